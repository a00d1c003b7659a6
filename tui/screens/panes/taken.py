"""What was taken back, in words: it counts for nothing any more, and the timeline still says what it was."""

from __future__ import annotations

from tui.naming import Naming
from tui.phrases import act_words
from workflow import facts as f
from workflow.case import Case
from workflow.facts import FactId


def taken_back(case: Case, naming: Naming) -> dict[FactId, str]:
    """What each entry took back, and the reason; a redo, which takes back an undo, is not told."""
    entries = {entry.id: entry.fact for entry in case.entries}
    told = {}
    for entry in case.entries:
        if isinstance(entry.fact, f.TakenBack) and not isinstance(entries.get(entry.fact.target), f.TakenBack):
            what = _what(case, entries, entries.get(entry.fact.target), naming)
            reason = f" ({naming.text(entry.fact.reason)})" if entry.fact.reason else ""
            told[entry.id] = f"Taken back{reason}: {what}"
    return told


def _what(case: Case, entries: dict[FactId, f.Content], fact: f.Content | None, naming: Naming) -> str:
    match fact:
        case f.StatementLogged(source=source, quote=quote, paraphrase=paraphrase):
            words = f"“{naming.text(quote)}”" if quote else naming.text(paraphrase)
            return f"{_source(case, entries, source, naming)}: {words or 'no words were logged'}"
        case f.SourceAdded():
            return f"source {_called(fact, naming)}"
        case f.NoteAdded(text=text):
            return f"note: {naming.text(text)}"
        case f.QuestionRaised(proposition=proposition):
            return f"question: {naming.text(proposition)}"
        case f.RequestSent(wording=wording):
            return f"request for comment: {naming.text(wording)}"
        case f.Fact():
            return act_words(fact)
        case _:
            return "an entry that cannot be read"


def _source(case: Case, entries: dict[FactId, f.Content], source: FactId, naming: Naming) -> str:
    known, added = case.sources.get(source), entries.get(source)
    if known is None and isinstance(added, f.SourceAdded):
        return _called(added, naming)
    return naming.label(known)


def _called(added: f.SourceAdded, naming: Naming) -> str:
    return added.standing.word if naming.hidden else added.name or added.descriptor or added.code_name
