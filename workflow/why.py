"""Why a question stands where it does: what makes the state, what was set aside, what one more word would do (4e)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workflow.case import Case, Statement
from workflow.evidence import Tally
from workflow.facts import FactId
from workflow.fate import Fate
from workflow.phrases import say_when
from workflow.reach import Reach, reach
from workflow.terms import Stance, Standing, State, Weight
from workflow.trial import Trial
from workflow.verdict import Evaluation

_ORDER = (Weight.NONE, Weight.ANONYMOUS, Weight.NAMED, Weight.TECHNICAL, Weight.OFFICIAL)


class Why(NamedTuple):
    """The account of one question's state.

    `makes` alone gives the state, and does not without any one of its members; `also` stands too but is not needed;
    `set_aside` is all else that touches the question, each with its rule and what did it.
    """

    question: FactId
    state: State
    makes: tuple[Fate, ...]
    also: tuple[Fate, ...]
    set_aside: tuple[Fate, ...]
    sentence: str
    reach: tuple[Reach, ...]


def why(case: Case, evaluation: Evaluation, question_id: FactId) -> Why:
    """Why a question has its state at the moment of the evaluation, and what one more statement could change."""
    trial = Trial(case, evaluation, question_id)
    makes = _minimal(trial)
    rest = [fate for fate in trial.tally.fates if fate not in set(makes)]
    return Why(
        question_id,
        trial.state,
        makes,
        tuple(fate for fate in rest if fate.live),
        tuple(fate for fate in rest if not fate.live),
        _tell(trial, makes),
        reach(trial),
    )


def sentence(case: Case, evaluation: Evaluation, question_id: FactId) -> str:
    """Why a question has its state, in one or two sentences for the desk's own eyes."""
    trial = Trial(case, evaluation, question_id)
    return _tell(trial, _minimal(trial))


def reason(case: Case, fate: Fate) -> str:
    """Why a statement does not count on a question, and whose word did it."""
    if fate.stance is Stance.RETRACTS:
        return "it takes back what was said before"
    if fate.by is None:
        return fate.rule.value
    return f"{fate.rule.value} ({case.source_of(fate.by).label}, {say_when(fate.by.said, case.zone)})"


def _minimal(trial: Trial) -> tuple[Fate, ...]:
    """The statements that make the state, strongest first: try without the weakest, again and again."""
    if trial.state is State.WITHDRAWN:
        return trial.tally.withdrawals[-1]
    kept = trial.shortlist()
    if trial.gives(kept) is not trial.state:
        kept = [*trial.tally.confirms.live(), *trial.tally.disputes.live()]
    kept.sort(key=lambda fate: (_strength(fate), trial.prominence(fate)))
    spare: Fate | None
    while spare := next((fate for fate in kept if trial.gives(_without(kept, fate)) is trial.state), None):
        kept.remove(spare)
    return tuple(reversed(kept))


def _without(fates: Iterable[Fate], left_out: Fate) -> list[Fate]:
    return [fate for fate in fates if fate is not left_out]


def _strength(fate: Fate) -> tuple[bool, int]:
    return fate.decisive and fate.stance is Stance.DISPUTES, _ORDER.index(fate.weight)


def _tell(trial: Trial, makes: tuple[Fate, ...]) -> str:
    state, tally = trial.state, trial.tally
    if state is State.UNCONFIRMED:
        return "Nothing that counts speaks for or against it." if tally.fates else "Nobody has spoken on it yet."
    if state is State.WITHDRAWN:
        confirmation, retraction = (trial.source(fate) for fate in makes)
        left = "What still stands disputes it." if tally.disputes.live() else "Nothing else confirms it."
        if confirmation.id == retraction.id:
            return f"{confirmation.label} confirmed it and took that back. {left}"
        return f"{retraction.label} took back what {confirmation.label} had confirmed. {left}"
    sides = [[fate for fate in makes if fate.stance is stance] for stance in (Stance.CONFIRMS, Stance.DISPUTES)]
    told = " ".join(_clause(trial, side) for side in sides if side)
    return told if state is State.CONTESTED else f"{told} {_against(state, tally)}"


def _against(state: State, tally: Tally) -> str:
    other, verb = (tally.disputes, "disputes") if state.positive else (tally.confirms, "confirms")
    if state in (State.ANONYMOUSLY_CONFIRMED, State.ANONYMOUSLY_DISPUTED):
        return "Nothing with a name or a finding behind it speaks for or against it."
    if other.best is Weight.NAMED:
        return "A named confirmation does not outweigh that."
    if other.best is Weight.ANONYMOUS:
        return f"Only unnamed words {verb[:-1]} it."
    return f"Nothing of weight {verb} it."


def _clause(trial: Trial, fates: list[Fate]) -> str:
    """What one side says: "Disputed by Gen. Mark Milley, on the record and speaking officially on status."."""
    by_basis: dict[str, list[str]] = {}
    for fate in fates:
        by_basis.setdefault(_basis(trial, fate, fates), []).append(trial.source(fate).label)
    who = ", and by ".join(f"{' and '.join(names)}, {basis}" for basis, names in by_basis.items())
    return f"{'Confirmed' if fates[0].stance is Stance.CONFIRMS else 'Disputed'} by {who}."


def _basis(trial: Trial, fate: Fate, fates: list[Fate]) -> str:
    if fate.weight is Weight.OFFICIAL:
        finding = ", with a conclusive finding" if fate.decisive and fate.stance is Stance.DISPUTES else ""
        return f"on the record and speaking officially on {trial.question.word}{finding}"
    if fate.technical:
        examined = [other for other in fates if other.technical and other.weight is not Weight.OFFICIAL]
        if fate.statement.says.conclusive:
            return "with a conclusive finding"
        return "who examined it and share no origin" if len(examined) > 1 else "who examined it"
    if trial.source(fate).standing is Standing.MAKER and fate.decisive:
        return "on the record and admitting to have made it"
    return "not named" if fate.weight is Weight.ANONYMOUS else "on the record with direct knowledge"


def rests_on(case: Case, statement: Statement) -> str:
    """The finding in a file from which an examination was made: `doc.status_marker in file 1`; empty where none was."""
    examined = next((one for one in case.holdings.examined if one.id == statement.says.rests_on), None)
    file = next((one for one in case.holdings.exhibits if examined and one.id == examined.exhibit), None)
    return f"{statement.says.finding} in file {file.number}" if file is not None else ""
