"""What a file would tell beside the last one for the same reader, which neither of the two tells alone."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.case import Case, Moment
from workflow.exported import last_export, standing_then
from workflow.facts import FactId
from workflow.terms import Audience
from workflow.voices import Names, Voice

NAMED_BEFORE = (
    "The last file for {} told by name what this one tells without: whoever has both knows whose words they are."
)
DESCRIBED_BEFORE = (
    "The last file for {} described a source whom this one does not describe: whoever has both can look for who has"
    " spoken by name since."
)
ASKED_BEFORE = (
    "The last file for {} told of a request for comment of which this one is silent: whoever has both can guess that it"
    " was answered unnamed."
)


def beside_the_last(case: Case, moment: Moment, audience: Audience) -> tuple[str, ...]:
    """A sentence for the desk for each kind of thing that two files in a row would tell together."""
    export = last_export(case, audience)
    if export is None:
        return ()
    held, then = standing_then(case, export)
    look = _Beside(Names(held, then.present), Names(case, moment), then, audience)
    found = (
        (NAMED_BEFORE, any(look.lost({Voice.OPEN}))),
        (DESCRIBED_BEFORE, any(look.lost({Voice.DESCRIBED}))),
        (ASKED_BEFORE, any(look.unasked())),
    )
    return tuple(sentence.format(audience.word) for sentence, holds in found if holds)


class _Beside:
    """Two cases as they may be told, the earlier one as a reader had it."""

    def __init__(self, before: Names, now: Names, then: Moment, audience: Audience) -> None:
        self.before, self.now, self.then, self.audience = before, now, then, audience
        self.approved = {place.rpartition(":")[0] for place, _ in before.case.outgoing.approvals}

    def lost(self, voices: set[Voice]) -> Iterator[FactId]:
        """The statements told in one of these voices that are told now, but less openly."""
        for statement in self.before.case.learned_by(self.then):
            after = self.now.case.by_id.get(statement.id)
            if after is None or self.before.voice(statement) not in voices or not self._was_told(statement.id):
                continue
            if self.now.voice(after) not in (Voice.OPEN, Voice.COUNTED, *voices):
                yield statement.id

    def unasked(self) -> Iterator[FactId]:
        """The requests that were told of then and may not be told of now."""
        requests = {request.id: request for request in self.now.case.requests}
        for request in self.before.case.requests:
            told = self._was_told(request.id) or self._was_told(request.source)
            later = requests.get(request.id)
            if told and later and self.before.may_tell_of(request) and not self.now.may_tell_of(later):
                yield request.id

    def _was_told(self, subject: FactId) -> bool:
        """Whether a reader had anything of it: of the public's, what was approved."""
        return self.audience is not Audience.PUBLIC or subject in self.approved
