"""Requests for comment: to whom, what became of each, and how long there still is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from tui import words
from tui.screens.items import ItemList
from tui.screens.lines import Block, Lines
from tui.screens.panes.pane import Pane, Scene
from tui.widgets.bars import Rule
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList
from workflow.case import Request
from workflow.outreach import FIELD_OF, Outcome, asked, phrase, phrase_for, status
from workflow.verdict import question_words

NOTHING = "Nobody has been asked for comment yet. Press r to send a request, with a deadline."
FILTERED = "No request holds these words. Press esc to see all."
TONES = {Outcome.WAITING: "half", Outcome.SILENT: "warn", Outcome.UNREACHED: "warn"}

COLUMNS = (
    Column("To", flex=3, least=14, most=40, wraps=True),
    Column("May be printed", flex=4, least=14, most=60, wraps=True),
    Column("Sent", width=12, drop=2),
    Column("Deadline", width=20, drop=1),
)


class OutreachPane(Pane):
    """Requests above, the selected one's wording beneath."""

    place = "outreach"
    SCOPED_CSS = False
    DEFAULT_CSS = """
    OutreachPane #requests { height: 1fr; }
    OutreachPane #wording, OutreachPane #parties { height: auto; margin: 0 0 1 0; }
    CaseScreen.-short OutreachPane #parties { display: none; }
    CaseScreen.-short OutreachPane #wording { display: none; }
    CaseScreen.-short OutreachPane Rule { display: none; }
    """

    def compose(self) -> ComposeResult:
        self._requests: ItemList[Request] = ItemList(
            COLUMNS, self._row, lambda request: request.id, empty=NOTHING, lines=3, id="requests"
        )
        self._rule = Rule()
        self._wording = Lines(id="wording", most=12)
        self._parties = Lines(id="parties", most=3)
        yield self._requests
        yield self._rule
        yield self._wording
        yield self._parties

    def draw(self, scene: Scene) -> None:
        super().draw(scene)
        moment = scene.view.moment
        found = [
            request
            for request in reversed(scene.view.case.requests)
            if status(scene.view.case, request, moment) is not Outcome.UNASKED
            and scene.keeps(scene.naming.addressee(request), request.wording, request.channel)
        ]
        self._requests.empty = FILTERED if scene.filter else NOTHING
        self._requests.show(found)
        self._requests.mark(*scene.filter.split())
        self._show_wording()
        self._parties.show(*self._unasked(scene))

    def _unasked(self, scene: Scene) -> list[Block]:
        """Whom the document names, and what may be printed of those to whom no request went."""
        case, moment = scene.view.case, scene.view.moment
        return [
            Cell(
                f"{scene.naming.text(case.document[field])} ({standing.word}) {phrase_for(case, standing, moment)}.",
                "muted",
            )
            for standing, field in FIELD_OF.items()
            if case.document.get(field) and not asked(case, standing, moment)
        ]

    def stops(self) -> list[Widget]:
        return [self._requests]

    def go_to(self, kind: str, name: str) -> bool:
        if kind == "request" and self._requests.select_key(name):
            self._requests.focus()
            return True
        return False

    @property
    def request_id(self) -> str:
        return self._requests.key

    @property
    def source_id(self) -> str:
        return self._requests.item.source if self._requests.item is not None else ""

    def read(self) -> tuple[str, str]:
        return ("request", self.request_id) if self.request_id else ("", "")

    def on_virtual_list_moved(self, message: VirtualList.Moved) -> None:
        self._show_wording()

    def _row(self, request: Request) -> Row:
        assert self.scene is not None
        case, moment = self.scene.view.case, self.scene.view.moment
        deadline = ""
        if request.deadline is not None:
            there = words.instant_words(request.deadline, case.zone)
            deadline = f"{there} {words.ahead(request.deadline, moment.at)}"
        outcome = status(case, request, moment)
        return Row(
            (
                self.scene.naming.addressee(request),
                Cell(self.scene.naming.text(phrase(case, request, moment)), TONES.get(outcome, "text")),
                Cell(words.clock_words(request.sent, case.zone), "muted"),
                Cell(deadline, "warn" if outcome is Outcome.SILENT else "muted"),
            )
        )

    def _show_wording(self) -> None:
        scene, request = self.scene, self._requests.item
        if scene is None or request is None:
            self._rule.display = False
            self._wording.show()
            return
        asked = ", ".join(
            question_words(
                scene.view.case, [name for name in request.questions if name in scene.view.case.question_by_id]
            )
        )
        self._rule.display = True
        self._rule.set_title(f"{scene.naming.addressee(request)}, by {scene.naming.text(request.channel)}")
        blocks: list[Block] = [Cell(f"On {asked}" if asked else "On no question of the case", "muted")]
        blocks.append(scene.naming.text(request.wording) or "No wording was logged.")
        self._wording.show(*blocks)
