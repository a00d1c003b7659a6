"""An editor's summary as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.summaries import marking
from workflow.summaries.gating import PAIRING
from workflow.summaries.marking import escape, items, section, table
from workflow.summaries.marks import LEFT_OUT, LEVELS, sign
from workflow.summaries.model import Change, EditorSummary, Event, Question, Refused
from workflow.terms import Audience

__all__ = ["escape", "render_markdown"]


def render_markdown(summary: EditorSummary) -> str:
    """The summary as Markdown."""
    parts = [
        marking.top(summary, Audience.EDITOR),
        *(_questions(summary), _notes(summary), _printing(summary), _gates(summary), _next(summary)),
        *(marking.since(summary.since), _timeline(summary), _lineage(summary), _sources(summary), _requests(summary)),
        *(_contested(summary), *_document(summary), _bottom(summary)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _questions(summary: EditorSummary) -> str:
    rows = [
        [
            f"**{_e(question.word)}**",
            _e(question.proposition) or "not yet worded",
            marking.state(question.state),
            _e("; ".join(question.confirms)) or "nothing",
            _e("; ".join(question.disputes)) or "nothing",
            _e(", ".join(flag.word for flag in question.flags)) or "none",
        ]
        for question in summary.questions
    ]
    head = ["Question", "Proposition", "State", "Best basis for", "Best basis against", "Flags"]
    return section("Questions", table(head, rows))


def _notes(summary: EditorSummary) -> str:
    return "\n\n".join(_note(question) for question in summary.questions)


def _note(question: Question) -> str:
    lines = [f"**{_e(question.word)}: {_e(question.state.word)}.** {_e(question.state.meaning)} {_e(question.because)}"]
    lines += [f"- {_e(flag.word)}: {_e(flag.meaning)}" for flag in question.flags]
    for noted in question.disagreements:
        at = f", {_e(noted.at.text)}" if noted.at.text else ""
        lines.append(f"- {_e(noted.by) or 'An editor'} disagrees{at}: {_e(noted.state.word)}. {_e(noted.reason)}")
    return "\n".join(lines)


def _printing(summary: EditorSummary) -> str:
    """The sentences that may be printed now, and what has none; of what may only be counted, a count."""
    may = section("What may be printed now", marking.printable(summary.printable) or "No sentence yet.")
    return f"{may}\n\n{section('What may not be printed now', items(map(_refused, summary.refused)), _counts(summary))}"


def _refused(refused: Refused) -> str:
    about = f" ({_e(', '.join(refused.questions))})" if refused.questions else ""
    times = f" {refused.times} times." if refused.times > 1 else ""
    return f"**{_e(refused.rule.word)}**{about}: {_e(refused.sentence)}{times}"


def _gates(summary: EditorSummary) -> str:
    lines = []
    for gate in summary.gates:
        lines.append(f"**{_e(gate.gate.value)} {_e(gate.gate.word)}**: {'open' if gate.is_open else 'shut'}.")
        lines[-1] += "".join(f" {_e(lack.sentence)} To open it: {_e(lack.opens)}" for lack in gate.lacks)
    overrides = marking.overrides(summary.overrides)
    weighed = section("Harm, law and traces", marking.boxes(summary.boxes))
    gates = section("Gates before publication", items(lines), PAIRING, overrides)
    return "\n\n".join(part for part in (gates, weighed) if part)


def _next(summary: EditorSummary) -> str:
    lines = items(f"{LEVELS[step.level]}: {_e(step.text)} {_e(step.reason)}" for step in summary.next)
    return section("What next", lines or "Nothing is left to do.")


def _timeline(summary: EditorSummary) -> str:
    rows = [
        [_e(event.learned.text), _e(event.said.text), _who(event), _what(event), _changes(event.changes)]
        for event in summary.timeline
    ]
    head = ["Learned", "Said", "Who, on what terms", "What", "What changed"]
    return section("Timeline", table(head, rows))


def _lineage(summary: EditorSummary) -> str:
    """Who rests on whom, as a nested list."""
    lines = [f"{'  ' * line.depth}- {_e(line.text)}" for line in summary.lineage.lines]
    return section("Who rests on whom", "\n".join(lines))


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
            _e(source.editor_knows),
        ]
        for source in summary.sources
    ]
    head = ["Source", "Standing", "Terms", "Through", "Rests on", "Grade", "An editor knows who"]
    return section("Sources", table(head, rows), _counts(summary))


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
        put = f" Put: {marking.quoted(request.wording)}." if request.wording else ""
        shown = marking.requested(request.copy, request.shown, request.reason)
        lines.append(f"{_e(request.to)} {_e(request.phrase)} ({asked}{f'; {shown}' if shown else ''}).{put}")
    told = marking.disclosures(summary.disclosures)
    accused = section("People accused", marking.accused(summary.accused))
    found = (section("Requests for comment", items(lines)), section("Also shown or told", told), accused)
    return "\n\n".join(part for part in found if part)


def _contested(summary: EditorSummary) -> str:
    lines = items(
        f"{_e(clash.what)}{': ' if clash.values else ''}{' or '.join(f'“{_e(value)}”' for value in clash.values)}"
        for clash in summary.contested
    )
    return section("Settle first", "The facts disagree on:", lines) if lines else ""


def _document(summary: EditorSummary) -> Iterable[str]:
    yield section("What the document claims about itself", marking.document(summary.document))
    yield section("Custody", marking.custody(summary.custody))
    yield section("Exhibits", marking.exhibits(summary.exhibits, summary.undescribed))
    yield section("Checks on file", items(map(_e, summary.checked)))
    yield section("Checks not done, or not on file", items(map(_e, summary.unchecked)))


def _bottom(summary: EditorSummary) -> str:
    legend = [f"- {sign(state)} {_e(state.word)}: {_e(state.meaning)}" for state in summary.legend]
    legend += [f"- {_e(weight.word)}: {_e(weight.meaning)}" for weight in summary.classes]
    integrity = [f"- Case version {summary.version}", *(f"- Head of a chain: {_e(head)}" for head in summary.heads)]
    return "\n".join(["## The words used here", "", *legend, "", "## Integrity", "", *integrity])


def _changes(changes: Iterable[Change]) -> str:
    return "; ".join(map(marking.change, changes))


_e = escape
