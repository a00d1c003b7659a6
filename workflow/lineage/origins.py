"""What words rest on: the origins that several sources share, each with a letter, and those that count as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from workflow.case import Case, Source, Statement
from workflow.facts import FactId
from workflow.flags import through_outlet
from workflow.terms import Knowledge, Term

NOTHING: Mapping[str, str] = MappingProxyType({})
"""No words stand for more than one source."""

Spoken = tuple[Source, list[Statement]]


def origins(case: Case, heard: Iterable[Statement], apart: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """A letter for each origin on which two or more sources of these statements rest; `unnamed A` where none is named.

    Sources called by a key of `apart` are left out. Letters follow the sources as they are called, so that they tell
    nothing of who was entered first.
    """
    spoken: dict[FactId, Spoken] = {}
    for statement in heard:
        source = case.source_of(statement)
        if label_of(source) not in apart:
            spoken.setdefault(source.id, (source, []))[1].append(statement)
    holders: dict[str, list[bool]] = {}
    for _, said in sorted(spoken.values(), key=_printed):
        for root in sorted({root_of(case, statement) for statement in said}):
            holders.setdefault(root, []).append(_unnamed(said))
    shared = {root: all(unnamed) for root, unnamed in holders.items() if len(unnamed) > 1}
    letters = {}
    for series, prefix in ((False, ""), (True, "unnamed ")):
        roots = [root for root, unnamed in shared.items() if unnamed is series]
        letters.update({root: f"{prefix}{_letter(number)}" for number, root in enumerate(roots)})
    return letters


def hearsay(case: Case, heard: Iterable[Statement], apart: Mapping[str, str] = NOTHING) -> frozenset[str]:
    """The origins that count as one (4f): all their words are unnamed, and no outlet says that its source saw it."""
    found: dict[str, bool] = {}
    for statement in heard:
        if weighs(statement) and not statement.says.derived_from and label_of(case.source_of(statement)) not in apart:
            root = root_of(case, statement)
            found[root] = found.get(root, True) and _is_hearsay(case, statement)
    return frozenset(root for root, only in found.items() if only)


def root_of(case: Case, statement: Statement) -> str:
    """What a statement rests on: its own lineage, else its source's, else the source."""
    return statement.says.lineage or case.source_of(statement).root


def label_of(source: Source) -> str:
    """What a source is called: its name, a code name that somebody chose, or its descriptor; never its short name."""
    chosen = source.code_name if source.code_name != source.slug else ""
    return source.name or chosen or source.descriptor or "a source"


def weighs(statement: Statement) -> bool:
    """Whether a statement confirms or disputes anything."""
    return any(stance.weighs for stance in statement.says.stances.values())


def _is_hearsay(case: Case, statement: Statement) -> bool:
    weighing = [question for question, stance in statement.says.stances.items() if stance.weighs]
    return (
        statement.says.terms is not Term.ON_RECORD
        and through_outlet(case, statement)
        and not any(statement.knows(question) is Knowledge.DIRECT for question in weighing)
    )


def _unnamed(said: Iterable[Statement]) -> bool:
    return all(statement.says.terms is not Term.ON_RECORD for statement in said)


def _printed(spoken: Spoken) -> tuple[object, ...]:
    """What is printed of a source, the named first."""
    source, said = spoken
    same = source.descriptor.casefold() in source.name.casefold()
    called = source.name if same else ", ".join(filter(None, (source.name, source.descriptor)))
    says = [statement.says for statement in said]
    terms = tuple(term.word for term in Term if any(s.terms is term for s in says))
    through = tuple(sorted({s.via for s in says if s.via}))
    grades = tuple(sorted({s.grade for s in says if s.grade}))
    return _unnamed(said), called.casefold(), called, source.standing.word, terms, through, grades


def _letter(number: int) -> str:
    """The letter of a number: A to Z, then AA, AB and so on."""
    rest, last = divmod(number, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)
