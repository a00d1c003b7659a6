"""What the summaries for an editor and a lawyer are made from: the real case, and what of it leaves the desk."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

import msgspec

from workflow.case import Case, Moment
from workflow.evidence import weigh
from workflow.facts import DeskSettings
from workflow.summaries import parts, sharing
from workflow.summaries.audiences import AnyText, Mint
from workflow.summaries.outward import Outward, outward
from workflow.summaries.speaking import text_of
from workflow.terms import Audience, Weight
from workflow.verdict import Evaluation, evaluate
from workflow.voices import Names
from workflow.when import Instant

_ENCODER = msgspec.json.Encoder(order="sorted")


class Ground(NamedTuple):
    """A case at a moment for one audience. `left` is what of it leaves the desk, `real` and `told` are the states and
    tallies of either, `heads` the heads of the chains as the caller words them, `since` what changes are told since.
    """

    case: Case
    left: Outward
    names: Names
    real: Evaluation
    told: Evaluation
    desk: DeskSettings
    heads: tuple[str, ...]
    since: Instant | None

    def changes(self, audience: Audience, mint: Mint[AnyText]) -> parts.Since[AnyText] | None:
        """What changed since the earlier moment, else since the last summary left for the audience."""
        if self.since is not None:
            return sharing.since_moment(self.case, self.left, self.told.moment, self.since, mint)
        return sharing.since_export(self.case, self.left, self.told.moment, audience, mint)

    def classes(self) -> tuple[parts.Text, ...]:
        """The classes of the statements that count, strongest first."""
        used = {fate.weight for fate in self.told.fates.values() if fate.live}
        return tuple(text_of(weight) for weight in Weight if weight in used)


def ground(case: Case, moment: Moment, desk: DeskSettings, heads: Sequence[str], since: Instant | None) -> Ground:
    """What a summary at a moment is made from; no summary stands at a moment that has not come."""
    moment = moment.present
    left, real = outward(case, moment), evaluate(case, moment)
    told = Evaluation(moment, weigh(left.case, moment), sharing.outward_states(left, real))
    return Ground(case, left, Names(case, moment), real, told, desk, tuple(heads), since)


def version_of(*read: object) -> str:
    """A hash (SHA-256, hexadecimal) over all that a summary reads."""
    return sha256(_ENCODER.encode(read)).hexdigest()
