"""Who spoke, who was asked, and what the facts disagree on: those tables of a summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from workflow import outreach
from workflow.case import Case, Contested, Moment, Source, Statement
from workflow.facts import (
    CaseOpened,
    CaseRenamed,
    CaseZoned,
    DocumentDescribed,
    FactId,
    QuestionRaised,
    QuestionWorded,
)
from workflow.phrases import say_as_written
from workflow.summaries import model
from workflow.summaries.audiences import all_of, for_editor
from workflow.summaries.speaking import called, is_open, short_name, text_of, time_of
from workflow.terms import Term
from workflow.verdict import question_words
from workflow.voices import CHATHAM, UNNAMED, Names

_APART = {UNNAMED: "Sources who asked not to be named", CHATHAM: "Participants under the Chatham House Rule"}
_UNTOLD = ("code_name", "lineage", "agreement")


def sources(case: Case) -> tuple[model.Source, ...]:
    """The sources that spoke, the named first, each group in the order of its words.

    Those without a descriptor stand in one line, for it must not be told how many they are.
    """
    spoken: dict[FactId, list[Statement]] = {}
    for statement in case.statements:
        spoken.setdefault(statement.source, []).append(statement)
    named = [(case.sources[name], said) for name, said in spoken.items() if is_open(said[0])]
    described = [
        (case.sources[name], said)
        for name, said in spoken.items()
        if not is_open(said[0]) and case.sources[name].descriptor not in _APART
    ]
    known = {informed.source for informed in case.holdings.informed}
    rows = [*_lettered(named, "", known), *_lettered(described, "unnamed ", known)]
    for descriptor, words in _APART.items():
        said = [s for name, them in spoken.items() if case.sources[name].descriptor == descriptor for s in them]
        if said:
            rows.append(_row(words, "", "", said, known))
    return tuple(rows)


def _lettered(spoke: list[tuple[Source, list[Statement]]], series: str, known: set[FactId]) -> list[model.Source]:
    """Rows in the order of what is printed; a letter where two of the series rest on one origin."""
    rests = {source.id: {s.says.lineage or source.root for s in said} for source, said in spoke}
    holders: dict[str, int] = {}
    for held in rests.values():
        for root in held:
            holders[root] = holders.get(root, 0) + 1
    bare = [
        (_row(called(source), source.standing.word, source.body, said, known), sorted(rests[source.id]))
        for source, said in spoke
    ]
    bare.sort(key=lambda found: _printed(found[0]))
    letters: dict[str, str] = {}
    rows = []
    for row, roots in bare:
        for root in roots:
            if holders[root] > 1:
                letters.setdefault(root, f"{series}{_letter(len(letters))}")
        lineage = ", ".join(sorted(letters[root] for root in roots if root in letters))
        rows.append(_with_lineage(row, lineage))
    return rows


def _row(who: str, standing: str, body: str, said: list[Statement], known: set[FactId]) -> model.Source:
    return model.Source(
        called=for_editor(who),
        standing=standing,
        body=for_editor(body),
        terms=tuple(term.word for term in Term if any(s.says.terms is term for s in said)),
        through=all_of(for_editor, sorted({s.says.via for s in said if s.says.via})),
        lineage="",
        grades=all_of(for_editor, sorted({s.says.grade for s in said if s.says.grade})),
        editor_knows=_editor_knows(said, known),
    )


def _editor_knows(said: list[Statement], known: set[FactId]) -> str:
    """Whether an editor knows who spoke to us unnamed; who an outlet's own source is, the outlet knows."""
    if is_open(said[0]):
        return "named"
    ours = {s.source for s in said if not s.says.via}
    if not ours:
        return "the outlet's own"
    return "yes" if ours <= known else "no" if ours.isdisjoint(known) else "not of all"


def _with_lineage(row: model.Source, lineage: str) -> model.Source:
    return msgspec.structs.replace(row, lineage=lineage)


def _printed(row: model.Source) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return row.called.casefold(), row.called, row.standing, row.terms, row.through, row.grades


def _letter(number: int) -> str:
    """The letter of a number: A to Z, then AA, AB and so on."""
    rest, last = divmod(number, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)


def requests(case: Case, moment: Moment) -> tuple[model.Request, ...]:
    """The requests for comment in the order sent, each with the words that may be printed of it."""
    rows = []
    for request in case.requests:
        source = case.sources.get(request.source)
        row = model.Request(
            to=for_editor(called(source) if source else request.office or "an office"),
            sent=time_of(case, request.sent),
            channel=for_editor(request.channel),
            attempts=all_of(for_editor, filter(None, request.attempts)),
            questions=all_of(for_editor, question_words(case, request.questions)),
            wording=for_editor(request.wording),
            copy=text_of(request.copy) if request.copy else None,
            shown=for_editor(request.shown),
            reason=for_editor(request.copy_reason),
            deadline=say_as_written(request.deadline_text) if request.deadline_text else "",
            phrase=for_editor(outreach.phrase(case, request, moment)),
        )
        rows.append((request.sent.known_at(case.zone), row.to, row.channel, row.phrase, row.wording, row))
    return tuple(found[-1] for found in sorted(rows, key=lambda found: found[:-1]))


def contested(real: Case, shown: Case, names: Names, questions: Mapping[FactId, FactId]) -> tuple[model.Contested, ...]:
    """What two facts set differently; their values for the case, the document and the questions alone."""
    values: dict[tuple[FactId, str], tuple[str, ...]] = {}
    entries = {entry.id: entry.fact for entry in real.entries}
    for clash in real.contested:
        subject = "case" if clash.subject == real.id else questions.get(clash.subject, clash.subject)
        found = {names.told(_value(entries.get(fact), clash.field)) for fact in clash.facts}
        values[subject, clash.field] = tuple(sorted(found - {""}))
    told = [clash for clash in shown.contested if clash.field not in _UNTOLD]
    rows = [
        model.Contested(for_editor(_what(shown, clash)), all_of(for_editor, _values(values, clash, questions.values())))
        for clash in told
    ]
    return tuple(sorted(rows, key=lambda row: (row.what, row.values)))


def _values(
    values: Mapping[tuple[FactId, str], tuple[str, ...]], clash: Contested, questions: Iterable[FactId]
) -> tuple[str, ...]:
    told = clash.subject in ("case", "document") or clash.subject in questions
    return values.get((clash.subject, clash.field), ()) if told else ()


def _value(fact: object, field: str) -> str:
    if isinstance(fact, DocumentDescribed):
        return fact.fields.get(field, "")
    if isinstance(fact, CaseOpened | CaseRenamed | CaseZoned | QuestionRaised | QuestionWorded):
        return str(getattr(fact, field, ""))
    return ""


def _what(case: Case, clash: Contested) -> str:
    field = clash.field.replace("_", " ")
    if clash.subject in case.question_by_id:
        (word,) = question_words(case, (clash.subject,))
        return f"{field} of the question {word}"
    if source := case.sources.get(clash.subject):
        return f"{field} of {short_name(source)}"
    if statement := case.by_id.get(clash.subject):
        said = time_of(case, statement.said).text
        return f"{field} of what {short_name(case.source_of(statement))} said on {said}"
    return f"{field} of the {clash.subject}"
