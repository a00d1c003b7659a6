"""The free text of a case, each with the words for its place, so that a hit can be told by the field that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from workflow.case import Case
from workflow.facts import Erased, Unknown, kind_of


def texts(case: Case) -> Iterator[tuple[str, str]]:
    """Every text of a case with the name of its field: what stands today, then what was said in the log before."""
    yield "case, title", case.title
    yield "case, short name", case.slug
    for field, said in case.document.items():
        yield f"document, {field}", said
    for question in case.questions:
        yield f"question {question.slug}, proposition", question.proposition
    for source in case.sources.values():
        place = f"source {source.slug}"
        for field in ("name", "code_name", "descriptor", "body", "lineage", "slug"):
            yield f"{place}, {_words(field)}", getattr(source, field)
    for statement in case.statements:
        yield from _all(statement.says, f"statement {statement.says.slug}")
    for number, request in enumerate(case.requests, 1):
        yield from _all(request, f"request {number}")
    for number, note in enumerate(case.notes, 1):
        yield f"note {number}", note.text
    for number, noted in enumerate(case.disagreements, 1):
        yield from _all(noted, f"disagreement {number}")
    yield from _holdings(case)
    for passage in case.outgoing.passages:
        yield f"public text, {passage.section.word}", passage.text
    yield from _numbered(case.outgoing.corrections, "correction")
    yield from _numbered(case.outgoing.overrides, "gate override")
    for number, entry in enumerate(case.entries, 1):
        if not isinstance(entry.fact, Erased | Unknown):
            yield from _all(entry.fact, f"entry {number} ({kind_of(entry.fact)})")


def _holdings(case: Case) -> Iterator[tuple[str, str]]:
    held = case.holdings
    for exhibit in held.exhibits:
        yield from _all(exhibit, f"exhibit {exhibit.number}")
    yield from _numbered(held.custody, "custody step")
    yield from _numbered(held.disclosures, "disclosure")
    yield from _numbered(held.accused, "accused person")


def _numbered(items: Iterable[object], word: str) -> Iterator[tuple[str, str]]:
    for number, item in enumerate(items, 1):
        yield from _all(item, f"{word} {number}")


def _all(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Every text in a value, however deep, each with the names of the fields on the way."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _all(getattr(value, field), f"{place}, {_words(field)}")
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        for field, inner in zip(value._fields, value, strict=True):
            yield from _all(inner, f"{place}, {_words(field)}")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _all(inner, f"{place}, {key}" if str(key).isidentifier() else place)
    elif isinstance(value, tuple | frozenset):
        for inner in value:
            yield from _all(inner, place)


def _words(field: str) -> str:
    return field.replace("_", " ")
