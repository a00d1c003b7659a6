"""Answers read as what facts hold: dates, required texts, members of the vocabulary; and said back in full."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from tui.dates import EXAMPLES, understand, zone_name
from tui.forms.asking import Answers, AnyWord, Ask, Trouble, member
from tui.widgets.rows import Cell
from workflow.errors import BadTime
from workflow.when import Instant, parse_when

if TYPE_CHECKING:
    pass


class Gathering:
    """Reads answers one by one and gathers what is wrong with them."""

    def __init__(self, answers: Answers, now: Instant, zone: tzinfo) -> None:
        self.answers = answers
        self.now = now
        self.zone = zone
        self.troubles: list[Trouble] = []

    def miss(self, field: str, sentence: str) -> None:
        """Something is wrong with a field."""
        self.troubles.append(Trouble(field, sentence))

    def text(self, name: str, missing: str = "") -> str:
        """A text without space around it; with `missing`, a sentence for an empty one."""
        found = self.answers.get(name, "").strip()
        if missing and not found:
            self.miss(name, missing)
        return found

    def date(self, name: str, missing: str = "", *, ahead: bool = False, timed: bool = False) -> str:
        """A date as ISO 8601, empty where there is none or where it cannot be read."""
        typed = self.text(name, missing)
        try:
            return understand(typed, self.now, self.zone, ahead=ahead, timed=timed).iso if typed else ""
        except BadTime as error:
            self.miss(name, str(error))
            return ""

    def word(self, name: str, words: type[AnyWord], missing: str) -> AnyWord | None:
        """A member of the vocabulary, None with a sentence for none."""
        value = self.answers.get(name, "")
        if not value:
            self.miss(name, missing)
            return None
        return member(words, value)


def date_hint(zone: tzinfo) -> str:
    """What can be typed into a date, and in which zone a time is read."""
    return f"{EXAMPLES}. Times are in {zone_name(zone)}."


def date_note(ask: Ask, text: str, now: Instant, zone: tzinfo) -> tuple[Cell, ...]:
    """The full date that was understood, for the line beneath a date."""
    if not text.strip():
        return ()
    try:
        found = understand(text, now, zone, ahead=ask.ahead, timed=ask.timed)
    except BadTime as error:
        return (Cell(error.what, "warn"),)
    when = parse_when(found.iso)
    late = not ask.ahead and (when.instant or 0) > now
    return (Cell(found.shown + (". This lies ahead: check the day." if late else ""), "warn" if late else "accent"),)


def unquoted(text: str) -> str:
    """A quote without the marks around it, which are ours to set."""
    words = text.strip()
    for opening, closing in ("“”", "„“", '""', "«»"):
        if len(words) > 1 and words[0] == opening and words[-1] == closing and closing not in words[1:-1]:
            return words[1:-1].strip()
    return words
