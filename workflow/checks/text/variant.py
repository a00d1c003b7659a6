"""Another copy of the same paper, if the reporter supplies one: where the two differ."""

from __future__ import annotations

from workflow.checks.evidence import Evidence
from workflow.checks.reading import pages_of
from workflow.checks.sheet import NotChecked, Sheet
from workflow.clean import clean
from workflow.findings import Page
from workflow.findings.variants import is_same_paper, variants

IDS = ("text.variant",)


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Compare with the other copy. Raises NotChecked where the two are not copies of one paper."""
    ours = pages_of(evidence)
    theirs = tuple(Page(name, text) for name, text in evidence.supplies.other)
    if not is_same_paper(ours, theirs):
        raise NotChecked("The other file is not a copy of this one: too few words are the same.")
    for one in variants(ours, theirs):
        value = f"{one.kind}: “{clean(one.ours, limit=200)}” here, “{clean(one.theirs, limit=200)}” there"
        sheet.find("text.variant", one.where, value, "onrecord")
