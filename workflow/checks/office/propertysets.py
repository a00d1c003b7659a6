"""The property streams of Windows, read within bounds: a damaged count costs nothing here."""

from __future__ import annotations

import struct
from codecs import lookup
from datetime import datetime, timedelta

Value = str | int | datetime
SUMMARY, DOCUMENT = "\x05SummaryInformation", "\x05DocumentSummaryInformation"
_NAMES = {
    SUMMARY: {
        2: "title",
        4: "author",
        7: "template",
        8: "last_saved_by",
        9: "revision_number",
        10: "total_edit_time",
        12: "create_time",
        13: "last_saved_time",
        18: "creating_application",
    },
    DOCUMENT: {14: "manager", 15: "company", 23: "version"},
}
_SHORT, _LONG, _LETTERS, _WIDE, _TIME = 2, 3, 30, 31, 64
_MOST = 1000


def properties(stream: str, data: bytes) -> dict[str, Value]:
    """The properties of one stream by their names, without the empty ones. Raises struct.error for damaged ones.

    A moment is a datetime in UTC; the time of editing is in seconds.
    """
    start = struct.unpack_from("<I", data, 44)[0]
    count = struct.unpack_from("<I", data, start + 4)[0]
    places: dict[int, int] = {}
    for number in range(min(count, _MOST)):
        name, at = struct.unpack_from("<II", data, start + 8 + 8 * number)
        places[name] = start + at
    page = _codec(_value(data, places[1], "cp1252") if 1 in places else 1252)
    found: dict[str, Value] = {}
    for identifier, name in _NAMES[stream].items():
        if identifier not in places:
            continue
        if name == "total_edit_time":
            found[name] = struct.unpack_from("<Q", data, places[identifier] + 4)[0] // 10_000_000
            continue
        value = _value(data, places[identifier], page)
        if value not in (None, ""):
            assert value is not None
            found[name] = value
    return found


def _codec(number: Value | None) -> str:
    page = number % 65536 if isinstance(number, int) else 1252
    name = {65001: "utf-8", 1200: "utf-16-le", 10000: "mac-roman"}.get(page, f"cp{page}")
    try:
        lookup(name)
    except LookupError:
        return "cp1252"
    return name


def _value(data: bytes, at: int, codec: str) -> Value | None:
    kind, size = struct.unpack_from("<II", data, at)
    if kind & 0xFFFF == _SHORT:
        return int(struct.unpack_from("<h", data, at + 4)[0])
    if kind & 0xFFFF == _LONG:
        return int(struct.unpack_from("<i", data, at + 4)[0])
    if kind == _LETTERS:
        return data[at + 8 : at + 8 + size].decode(codec, "replace").split("\x00")[0].strip()
    if kind == _WIDE:
        return data[at + 8 : at + 8 + 2 * size].decode("utf-16-le", "replace").split("\x00")[0].strip()
    if kind == _TIME:
        ticks = struct.unpack_from("<Q", data, at + 4)[0]
        try:
            return datetime(1601, 1, 1) + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None
    return None
