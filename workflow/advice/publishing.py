"""What is to be done before anything is published, and after: hold the original, keep promises, tell readers.

These lines may stand in a summary that leaves the desk. What is held, initialled and exported they look up in the
whole case; unnamed sources they count, and call none of them anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from workflow.advice.prompt import DOCUMENT, Line, Place, and_more
from workflow.advice.view import View
from workflow.clean import clean
from workflow.duty import STRICTER, Duty
from workflow.facts import FactId
from workflow.gates import boxes_missing
from workflow.gates.boxes import newest_approval
from workflow.phrases import capital, counted, listed, say_when, short
from workflow.promises import own_unnamed
from workflow.terms import Audience, ExhibitKind
from workflow.verdict import question_words
from workflow.when import parse_when


def nothing_held(view: View) -> Iterator[Line]:
    """W1: no file and no capture is held."""
    kinds = (ExhibitKind.ORIGINAL, ExhibitKind.CAPTURE)
    if all(exhibit.kind not in kinds for exhibit in view.whole.holdings.exhibits):
        text = "Save the original, and the page you found it on, before anything else."
        yield Line(text, "Neither the document nor the page where it was found is kept here.", DOCUMENT)


def no_editor_knows(view: View) -> Iterator[Line]:
    """W16: our own unnamed source, no editor knows who."""
    if found := [own.source for own in own_unnamed(view.case, view.moment) if "editor" in own.missing]:
        one = len(found) == 1
        reason = f"{_ours(found)}: no editor is on file as knowing who {'it is' if one else 'they are'}."
        yield Line("Tell an editor who this is before publication.", reason, Place("source", found[0]))


def not_agreed(view: View) -> Iterator[Line]:
    """W17: our own unnamed source, reason or descriptor missing."""
    lacking = {"reason", "descriptor"}
    if found := [own.source for own in own_unnamed(view.case, view.moment) if lacking.intersection(own.missing)]:
        text = "Agree the description word for word, and record why there is no name."
        reason = f"{_ours(found)}: the agreed description, or why there is no name, is not on file."
        yield Line(text, reason, Place("source", found[0]))


def duty_to_tell(view: View) -> Iterator[Line]:
    """W29: a counted statement was retracted, superseded or erased after an export, or a state is another now.

    What was printed comes first, with the place where it was.
    """
    if not view.duties:
        return
    found = sorted(view.duties, key=lambda duty: not _places(view, duty))
    affected = listed(words for duty in found for words in duty.affected(view.whole))
    exports = listed(_export(view, duty) for duty in found)
    text = f"Affected: {affected}; {exports}. Tell the editor, correct what was published."
    duty = found[0]
    reason = and_more(_change(view, duty), len(found) - 1)
    yield Line(text, reason, Place("export", duty.export.id))


def boxes_open(view: View) -> Iterator[Line]:
    """W34: before any public export. One that came after the last approval was the last that is planned."""
    case = view.whole
    public = [export.position for export in case.outgoing.exports if export.audience is Audience.PUBLIC]
    if not case.learned_by(view.moment) or (public and public[-1] > newest_approval(case)):
        return
    if missing := boxes_missing(case, view.moment):
        verb = "is" if len(missing) == 1 else "are"
        boxes = " and ".join(part for part in (", ".join(b.word for b in missing[:-1]), missing[-1].word) if part)
        text = "Harm, law, traces that identify the source: initials."
        yield Line(text, f"{capital(boxes)} {verb} not initialled.", Place("gate", "g7"))


def _ours(sources: list[FactId]) -> str:
    return f"{counted(len(sources), 'unnamed source')} of ours"


def _export(view: View, duty: Duty) -> str:
    """An export as a reader of the line knows it: for whom, when, and where it was printed."""
    export = duty.export
    when = f" of {say_when(parse_when(export.claimed_at), view.whole.zone)}" if export.claimed_at else ""
    places = listed(_places(view, duty))
    return f"the export for {export.audience.word}{when}{f', printed at {places}' if places else ''}"


def _places(view: View, duty: Duty) -> list[str]:
    """Where an export was printed by the moment."""
    at, zone = view.moment.as_of, view.whole.zone
    return [clean(short(one.where)) for one in duty.printed if at is None or one.at.known_at(zone) <= at]


def _change(view: View, duty: Duty) -> str:
    """What is otherwise now than when the readers of an export were last told."""
    if duty.erased:
        words = listed(question_words(view.whole, duty.questions))
        return f"{_ERASED} On {words}, what was told does not stand as it was." if words else _ERASED
    if duty.moved:
        (word,) = question_words(view.whole, (duty.moved[0].question,))
        sentence = f"They were told that {word} was {duty.moved[0].before.word}, and it is {duty.moved[0].after.word}"
        rest = len(duty.moved) - 1
        return f"{sentence}; {counted(rest, 'more question')} moved too." if rest else f"{sentence}."
    words = listed(question_words(view.whole, duty.questions))
    if all(ended.why == STRICTER for ended in duty.ended):
        return f"On {words}, the terms of what was told are stricter now."
    return f"On {words}, what counted when it was made does not count now."


_ERASED = "Something that stood in the log when it was made has been erased since."
