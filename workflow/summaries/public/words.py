"""What every rendering of a public summary says in our own words: names of questions, dates, gaps, headings."""

from __future__ import annotations

from workflow.phrases import MONTHS, capital, counted
from workflow.summaries.marks import SIGNS
from workflow.summaries.public.model import (
    Change,
    Correction,
    Day,
    Gaps,
    Headline,
    Name,
    Passage,
    PublicSummary,
    Question,
    Sentence,
    Time,
)
from workflow.terms import Kind, State

KICKER = "How we checked this"
UNTITLED = "A document"
UNASKED = "No question has been raised yet."
INVENTED = "This case is made up."

WHAT = "What it is and where it surfaced"
QUOTES = "In their own words"
ASKED = "Whom we asked, and what came of it"
METHOD = "What we did to check it"
LIMITS = "What we could not check"
CHANGES = "Changes and corrections"
LEGEND = "The words used here"
ABOUT_HEADING = "About this summary"

NO_FACTS = "What it claims about itself is not shown here."
UNWORDED = "Its wording has not been approved for publication."
UNTOLD = "What this rests on is not published here, or not all of it."
NOT_SHOWN = "This passage has not been approved for publication."
NOTHING_CHANGED = "No answer has changed."
ABOUT = (
    "Each question has an answer of its own, worked out from what was said, by whom, and how they know. Words that "
    "repeat another report, and words that their source has since overtaken or taken back, count for nothing.",
    "A confirmed origin does not make true what a document says, and a denial alone does not make it a forgery. "
    "Silence confirms nothing.",
    "What others said stands here word for word as it was approved for publication. What was told on terms that "
    "forbid printing it is left out without a mark.",
)

CLAUSES = {
    Kind.GENUINE: "whether it comes from where it claims",
    Kind.INTACT: "whether the copy is complete and unaltered",
    Kind.STATUS: "whether it is what it is presented as",
    Kind.DELIVERED: "whether it reached its addressee",
    Kind.READING: "whether it means what was reported",
    Kind.CONTENT: "whether what it says is true",
    Kind.HANDLING: "whether it was classified, released or stolen as claimed",
}
"""What a question asks, in a clause that claims nothing."""

_ESTABLISHED = frozenset(state for state in State if state.positive)
_NOBODY = frozenset({State.UNCONFIRMED, State.WITHDRAWN})
PARTS = (
    ("What is confirmed, and by whom", _ESTABLISHED, "Nothing is confirmed so far."),
    ("What is disputed, and by whom", frozenset(State) - _ESTABLISHED - _NOBODY, "No answer stands disputed so far."),
    ("What nobody has established", _NOBODY, "On every question there is something that counts."),
)
"""The three parts in which the questions stand, each as deep as the others: heading, states, what stands for none."""

_MISSING = (
    ("statement", "statements"),
    ("request for comment", "requests for comment"),
    ("claim of the document about itself", "claims of the document about itself"),
    ("place of publication", "places of publication"),
)


def name(question: Name) -> str:
    """What a question is called."""
    return f"{question.kind.word} {question.number}" if question.number else question.kind.word


def group(state: State, questions: tuple[Name, ...]) -> str:
    """A state with its questions and what they ask, never without."""
    return f"{capital(state.word)}: {'; '.join(f'{name(it)} ({CLAUSES[it.kind]})' for it in questions)}."


def headline(top: Headline) -> tuple[str, str]:
    """The line that speaks for the document, and the one of the questions in other states."""
    lines = [group(state, questions) for state, questions in top.groups]
    return (lines[0] if lines else UNASKED), " ".join(lines[1:])


def state(it: State) -> str:
    """A state with its sign."""
    return f"{SIGNS[it.glyph]} {capital(it.word)}"


def day(it: Day) -> str:
    """A date."""
    return f"{it.day} {MONTHS[it.month - 1]} {it.year}"


def time(it: Time) -> str:
    """A date and a time."""
    return f"{day(it.day)} {it.hour:02}:{it.minute:02} UTC"


def text(sentence: Sentence) -> str:
    """A sentence, without its date."""
    return "".join(piece.text for piece in sentence.pieces)


def dated(sentence: Sentence) -> str:
    """A sentence with its date, where it has one."""
    return f"{text(sentence)} ({day(sentence.said)})" if sentence.said else text(sentence)


def paragraphs(it: Passage) -> tuple[str, ...]:
    """A passage, or that it is not approved."""
    return tuple(filter(str.strip, it.text.text.split("\n"))) if it.text else (NOT_SHOWN,)


def sides(question: Question) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """The sentences of a question by what they do, those sides alone that have any."""
    found = (("Confirming it", question.confirms), ("Disputing it", question.disputes), ("Also said", question.others))
    return tuple((label, sentences) for label, sentences in found if sentences)


def change(it: Change) -> str:
    """A question's answer then and now."""
    before = state(it.before) if it.before else "not yet asked"
    after = state(it.after) if it.after else "no longer asked"
    return f"{capital(name(it.name))}: {before} → {after}"


def correction(it: Correction) -> str:
    """A correction in our own words, to stand before its own."""
    return f"Corrected on {day(it.at)}"


def gaps(found: Gaps) -> tuple[str, ...]:
    """What is left out for want of approval, a sentence each."""
    numbers = (found.statements, found.requests, found.facts, found.places)
    return tuple(
        f"{counted(number, *words)} {'is' if number == 1 else 'are'} not shown, or not in full: "
        f"{'its' if number == 1 else 'their'} wording has not been approved for publication."
        for number, words in zip(numbers, _MISSING, strict=True)
        if number
    )


def legend(summary: PublicSummary) -> tuple[State, ...]:
    """The states that a summary uses, in the order of the vocabulary."""
    used = {question.state for question in summary.questions}
    if summary.since:
        used |= {it for found in summary.since.changes for it in (found.before, found.after) if it}
    return tuple(it for it in State if it in used)
