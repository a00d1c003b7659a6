"""What unnamed, unasked and withheld sources leave to do."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.advice.prompt import CASE, VAULT, Line, Place, and_more
from workflow.advice.view import UNKNOWN, View, place_of, printable, who
from workflow.case import Question, Statement
from workflow.copies import copies
from workflow.facts import FactId
from workflow.fate import Fate, Rule
from workflow.flags import learned_late as is_late
from workflow.flags import lineages, through_outlet
from workflow.gates import covered, origins_key, own_source_key
from workflow.people import NOT_CHECKED
from workflow.phrases import capital, counted, listed, say_instant, say_when, short
from workflow.promises import forbidden_pairing as is_paired
from workflow.promises import linked_pairing
from workflow.terms import Gate, Kind, Knowledge, Stance, Standing, State, Term, Weight

_WITHHELD = (Term.OFF_RECORD, Term.DEEP_BACKGROUND)
_COULD_COUNT = (Rule.COUNTS, Rule.UNASKED, Rule.EMBARGO)


def only_outlets(view: View) -> Iterator[Line]:
    """W13: anonymously confirmed, all of it through outlets, and no editor has said that it is told second-hand."""
    relayed: list[Question] = []
    outlets: list[str] = []
    done = covered(view.case, view.moment)
    for question in view.within(State.ANONYMOUSLY_CONFIRMED):
        if (Gate.OWN_SOURCE, own_source_key(question.id, Stance.CONFIRMS)) in done:
            continue
        carriers = [_outlet(view, fate.statement) for fate in view.tallies[question.id].confirms.anonymous]
        if all(carriers):
            relayed.append(question)
            outlets += carriers
    if relayed:
        names = listed(outlets, "or")
        text = f"You have no source of your own. Find one, or use the second-hand wording that names {names}."
        verb = "rests" if len(relayed) == 1 else "rest"
        reason = f"{capital(view.named(relayed))} {verb} on unnamed sources of {listed(outlets)} alone."
        yield Line(text, reason, place_of(relayed[0]))


def one_origin(view: View) -> Iterator[Line]:
    """W14: anonymously confirmed, one lineage, and no senior editor has given a reason."""
    done = covered(view.case, view.moment)
    single = [
        question
        for question in view.within(State.ANONYMOUSLY_CONFIRMED)
        if lineages(view.case, view.tallies[question.id].confirms.anonymous, question.id) == 1
        and (Gate.ORIGINS, origins_key(question.id, Stance.CONFIRMS)) not in done
    ]
    if single:
        text = "One origin only. Get a second, independent one, or a senior editor's reason."
        verb = "rests" if len(single) == 1 else "each rest"
        yield Line(text, f"{capital(view.named(single))} {verb} on what counts as one origin.", place_of(single[0]))


def same_person(view: View) -> Iterator[Line]:
    """W15: two outlets' unnamed sources without a lineage."""
    found: dict[str, Statement] = {}
    for fate in view.live_anonymous():
        says, source = fate.statement.says, view.case.source_of(fate.statement)
        outlet = _outlet(view, fate.statement)
        if outlet and not says.lineage and not source.lineage:
            found.setdefault(outlet.casefold(), fate.statement)
    if len({statement.source for statement in found.values()}) > 1:
        outlets = listed(_outlet(view, statement) for statement in found.values())
        text = "Could these be the same person? Ask each outlet how it knows."
        place = Place("statement", next(iter(found.values())).id)
        yield Line(text, f"{outlets} each cite an unnamed source, and neither says what it rests on.", place)


def never_asked(view: View) -> Iterator[Line]:
    """W18: knowledge unknown on a statement that could count."""
    unasked: dict[FactId, Statement] = {}
    for question, fate in view.fates():
        if fate.statement.source not in unasked and _unasked(view, question, fate):
            unasked[fate.statement.source] = fate.statement
    if unasked:
        sources = [who(view.case, statement) for statement in unasked.values()]
        verb, names = ("Has", sources[0]) if len(unasked) == 1 else ("Have", _names(sources))
        first = next(iter(unasked.values()))
        if verb == "Has" and _of_several(view, first):
            verb = "Have"
        text = f"{verb} {names} seen the document, or been told about it?"
        reason = f"Nobody asked {names} how they know."
        yield Line(text, reason, Place("statement", first.id))


def withheld(view: View) -> Iterator[Line]:
    """W19: off the record or deep background."""
    if found := [statement for statement in view.statements if view.terms(statement) in _WITHHELD]:
        text = "This supports no state. Ask to move it to background, or use it to find someone else."
        verb = "is" if len(found) == 1 else "are"
        reason = f"{counted(len(found), 'statement')} {verb} off the record or on deep background."
        yield Line(text, reason, Place("statement", found[0].id))


def embargoed(view: View) -> Iterator[Line]:
    """W20: under embargo."""
    seen: set[FactId] = set()
    for _, fate in view.fates():
        statement = fate.statement
        if fate.rule is Rule.EMBARGO and statement.id not in seen:
            seen.add(statement.id)
            lifts = statement.terms_at(view.moment.as_of)[1]
            if lifts is not None:
                text = f"Counts from {say_instant(lifts, view.case.zone)}."
                reason = f"What {who(view.case, statement)} said is under embargo until then."
                yield Line(text, reason, Place("statement", statement.id))


def only_provider(view: View) -> Iterator[Line]:
    """W21: only the provider vouches."""
    if Standing.PROVIDER not in view.heard:
        return
    alone = [
        question
        for question in view.case.questions
        if question.kind is not Kind.HANDLING and _vouchers(view, question) == {Standing.PROVIDER}
    ]
    if alone:
        text = "The person who gave it to you cannot confirm it. Where did they get it, and who else saw it made?"
        yield Line(text, f"Only whoever gave us the copy confirms {view.named(alone)}.", place_of(alone[0]))


def which_copy(view: View) -> Iterator[Line]:
    """W28: a second copy with another hash, and statements that count do not say which one they are about."""
    copied = [one for one in copies(view.whole) if view.moment.has_seen(one.claimed_at)]
    if len(copied) < 2:
        return
    unsaid: dict[FactId, Statement] = {}
    for _, fate in view.fates():
        says = fate.statement.says
        if fate.live and not (says.copy_of or says.rests_on):
            unsaid.setdefault(fate.statement.id, fate.statement)
    if unsaid:
        held = counted(len(copied), "copy", "copies")
        verb = "that counts does" if len(unsaid) == 1 else "that count do"
        reason = f"{capital(held)} with other bytes are held, and {counted(len(unsaid), 'statement')} {verb} not say."
        yield Line("Which statements were about which copy?", reason, Place("statement", next(iter(unsaid))))


def learned_late(view: View) -> Iterator[Line]:
    """W31: learned a day or more after it was said."""
    found: dict[tuple[str, str], list[Statement]] = {}
    for statement in reversed(view.statements):
        if statement.says.learned_at and is_late(statement) and printable(statement):
            found.setdefault((statement.said.text, statement.learned.text), []).append(statement)
    for statement, *more in found.values():
        said, learned = (say_when(when, view.case.zone) for when in (statement.said, statement.learned))
        text = f"Said {said}, learned {learned}. Check what was published in between."
        reason = f"What {who(view.case, statement)} said reached us a day or more later."
        yield Line(text, and_more(reason, len(more)), Place("statement", statement.id))


def forbidden_pairing(view: View) -> Iterator[Line]:
    """W32: the same source declines by name and informs unnamed; neither the line nor its place tells which."""
    if is_paired(view.case, view.moment):
        yield Line(_PAIRING, "One source both declines by name and informs unnamed.", CASE)
    if linked_pairing(view.case, view.moment, view.people):
        yield Line(_PAIRING, "One person both declines by name and informs unnamed, under two entries.", CASE)
    if not view.people.checked:
        yield Line("Open the vault: does one person both decline by name and inform unnamed?", NOT_CHECKED, VAULT)


_PAIRING = "A forbidden pairing. Change one."


def _unasked(view: View, question: Question, fate: Fate) -> bool:
    statement = fate.statement
    if fate.rule not in _COULD_COUNT or not fate.stance.weighs or statement.says.technical:
        return False
    if fate.weight is Weight.OFFICIAL or statement.knows(question.id) is not Knowledge.UNKNOWN:
        return False
    speaks_officially = question.kind in view.case.source_of(statement).standing.official_on
    return not (speaks_officially and view.terms(statement) is Term.ON_RECORD)


def _of_several(view: View, statement: Statement) -> bool:
    from workflow.wording.grammar import is_plural  # a big room, which the list of cases seldom needs

    source = view.case.source_of(statement)
    return not source.name and is_plural(source.descriptor) and who(view.case, statement) != UNKNOWN


def _names(sources: list[str]) -> str:
    """Sources as a list; several of the same description are counted, not named twice."""
    if len(set(sources)) < len(sources) <= 3 or len(set(sources)) == 1:
        return f"{sources[0]} and {counted(len(sources) - 1, 'other')}"
    return listed(sources)


def _vouchers(view: View, question: Question) -> set[Standing]:
    return {
        view.case.source_of(fate.statement).standing
        for fate in view.tallies[question.id].fates
        if fate.stance is Stance.CONFIRMS and fate.rule not in (Rule.RETRACTED, Rule.RETRACTED_BEFORE)
    }


def _outlet(view: View, statement: Statement) -> str:
    """The outlet through which an unnamed statement came, empty when it came to us."""
    if not through_outlet(view.case, statement):
        return ""
    source = view.case.source_of(statement)
    return short(statement.says.via or source.name or source.descriptor) or "an outlet"
