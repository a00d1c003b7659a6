"""A public summary as Markdown in which no text of a case can become markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow.summaries.markdown import escape
from workflow.summaries.public import words
from workflow.summaries.public.model import Passage, PublicSummary, Question, Sentence
from workflow.summaries.public.version import version


def render_markdown(summary: PublicSummary) -> str:
    """The summary as Markdown."""
    parts = [_top(summary), _document(summary)]
    parts += [_part(summary, *part) for part in words.PARTS] if summary.questions else []
    parts += [
        _list_of(words.QUOTES, summary.quotes),
        _list_of(words.ASKED, summary.requests),
        _checks(summary),
        _changes(summary),
        _legend(summary),
        _about(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _top(summary: PublicSummary) -> str:
    line, others = words.headline(summary.headline)
    desk = f", by {_e(summary.newsroom.text)}" if summary.newsroom else ""
    lines = [
        f"# {_e(summary.title.text) if summary.title else words.UNTITLED}",
        f"**{line}** {others}".rstrip(),
        "",
        f"{words.KICKER}{desk}. As of {words.time(summary.as_of)}. Version {version(summary)[:16]}.",
    ]
    if summary.invented:
        lines.append(words.INVENTED)
    if missing := words.gaps(summary.gaps):
        lines += ["", *missing]
    return "\n".join(lines)


def _document(summary: PublicSummary) -> str:
    lines = [f"- {it.claim.word}: {_e(it.text.text)}" for it in summary.facts]
    return _section(words.WHAT, _list(lines) or words.NO_FACTS, _passage(summary.surfaced))


def _part(summary: PublicSummary, heading: str, states: frozenset[object], nothing: str) -> str:
    found = [_question(it) for it in summary.questions if it.state in states]
    return _section(heading, *(found or [nothing]))


def _question(it: Question) -> str:
    claim = f"“{_e(it.proposition.text)}”" if it.proposition else words.UNWORDED
    parts = [
        f"### {words.state(it.state)}: {words.name(it.name)}",
        f"We ask {words.CLAUSES[it.name.kind]}. {it.state.meaning}",
        f"The claim: {claim}",
    ]
    parts += [f"{label}:\n\n{_told(sentences)}" for label, sentences in words.sides(it)]
    return "\n\n".join(parts if it.is_told else [*parts, words.UNTOLD])


def _list_of(heading: str, sentences: Sequence[Sentence]) -> str:
    return _section(heading, _told(sentences)) if sentences else ""


def _checks(summary: PublicSummary) -> str:
    limits = f"### {words.LIMITS}\n\n{_passage(summary.limits)}" if summary.limits else ""
    return _section(words.METHOD, _passage(summary.method), limits) if summary.method or limits else ""


def _changes(summary: PublicSummary) -> str:
    parts = []
    if summary.since:
        changed = _list(f"- {words.change(it)}" for it in summary.since.changes)
        parts += [f"Since our summary of {words.time(summary.since.moment)}:", changed or words.NOTHING_CHANGED]
    for it in summary.corrections:
        where = f", {_e(it.where.text)}" if it.where else ""
        told = _e(it.text.text) if it.text else words.UNWORDED
        parts.append(f"{words.correction(it)}{where}: {told}")
    parts += [f"Published on {words.day(it.at)}: {_e(it.where.text)}" for it in summary.printed]
    return _section(words.CHANGES, *parts) if parts else ""


def _legend(summary: PublicSummary) -> str:
    lines = [f"- {words.state(it)}: {it.meaning}" for it in words.legend(summary)]
    return _section(words.LEGEND, _list(lines)) if lines else ""


def _about() -> str:
    return _section(words.ABOUT_HEADING, *words.ABOUT)


def _told(sentences: Iterable[Sentence]) -> str:
    return _list(f"- {_e(words.dated(it))}" for it in sentences)


def _passage(it: Passage | None) -> str:
    if it is None:
        return ""
    return "\n\n".join(map(_e, words.paragraphs(it)))


def _section(heading: str, *parts: str) -> str:
    return "\n\n".join([f"## {heading}", *filter(None, parts)])


def _list(lines: Iterable[str]) -> str:
    return "\n".join(lines)


_e = escape
