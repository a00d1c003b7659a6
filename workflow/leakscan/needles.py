"""What is sought in finished bytes, and where it was found; neither shows the words themselves."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a needle is: the disguises in which it is sought follow from it."""

    NAME = "name"
    MAIL = "mail address"
    PHONE = "phone number"
    ALIAS = "other name"
    DOCUMENT = "trace of the document"
    MACHINE = "trace of this machine"


class Needle:
    """A text to be sought, and the label under which a hit is told; its repr shows the label alone.

    `spared` are words of a name, or the local part of a mail address, that are too common to be sought alone.
    """

    __slots__ = ("kind", "label", "spared", "text")

    def __init__(self, text: str, kind: Kind, label: str, spared: tuple[str, ...] = ()) -> None:
        self.text, self.kind, self.label, self.spared = text, kind, label, spared

    def __repr__(self) -> str:
        return f"<needle {self.label}>"


class Hit(NamedTuple):
    """Where a needle was found, and in which disguise; never the text itself.

    `offset` counts bytes from 0 and `line` from 1, in the file, or in the `member` of a container.
    """

    kind: Kind
    label: str
    disguise: str
    offset: int
    line: int
    member: str = ""
