"""Reads a draft and finds what the record does not carry. Nothing of the draft is kept, run or parsed as markup."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from workflow.case import Case, Moment
from workflow.clean import clean
from workflow.lint.asking import Asking
from workflow.lint.confirming import Confirming
from workflow.lint.counting import Counting
from workflow.lint.draft import Draft
from workflow.lint.finding import Finding, LintRule, Spot
from workflow.lint.fitting import without_misattribution
from workflow.lint.groups import Groups
from workflow.lint.naming import Naming
from workflow.lint.parties import Parties
from workflow.lint.quoting import Quoting
from workflow.lint.reading import LONGEST_DRAFT, MOST_BYTES, DraftNotText, DraftTooLong, draft_text
from workflow.lint.record import Record
from workflow.lint.stating import Refusing, Stating
from workflow.lint.unnamed import Unnamed
from workflow.lint.withheld import Withheld
from workflow.verdict import Evaluation

__all__ = [
    "LONGEST_DRAFT",
    "MOST_BYTES",
    "DraftNotText",
    "DraftTooLong",
    "Finding",
    "LintRule",
    "draft_text",
    "line_starts",
    "lint",
]

_EXCERPT = 80
_ORDER = {rule: number for number, rule in enumerate(LintRule)}
_HIDES = {
    LintRule.NOT_A_CONFIRMATION: (LintRule.BARE_STATE,),
    LintRule.OFF_RECORD: (LintRule.NOT_VERBATIM, LintRule.UNDER_EMBARGO),
    LintRule.UNDER_EMBARGO: (LintRule.NOT_VERBATIM,),
}
"""Rules that have nothing to add where another has found something at the same words."""


def lint(text: str, case: Case, evaluation: Evaluation, moment: Moment) -> tuple[Finding, ...]:
    """The faults of a draft at a moment, in the order of the text. Raises DraftTooLong."""
    if len(text) > LONGEST_DRAFT:
        raise DraftTooLong
    draft, record = Draft(text), Record(case, evaluation, moment)
    parties, groups = Parties(record), Groups(draft, record)
    rules = (
        Naming(draft, record),
        Withheld(draft, record),
        Confirming(draft, record, parties),
        Unnamed(draft, record, parties, groups),
        Counting(draft, record, groups),
        Quoting(draft, record, parties),
        Refusing(draft),
        Asking(draft, record, parties),
        Stating(draft, record, parties),
    )
    spots = {spot for rule in rules for spot in rule.spots()}
    kept = _without_hidden(sorted(spots, key=lambda spot: (spot.start, _ORDER[spot.rule], spot.end)))
    return _findings(text, draft, without_misattribution(draft, kept))


def _without_hidden(spots: list[Spot]) -> list[Spot]:
    """The faults without those that another at the same words makes needless."""
    covers: dict[LintRule, list[tuple[int, int]]] = {}
    for spot in spots:
        for rule in _HIDES.get(spot.rule, ()):
            covers.setdefault(rule, []).append((spot.start, spot.end))
    starts = {rule: [start for start, _ in spans] for rule, spans in covers.items()}

    def hidden(spot: Spot) -> bool:
        spans = covers.get(spot.rule)
        if not spans:
            return False
        at = bisect_right(starts[spot.rule], spot.end - 1)
        return any(start < spot.end and spot.start < end for start, end in spans[max(at - 3, 0) : at])

    return [spot for spot in spots if not hidden(spot)]


def _findings(raw: str, draft: Draft, spots: Iterable[Spot]) -> tuple[Finding, ...]:
    lines = line_starts(raw)
    found = []
    for spot in spots:
        start, end = draft.folded.raw_span(spot.start, spot.end)
        line = bisect_right(lines, start)
        excerpt = clean(" ".join(raw[start : min(end, start + 4 * _EXCERPT)].split()), limit=_EXCERPT)
        sentence, remedy = clean(spot.sentence), clean(spot.remedy)
        column = start - lines[line - 1] + 1
        found.append(Finding(line, column, end - start, spot.rule, excerpt, sentence, remedy, spot.statements))
    return tuple(found)


def line_starts(raw: str) -> list[int]:
    """Where the lines of a text begin, whichever of the three line ends it uses."""
    found, at = [0], 0
    if "\r" not in raw:
        while (at := raw.find("\n", at) + 1) > 0:
            found.append(at)
        return found
    for at, character in enumerate(raw, 1):
        if character == "\n" or (character == "\r" and raw[at : at + 1] != "\n"):
            found.append(at)
    return found
