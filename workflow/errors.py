"""What can go wrong: one class a failure, each saying what happened, where, and what to do."""

from __future__ import annotations


class OnRecordError(Exception):
    """A failure that a reporter is told about in one or two sentences; `exit_code` is the program's answer."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" {self.remedy}" if self.remedy else "")


class BadTime(OnRecordError):
    """A date or time that cannot be read."""


class BadFact(OnRecordError):
    """A fact whose content does not fit its kind, or that the case cannot take."""


class UsageError(OnRecordError):
    """A command that cannot be carried out as it was given."""

    exit_code = 2
