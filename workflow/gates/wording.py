"""g6: nobody declines by name and informs unnamed, and the lint finds nothing in our own texts for the public."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from workflow.facts import FactId
from workflow.gates.look import Lack, Look
from workflow.gates.overriding import LINKED, PAIRING, UNTOLD
from workflow.outgoing import digest_of
from workflow.people import NOT_CHECKED
from workflow.promises import forbidden_pairing, linked_pairing

if TYPE_CHECKING:
    from workflow.lint import Finding

_OWN_WORDS = ("title", "proposition", "paraphrase", "text")
"""The fields, beside the passages, in which the words are ours and not a source's."""

_NEITHER = "Change one of the two; neither is told here."
_MOST = 100_000
_BETWEEN = "\n\n"


class _Text(NamedTuple):
    """A text in our own words: its place, and where one goes to change it."""

    place: str
    text: str
    kind: str
    id: FactId

    @property
    def field(self) -> str:
        """What it is called."""
        return self.place.rpartition(":")[2]


def wording(look: Look) -> Iterator[Lack]:
    """g6: a lack for the forbidden pairing, which names neither side, and for each finding of the lint."""
    if forbidden_pairing(look.case, look.moment):
        sentence = "One source both declines by name and informs unnamed."
        yield Lack(PAIRING, sentence, _NEITHER, "case")
    if linked_pairing(look.case, look.moment, look.people):
        sentence = "One person both declines by name and informs unnamed, under two entries."
        yield Lack(LINKED, sentence, _NEITHER, "case")
    if not look.people.checked:
        yield Lack(UNTOLD, NOT_CHECKED, "Open the vault.", "vault")
    for batch in _batches(_texts(look)):
        yield from _linted(look, batch)


def _batches(texts: Iterable[_Text]) -> Iterator[list[_Text]]:
    """The texts, as many together as the lint reads in one go: its work is mostly with the case."""
    batch: list[_Text] = []
    length = 0
    for text in texts:
        if batch and length + len(text.text) > _MOST:
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text.text) + len(_BETWEEN)
    if batch:
        yield batch


def _linted(look: Look, batch: list[_Text]) -> Iterator[Lack]:
    """What the lint finds in some texts, each a paragraph of its own, or that one of them is too long to be read."""
    from workflow.lint import lint  # a big room, which a case without public texts never needs

    if len(batch) == 1 and len(batch[0].text) > _MOST:
        (text,) = batch
        sentence = f"A text for the public ({text.field}) is too long to check."
        yield Lack(f"g6:{text.place}:long", sentence, "Put it in fewer words.", text.kind, text.id)
        return
    lines = ["\n".join(text.text.splitlines()) + _BETWEEN for text in batch]
    first = list(accumulate((line.count("\n") for line in lines), initial=1))
    for finding in lint("".join(lines), look.case, look.evaluation, look.moment):
        yield _lack(batch[bisect_right(first, finding.line, hi=len(batch)) - 1], finding)


def _lack(text: _Text, finding: Finding) -> Lack:
    """The lint speaks to the desk and may quote what must stay; a gate can leave it, so it tells the rule alone.

    The key is of this very text: an override does not outlive an edit.
    """
    key = f"g6:{text.place}:{finding.rule}:{digest_of(text.text + finding.excerpt)[:12]}"
    sentence = f"A text for the public ({text.field}) breaks a rule of wording: {finding.rule.word}."
    return Lack(key, sentence, f"{finding.rule.meaning} Lint the text and change it.", text.kind, text.id)


def _texts(look: Look) -> Iterator[_Text]:
    """Each text in our own words with its place and where that leads: passages at once, others once approved."""
    for passage in look.case.outgoing.passages:
        yield _Text(f"passage:{passage.section}", passage.text, "gate", "g6")
    for approved in look.approved:
        subject = approved.place.rpartition(":")[0]
        if approved.field in _OWN_WORDS and not approved.place.startswith("passage:"):
            kind = "statement" if approved.statement else "question" if approved.field == "proposition" else "gate"
            yield _Text(approved.place, approved.held, kind, "g6" if kind == "gate" else subject)
