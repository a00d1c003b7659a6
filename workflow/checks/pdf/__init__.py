"""What a PDF tells: its two records, its earlier states, its signatures, its hidden words, what it would do."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.checks.evidence import Evidence, Member
from workflow.checks.sheet import Check, NotChecked, Sheet
from workflow.findings import Page


def checks_for(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    """The checks of a PDF; none for any other file."""
    if evidence.type != "pdf":
        return ()
    from workflow.checks.pdf.active import ACTIVE
    from workflow.checks.pdf.attached import ATTACHED
    from workflow.checks.pdf.compare import COMPARE
    from workflow.checks.pdf.hidden import HIDDEN
    from workflow.checks.pdf.meta import META
    from workflow.checks.pdf.open import OPENING
    from workflow.checks.pdf.revisions import REVISIONS
    from workflow.checks.pdf.scans import SCANNED
    from workflow.checks.pdf.signatures import SIGNATURES

    return (OPENING, *META, *COMPARE, *REVISIONS, SIGNATURES, *HIDDEN, SCANNED, *ACTIVE, ATTACHED)


def pages(evidence: Evidence, revision: int | None = None) -> Iterator[Page]:
    """The words of each page with those of its notes and fields, of a revision (counted from 1) if one is named.

    Raises NotChecked where the PDF does not open, LimitsHit where it would fill the memory.
    """
    from workflow.checks.pdf.revisions import ends, said

    end = len(evidence.data)
    if revision is not None:
        states = ends(evidence)
        if not 1 <= revision <= len(states):
            raise NotChecked(f"It has {len(states)} revisions.")
        end = states[revision - 1]
    for number, page in enumerate(said(evidence, end), 1):
        yield Page(f"page {number}", page.whole)


def members(evidence: Evidence) -> Iterator[Member]:
    """The embedded files, one by one. Raises NotChecked or LimitsHit."""
    from workflow.checks.pdf import attached

    return attached.members(evidence)
