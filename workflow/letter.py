"""Drafts the letter to the author, the issuer, a recipient or a source, from the questions that are still open to them.

It names the document by what the document claims about itself. Nothing that a source said is in it, nothing of our
copy, and not the title that the desk gave the case.
"""

from __future__ import annotations

from textwrap import fill

from workflow.case import Case, Moment, Question, Source
from workflow.errors import OnRecordError
from workflow.facts import DeskSettings
from workflow.outreach import FIELD_OF
from workflow.phrases import say_instant
from workflow.terms import Kind, Standing, Weight
from workflow.verdict import evaluate
from workflow.voices import Names
from workflow.when import Instant

WIDTH = 78
"""Columns of the letter."""

_MAKER = {
    Kind.GENUINE: "Did you write or issue this document, or have it written?",
    Kind.STATUS: "Was it final, signed and issued as it stands? If it was a draft, what became of it?",
    Kind.DELIVERED: "Was it sent? If so, when, how and to whom?",
    Kind.READING: "What did you mean by it?",
}
_RECIPIENT = {
    Kind.GENUINE: "Do you know this document, and whom did it come from?",
    Kind.STATUS: "Was what you received final and signed?",
    Kind.DELIVERED: "Did it reach you? If so, when and how, signed or unsigned?",
    Kind.READING: "How do you understand it?",
}
_ANYONE = {
    Kind.GENUINE: "Do you know who wrote or issued this document, and how do you know?",
    Kind.INTACT: "Is the text that has become known complete and unaltered? If not, what is missing, added or changed?",
    Kind.STATUS: "Do you know whether it was final, signed and issued?",
    Kind.DELIVERED: "Do you know whether it was sent, and whether it arrived?",
    Kind.READING: "How do you understand it?",
    Kind.CONTENT: "Is what it says true?",
    Kind.HANDLING: "Was it classified or confidential, and was it lawfully released?",
}
_ASKED = {Standing.AUTHOR: _MAKER, Standing.ISSUER: _MAKER, Standing.RECIPIENT: _RECIPIENT}
_CLAIMS = {"author": "Author", "issuer": "Issued by", "recipient": "Addressed to", "date": "Dated", "claims": "It says"}


class NothingToAsk(OnRecordError):
    """No question of the case is open to the one who would be written to."""


def questions_for(case: Case, moment: Moment, to: Standing | Source) -> tuple[Question, ...]:
    """The questions that a letter puts: those on which its addressee has no official word that stands."""
    evaluation = evaluate(case, moment.present)

    def has_settled(question: Question) -> bool:
        return any(
            fate.live and fate.weight is Weight.OFFICIAL and _speaks_for(case.source_of(fate.statement), to)
            for fate in evaluation.tallies[question.id].fates
        )

    return tuple(question for question in case.questions if not has_settled(question))


def letter(case: Case, moment: Moment, to: Standing | Source, desk: DeskSettings, deadline: Instant | None) -> str:
    """The letter as plain text, for the reporter to read over: what stands in brackets is to be filled in.

    Raises NothingToAsk.
    """
    questions = questions_for(case, moment, to)
    names = Names(case, moment)
    who = _addressee(case, names, to)
    if not questions:
        raise NothingToAsk(
            f"No question is open to {who or 'this source'}: each has an official answer that stands.",
            remedy="Write to somebody else, or raise a question first.",
        )
    reporter, newsroom = (" ".join(names.told(text).split()) for text in (desk.reporter, desk.newsroom))
    standing = to.standing if isinstance(to, Source) else to
    parts = [
        _head(who, ", ".join(filter(None, (reporter, newsroom))) or "[your name, newsroom]"),
        f"Dear {_greeted(who, to)},",
        _about(case, names, newsroom),
        "Before we publish, we ask for your answer to each of these questions:",
        *(_question(names, number, asked, standing) for number, asked in enumerate(questions, 1)),
        fill("Please answer them one by one. If there is one on which you decline to comment, please say so.", WIDTH),
        fill(_deadline(case, deadline), WIDTH),
        fill("We take answers to be on the record, unless we agree on other terms beforehand.", WIDTH),
        "You can reach me at [telephone] or [e-mail].",
        "\n".join(filter(None, (reporter or "[your name]", newsroom))),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _speaks_for(source: Source, to: Standing | Source) -> bool:
    return source.id == to.id if isinstance(to, Source) else source.standing is to


def _addressee(case: Case, names: Names, to: Standing | Source) -> str:
    """A source's name unless it must stay unnamed; for a standing, the one whom the document names, else a source."""
    if isinstance(to, Source):
        name = "" if to.id in names.protected else to.name
    else:
        named = [s.name for s in case.sources.values() if s.standing is to and s.name and s.id not in names.protected]
        name = case.document.get(FIELD_OF.get(to, ""), "") or (named[0] if len(named) == 1 else "")
    return " ".join(names.told(name).split())


def _greeted(who: str, to: Standing | Source) -> str:
    """A person by name without what follows a comma; an office has no name to greet."""
    is_person = isinstance(to, Source) or to is Standing.AUTHOR
    return (is_person and who.partition(",")[0].strip()) or "Sir or Madam"


def _head(who: str, sender: str) -> str:
    return "\n".join((f"To: {who or '[addressee]'}", f"From: {sender}", "Subject: request for comment on a document"))


def _about(case: Case, names: Names, newsroom: str) -> str:
    lines = [f"{f'{newsroom} is' if newsroom else 'We are'} reporting on a document."]
    claims = [
        fill(f"{word}: {text}", WIDTH, initial_indent="  ", subsequent_indent="    ")
        for field, word in _CLAIMS.items()
        if (text := " ".join(names.told(case.document.get(field, ""), multiline=True).split()))
    ]
    if claims:
        lines[0] += " By its own account:"
    return "\n".join((fill(lines[0], WIDTH), *claims))


def _question(names: Names, number: int, question: Question, standing: Standing) -> str:
    asked = (_ASKED.get(standing) or {}).get(question.kind) or _ANYONE[question.kind]
    proposition = " ".join(names.told(question.proposition).split())
    checking = f" We are checking this sentence: “{proposition}” Is it right?" if proposition else ""
    indent = " " * len(f"{number}. ")
    return fill(f"{number}. {asked}{checking}", WIDTH, subsequent_indent=indent)


def _deadline(case: Case, deadline: Instant | None) -> str:
    if deadline is None:
        return "Please tell us by when you can answer."
    when = say_instant(deadline, case.zone)
    zone = f" ({case.timezone})" if case.timezone != "UTC" else ""
    return f"Please answer by {when}{zone}. If you need longer, please tell us before then."
