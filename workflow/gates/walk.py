"""The eight gates in their order, each with what is missing and what an editor has overridden."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from workflow.case import Case, Moment
from workflow.gates.boxes import boxes
from workflow.gates.holding import original
from workflow.gates.leaks import leaks
from workflow.gates.look import Lack, Look
from workflow.gates.overriding import Covered, covered_and_lapsed
from workflow.gates.reply import right_of_reply
from workflow.gates.sourcing import origins, own_source, unnamed
from workflow.gates.wording import wording
from workflow.outgoing import Override
from workflow.people import NOBODY, People
from workflow.terms import Gate
from workflow.verdict import Evaluation

_FIND: dict[Gate, Callable[[Look], Iterable[Lack]]] = {
    Gate.ORIGINS: origins,
    Gate.OWN_SOURCE: own_source,
    Gate.UNNAMED: unnamed,
    Gate.REPLY: right_of_reply,
    Gate.ORIGINAL: original,
    Gate.WORDING: wording,
    Gate.BOXES: boxes,
    Gate.LEAKS: leaks,
}


class GateView(NamedTuple):
    """A gate: what keeps it shut, and what does not because an editor overrode it, each with the last such override.

    `lapsed` holds the findings that an override names and no longer covers, because something came that they rest on.
    """

    gate: Gate
    findings: tuple[Lack, ...]
    overridden: tuple[tuple[Lack, Override], ...]
    lapsed: tuple[tuple[Lack, Override], ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing is missing that was not overridden."""
        return not self.findings


def gates(
    case: Case, evaluation: Evaluation, moment: Moment, *, of: Iterable[Gate] = Gate, people: People = NOBODY
) -> tuple[GateView, ...]:
    """All eight gates at a moment, or some of them; the evaluation is that of the moment.

    Statements and requests are those of the moment; what is held, approved, initialled and overridden is today's. An
    override covers the keys that it names and nothing found since. What `people` add to g1 and g6 is for the desk
    alone: no override covers it, and no file that leaves is made with it.
    """
    look, (covers, lapsed) = Look(case, evaluation, moment, people), covered_and_lapsed(case, moment)
    return tuple(_view(gate, _FIND[gate](look), covers, lapsed) for gate in of)


def _view(gate: Gate, found: Iterable[Lack], covers: Covered, lapsed: Covered) -> GateView:
    lacks = {lack.key: lack for lack in found}
    return GateView(
        gate,
        tuple(lack for key, lack in lacks.items() if (gate, key) not in covers),
        tuple((lack, covers[gate, key]) for key, lack in lacks.items() if (gate, key) in covers),
        tuple((lack, lapsed[gate, key]) for key, lack in lacks.items() if (gate, key) in lapsed),
    )
