"""A statement as a citation: which question, who as it may be told, when, and where it stands."""

from __future__ import annotations

from tui.naming import Naming
from tui.screens.panes import telling
from workflow.case import Case, Moment, Statement
from workflow.phrases import say_when
from workflow.terms import Term


def citation(case: Case, statement: Statement, naming: Naming, moment: Moment) -> str:
    """One paragraph to paste: an unnamed source is called by its descriptor alone, never by its code name."""
    terms = statement.terms_at(moment.as_of)[0]
    source = case.source_of(statement)
    named = terms is Term.ON_RECORD and not naming.hidden
    called = source.label if named else naming.text(source.descriptor) or source.standing.word
    parts = [
        f"{case.slug}: {telling.stances_words(case, statement)}" if statement.says.stances else case.slug,
        f"{called}, {terms.word}",
        f"via {naming.text(statement.says.via)}" if statement.says.via else "",
        say_when(statement.said, case.zone),
        telling.quoted(statement, naming),
        statement.says.url,
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
