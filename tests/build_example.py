"""Builds the worked example: the January 2020 letter, from its case file. Run it as `python -m tests.build_example`."""

from pathlib import Path

from workflow.casefile.importing import import_case
from workflow.casefile.reading import read_case_file
from workflow.ledger import Ledger
from workflow.when import parse_instant

ROOT = Path(__file__).parent.parent
CASE_FILE = ROOT / "tests" / "replay" / "seely-letter-2020.json"
EXAMPLE = ROOT / "cases.db"
LOGGED_AT = "2020-02-03T09:00:00Z"
"""When it claims to have been logged: so long after the last statement that nothing in its row changes with time."""


def build(path: Path) -> None:
    """Write the example to a path where nothing stands."""
    with Ledger.create(path, example=True, clock=lambda: parse_instant(LOGGED_AT)) as ledger:
        import_case(ledger, read_case_file(CASE_FILE))


if __name__ == "__main__":
    EXAMPLE.unlink(missing_ok=True)
    build(EXAMPLE)
    print(f"Wrote {EXAMPLE}.")
