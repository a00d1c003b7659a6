"""Pages of a file as pixels, for the viewer, for comparisons and for the copy to show. Bounded in pages and pixels."""

from __future__ import annotations

import io
import math
import warnings
from importlib import import_module
from typing import TYPE_CHECKING

from workflow.checks.evidence import Evidence
from workflow.checks.sheet import LimitsHit, NotChecked

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

MOST_PAGES = 500
MOST_PIXELS = 40_000_000
"""Of one page as it is handed on; a page that would have more is drawn coarser."""
MOST_SIDE = 20_000
"""Pixels of the longer side of one page."""
MOST_DECODED = 80_000_000
"""Of one picture as it is unpacked in memory."""
LONGER_SIDE = 11.7
"""Inches of the longer side of a picture, which is taken for a page of paper: what it says of itself is not trusted."""

_READERS = {"jpeg": "Jpeg", "png": "Png", "gif": "Gif", "tiff": "Tiff", "webp": "WebP", "bmp": "Bmp", "heic": "HEIF"}
_ORIENTATION = 0x0112
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""How a picture is turned before it is shown, by the number of its orientation."""
_UNDRAWN = (
    "Only PDF and images can be drawn; export it to PDF in an isolated place (for example Dangerzone), and take that."
)

Drawn = tuple[int, int, bytes]
"""Width and height in pixels, and three bytes a pixel: red, green, blue."""


def page_count(evidence: Evidence, revision: int | None = None) -> int:
    """How many pages can be drawn, of an earlier `revision` (counted from 1) of a PDF if one is named.

    Raises NotChecked where none can be drawn, LimitsHit where there are more than 500.
    """
    count = len(opened_pdf(evidence, revision)) if evidence.type == "pdf" else _frames(evidence)
    if count > MOST_PAGES:
        raise LimitsHit(f"It has {count:,} pages; at most {MOST_PAGES} are drawn at once. Ask for some of its pages.")
    return count


def draw(evidence: Evidence, page: int, dpi: int, revision: int | None = None) -> Drawn:
    """The pixels of one page, counted from 1, on white, as a viewer shows it.

    Pictures are never enlarged. Raises NotChecked where there is nothing to draw, LimitsHit where it would take too
    much memory.
    """
    if evidence.type == "pdf":
        return _pdf_page(opened_pdf(evidence, revision), page, dpi)
    return _picture(evidence, page, dpi)


def opened_pdf(evidence: Evidence, revision: int | None) -> PdfDocument:
    """The opened PDF, kept with the evidence; an earlier revision ends where it ended, and is mended too."""
    from workflow.checks.pdf import open as opening

    key = f"drawing {revision}"
    if key not in evidence.kept:
        try:
            document = opening.drawn(evidence) if revision is None else _earlier(evidence, revision)
            if document.get_formtype():
                document.init_forms()
        except (NotChecked, LimitsHit, ImportError):
            raise
        except Exception:  # a reader of hostile bytes may raise anything
            raise NotChecked("It cannot be opened as a PDF.") from None
        evidence.kept[key] = document
    kept: PdfDocument = evidence.kept[key]
    return kept


def _earlier(evidence: Evidence, revision: int) -> PdfDocument:
    from workflow.checks.pdf.open import earlier
    from workflow.checks.pdf.revisions import ends

    found = ends(evidence)
    if not 1 <= revision <= len(found):
        raise NotChecked(f"It has no revision {revision}.")
    return earlier(evidence, found[revision - 1])[1]


def _pdf_page(document: PdfDocument, number: int, dpi: int) -> Drawn:
    import pypdfium2

    if not 1 <= number <= len(document):
        raise NotChecked(f"It has no page {number}.")
    try:
        page = document[number - 1]
        width, height = page.get_size()
    except pypdfium2.PdfiumError:
        raise NotChecked(f"Page {number} cannot be read.") from None
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise NotChecked(f"Page {number} has no size.")
    scale = min(dpi / 72, math.sqrt(MOST_PIXELS / (width * height)), (MOST_SIDE - 1) / max(width, height))
    while math.ceil(width * scale) * math.ceil(height * scale) > MOST_PIXELS:
        scale *= 0.99
        if scale * max(width, height) < 1:
            raise NotChecked(f"Page {number} is far too narrow to draw.")
    try:
        bitmap = page.render(scale=scale, rev_byteorder=True)
        rows = bytes(bitmap.buffer)
    except pypdfium2.PdfiumError:
        raise NotChecked(f"Page {number} cannot be drawn.") from None
    line, stride = bitmap.width * 3, bitmap.stride
    if stride != line:
        rows = b"".join(rows[at : at + line] for at in range(0, stride * bitmap.height, stride))
    drawn = bitmap.width, bitmap.height, rows
    bitmap.close()
    page.close()
    return drawn


def _opened(evidence: Evidence) -> Image:
    """The picture, its header alone read so far, by the reader of the type that its bytes have."""
    from PIL import Image, UnidentifiedImageError

    reader = _READERS.get(evidence.type)
    if reader is None:
        raise NotChecked(_UNDRAWN)
    if reader == "HEIF":
        _read_heif()
    else:
        import_module(f"PIL.{reader}ImagePlugin")
    try:
        return Image.open(io.BytesIO(evidence.data), formats=(reader.upper(),))
    except Image.DecompressionBombError:
        raise LimitsHit("The picture has far more pixels than one may have.") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise NotChecked("It cannot be opened as a picture.") from None


def _read_heif() -> None:
    try:
        heif = import_module("pillow_heif")
    except ImportError:
        raise NotChecked("HEIC pictures are drawn by an optional reader: pip install 'onrecord[heic]'.") from None
    heif.register_heif_opener()


def _frames(evidence: Evidence) -> int:
    """The pages of a TIFF; of an animation only the beginning is drawn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _opened(evidence) as picture:
            number = 0
            while evidence.type == "tiff" and number < MOST_PAGES:
                try:
                    picture.seek(number + 1)
                except EOFError:
                    break
                except Exception:  # a list of pages that leads nowhere
                    raise NotChecked(f"Page {number + 2} cannot be read.") from None
                number += 1
            return number + 1


def _picture(evidence: Evidence, page: int, dpi: int) -> Drawn:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _opened(evidence) as picture:
            if page != 1:
                _turn_to(picture, page, evidence.type)
            longer = max(1, min(int(LONGER_SIDE * dpi), max(picture.size)))
            if evidence.type == "jpeg":
                picture.draft(None, (longer, longer))  # unpacked at a half, a quarter or an eighth where that is enough
            if picture.width * picture.height > MOST_DECODED:
                raise LimitsHit(f"The picture has {picture.width:,} x {picture.height:,} pixels: too many to unpack.")
            try:
                picture.load()
                plain = _upright(_on_white(picture), picture)
            except (OSError, SyntaxError, ValueError, IndexError):
                raise NotChecked("The picture is damaged or cut off: it cannot be drawn whole.") from None
    most = min(longer, MOST_SIDE)
    scale = min(most / max(plain.size), math.sqrt(MOST_PIXELS / (plain.width * plain.height)), 1)
    if scale < 1:
        sides = max(1, int(plain.width * scale)), max(1, int(plain.height * scale))
        plain = plain.resize(sides, reducing_gap=2)
    return plain.width, plain.height, plain.tobytes()


def _turn_to(picture: Image, page: int, kind: str) -> None:
    try:
        if kind != "tiff" or page < 1:
            raise EOFError
        picture.seek(page - 1)
    except (EOFError, OSError, ValueError):
        raise NotChecked(f"It has no page {page}.") from None


def _on_white(picture: Image) -> Image:
    """Three bytes a pixel, what is transparent on white; of sixteen bits a channel the upper eight."""
    from PIL import Image

    if picture.mode.startswith("I") or picture.mode == "F":
        picture = picture.convert("F").point(lambda value: value * (1 / 256) + 0).convert("L")
    if "A" in picture.getbands() or "a" in picture.getbands() or "transparency" in picture.info:
        over = picture.convert("RGBA")
        paper = Image.new("RGB", over.size, "white")
        paper.paste(over, mask=over.getchannel("A"))
        return paper
    return picture.convert("RGB")


def _upright(plain: Image, picture: Image) -> Image:
    """Turned or mirrored as the file says that it is to be shown."""
    turn = _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    return plain if turn is None else plain.transpose(getattr(import_module("PIL.Image").Transpose, turn))
