"""Checks of images: what they say of place and device, their preview, their signed history, dots of a printer."""

from __future__ import annotations

import warnings
from functools import partial
from importlib.metadata import version

from workflow.checks.evidence import Evidence
from workflow.checks.file.extents import extent
from workflow.checks.sheet import Check, LimitsHit, NotChecked, Sheet

_TYPES = frozenset(("jpeg", "png", "gif", "tiff", "webp", "heic", "avif", "bmp"))
_EXIF = ("img.exif.gps", "img.exif.device", "img.exif.owner", "img.exif.serial", "img.exif.software")
_MAY_HAVE_EXIF = _TYPES - {"gif", "bmp"}
_DAMAGED = "The picture is damaged and cannot be unpacked."
_MAY_HAVE_PREVIEW = frozenset(("jpeg",))


def checks_for(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    """The checks of an image; of a PDF the signed history alone."""
    from workflow.checks.image import credentials

    if evidence.type == "pdf":
        return (Check(credentials.IDS, credentials.look),)
    if evidence.type not in _TYPES:
        return ()
    from workflow.checks.image import dots, previews, tables, tags

    checks = [
        Check(("file.unreadable",), _opens),
        Check(("img.truncated",), _whole),
        Check(_EXIF, tags.look),
    ]
    if evidence.type in _MAY_HAVE_EXIF:
        checks.append(Check(("img.exif.absent",), tags.look_for_none))
    if evidence.type in _MAY_HAVE_PREVIEW:
        checks.append(Check(("img.exif.thumbnail_differs",), partial(_if_open, previews.look)))
        checks.append(Check(("img.jpeg.quant",), partial(_if_open, tables.look)))
    if evidence.type in credentials.FORMATS:
        checks.append(Check(credentials.IDS, credentials.look))
    return (*checks, Check(("img.dots.suspected",), partial(_if_whole, dots.look)))


def _opens(evidence: Evidence, sheet: Sheet) -> None:
    """Open the image; tell its size."""
    from workflow.checks.image.reading import Rare, opened

    try:
        with opened(evidence) as image:
            sheet.facts["width"], sheet.facts["height"] = image.width, image.height
            sheet.facts["image_mode"] = image.mode
    except LimitsHit as why:
        evidence.kept["image closed"] = str(why)
        raise
    except NotChecked as why:
        if evidence.type == "heic":
            raise  # no reader of its pixels need be there
        evidence.kept["image closed"] = str(why)
        if isinstance(why, Rare):
            raise
        sheet.find("file.unreadable", "the file", str(why), f"Pillow {version('pillow')}")


def _whole(evidence: Evidence, sheet: Sheet) -> None:
    """Look for the end mark, then unpack the picture once and see whether its bytes suffice."""
    tool = f"onrecord, Pillow {version('pillow')}"
    reach = extent(evidence.data, evidence.type)
    if reach and reach.cut:
        evidence.kept["image cut"] = True
        sheet.find("img.truncated", f"byte {len(evidence.data):,}", f"The file is cut: {reach.cut}.", tool)
        return
    if evidence.type != "heic" or reach is None:  # its boxes tell that it is whole, and need no optional reader
        _if_open(_unpack, evidence, sheet)


def _unpack(evidence: Evidence, sheet: Sheet) -> None:
    from workflow.checks.image.reading import RARE, TOO_LONG_TEXT, is_rare, is_rare_tiff, opened

    try:
        with warnings.catch_warnings(), opened(evidence) as image:
            warnings.simplefilter("ignore")
            image.load()
    except (NotChecked, LimitsHit, MemoryError):
        raise
    except Exception as error:
        said = str(error).lower()
        if "too large" in said:
            raise LimitsHit(TOO_LONG_TEXT) from None
        reach = extent(evidence.data, evidence.type)  # an end mark in its place: damaged, and not cut
        if reach is None and any(
            word in said for word in ("truncated", "unexpected end", "not enough", "unrecognized data stream")
        ):
            evidence.kept["image cut"] = True
            value = "The file is cut: its picture ends before its last line."
            sheet.find("img.truncated", "the picture", value, f"Pillow {version('pillow')}")
            return
        if is_rare(error) or (evidence.type == "tiff" and is_rare_tiff(evidence.data)):
            evidence.kept["image closed"] = RARE
            sheet.unchecked(("file.unreadable",), RARE)
            raise NotChecked(RARE) from None
        evidence.kept["image closed"] = _DAMAGED
        sheet.find("file.unreadable", "the picture", _DAMAGED, f"Pillow {version('pillow')}")
        raise NotChecked(_DAMAGED) from None


def _if_open(look: object, evidence: Evidence, sheet: Sheet) -> None:
    why = evidence.kept.get("image closed")
    if why:
        raise NotChecked(str(why))
    assert callable(look)
    look(evidence, sheet)


def _if_whole(look: object, evidence: Evidence, sheet: Sheet) -> None:
    if evidence.kept.get("image cut"):
        raise NotChecked("The picture is cut.")
    _if_open(look, evidence, sheet)
