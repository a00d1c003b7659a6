"""Checking files that are held, several at a time, and logging what the checks told."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from workflow.case import Case
from workflow.errors import OnRecordError
from workflow.examine import Examiner, NotRead, opened
from workflow.examine.many import in_order
from workflow.facts import FactId, FileChecked
from workflow.files import FileStore, store_of
from workflow.findings import Page, Report, Supplies
from workflow.hashing import Stopped
from workflow.holdings import Exhibit
from workflow.ledger import Ledger
from workflow.sandbox.target import Target
from workflow.terms import Outcome

TEXT = "text_sha256"
"""The fact of a file that is the hash of its words; by it two copies with the same text are known. It identifies."""

FEWEST = 20
"""A text of fewer words is like others by chance."""

_TOGETHER = 25
"""So many checks are logged in one transaction."""

_UNREAD = ("file.limits_hit", "file.unreadable", "file.encrypted")
_WORD = re.compile(r"\w+")

GoesOn = Callable[[], bool]
"""Answers whether to go on; asked in several threads."""


class Checked(NamedTuple):
    """A file that was checked, with what the checks told and the hash of its words; or why it was not."""

    exhibit: Exhibit
    report: Report | None
    text: str
    failure: OnRecordError | None


def version() -> str:
    """The version of this program, as a check logs it."""
    from importlib.metadata import version

    return version("onrecord")


def examined(ledger: Ledger, case_id: str, exhibit_id: FactId, report: Report, text: str = "") -> FactId:
    """Log what the checks of a file told; the id of that. `text` is the hash of its words, if it has any."""
    with ledger.batch(case_id) as batch:
        return batch.add(fact_of(exhibit_id, report, text))


def fact_of(exhibit_id: FactId, report: Report, text: str = "") -> FileChecked:
    """The entry of one check of a file, without the outcomes of checks that do not apply."""
    facts = {**report.facts, TEXT: text} if text else report.facts
    made = tuple(one for one in report.checks if one.outcome is not Outcome.NOT_APPLICABLE)
    return FileChecked(exhibit_id, report.type, report.rung, version(), report.findings, made, facts)


def check_held(
    ledger: Ledger,
    case_id: str,
    exhibits: Sequence[Exhibit],
    supplies: Supplies,
    examiner: Examiner,
    *,
    at_once: int = 1,
    goes_on: GoesOn | None = None,
    places: Mapping[FactId, Path] | None = None,
) -> Iterator[Checked]:
    """Check files whose bytes the desk keeps, and log each check; in the order given, `at_once` at a time.

    On a desk that keeps none, `places` says where each lies. Stopped by `goes_on` or left early, what was checked and
    given out by then is logged.
    """
    store = None if ledger.in_memory else store_of(ledger)
    look = _Look(examiner, supplies, goes_on, store, places or {})
    waiting: list[Checked] = []
    try:
        for _, one in in_order(look.at, exhibits, at_once):
            if isinstance(one.failure, Stopped):
                break
            waiting.append(one)
            if len(waiting) >= _TOGETHER:
                _log(ledger, case_id, waiting)
            yield one
    finally:
        _log(ledger, case_id, waiting)


def _log(ledger: Ledger, case_id: str, waiting: list[Checked]) -> None:
    facts = [fact_of(one.exhibit.id, one.report, one.text) for one in waiting if one.report is not None]
    waiting.clear()
    if facts:
        with ledger.batch(case_id) as batch:
            for fact in facts:
                batch.add(fact)


class _Look(NamedTuple):
    """How files are looked at."""

    examiner: Examiner
    supplies: Supplies
    goes_on: GoesOn | None
    store: FileStore | None
    places: Mapping[FactId, Path]

    def at(self, exhibit: Exhibit, awaited: GoesOn) -> Checked:
        """What one file tells; whoever wants to stop gets that as its failure. `awaited` says whether anybody waits."""

        def goes_on() -> bool:
            return awaited() and (self.goes_on is None or self.goes_on())

        if not goes_on():
            return Checked(exhibit, None, "", Stopped("The checks were stopped.", where=exhibit.name))
        try:
            with self._open(exhibit) as target:
                report = self.examiner.check(target, self.supplies, goes_on)
                return Checked(exhibit, report, self._text(target, report, goes_on), None)
        except OnRecordError as error:
            return Checked(exhibit, None, "", error)

    def _open(self, exhibit: Exhibit) -> AbstractContextManager[Target]:
        if self.store is not None:
            return self.store.open(exhibit.sha256, exhibit.name)
        return opened(self.places[exhibit.id])

    def _text(self, target: Target, report: Report, goes_on: GoesOn) -> str:
        """The hash of a file's words; nothing where it has too few, or they cannot be read."""
        if any(one.id in _UNREAD for one in report.findings):
            return ""
        os.lseek(target.fd, 0, os.SEEK_SET)
        try:
            return text_hash(self.examiner.pages(target, goes_on=goes_on))
        except NotRead:
            return ""


def text_hash(pages: Iterable[Page]) -> str:
    """The SHA-256 of the words of a text, whatever their case, spacing and punctuation; empty for a short one."""
    digest, words = sha256(), 0
    for page in pages:
        for word in _WORD.findall(unicodedata.normalize("NFKC", page.text).casefold()):
            digest.update(word.encode("utf-8", "replace") + b" ")
            words += 1
    return digest.hexdigest() if words >= FEWEST else ""


def same_text(case: Case, exhibit: FactId) -> tuple[Exhibit, ...]:
    """The other files of a case that hold the same words in other bytes, as their last checks tell."""
    held = {one.id: one for one in case.holdings.exhibits}
    own = held.get(exhibit)
    texts = {name: found for name in held if (found := _text_of(case, name))}
    mine = texts.get(exhibit)
    if own is None or mine is None:
        return ()
    alike = (held[name] for name, text in texts.items() if text == mine)
    return tuple(one for one in alike if one.sha256 != own.sha256)


def _text_of(case: Case, exhibit: FactId) -> str:
    found = case.holdings.examination_of(exhibit)
    text = found.report.facts.get(TEXT, "") if found is not None else ""
    return text if isinstance(text, str) else ""
