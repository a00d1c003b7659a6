"""A case file read strictly: every key known, every value of its kind, every error with its key, place and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from workflow.casefile import fields as read
from workflow.casefile.checks import check
from workflow.casefile.fields import Reader, near, object_of, text, word
from workflow.casefile.model import (
    FORMAT,
    CaseFile,
    Expected,
    FileHeadline,
    FileQuestion,
    FileSource,
    FileStatement,
    Misfit,
    Part,
    said_knowledge,
    shown,
)
from workflow.casefile.parsing import Twice, parse, read_bytes
from workflow.facts import DOCUMENT_FIELDS
from workflow.terms import Kind, Knowledge, Stance, Standing, State, Term

AnyPart = TypeVar("AnyPart", bound=Part)


def read_case_file(path: Path) -> CaseFile:
    """The case that a file holds. Raises BadCaseFile with the key, the place and the remedy."""
    return read_case(read_bytes(path), str(path))


def read_case(data: bytes, where: str) -> CaseFile:
    """The case that these bytes hold; `where` names them in errors. Raises BadCaseFile."""
    value = parse(data, where)
    try:
        if isinstance(value, dict) and value.get("format") != FORMAT:
            raise Misfit(_format_says(value.get("format")), f'It begins with "format": "{FORMAT}".', ("format",))
        case = _CASE.read(value)
        check(case)
    except Misfit as misfit:
        raise misfit.error(where) from None
    return case


def _format_says(found: Any) -> str:
    if isinstance(found, str) and found.startswith("onrecord-case/"):
        return f"This version of onrecord does not read the format {shown(found)}."
    return "This is not a case file of onrecord."


class Table(Generic[AnyPart]):
    """A reader of one kind of object: its keys, each with its own reader; keys without a default must be there."""

    def __init__(self, cls: type[AnyPart], readers: dict[str, Reader]) -> None:
        self.cls = cls
        self.readers = readers
        self.needed = [field.name for field in msgspec.structs.fields(cls) if field.required]

    def read(self, value: Any) -> AnyPart:
        """The object as data. Raises Misfit for an unknown, a missing or an unfit key."""
        found = {}
        for key, item in object_of(value).items():
            reader = self.readers.get(key)
            try:
                if reader is None:
                    raise Misfit(f"The key {shown(key)} is not known here.", near(key, list(self.readers)))
                found[key] = reader(item)
            except Misfit as misfit:
                raise misfit.inside(key) from None
        for key in self.needed:
            if key not in found:
                raise Misfit(f"The key {key} is missing.", "Add it.")
        found.pop("format", None)
        return self.cls(**found)


def _document(value: Any) -> dict[str, str]:
    found = read.map_of(text)(value)
    for key in found:
        if key not in DOCUMENT_FIELDS:
            what = f"The key {shown(key)} is not known here."
            raise Misfit(what, near(key, list(DOCUMENT_FIELDS)), (key,))
    return {key: found[key] for key in DOCUMENT_FIELDS if found.get(key)}


def _knowledge(value: Any) -> dict[str, Knowledge]:
    if value == "":
        return {}
    if isinstance(value, str):
        return said_knowledge({"default": _KNOWLEDGE(value)})
    try:
        return said_knowledge(_KNOWLEDGE_BY_QUESTION(value))
    except Misfit as misfit:
        if isinstance(value, dict | Twice):
            raise
        what = f"One kind of knowledge or an object of them belongs here, not {read.named(value)}."
        raise Misfit(what, near("", list(Knowledge))) from misfit


def _statement(value: Any) -> FileStatement:
    found = _STATEMENT.read(value)
    asserted = {key: words for key, words in found.asserted.items() if words}
    learned = "" if found.learned_at == found.said_at else found.learned_at
    return msgspec.structs.replace(found, asserted=asserted, learned_at=learned)


def _source(value: Any) -> FileSource:
    found = _SOURCE.read(value)
    return msgspec.structs.replace(found, lineage="") if found.lineage == found.id else found


_KNOWLEDGE = word(Knowledge)
_KNOWLEDGE_BY_QUESTION = read.map_of(_KNOWLEDGE)
_QUESTION = Table(FileQuestion, {"id": read.ident, "kind": word(Kind), "proposition": text})
_SOURCE = Table(
    FileSource,
    {
        "id": read.ident,
        "descriptor": text,
        "standing": word(Standing),
        "name": read.marked,
        "body": read.marked,
        "rank": read.rank,
        "lineage": read.marked,
    },
)
_STATEMENT = Table(
    FileStatement,
    {
        "id": read.ident,
        "source": read.ident,
        "said_at": read.time,
        "terms": word(Term),
        "stances": read.map_of(word(Stance)),
        "learned_at": read.optional_time,
        "via": text,
        "knowledge": _knowledge,
        "method": read.method,
        "conclusive": read.flag,
        "derived_from": read.marked,
        "lineage": read.marked,
        "grade": read.grade,
        "embargo_until": read.optional_instant,
        "retracts": read.list_of(read.ident),
        "corrects": read.list_of(read.ident),
        "asserted": read.map_of(text),
        "hedged": read.flag,
        "quote": text,
        "paraphrase": text,
        "url": text,
    },
)
_HEADLINE = Table(FileHeadline, {"state": word(State), "questions": read.list_of(read.ident)})
_EXPECTED = Table(Expected, {"after": read.ident, "states": read.map_of(word(State)), "headline": _HEADLINE.read})
_CASE = Table(
    CaseFile,
    {
        "format": text,
        "id": read.slug,
        "title": read.line,
        "document": _document,
        "questions": read.list_of(_QUESTION.read),
        "sources": read.list_of(_source),
        "statements": read.list_of(_statement),
        "expected": read.list_of(_EXPECTED.read),
        "invented": read.flag,
    },
)
