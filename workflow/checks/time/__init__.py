"""Checks of time stamps: tokens of a time-stamp authority (RFC 3161) and proofs of OpenTimestamps."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial

from workflow.checks.evidence import Evidence
from workflow.checks.sheet import Check, NotChecked, Sheet
from workflow.checks.sniff import type_of

_TSA = ("tsa.valid", "tsa.invalid")
_OTS = ("ots.pending", "ots.bitcoin_pending_check", "ots.invalid")
_NONE = "No time stamp was supplied with this file."
_DAMAGED = "The time stamp cannot be taken apart to its end."
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
    from workflow.checks.time import proofs, tokens

    tell = tokens.tell if evidence.type == "tsr" else proofs.tell
    _each([("the file", evidence.data)], lambda _name, _data: tell(evidence, sheet))
    raise NotChecked(_ALONE)


def _tokens(found: list[tuple[str, bytes]], evidence: Evidence, sheet: Sheet) -> None:
    from workflow.checks.time import tokens

    _each(found, partial(tokens.look, evidence, sheet))


def _proofs(found: list[tuple[str, bytes]], evidence: Evidence, sheet: Sheet) -> None:
    from workflow.checks.time import proofs

    _each(found, partial(proofs.look, evidence, sheet))


def _each(found: list[tuple[str, bytes]], look: Callable[[str, bytes], None]) -> None:
    """Look at every time stamp; one that cannot be judged does not keep the others from it."""
    reasons = []
    for name, data in found:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                look(name, data)
        except NotChecked as why:
            reasons.append(str(why))
        except ImportError:
            raise
        except Exception:  # damaged certificates and attributes make the readers raise whatever they like
            reasons.append(_DAMAGED)
    if reasons:
        raise NotChecked(reasons[0])
