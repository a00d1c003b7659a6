"""Proofs of OpenTimestamps: a path of hashes from the file to a calendar's promise or to a block of Bitcoin."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from workflow.checks.evidence import Evidence
from workflow.checks.sheet import NotChecked, Sheet

_MOST = 1_000_000
_UNREAD = "It is no proof that can be read."


def tool() -> str:
    """The reader and its version."""
    return f"opentimestamps {version('opentimestamps')}"


def tell(evidence: Evidence, sheet: Sheet) -> None:
    """The facts of a proof that stands by itself, and what its paths end in."""
    proof = _decoded(evidence.data)
    if proof is None:
        sheet.find("ots.invalid", "the file", _UNREAD, tool())
        return
    sheet.facts["time_stamp_of"] = f"{proof.file_hash_op.HASHLIB_NAME} {proof.file_digest.hex()}"
    _ends(proof, evidence, sheet, "the file")


def look(evidence: Evidence, sheet: Sheet, name: str, data: bytes) -> None:
    """Judge one proof against the file. Raises NotChecked where it cannot be judged."""
    proof = _decoded(data)
    if proof is None:
        sheet.find("ots.invalid", name, _UNREAD, tool())
        return
    if hashlib.new(proof.file_hash_op.HASHLIB_NAME, evidence.data).digest() != proof.file_digest:
        sheet.find("ots.invalid", name, "Wrong file: it was made for other bytes than these.", tool())
        return
    if not _ends(proof, evidence, sheet, name):
        raise NotChecked("The proof ends in nothing that is known here.")


def _decoded(data: bytes) -> Any:
    from opentimestamps.core.serialize import StreamDeserializationContext
    from opentimestamps.core.timestamp import DetachedTimestampFile

    if len(data) > _MOST:
        raise NotChecked("The proof is far larger than one ever is.")
    try:
        return DetachedTimestampFile.deserialize(StreamDeserializationContext(io.BytesIO(data)))
    except Exception:  # the reader raises several kinds on hostile bytes
        return None


def _ends(proof: Any, evidence: Evidence, sheet: Sheet, name: str) -> bool:
    """Tell of everything in which the paths end; whether there is anything that is known."""
    from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation

    ends = list(proof.timestamp.all_attestations())
    blocks = [(digest, one.height) for digest, one in ends if isinstance(one, BitcoinBlockHeaderAttestation)]
    for digest, height in sorted(blocks, key=lambda one: one[1]):
        _block(digest, height, evidence, sheet, name)
    calendars = sorted({one.uri for _, one in ends if isinstance(one, PendingAttestation)})
    if calendars and not blocks:
        value = f"A promise of {', '.join(calendars[:5])}; nothing is proven yet."
        sheet.find("ots.pending", name, value, tool())
    return bool(blocks or calendars)


def _block(digest: bytes, height: int, evidence: Evidence, sheet: Sheet, name: str) -> None:
    header = evidence.supplies.block_headers.get(height)
    if header is None:
        value = f"The path ends in Bitcoin block {height:,}: its header must hold the root {digest[::-1].hex()}."
        sheet.find("ots.bitcoin_pending_check", name, value, tool())
    elif len(header) != 80 or header[36:68] != digest:
        value = f"The path does not end in the header of Bitcoin block {height:,} that was supplied."
        sheet.find("ots.invalid", name, value, tool())
    else:
        at = datetime.fromtimestamp(int.from_bytes(header[68:72], "little"), UTC).strftime("%Y-%m-%d %H:%M UTC")
        value = (
            f"It matches the header supplied for Bitcoin block {height:,}, of about {at}; "
            "whether that is the block's real header is for you to check."
        )
        sheet.find("ots.bitcoin_pending_check", name, value, tool())
