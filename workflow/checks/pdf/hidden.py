"""Words that can be copied out of a page and cannot be seen on it, and redactions that were never carried out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from workflow.checks.evidence import Evidence
from workflow.checks.pdf.open import drawn, pdfium, qpdf, structure
from workflow.checks.sheet import Check, LimitsHit, NotChecked, Sheet
from workflow.terms import Severity

if TYPE_CHECKING:
    from workflow.checks.pdf.canvas import Canvas
    from workflow.checks.pdf.unseen import Unseen

MOST_PAGES = 150
_MOST_SECONDS = 8.0
SCANS = "pdf scans"
"""Under this name the evidence keeps the numbers of the pages that are pictures of paper."""

_MOST_SHOWN = 600
_FEWEST = 3
_IDS = (
    "pdf.hidden.covered_text",
    "pdf.hidden.same_colour_text",
    "pdf.hidden.offpage_text",
    "pdf.hidden.ocr_layer",
    "pdf.image_only",
)


def _hidden(evidence: Evidence, sheet: Sheet) -> None:
    from workflow.checks.pdf.canvas import Canvas

    document = drawn(evidence)
    count, end = len(document), time.monotonic() + _MOST_SECONDS
    looked, trouble, pictures = 0, "", []
    scans: list[int] = []
    evidence.kept[SCANS] = scans
    for at in range(count):
        if at >= MOST_PAGES or time.monotonic() > end:
            trouble = f"Only the first {at} of {count} pages were looked at."
            break
        try:
            canvas = Canvas(document[at])
        except LimitsHit as why:
            trouble = f"Page {at + 1}: {why}"
            continue
        except Exception as error:
            trouble = f"Page {at + 1} could not be drawn ({type(error).__name__})."
            continue
        is_scan = _page(canvas, at + 1, sheet)
        if _is_picture(canvas):
            pictures.append(at + 1)
        if is_scan or at + 1 in pictures:
            scans.append(at + 1)
        canvas.close()
        looked += 1
    sheet.facts["pages_looked_at"] = looked
    if pictures:
        sheet.find("pdf.image_only", _pages(pictures), f"{len(pictures)} of {count} pages are pictures", pdfium())
    if trouble:
        raise NotChecked(trouble)


def _page(canvas: Canvas, number: int, sheet: Sheet) -> bool:
    """Tell the words of a page that cannot be seen; whether it is a scan with words recognised in it."""
    from workflow.checks.pdf.unseen import BLACK, unseen

    told: dict[tuple[str, str], list[str]] = {}
    for run in runs(unseen(canvas)):
        words = canvas.text.get_text_range(run[0].letter.place, run[-1].letter.place - run[0].letter.place + 1)
        told.setdefault((run[0].why, run[0].by), []).append(" ".join(words.split()))
    for (why, by), words in told.items():
        shown = " … ".join(words)
        shown = f"“{shown[:_MOST_SHOWN]}”" if len(shown) <= _MOST_SHOWN else f"“{shown[:_MOST_SHOWN]} …”"
        told_by = {"covered_text": f"under {by}: ", "same_colour_text": f"{by}: ", "ocr_layer": "recognised words: "}
        severity = Severity.WARNING if by == BLACK else None
        value = told_by.get(why, "outside the page: ") + shown
        sheet.find(f"pdf.hidden.{why}", f"page {number}", value, pdfium(), severity)
    return any(why == "ocr_layer" for why, _ in told)


def runs(found: list[Unseen]) -> list[list[Unseen]]:
    """Letters that stand together, long enough to be words: three letters, or two digits."""
    grouped: list[list[Unseen]] = []
    for one in found:
        last = grouped[-1][-1] if grouped else None
        if last and last[1:] == one[1:] and one.letter.place - last.letter.place <= 4:
            grouped[-1].append(one)
        else:
            grouped.append([one])
    return [run for run in grouped if len(run) >= _FEWEST or sum(one.letter.char.isdigit() for one in run) >= 2]


def _is_picture(canvas: Canvas) -> bool:
    from pypdfium2 import raw

    if canvas.letters:
        return False
    area = 0.0
    for thing in canvas.order:
        if thing.kind == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.box
            area += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(area >= 0.7 * canvas.width * canvas.height)


def _pages(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    shown = ", ".join(str(number) for number in numbers[:40])
    return f"pages {shown} and more" if len(numbers) > 40 else f"pages {shown}"


def _redactions(evidence: Evidence, sheet: Sheet) -> None:
    import pikepdf

    for number, page in enumerate(structure(evidence).pages, 1):
        notes = page.obj.get("/Annots")
        marks = [
            note
            for note in (notes if isinstance(notes, pikepdf.Array) else ())
            if isinstance(note, pikepdf.Dictionary) and note.get("/Subtype") == "/Redact"
        ]
        if marks:
            told = f"marked to be blacked out and not carried out, {len(marks)} times"
            sheet.find("pdf.hidden.unapplied_redaction", f"page {number}", told, qpdf())


HIDDEN = (Check(_IDS, _hidden), Check(("pdf.hidden.unapplied_redaction",), _redactions))
