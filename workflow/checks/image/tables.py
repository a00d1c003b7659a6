"""The tables by which a JPEG was rounded, held against those of the common library at each quality."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.metadata import version

from workflow.checks.evidence import Evidence
from workflow.checks.image.reading import opened
from workflow.checks.sheet import NotChecked, Sheet

_Tables = tuple[tuple[int, ...], ...]


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Tell the quality at which the common library writes the same tables, if there is one."""
    with opened(evidence) as image:
        tables: dict[int, list[int]] = getattr(image, "quantization", {})
        mode = image.mode
    if not tables:
        raise NotChecked("The picture has no tables that can be read.")
    own = tuple(tuple(tables[number]) for number in sorted(tables))
    quality = _common().get(own[:2] if mode != "L" else own[:1])
    if quality:
        value = f"The tables are those that the common library (libjpeg) writes at quality {quality}."
        sheet.find("img.jpeg.quant", "the tables of the JPEG", value, f"Pillow {version('pillow')}")


@lru_cache(1)
def _common() -> dict[_Tables, int]:
    """The tables of each quality, as the library itself writes them."""
    from PIL import Image

    found: dict[_Tables, int] = {}
    blank = Image.new("RGB", (8, 8))
    for quality in range(1, 101):
        stream = io.BytesIO()
        blank.save(stream, "JPEG", quality=quality)
        with Image.open(stream) as written:
            tables: dict[int, list[int]] = getattr(written, "quantization", {})
        both = tuple(tuple(tables[number]) for number in sorted(tables))
        found[both] = quality
        found[both[:1]] = quality
    return found
