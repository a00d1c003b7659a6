"""What every fact is, and how a fact that changes fields of another is held to them."""

from __future__ import annotations

from typing import Any

import msgspec

from workflow.errors import BadFact

FactId = str
"""The id of an entry in the log: the hash of its header in hexadecimal. What an entry creates goes by that id."""


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that happened. Its fields are the entry's payload."""


def check_changes(cls: type[Fact], changes: dict[str, Any], allowed: tuple[str, ...]) -> None:
    """Raise BadFact unless every change names an allowed field of `cls` and holds a value of that field's type."""
    types = {field.name: field.type for field in msgspec.structs.fields(cls)}
    for name, value in changes.items():
        if name not in allowed:
            raise BadFact(f"{name!r} cannot be changed.", remedy=f"Choose from {', '.join(allowed)}.")
        try:
            msgspec.convert(value, types[name], strict=True)
        except msgspec.ValidationError as error:
            raise BadFact(f"{name!r} has a value of the wrong kind: {error}.") from None
