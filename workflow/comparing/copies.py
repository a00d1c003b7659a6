"""In what two copies of one document differ: a function of what was read of each, and of nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice, zip_longest

from workflow.comparing.model import Aspect, Comparison, Difference, Reading
from workflow.comparing.pixels import difference_of
from workflow.findings import Checked, Page, Report, Told
from workflow.findings.variants import MOST_VARIANTS, Variant, is_same_paper, variants
from workflow.phrases import listed
from workflow.terms import Outcome

MOST_SHOWN = 300
"""Characters of a value that is shown."""

_ASPECTS = {"spacing": Aspect.SPACING, "line breaks": Aspect.SPACING} | dict.fromkeys(
    ("invisible characters", "lookalike letters"), Aspect.MARKS
)
_MARKS = ("text.", "pdf.hidden.", "img.dots.", "office.hidden_")
_REVISIONS = ("pdf.rev.", "office.tracked_changes", "office.comments")
_METADATA = (
    *("pdf.meta.", "office.meta.", "office.rsid", "office.paths", "office.label", "office.container_rewritten"),
    *("img.exif.", "img.jpeg.", "img.c2pa.", "mail.ids", "mail.received.", "zip.entry_dates"),
)
_FACTS = {"bytes": Aspect.BYTES, "revisions": Aspect.REVISIONS} | dict.fromkeys(
    ("pages", "sheets", "slides", "images", "frames"), Aspect.PAGES
)
"""What a fact of a file is about, where it is not metadata."""


def compare(a: Reading, b: Reading) -> Comparison:
    """Everything in which copy A and copy B differ. Files of the same bytes differ in nothing."""
    if a.digest == b.digest:
        return Comparison(True, True, (), ())
    worded = [any(page.text.strip() for page in copy.pages) for copy in (a, b)]
    one_paper = is_same_paper(a.pages, b.pages) if all(worded) else None
    found = (
        Difference(Aspect.BYTES, "", "", "", ""),
        *_pages(a, b),
        *_sizes(a, b),
        *_words(a, b, worded, one_paper),
        *_facts(a.report, b.report),
        *_findings(a.report, b.report),
        *_pictures(a, b),
    )
    order = list(Aspect)
    told = sorted(found, key=lambda one: order.index(one.aspect))
    return Comparison(False, one_paper, tuple(told), tuple(_not_compared(a, b, worded)))


def _pages(a: Reading, b: Reading) -> Iterator[Difference]:
    names = [[page.name for page in copy.pages] for copy in (a, b)]
    if a.report.type != b.report.type:
        yield Difference(Aspect.METADATA, "type", "", a.report.type, b.report.type)
    if len(names[0]) != len(names[1]):
        yield Difference(Aspect.PAGES, "how many have words", "", str(len(names[0])), str(len(names[1])))
    if len(a.pictures) != len(b.pictures) and a.pictures and b.pictures:
        yield Difference(Aspect.PAGES, "how many were drawn", "", str(len(a.pictures)), str(len(b.pictures)))
    only = [[name for name in ours if name not in set(theirs)] for ours, theirs in (names, names[::-1])]
    if any(only):
        yield Difference(Aspect.PAGES, "names", "", _few(only[0]), _few(only[1]))


def _sizes(a: Reading, b: Reading) -> Iterator[Difference]:
    for number, (ours, theirs) in enumerate(zip(a.pictures, b.pictures, strict=False), 1):
        sizes = [_millimetres(*one[:2], dpi) for one, dpi in ((ours, a.dpi), (theirs, b.dpi))]
        if (ours.width, ours.height, a.dpi) != (theirs.width, theirs.height, b.dpi):
            yield Difference(Aspect.SIZES, "size", f"page {number}", *sizes)


def _words(a: Reading, b: Reading, worded: list[bool], one_paper: bool | None) -> Iterator[Difference]:
    if one_paper is None:
        if worded[0] != worded[1]:
            said = ["words" if has else "no words" for has in worded]
            yield Difference(Aspect.WORDS, "words that can be read", "", *said)
        return
    if not one_paper:
        yield Difference(Aspect.WORDS, "most of the words: these are not copies of one paper", "", "", "")
        return
    for one in _variants(a.pages, b.pages):
        aspect = _ASPECTS.get(one.kind, Aspect.WORDS)
        yield Difference(aspect, one.kind, one.where, one.ours, one.theirs)


def _variants(a: tuple[Page, ...], b: tuple[Page, ...]) -> Iterable[Variant]:
    """Where the words differ; page by page where the whole gives stretches too long to show what is other in them."""
    found = variants(a, b)
    if [page.name for page in a] == [page.name for page in b] and any(one.ours == one.theirs for one in found):
        by_page = (variants([ours], [theirs]) for ours, theirs in zip(a, b, strict=True))
        return islice(chain.from_iterable(by_page), MOST_VARIANTS)
    return found


def _facts(a: Report, b: Report) -> Iterator[Difference]:
    for key in sorted({*a.facts, *b.facts}):
        if key.startswith(("more ", "missing_")) or a.facts.get(key) == b.facts.get(key):
            continue
        aspect = _FACTS.get(key, Aspect.METADATA)
        yield Difference(aspect, key.replace("_", " "), "", _told(a.facts.get(key)), _told(b.facts.get(key)))


def _findings(a: Report, b: Report) -> Iterator[Difference]:
    """Findings that stand in one and not, or not so, in the other; side by side where the place is the same."""
    values = [_by_place(report) for report in (a, b)]
    blind = {check.check for report in (a, b) for check in _unchecked(report)}
    for name, where in sorted({*values[0], *values[1]}):
        ours, theirs = (found.get((name, where), []) for found in values)
        if ours != theirs and (name not in blind or (ours and theirs)):
            yield Difference(_aspect_of(name), name, where, _few(ours), _few(theirs))


def _by_place(report: Report) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in report.findings:
        found[one.id, one.where].append(one.value or "found")
    return {place: sorted(values) for place, values in found.items()}


def _aspect_of(name: str) -> Aspect:
    for aspect, beginnings in (
        (Aspect.MARKS, _MARKS),
        (Aspect.REVISIONS, _REVISIONS),
        (Aspect.METADATA, _METADATA),
    ):
        if name.startswith(beginnings):
            return aspect
    return Aspect.FINDINGS


def _pictures(a: Reading, b: Reading) -> Iterator[Difference]:
    """A hint only, and only where two pages have the same words and the same size."""
    pages = zip_longest(a.pages, b.pages)
    for number, (ours, theirs) in enumerate(zip(a.pictures, b.pictures, strict=False), 1):
        left, right = next(pages, (None, None))
        if (left.text if left else "").split() != (right.text if right else "").split():
            continue
        told = difference_of(ours, theirs)
        if told:
            yield Difference(Aspect.PICTURES, told, f"page {number}", "", "")


def _not_compared(a: Reading, b: Reading, worded: list[bool]) -> Iterator[str]:
    for name, copy in (("A", a), ("B", b)):
        for sentence in copy.unread:
            yield f"Copy {name}: {sentence}"
    if not any(worded):
        yield "Words: neither copy holds any that can be extracted."
    for name, copy in (("A", a), ("B", b)):
        reasons: dict[str, list[str]] = defaultdict(list)
        for check in _unchecked(copy.report):
            reasons[check.reason].append(check.check)
        for reason, ids in reasons.items():
            yield f"Copy {name}: {listed(ids)} not checked. {reason}".strip()


def _unchecked(report: Report) -> Iterator[Checked]:
    return (check for check in report.checks if check.outcome is Outcome.NOT_CHECKED)


def _told(value: Told | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _few(list(value)) if isinstance(value, tuple) else str(value)[:MOST_SHOWN]


def _few(values: list[str]) -> str:
    return "; ".join(values[:20])[:MOST_SHOWN]


def _millimetres(width: int, height: int, dpi: int) -> str:
    return " x ".join(str(round(side * 25.4 / dpi)) for side in (width, height)) + " mm"
