"""What happened, in the order in which the desk learned of it, on both clocks, with what each thing changed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from tui import words
from tui.screens.items import ItemList
from tui.screens.panes import telling
from tui.screens.panes.pane import Pane, Scene
from tui.screens.panes.taken import taken_back
from tui.widgets.rows import Cell, Column, Row
from workflow.timeline import Event, EventKind, timeline
from workflow.when import Instant

NOTHING = "Nothing has happened yet. What is logged stands here, by when it was said and when it was learned."
FILTERED = "Nothing that happened holds these words. Press esc to see all."

COLUMNS = (
    Column("Learned", width=12),
    Column("Said", width=12, drop=2),
    Column("What", flex=4, least=16, most=90, wraps=True),
    Column("Changed", flex=3, least=14, most=60, drop=1, wraps=True),
)


class TimelinePane(Pane):
    """One list; `t` stands at the moment of the selected row."""

    place = "timeline"
    _taken: dict[str, str]

    def compose(self) -> ComposeResult:
        self._events: ItemList[Event] = ItemList(
            COLUMNS, self._row, lambda event: f"{event.kind}{event.fact_id}", empty=NOTHING, lines=3, id="events"
        )
        yield self._events

    def draw(self, scene: Scene) -> None:
        super().draw(scene)
        self._taken = taken_back(scene.view.case, scene.naming)
        events = tuple(event for event in timeline(scene.view.case, scene.view.moment) if self._tells(event))
        if scene.filter:
            events = tuple(event for event in events if scene.keeps(self._told(event)))
        self._events.empty = FILTERED if scene.filter else NOTHING
        self._events.show(events)
        self._events.mark(*scene.filter.split())

    def stops(self) -> list[Widget]:
        return [self._events]

    def _tells(self, event: Event) -> bool:
        """Whether an event stands here: what was done again after an undo stands here as if it had never been."""
        return event.kind is not EventKind.TAKEN_BACK or event.fact_id in self._taken

    @property
    def moment(self) -> Instant | None:
        """The moment of the selected row."""
        return self._events.item.instant if self._events.item is not None else None

    @property
    def statement_id(self) -> str:
        event, scene = self._events.item, self.scene
        if event is None or scene is None:
            return ""
        return next((name for name in (event.subject, event.fact_id) if name in scene.view.case.by_id), "")

    @property
    def question_id(self) -> str:
        event = self._events.item
        return event.question_changes[0].question_id if event is not None and event.question_changes else ""

    @property
    def fact_id(self) -> str:
        return self._events.item.fact_id if self._events.item is not None else ""

    def read(self) -> tuple[str, str]:
        event, scene = self._events.item, self.scene
        if event is None or scene is None:
            return "", ""
        if self.statement_id:
            return "statement", self.statement_id
        if any(note.id == event.fact_id for note in scene.view.case.notes):
            return "note", event.fact_id
        if any(request.id == event.subject for request in scene.view.case.requests):
            return "request", event.subject
        return "", ""

    def _row(self, event: Event) -> Row:
        assert self.scene is not None
        case = self.scene.view.case
        learned = words.clock_words(event.at_learned, case.zone)
        said = words.clock_words(event.at_said, case.zone) if event.at_said is not None else ""
        return Row(
            (
                Cell(learned, "muted"),
                Cell("" if said == learned else said, "muted"),
                self._told(event),
                telling.change_cell(case, event.question_changes),
            ),
            struck=event.fact_id in self._taken,
        )

    def _told(self, event: Event) -> str:
        assert self.scene is not None
        if event.fact_id in self._taken:
            return self._taken[event.fact_id]
        case, naming = self.scene.view.case, self.scene.naming
        statement = case.by_id.get(event.subject) or case.by_id.get(event.fact_id)
        if statement is not None:
            told = f"{telling.who(statement, naming, self.scene.view.moment)}: {telling.quoted(statement, naming)}"
            return told if event.kind.value == "statement" else f"{_capital(event.kind.word)}: {told}"
        request = next((request for request in case.requests if request.id == event.subject), None)
        if request is not None:
            return f"{_capital(event.kind.word)}: {naming.addressee(request)}"
        note = next((note for note in case.notes if note.id == event.fact_id), None)
        if note is not None:
            return f"Note: {naming.text(note.text)}"
        return _capital(event.kind.word)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
