"""The keys of mail signatures: looked up in what the reporter supplied, never on a network."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = re.compile(r'"([^"]*)"')


class Keys:
    """An archive of DNS records that remembers which names were asked for and not there."""

    def __init__(self, records: dict[str, str]) -> None:
        self._records = {name.lower().rstrip("."): _joined(text) for name, text in records.items()}
        self.missing: list[str] = []

    def record(self, name: str) -> str | None:
        """The TXT record of a DNS name, or nothing where it was not supplied or holds no key any more."""
        name = name.lower().rstrip(".")
        text = self._records.get(name)
        if text is None or not tags(text).get("p", "").strip():
            self.missing.append(name)
            return None
        return text

    def is_withdrawn(self, name: str) -> bool:
        """Whether the record of this name was supplied and is empty: its owner took the key back."""
        return name.lower().rstrip(".") in self._records

    def get_txt(self, name: bytes, timeout: int = 5) -> bytes | None:
        """The record in the form in which dkimpy asks for it."""
        text = self.record(name.decode("utf-8", "replace"))
        return None if text is None else text.encode("ascii", "replace")


class KeyNeeds(NamedTuple):
    """What a signature asks of its key: the kind of key, the hash, the signing domain and its identity."""

    kind: str
    hash: str
    domain: str
    identity: str


def tags(text: str) -> dict[str, str]:
    """The tags of a record or a signature, the first of each name; what is no tag is left out."""
    found: dict[str, str] = {}
    for piece in text.split(";"):
        name, equals, value = piece.partition("=")
        if equals:
            found.setdefault(name.strip(), value.strip())
    return found


def is_test_key(record: str) -> bool:
    """Whether the domain only tries out signing with this key (t=y)."""
    return "y" in [flag.strip() for flag in tags(record).get("t", "").split(":")]


def why_not(record: str, needs: KeyNeeds) -> str:
    """Why a key may not be used for a signature, or nothing: dkimpy looks at none of this (RFC 6376, section 3.6.1)."""
    key = tags(record)
    kind = key.get("k", "rsa")
    hashes = [one.strip() for one in key.get("h", needs.hash).split(":")]
    services = [one.strip() for one in key.get("s", "*").split(":")]
    flags = [one.strip() for one in key.get("t", "").split(":")]
    if key.get("v", "DKIM1") != "DKIM1":
        return "the supplied record is not a DKIM key"
    if kind != needs.kind:
        return f"the supplied key is of the kind {kind}, the signature asks for {needs.kind}"
    if needs.hash not in hashes:
        return f"the key does not allow {needs.hash}"
    if not {"*", "email"} & set(services):
        return "the key is not meant for mail"
    if "s" in flags and needs.identity.lower() != needs.domain.lower():
        return f"the key is for {needs.domain} alone (t=s), the signature is of {needs.identity}"
    return ""


def _joined(text: str) -> str:
    """A record in one piece, also where it was copied with the quotes of a zone file."""
    pieces = _QUOTED.findall(text)
    return "".join(pieces) if pieces and text.lstrip().startswith('"') else text
