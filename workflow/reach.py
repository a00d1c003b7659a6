"""Which other states one more statement could reach, and the weakest that would get there, found by trying (4e)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workflow.case import Source, Statement
from workflow.evidence import settle
from workflow.facts import StatementLogged
from workflow.fate import Fate
from workflow.terms import RANKS, Kind, Knowledge, Stance, Standing, State, Term, Weight
from workflow.trial import Trial
from workflow.verdict import decide
from workflow.when import When

NEW = "one more"
LAST = 1 << 80
_VERBS = {stance: f"{stance.word} it" for stance in (Stance.CONFIRMS, Stance.DISPUTES)}


class Reach(NamedTuple):
    """A state within reach of one more statement: the weakest stance and class that get there, and who would say it.

    A retraction has the class `Weight.NONE`.
    """

    state: State
    stance: Stance
    weight: Weight
    sentence: str


class Addition(NamedTuple):
    """One more statement, said and learned after all others: who would say it, and what it would be."""

    who: str
    statement: Statement
    source: Source


def reach(trial: Trial) -> tuple[Reach, ...]:
    """The states that one more statement could reach, each by the weakest statement that gets there, weakest first."""
    shortlist = trial.shortlist()
    stand_ins = [fate.statement for fate in shortlist]
    for confirmation, retraction in trial.tally.withdrawals[-1:]:
        stand_ins += [confirmation.statement, retraction.statement]
    found: dict[State, Reach] = {}
    for addition in additions(trial, shortlist):
        tally = trial.told(stand_ins, addition.statement, addition.source)
        state = decide(tally)
        if state is trial.state or state in found:
            continue
        settle(tally)
        fate = tally.fates[-1]
        found[state] = Reach(state, fate.stance, fate.weight, f"{addition.who} would make it {state.word}.")
    return tuple(found.values())


def additions(trial: Trial, shortlist: list[Fate]) -> Iterator[Addition]:
    """The single statements worth trying, weakest first: strangers, officials of a body, then those who spoke."""
    spoken = {source.id: source for fate in reversed(shortlist) for source in (trial.source(fate),)}
    for source in spoken.values():
        yield _addition(trial, f"A retraction by {source.label}", Stance.RETRACTS, source)
    yield from _strangers(trial)
    yield from _of_a_body(trial, shortlist, conclusive=False)
    yield from _of_a_body(trial, shortlist, conclusive=True)
    for source in spoken.values():
        yield from _reversals(trial, source)


def _strangers(trial: Trial) -> Iterator[Addition]:
    kind = trial.question.kind
    for stance, verb in _VERBS.items():
        yield _addition(trial, f"An unnamed source who {verb}", stance, _stranger(name=""))
    for stance, verb in _VERBS.items():
        yield _addition(trial, f"A named person with direct knowledge who {verb}", stance, _stranger())
    for stance, verb in _VERBS.items():
        side = trial.tally.confirms if stance is Stance.CONFIRMS else trial.tally.disputes
        who = "A second examiner who shares no origin with the first and" if side.technical else "An examiner who"
        yield _addition(trial, f"{who} {verb}", stance, _stranger(Standing.EXPERT), technical=True)
    for stance, verb in _VERBS.items():
        who = f"A conclusive examination, signed off, that {verb}"
        yield _addition(trial, who, stance, _stranger(Standing.EXPERT), technical=True, conclusive=True)
    if kind in (Kind.GENUINE, Kind.INTACT):
        yield _addition(trial, "The maker's admission on the record", Stance.DISPUTES, _stranger(Standing.MAKER))
    official = [standing for standing in Standing if kind in standing.official_on]
    offices = _or([standing.word for standing in official])
    for stance, verb in _VERBS.items():
        who = f"Someone who speaks officially on {kind.word} ({offices}) and {verb}"
        yield _addition(trial, who, stance, _stranger(official[0]))


def _of_a_body(trial: Trial, shortlist: list[Fate], *, conclusive: bool) -> Iterator[Addition]:
    officials = [trial.source(fate) for fate in shortlist if fate.weight is Weight.OFFICIAL]
    standing = next(standing for standing in Standing if trial.question.kind in standing.official_on)
    finding = " with a conclusive finding, signed off," if conclusive else ""
    for body, rank in sorted({(source.body, source.rank) for source in officials if source.body}):
        for stance, verb in _VERBS.items():
            who = f"An official of {body} of equal or higher rank ({RANKS.get(rank, rank)}){finding} who {verb}"
            source = _stranger(standing, body=body, rank=rank)
            yield _addition(trial, who, stance, source, technical=conclusive, conclusive=conclusive)


def _reversals(trial: Trial, source: Source) -> Iterator[Addition]:
    """What a source that spoke may say next, from the weakest form to the strongest that it is capable of."""
    who = f"{source.label}, speaking again"
    for stance, verb in _VERBS.items():
        yield _addition(trial, f"{who} without a name, who now {verb},", stance, source, terms=Term.BACKGROUND)
    if not source.name:
        return
    for stance, verb in _VERBS.items():
        yield _addition(trial, f"{who} on the record, who now {verb},", stance, source)
    for conclusive in (False, True):
        finding = "conclusive finding, signed off" if conclusive else "finding"
        for stance, verb in _VERBS.items():
            subject = f"{who} on the record with a {finding}, who now {verb},"
            yield _addition(trial, subject, stance, source, technical=True, conclusive=conclusive)


def _stranger(
    standing: Standing = Standing.INSIDER, *, name: str = "A new source", body: str = "", rank: int = 2
) -> Source:
    return Source(NEW, NEW, name, "", "a new source", standing, body, rank, "")


def _addition(
    trial: Trial,
    who: str,
    stance: Stance,
    source: Source,
    *,
    terms: Term | None = None,
    technical: bool = False,
    conclusive: bool = False,
) -> Addition:
    says = StatementLogged(
        slug=NEW,
        source=source.id,
        said_at="",
        terms=terms or (Term.ON_RECORD if source.name else Term.BACKGROUND),
        stances={trial.question.id: stance},
        knowledge={"default": Knowledge.DIRECT},
        technical=technical,
        conclusive=conclusive,
    )
    last = When("", LAST, LAST)
    return Addition(who, Statement(NEW, says, source.id, last, last, LAST, LAST, None), source)


def _or(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
