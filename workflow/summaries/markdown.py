"""An editor's summary as Markdown in which no text from outside can become markup (CommonMark and GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workflow.phrases import counted
from workflow.summaries.marks import LATER, LEFT_OUT, LEVELS, sign
from workflow.summaries.model import Change, EditorSummary, Event, Question
from workflow.summaries.parts import StateText

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&!$^@=]")
_LINK = re.compile(r":(?=/)|(?<=[wW]{3})\.|(?<=mailto):", re.IGNORECASE)
_OPENING = re.compile(r"^([-+]|\d{1,9}(?=[.)]))")


def escape(text: str) -> str:
    """`text` on one line, with a backslash wherever Markdown would see more than a character."""
    line = " ".join(text.split())
    line = _LINK.sub(lambda match: f"\\{match[0]}", _SPECIAL.sub(lambda match: f"\\{match[0]}", line))
    return _OPENING.sub(lambda match: f"\\{match[1]}" if match[1] in "-+" else f"{match[1]}\\", line)


def render_markdown(summary: EditorSummary) -> str:
    """The summary as Markdown."""
    parts = [_top(summary), _questions(summary), _notes(summary), _next(summary), _since(summary), _timeline(summary)]
    parts += [_sources(summary), _requests(summary), _contested(summary), _document(summary), _bottom(summary)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _top(summary: EditorSummary) -> str:
    top, lines = summary.headline, [f"# {_e(summary.title) or 'A case without a title'}"]
    lines += [f"**{_e(top.line) or 'No question has been raised yet.'}** {_e(top.others)}".rstrip()]
    lines += ["", _e(top.because)]
    desk = ", ".join(filter(None, (summary.reporter, summary.newsroom)))
    lines += ["", f"As of {_e(summary.as_of.text)}. Times are those of {_e(summary.timezone)}."]
    lines += [f"Summary for an editor{f' by {_e(desk)}' if desk else ''}. Case version {summary.version[:16]}."]
    if summary.stands_in_past:
        lines.append(LATER)
    if summary.invented:
        lines.append("This case is made up.")
    if not summary.is_open:
        lines.append("The case is closed.")
    return "\n".join(lines)


def _questions(summary: EditorSummary) -> str:
    rows = [
        [
            f"**{_e(question.word)}**",
            _e(question.proposition) or "not yet worded",
            f"{sign(question.state)} {_e(question.state.word)}",
            _e("; ".join(question.confirms)) or "nothing",
            _e("; ".join(question.disputes)) or "nothing",
            _e(", ".join(flag.word for flag in question.flags)) or "none",
        ]
        for question in summary.questions
    ]
    head = ["Question", "Proposition", "State", "Best basis for", "Best basis against", "Flags"]
    return f"## Questions\n\n{_table(head, rows)}" if rows else ""


def _notes(summary: EditorSummary) -> str:
    return "\n\n".join(_note(question) for question in summary.questions)


def _note(question: Question) -> str:
    lines = [f"**{_e(question.word)}: {_e(question.state.word)}.** {_e(question.state.meaning)} {_e(question.because)}"]
    lines += [f"- {_e(flag.word)}: {_e(flag.meaning)}" for flag in question.flags]
    for noted in question.disagreements:
        at = f", {_e(noted.at.text)}" if noted.at.text else ""
        lines.append(f"- {_e(noted.by) or 'An editor'} disagrees{at}: {_e(noted.state.word)}. {_e(noted.reason)}")
    return "\n".join(lines)


def _next(summary: EditorSummary) -> str:
    lines = [f"- {LEVELS[step.level]}: {_e(step.text)} {_e(step.reason)}" for step in summary.next]
    return "\n".join(["## What next", "", *(lines or ["Nothing is left to do."])])


def _since(summary: EditorSummary) -> str:
    if summary.since is None:
        return ""
    learned = counted(summary.since.statements, "statement")
    lines = [f"## Changed since {_e(summary.since.moment.text)}", "", f"{learned} learned since then."]
    changes = [f"- {_change(change)}" for change in summary.since.changes]
    return "\n".join([*lines, "", *(changes or ["No state has changed."])])


def _timeline(summary: EditorSummary) -> str:
    rows = [
        [_e(event.learned.text), _e(event.said.text), _who(event), _what(event), _changes(event.changes)]
        for event in summary.timeline
    ]
    head = ["Learned", "Said", "Who, on what terms", "What", "What changed"]
    return f"## Timeline\n\n{_table(head, rows)}" if rows else ""


def _who(event: Event) -> str:
    if not event.who:
        return LEFT_OUT
    through = f", through {_e(event.through)}" if event.through else ""
    embargo = f", **under embargo until {_e(event.embargo)}**" if event.embargo else ""
    return f"{_e(event.who)}, {_e(event.terms)}{through}{embargo}"


def _what(event: Event) -> str:
    words = f"“{_e(event.words)}”" if event.quoted else _e(event.words)
    stances = (
        f"{_e(stance.question)}: {_e(stance.stance.word)}{f' ({_e(stance.worth)})' if stance.worth else ''}"
        for stance in event.stances
    )
    return " · ".join(part for part in (words, *stances, *map(_e, event.details)) if part)


def _sources(summary: EditorSummary) -> str:
    rows = [
        [
            _e(source.called),
            _e(", ".join(filter(None, (source.standing, source.body)))) or "not told",
            _e(", ".join(source.terms)),
            _e("; ".join(source.through)) or "directly",
            _e(source.lineage) or "its own",
            _e(", ".join(source.grades)) or "none",
        ]
        for source in summary.sources
    ]
    head = ["Source", "Standing", "Terms", "Through", "Rests on", "Grade"]
    return f"## Sources\n\n{_table(head, rows)}\n\n{_counts(summary)}" if rows else f"## Sources\n\n{_counts(summary)}"


def _counts(summary: EditorSummary) -> str:
    off_record, deep = summary.off_record, summary.deep_background
    return f"Left out, off the record: {off_record}. Left out, on deep background: {deep}."


def _requests(summary: EditorSummary) -> str:
    lines = []
    for request in summary.requests:
        about = f" about {_e(', '.join(request.questions))}" if request.questions else ""
        deadline = f", deadline {_e(request.deadline)}" if request.deadline else ""
        channel = f" by {_e(request.channel)}" if request.channel else ""
        asked = f"asked {_e(request.sent.text)}{channel}{about}{deadline}"
        lines.append(f"- {_e(request.to)} {_e(request.phrase)} ({asked}).")
    return "\n".join(["## Requests for comment", "", *lines]) if lines else ""


def _contested(summary: EditorSummary) -> str:
    lines = [
        f"- {_e(clash.what)}{': ' if clash.values else ''}{' or '.join(f'“{_e(value)}”' for value in clash.values)}"
        for clash in summary.contested
    ]
    return "\n".join(["## Settle first", "", "The facts disagree on:", "", *lines]) if lines else ""


def _document(summary: EditorSummary) -> str:
    lines = [f"- {_e(fact.field)}: {_e(fact.text)}" for fact in summary.document]
    return "\n".join(["## What the document claims about itself", "", *lines]) if lines else ""


def _bottom(summary: EditorSummary) -> str:
    legend = [f"- {sign(state)} {_e(state.word)}: {_e(state.meaning)}" for state in summary.legend]
    legend += [f"- {_e(weight.word)}: {_e(weight.meaning)}" for weight in summary.classes]
    integrity = [f"- Case version {summary.version}", *(f"- Head of a chain: {_e(head)}" for head in summary.heads)]
    return "\n".join(["## The words used here", "", *legend, "", "## Integrity", "", *integrity])


def _changes(changes: Iterable[Change]) -> str:
    return "; ".join(map(_change, changes))


def _change(change: Change) -> str:
    return f"{_e(change.question)}: {_state(change.before)} → {_state(change.after)}"


def _state(state: StateText) -> str:
    return f"{sign(state)} {_e(state.word)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines)


_e = escape
