"""Which copy of the document somebody was shown, in three fields: what, which file, and why the original."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tui.forms.asking import Answers, Ask, Control, Option, options
from tui.forms.reading import Gathering
from workflow.terms import Copy, ExhibitKind

if TYPE_CHECKING:
    from tui.naming import Naming
    from workflow.case import Case
    from workflow.holdings import Exhibit

WHICH = "Which copy: it can give the source away."
WHY = "Why the original had to be shown: its marks can give the source away."


class Shown(NamedTuple):
    """What was shown: the copy, the file among those held (an id, or empty), and why the original."""

    copy: Copy
    exhibit: str = ""
    reason: str = ""


def copy_asks(case: Case, answers: Answers, naming: Naming, *, reason: str = "copy_reason") -> Iterator[Ask]:
    """The fields. A copy that the desk made to be shown stands there at once, for the reporter to change."""
    usual = usual_copy(case).value
    yield Ask("copy", "Copy", Control.CHOICE, WHICH, options(Copy), usual)
    copy = answers.get("copy", usual)
    if held := _fitting(case, copy):
        choices = tuple(Option(one.id, f"{one.number} {naming.text(one.name)}", one.kind.word) for one in held)
        made = case.holdings.copy_to_show()
        first = next((one.id for one in held if one.kind in (ExhibitKind.COPY, ExhibitKind.ORIGINAL)), "")
        first = made.id if made is not None and copy == Copy.REMADE else first
        none = Option("", "no file held", "What was shown is not among the files held.")
        yield Ask("exhibit", "File", Control.CHOICE, "Which of the files held.", (*choices, none), first)
    if copy == Copy.ORIGINAL:
        yield Ask(reason, "Reason", Control.WORDS, WHY)


def usual_copy(case: Case) -> Copy:
    """What is shown unless the reporter says otherwise: the copy made to show, else no page at all."""
    return Copy.DESCRIBED if case.holdings.copy_to_show() is None else Copy.REMADE


def shown_of(case: Case, gather: Gathering, *, reason: str = "copy_reason") -> Shown:
    """What the answers say was shown; only a file that fits the copy chosen."""
    copy = gather.word("copy", Copy, "Which copy was shown?") or usual_copy(case)
    named = gather.answers.get("exhibit", "")
    exhibit = named if any(one.id == named for one in _fitting(case, copy)) else ""
    return Shown(copy, exhibit, gather.text(reason) if copy is Copy.ORIGINAL else "")


def _fitting(case: Case, copy: str) -> list[Exhibit]:
    """The files of the document that such a copy can be: the original is one kind, what was made of it the others."""
    if copy not in (Copy.RETYPED, Copy.REMADE, Copy.ORIGINAL):
        return []
    return [
        one
        for one in reversed(case.holdings.exhibits)
        if one.kind.is_document and (one.kind is ExhibitKind.ORIGINAL) is (copy == Copy.ORIGINAL)
    ]
