"""Markdown in which no text from outside can become markup (CommonMark, GitHub's tables), and what summaries share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from workflow.phrases import counted
from workflow.summaries import parts
from workflow.summaries.audiences import AnyText
from workflow.summaries.marks import HASH_WARNING, LAPSED, LATER, sign
from workflow.terms import Audience

if TYPE_CHECKING:
    from workflow.summaries.lawyer.model import LawyerSummary
    from workflow.summaries.model import EditorSummary

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&!$^@=]")
_LINK = re.compile(r":(?=/)|(?<=[wW]{3})\.|(?<=mailto):", re.IGNORECASE)
_OPENING = re.compile(r"^([-+]|\d{1,9}(?=[.)]))")


def escape(text: str) -> str:
    """`text` on one line, with a backslash wherever Markdown would see more than a character."""
    line = " ".join(text.split())
    line = _LINK.sub(lambda match: f"\\{match[0]}", _SPECIAL.sub(lambda match: f"\\{match[0]}", line))
    return _OPENING.sub(lambda match: f"\\{match[1]}" if match[1] in "-+" else f"{match[1]}\\", line)


def section(title: str, *paragraphs: str) -> str:
    """A heading of the second level with what stands under it; nothing where nothing does."""
    held = [paragraph for paragraph in paragraphs if paragraph]
    return "\n\n".join([f"## {title}", *held]) if held else ""


def items(lines: Iterable[str]) -> str:
    """Lines, escaped already, as a list."""
    return "\n".join(f"- {line}" for line in lines)


def top(summary: EditorSummary | LawyerSummary, reader: Audience, *remarks: str) -> str:
    """The first lines: the title, what speaks for the document and why, and for whom and of which moment it is."""
    first, lines = summary.headline, [f"# {escape(summary.title) or 'A case without a title'}"]
    lines += [f"**{escape(first.line) or 'No question has been raised yet.'}** {escape(first.others)}".rstrip()]
    lines += ["", escape(first.because)]
    desk = ", ".join(filter(None, (summary.reporter, summary.newsroom)))
    lines += ["", f"As of {escape(summary.as_of.text)}. Times are those of {escape(summary.timezone)}."]
    by = f" by {escape(desk)}" if desk else ""
    lines += [f"Summary for {reader.word}{by}. Case version {summary.version[:16]}.", *remarks]
    if summary.stands_in_past:
        lines.append(LATER)
    if summary.invented:
        lines.append("This case is made up.")
    if not summary.is_open:
        lines.append("The case is closed.")
    return "\n".join(lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are escaped already; nothing where it has no rows."""
    held = list(rows)
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *held)]
    return "\n".join(lines) if held else ""


def quoted(text: str) -> str:
    """A text in quotation marks, escaped; nothing where there is none."""
    return f"“{escape(text)}”" if text else ""


def state(it: parts.StateText) -> str:
    """A state with its sign."""
    return f"{sign(it)} {escape(it.word)}"


def change(it: parts.Change[AnyText]) -> str:
    """A change of a question's state."""
    return f"{escape(it.question)}: {state(it.before)} → {state(it.after)}"


def since(found: parts.Since[AnyText] | None) -> str:
    """What changed since an earlier moment, or since the last summary left for this audience."""
    if found is None:
        return ""
    title = f"Changed since {escape(found.moment.text)}"
    if found.export:
        title = f"Changed since the last summary for {escape(found.export.audience.word)}"
        title += f" ({escape(found.export.at.text or found.moment.text)})"
    learned = f"{counted(found.statements, 'statement')} learned since then."
    changes = items(map(change, found.changes)) or "No state has changed."
    later = items(f"Left for {escape(e.audience.word)} ({escape(e.form)}) {escape(e.at.text)}" for e in found.exports)
    return section(title, learned, changes, later)


def document(facts: Sequence[parts.Document[AnyText]]) -> str:
    """What the document claims about itself."""
    return items(f"{escape(fact.field)}: {escape(fact.text)}" for fact in facts)


def custody(steps: Sequence[parts.Custody[AnyText]]) -> str:
    """Who held the document."""
    rows = [[escape(step.holder), escape(step.since.text) or "not told", escape(step.how)] for step in steps]
    return table(["Held by", "Since", "How it came to them"], rows)


def exhibits(found: Sequence[parts.Exhibit[AnyText]], undescribed: Sequence[str]) -> str:
    """The files held, with the warning that goes with their hashes."""
    rows = [
        [
            f"**Exhibit {held.number}**",
            escape(held.kind.word),
            escape(held.belongs),
            escape(" ".join(filter(None, (held.name, f"({held.url})" if held.url else "", held.note)))),
            escape(held.obtained.text) or "not noted",
            f"{held.sha256}, {counted(held.size, 'byte')}",
        ]
        for held in found
    ]
    head = ["Exhibit", "What it is", "Belongs to", "File", "Obtained", "SHA-256 and size"]
    kept = f"Held of unnamed statements, and not described: {escape(', '.join(undescribed))}." if undescribed else ""
    return "\n\n".join(part for part in (table(head, rows), HASH_WARNING if rows else "", kept) if part)


def accused(people: Sequence[parts.Accused[AnyText]]) -> str:
    """Who is accused of what, and what came of asking them."""
    rows = [[escape(it.name), escape(it.allegation), escape(it.reply)] for it in people]
    return table(["Who", "What is alleged", "Asked"], rows)


def boxes(found: Sequence[parts.Box[AnyText]]) -> str:
    """What was weighed, by whom, with what was noted."""
    lines = []
    for box in found:
        name = f"**{escape(box.box.word)}**"
        lines += [f"{name}: initialled {_signed(i.by, i.at)}. {escape(i.note)}".rstrip() for i in box.initials]
        if not box.initials:
            lines.append(f"{name}: not initialled. {escape(box.box.meaning)}")
    return items(lines)


def overrides(found: Sequence[parts.Override[AnyText]]) -> str:
    """The gates opened in spite of something, with the reason and the initials."""
    lines = []
    for it in found:
        spite = f" In spite of: {escape(' '.join(it.in_spite_of))}" if it.in_spite_of else f" {LAPSED}"
        lines.append(f"**{escape(it.gate.word)}** opened by {_signed(it.by, it.at)}: {escape(it.reason)}{spite}")
    return items(lines)


def _signed(by: str, at: parts.Time) -> str:
    return f"{escape(by)}, {escape(at.text)}" if at.text else escape(by)


def disclosures(found: Sequence[parts.Disclosure[AnyText]]) -> str:
    """What was shown or told outside requests."""
    return items(
        f"{escape(it.to)}, {escape(it.at.text)}: shown {escape(it.copy.word)}. {escape(it.what)}"
        f"{f' Why the original: {escape(it.reason)}' if it.reason else ''}".rstrip()
        for it in found
    )


def printable(found: Sequence[parts.Printable[AnyText]]) -> str:
    """Sentences that may be printed, word for word."""
    rows = [[escape(it.text), escape(it.rule.word), escape(", ".join(it.questions))] for it in found]
    return table(["Sentence", "Rule", "On"], rows)


def requested(copy: parts.Text | None, shown: AnyText, reason: AnyText) -> str:
    """What of the document was shown with a request."""
    if copy is None:
        return f"shown: {escape(shown)}" if shown else ""
    why = f", because {escape(reason)}" if reason else ""
    return f"shown: {escape(copy.word)}{f' ({escape(shown)})' if shown else ''}{why}"
