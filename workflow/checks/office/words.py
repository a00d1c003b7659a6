"""The words of Open XML and OpenDocument files, as pages; what was deleted under tracked changes is not among them."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.checks.evidence import Evidence
from workflow.checks.office.cells import CellText, values
from workflow.checks.office.odfwords import odf_pages
from workflow.checks.office.package import Package, child, elements, package_of, text_of
from workflow.checks.office.sheets import sheets
from workflow.checks.office.slides import slide_text, slides
from workflow.checks.office.word import stories, words_of
from workflow.checks.sheet import LimitsHit, NotChecked
from workflow.findings import Page


def package_pages(evidence: Evidence) -> Iterator[Page]:
    """The words of a document, sheet by sheet, slide by slide or part by part, hidden ones among them."""
    package = package_of(evidence)
    if evidence.type in ("odt", "ods", "odp"):
        yield from odf_pages(package)
    elif evidence.type == "xlsx":
        yield from _sheet_pages(package)
    elif evidence.type == "pptx":
        yield from _slide_pages(package)
    else:
        yield from _word_pages(package)


def _word_pages(package: Package) -> Iterator[Page]:
    for part in stories(package):
        try:
            root = package.xml(part)
        except (NotChecked, LimitsHit):
            continue
        body = child(root, "body")
        words = words_of(root if body is None else body).strip("\n")
        if words or part == package.main:
            yield Page("document" if part == package.main else part, words)


def _sheet_pages(package: Package) -> Iterator[Page]:
    text = CellText(package)
    for one in sheets(package):
        if not package.has(one.part):
            continue
        try:
            root = package.xml(one.part)
        except (NotChecked, LimitsHit):
            continue
        lines = ("\t".join(said for _, said, _ in values(row, text)) for row in elements(root, "row"))
        yield Page(f"sheet {one.name}", "\n".join(line for line in lines if line))
    for part in package.parts(r"xl/(?:comments|threadedComments|worksheets/comments)/?[^/]*\.xml"):
        said = [text_of(child(node, "text")) for node in elements(package.xml(part), "comment", "threadedComment")]
        yield Page(part, "\n".join(said))


def _slide_pages(package: Package) -> Iterator[Page]:
    for number, part in enumerate(slides(package), 1):
        yield Page(f"slide {number}", slide_text(package.xml(part)))
        for notes in package.related(part, "notesSlide"):
            said = slide_text(package.xml(notes))
            if said.strip():
                yield Page(f"notes of slide {number}", said)
    for part in package.parts(r"ppt/comments/[^/]+\.xml"):
        said = "\n".join(text_of(node) for node in elements(package.xml(part), "cm", "reply"))
        yield Page(part, said)
