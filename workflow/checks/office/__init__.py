"""Office documents: Open XML, OpenDocument, Rich Text Format, and the binary files of before 2007."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.checks.evidence import Evidence, Member
from workflow.checks.office.choosing import checks_for
from workflow.checks.sheet import NotChecked
from workflow.findings import Page

__all__ = ["checks_for", "members", "pages"]


def pages(evidence: Evidence, revision: int | None) -> Iterator[Page]:
    """The words of a document, by part, sheet or slide. May raise on damaged files."""
    if evidence.type == "rtf":
        from workflow.checks.office.rtf import rtf_pages

        yield from rtf_pages(evidence)
    elif evidence.type in ("doc", "xls", "ppt"):
        from workflow.checks.office.olewords import ole_pages

        yield from ole_pages(evidence)
    else:
        from workflow.checks.office.words import package_pages

        yield from package_pages(evidence)


def members(evidence: Evidence) -> Iterator[Member]:
    """The files and objects within a document, and its pictures. May raise on damaged files."""
    if evidence.type == "rtf":
        from workflow.checks.office.rtf import rtf_members

        yield from rtf_members(evidence)
    elif evidence.type in ("doc", "xls", "ppt"):
        from workflow.checks.office.legacy import ole_members

        yield from ole_members(evidence)
    else:
        yield from _package_members(evidence)


def _package_members(evidence: Evidence) -> Iterator[Member]:
    from workflow.checks.office.links import embedded_parts
    from workflow.checks.office.odf import embedded_odf
    from workflow.checks.office.package import package_of

    package = package_of(evidence)
    is_odf = evidence.type in ("odt", "ods", "odp")
    media = package.parts(r"(?:word|xl|ppt)/media/[^/]+|Pictures/[^/]+")
    for name in [*(embedded_odf(package) if is_odf else embedded_parts(package)), *media]:
        try:
            yield Member(name, package.bytes(name))
        except NotChecked:
            continue
