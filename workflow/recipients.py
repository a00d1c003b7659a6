"""To whom the desk encrypts files: names with their pinned keys, folded from the desk's own chain.

No clock decides between two keys: a pin replaces what it had seen, and two that had not seen each other are contested.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workflow import agefile
from workflow.agefile import Recipient, fingerprint
from workflow.clean import has_line_end, mixed_script, one_line
from workflow.errors import OnRecordError
from workflow.facts import Entry, FactId, RecipientDropped, RecipientPinned

MOST_SIGNS = 60
"""Characters that a recipient's name may have."""


class KeyChanged(OnRecordError):
    """Somebody who is known already is to get another key; `before` and `after` are the fingerprints."""

    def __init__(self, name: str, before: Sequence[str], after: str) -> None:
        known = " and ".join(before)
        super().__init__(
            f"{one_line(name, MOST_SIGNS)} had another key so far. Known: {known}. New: {after}.",
            remedy="Have the new fingerprint read to you by a way you trust before you accept it.",
        )
        self.before = tuple(before)
        self.after = after


class Contested(OnRecordError):
    """Two keys stand for one name, and nothing says which of them holds."""


class UnknownRecipient(OnRecordError):
    """Nobody of that name is among the recipients."""


class BadName(OnRecordError):
    """A name that a recipient cannot have."""


class Pinned(NamedTuple):
    """A recipient of the desk: the name, the keys that stand for it (one, unless contested), and when they came.

    `at` is the time that the last of these pins claims (ISO 8601).
    """

    name: str
    keys: tuple[str, ...]
    at: str

    @property
    def contested(self) -> bool:
        """Whether two pins contradict each other, so that nothing is encrypted to this name."""
        return len(self.keys) > 1

    @property
    def recipient(self) -> Recipient:
        """The name and its key. Raises Contested where there are two."""
        if self.contested:
            prints = " and ".join(map(fingerprint, self.keys))
            raise Contested(
                f"Two keys stand for {one_line(self.name, MOST_SIGNS)}: {prints}.",
                remedy="Find out which of them holds, and add it anew: onrecord recipient add.",
            )
        return Recipient(self.name, self.keys[0])


def pinned(entries: Iterable[Entry]) -> tuple[Pinned, ...]:
    """The recipients that a chain of the desk's own holds, by name."""
    found: dict[str, list[Entry]] = {}
    for entry in _standing(entries):
        if isinstance(entry.fact, RecipientPinned):
            found.setdefault(_same(entry.fact.name), []).append(entry)
    return tuple(_pinned(pins) for _, pins in sorted(found.items()))


def _pinned(pins: list[Entry]) -> Pinned:
    facts = [entry.fact for entry in pins if isinstance(entry.fact, RecipientPinned)]
    keys = tuple(dict.fromkeys(fact.key for fact in facts))
    return Pinned(facts[-1].name, keys, max(entry.claimed_at for entry in pins))


def find(known: Sequence[Pinned], name: str) -> Pinned:
    """The recipient of that name, capitals and width of letters aside. Raises UnknownRecipient."""
    for one in known:
        if _same(one.name) == _same(name):
            return one
    raise UnknownRecipient(
        f"There is no recipient {one_line(name, MOST_SIGNS)!r}.",
        remedy="List them with onrecord recipient list, or add one with onrecord recipient add NAME KEY.",
    )


def pin(entries: Sequence[Entry], name: str, key: str, *, changed: bool = False) -> RecipientPinned | None:
    """The fact that pins a key to a name; None where that very key stands already.

    Another key than the last one of that name needs `changed`, also where it was dropped since. Raises KeyChanged,
    BadName or BadKey.
    """
    if wrong := name_trouble(name):
        raise BadName(wrong)
    key = agefile.canonical(key, name)
    named = [entry for entry in _standing(entries) if _name_of(entry) == _same(name)]
    before = _last_keys(entries, named)
    if before == {key} and all(isinstance(entry.fact, RecipientPinned) for entry in named):
        return None
    if before - {key} and not changed:
        raise KeyChanged(name, sorted(map(fingerprint, before - {key})), fingerprint(key))
    return RecipientPinned(_spaced(name), key, tuple(entry.id for entry in named))


def drop(entries: Sequence[Entry], name: str) -> RecipientDropped:
    """The fact that drops a name with every key that stands for it. Raises UnknownRecipient."""
    known = find(pinned(entries), name)
    named = [entry.id for entry in _standing(entries) if _name_of(entry) == _same(name)]
    return RecipientDropped(known.name, tuple(named))


def name_trouble(name: str) -> str:
    """Why a recipient cannot be called so; empty where one can."""
    if not name.strip():
        return "Give the recipient a name."
    if len(name) > MOST_SIGNS or has_line_end(name) or one_line(name, MOST_SIGNS) != _spaced(name):
        return f"Use up to {MOST_SIGNS} visible characters for the name, on one line."
    if mixed_script(name):
        return "Write the name in letters of one alphabet: letters that look alike would hide another person."
    return ""


def _standing(entries: Iterable[Entry]) -> list[Entry]:
    """The pins and drops that nothing later replaces, in total order."""
    every = [entry for entry in entries if isinstance(entry.fact, RecipientPinned | RecipientDropped)]
    replaced: set[FactId] = set()
    for entry in every:
        assert isinstance(entry.fact, RecipientPinned | RecipientDropped)
        replaced.update(entry.fact.supersedes)
    return [entry for entry in every if entry.id not in replaced]


def _last_keys(entries: Iterable[Entry], named: Iterable[Entry]) -> set[str]:
    """The keys that stand for a name, and those that its drops took away."""
    by_id = {entry.id: entry.fact for entry in entries}
    found: set[str] = set()
    for entry in named:
        fact = entry.fact
        gone = fact.supersedes if isinstance(fact, RecipientDropped) else ()
        found |= {one.key for one in (fact, *map(by_id.get, gone)) if isinstance(one, RecipientPinned)}
    return found


def _name_of(entry: Entry) -> str:
    assert isinstance(entry.fact, RecipientPinned | RecipientDropped)
    return _same(entry.fact.name)


def _spaced(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _same(name: str) -> str:
    """What two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
