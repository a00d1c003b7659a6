"""What would leave the desk for a reader: the very bytes, how they read, and what is to be heeded before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tui.words import count
from workflow.summaries import making
from workflow.terms import Audience

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.summaries.leaving import Leaving
    from workflow.when import Instant

NO_NEWSROOM = "No newsroom is set, so sentences say “we”: the settings name it (comma on the list of cases)."
READS_AS = {"html": "How it reads (the same summary as Markdown)"}
BEGINS = "How the file begins"


class Content(NamedTuple):
    """A file ready to leave, a text that shows how it reads with a title for it, and all there is to heed."""

    leaving: Leaving
    reads: str
    title: str
    warnings: tuple[str, ...]


def content_of(
    sitting: Session, case_id: str, audience: Audience, form: str, since: Instant | None, *, most: int
) -> Content:
    """The summary for a reader in a format, or for another desk the case, at the moment of the sitting.

    `most` characters of how it reads are kept. Raises UsageError.
    """
    case, moment, settings = sitting.case(case_id), sitting.moment, sitting.ledger.settings()
    if audience is Audience.DESK:
        leaving = making.case_file(case)
        return Content(leaving, _begins(leaving.data, most), BEGINS, ())
    heads = sitting.ledger.heads(case_id)
    leaving = making.summary(case, moment, audience, form, settings, heads=heads, since=since)
    shown = leaving.data
    if form in READS_AS:
        shown = making.summary(case, moment, audience, "md", settings, heads=heads, since=since).data
    warnings = tuple(_warnings(sitting, case_id, leaving))
    return Content(leaving, _begins(shown, most), READS_AS.get(form, BEGINS), warnings)


def _warnings(sitting: Session, case_id: str, leaving: Leaving) -> Iterator[str]:
    if leaving.audience is Audience.PUBLIC:
        from tui.screens.approvals import texts_for_public

        texts = texts_for_public(sitting, case_id)
        if missing := sum(text.approval is None for text in texts):
            verb = "is" if missing == 1 else "are"
            yield f"{missing} of {count(len(texts), 'text')} {verb} not approved and left out: Approvals lists them."
    yield from leaving.warnings
    if not sitting.ledger.settings().newsroom and leaving.audience is not Audience.EDITOR:
        yield NO_NEWSROOM


def _begins(data: bytes, most: int) -> str:
    return data[: 4 * most].decode(errors="replace")[:most]
