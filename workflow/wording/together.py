"""Unnamed sources of ours: how they know, why they have no name, and several of them in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.case import Statement
from workflow.facts import FactId
from workflow.fate import Fate
from workflow.flags import lineages
from workflow.terms import Knowledge, Standing
from workflow.wording.grammar import number_word, plural, reason_lead
from workflow.wording.pieces import Field, Piece, Sentence, Shape, WordingRule
from workflow.wording.saying import Claim, Manner, predicate
from workflow.wording.since import Since
from workflow.wording.view import View


def two_of_ours(view: View) -> list[Sentence]:
    """For each side of each question the unnamed sources of ours on it, where the log shows two origins or more."""
    found = []
    for question, tally in view.evaluation.tallies.items():
        proposition = view.proposition(question)
        for side in (tally.confirms, tally.disputes):
            apart = _apart(view, question, list(side.anonymous))
            if proposition is not None and len(apart) > 1:
                found.append(_together(view, question, proposition, apart))
    return found


def how(view: View, statement: Statement, questions: Sequence[FactId]) -> str:
    """How a source of ours knows, in one verb; empty where nobody asked, or where it differs.

    `received` only where the agreed descriptor itself tells that the source received it.
    """
    known = {statement.knows(question) for question in questions}
    if known == {Knowledge.INDIRECT}:
        return "was briefed on"
    if known != {Knowledge.DIRECT}:
        return ""
    agreed = statement.promise.descriptor.casefold()
    recipient = view.case.source_of(statement).standing is Standing.RECIPIENT
    return "received" if recipient and any(word in agreed for word in ("recipient", "received", "addressee")) else "saw"


def knowing(verbs: Sequence[str]) -> tuple[str, ...]:
    """How one source or several know, where that is the same verb for all: `saw the document and `."""
    if len(set(verbs)) != 1 or not verbs[0]:
        return ()
    many = len(verbs) > 1
    return (f"{verbs[0].replace('was ', 'were ') if many else verbs[0]} the document and ",)


def because(view: View, *statements: Statement) -> tuple[Piece, ...]:
    """Why there is no name, where that is agreed and the same for all."""
    reasons = [view.field(f"{s.id}:reason", s.promise.reason, Shape.REASON, unnamed=True) for s in statements]
    first = reasons[0]
    if first is None or any(reason is None or reason.shown != first.shown for reason in reasons):
        return ()
    return (reason_lead(first.text), first, *(reason._replace(shape=Shape.UNSEEN) for reason in reasons[1:] if reason))


def _apart(view: View, question: FactId, fates: Sequence[Fate]) -> list[tuple[Field, Fate]]:
    """Of these words those that we may print as of sources of ours that rest on different origins, one of each."""
    printable = []
    for fate in fates:
        statement = fate.statement
        descriptor = view.agreed_descriptor(statement)
        usable = view.is_unnamed(statement) and view.is_ours(statement) and not view.vouches(statement, question)
        if usable and descriptor:
            printable.append((descriptor, fate))
    printable.sort(key=lambda found: (found[0].text, found[1].statement.id))
    by_root: dict[str, tuple[Field, Fate]] = {}
    sources = set()
    for descriptor, fate in printable:
        source = view.case.source_of(fate.statement)
        root = fate.statement.says.lineage or source.root
        if root not in by_root and source.id not in sources:
            by_root[root] = descriptor, fate
            sources.add(source.id)
    found = list(by_root.values())
    enough = lineages(view.case, [fate for _, fate in found], question) == len(found)
    return found if enough else []


def _together(view: View, question: FactId, proposition: Field, apart: Sequence[tuple[Field, Fate]]) -> Sentence:
    fates = [fate for _, fate in apart]
    statements = [fate.statement for fate in fates]
    hedged = next((fate for fate in fates if fate.statement.says.hedged), fates[0])
    claim = Claim(hedged, question, view.question(question).kind, proposition, Since())
    verbs = [how(view, one, [question]) for one in statements]
    pieces: list[Piece] = [*_who([descriptor for descriptor, _ in apart]), ", interviewed separately, who "]
    pieces += [*knowing(verbs), "asked not to be named", *because(view, *statements), ", "]
    pieces += [*predicate([claim], Manner.UNNAMED), "."]
    ids = tuple(sorted(one.id for one in statements))
    return Sentence(WordingRule.TWO_OF_OURS, tuple(pieces), ids, (question,))


def _who(descriptors: Sequence[Field]) -> list[Piece]:
    """Several sources by what was agreed for each: one plural where the words are the same and have one."""
    number, first = number_word(len(descriptors)), descriptors[0]
    if any(one.shown != first.shown for one in descriptors):
        pieces: list[Piece] = [f"{number} sources, "]
        for place, one in enumerate(descriptors):
            pieces += ["" if place == 0 else " and " if place == len(descriptors) - 1 else ", ", one]
        return pieces
    same = [one._replace(shape=Shape.UNSEEN) for one in descriptors[1:]]
    if plural(first.text):
        return [f"{number} ", first._replace(shape=Shape.PLURAL), *same]
    return [f"{number} sources, each described as ", first, *same]
