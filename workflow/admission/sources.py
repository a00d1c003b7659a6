"""What is asked of facts about sources: a name only on the record, and nothing that links it to unnamed words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from workflow import facts as f
from workflow.admission.problem import Problem, filled, known_source, quoted, reason, root_source, short_name
from workflow.case import Case, Statement
from workflow.clean import mixed_script
from workflow.facts import Fact, FactId
from workflow.terms import RANKS, Standing, Term

SECOND_ENTRY = "make a second entry with a code name for what the person says unnamed"


def added(case: Case, fact: f.SourceAdded) -> Iterator[Problem]:
    """A name or a code name, never both; a rank from 1 to 4; names that stay apart."""
    yield from _fields(fact)
    yield from short_name("slug", fact.slug, (source.slug for source in case.sources.values()))
    yield from _code_name_is_free(case, fact.code_name, None)


def described(case: Case, fact: f.SourceDescribed) -> Iterator[Problem]:
    """A reason, and a result that still fits what the source has said."""
    yield from known_source(case, "source", fact.source)
    yield from reason(fact.reason, "describing the source otherwise")
    if not fact.changes:
        yield Problem("changes", "Change at least one field.")
    root = root_source(case, fact.source)
    if root is None:
        return
    before = _as_added(case, root)
    after = msgspec.convert({**msgspec.to_builtins(before), **msgspec.to_builtins(fact.changes)}, f.SourceAdded)
    if fact.changes and after == before:
        yield Problem("changes", "Change a field, or leave the source as it is: it says this already.")
    known = set(_fields(before)) | set(_fits_words(before, said_by(case, root)))
    found = [*_fields(after), *_fits_words(after, said_by(case, root))]
    yield from (problem for problem in found if problem not in known)
    if after.code_name != before.code_name:
        yield from _code_name_is_free(case, after.code_name, root)


def merged(case: Case, fact: f.SourcesMerged) -> Iterator[Problem]:
    """Two sources, both with a name or both without: a merger never says whose name an unnamed word is."""
    yield from known_source(case, "keep", fact.keep)
    yield from known_source(case, "gone", fact.gone)
    yield from reason(fact.reason, "taking the two for one")
    keep, gone = root_source(case, fact.keep), root_source(case, fact.gone)
    if keep is None or gone is None:
        return
    if keep == gone:
        yield Problem("gone", "Choose two different sources: these are one already.")
    elif bool(case.sources[keep].name) != bool(case.sources[gone].name):
        yield Problem(
            "gone", "Keep these two apart: one has a name, the other speaks unnamed, and nothing may link them."
        )
    else:
        both = _as_added(case, keep)
        known = {*_fits_words(both, said_by(case, keep)), *_fits_words(both, said_by(case, gone))}
        yield from (Problem("gone", problem.sentence) for problem in known)


def mixed_names(fact: Fact) -> Iterator[Problem]:
    """A name or a short name in letters of several alphabets: one letter that only looks Latin makes another name.

    A code name of that kind is not taken at all.
    """
    told = fact.changes if isinstance(fact, f.SourceDescribed) else msgspec.structs.asdict(fact)
    for field in ("slug", "name"):
        if mixed_script(str(told.get(field, ""))):
            where = "changes" if isinstance(fact, f.SourceDescribed) else field
            yield Problem(where, "This mixes letters of several alphabets, or has some that only look Latin; check it.")


def said_by(case: Case, source: FactId) -> list[Statement]:
    """The statements of a source, after mergers."""
    return [statement for statement in case.statements if statement.source == source]


def terms_fit(standing: Standing, name: str, terms: Term, takes_a_stance: bool) -> Iterator[Problem]:
    """Terms that fit who speaks: a name on the record, no name otherwise; an outlet may do both."""
    if terms is Term.ON_RECORD and takes_a_stance and not name.strip():
        yield Problem("terms", "Give the source its name first, or choose other terms: on the record means by name.")
    if terms is not Term.ON_RECORD and name.strip() and standing is not Standing.OUTLET:
        yield Problem("terms", f"The source has a name: {SECOND_ENTRY}, or choose on the record.")


def _as_added(case: Case, name: FactId) -> f.SourceAdded:
    source = case.sources[name]
    values: dict[str, Any] = {field: getattr(source, field) for field in f.SOURCE_FIELDS}
    return f.SourceAdded(slug=source.slug, **values)


def _fields(fact: f.SourceAdded) -> Iterator[Problem]:
    named, coded = bool(fact.name.strip()), bool(fact.code_name.strip())
    if named and coded:
        sentence = f"Keep the name or the code name, not both; for a person who speaks both ways, {SECOND_ENTRY}."
        yield Problem("code_name", sentence)
    if not named:
        yield from filled(
            "code_name", fact.code_name, "Give the source a code name, or a name if it speaks on the record."
        )
    if mixed_script(fact.code_name):
        sentence = "Choose a code name in letters of one script: some of these only look like others."
        yield Problem("code_name", sentence)
    if fact.rank not in RANKS:
        yield Problem("rank", f"Choose a rank: {', '.join(f'{rank} {word}' for rank, word in RANKS.items())}.")


def _fits_words(source: f.SourceAdded, said: list[Statement]) -> Iterator[Problem]:
    unnamed = [statement for statement in said if statement.terms_at(None)[0] is not Term.ON_RECORD]
    on_record = [statement for statement in said if statement.terms_at(None)[0] is Term.ON_RECORD]
    if source.name.strip() and unnamed and source.standing is not Standing.OUTLET:
        sentence = f"This source has spoken unnamed and cannot take a name; {SECOND_ENTRY}, the name on the other."
        yield Problem("name", sentence)
    if not source.name.strip() and any(statement.says.stances for statement in on_record):
        yield Problem("name", "Keep the name: the source took a stance on the record.")


def _code_name_is_free(case: Case, code_name: str, own: FactId | None) -> Iterator[Problem]:
    folded = code_name.strip().casefold()
    others = [source for source in case.sources.values() if source.id != own]
    if folded and any(folded == source.code_name.casefold() for source in others):
        yield Problem("code_name", f"Choose another code name: {quoted(code_name)} is taken in this case.")
    if folded and any(folded == source.name.casefold() for source in others):
        yield Problem("code_name", "Choose a code name that is nobody's name.")
