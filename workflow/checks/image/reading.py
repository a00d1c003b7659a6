"""An image opened within bounds, and words as they stand in its tags."""

from __future__ import annotations

import io
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
_USUAL_METHODS = frozenset((1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946))
"""Methods of packing in a TIFF that every build of its reader knows."""
_NO_HEIC = "The pixels of HEIC pictures need an optional reader: pip install 'onrecord[heic]'."


class Rare(NotChecked):
    """The reader knows the format, but not the way in which this picture is packed."""


class Tag(NamedTuple):
    """One thing that an image says of itself: where, under which name, and what."""

    where: str
    name: str
    value: str


def opened(evidence: Evidence) -> Image:
    """The image, nothing of it unpacked yet. Raises NotChecked where no reader opens it, LimitsHit where it is huge."""
    from PIL import Image, UnidentifiedImageError

    if evidence.type == "heic":
        try:
            import pillow_heif  # type: ignore[import-not-found]
        except ImportError:
            raise NotChecked(_NO_HEIC) from None
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


def words(value: object) -> str:
    """A value as it stands in a tag, as one line without the padding that cameras write."""
    if isinstance(value, bytes):
        wide = value.count(0) * 3 > len(value)
        value = value.decode("utf-16-le" if wide else "utf-8", "replace")
    return " ".join(str(value).replace("\x00", " ").split())


def xmp_packets(data: bytes) -> list[bytes]:
    """The XMP packets that stand in the bytes as they are, which is how most formats of images keep them."""
    found = (one[0] for one in islice(_XMP.finditer(data), _MOST_PACKETS))
    return [packet for packet in found if len(packet) <= _MOST_XMP]
