"""A mail as bytes: its header, its body, and the messages of a mailbox file. Nothing here rewrites a byte."""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from functools import cached_property
from typing import NamedTuple

from workflow.checks.sheet import LimitsHit

MOST_HEADER = 1_000_000
"""Bytes of a header that are read; ordinary ones have a hundredth of that."""
MOST_FIELDS = 5_000
MOST_MESSAGES = 20
"""Messages of a mailbox file that are looked at."""

_BLANK_LINE = re.compile(rb"\r?\n\r?\n|\A\r?\n")
_FROM_LINE = re.compile(rb"(?m)^From \S+ .*\d\d:\d\d.*$")
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")


class Field(NamedTuple):
    """A header field: its name in small letters, and its value on one line, as it stands."""

    name: str
    value: str


class Message:
    """One mail: its bytes, and what it is called in a finding (empty for the mail that the file is)."""

    def __init__(self, data: bytes, called: str = "", is_attached: bool = False) -> None:
        self.data = data
        self.called = called
        self.is_attached = is_attached
        blank = _BLANK_LINE.search(data, 0, MOST_HEADER + 4)
        self.head = data[: blank.start()] if blank else data
        self.body = data[blank.end() :] if blank else b""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The header fields from the top. Raises LimitsHit for a header that is larger than any mail needs."""
        if len(self.head) > MOST_HEADER:
            raise LimitsHit(f"Its header is longer than {MOST_HEADER // 1000:,} KB.")
        found: list[tuple[str, list[str]]] = []
        for line in self.head.split(b"\n"):
            text = as_text(line.rstrip(b"\r"))
            name, colon, value = text.partition(":")
            if text[:1] in (" ", "\t"):
                if found:
                    found[-1][1].append(text.strip())
            elif colon and name.strip().isprintable() and " " not in name.strip():
                found.append((name.strip().lower(), [value.strip()]))
            if len(found) > MOST_FIELDS:
                raise LimitsHit(f"Its header has more than {MOST_FIELDS:,} fields.")
        return tuple(Field(name, " ".join(value)) for name, value in found)

    def all(self, name: str) -> tuple[str, ...]:
        """The values of all fields of this name, from the top."""
        return tuple(field.value for field in self.fields if field.name == name)

    def first(self, name: str) -> str:
        """The value of the topmost field of this name, or nothing."""
        return next(iter(self.all(name)), "")

    def at(self, place: str) -> str:
        """Where something stands, with the name of the message if the file holds several."""
        return f"{self.called}, {place}" if self.called else place

    @property
    def unquoted(self) -> bytes:
        """Its bytes with the mark taken away that a mailbox file puts before a line that begins with “From ”."""
        return self.data[: len(self.data) - len(self.body)] + _QUOTED_FROM.sub(rb"\1", self.body)


def messages(data: bytes) -> tuple[list[Message], int]:
    """The mails of a file, at most twenty, and how many there are; what editors put before a header is left out."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not data.startswith(b"From "):
        return [Message(data)], 1
    starts = [match.start() for match in _FROM_LINE.finditer(data) if _begins_message(data, match.start())] or [0]
    ends = [*starts[1:], len(data)]
    if len(starts) == 1:
        return [Message(data)], 1
    cut = zip(starts[:MOST_MESSAGES], ends, strict=False)
    return [Message(data[start:end], f"message {n}") for n, (start, end) in enumerate(cut, 1)], len(starts)


def _begins_message(data: bytes, at: int) -> bool:
    """Whether a line that begins with “From ” parts two messages: a blank line before it, a field after it."""
    after = data.find(b"\n", at) + 1
    follows = re.match(rb"[!-9;-~]+:", data[after : after + 200]) is not None
    return follows and (at == 0 or data[max(at - 4, 0) : at].endswith((b"\n\n", b"\r\n\r\n")))


def as_text(raw: bytes) -> str:
    """Bytes of a header as text: UTF-8, and Latin-1 where they are not that."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def decoded(value: str) -> str:
    """A header value with its encoded words decoded, as a mail program shows it."""
    if "=?" not in value:
        return value
    try:
        return str(make_header(decode_header(value[:100_000])))
    except Exception:  # an encoding that does not exist, or bytes that are not in it
        return value
