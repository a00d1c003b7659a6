"""What was said, as a lawyer reads it: the evidence for each claim, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from workflow.case import Case, Moment, Source, Statement
from workflow.facts import FactId
from workflow.fate import Fate, Rule
from workflow.phrases import say_instant
from workflow.summaries.audiences import LawyerText, all_of, for_lawyer
from workflow.summaries.chronicle import details
from workflow.summaries.lawyer.model import Adverse, Against, Claim, Evidence, Support
from workflow.summaries.speaking import called, is_open, state_text, text_of, time_of, worth
from workflow.terms import Stance, Weight
from workflow.verdict import Evaluation, question_words
from workflow.voices import CHATHAM, UNNAMED

_AGAINST = (Stance.DISPUTES, Stance.RETRACTS)
_CLASSES = tuple(Weight)


def without_opinions(case: Case) -> Case:
    """The outward case as a lawyer reads it: unnamed sources of ours as it was agreed to call them, and no grades."""
    said: dict[FactId, list[Statement]] = {}
    for statement in case.statements:
        if not is_open(statement):
            said.setdefault(statement.source, []).append(statement)
    return msgspec.structs.replace(
        case,
        sources={name: _agreed(source, said.get(name, ())) for name, source in case.sources.items()},
        statements=tuple(
            msgspec.structs.replace(s, says=msgspec.structs.replace(s.says, grade="")) for s in case.statements
        ),
        disagreements=(),
    )


def _agreed(source: Source, said: Sequence[Statement]) -> Source:
    """A source by the one descriptor that was agreed with it; an outlet's own source keeps the outlet's words."""
    ours = [statement for statement in said if not statement.says.via]
    if not ours or source.descriptor == CHATHAM:
        return source
    agreed = {statement.says.promise.descriptor for statement in ours}
    return msgspec.structs.replace(source, descriptor=agreed.pop() or UNNAMED if len(agreed) == 1 else UNNAMED)


def evidence(case: Case, moment: Moment, statement: Statement) -> Evidence:
    """What one source said."""
    says, source, embargo = statement.says, case.source_of(statement), statement.embargo
    named = is_open(statement)
    standing = ", ".join(filter(None, (source.standing.word, source.body))) if named else ""
    held = (
        f"Exhibit {found.number} ({found.kind.word})" if found.sha256 else f"{found.kind.word} held, not described"
        for found in case.holdings.about(statement.id)
    )
    return Evidence(
        who=for_lawyer(called(source)),
        standing=for_lawyer(standing),
        terms=says.terms.word,
        through=for_lawyer(says.via),
        embargo=say_instant(embargo, case.zone) if embargo is not None and embargo > moment.at else "",
        said=time_of(case, statement.said),
        learned=time_of(case, statement.learned),
        words=for_lawyer(statement.words),
        quoted=bool(says.quote),
        details=all_of(for_lawyer, details(case, statement)),
        exhibits=all_of(for_lawyer, held),
    )


def adverse(case: Case, told: Evaluation) -> tuple[Adverse, ...]:
    """The statements that dispute a claim or take something back, the strongest first."""
    numbers = {question.id: number for number, question in enumerate(case.questions, 1)}
    found: dict[FactId, list[Against]] = {}
    best: dict[FactId, int] = {}
    for question, tally in told.tallies.items():
        (word,) = question_words(case, (question,))
        for fate in tally.fates:
            if fate.stance in _AGAINST:
                against = Against(numbers[question], for_lawyer(word), text_of(fate.stance), _worth(case, fate))
                found.setdefault(fate.statement.id, []).append(against)
                best[fate.statement.id] = min(_rank(fate), best.get(fate.statement.id, len(_CLASSES)))
    rows: list[tuple[tuple[int, int, tuple[str, ...]], Evidence, tuple[Against, ...]]] = []
    for name, points in found.items():
        said = evidence(case, told.moment, case.by_id[name])
        rows.append(((best[name], case.by_id[name].learned_key, (*_printed(said), repr(points))), said, tuple(points)))
    rows.sort(key=lambda row: row[0])
    return tuple(Adverse(number, said, points) for number, (_, said, points) in enumerate(rows, 1))


def claims(case: Case, told: Evaluation, against: Iterable[Adverse]) -> tuple[Claim, ...]:
    """Each question as a claim with its evidence, in the order of the case."""
    words = question_words(case, (question.id for question in case.questions))
    found = list(against)
    return tuple(
        Claim(
            number=number,
            word=for_lawyer(word),
            proposition=for_lawyer(question.proposition),
            state=state_text(told.states[question.id]),
            supports=_supports(case, told, question.id),
            adverse=tuple(row.number for row in found if any(a.claim == number for a in row.against)),
            others=all_of(for_lawyer, _others(case, told, question.id)),
        )
        for number, (question, word) in enumerate(zip(case.questions, words, strict=True), 1)
    )


def _supports(case: Case, told: Evaluation, question: FactId) -> tuple[Support, ...]:
    """The confirmations, those of the strongest class first, each in the order learned."""
    rows: list[tuple[tuple[int, int, tuple[str, ...]], Support]] = []
    for fate in told.tallies[question].fates:
        if fate.stance is Stance.CONFIRMS:
            said = evidence(case, told.moment, case.by_id[fate.statement.id])
            support = Support(said, fate.live, _worth(case, fate))
            place = (
                _CLASSES.index(fate.weight) if fate.live else len(_CLASSES),
                fate.statement.learned_key,
                (*_printed(said), support.worth),
            )
            rows.append((place, support))
    return tuple(support for _, support in sorted(rows, key=lambda row: row[0]))


def _others(case: Case, told: Evaluation, question: FactId) -> list[str]:
    """Who took no side, in one line each."""
    rows = []
    for fate in told.tallies[question].fates:
        if fate.stance is not Stance.CONFIRMS and fate.stance not in _AGAINST:
            statement = case.by_id[fate.statement.id]
            words = f"{called(case.source_of(statement))}: {fate.stance.word}, {time_of(case, statement.said).text}"
            rows.append((statement.learned_key, words))
    return [words for _, words in sorted(rows)]


def _rank(fate: Fate) -> int:
    """Its place among the classes, strongest first; a retraction stands before all, what does not count after all."""
    if fate.stance is Stance.RETRACTS:
        return 0
    return _CLASSES.index(fate.weight) if fate.live else len(_CLASSES)


def _worth(case: Case, fate: Fate) -> LawyerText:
    """What a statement is worth, without what the desk thinks of its source."""
    return for_lawyer("set aside" if fate.rule is Rule.GRADE else worth(case, fate))


def _printed(said: Evidence) -> tuple[str, ...]:
    return (said.said.iso, said.who, said.terms, said.through, said.words, *said.details, *said.exhibits)
