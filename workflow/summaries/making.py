"""The bytes of everything that can leave the desk, each with what it holds, what it leaves out, and what to heed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from workflow import summaries
from workflow.case import Case, Moment
from workflow.errors import UsageError
from workflow.exported import last_summary, standing_then
from workflow.facts import DeskSettings
from workflow.phrases import counted, say_instant
from workflow.summaries.changes import Changes, Then, desk_changes, editor_changes, lawyer_changes
from workflow.summaries.leaving import Leaving
from workflow.summaries.side_by_side import beside_the_last
from workflow.terms import Audience, Gate
from workflow.verdict import evaluate
from workflow.when import Instant, iso

FORMS: Mapping[Audience, tuple[str, ...]] = {
    Audience.EDITOR: ("md", "html", "json", "csv"),
    Audience.LAWYER: ("md", "html", "json"),
    Audience.PUBLIC: ("md", "html", "json", "claimreview"),
    Audience.DESK: ("case",),
}
"""The forms of a summary by audience, the first one being meant where none is named."""


def summary(
    case: Case,
    moment: Moment,
    audience: Audience,
    form: str,
    desk: DeskSettings,
    *,
    heads: Sequence[str] = (),
    since: Instant | None = None,
) -> Leaving:
    """The summary of a case for a reader. `since` is an earlier moment; else it tells what changed since the last one.

    Raises UsageError for a form that the audience has not.
    """
    if form not in FORMS[audience]:
        raise UsageError(
            f"There is no {form} for {audience.word}.", remedy=f"Choose from {', '.join(FORMS[audience])}."
        )
    make, heeded = _MAKERS[audience], _ahead(moment)
    moment = moment.present
    data, holds, left_out = make(case, moment, form, desk, heads, since)
    return Leaving(audience, form, data, _as_of(moment), holds, left_out, (*heeded, *warnings(case, moment, audience)))


def case_file(case: Case) -> Leaving:
    """The whole case for another desk."""
    from workflow.casefile.writing import write_case

    data, left_out = write_case(case)
    holds = f"Everything, off the record and names included: {counted(len(case.statements), 'statement')}."
    return Leaving(Audience.DESK, "case", data, "", holds, tuple(map(_carried, left_out)))


def _carried(sentence: str) -> str:
    return sentence if sentence.startswith("Not carried") else f"Not carried: {sentence}"


def calendar_file(cases: Iterable[Case], now: Instant) -> Leaving:
    """The open deadlines of some cases as a calendar."""
    from workflow.deadlines import calendar, deadlines

    held = tuple(cases)
    found = len(deadlines(held, now))
    untold = "Requests to people who are not named here, and what was asked, are left out."
    return Leaving(Audience.DESK, "ics", calendar(held, now), "", f"{counted(found, 'deadline')}.", (untold,))


def since_export(case: Case, audience: Audience) -> Then:
    """The case as it stood when the last summary left for an audience (for the desk: any file). Raises UsageError.

    For the public that is the last one printed, if one was; a file of changes is never it.
    """
    export = last_summary(case.outgoing.exports, audience)
    if export is None:
        whom = "" if audience is Audience.DESK else f" for {audience.word}"
        raise UsageError(f"No file to compare with has left{whom} yet.", remedy="Give a moment to compare with.")
    held, moment = standing_then(case, export)
    return Then(held, moment, f"the file for {export.audience.word} ({export.form})")


def changed(then: Then, case: Case, moment: Moment, audience: Audience, desk: DeskSettings) -> Changes[Any]:
    """What changed, for a reader or for the desk itself. Raises UsageError where the earlier moment comes later."""
    if audience is not Audience.DESK:
        moment = moment.present
    if then.moment.at > moment.at:
        stood = say_instant(then.moment.at, case.zone)
        raise UsageError(f"What it is compared with stood later, at {stood}.", remedy="Give an earlier moment.")
    if audience is Audience.PUBLIC:
        from workflow.summaries.changes_public import public_changes
        from workflow.summaries.public import public_summary

        before, after = public_summary(then.case, then.moment, desk), public_summary(case, moment, desk)
        return public_changes(before, after, "as it was told then")
    if audience is Audience.EDITOR:
        return editor_changes(then, case, moment, summaries.case_version(case, moment, desk))
    if audience is Audience.LAWYER:
        return lawyer_changes(then, case, moment, summaries.case_version(case, moment, desk))
    return desk_changes(then, case, moment)


def difference_file(
    then: Then, case: Case, moment: Moment, audience: Audience, form: str, desk: DeskSettings
) -> Leaving:
    """What changed as a file of its own. Raises UsageError."""
    from workflow.summaries.changes_page import render_html, render_json, render_markdown

    found = changed(then, case, moment, audience, desk)
    render = {"md": render_markdown, "html": render_html, "json": render_json}[form]
    parts = sum(len(part.lines) for part in found.parts)
    holds = f"{counted(len(found.states), 'state')} changed, {counted(parts, 'other change')}."
    heeded: tuple[str, ...] = ()
    if audience is not Audience.DESK:
        heeded, moment = _ahead(moment), moment.present
        heeded += warnings(case, moment, audience)
    return Leaving(audience, f"diff-{form}", render(found).encode(), _as_of(moment), holds, (), heeded)


def warnings(case: Case, moment: Moment, audience: Audience) -> tuple[str, ...]:
    """What to heed before a file leaves for a reader, a line each; none of it keeps the file from leaving."""
    found = (*_shut(case, moment, audience), *_descriptors(case, moment, audience), *_late_terms(case, moment))
    return (*found, *beside_the_last(case, moment, audience))


def _ahead(moment: Moment) -> tuple[str, ...]:
    if moment.present is moment:
        return ()
    return ("No file stands at a moment that has not come: this one stands now.",)


def _shut(case: Case, moment: Moment, audience: Audience) -> Iterator[str]:
    """The gates that are shut, each with what would open it; the boxes are for the public alone."""
    from workflow.gates import gates

    for view in gates(case, evaluate(case, moment), moment):
        if view.is_open or (view.gate is Gate.BOXES and audience is not Audience.PUBLIC):
            continue
        first, more = view.findings[0], len(view.findings) - 1
        others = f" And {counted(more, 'more finding')}." if more else ""
        yield f"{view.gate} ({view.gate.word}) is shut: {first.sentence} {first.opens}{others}"


def _descriptors(case: Case, moment: Moment, audience: Audience) -> Iterator[str]:
    from workflow.jigsaw import new_descriptors

    yield from (new.sentence for new in new_descriptors(case, audience, moment))


def _late_terms(case: Case, moment: Moment) -> Iterator[str]:
    from workflow.promises import promises

    late = [case.by_id[kept.statement].says.slug for kept in promises(case, moment) if kept.after_the_fact]
    if late:
        yield f"Terms were agreed after the words were said: {', '.join(late[:5])}{' and more' if late[5:] else ''}."


Made = tuple[bytes, str, tuple[str, ...]]


def _editor(
    case: Case, moment: Moment, form: str, desk: DeskSettings, heads: Sequence[str], since: Instant | None
) -> Made:
    found = summaries.editor_summary(case, moment, desk, heads=heads, since=since)
    holds = ", ".join(
        (
            counted(len(found.questions), "question"),
            f"{counted(len(found.timeline), 'entry', 'entries')} on the timeline",
            counted(len(found.sources), "source"),
        )
    )
    names = "Left out: names of sources that spoke unnamed, code names, notes."
    data = summaries.RENDERERS[form](found).encode()
    return data, f"{holds}.", (*_counts(found.off_record, found.deep_background), names)


def _lawyer(
    case: Case, moment: Moment, form: str, desk: DeskSettings, heads: Sequence[str], since: Instant | None
) -> Made:
    from workflow.summaries import lawyer

    found = lawyer.lawyer_summary(case, moment, desk, heads=heads, since=since)
    holds = ", ".join(
        (
            counted(len(found.claims), "claim"),
            f"{counted(len(found.adverse), 'statement')} against",
            counted(len(found.replies), "request for comment", "requests for comment"),
            counted(len(found.exhibits), "exhibit"),
        )
    )
    names = "Left out: who the unnamed sources are, opinions, notes; what is under embargo is marked as evidence."
    return (
        lawyer.RENDERERS[form](found).encode(),
        f"{holds}.",
        (*_counts(found.off_record, found.deep_background), names),
    )


def _public(
    case: Case, moment: Moment, form: str, desk: DeskSettings, heads: Sequence[str], since: Instant | None
) -> Made:
    from workflow.summaries import public
    from workflow.summaries.public import words

    if since is not None:
        raise UsageError(
            "The public summary tells what changed since the last one.", where="--since", remedy="Leave it out."
        )
    found = public.public_summary(case, moment, desk)
    told = sum(len(side) for question in found.questions for _, side in words.sides(question))
    holds = f"{counted(len(found.questions), 'question')}, {counted(told, 'sentence')} from statements."
    names = "Left out: all that nobody approved, and unnamed sources beyond the agreed descriptor."
    return public.RENDERERS[form](found).encode(), holds, (*words.gaps(found.gaps), names)


_MAKERS: Mapping[Audience, Callable[..., Made]] = {
    Audience.EDITOR: _editor,
    Audience.LAWYER: _lawyer,
    Audience.PUBLIC: _public,
}


def _counts(off_record: int, deep: int) -> tuple[str, ...]:
    kept = ((off_record, "off the record"), (deep, "on deep background"))
    return tuple(f"Left out: {counted(number, 'statement')} {why}." for number, why in kept if number)


def _as_of(moment: Moment) -> str:
    return "" if moment.as_of is None else iso(moment.as_of)
