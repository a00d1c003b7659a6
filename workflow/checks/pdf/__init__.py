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
    from workflow.checks.pdf.signatures import SIGNATURES

    return (OPENING, *META, *COMPARE, *REVISIONS, SIGNATURES, *HIDDEN, *ACTIVE, ATTACHED)


def pages(evidence: Evidence, revision: int | None = None) -> Iterator[Page]:
    """The words of each page with those of its notes and fields; of a revision (counted from 1) those of its content.

    Raises NotChecked where the PDF does not open, LimitsHit where it would fill the memory.
    """
    from workflow.checks.pdf.notes import shown
    from workflow.checks.pdf.open import structure
    from workflow.checks.pdf.revisions import ends, text_of

    if revision is None:
        found = text_of(evidence, len(evidence.data))
        held = structure(evidence).pages
        noted = [shown(held[at]) if at < len(held) else [] for at in range(len(found))]
        found = ["\n".join([text, *words]) for text, words in zip(found, noted, strict=True)]
    else:
        states = ends(evidence)
        if not 1 <= revision <= len(states):
            raise NotChecked(f"It has {len(states)} revisions.")
        found = text_of(evidence, states[revision - 1])
    for number, text in enumerate(found, 1):
        yield Page(f"page {number}", text)


def members(evidence: Evidence) -> Iterator[Member]:
    """The embedded files, one by one. Raises NotChecked or LimitsHit."""
    from workflow.checks.pdf import attached

    return attached.members(evidence)
