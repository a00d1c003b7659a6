"""Comparing two files that a case keeps: logged on the first, and never told who gave which."""

from __future__ import annotations

from workflow.comparing import Comparison, compare, read_copy
from workflow.errors import UsageError
from workflow.examine import Examiner
from workflow.facts import FactId, FileHandled
from workflow.files import store_of
from workflow.findings import Supplies
from workflow.ledger import Ledger
from workflow.showing.keeping import GoesOn, own_tool, to_show
from workflow.terms import Handling


def compare_kept(
    ledger: Ledger,
    case_id: str,
    one: FactId,
    other: FactId,
    supplies: Supplies,
    *,
    even_weak: bool = False,
    goes_on: GoesOn = None,
) -> Comparison:
    """Compare two kept files of the document, `one` being copy A, and log that it was done.

    Raises UsageError, NotToShow, NotKept, Altered, Stopped, and what logging raises.
    """
    if one == other:
        raise UsageError("This is one file.", remedy="Name two files of the case.")
    store = store_of(ledger)
    read = []
    with Examiner(even_weak=even_weak) as examiner:
        for held in [to_show(ledger, case_id, name) for name in (one, other)]:
            # A failure tells the number: what the file is called may tell who gave it.
            with store.open(held.sha256, f"file {held.number}") as target:
                read.append(read_copy(examiner, target._replace(name=held.name), supplies, goes_on))
    found = compare(*read)
    ledger.append(case_id, FileHandled(one, Handling.COMPARED, other, own_tool()))
    return found
