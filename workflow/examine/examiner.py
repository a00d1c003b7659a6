"""Asking locked-in workers about files: what the rest of the program calls."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from workflow.errors import OnRecordError
from workflow.examine import answer, hints
from workflow.examine.asking import RUNNER, Asker, Question
from workflow.examine.failed import NO_SOUND_ANSWER, TOO_LARGE, WEAK, Failure, Kind, failed
from workflow.examine.many import in_order
from workflow.findings import Page, Report, Supplies
from workflow.hashing import Hashed, hash_opened, shown_name, steady
from workflow.sandbox import frames, trying
from workflow.sandbox.limits import (
    LIMITS,
    LONG,
    MOST_MEMBERS,
    MOST_PICTURE,
    MOST_READ,
    MOST_REPORT,
    MOST_TEXT,
    Limits,
)
from workflow.sandbox.target import Target
from workflow.terms import Rung

GoesOn = Callable[[], bool]
Made = TypeVar("Made")
_ALL_PICTURES = 1 << 36


class Picture(NamedTuple):
    """A page as pixels, three bytes each: red, green, blue."""

    width: int
    height: int
    rgb: bytes


class Member(NamedTuple):
    """A file within a file: its name as it stands there, for display alone, and its bytes."""

    name: str
    data: bytes


class NotRead(OnRecordError):
    """A worker could not give what was asked of a file."""


@cache
def _tried() -> trying.Tried:
    return trying.best()


def rung() -> Rung:
    """How this machine locks readers in, found by trying, once a process."""
    return _rung(_tried())


def _rung(tried: trying.Tried) -> Rung:
    return next(one for one in Rung if one.value == tried.rung)


class Examiner:
    """Warm workers that read files, `at_once` of them; they end with the block.

    `even_weak` reads complex formats where the machine cannot lock a reader in. `tried`, `limits`, `runner` and
    `folders` are for tests: the rung, how much a check may cost, who does the jobs, and where that one lies.
    """

    def __init__(
        self,
        at_once: int = 1,
        even_weak: bool = False,
        *,
        tried: trying.Tried | None = None,
        limits: Limits = LIMITS,
        runner: str = RUNNER,
        folders: tuple[str, ...] = (),
    ) -> None:
        tried = tried or _tried()
        self.rung = _rung(tried)
        self._plain = self.rung.is_weak and not even_weak
        self._at_once = at_once
        self._limits = limits
        self._asker = Asker(at_once, tried, runner, folders)

    def __enter__(self) -> Self:
        """The examiner itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        self.close()

    def close(self) -> None:
        """Stop what still runs, and end the workers."""
        self._asker.close()

    def check(self, target: Target, supplies: Supplies, goes_on: GoesOn | None = None) -> Report:
        """All checks of a file. What the file does to its reader is told in the report; raises Stopped alone."""
        question = Question(
            self._words("check", target, supplies=supplies), frames.REPORT, MOST_REPORT, MOST_REPORT, self._limits
        )
        try:
            told = list(self._ask(question, target, goes_on))
            if len(told) != 1:
                raise Failure(Kind.UNREADABLE, NO_SOUND_ANSWER)
            return answer.report(told[0], self.rung)
        except answer.Unsound:
            failure = Failure(Kind.UNREADABLE, NO_SOUND_ANSWER)
        except Failure as found:
            failure = found
        return failed(failure, self.rung, target.size)

    def check_many(
        self, targets: Iterable[Path], supplies: Supplies
    ) -> Iterator[tuple[Path, tuple[Hashed, Report] | OnRecordError]]:
        """The hash of many files and all checks of the same bytes, in the order given.

        An error stands for a file that cannot be opened, or that changed meanwhile.
        """

        def one(path: Path, goes_on: GoesOn) -> tuple[Hashed, Report] | OnRecordError:
            try:
                with steady(path) as file:
                    name = shown_name(path)
                    hashed = Hashed(name, hash_opened(file, lambda _done, _of: goes_on()), file.size)
                    return hashed, self.check(Target(file.fd, file.size, name), supplies, goes_on)
            except OnRecordError as error:
                return error

        return in_order(one, targets, self._at_once)

    def pages(self, target: Target, revision: int | None = None, goes_on: GoesOn | None = None) -> tuple[Page, ...]:
        """The words of a file, page by page, of an earlier revision if one is named. Raises NotRead, Stopped."""
        question = Question(self._words("pages", target, revision=revision), frames.PAGE, MOST_TEXT, MOST_TEXT, LONG)
        return tuple(self._each(question, target, goes_on, answer.page))

    def picture(
        self,
        target: Target,
        page: int,
        dpi: int = 72,
        revision: int | None = None,
        goes_on: GoesOn | None = None,
        *,
        around: str | None = None,
        specks: bool = False,
    ) -> Picture:
        """One page as pixels; pages count from 1. Raises NotRead, Stopped.

        With `around`, only the part of it where these words stand and a signature would; with `specks`, small yellow
        specks dark on white, and nothing else.
        """
        words = self._words("picture", target, page=page, dpi=dpi, revision=revision, around=around, specks=specks)
        question = Question(words, frames.PICTURE, MOST_PICTURE, MOST_PICTURE, self._limits)
        pictures = list(self._each(question, target, goes_on, answer.picture))
        if len(pictures) != 1:
            raise _not_read(NO_SOUND_ANSWER, target)
        return Picture(*pictures[0])

    def pictures(self, target: Target, dpi: int = 150, goes_on: GoesOn | None = None) -> Generator[Picture, None, None]:
        """Every page as pixels, one after the other. Raises NotRead, Stopped."""
        question = Question(self._words("pictures", target, dpi=dpi), frames.PICTURE, MOST_PICTURE, _ALL_PICTURES, LONG)
        for found in self._each(question, target, goes_on, answer.picture):
            yield Picture(*found)

    def members(self, target: Target, goes_on: GoesOn | None = None) -> Iterator[Member]:
        """The files within a file, one by one. Raises NotRead, Stopped."""
        question = Question(self._words("members", target), frames.MEMBER, MOST_READ, MOST_MEMBERS, LONG)
        for found in self._each(question, target, goes_on, answer.member):
            yield Member(*found)

    def assemble(self, pictures: Iterable[Picture], dpi: int = 150) -> bytes:
        """A PDF of these pixels and nothing else. Raises NotRead."""
        question = Question({"job": "assemble", "dpi": dpi}, frames.PDF, MOST_MEMBERS, MOST_MEMBERS, LONG)
        sent = ((frames.PICTURE, frames.picture(*picture)) for picture in pictures)
        try:
            made = list(self._asker.answers(question, None, None, sent))
        except Failure as failure:
            raise _not_read(failure.reason, None) from None
        if len(made) != 1:
            raise _not_read(NO_SOUND_ANSWER, None)
        return made[0]

    def _words(self, job: str, target: Target, **more: object) -> dict[str, object]:
        name = target.name[:1000].encode("utf-8", "replace").decode()
        return {"job": job, "name": name, "plain": self._plain, **more}

    def _ask(self, question: Question, target: Target, goes_on: GoesOn | None) -> Generator[bytes, None, None]:
        """The frames that answer, unless the file is too large, or of a kind that is not read on a weak rung."""
        if max(target.size, os.fstat(target.fd).st_size) > MOST_READ:
            raise Failure(Kind.NOT_TRIED, TOO_LARGE)
        if self._plain and not hints.may_be_plain(hints.start_of(target.fd)):
            raise Failure(Kind.NOT_TRIED, WEAK)
        return self._asker.answers(question, target, goes_on)

    def _each(
        self, question: Question, target: Target, goes_on: GoesOn | None, read: Callable[[bytes], Made]
    ) -> Iterator[Made]:
        """Each frame that answers, held to its bounds. Raises NotRead, Stopped."""
        try:
            with closing(self._ask(question, target, goes_on)) as told:
                for data in told:
                    yield read(data)
        except answer.Unsound:
            raise _not_read(NO_SOUND_ANSWER, target) from None
        except Failure as failure:
            raise _not_read(failure.reason, target) from None


def _not_read(reason: str, target: Target | None) -> NotRead:
    return NotRead(reason, where=target.name if target else "", remedy="Look at it on a machine that may be lost.")
