"""What the overrides of the gates cover: the findings that they name, as long as nothing came that these rest on."""

from __future__ import annotations

from collections.abc import Iterator

from workflow import facts as f
from workflow.case import Case, Moment
from workflow.facts import FactId
from workflow.outgoing import Override
from workflow.outreach import FIELD_OF
from workflow.promises import is_unnamed, paired
from workflow.terms import Gate, Stance, Standing

Covered = dict[tuple[Gate, str], Override]
"""For each gate and each key of a finding the last override that covers it."""


def covered(case: Case, moment: Moment) -> Covered:
    """The findings that are overridden, as far as they rest on what is known at a moment."""
    return covered_and_lapsed(case, moment)[0]


def covered_and_lapsed(case: Case, moment: Moment) -> tuple[Covered, Covered]:
    """The findings that are overridden at a moment, and those that were until something came that they rest on.

    An editor decides on what was there: a finding that rests on a word logged, corrected or agreed on since, or on a
    purported fact written since, is to be decided anew.
    """
    if not case.outgoing.overrides:
        return {}, {}
    newest: dict[str, int] = {}
    for key, place in _rests_on(case, moment):
        newest[key] = max(place, newest.get(key, place))
    named = ((override, key) for override in case.outgoing.overrides for key in override.findings - VAULTED)
    last = {(override.gate, key): override for override, key in named}
    covers = {found: override for found, override in last.items() if newest.get(found[1], -1) < override.position}
    return covers, {found: override for found, override in last.items() if found not in covers}


def _rests_on(case: Case, moment: Moment) -> Iterator[tuple[str, int]]:
    """The keys of findings, each with the places in the log of the entries that they could rest on."""
    touched = {statement.id: statement.position for statement in case.statements}
    for place, entry in enumerate(case.entries):
        if entry.id not in case.in_effect:
            continue
        if isinstance(entry.fact, f.StatementCorrected | f.TermsAgreed):
            touched[entry.fact.statement] = place
        elif isinstance(entry.fact, f.DocumentDescribed):
            yield from (
                (f"{Gate.REPLY}:{standing}", place) for standing in _PARTIES if FIELD_OF[standing] in entry.fact.fields
            )
    pairs = paired(case, moment)
    for statement in case.learned_by(moment):
        place = touched[statement.id]
        if statement.source in pairs:
            yield PAIRING, place
        terms, embargo = statement.terms_at(moment.as_of)
        if is_unnamed(terms):
            yield f"{Gate.UNNAMED}:{statement.source}:knowledge", place
        if is_unnamed(terms) and terms.counts and (embargo is None or embargo <= moment.at):
            for question, stance in statement.says.stances.items():
                yield origins_key(question, stance), place
                yield own_source_key(question, stance), place


def origins_key(question: FactId, stance: Stance) -> str:
    """The key of the finding that a side of a question rests on one origin."""
    return f"{Gate.ORIGINS}:{question}:{stance}"


def own_source_key(question: FactId, stance: Stance) -> str:
    """The key of the finding that a side of a question rests on the unnamed sources of others alone."""
    return f"{Gate.OWN_SOURCE}:{question}:{stance}"


PAIRING = f"{Gate.WORDING}:pairing"
"""The key of the finding that one source declines by name and informs unnamed."""

LINKED = f"{Gate.WORDING}:linked"
"""The key of the same finding where the two are entries that only the vault links."""

UNTOLD = f"{Gate.WORDING}:unchecked"
"""The key of the finding that the vault is locked, so that linked entries were not compared."""

ONE_PERSON = f"{Gate.ORIGINS}:linked"
"""The key of what gate g1 finds where two origins are one person, as the open vault tells."""

VAULTED = frozenset({LINKED, ONE_PERSON, UNTOLD})
"""What no override covers: it would write into the log what only the vault may hold."""

_PARTIES = (Standing.AUTHOR, Standing.ISSUER)
