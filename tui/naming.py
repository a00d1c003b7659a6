"""What a source is called on the desk's own screens: the one place that knows whether names are hidden."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.case import Case, Request, Source, Statement

SHORTEST = 3
"""Letters a name must have to be sought in other words; a shorter one would be found everywhere."""


class Naming:
    """The names of a case's sources as they may be shown now."""

    def __init__(self, case: Case, hidden: bool = False) -> None:
        self._case = case
        self.hidden = hidden

    def label(self, source: Source | None) -> str:
        """What to call a source: its name, else a code name that somebody chose, else its descriptor.

        Hidden, it is its standing and a number.
        """
        if source is None:
            return "unknown source"
        if self.hidden:
            return self._covers.get(source.id, source.standing.word)
        code = source.code_name if source.code_name != source.slug else ""
        return source.name or code or source.descriptor or source.label or source.slug

    def of(self, statement: Statement) -> str:
        """What to call the source of a statement."""
        return self.label(self._case.sources.get(statement.source))

    def addressee(self, request: Request) -> str:
        """Whom a request went to: a source, or an office as it was written."""
        if request.source:
            return self.label(self._case.sources.get(request.source))
        return self.text(request.office) or "an office"

    def text(self, words: str) -> str:
        """Words as they may be shown: with names hidden, every name of a source in them is replaced."""
        if not self.hidden or self._pattern is None:
            return words
        return self._pattern.sub(lambda match: self._called[match[0].casefold()], words)

    @cached_property
    def _covers(self) -> dict[str, str]:
        return {
            source.id: f"{source.standing.word} {number}"
            for number, source in enumerate(self._case.sources.values(), 1)
        }

    @cached_property
    def _called(self) -> dict[str, str]:
        called: dict[str, str] = {}
        for source in self._case.sources.values():
            for name in (source.name, source.code_name, *_parts(source.name)):
                if len(name) >= SHORTEST:
                    called.setdefault(name.casefold(), self._covers[source.id])
        return called

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted(self._called, key=len, reverse=True)
        found = "|".join(re.escape(name) for name in names)
        return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE) if names else None


def _parts(name: str) -> list[str]:
    """The last word of a person's name, which is how others speak of the person."""
    words = name.split()
    return words[-1:] if len(words) > 1 and words[-1][:1].isupper() else []
