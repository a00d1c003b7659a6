"""What Pillow reads of an image's own words: EXIF, IPTC, the text of PNG files, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.checks.evidence import Evidence
from workflow.checks.image import png_words
from workflow.checks.image.places import place
from workflow.checks.image.reading import MOST_VALUE, Tag, opened, words

if TYPE_CHECKING:
    from PIL.Image import Exif, Image

_IPTC = {80: "By-line", 122: "Writer", 110: "Credit", 116: "CopyrightNotice", 65: "OriginatingProgram"}
"""Fields of the second record of IPTC, by their number."""

_GPS, _EXIF, _FIRST_THUMBNAIL = 0x8825, 0x8769, 1


def read(evidence: Evidence, tags: list[Tag], places: list[str]) -> int:
    """Add the tags and the places; tell how many tags of EXIF there are. What was read before an error is added."""
    if evidence.type == "heic":
        return _heic(evidence, tags, places)
    with opened(evidence) as image:
        try:
            if evidence.type == "png":
                image.load()  # its texts may stand after the picture
        finally:
            tags += _words_of(image, evidence.type)
        exif = image.getexif()
        tags += _exif_tags(exif, evidence, places)
        own = 0 if evidence.type == "tiff" else len(exif)
        return own + len(exif.get_ifd(_EXIF)) + len(exif.get_ifd(_GPS))


def _heic(evidence: Evidence, tags: list[Tag], places: list[str]) -> int:
    """The block of EXIF stands whole in the bytes of a HEIC picture, behind its own mark."""
    from PIL import Image

    at = max(evidence.data.find(b"Exif\x00\x00II*\x00"), evidence.data.find(b"Exif\x00\x00MM\x00*"))
    if at < 0:
        return 0
    exif = Image.Exif()
    exif.load(evidence.data[at : at + 2_000_000])
    tags += _exif_tags(exif, evidence, places)
    return len(exif)


def _exif_tags(exif: Exif, evidence: Evidence, places: list[str]) -> list[Tag]:
    from PIL import ExifTags

    tags = []
    for where, block in (("Image", dict(exif)), ("EXIF", exif.get_ifd(_EXIF))):
        for number, value in block.items():
            name = ExifTags.TAGS.get(number)
            if name and isinstance(value, str | bytes) and len(value) <= MOST_VALUE and name != "MakerNote":
                tags.append(Tag(f"EXIF {where}", name, words(value)))
    gps = exif.get_ifd(_GPS)
    found = place({ExifTags.GPSTAGS.get(number, ""): value for number, value in gps.items()})
    if found:
        places.append(found)
    _keep_thumbnail(exif, evidence)
    return tags


def _keep_thumbnail(exif: Exif, evidence: Evidence) -> None:
    """The preview of a JPEG, for which the second directory of its EXIF names an offset and a length."""
    block = exif.get_ifd(_FIRST_THUMBNAIL)
    offset, length = block.get(0x0201), block.get(0x0202)
    start = evidence.data.find(b"Exif\x00\x00")
    if start >= 0 and isinstance(offset, int) and isinstance(length, int) and 0 < length < 1_000_000:
        preview = evidence.data[start + 6 + offset : start + 6 + offset + length]
        if preview.startswith(b"\xff\xd8"):
            evidence.kept.setdefault("image thumbnail", preview)


def _words_of(image: Image, kind: str) -> list[Tag]:
    from PIL import ImageFile, IptcImagePlugin

    if kind == "png":
        return list(png_words.words_of(image, _IPTC))
    tags = []
    comment = image.info.get("comment")
    if kind in ("jpeg", "gif") and isinstance(comment, bytes):
        tags.append(Tag("comment", "Comment", words(comment[:MOST_VALUE])))
    if isinstance(image, ImageFile.ImageFile) and kind in ("jpeg", "tiff"):
        for key, value in (IptcImagePlugin.getiptcinfo(image) or {}).items():
            for one in value if isinstance(value, list) else [value]:
                if key[0] == 2 and key[1] in _IPTC and isinstance(one, bytes):
                    tags.append(Tag("IPTC", _IPTC[key[1]], words(one[:MOST_VALUE])))
    return tags
