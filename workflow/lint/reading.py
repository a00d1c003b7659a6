"""Takes a draft as bytes, or says why it cannot be read."""

from __future__ import annotations

from workflow.errors import UsageError

LONGEST_DRAFT = 100_000
"""The most characters of a draft that are read at once: some fifty pages."""

MOST_BYTES = 4 * LONGEST_DRAFT + 3
"""No draft of so many characters takes more bytes, a mark of byte order included."""


_MARK = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class DraftTooLong(UsageError):
    """A draft that is longer than what is read at once."""

    def __init__(self, where: str = "") -> None:
        super().__init__(
            f"The draft is longer than {LONGEST_DRAFT:,} characters.",
            where=where,
            remedy="Give it in parts, chapter by chapter.",
        )


class DraftNotText(UsageError):
    """A draft that is not UTF-8 text."""


def draft_text(data: bytes, where: str = "") -> str:
    """The text of a draft from its bytes; a mark of byte order goes. Raises DraftTooLong, DraftNotText."""
    if len(data) > MOST_BYTES:
        raise DraftTooLong(where)
    try:
        text = data.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        if data.startswith(_UTF_16):
            raise DraftNotText("The draft is UTF-16, not UTF-8.", where=where, remedy="Save it as UTF-8.") from None
        number = error.start + 1 + (len(_MARK) if data.startswith(_MARK) else 0)
        raise DraftNotText(
            f"The draft is not UTF-8 text: byte {number:,} is 0x{data[number - 1]:02X}.",
            where=where,
            remedy="Save it as plain text in UTF-8.",
        ) from None
    if len(text) > LONGEST_DRAFT:
        raise DraftTooLong(where)
    return text
