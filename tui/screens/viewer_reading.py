"""What threads read for the viewer: the pages of a file, cleaned, and how what was read comes to the screen."""

from __future__ import annotations

from threading import Event
from typing import Any

from textual.message import Message

from tui.screens import examining
from tui.widgets.paged_text import Paged, paged
from workflow.clean import clean, count_hidden
from workflow.errors import OnRecordError


class Came(Message):
    """What a thread has read: a kind of thing, what it is, or why it could not be read."""

    def __init__(self, kind: str, found: Any, error: OnRecordError | None = None) -> None:
        super().__init__()
        self.kind, self.found, self.error = kind, found, error


def read_pages(reader: examining.Reader, ended: Event) -> tuple[Paged, tuple[tuple[str, str], ...], int]:
    """The pages, cleaned, as one text and one by one, and how many characters in them could not be seen."""
    found = reader.pages(None, lambda: not ended.is_set())
    raw = tuple((clean(page.name, limit=60), clean(page.text, multiline=True)) for page in found)
    return paged(raw), raw, sum(count_hidden(page.text) for page in found)
