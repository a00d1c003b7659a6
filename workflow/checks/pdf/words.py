"""The words of the pages of a PDF, and what differs between two of its states."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from workflow.checks.pdf.notes import shown

if TYPE_CHECKING:
    import pikepdf
    import pypdfium2

_MOST_WORDS = 1500
_MOST_SIDE = 350
_AROUND = 3
_MOST_HUNKS = 4


class Change(NamedTuple):
    """A page whose words differ: its number before (0 for none), its number after (0 for none), and what differs."""

    before: int
    after: int
    told: str


class Spoken(NamedTuple):
    """What one page says: the words of its content, those of its notes and fields, and how far it is turned."""

    words: str
    notes: list[str]
    turned: int
    is_read: bool = True

    @property
    def whole(self) -> str:
        """All its words."""
        return "\n".join([self.words, *self.notes])


def spoken(pdf: pikepdf.Pdf, document: pypdfium2.PdfDocument) -> Iterator[Spoken]:
    """What each page says, in turn; of one that cannot be read its notes alone."""
    import pypdfium2

    held = pdf.pages
    for at in range(len(document)):
        notes = shown(held[at]) if at < len(held) else []
        try:
            page = document[at]
            text = page.get_textpage()
            words = str(text.get_text_range()).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
            yield Spoken(words, notes, page.get_rotation())
            text.close()
            page.close()
        except pypdfium2.PdfiumError:
            yield Spoken("", notes, 0, is_read=False)


def between(before: list[Spoken], after: list[Spoken], has_notes: bool = False) -> list[Change]:
    """The pages whose words differ between two states, with their notes or without.

    A page that was turned gives its words in another order, which is no difference.
    """
    found = changes(*([page.whole if has_notes else page.words for page in state] for state in (before, after)))
    return [
        one for one in found if not (one.before and one.after) or _differ(before[one.before - 1], after[one.after - 1])
    ]


def _differ(old: Spoken, new: Spoken) -> bool:
    return old.turned == new.turned or sorted(_tokens(old.whole)) != sorted(_tokens(new.whole))


def changes(before: list[str], after: list[str]) -> list[Change]:
    """The pages that differ between two states, those taken out or put in among them."""
    old, new = [_tokens(page) for page in before], [_tokens(page) for page in after]
    found: list[Change] = []
    keys_old, keys_new = [" ".join(words) for words in old], [" ".join(words) for words in new]
    matcher = SequenceMatcher(None, keys_old, keys_new, autojunk=False)
    for what, i, j, p, q in matcher.get_opcodes():
        if what == "equal":
            continue
        both = min(j - i, q - p)
        for step in range(both):
            found.append(Change(i + step + 1, p + step + 1, difference(old[i + step], new[p + step])))
        found += [Change(at + 1, 0, difference(old[at], [])) for at in range(i + both, j) if old[at]]
        found += [Change(0, at + 1, difference([], new[at])) for at in range(p + both, q) if new[at]]
    return found


def difference(old: list[str], new: list[str]) -> str:
    """What differs between two lists of words, with a few words around it: was ... now ...."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    around = old[max(0, head - _AROUND) : head]
    if len(middle_old) > _MOST_WORDS or len(middle_new) > _MOST_WORDS:
        return _hunk(around, middle_old, middle_new)
    hunks: list[str] = []
    matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
    for what, i, j, p, q in matcher.get_opcodes():
        if what == "equal":
            around = middle_old[max(i, j - _AROUND) : j]
            continue
        hunks.append(_hunk(around, middle_old[i:j], middle_new[p:q]))
    more = f" (and {len(hunks) - _MOST_HUNKS} more places)" if len(hunks) > _MOST_HUNKS else ""
    return "; ".join(hunks[:_MOST_HUNKS]) + more


def _hunk(around: list[str], old: list[str], new: list[str]) -> str:
    lead = " ".join(around) + " " if around else ""
    return f"was: “{_short(lead, old)}” now: “{_short(lead, new)}”"


def _short(lead: str, words: list[str]) -> str:
    told = (lead + " ".join(words[:_MOST_WORDS])).strip()
    return told if len(told) <= _MOST_SIDE else told[:_MOST_SIDE] + " …"


def _tokens(page: str) -> list[str]:
    return page.split()
