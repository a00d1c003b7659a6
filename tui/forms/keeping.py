"""A screen that keeps what is typed in it: a draft in the desk's own file, until it is saved or discarded."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.timer import Timer

from tui.dates import in_zone
from tui.forms.drafting import ARGUMENT, typed
from tui.screens.base import DeskScreen
from tui.session import View
from tui.widgets.bars import TitleBar
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.store.drafts import Draft
    from workflow.when import Instant

KEEP_AFTER = 0.8
KEEP_WITHIN = 1.5
"""A draft is kept so many seconds after the last change, and never later than so many after the first."""


class KeepsDraft(DeskScreen):
    """`answers` are what was typed, by field, and `about` the arguments the screen was opened with; a draft holds both.

    `name_in_table` is its name in the table of screens, by which a draft finds it again.
    """

    place = "form"
    footer_inside: ClassVar[tuple[str, ...]] = ()
    name_in_table: ClassVar[str] = ""
    heading: ClassVar[str] = ""

    def __init__(self, case_id: str = "", **about: str) -> None:
        super().__init__()
        self.case_id = case_id
        self.about = {name: text for name, text in about.items() if text}
        self.answers: dict[str, str] = {}
        self.draft_id = ""
        self._kept_at = ""
        self._dirty_since: float | None = None
        self._keeping: Timer | None = None
        self._finished = False

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.sitting.case(self.case_id)

    @property
    def view(self) -> View:
        """The case with its states now."""
        return self.sitting.view(self.case_id)

    def _title(self) -> None:
        place = self.case.slug if self.case_id else "onrecord"
        kept = f"draft kept {self._kept_at}" if self._kept_at else ""
        ledger = self.sitting.desk.ledger
        if ledger is not None and ledger.read_only:
            kept = "read only: no draft is kept"
        self.query_one(TitleBar).set_path(place, self.title_words())
        self.query_one(TitleBar).set_right(kept)

    def title_words(self) -> str:
        """What the title bar calls the form."""
        return self.heading

    def resume(self, draft: Draft) -> None:
        """Go on with a draft; to be called before the form is shown."""
        self.draft_id = draft.id
        self.answers = typed(draft.fields)

    def answered(self) -> None:
        """An answer changed: the draft is kept soon."""
        now = monotonic()
        if self._dirty_since is None:
            self._dirty_since = now
        wait = max(min(KEEP_AFTER, self._dirty_since + KEEP_WITHIN - now), 0.01)
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(wait, self.keep_draft)

    def keep_draft(self) -> None:
        """Keep what was typed in the desk's file, now."""
        if self._dirty_since is None or self._finished or self.sitting.ledger.read_only:
            return
        from workflow.store.drafts import Draft

        fields = {**self.answers, **{ARGUMENT + name: text for name, text in self.about.items()}}
        try:
            kept = self.sitting.ledger.save_draft(Draft(self.draft_id, self.case_id, self.name_in_table, fields))
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self._dirty_since = None
        self.draft_id = kept.id
        if not self.query(TitleBar):
            return
        zone = self.case.zone if self.case_id else None
        now = self.sitting.clock()
        self._kept_at = f"{in_zone(now, zone):%H:%M}" if zone is not None else local_clock(now)
        self._title()

    def discard(self) -> None:
        """Drop the draft: what was typed is logged, or goes on elsewhere."""
        self._finished = True
        if self._keeping is not None:
            self._keeping.stop()
        if self.draft_id:
            try:
                self.sitting.ledger.discard_draft(self.draft_id)
            except OnRecordError as error:
                self.desk.complain(error)

    def action_back(self) -> None:
        """Close without saving: the draft is kept, and that is said."""
        self.keep_draft()
        self.desk.go_back()
        if self.draft_id and any(text.strip() for text in self.answers.values()):
            self.desk.say("The draft is kept; D lists the drafts.")

    def on_unmount(self) -> None:
        self.keep_draft()


def local_clock(now: Instant) -> str:
    """The time of day on this machine."""
    from datetime import datetime

    return f"{datetime.fromtimestamp(now / 1_000_000).astimezone():%H:%M}"
