"""Lines of documents: which stand at the top or the foot of a page, and which files are code or tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from workflow.checks.evidence import Evidence
from workflow.findings import Page

_EDGE = 4
_CODE_NAMES = (
    ".csv .tsv .json .jsonl .yaml .yml .toml .ini .cfg .log .py .js .ts .jsx .tsx .java .c .h .cc .cpp .hpp .cs .go"
    " .rs .rb .php .pl .sh .bash .sql .r .m .swift .kt .scala .lua .css .scss .tex .diff .patch"
)
_CODE_SUFFIXES = tuple(_CODE_NAMES.split())
_CODE_LINE = re.compile(
    r"\s*(?:[#/]{2}|#!|#include|import |from \S+ import|def |class |return\b|if \(|for \(|public |private "
    r"|static |const |let |"
    r"var |func |fn |use |package |@\w+|</?\w|SELECT |INSERT |CREATE )|.*[;{}]\s*$"
    r"|\s*(?:[\w.\[\]\"']+\s*:?=|[a-z_\[\"'][\w.\[\]\"']*\s*:).*$"
)


class Line(NamedTuple):
    """A line of a page that is not blank, and whether it stands at the top or the foot of it."""

    page: str
    text: str
    is_edge: bool


def lines_of(page: Page) -> list[Line]:
    """The lines of a page without the blank ones."""
    texts = [text.strip() for text in page.text.splitlines() if text.strip()]
    last = len(texts) - _EDGE
    return [Line(page.name, text, at < _EDGE or at >= last) for at, text in enumerate(texts)]


def is_code_or_table(evidence: Evidence, pages: tuple[Page, ...]) -> bool:
    """Whether a text file is source code, a list of values or a log, where capitals are no marking."""
    if evidence.type != "text":
        return evidence.type in ("xml", "svg")
    if evidence.name.lower().endswith(_CODE_SUFFIXES):
        return True
    lines = [line for page in pages[:3] for line in page.text[:20_000].splitlines() if line.strip()][:200]
    return len(lines) > 2 and (_are_code(lines) or _are_rows(lines))


def _are_code(lines: list[str]) -> bool:
    return sum(_CODE_LINE.match(line) is not None for line in lines) * 2 > len(lines)


def _are_rows(lines: list[str]) -> bool:
    """Whether most lines have the same number of commas, semicolons, tabs or bars, other than those of a sentence."""
    for mark in (",(?! )", ";(?! )", "\t", r"\|"):
        counts = [len(re.findall(mark, line.strip())) for line in lines]
        usual = max(set(counts), key=counts.count)
        if usual and counts.count(usual) * 5 >= len(lines) * 4:
            return True
    return False


def all_lines(pages: tuple[Page, ...]) -> Iterator[Line]:
    """The lines of all pages."""
    for page in pages:
        yield from lines_of(page)
