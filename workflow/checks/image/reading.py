"""An image and what it says of itself, read by two readers and brought into one table of names and words."""

from __future__ import annotations

import io
import logging
import re
import warnings
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from workflow.checks.evidence import Evidence
from workflow.checks.sheet import LimitsHit, NotChecked

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 120_000_000
"""Pixels of an image that are unpacked at most: three bytes each stay well below the memory of a worker."""

_MOST_OF_VIDEO = 50_000_000
"""The same for formats whose readers keep the whole picture more than once."""

_FORMATS = {"jpeg": "JPEG", "png": "PNG", "gif": "GIF", "tiff": "TIFF", "webp": "WEBP", "bmp": "BMP", "avif": "AVIF"}
_XMP = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)
_MOST_XMP = 2_000_000
MOST_VALUE = 4096
"""Letters of one tag that are read at most."""

_MOST_PACKETS = 8
TOO_LONG_TEXT = "The picture has a text that unpacks to far more than one may have."
RARE = "The picture is packed in a rare way that its reader does not know."
_CAMERA = frozenset(("Make", "Model", "Artist", "Copyright", "HostComputer"))
_USUAL_METHODS = frozenset((1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946))
"""Methods of packing in a TIFF that every build of its reader knows."""

_UNNAMED = re.compile(r"Tag 0x[0-9A-Fa-f]+$")


class Rare(NotChecked):
    """The reader knows the format, but not the way in which this picture is packed."""


class Tag(NamedTuple):
    """One thing that an image says of itself: where, under which name, and what."""

    where: str
    name: str
    value: str


class Said(NamedTuple):
    """What an image says of itself, whether it carries EXIF at all, and what could not be read of it.

    `has_closed_notes` tells that a maker's own notes stand in it, in a form that neither reader knows.
    """

    tags: tuple[Tag, ...]
    places: tuple[str, ...]
    has_exif: bool
    trouble: str = ""
    has_closed_notes: bool = False


def opened(evidence: Evidence) -> Image:
    """The image, nothing of it unpacked yet. Raises NotChecked where no reader opens it, LimitsHit where it is huge."""
    from PIL import Image, UnidentifiedImageError

    if evidence.type == "heic":
        try:
            import pillow_heif  # type: ignore[import-not-found]
        except ImportError:
            raise NotChecked("The pixels of HEIC pictures need an optional reader (pillow-heif).") from None
        pillow_heif.register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = _open(evidence)
    except Image.DecompressionBombError:
        raise LimitsHit("The picture declares more pixels than one may have.") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if "too large" in str(error):
            raise LimitsHit(TOO_LONG_TEXT) from None
        if is_rare(error) or (evidence.type == "tiff" and is_rare_tiff(evidence.data)):
            raise Rare(RARE) from None
        raise NotChecked("No reader opens this picture.") from None
    if image.width * image.height > (_MOST_OF_VIDEO if evidence.type in ("webp", "avif", "heic") else MOST_PIXELS):
        raise LimitsHit(f"The picture declares {image.width:,} x {image.height:,} pixels.")
    return image


def _open(evidence: Evidence) -> Image:
    """The image; of a PNG, a wrong check sum of what is no part of the picture counts for nothing, as in viewers."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    formats = (_FORMATS.get(evidence.type, "HEIF"),)
    try:
        return Image.open(io.BytesIO(evidence.data), formats=formats)
    except UnidentifiedImageError:
        if evidence.type != "png":
            raise
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        return Image.open(io.BytesIO(evidence.data), formats=formats)
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def is_rare_tiff(data: bytes) -> bool:
    """Whether a TIFF is packed by a rarer method, or has pixels of a rarer form, than its reader is sure to know."""
    from PIL.TiffImagePlugin import TiffImageFile

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            method = TiffImageFile(io.BytesIO(data)).tag_v2.get(259, 1)
    except SyntaxError as error:
        return "unknown pixel mode" in str(error)
    except Exception:  # the reader raises several kinds on hostile bytes
        return False
    return method not in _USUAL_METHODS


def is_rare(error: Exception) -> bool:
    """Whether a reader says that it does not know this way to pack a picture, rather than that it is damaged."""
    words = str(error).lower()
    return isinstance(error, NotImplementedError) or any(word in words for word in ("unsupported", "not support"))


def said(evidence: Evidence) -> Said:
    """What the image says of itself, by both readers; worked out once. Raises NotChecked where neither reads it."""
    if "image said" not in evidence.kept:
        evidence.kept["image said"] = _said(evidence)
    kept = evidence.kept["image said"]
    assert isinstance(kept, Said)
    return kept


def _said(evidence: Evidence) -> Said:
    from workflow.checks.image import pillow_tags

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


def words(value: object) -> str:
    """A value as it stands in a tag, as one line without the padding that cameras write."""
    if isinstance(value, bytes):
        wide = value.count(0) * 3 > len(value)
        value = value.decode("utf-16-le" if wide else "utf-8", "replace")
    return " ".join(str(value).replace("\x00", " ").split())


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


def xmp_packets(data: bytes) -> list[bytes]:
    """The XMP packets that stand in the bytes as they are, which is how most formats of images keep them."""
    found = (one[0] for one in islice(_XMP.finditer(data), _MOST_PACKETS))
    return [packet for packet in found if len(packet) <= _MOST_XMP]


def _xmp(data: bytes) -> list[Tag]:
    from workflow.checks.image.xmp import tags_of

    return [Tag("XMP", name, words(value)) for packet in xmp_packets(data) for name, value in tags_of(packet)]
