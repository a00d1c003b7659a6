"""Identities in memory: a handle that holds nothing, and a person whose every way out but its fields is shut."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from workflow.clean import one_line
from workflow.facts import FactId


class Sealed:
    """A value that cannot be printed, formatted, compared, hashed, copied, pickled or encoded by accident."""

    __slots__ = ()

    def _refuse(self, *_: Any) -> NoReturn:
        raise TypeError("an identity is not shown, compared, copied or stored")

    __str__ = __format__ = __hash__ = __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __bytes__ = _refuse
    __reduce__ = __reduce_ex__ = __getstate__ = __copy__ = __deepcopy__ = __setattr__ = __delattr__ = _refuse

    def __dir__(self) -> list[str]:
        """Nothing: what looks through an object for its attributes finds none."""
        return []


class Handle(Sealed):
    """Stands for an identity in the vault: its random id and the code name of its source, nothing else."""

    __slots__ = ("code_name", "identity")

    identity: str
    code_name: str

    def __init__(self, identity: str, code_name: str) -> None:
        object.__setattr__(self, "identity", identity)
        object.__setattr__(self, "code_name", code_name)

    def __repr__(self) -> str:
        return f"<sealed {one_line(self.code_name, 40)}>"


class Person(Sealed):
    """Who a source is, for as long as it is looked at.

    `same_as` are other sources of the case that are this person; `spared` are words of these texts that are too
    common to be sought in what leaves the desk.
    """

    __slots__ = ("aliases", "mails", "name", "note", "phones", "same_as", "spared")

    name: str
    mails: tuple[str, ...]
    phones: tuple[str, ...]
    aliases: tuple[str, ...]
    note: str
    same_as: tuple[FactId, ...]
    spared: tuple[str, ...]

    def __init__(
        self,
        name: str = "",
        mails: Iterable[str] = (),
        phones: Iterable[str] = (),
        aliases: Iterable[str] = (),
        note: str = "",
        same_as: Iterable[FactId] = (),
        spared: Iterable[str] = (),
    ) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "mails", tuple(mails))
        object.__setattr__(self, "phones", tuple(phones))
        object.__setattr__(self, "aliases", tuple(aliases))
        object.__setattr__(self, "note", note)
        object.__setattr__(self, "same_as", tuple(same_as))
        object.__setattr__(self, "spared", tuple(spared))

    def __repr__(self) -> str:
        return "<sealed person>"
