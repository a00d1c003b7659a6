"""Two texts line by line: what stands only in the earlier one, only in the later one, and what is around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from workflow.findings import Page

AROUND = 2
"""Lines of both texts that are shown around a change."""

MOST_COMPARED = 4_000_000
"""Pairs of lines of one page that are compared; beyond, a changed stretch is shown as a whole."""

MOST_ROWS = 20_000


class Aligned(NamedTuple):
    """One row: a heading, lines left out, or a line before and after; None where it is not there."""

    heading: str = ""
    before: str | None = None
    after: str | None = None

    @property
    def is_change(self) -> bool:
        """Whether the two differ."""
        return not self.heading and self.before != self.after


def aligned(before: Sequence[Page], after: Sequence[Page]) -> tuple[Aligned, ...]:
    """The pages of two versions side by side: pages without a change are left out, and so is what is far from one."""
    earlier, later = ({page.name: page.text for page in pages} for pages in (before, after))
    rows: list[Aligned] = []
    for name in dict.fromkeys([*earlier, *later]):
        texts = earlier.get(name, ""), later.get(name, "")
        if texts[0] == texts[1]:
            continue
        rows.append(Aligned(name))
        rows += _page(texts[0].splitlines(), texts[1].splitlines())
        if len(rows) > MOST_ROWS:
            return (*rows[:MOST_ROWS], Aligned("Further changes are left out"))
    return tuple(rows)


def _page(before: list[str], after: list[str]) -> Iterator[Aligned]:
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    ours, theirs = before[head : len(before) - tail], after[head : len(after) - tail]
    yield from (Aligned("", line, line) for line in before[max(head - AROUND, 0) : head])
    if len(ours) * len(theirs) > MOST_COMPARED:
        yield from _side_by_side(ours, theirs)
    else:
        yield from _compared(ours, theirs)
    end = len(before) - tail
    yield from (Aligned("", line, line) for line in before[end : end + min(AROUND, tail)])


def _compared(before: list[str], after: list[str]) -> Iterator[Aligned]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _side_by_side(before[i:j], after[k:m])
        elif j - i <= 2 * AROUND + 1:
            yield from (Aligned("", line, line) for line in before[i:j])
        else:
            yield from (Aligned("", line, line) for line in before[i : i + AROUND])
            yield Aligned("", "⋮", "⋮")
            yield from (Aligned("", line, line) for line in before[j - AROUND : j])


def _side_by_side(before: list[str], after: list[str]) -> Iterator[Aligned]:
    for at in range(max(len(before), len(after))):
        left = before[at] if at < len(before) else None
        right = after[at] if at < len(after) else None
        yield Aligned("", left, right)
