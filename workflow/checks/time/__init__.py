"""Checks of time stamps: tokens of a time-stamp authority (RFC 3161) and proofs of OpenTimestamps."""

from __future__ import annotations

from functools import partial

from workflow.checks.evidence import Evidence
from workflow.checks.sheet import Check, NotChecked, Sheet
from workflow.checks.sniff import type_of

_TSA = ("tsa.valid", "tsa.invalid")
_OTS = ("ots.pending", "ots.bitcoin_pending_check", "ots.invalid")
_NONE = "No time stamp was supplied with this file."
_ALONE = "It is a time stamp by itself: check it together with the file that it is about."


def checks_for(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    """The checks of the time stamps that were supplied with a file, or of a file that is one."""
    if evidence.type in ("tsr", "ots"):
        return (Check(_TSA if evidence.type == "tsr" else _OTS, _look_alone),)
    tokens = [proof for proof in evidence.supplies.proofs if _kind(*proof) == "tsr"]
    proofs = [proof for proof in evidence.supplies.proofs if _kind(*proof) == "ots"]
    sheet.not_applicable((*_TSA, *_OTS), _NONE)
    checks = [Check(_TSA, partial(_tokens, tokens))] if tokens else []
    return (*checks, Check(_OTS, partial(_proofs, proofs))) if proofs else tuple(checks)


def _kind(name: str, data: bytes) -> str:
    ending = name.lower().rpartition(".")[2]
    return {"ots": "ots", "tsr": "tsr", "tst": "tsr", "tsp": "tsr"}.get(ending) or type_of(data, name)


def _look_alone(evidence: Evidence, sheet: Sheet) -> None:
    """What a time stamp tells without its file; whether it holds cannot be told."""
    if evidence.type == "tsr":
        from workflow.checks.time import tokens

        tokens.tell(evidence, sheet)
    else:
        from workflow.checks.time import proofs

        proofs.tell(evidence, sheet)
    raise NotChecked(_ALONE)


def _tokens(found: list[tuple[str, bytes]], evidence: Evidence, sheet: Sheet) -> None:
    from workflow.checks.time import tokens

    _each(found, partial(tokens.look, evidence, sheet))


def _proofs(found: list[tuple[str, bytes]], evidence: Evidence, sheet: Sheet) -> None:
    from workflow.checks.time import proofs

    _each(found, partial(proofs.look, evidence, sheet))


def _each(found: list[tuple[str, bytes]], look: partial[None]) -> None:
    """Look at every time stamp; one that cannot be judged does not keep the others from it."""
    reasons = []
    for name, data in found:
        try:
            look(name, data)
        except NotChecked as why:
            reasons.append(str(why))
    if reasons:
        raise NotChecked(reasons[0])
