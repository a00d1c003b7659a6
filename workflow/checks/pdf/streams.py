"""Reading streams of a PDF without ever inflating them blindly."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from workflow.checks.sheet import LimitsHit, NotChecked

if TYPE_CHECKING:
    import pikepdf

MOST_INFLATED = 200_000_000
_MOST_PIXELS = 400_000_000
_MOST_OBJECTS = 200_000
_SMALL = 100_000
_CHUNK = 1 << 20
_FLATE = ("/FlateDecode", "/Fl")


def word(one: object) -> str:
    """A name or string of a PDF as text; empty where its bytes are none."""
    try:
        return str(one)
    except UnicodeDecodeError:
        return ""


def filters(stream: pikepdf.Object) -> list[str]:
    """The names of the filters of a stream, outermost first."""
    import pikepdf

    named = stream.get("/Filter")
    if isinstance(named, pikepdf.Name):
        return [word(named)]
    return [word(one) for one in named] if isinstance(named, pikepdf.Array) else []


def read(stream: pikepdf.Object, most: int) -> bytes:
    """The bytes of a stream, inflated. Raises LimitsHit when they are more than `most`, NotChecked if it is broken."""
    import pikepdf

    data = stream.read_raw_bytes()
    for name in filters(stream):
        if name not in _FLATE:
            if len(data) > _SMALL:
                raise NotChecked(f"A stream is packed in a way that is not read here ({name}).")
            try:
                return stream.read_bytes()[:most]
            except pikepdf.PdfError:
                raise NotChecked("A stream is damaged.") from None
        try:
            data = zlib.decompressobj().decompress(data, most + 1)
        except zlib.error:
            raise NotChecked("A stream is damaged.") from None
        if len(data) > most:
            raise LimitsHit(f"A stream inflates to more than {most:,} bytes.")
    return data


def guard(pdf: pikepdf.Pdf) -> None:
    """Raise LimitsHit where a stream would inflate, or a picture unfold, to more than one file may take."""
    import pikepdf

    for count, one in enumerate(pdf.objects):
        if count > _MOST_OBJECTS:
            raise LimitsHit(f"It has more than {_MOST_OBJECTS:,} objects.")
        if not isinstance(one, pikepdf.Stream):
            continue
        names = filters(one)
        is_picture = one.get("/Subtype") == "/Image"
        if is_picture and _whole(one.get("/Width")) * _whole(one.get("/Height")) > _MOST_PIXELS:
            raise LimitsHit("A picture in it has more pixels than one file may take.")
        layers = sum(name in _FLATE for name in names)
        if layers > 1 or (layers == 1 and not is_picture and _whole(one.get("/Length")) > _SMALL):
            _measure(one, layers)


def _whole(number: object) -> int:
    return number if isinstance(number, int) else 0


def _measure(stream: pikepdf.Object, layers: int) -> None:
    data = stream.read_raw_bytes()
    for layer in range(layers):
        inflater, size, kept = zlib.decompressobj(), 0, bytearray()
        rest = data
        while rest and not inflater.eof:
            try:
                piece = inflater.decompress(rest, _CHUNK)
            except zlib.error:
                return
            if not piece:
                break
            size += len(piece)
            if size > MOST_INFLATED:
                raise LimitsHit(f"A stream of it inflates to more than {MOST_INFLATED:,} bytes.")
            if layer + 1 < layers:
                kept += piece
            rest = inflater.unconsumed_tail
        data = bytes(kept)
