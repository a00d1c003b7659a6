"""A summary of what changed as Markdown, HTML and JSON; every text in it is escaped for the format it is written in."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from workflow.phrases import capital
from workflow.summaries.changes import Changes, Line, Part, Told, Turned
from workflow.summaries.html import page
from workflow.summaries.markdown import escape as _e
from workflow.summaries.marks import sign
from workflow.summaries.parts import StateText
from workflow.terms import Audience

NOTHING = "Nothing has changed."
_FOR = {Audience.DESK: "For this desk alone, by its own names."}


def render_markdown(changes: Changes[Told]) -> str:
    """What changed, as Markdown."""
    lines = [f"# What changed: {_e(title(changes))}", f"**{_e(headline(changes))}**", *_meta(changes)]
    parts = ["\n\n".join((lines[0], lines[1], "\n".join(lines[2:])))]
    parts += [_bullets("States", map(_turned, changes.states)), *map(_part, changes.parts)]
    if is_empty(changes):
        parts.append(NOTHING)
    legend = (f"{sign(state)} {_e(state.word)}: {_e(state.meaning)}" for state in changes.legend)
    parts.append(_bullets("The words used here", legend))
    return "\n\n".join(part for part in parts if part) + "\n"


def render_html(changes: Changes[Told]) -> str:
    """What changed, as one HTML file that asks nothing of anyone."""
    return page(
        "changes.html.j2",
        c=changes,
        headline=headline(changes),
        meta=meta(changes),
        nothing=NOTHING if is_empty(changes) else "",
        title=title(changes),
    )


def render_json(changes: Changes[Told]) -> str:
    """What changed, as one JSON object: the fields of `Changes`, keys sorted, two spaces of indent."""
    packed = msgspec.json.encode(changes, order="sorted")
    return msgspec.json.format(packed, indent=2).decode() + "\n"


def title(changes: Changes[Told]) -> str:
    """The title of the case, or what stands for it; the public reads one only where it was approved."""
    return changes.title or ("A document" if changes.reader is Audience.PUBLIC else "A case without a title")


def headline(changes: Changes[Told]) -> str:
    """The headline then and now, in a sentence."""
    before, after = capital(changes.headline_before), capital(changes.headline_after)
    return f"{after}, as before." if before == after else f"{after}. Before: {changes.headline_before}."


def meta(changes: Changes[Told]) -> tuple[str, ...]:
    """Whom it is for, from when to when, and which version of the case it tells."""
    invented = " This case is made up." if changes.invented else ""
    version = f" Case version {changes.version[:16]}." if changes.version else ""
    return (
        f"From {changes.before.text} ({changes.since}) to {changes.after.text}. Times are those of {changes.timezone}.",
        f"{_FOR.get(changes.reader, f'For {changes.reader.word}.')}{version}{invented}",
        *changes.notes,
    )


def is_empty(changes: Changes[Told]) -> bool:
    """Whether nothing that may be told has changed."""
    return not (changes.states or changes.parts or changes.notes)


def _meta(changes: Changes[Told]) -> list[str]:
    return [_e(line) for line in meta(changes)]


def _part(part: Part[Told]) -> str:
    return _bullets(part.heading, map(_line, part.lines))


def _line(line: Line[Told]) -> str:
    lead = ", ".join(filter(None, (f"**{_e(line.who)}**" if line.who else "", _e(line.detail))))
    return ": ".join(filter(None, (lead, _e(line.words))))


def _turned(turned: Turned[Told]) -> str:
    return f"{_e(turned.question)}: {_state(turned.before, 'not asked')} → {_state(turned.after, 'no longer asked')}"


def _state(state: StateText | None, none: str) -> str:
    return f"{sign(state)} {_e(state.word)}" if state else none


def _bullets(heading: str, lines: Iterable[str]) -> str:
    found = [f"- {line}" for line in lines]
    return "\n".join((f"## {heading}", "", *found)) if found else ""
