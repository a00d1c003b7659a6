"""What an image says of itself, read by two readers and brought into one table of names and words."""

from __future__ import annotations

import io
import logging
import re
import warnings
from typing import NamedTuple

from workflow.checks.evidence import Evidence
from workflow.checks.image import pillow_tags
from workflow.checks.image.reading import MOST_VALUE, Tag, words, xmp_packets
from workflow.checks.sheet import NotChecked

_CAMERA = frozenset(("Make", "Model", "Artist", "Copyright", "HostComputer"))
_UNNAMED = re.compile(r"Tag 0x[0-9A-Fa-f]+$")


class Said(NamedTuple):
    """What an image says of itself, whether it carries EXIF at all, and what could not be read of it.

    `has_closed_notes` tells that a maker's own notes stand in it, in a form that neither reader knows.
    """

    tags: tuple[Tag, ...]
    places: tuple[str, ...]
    has_exif: bool
    trouble: str = ""
    has_closed_notes: bool = False


def said(evidence: Evidence) -> Said:
    """What the image says of itself, by both readers; worked out once. Raises NotChecked where neither reads it."""
    if "image said" not in evidence.kept:
        evidence.kept["image said"] = _said(evidence)
    kept = evidence.kept["image said"]
    assert isinstance(kept, Said)
    return kept


def _said(evidence: Evidence) -> Said:
    first: list[Tag] = []
    second: list[Tag] = []
    failed: list[str] = []
    places: list[str] = []
    exif = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exif = pillow_tags.read(evidence, first, places)
    except Exception:
        failed.append("Pillow")
    try:
        second = _exifread(evidence, places)
    except Exception:  # it asserts on some files, and may raise whatever else on hostile ones
        failed.append("ExifRead")
    if len(failed) == 2 and evidence.type in ("heic", "avif"):
        raise NotChecked("No reader can take the metadata of this picture apart.")
    xmp = _xmp(evidence.data)
    # the two may read one tag in two alphabets
    told = {tag.name for tag in second if tag.value and tag.where != "EXIF Thumbnail"}
    first = [tag for tag in first if not (tag.where.startswith("EXIF") and tag.name in told)]
    tags = {(tag.name, tag.value): tag for tag in reversed((*second, *first, *xmp))}  # the first place of each counts
    trouble = f"A reader failed on its metadata ({' and '.join(failed)})." if failed else ""
    has_exif = _has_exif(evidence.type, exif, second)
    in_order = tuple(reversed(tags.values()))
    return Said(in_order, tuple(dict.fromkeys(places)), has_exif, trouble, _has_closed_notes(second))


def _has_exif(kind: str, exif: int, second: list[Tag]) -> bool:
    """A TIFF picture has tags in any case: only those that a camera writes count."""
    if kind != "tiff":
        return bool(exif or second)
    return bool(exif) or any(tag.name in _CAMERA or tag.where in ("EXIF EXIF", "EXIF GPS") for tag in second)


def _has_closed_notes(tags: list[Tag]) -> bool:
    """Phones of Apple write no serial number into theirs."""
    notes = any(tag.name == "MakerNote" for tag in tags)
    is_open = any(tag.where == "EXIF MakerNote" or (tag.name == "Make" and tag.value == "Apple") for tag in tags)
    return notes and not is_open


def _exifread(evidence: Evidence, places: list[str]) -> list[Tag]:
    if evidence.type in ("gif", "bmp"):
        return []
    import exifread

    logging.getLogger("exifread").disabled = True
    read = exifread.process_file(io.BytesIO(evidence.data), details=True, truncate_tags=False)
    tags = []
    for name, tag in read.items():
        if name in ("JPEGThumbnail", "TIFFThumbnail"):
            evidence.kept.setdefault("image thumbnail", bytes(tag))
        elif hasattr(tag, "printable") and not _UNNAMED.search(name):
            where, _, short = name.partition(" ")
            if where == "IFD":  # a page of a TIFF from the third on
                number, _, short = short.partition(" ")
                where = f"directory {number}"
            tags.append(Tag(f"EXIF {where}", short.replace(" ", ""), words(tag.printable[:MOST_VALUE])))
    from workflow.checks.image.places import place

    gps = {name.removeprefix("GPS "): getattr(tag, "values", None) for name, tag in read.items() if "GPS " in name}
    found = place(gps)
    if found:
        places.append(found)
    return tags


def _xmp(data: bytes) -> list[Tag]:
    from workflow.checks.image.xmp import tags_of

    return [Tag("XMP", name, words(value)) for packet in xmp_packets(data) for name, value in tags_of(packet)]
