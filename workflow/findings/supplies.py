"""What the reporter supplies to check a file with."""

from __future__ import annotations

import msgspec


class Supplies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What cannot come from the file itself, and never from a network.

    `now` is the moment of the check, in microseconds since 1970. `dkim` maps a DNS name in small letters
    (`selector._domainkey.example.org`) to its TXT record; `roots` are certificates in PEM or DER; `proofs` are
    time-stamp files with their names; `block_headers` maps the height of a Bitcoin block to its header of 80 bytes;
    `other` is another copy of the same paper, page by page: the name of a page and its words.
    """

    now: int
    dkim: dict[str, str] = msgspec.field(default_factory=dict)
    roots: tuple[bytes, ...] = ()
    proofs: tuple[tuple[str, bytes], ...] = ()
    block_headers: dict[int, bytes] = msgspec.field(default_factory=dict)
    other: tuple[tuple[str, str], ...] = ()
