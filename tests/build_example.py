"""Builds the worked example: the January 2020 letter, from its case file. Run it as `python -m tests.build_example`."""

from pathlib import Path

from workflow.casefile.importing import import_case
from workflow.casefile.reading import read_case_file
from workflow.facts import CaseZoned
from workflow.ledger import Ledger
from workflow.when import parse_instant

ROOT = Path(__file__).parent.parent
CASE_FILE = ROOT / "tests" / "replay" / "seely-letter-2020.json"
EXAMPLE = ROOT / "cases.db"
ZONE = "America/New_York"
"""A case file carries no zone; the day is read in the one in which it was reported."""
LOGGED_AT = "2020-02-03T09:00:00Z"
"""When it claims to have been logged: so long after the last statement that nothing in its row changes with time."""


def build(path: Path) -> None:
    """Write the example to a path where nothing stands."""
    with Ledger.create(path, example=True, clock=lambda: parse_instant(LOGGED_AT)) as ledger:
        imported = import_case(ledger, read_case_file(CASE_FILE))
        case = ledger.case(imported.case_id)
        before = case.setters(case.id, ["timezone"])
        ledger.append(imported.case_id, CaseZoned(ZONE, "The letter's day was told in Washington's time.", before))


if __name__ == "__main__":
    EXAMPLE.unlink(missing_ok=True)
    build(EXAMPLE)
    print(f"Wrote {EXAMPLE}.")
