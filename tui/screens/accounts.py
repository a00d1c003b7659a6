"""A thing of a case told in full as plain text: a statement, a request, a note, a source, a line of the document."""

from __future__ import annotations

from collections.abc import Iterator

from tui import words
from tui.naming import Naming
from tui.screens.export_account import export_account, export_title
from tui.screens.export_scan import misses_account
from tui.screens.finding_accounts import file_account
from tui.screens.finding_words import WORDS
from tui.screens.holding_accounts import (
    copy_account,
    disclosure_account,
    exhibit_account,
    exhibits_of,
    own_account,
    promise_account,
)
from tui.screens.panes import telling
from tui.session import View
from workflow.case import Case, Request, Source, Statement
from workflow.outreach import phrase
from workflow.phrases import say_instant, say_when
from workflow.terms import RANKS
from workflow.verdict import question_words
from workflow.why import rests_on

GONE = "This is not in the case any more. Press esc to go back."


def account(view: View, kind: str, name: str, naming: Naming) -> tuple[str, str]:
    """A title and the text; the title is empty when the thing is gone."""
    case = view.case
    if kind == "statement" and name in case.by_id:
        statement = case.by_id[name]
        return f"What {naming.of(statement)} said", "\n".join(_statement(view, statement, naming))
    if kind == "source" and name in case.sources:
        return naming.label(case.sources[name]), "\n".join(_source(view, case.sources[name], naming))
    if kind == "request":
        for request in case.requests:
            if request.id == name:
                return f"Asked {naming.addressee(request)}", "\n".join(_request(view, request, naming))
    if kind == "note":
        for note in case.notes:
            if note.id == name:
                return "Note", f"Written {words.ago(note.claimed_at, view.moment.now)}.\n\n{naming.text(note.text)}"
    if kind == "exhibit":
        for exhibit in case.holdings.exhibits:
            if exhibit.id == name:
                return f"File {exhibit.number}", "\n".join(exhibit_account(case, exhibit, naming))
    if kind == "disclosure":
        for disclosure in case.holdings.disclosures:
            if disclosure.id == name:
                return "Shown or told", "\n".join(disclosure_account(case, disclosure, naming))
    if kind == "export":
        for export in case.outgoing.exports:
            if export.id == name:
                return export_title(export), "\n".join(export_account(view, export, naming))
    if kind in ("finding", "check", "signed"):
        title, text = file_account(view, kind, name, naming)
        return title, text or GONE
    if kind == "misses":
        return "What the scan does not see", misses_account()
    if kind == "field" and name in case.document:
        return f"The document: {name}", naming.text(case.document[name])
    return "", GONE


def _statement(view: View, statement: Statement, naming: Naming) -> Iterator[str]:
    case, says = view.case, statement.says
    if says.quote:
        yield f"“{naming.text(says.quote)}”"
    if says.paraphrase:
        yield from ([""] if says.quote else [])
        yield naming.text(says.paraphrase)
    if not (says.quote or says.paraphrase):
        yield "No words were logged."
    yield ""
    yield from _told(
        ("Who", telling.who(statement, naming, view.moment)),
        ("Standing", case.source_of(statement).standing.word),
        ("Said", say_when(statement.said, case.zone)),
        ("Learned", say_when(statement.learned, case.zone)),
    )
    yield from _stances(view, statement)
    yield from _terms(view, statement, naming)
    yield from _told(
        ("Examined", _examined(case, statement)),
        ("Rests on", naming.text(says.lineage)),
        ("Repeats", _named(case, says.derived_from, naming)),
        ("Takes back", "; ".join(_named(case, one, naming) for one in says.retracts)),
        ("Corrects", "; ".join(_named(case, one, naming) for one in says.corrects)),
        ("Grade", says.grade),
        ("Hedged", "yes" if says.hedged else ""),
        ("Address", says.url),
        ("Contested", ", ".join(statement.contested)),
    )
    yield from exhibits_of(case, statement.id, naming)
    yield from _elsewhere(view, statement, naming)


def _stances(view: View, statement: Statement) -> Iterator[str]:
    """One line for each question that the statement touches: stance, class, knowledge, and what became of it."""
    case = view.case
    for question in telling.question_order(case, statement):
        (word,) = question_words(case, [question])
        fate = next((one for one in view.evaluation.tallies[question].fates if one.statement is statement), None)
        became = f"{fate.weight.word}; {fate.rule.value}" if fate is not None else "not learned by then"
        knows = statement.knows(question).word
        yield f"On {word}: {statement.says.stances[question].word} ({became}; {knows})"
        if asserted := statement.says.asserted.get(question):
            yield f"  It asserts: {asserted}"


def _terms(view: View, statement: Statement, naming: Naming) -> Iterator[str]:
    case = view.case
    terms, embargo = statement.terms_at(view.moment.as_of)
    yield f"Terms: {terms.word}. {terms.meaning}"
    yield from promise_account(view, statement, naming)
    if embargo is not None:
        yield f"Embargo: until {say_instant(embargo, case.zone)}"
    for change in statement.term_changes:
        when = f"agreed {say_instant(change.agreed_at, case.zone)}" if change.agreed_at is not None else "tightened"
        yield f"Terms changed: {change.terms.word}, {when}"


def _elsewhere(view: View, statement: Statement, naming: Naming) -> Iterator[str]:
    others = [
        one for one in view.case.learned_by(view.moment) if one.source == statement.source and one.id != statement.id
    ]
    if others:
        yield ""
        yield f"The same source also said ({len(others)}):"
    for one in others[::-1][:50]:
        said = say_when(one.said, view.case.zone)
        yield f"  {said}: {telling.stances_words(view.case, one) or 'on no question'}. {telling.quoted(one, naming)}"


def _source(view: View, source: Source, naming: Naming) -> Iterator[str]:
    case = view.case
    if not naming.hidden:
        yield from _told(
            ("Name", source.name),
            ("Code name", source.code_name),
            ("Descriptor", source.descriptor),
            ("Body", source.body),
        )
    official = [kind.word for kind in source.standing.official_on]
    yield from _told(
        ("Standing", f"{source.standing.word}. {source.standing.meaning}"),
        ("Speaks officially on", ", ".join(sorted(official))),
        ("Rank", RANKS.get(source.rank, "") if source.body and official else ""),
        ("Rests on", "" if naming.hidden else source.lineage),
        ("Merged", words.count(len(source.merged), "other description") if source.merged else ""),
    )
    yield from _told(*own_account(view, source, naming))
    said = [one for one in case.learned_by(view.moment) if one.source == source.id]
    yield ""
    yield f"Said ({len(said)}):" if said else "Has said nothing yet."
    for one in said[::-1]:
        when = say_when(one.said, case.zone)
        yield f"  {when}: {telling.stances_words(case, one) or 'on no question'}. {telling.quoted(one, naming)}"


def _request(view: View, request: Request, naming: Naming) -> Iterator[str]:
    case = view.case
    yield naming.text(request.wording) or "No wording was logged."
    yield ""
    known = [name for name in request.questions if name in case.question_by_id]
    yield from _told(
        ("To", naming.addressee(request)),
        ("By", naming.text(request.channel)),
        ("Sent", say_when(request.sent, case.zone)),
        ("Deadline", say_instant(request.deadline, case.zone) if request.deadline is not None else "none"),
        ("On", ", ".join(question_words(case, known))),
        *copy_account(case, request, naming),
        ("Shown", naming.text(request.shown)),
        ("What may be printed", naming.text(phrase(case, request, view.moment))),
    )
    for attempt in request.attempts:
        yield f"Tried before: {naming.text(attempt)}"
    for answer in request.answers:
        statement = case.by_id.get(answer.statement)
        words_ = telling.quoted(statement, naming) if statement is not None else naming.text(answer.note)
        yield f"Answer, {say_when(answer.at, case.zone)}: {words_ or 'no words were logged'}"
    if request.timed_out is not None:
        yield f"Given up: {say_when(request.timed_out, case.zone)}"
    yield from exhibits_of(case, request.id, naming)


def _told(*pairs: tuple[str, str]) -> Iterator[str]:
    yield from (f"{label}: {text}" for label, text in pairs if text)


def _examined(case: Case, statement: Statement) -> str:
    says = statement.says
    if not says.technical:
        return ""
    told = "yes, conclusively" if says.conclusive else "yes, not conclusively"
    found = rests_on(case, statement)
    if found and says.finding in WORDS:
        found = f"{WORDS[says.finding]} ({found})"
    return "; ".join(
        filter(None, (told, found and f"made from {found}", says.sign_off and f"rests on {says.sign_off}"))
    )


def _named(case: Case, name: str, naming: Naming) -> str:
    statement = case.by_id.get(name)
    if statement is None:
        return naming.text(name) if name and len(name) != 64 else ("an entry that is gone" if name else "")
    return f"what {naming.of(statement)} said {say_when(statement.said, case.zone)}"
