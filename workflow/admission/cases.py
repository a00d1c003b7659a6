"""What is asked of facts about a case, its document and its questions."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from workflow import facts as f
from workflow.admission.problem import Problem, asked, filled, reason, short_name
from workflow.case import Case
from workflow.casefile.model import SLUG
from workflow.clean import has_line_end, one_line
from workflow.terms import Kind


def opened(case: Case, fact: f.CaseOpened) -> Iterator[Problem]:
    """A case needs a short name for the command line, a title and a time zone."""
    if not SLUG.fullmatch(fact.slug):
        sentence = "Use up to 80 letters, digits, dots, hyphens and underscores, a letter or digit first."
        yield Problem("slug", sentence)
    yield from _title(fact.title)
    yield from _zone(fact.timezone)


def renamed(case: Case, fact: f.CaseRenamed) -> Iterator[Problem]:
    """A new title and a reason."""
    yield from _title(fact.title)
    yield from reason(fact.reason, "the new title")


def zoned(case: Case, fact: f.CaseZoned) -> Iterator[Problem]:
    """A zone that exists and a reason."""
    yield from _zone(fact.timezone)
    yield from reason(fact.reason, "the new time zone")


def closed(case: Case, fact: f.CaseClosed) -> Iterator[Problem]:
    """Only an open case can be closed."""
    if not case.is_open:
        yield Problem("", "The case is closed already; reopen it to go on working.")
    yield from reason(fact.reason, "closing the case")


def reopened(case: Case, fact: f.CaseReopened) -> Iterator[Problem]:
    """Only a closed case can be reopened, by naming what closed it."""
    closings = case.set_by.get(("case", "closed"), ())
    if case.is_open:
        yield Problem("", "The case is open; go on working.")
    elif not set(closings) <= set(fact.supersedes):
        yield Problem("supersedes", "Name every closing that this lifts, or the case stays closed.")
    yield from reason(fact.reason, "reopening the case")


def document_described(case: Case, fact: f.DocumentDescribed) -> Iterator[Problem]:
    """Known purported facts; a reason where one changes."""
    if not fact.fields:
        yield Problem("fields", "Fill in at least one thing that the document claims about itself.")
    for name in fact.fields:
        if name not in f.DOCUMENT_FIELDS:
            choices = ", ".join(f.DOCUMENT_FIELDS)
            yield Problem("fields", f"A document has no “{one_line(name, 40)}”; choose from {choices}.")
    if any(case.document.get(name, value) != value for name, value in fact.fields.items()):
        yield from reason(fact.reason, "changing what was written down before")


def question_raised(case: Case, fact: f.QuestionRaised) -> Iterator[Problem]:
    """One question whether the document is genuine, and short names that stay apart."""
    if fact.kind is Kind.GENUINE and any(question.kind is Kind.GENUINE for question in case.questions):
        yield Problem("kind", "Choose another kind: the case asks already whether the document is genuine.")
    if fact.slug == "default":
        yield Problem("slug", "Choose another short name: default stands for all questions.")
    yield from short_name("slug", fact.slug, (question.slug for question in case.questions))


def question_worded(case: Case, fact: f.QuestionWorded) -> Iterator[Problem]:
    """New words, and a reason where they replace others."""
    yield from asked(case, "question", [fact.question])
    yield from filled("proposition", fact.proposition, "Put it as one sentence that can be confirmed or disputed.")
    question = case.question_by_id.get(fact.question)
    if question is None or not question.proposition:
        return
    if question.proposition == fact.proposition:
        yield Problem("proposition", "Change the words, or leave the question as it is: it says this already.")
    yield from reason(fact.reason, "the new words: statements were taken on the old ones")


def question_withdrawn(case: Case, fact: f.QuestionWithdrawn) -> Iterator[Problem]:
    """Any question but whether the document is genuine, with a reason."""
    yield from asked(case, "question", [fact.question])
    question = case.question_by_id.get(fact.question)
    if question is not None and question.kind is Kind.GENUINE:
        yield Problem("question", "Keep this question: a case always asks whether the document is genuine.")
    yield from reason(fact.reason, "withdrawing the question")


def _title(title: str) -> Iterator[Problem]:
    yield from filled("title", title, "Give the case a title.")
    if has_line_end(title):
        yield Problem("title", "Put the title on one line.")


def _zone(name: str) -> Iterator[Problem]:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        sentence = f"There is no time zone “{one_line(name, 40)}”; write one such as UTC or America/New_York."
        yield Problem("timezone", sentence)
