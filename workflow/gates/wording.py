"""g6: nobody declines by name and informs unnamed, and the lint finds nothing in our own texts for the public."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.facts import FactId
from workflow.gates.look import Lack, Look
from workflow.outgoing import digest_of
from workflow.promises import forbidden_pairing

_OWN_WORDS = ("title", "proposition", "paraphrase", "text")
"""The fields, beside the passages, in which the words are ours and not a source's."""


def wording(look: Look) -> Iterator[Lack]:
    """g6: a lack for the forbidden pairing, which names neither side, and for each finding of the lint."""
    if forbidden_pairing(look.case, look.moment):
        sentence = "One source both declines by name and informs unnamed."
        yield Lack("g6:pairing", sentence, "Change one of the two; neither is told here.", "case")
    for place, text, kind, name in _texts(look):
        yield from _linted(look, place, text, kind, name)


def _linted(look: Look, place: str, text: str, kind: str, name: FactId) -> Iterator[Lack]:
    from workflow.lint import DraftTooLong, lint  # a big room, which a case without public texts never needs

    field = place.rpartition(":")[2]
    try:
        findings = lint(text, look.case, look.evaluation, look.moment)
    except DraftTooLong as error:
        yield Lack(
            f"g6:{place}:long", f"A text for the public ({field}) is too long to check.", error.remedy, kind, name
        )
        return
    for finding in findings:
        # The lint speaks to the desk and may quote what must stay; a gate can leave it, so it tells the rule alone.
        key = f"g6:{place}:{finding.rule}:{digest_of(finding.excerpt)[:12]}"
        sentence = f"A text for the public ({field}) breaks a rule of wording: {finding.rule.word}."
        yield Lack(key, sentence, f"{finding.rule.meaning} Lint the text and change it.", kind, name)


def _texts(look: Look) -> Iterator[tuple[str, str, str, FactId]]:
    """Each text in our own words with its place and where that leads: passages at once, others once approved."""
    for passage in look.case.outgoing.passages:
        yield f"passage:{passage.section}", passage.text, "gate", "g6"
    for approved in look.approved:
        subject = approved.place.rpartition(":")[0]
        if approved.field in _OWN_WORDS and not approved.place.startswith("passage:"):
            kind = "statement" if approved.statement else "question" if approved.field == "proposition" else "gate"
            yield approved.place, approved.held, kind, "g6" if kind == "gate" else subject
