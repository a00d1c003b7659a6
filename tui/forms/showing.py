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
    """The fields; that a page was shown is for the reporter to say."""
    yield Ask("copy", "Copy", Control.CHOICE, WHICH, options(Copy), Copy.DESCRIBED.value)
    copy = answers.get("copy", Copy.DESCRIBED.value)
    if held := _fitting(case, copy):
        choices = tuple(Option(one.id, f"{one.number} {naming.text(one.name)}", one.kind.word) for one in held)
        first = next((one.id for one in held if one.kind in (ExhibitKind.COPY, ExhibitKind.ORIGINAL)), "")
        none = Option("", "no file held", "What was shown is not among the files held.")
        yield Ask("exhibit", "File", Control.CHOICE, "Which of the files held.", (*choices, none), first)
    if copy == Copy.ORIGINAL:
        yield Ask(reason, "Reason", Control.WORDS, WHY)


def shown_of(case: Case, gather: Gathering, *, reason: str = "copy_reason") -> Shown:
    """What the answers say was shown; only a file that fits the copy chosen."""
    copy = gather.word("copy", Copy, "Which copy was shown?") or Copy.DESCRIBED
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
