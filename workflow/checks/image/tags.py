"""What the tags of an image tell of a place, a device, an owner, a serial number and a program."""

from __future__ import annotations

import re
from importlib.metadata import version

from workflow.checks.evidence import Evidence
from workflow.checks.image.places import place_of_xmp
from workflow.checks.image.saying import Said, said
from workflow.checks.sheet import NotChecked, Sheet

_DEVICE = frozenset(("Make", "Model", "HostComputer", "CameraModelName", "UniqueCameraModel"))
_OWNER = frozenset(
    (
        *("Artist", "Copyright", "CameraOwnerName", "OwnerName", "XPAuthor", "By-line", "Writer", "CopyrightNotice"),
        *("creator", "rights", "Owner", "Author", "Creator", "Credit", "CreatorMail"),
    )
)
_SERIAL = frozenset(
    (
        *("BodySerialNumber", "LensSerialNumber", "CameraSerialNumber", "InternalSerialNumber", "SerialNumber"),
        *("CameraSerialNo", "LensSerialNo"),
    )
)
_SOFTWARE = frozenset(("Software", "ProcessingSoftware", "CreatorTool", "OriginatingProgram"))
_ADDRESS = re.compile(r"^(?:https?://|xmp\.|urn:|uuid:)")
_PROGRAM = re.compile(r"(?:created|written|made|converted) (?:with|by)|creator:|gimp|photoshop|lavc", re.IGNORECASE)
_CLOSED_NOTES = "The notes of the camera's maker are in a form that is not read here; they may hold a serial number."
_CUT = "The file is cut, and such a picture may keep it further down."


def tool() -> str:
    """The two readers and their versions."""
    return f"ExifRead {version('exifread')}, Pillow {version('pillow')}"


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Write down what the tags tell. Raises NotChecked where a reader failed and something may be left."""
    told = said(evidence)
    _places(told, sheet)
    for name, wanted in (
        ("img.exif.device", _DEVICE),
        ("img.exif.owner", _OWNER),
        ("img.exif.serial", _SERIAL),
        ("img.exif.software", _SOFTWARE),
    ):
        _find(name, wanted, told, sheet)
    if told.has_closed_notes:
        sheet.unchecked(("img.exif.serial",), _CLOSED_NOTES)
    if told.trouble and (not told.tags or evidence.kept.get("image closed")):
        raise NotChecked(told.trouble)
    if evidence.kept.get("image cut") and evidence.type != "jpeg":
        raise NotChecked(_CUT)


def look_for_none(evidence: Evidence, sheet: Sheet) -> None:
    """Tell that there is no EXIF at all. Raises NotChecked where that cannot be told."""
    told = said(evidence)
    if told.has_exif:
        return
    if told.trouble:
        raise NotChecked(told.trouble)
    if evidence.kept.get("image cut") and evidence.type != "jpeg":
        raise NotChecked(_CUT)
    sheet.find("img.exif.absent", "the file", "The picture carries no EXIF.", tool())


def _places(told: Said, sheet: Sheet) -> None:
    latitudes = [tag.value for tag in told.tags if tag.name == "GPSLatitude" and tag.where == "XMP"]
    longitudes = [tag.value for tag in told.tags if tag.name == "GPSLongitude" and tag.where == "XMP"]
    pairs = zip(latitudes, longitudes, strict=False)
    of_xmp = [found for pair in pairs if (found := place_of_xmp(*pair)) and found not in told.places]
    for where, places in (("EXIF GPS", told.places), ("XMP", of_xmp)):
        for one in places:
            sheet.find("img.exif.gps", where, one, tool())


def _find(name: str, wanted: frozenset[str], told: Said, sheet: Sheet) -> None:
    seen = set()
    for tag in told.tags:
        if tag.name not in wanted or not _tells(tag.value, name) or tag.value in seen:
            continue
        seen.add(tag.value)
        sheet.find(name, f"{tag.where}: {tag.name}", tag.value, tool())
    if name == "img.exif.software":
        for tag in told.tags:
            if tag.name == "Comment" and _PROGRAM.search(tag.value):
                sheet.find(name, tag.where, tag.value, tool())


def _tells(value: str, name: str) -> bool:
    """Whether a tag holds more than the padding that a camera writes where nothing was set."""
    if name == "img.exif.serial":
        return bool(re.search(r"[1-9A-Za-z]", value)) and value.lower() not in ("unknown", "none", "n/a")
    if name == "img.exif.owner" and _ADDRESS.match(value):
        return False
    return bool(re.search(r"\w", value)) and value.lower() not in ("unknown", "none", "n/a", "default")
