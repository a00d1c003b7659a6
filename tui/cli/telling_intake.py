"""What an intake tells: each file with what became of it, copies of the document, and what checks found in short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui.cli import out
from workflow.findings import KINDS
from workflow.hashing import size_words
from workflow.phrases import counted
from workflow.terms import Outcome, Severity

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.holdings import Exhibit
    from workflow.intake.checking import Checked
    from workflow.intake.taking import Took
    from workflow.intake.unpacking import Unpacked

WHICH = "Which statements were about which copy? Say so: onrecord statement CASE --correct STATEMENT --copy FILE."


def tell_took(case: Case, took: Iterable[Took]) -> None:
    """One line for each file."""
    held = {one.id: one for one in case.holdings.exhibits}
    for one in took:
        number = held[one.exhibit].number
        if one.had_hash:
            out.prose(f"File {number}: {one.name} was known by its hash alone; its bytes are kept now.")
        elif one.is_new:
            kept = "kept" if held[one.exhibit].is_kept else "hashed"
            out.prose(f"File {number}: {kept} {one.name}, {size_words(one.size)}, SHA-256 {one.sha256}.")
        else:
            out.prose(f"File {number} holds these very bytes already; nothing was stored twice: {one.name}.")


def tell_copies(before: Case, after: Case, took: Sequence[Took]) -> None:
    """Ask about a second copy of the document with other bytes, where this intake brought one."""
    from workflow.copies import copies

    there, now = copies(before), copies(after)
    if len(now) > max(1, len(there)) and any(one.is_new for one in took):
        numbers = out.listed(str(one.number) for one in now) if len(now) <= 5 else f"{len(now)} files"
        out.message(f"The case holds the document in other bytes more than once ({numbers}). {WHICH}")


def tell_unpacked(case: Case, container: Exhibit, made: Sequence[Unpacked]) -> None:
    """One line for each file that was taken out."""
    numbers = {one.id: one.number for one in case.holdings.exhibits}
    for one in made:
        what = "kept" if one.is_new else "held already"
        out.prose(f"File {numbers[one.exhibit]}: {what} {one.name}, out of file {container.number}.")


def tell_checked(one: Checked) -> bool:
    """One line on the checks of a file; whether they could be made."""
    if one.report is None:
        from tui.failures import tell

        if one.failure is not None:
            tell(one.failure)
        return False
    found = one.report.findings
    risks = sum(KINDS[finding.id].is_risk for finding in found)
    weights = [(found_of, sum(finding.severity is found_of for finding in found)) for found_of in reversed(Severity)]
    parts = [counted(number, weight.word) for weight, number in weights if number and weight is not Severity.INFO]
    if risks:
        parts.append(f"{counted(risks, 'finding')} could give a source away")
    left = sum(made.outcome is Outcome.NOT_CHECKED for made in one.report.checks)
    parts += [f"{counted(left, 'check')} not made"] if left else []
    told = "; ".join(parts) or "no note and no warning"
    out.prose(f"File {one.exhibit.number}: {one.report.type}, read in {one.report.rung.word}: {told}.")
    return True
