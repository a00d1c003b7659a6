"""Pixels in grey, by their brightness to the eye."""

from __future__ import annotations


def _table(share: int) -> bytes:
    return bytes((share * value + 500) // 1000 for value in range(256))


_RED, _GREEN, _BLUE = (_table(share) for share in (299, 587, 114))


def in_grey(rgb: bytes) -> bytes:
    """The same pixels without colour: white stays white, and yellow becomes a light grey of 226."""
    size = len(rgb) // 3
    parts = (rgb[0::3].translate(_RED), rgb[1::3].translate(_GREEN), rgb[2::3].translate(_BLUE))
    # The three shares never add up to more than 255, so that numbers of all pixels at once add them byte by byte.
    grey = sum(int.from_bytes(part, "big") for part in parts).to_bytes(size, "big")
    out = bytearray(3 * size)
    out[0::3] = out[1::3] = out[2::3] = grey
    return bytes(out)
