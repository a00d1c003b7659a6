"""Take a case file into the desk: all or nothing, once, never over a case that says something else."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

import msgspec

from workflow.case import Case
from workflow.casefile.comparing import MOST_DIFFERENCES, Difference, same_case
from workflow.casefile.model import SLUG, CaseFile, shown
from workflow.casefile.telling import add_facts
from workflow.casefile.writing import case_file_of
from workflow.errors import OnRecordError, UsageError
from workflow.facts import Fact, FactId
from workflow.phrases import counted
from workflow.store.errors import NoSuchCase


class Batch(Protocol):
    """Facts that go into the log together."""

    def add(self, fact: Fact) -> FactId:
        """Take a fact; its id is known at once."""
        ...


class Desk(Protocol):
    """What an import needs of the ledger."""

    def find_case(self, name: str) -> str:
        """The id of the case with this short name. Raises NoSuchCase."""
        ...

    def case(self, case_id: str) -> Case:
        """The case with this id."""
        ...

    def batch(self, case_id: str | None) -> AbstractContextManager[Batch]:
        """Facts that are logged together, or not at all; None begins a case."""
        ...


class CaseDiffers(OnRecordError):
    """The desk has a case under this id that says something else; `differences` names where."""

    def __init__(self, name: str, differences: tuple[Difference, ...]) -> None:
        count = f"{len(differences)} or more" if len(differences) == MOST_DIFFERENCES else str(len(differences))
        places = "place" if count == "1" else "places"
        super().__init__(
            f"The desk has a case {shown(name)} that differs in {count} {places}; nothing was imported.",
            remedy="Import it under another id with --as ID.",
        )
        self.differences = differences


class ImportResult(NamedTuple):
    """What an import did: the case, whether it is new, how many entries it added, and a sentence about it."""

    case_id: str
    slug: str
    added: int
    sentence: str


def import_case(desk: Desk, file: CaseFile, as_id: str | None = None) -> ImportResult:
    """Log a case file as a new case, under `as_id` if given; the same file again adds nothing.

    Raises CaseDiffers when the desk has other content under the id, UsageError when `as_id` cannot be an id.
    """
    if as_id is not None:
        if not SLUG.fullmatch(as_id):
            remedy = "Use up to 80 letters, digits, dots, hyphens and underscores, a letter or digit first."
            raise UsageError(f"{shown(as_id)} cannot be the id of a case.", remedy=remedy)
        file = msgspec.structs.replace(file, id=as_id)
    there = _find(desk, file.id)
    if there is not None:
        differences = same_case(case_file_of(desk.case(there))[0], file)
        if differences:
            raise CaseDiffers(file.id, differences)
        return ImportResult(there, file.id, 0, f"{shown(file.id)} is on the desk already, the same; nothing was added.")
    added = 0
    with desk.batch(None) as batch:

        def add(fact: Fact) -> FactId:
            nonlocal added
            added += 1
            return batch.add(fact)

        add_facts(file, add)
    sentence = f"Imported {shown(file.id)}: {_counted(file)}."
    return ImportResult(desk.find_case(file.id), file.id, added, sentence)


def _find(desk: Desk, slug: str) -> str | None:
    try:
        found = desk.find_case(slug)
    except NoSuchCase:
        return None
    return found if desk.case(found).slug == slug else None


def _counted(file: CaseFile) -> str:
    counts = ((len(file.questions), "question"), (len(file.sources), "source"), (len(file.statements), "statement"))
    return ", ".join(counted(count, word) for count, word in counts)
