"""Taking out what lies within a kept file: members of an archive, what is attached to a mail or a PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from workflow.clean import clean
from workflow.errors import OnRecordError
from workflow.examine import Examiner
from workflow.facts import Fact, FactId, FileHandled
from workflow.files import Taken
from workflow.holdings import Exhibit
from workflow.intake.session import Session, session
from workflow.intake.taking import Asked, kept
from workflow.ledger import Ledger
from workflow.terms import Handling

MOST = 10_000
"""Files that are taken out of one file."""

MOST_BYTES = 4 << 30
"""Bytes that are taken out of one file."""

_NAME = 200
"""Letters of a name that are kept; it is for display alone."""


WITHIN = "It lay within another file that we hold."
"""The note of what was taken out; of which file it was is logged apart, since summaries count files anew."""


class TooMuch(OnRecordError):
    """More lies within a file than is taken out of it."""


class Unpacked(NamedTuple):
    """A file that was taken out: its entry, its name there, and whether the case held it already."""

    exhibit: FactId
    name: str
    is_new: bool


def unpack(
    ledger: Ledger,
    case_id: str,
    exhibit: Exhibit,
    examiner: Examiner,
    tool: str,
    goes_on: Callable[[], bool] | None = None,
) -> tuple[Unpacked, ...]:
    """Keep every file that lies within a kept one as a file of its own; nothing is ever written under its name there.

    Raises NotRead, TooMuch, and what taking in raises; what was handed over by then is logged.
    """
    asked = Asked(exhibit.kind, exhibit.about, exhibit.obtained.text if exhibit.obtained else "")
    asked = asked._replace(note=WITHIN)
    handed: list[Taken] = []
    size = 0
    with session(ledger, case_id, exhibit.about) as files, files.store.open(exhibit.sha256, exhibit.name) as target:
        try:
            for member in examiner.members(target, goes_on):
                size += len(member.data)
                if len(handed) == MOST or size > MOST_BYTES:
                    raise TooMuch("More lies within it than is taken out of one file.", where=exhibit.name)
                handed.append(files.store.put_bytes(_display(member.name), member.data, files.kept))
        finally:
            made = _log(files, exhibit, handed, asked, tool)
    return made


def _log(files: Session, exhibit: Exhibit, handed: list[Taken], asked: Asked, tool: str) -> tuple[Unpacked, ...]:
    news = {one.sha256: kept(one, asked) for one in reversed(handed) if files.is_news(one)}
    files.log([*reversed(news.values())])
    done = {
        one.made
        for one in files.ledger.case(files.case_id).holdings.handled
        if one.exhibit == exhibit.id and one.act is Handling.UNPACKED
    }
    made: list[Unpacked] = []
    acts: list[Fact] = []
    for one in handed:
        name = files.held[one.sha256][0]
        if name != exhibit.id and name not in done:
            done.add(name)
            acts.append(FileHandled(exhibit.id, Handling.UNPACKED, name, tool))
        if name != exhibit.id:
            made.append(Unpacked(name, one.name, news.pop(one.sha256, None) is not None))
    files.log(acts)
    return tuple(made)


def _display(name: str) -> str:
    """The last part of a name within an archive, for display: never a path, and never without a letter."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return last.encode("utf-8", "replace").decode()[:_NAME] if clean(last).strip() else "a file without a name"
