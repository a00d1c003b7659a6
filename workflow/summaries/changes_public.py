"""What changed for the public: made from two public summaries alone, so that it tells no more than they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NewType

from workflow.phrases import capital
from workflow.summaries.changes import Changes, Line, Part, Turned
from workflow.summaries.parts import Time
from workflow.summaries.public import words
from workflow.summaries.public.model import Name, PublicSummary, Sentence
from workflow.summaries.public.model import Time as PublicTime
from workflow.summaries.public.version import version
from workflow.summaries.speaking import state_text
from workflow.terms import Audience, State

PublicWords = NewType("PublicWords", str)
"""Words that stand in a public summary."""


def public_changes(before: PublicSummary, after: PublicSummary, since: str) -> Changes[PublicWords]:
    """What changed from one public summary to another; `since` says in words of ours what the earlier one was."""
    then, now = _states(before), _states(after)
    asked = [name for name in {**then, **now} if then.get(name) is not now.get(name)]
    used = {state for name in asked for state in (then.get(name), now.get(name))} | _top(before) | _top(after)
    parts = (
        Part("learned", "New", tuple(_new_sentences(before, after))),
        Part("requests", "Requests for comment", tuple(_lines("", _only_in(after.requests, before.requests)))),
        Part("corrections", "Corrections", tuple(_corrections(before, after))),
    )
    return Changes(
        reader=Audience.PUBLIC,
        title=PublicWords(after.title.text if after.title else ""),
        invented=after.invented,
        since=since,
        before=_time(before.as_of),
        after=_time(after.as_of),
        timezone=PublicWords("UTC"),
        version=version(after),
        headline_before=_headline(before),
        headline_after=_headline(after),
        states=tuple(_turned(name, then.get(name), now.get(name)) for name in asked),
        parts=tuple(part for part in parts if part.lines),
        notes=(),
        legend=tuple(state_text(state) for state in State if state in used),
    )


def _states(summary: PublicSummary) -> dict[Name, State]:
    return {question.name: question.state for question in summary.questions}


def _top(summary: PublicSummary) -> set[State]:
    return {state for state, _ in summary.headline.groups[:1]}


def _headline(summary: PublicSummary) -> PublicWords:
    line = words.headline(summary.headline)[0].removesuffix(".")
    return PublicWords(line[:1].lower() + line[1:])


def _turned(name: Name, before: State | None, after: State | None) -> Turned[PublicWords]:
    texts = (state_text(before) if before else None, state_text(after) if after else None)
    return Turned(PublicWords(words.name(name)), *texts)


def _new_sentences(before: PublicSummary, after: PublicSummary) -> Iterator[Line[PublicWords]]:
    known = {words.dated(it) for question in before.questions for _, side in words.sides(question) for it in side}
    for question in after.questions:
        for _, side in words.sides(question):
            found = (it for it in side if words.dated(it) not in known)
            yield from _lines(capital(words.name(question.name)), found)


def _only_in(after: Iterable[Sentence], before: Iterable[Sentence]) -> list[Sentence]:
    known = {words.dated(it) for it in before}
    return [it for it in after if words.dated(it) not in known]


def _lines(who: str, sentences: Iterable[Sentence]) -> Iterator[Line[PublicWords]]:
    for it in sentences:
        yield Line(PublicWords(who), PublicWords(""), PublicWords(words.dated(it)))


def _corrections(before: PublicSummary, after: PublicSummary) -> Iterator[Line[PublicWords]]:
    for made in after.corrections:
        if made not in before.corrections:
            text = made.text.text if made.text else words.UNWORDED
            yield Line(PublicWords(words.correction(made)), PublicWords(""), PublicWords(text))


def _time(it: PublicTime) -> Time:
    day = it.day
    return Time(words.time(it), f"{day.year:04}-{day.month:02}-{day.day:02}T{it.hour:02}:{it.minute:02}Z")
