"""The gates as they may leave the desk, for an editor and a lawyer: nothing in them leads from a word to who said it.

What is missing of sources, replies and files is looked up in the case as it may leave the desk. Sources that may not
be told apart count as one origin there, so a gate is rather shut than open. What is missing of texts, boxes and leaks
is looked up in the real case, for its sentences hold no text of it; that one source declines by name and informs
unnamed is told on the desk's own screens alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from workflow.case import Case
from workflow.facts import FactId
from workflow.gates import GateView, Lack, gates
from workflow.outgoing import Override
from workflow.summaries import parts
from workflow.summaries.audiences import AnyText, Mint, all_of
from workflow.summaries.outward import Outward
from workflow.summaries.outward_work import PAIRING_KEY, overrides_told
from workflow.summaries.sharing import cautious
from workflow.summaries.speaking import text_of, time_claimed
from workflow.terms import Gate
from workflow.verdict import Evaluation, decide

PAIRING = "Whether one source declines by name and informs unnamed is told on the desk's own screens alone."
"""What stands under the gates of every summary, whether it is so or not."""

_ORDER = {gate: place for place, gate in enumerate(Gate)}
_REAL = (Gate.WORDING, Gate.BOXES, Gate.LEAKS)
_UNASKED = " was not asked."


class ToldGate(NamedTuple):
    """A gate: the sentences of what keeps it shut, each with what would open it, and what was overridden."""

    gate: Gate
    lacks: tuple[tuple[str, str], ...]
    overridden: tuple[tuple[str, Override], ...]


def gates_told(real: Case, left: Outward, evaluation: Evaluation, told: Evaluation) -> tuple[ToldGate, ...]:
    """The eight gates; `evaluation` is of the real case, `told` of the one that leaves the desk with its states."""
    whole = {name: state for name, state in told.states.items() if decide(told.tallies[name]) is state}
    shown = msgspec.structs.replace(cautious(left.case), outgoing=left.case.outgoing._replace(passages=()))
    outside = gates(shown, told._replace(states=whole), told.moment, of=(gate for gate in Gate if gate not in _REAL))
    inside = gates(real, evaluation, evaluation.moment, of=_REAL)
    numbered = {override.id: f"o{number}" for number, override in enumerate(overrides_told(real.outgoing), 1)}
    found = (*(_told(view, {}) for view in outside), *(_told(view, numbered) for view in inside))
    return tuple(sorted(found, key=lambda told: _ORDER[told.gate]))


def _told(view: GateView, numbered: Mapping[FactId, FactId]) -> ToldGate:
    """What is missing, each once and in the order of its words: how many sources lack it is not told."""
    lacks = {(_sentence(lack), lack.opens): None for lack in view.findings if lack.key != PAIRING_KEY}
    overridden = {
        (_sentence(lack), override._replace(id=numbered.get(override.id, override.id)))
        for lack, override in view.overridden
        if lack.key != PAIRING_KEY
    }
    return ToldGate(view.gate, tuple(sorted(lacks)), tuple(sorted(overridden, key=lambda pair: (pair[0], pair[1].id))))


def _sentence(lack: Lack) -> str:
    """What is missing; that nobody was asked would say too much of somebody whose answer is kept back."""
    if lack.sentence.endswith(_UNASKED):
        return (
            f"{lack.sentence.removesuffix(_UNASKED)}: no answer on the record, and no request for comment, is listed."
        )
    return lack.sentence


def overrides(case: Case, found: tuple[ToldGate, ...], mint: Mint[AnyText]) -> tuple[parts.Override[AnyText], ...]:
    """The gates opened in spite of something, as logged, each with what of it is still missing."""
    spite: dict[FactId, list[str]] = {}
    for told in found:
        for sentence, override in told.overridden:
            spite.setdefault(override.id, []).append(sentence)
    return tuple(
        parts.Override(
            text_of(override.gate),
            all_of(mint, spite.get(override.id, ())),
            mint(override.reason),
            mint(override.by),
            time_claimed(case, override.claimed_at),
        )
        for override in case.outgoing.overrides
    )
