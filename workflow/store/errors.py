"""What can go wrong with a desk's file: one class a failure, each with a sentence and a remedy."""

from __future__ import annotations

from workflow.errors import OnRecordError


class DeskError(OnRecordError):
    """A failure of the desk's file or of what is kept beside it."""


class NoDesk(DeskError):
    """There is no file at that place."""


class DeskExists(DeskError):
    """A new desk would stand where something stands already."""


class EmptyDesk(DeskError):
    """The file is zero bytes long."""


class NotADatabase(DeskError):
    """The file is not a database at all."""


class NotOurs(DeskError):
    """A database, but another program's."""


class NewerDesk(DeskError):
    """A desk that a newer version of the program wrote."""


class DeskSealed(DeskError):
    """The desk is sealed, and no key was given."""


class NotSealed(DeskError):
    """A file that is not encrypted stands where a sealed desk is expected."""


class NoCipher(DeskError):
    """SQLCipher is not there, or what goes by its name does not encrypt."""


class DamagedDesk(DeskError):
    """The file is cut short, or its pages do not hold together."""


class CannotOpen(DeskError):
    """The file cannot be reached: permissions, a folder in its place, no free file handles."""


class DeskReadOnly(DeskError):
    """A change was asked for, and the desk is open for reading only."""


class DeskBusy(DeskError):
    """Another process has been writing to the desk for longer than we wait."""


class DiskFull(DeskError):
    """No room for the change; nothing was written."""


class DiskTrouble(DeskError):
    """The disk or the system failed while reading or writing; the change was rolled back."""


class Forbidden(DeskError):
    """The database refused a statement that would change the log or its tables."""


class BehindAnchor(DeskError):
    """The file lacks entries that this machine saw in it before; nothing is written until that is accepted."""


class NoSuchCase(DeskError):
    """No case goes by that name; the nearest names are in the remedy."""


class SlugTaken(DeskError):
    """Another case goes by that short name already."""


class NoSuchEntry(DeskError):
    """No entry of the case has that id, or its words are gone already."""
