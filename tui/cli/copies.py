"""Which copy of the document a command notes as shown: the one made to show, unless the reporter says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tui.cli import naming, out
from workflow.terms import Copy

if TYPE_CHECKING:
    from workflow.case import Case

USUAL = "Where onrecord flatten made one, that copy if not given."

Missing = TypeVar("Missing", Copy, None)


def copy_shown(case: Case, copy: Copy | None, exhibit: str, missing: Missing) -> tuple[Copy | Missing, str]:
    """What was shown and the id of the file, from what was typed; `missing` where nothing was and no copy was made."""
    made = case.holdings.copy_to_show()
    if exhibit or copy not in (None, Copy.REMADE) or made is None:
        return copy or missing, naming.exhibit(case, exhibit).id if exhibit else ""
    if copy is None:
        out.message(f"Noted as shown: file {made.number}, the copy made to show. No page was? Say --copy described.")
    return Copy.REMADE, made.id
