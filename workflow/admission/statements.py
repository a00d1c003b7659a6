"""What is asked of statements, their terms and their corrections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from workflow import facts as f
from workflow.admission import sources
from workflow.admission.problem import (
    Problem,
    asked,
    exact_time,
    filled,
    known_source,
    known_statements,
    read,
    reason,
    root_source,
    short_name,
    time,
)
from workflow.case import Case, Statement, TermChange
from workflow.casefile.model import GRADE
from workflow.facts import FactId
from workflow.terms import Stance, Standing, Term
from workflow.when import Instant, compare, parse_instant

AGREED_LATE = "Agreed after it was said: that is flagged."


def logged(case: Case, fact: f.StatementLogged) -> Iterator[Problem]:
    """Words of a known source, in time, on terms that fit it, about questions that are asked."""
    yield from known_source(case, "source", fact.source)
    yield from short_name("slug", fact.slug, (statement.says.slug for statement in case.statements))
    root = root_source(case, fact.source)
    if root is not None:
        source = case.sources[root]
        yield from sources.terms_fit(source.standing, source.name, fact.terms, bool(fact.stances))
    yield from _times(fact)
    yield from _content(case, fact)
    yield from _retraction(case, fact)
    yield from _correction(case, fact, root)
    yield from _file(case, fact)


def _file(case: Case, fact: f.StatementLogged) -> Iterator[Problem]:
    """The file of the document that it is about, and the check that a technical finding was made from."""
    if fact.copy_of and not any(one.id == fact.copy_of and one.kind.is_document for one in case.holdings.exhibits):
        yield Problem("copy_of", "Choose a file of the document that is held, or leave it out.")
    if not fact.rests_on:
        return
    examined = next((one for one in case.holdings.examined if one.id == fact.rests_on), None)
    if examined is None or all(one.id != fact.finding for one in examined.report.findings):
        yield Problem("rests_on", "Choose a finding of a file that was checked.")
    if not fact.technical:
        yield Problem("rests_on", "Only a technical finding rests on the check of a file.")


def corrected(case: Case, fact: f.StatementCorrected) -> Iterator[Problem]:
    """A reason, and a result without a problem that was not there before."""
    yield from known_statements(case, "statement", [fact.statement])
    yield from reason(fact.reason, "the correction")
    if not fact.changes:
        yield Problem("changes", "Change at least one field.")
    statement = case.by_id.get(fact.statement)
    if statement is None:
        return
    before = msgspec.structs.replace(statement.says, slug="", source=statement.source)
    values: dict[str, Any] = {**msgspec.to_builtins(before), **msgspec.to_builtins(fact.changes)}
    after = msgspec.convert(values, f.StatementLogged)
    if fact.changes and after == before:
        yield Problem("changes", "Change a field, or leave the statement as it is: it says this already.")
    terms = statement.terms_at(None)[0]
    known = set(logged(case, msgspec.structs.replace(before, terms=terms)))
    for problem in logged(case, msgspec.structs.replace(after, terms=terms)):
        if problem not in known:
            # Terms have facts of their own; here it is the new source or stance that does not fit them.
            field = problem.field if problem.field != "terms" else "source" if "source" in fact.changes else "stances"
            yield Problem(field, problem.sentence)


def tightened(case: Case, fact: f.TermsTightened) -> Iterator[Problem]:
    """Stricter terms than today's, or a later embargo, with a reason."""
    yield from known_statements(case, "statement", [fact.statement])
    yield from reason(fact.reason, "the stricter terms")
    bad_time = list(exact_time("embargo_until", fact.embargo_until))
    yield from bad_time
    statement = case.by_id.get(fact.statement)
    if statement is None or bad_time:
        return
    terms, embargo = statement.terms_at(None)
    new_terms, new_embargo = _with_change(statement, fact)
    if new_terms.strictness < terms.strictness or (embargo or 0) > (new_embargo or 0):
        sentence = "These terms are looser: log them as a new agreement, with the words in which it was made."
        yield Problem("terms" if new_terms.strictness < terms.strictness else "embargo_until", sentence)
    elif fact.no_quote and statement.promise.may_quote is not False:
        return
    elif new_terms.strictness == terms.strictness and embargo == new_embargo:
        yield Problem("terms", "Choose stricter terms, or leave them: they are as strict today.")


def agreed(case: Case, fact: f.TermsAgreed) -> Iterator[Problem]:
    """The words of the agreement and when it was made; terms that fit the source, and those that they replace."""
    yield from known_statements(case, "statement", [fact.statement])
    yield from filled("agreement", fact.agreement, "Write down the words in which the new terms were agreed.")
    yield from time("agreed_at", fact.agreed_at)
    bad_time = list(exact_time("embargo_until", fact.embargo_until))
    yield from bad_time
    statement = case.by_id.get(fact.statement)
    if statement is None:
        return
    source = case.source_of(statement)
    yield from sources.terms_fit(source.standing, source.name, fact.terms, bool(statement.says.stances))
    if bad_time:
        return
    terms, embargo = _with_change(statement, fact)
    if terms.strictness > fact.terms.strictness or (embargo or 0) > (_instant(fact.embargo_until) or 0):
        yield Problem("supersedes", "Name the terms that this agreement replaces, or the stricter ones stand.")


def doubts(case: Case, fact: f.StatementLogged) -> Iterator[Problem]:
    """Terms agreed after the words, and words that the same source said before."""
    if agreed_late(fact.said_at, fact.agreed_at):
        yield Problem("agreed_at", AGREED_LATE)
    words = (fact.quote or fact.paraphrase).strip()
    root = root_source(case, fact.source)
    if words and any(said.source == root and said.words.strip() == words for said in case.statements):
        yield Problem("quote" if fact.quote else "paraphrase", "The same source has said this before; check the list.")


def tightening_doubts(case: Case, fact: f.TermsTightened) -> Iterator[Problem]:
    """A named source that turns unnamed: stricter terms hold at once, and the words need another entry."""
    statement = case.by_id.get(fact.statement)
    if statement is None or fact.terms is Term.ON_RECORD:
        return
    source = case.source_of(statement)
    if source.name and source.standing is not Standing.OUTLET:
        yield Problem(
            "terms", f"The source has a name: {sources.SECOND_ENTRY}, and correct this statement's source to it."
        )


def agreement_doubts(case: Case, fact: f.TermsAgreed) -> Iterator[Problem]:
    """Terms agreed after the words were said."""
    statement = case.by_id.get(fact.statement)
    if statement is not None and agreed_late(statement.says.said_at, fact.agreed_at):
        yield Problem("agreed_at", AGREED_LATE)


def agreed_late(said_at: str, agreed_at: str) -> bool:
    """Whether something was agreed after the words were said; not where either time is missing or cannot be read."""
    said, agreed = read(said_at), read(agreed_at)
    return said is not None and agreed is not None and compare(said, agreed) < 0


def _times(fact: f.StatementLogged) -> Iterator[Problem]:
    yield from time("said_at", fact.said_at)
    if fact.learned_at:
        yield from time("learned_at", fact.learned_at)
    yield from exact_time("embargo_until", fact.embargo_until)
    if fact.agreed_at:
        yield from time("agreed_at", fact.agreed_at)
    said, learned = read(fact.said_at), read(fact.learned_at)
    if said is not None and learned is not None and compare(said, learned) > 0:
        yield Problem("learned_at", "Nothing is learned before it is said: correct one of the two times.")


def _content(case: Case, fact: f.StatementLogged) -> Iterator[Problem]:
    yield from asked(case, "stances", fact.stances)
    yield from asked(case, "knowledge", [name for name in fact.knowledge if name != "default"])
    yield from asked(case, "asserted", fact.asserted)
    if not fact.stances and not (fact.quote or fact.paraphrase).strip():
        yield Problem("quote", "Write down the words, or take a stance on at least one question.")
    if fact.grade and not GRADE.fullmatch(fact.grade):
        yield Problem("grade", "Write a letter from A to F and a digit from 1 to 6, such as B2.")
    if fact.conclusive and not fact.technical:
        yield Problem("conclusive", "Mark it as technical as well, or drop conclusive: only an examination concludes.")
    if fact.conclusive and not fact.sign_off.strip():
        sentence = "Say what it rests on: a signature that verifies, the original in hand, a laboratory, a release."
        yield Problem("sign_off", sentence)


def _retraction(case: Case, fact: f.StatementLogged) -> Iterator[Problem]:
    yield from known_statements(case, "retracts", fact.retracts)
    if fact.retracts and Stance.RETRACTS not in fact.stances.values():
        sentence = "Take the stance retracts on each question that this retracts, or drop the list."
        yield Problem("retracts", sentence)


def _correction(case: Case, fact: f.StatementLogged, source: FactId | None) -> Iterator[Problem]:
    yield from known_statements(case, "corrects", fact.corrects)
    if any(case.by_id[name].source != source for name in fact.corrects if name in case.by_id):
        yield Problem("corrects", "Choose statements of the same source: nobody corrects what another said.")


def _with_change(statement: Statement, fact: f.TermsTightened | f.TermsAgreed) -> tuple[Term, Instant | None]:
    """The terms and the embargo of today, once this was logged."""
    change = TermChange("new", fact.terms, _instant(fact.embargo_until), None, fact.supersedes)
    changes = (*statement.term_changes, change)
    return msgspec.structs.replace(statement, term_changes=changes).terms_at(None)


def _instant(text: str) -> Instant | None:
    return parse_instant(text) if text else None
