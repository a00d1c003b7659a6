"""Time stamps with known truth."""

from __future__ import annotations

from tests.checks.corpus import NOW, sample
from tests.checks.time.making import answer, authority, block, broken, header, promise, proof, token
from workflow.findings import Supplies

PAPER = b"The minutes of the meeting, as they were kept.\n"
OTHER = b"The minutes of another meeting.\n"
_TSA = ("tsa.valid", "tsa.invalid")


def _with(name: str, stamp: bytes, roots: tuple[bytes, ...] = (), headers: dict[int, bytes] | None = None) -> Supplies:
    return Supplies(now=NOW, roots=roots, proofs=((name, stamp),), block_headers=headers or {})


def _rooted(name: str, stamp: bytes) -> Supplies:
    return _with(name, stamp, (authority().root,))


def _paper() -> bytes:
    return PAPER


SAMPLES = (
    sample("stamped.txt", _paper, "tsa.valid", supplies=_rooted("a.tsr", answer(PAPER))),
    sample("stamped-bare.txt", _paper, "tsa.valid", supplies=_rooted("a.tst", token(PAPER))),
    sample("stamp-of-another.txt", _paper, "tsa.invalid", supplies=_rooted("a.tsr", answer(OTHER))),
    sample("stamp-broken.txt", _paper, "tsa.invalid", supplies=_rooted("a.tsr", broken(PAPER))),
    sample(
        "stamp-of-unknown-authority.txt",
        _paper,
        "tsa.invalid",
        supplies=_rooted("a.tsr", answer(PAPER, authority("Another authority"))),
    ),
    sample("stamp-without-root.txt", _paper, unchecked=_TSA, supplies=_with("a.tsr", answer(PAPER))),
    sample("promised.txt", _paper, "ots.pending", supplies=_with("a.ots", proof(PAPER, promise()))),
    sample("in-a-block.txt", _paper, "ots.bitcoin_pending_check", supplies=_with("a.ots", proof(PAPER, block()))),
    sample(
        "in-a-block-that-fits.txt",
        _paper,
        "ots.bitcoin_pending_check",
        supplies=_with("a.ots", proof(PAPER, block()), headers={700_000: header(PAPER)}),
    ),
    sample(
        "in-a-block-that-does-not-fit.txt",
        _paper,
        "ots.invalid",
        supplies=_with("a.ots", proof(PAPER, block()), headers={700_000: header(OTHER)}),
    ),
    sample("proof-of-another.txt", _paper, "ots.invalid", supplies=_with("a.ots", proof(OTHER, promise()))),
    sample("lone.tsr", lambda: answer(PAPER), unchecked=_TSA),
    sample(
        "lone.ots",
        lambda: proof(PAPER, promise()),
        "ots.pending",
        unchecked=("ots.bitcoin_pending_check", "ots.invalid"),
    ),
)
