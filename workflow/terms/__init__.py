"""The vocabulary of the desk: each word with what it is called on screen and one sentence of meaning."""

from workflow.terms.examination import Handling, Outcome, Rung, Seen, Severity, Speaks
from workflow.terms.publication import Audience, Box, Copy, ExhibitKind, Gate, RevealReason, Section
from workflow.terms.verification import (
    FIRST_STATES,
    PURPORTED,
    RANKS,
    WORST_FIRST,
    Kind,
    Knowledge,
    Stance,
    Standing,
    State,
    Term,
    Weight,
)
from workflow.terms.word import Word

__all__ = [
    "FIRST_STATES",
    "PURPORTED",
    "RANKS",
    "WORST_FIRST",
    "Audience",
    "Box",
    "Copy",
    "ExhibitKind",
    "Gate",
    "Handling",
    "Kind",
    "Knowledge",
    "Outcome",
    "RevealReason",
    "Rung",
    "Section",
    "Seen",
    "Severity",
    "Speaks",
    "Stance",
    "Standing",
    "State",
    "Term",
    "Weight",
    "Word",
]
