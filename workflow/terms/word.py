"""What a member of the vocabulary is."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A member of the vocabulary: its stored value, the word a reader sees, and one sentence of meaning."""

    word: str
    meaning: str

    def __new__(cls, value: str, word: str, meaning: str) -> Self:
        """A member with its word and its meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.word = word
        member.meaning = meaning
        return member
