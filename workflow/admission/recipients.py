"""What is asked before a recipient's key is pinned or dropped."""

from __future__ import annotations

from collections.abc import Iterator

from workflow import facts as f
from workflow.admission.problem import Problem, filled
from workflow.agefile import BadKey, canonical
from workflow.case import Case
from workflow.recipients import name_trouble


def pinned(case: Case, fact: f.RecipientPinned) -> Iterator[Problem]:
    """A name on one line, and a key that files can be encrypted to, without its comment."""
    if wrong := name_trouble(fact.name):
        yield Problem("name", wrong)
    try:
        if canonical(fact.key) != fact.key:
            yield Problem("key", "Leave out what stands around the key: its comment, spaces, capitals.")
    except BadKey as error:
        yield Problem("key", f"{error.what} {error.remedy}")


def dropped(case: Case, fact: f.RecipientDropped) -> Iterator[Problem]:
    """Whom, and the pins that go with it."""
    yield from filled("name", fact.name, "Name the recipient that is dropped.")
    if not fact.supersedes:
        yield Problem("supersedes", "Choose a recipient of the desk.")
