"""A place as cameras write it: degrees, minutes and seconds, and a letter for the half of the globe."""

from __future__ import annotations

import re
from collections.abc import Mapping

_XMP = re.compile(r"^\s*(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?\s*([NSEW])\s*$", re.IGNORECASE)


def place(gps: Mapping[str, object]) -> str | None:
    """The place in decimal degrees, or None where there is none: no numbers, numbers off the globe, or 0 and 0."""
    latitude = _degrees(gps.get("GPSLatitude"), _letter(gps.get("GPSLatitudeRef")), "S", 90)
    longitude = _degrees(gps.get("GPSLongitude"), _letter(gps.get("GPSLongitudeRef")), "W", 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    known = _letter(gps.get("GPSLatitudeRef")) in "NS" and _letter(gps.get("GPSLongitudeRef")) in "EW"
    return f"{latitude:.5f}, {longitude:.5f}" + ("" if known else " (north or south, east or west is not told)")


def place_of_xmp(latitude: str, longitude: str) -> str | None:
    """The place that XMP writes as `51,30.5N` and `0,7.2W`."""
    found = [_XMP.match(latitude), _XMP.match(longitude)]
    numbers = [_degrees([one[1], one[2], one[3] or 0], one[4].upper(), "SW", 180) if one else None for one in found]
    if None in numbers or numbers == [0, 0]:
        return None
    return f"{numbers[0]:.5f}, {numbers[1]:.5f}"


def _letter(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return str(value or "?").strip("\x00 ").upper()[:1] or "?"


def _degrees(value: object, letter: str, negative: str, most: int) -> float | None:
    if not isinstance(value, list | tuple) or not value:
        return None
    try:
        parts: list[float] = [float(one) for one in value[:3]]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    total: float = sum(part / 60**number for number, part in enumerate(parts))
    if not abs(total) <= most:  # a number that is none compares as false
        return None
    return -total if letter in negative else total
