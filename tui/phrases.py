"""What the plain commands and the screens both say: what an act was, and what left the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.facts import Fact, kind_of
from workflow.terms import Audience

if TYPE_CHECKING:
    from workflow.outgoing import Export

_ACTS = {
    "statement.tightened": "stricter terms",
    "statement.agreed": "terms agreed anew",
    "request.timed_out": "request that ran out of time",
    "custody.recorded": "step of custody",
    "disclosure.made": "what somebody was shown or told",
    "person.accused": "allegation",
    "editor.informed": "editor who knows a source",
    "public_text.written": "passage for the public",
    "text.approved": "approval of a text",
    "export.printed": "place of publication",
}


def act_words(fact: Fact) -> str:
    """What was logged, in a few words: `statement logged`, `stricter terms`."""
    kind = kind_of(fact)
    return _ACTS.get(kind) or kind.replace(".", " ").replace("_", " ")


def reader_words(export: Export) -> str:
    """For whom a file was made: `the public`, `another desk`; `this desk` for what the desk wrote for itself."""
    own = export.audience is Audience.DESK and export.form != "case"
    return "this desk" if own else export.audience.word


def form_words(export: Export) -> str:
    """What kind of file it was: `md`, `calendar`, `diff, html`."""
    return "calendar" if export.form == "ics" else export.form.replace("diff-", "diff, ", 1)
