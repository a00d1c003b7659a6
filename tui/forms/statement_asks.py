"""What the statement form asks: as much as the answers so far call for, in the order in which a reporter speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.forms.asking import YES_NO, Answers, Ask, Control, Option, member, options, ticked
from tui.forms.naming import (
    question_hint,
    question_labels,
    source_options,
    statement_options,
)
from tui.forms.promising import agreement_asks, descriptor_offers, promise_asks
from tui.forms.reading import date_hint
from tui.forms.speaker import Speaker
from tui.short_names import next_code_name
from workflow.terms import RANKS, ExhibitKind, Knowledge, Stance, Standing, Term

if TYPE_CHECKING:
    from tui.naming import Naming
    from workflow.case import Case, Question

PARTLY = "partly"
SPLIT = "There is no partly: take a stance on each question, and raise a question of its own for what stands apart."

TERMS = (
    Option("on_record", "on the record", "May we quote? Yes. As what? By name. Use it to ask others? Yes."),
    Option("background", "background", "May we quote? If agreed. As what? The agreed descriptor. Ask others? Yes."),
    Option("deep_background", "deep background", "No quote, no source at all: in our own voice only. Ask others? Yes."),
    Option("off_record", "off the record", "No quote, not to be used, not to be taken to others: a lead only."),
    Option("not_for_attribution", "not for attribution", "As background: the agreed descriptor, never the name."),
    Option("chatham_house", "Chatham House", "The information may be used, neither speaker nor affiliation."),
)
STANCES = (
    # Without a meaning of their own, so that the proposition stands beneath while one of the three is chosen.
    Option(Stance.CONFIRMS.value, Stance.CONFIRMS.word),
    Option(Stance.DISPUTES.value, Stance.DISPUTES.word),
    Option("", "no stance"),
    *options(stance for stance in Stance if not stance.weighs),
    Option(PARTLY, "partly", SPLIT),
)
KNOWS = options(Knowledge)
RANK_OPTIONS = tuple(Option(str(rank), words) for rank, words in RANKS.items())
HEARD = (Option("us", "by us", "The source spoke to us."), Option("via", "via an outlet", "Others report it."))
ALSO = (
    Option("later", "learned later", "We learned of it after it was said."),
    Option("hedged", "hedged", "It hedges, as in “appears to be authentic”. It counts as it stands."),
    Option("knows", "knows differs", "How the source knows differs from question to question."),
    Option("asserted", "says instead", "What the source says is the case instead."),
    Option("embargo", "embargo", "Not to be used before a time."),
    Option("method", "examination", "An examination with a stated method."),
    Option("derived", "repeats", "It repeats a report or another statement."),
    Option("lineage", "rests on", "What these words rest on, where not on their source."),
    Option("corrects", "puts right", "It puts right what the same source said before."),
    Option("grade", "grade", "An Admiralty pair such as B2."),
    Option("url", "address", "Where it can be read."),
)


def statement_asks(
    case: Case, naming: Naming, answers: Answers, speaker: Speaker, first_question: str = "", initials: str = ""
) -> Iterator[Ask]:
    """The fields in sight. `initials` are those of whoever agrees on terms, until others are given."""
    hint = "Enter takes the marked name; tab keeps what you typed, as a new source."
    yield Ask("who", "Who", Control.SUGGEST, hint, source_options(case, naming))
    if answers.get("who", "").strip():
        yield Ask("terms", "Terms", Control.CHOICE, "May we quote, as what, may we use it to ask others?", TERMS)
    ready = bool(answers.get("who", "").strip() and answers.get("terms"))
    if ready:
        yield from new_source(case, answers, speaker)
        yield from _heard(case, answers)
        if answers.get("heard", "us") == "us" and answers["terms"] != Term.ON_RECORD:
            offers = descriptor_offers(case, speaker.known, answers.get("descriptor", ""))
            yield from promise_asks(member(Term, answers["terms"]), offers=() if naming.hidden else offers)
            yield from agreement_asks(answers, case.zone, initials)
    yield Ask("said", "Said", Control.DATE, date_hint(case.zone))
    also = ticked(answers, "also")
    if ready:
        if "later" in also:
            yield Ask("learned", "Learned", Control.DATE, date_hint(case.zone))
        yield Ask("knows", "Knows", Control.CHOICE, "", KNOWS, default=Knowledge.UNKNOWN.value)
        questions = sorted(case.questions, key=lambda question: question.id != first_question)
        yield from _stances(case, questions, answers, also)
        yield from _which_copy(case, naming)
        if Stance.RETRACTS.value in (answers.get(f"stance:{question.id}") for question in questions):
            own = [one for one in case.statements if speaker.known is not None and one.source == speaker.known.id]
            hint = "Space ticks. None ticked takes back all that the source said on those questions."
            yield Ask("retracts", "Takes back", Control.TICKS, hint, statement_options(case, own, naming))
    yield Ask("quote", "Quote", Control.WORDS, "The exact words; the quotation marks are ours.")
    yield Ask("paraphrase", "In short", Control.WORDS, "What was said, in our words.")
    if ready:
        yield Ask("also", "Also", Control.TICKS, "Space ticks what else there is to say.", ALSO)
        yield from _more(case, naming, speaker, answers, also)


def new_source(case: Case, answers: Answers, speaker: Speaker) -> Iterator[Ask]:
    """What describes a source that the desk does not know yet, or a second entry for one that it knows."""
    if not speaker.is_new:
        return
    if speaker.by_name:
        if speaker.known is not None:
            yield Ask("name", "Name", hint="As it may be printed. Nothing links it to the unnamed entry.")
        yield Ask("descriptor", "Descriptor", hint="How print introduces the source: Chairman of the Joint Chiefs.")
    else:
        yield Ask("code_name", "Code name", hint="Nobody's name.", default=next_code_name(case))
        yield Ask("descriptor", "Descriptor", hint="How print would introduce the source: a U.S. military official.")
    yield Ask("standing", "Standing", Control.CHOICE, "What the source is to the document.", options(Standing))
    standing = answers.get("standing", "")
    if standing:
        bodies = dict.fromkeys(source.body for source in case.sources.values() if source.body)
        known = tuple(Option(body, body) for body in bodies)
        yield Ask("body", "Body", Control.SUGGEST, "The institution it belongs to.", known)
        if member(Standing, standing).official_on:
            yield Ask("rank", "Rank", Control.CHOICE, "Within its body.", RANK_OPTIONS, default="2")
        if not (speaker.by_name and member(Standing, standing).official_on):
            yield Ask("root", "Lineage", hint="What its knowledge rests on in the end; empty: the source itself.")


def _heard(case: Case, answers: Answers) -> Iterator[Ask]:
    yield Ask("heard", "Heard", Control.CHOICE, "", HEARD, default="us")
    if answers.get("heard") == "via":
        outlets = dict.fromkeys(one.says.via for one in case.statements if one.says.via)
        yield Ask("via", "Via", Control.SUGGEST, "The outlet that relayed it.", tuple(Option(o, o) for o in outlets))


def _stances(case: Case, questions: list[Question], answers: Answers, also: tuple[str, ...]) -> Iterator[Ask]:
    labels = question_labels(case)
    for question in questions:
        name, label = question.id, labels[question.id]
        yield Ask(f"stance:{name}", label, Control.CHOICE, question_hint(question), STANCES)
        if answers.get(f"stance:{name}"):
            if "knows" in also:
                yield Ask(f"knows:{name}", "  knows", Control.CHOICE, f"How it knows about {label}.", KNOWS)
            if "asserted" in also:
                yield Ask(f"asserted:{name}", "  instead", hint=f"What it says instead on {label}: a draft, unsigned.")


def _which_copy(case: Case, naming: Naming) -> Iterator[Ask]:
    """Where copies of the document with other bytes are held: about which of them these words are."""
    copies = {one.sha256: one for one in case.holdings.exhibits if one.kind is ExhibitKind.ORIGINAL}
    if len(copies) > 1:
        offers = tuple(Option(one.id, f"file {one.number}", naming.text(one.name)) for one in copies.values())
        unsaid = Option("", "not said", "The words fit any copy, or nobody said which.")
        yield Ask("copy_of", "Which copy", Control.CHOICE, "About which copy these words are.", (unsaid, *offers))


def _more(case: Case, naming: Naming, speaker: Speaker, answers: Answers, also: tuple[str, ...]) -> Iterator[Ask]:
    if "embargo" in also:
        yield Ask("embargo", "Embargo", Control.DATE, date_hint(case.zone), ahead=True, timed=True)
    if "method" in also:
        meaning = "Does it settle the question beyond doubt? That needs a sign-off."
        yield Ask("conclusive", "Conclusive", Control.CHOICE, meaning, YES_NO, default="no")
        if answers.get("conclusive") == "yes":
            yield Ask("sign_off", "Sign-off", hint="A signature that verifies, the original in hand, a laboratory.")
    if "derived" in also:
        yield Ask("derived", "Repeats", hint="The short name of a statement, such as s3, or the report.")
    if "lineage" in also:
        yield Ask("lineage", "Rests on", hint="The report, person or file in which these words end.")
    if "corrects" in also:
        own = [one for one in case.statements if speaker.known is not None and one.source == speaker.known.id]
        yield Ask("corrects", "Puts right", Control.TICKS, "Space ticks.", statement_options(case, own, naming))
    if "grade" in also:
        yield Ask("grade", "Grade", hint="A letter from A to F and a digit from 1 to 6.")
    if "url" in also:
        yield Ask("url", "Address")
