"""The two kinds of words that the public may read: texts of the case that somebody approved, and words of our own."""

from __future__ import annotations

from typing import NoReturn, Self, SupportsIndex, TypeVar

from workflow.case import Case
from workflow.phrases import capital
from workflow.wording import Field

_KEY = object()


class _Sealed:
    """Words that only their own rule makes: nobody constructs, copies, changes, pickles or formats them by accident."""

    __slots__ = ("_made", "_text")
    _made: object
    _text: str

    def __new__(cls, *_: object, **__: object) -> Self:
        raise TypeError(f"{cls.__name__} is made by its own rule alone.")

    @property
    def text(self) -> str:
        """The words, for a renderer; TypeError where they were made in another way."""
        if type(self) not in (PublicText, OwnWords) or getattr(self, "_made", None) is not _KEY:
            raise TypeError(f"This {type(self).__name__} was not made by its own rule.")
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sealed) and type(other) is type(self) and other.text == self.text

    def __hash__(self) -> int:
        return hash((type(self), self.text))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __str__(self) -> str:
        raise TypeError(f"{type(self).__name__} is written by a renderer alone.")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} does not change.")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} does not change.")

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is neither copied nor kept.")


class PublicText(_Sealed):
    """A text of the case that somebody approved for the public, in that place and word for word."""

    __slots__ = ()

    @classmethod
    def approved(cls, case: Case, field: Field, *, starts: bool = False) -> PublicText | None:
        """The field as it is shown, if the log holds an approval of exactly its string in its place today; else None.

        With `starts` it has a capital, for it starts a sentence.
        """
        if not field.text or case.outgoing.approval(field.place, field.text) is None:
            return None
        return _sealed(cls, capital(field.shown) if starts else field.shown)


class OwnWords(_Sealed):
    """Words of the program's own: what stands between the texts of a case in a sentence."""

    __slots__ = ()

    @classmethod
    def of(cls, words: str) -> OwnWords:
        """Words of our own; only what builds a public summary makes them, from templates and dates."""
        return _sealed(cls, words)


_AnySealed = TypeVar("_AnySealed", PublicText, OwnWords)


def _sealed(cls: type[_AnySealed], text: str) -> _AnySealed:
    made = object.__new__(cls)
    object.__setattr__(made, "_text", text)
    object.__setattr__(made, "_made", _KEY)
    return made
