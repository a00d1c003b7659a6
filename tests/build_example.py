"""Builds the worked example: the January 2020 letter, from its case file. Run it as `python -m tests.build_example`."""

from pathlib import Path

from workflow.case import Case, Moment
from workflow.casefile.importing import import_case
from workflow.casefile.reading import read_case_file
from workflow.facts import CaseZoned, DeskSettings, PublicTextWritten, TextApproved
from workflow.ledger import Ledger
from workflow.summaries.public import approve, public_texts
from workflow.terms import Section
from workflow.when import parse_instant

ROOT = Path(__file__).parent.parent
CASE_FILE = ROOT / "tests" / "replay" / "seely-letter-2020.json"
EXAMPLE = ROOT / "cases.db"
ZONE = "America/New_York"
"""A case file carries no zone; the day is read in the one in which it was reported."""
LOGGED_AT = "2020-02-03T09:00:00Z"
"""When it claims to have been logged: so long after the last statement that nothing in its row changes with time."""

PASSAGES = {
    Section.SURFACED: "A photo of the letter spread online in the afternoon of 6 January 2020.",
    Section.METHOD: "We put side by side what was published that day and the next, in the order in which it was said:"
    " who said it, by name or without one, and on which question about the letter.",
    Section.LIMITS: "We rest on published reports alone. We have not examined the letter or spoken to anyone quoted.",
}
"""What the desk writes itself for the public."""
APPROVED_BY = "EX"


def build(path: Path) -> None:
    """Write the example to a path where nothing stands."""
    with Ledger.create(path, example=True, clock=lambda: parse_instant(LOGGED_AT)) as ledger:
        imported = import_case(ledger, read_case_file(CASE_FILE))
        case = ledger.case(imported.case_id)
        before = case.setters(case.id, ["timezone"])
        ledger.append(imported.case_id, CaseZoned(ZONE, "The letter's day was told in Washington's time.", before))
        ledger.append(imported.case_id, *(PublicTextWritten(section, text) for section, text in PASSAGES.items()))
        ledger.append(imported.case_id, *approvals(ledger.case(imported.case_id)))


def approvals(case: Case) -> list[TextApproved]:
    """An approval of every text that the public summary would print, at whatever moment it stands."""
    now = parse_instant(LOGGED_AT)
    moments = [None, *sorted({statement.learned_key for statement in case.statements})]
    texts = [text for at in moments for text in public_texts(case, Moment(at, now), DeskSettings())]
    return list(dict.fromkeys(approve(case, texts, APPROVED_BY)))


if __name__ == "__main__":
    EXAMPLE.unlink(missing_ok=True)
    build(EXAMPLE)
    print(f"Wrote {EXAMPLE}.")
