"""One file as the checks see it."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from workflow.findings import Supplies


class Member(NamedTuple):
    """A file within a file: its name as it stands there, which is for display alone, and its bytes."""

    name: str
    data: bytes


class Evidence:
    """The bytes of one file, its name for display, and its type as `sniff.type_of` tells it."""

    def __init__(self, data: bytes, name: str, supplies: Supplies) -> None:
        self.data = data
        self.name = name
        self.supplies = supplies
        self.kept: dict[str, object] = {}
        """What one check worked out and another needs too, by a name of its own."""

    @cached_property
    def type(self) -> str:
        """A short word for what the bytes are: `pdf`, `docx`, `eml`, `jpeg`, `zip`, `text`, `unknown`."""
        from workflow.checks.sniff import type_of

        return type_of(self.data, self.name)
