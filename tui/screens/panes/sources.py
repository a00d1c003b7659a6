"""Who speaks: each source with its standing, what the selected one said, and who rests on whom."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from tui import words
from tui.screens.holding_accounts import on_file
from tui.screens.items import ItemList
from tui.screens.lines import Lines
from tui.screens.panes import telling
from tui.screens.panes.pane import Pane, Scene
from tui.session import View
from tui.widgets.bars import Rule
from tui.widgets.long_text import LongText
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList
from workflow.case import Source, Statement
from workflow.lineage import as_lines, lineage_map
from workflow.terms import RANKS

NO_SOURCES = "No source yet. A source is a person or office that speaks. Press n to add one."
SAID_NOTHING = "This source has said nothing yet. Press a to log a statement."
FILTERED = "No source holds these words. Press esc to see all."

ORIGINS = "Who rests on whom"
NO_ORIGINS = "Nobody has confirmed or disputed anything yet."

COLUMNS = (
    Column("Source", flex=4, least=16, most=44),
    Column("Standing", width=15),
    Column("Body", flex=3, least=10, most=40, drop=1),
    Column("Said", width=4, right=True),
)
SAID = (
    Column("", width=12),
    Column("", flex=2, least=12, most=40),
    Column("", flex=4, least=14, most=90, drop=1),
)


class SourcesPane(Pane):
    """Sources above, the statements of the selected one beneath, then the map of origins as text; it opens with tab."""

    place = "sources"
    SCOPED_CSS = False
    DEFAULT_CSS = """
    SourcesPane #sources { height: 1fr; }
    SourcesPane #source-said { height: 1fr; }
    SourcesPane #origins { height: 3; padding: 0 1; }
    SourcesPane #origins:focus { height: 50%; }
    CaseScreen.-short SourcesPane #origins { display: none; }
    CaseScreen.-short SourcesPane #source-said { display: none; }
    CaseScreen.-short SourcesPane Rule { display: none; }
    CaseScreen.-short SourcesPane #on-file { display: none; }
    """

    def compose(self) -> ComposeResult:
        self._counts: dict[str, int] = {}
        self._drawn: tuple[View, bool] | None = None
        self._sources: ItemList[Source] = ItemList(
            COLUMNS, self._row, lambda source: source.id, empty=NO_SOURCES, id="sources"
        )
        self._rule = Rule()
        self._on_file = Lines(id="on-file", most=2)
        self._said: ItemList[Statement] = ItemList(
            SAID, self._said_row, lambda statement: statement.id, empty=SAID_NOTHING, id="source-said"
        )
        self._origins = LongText(id="origins", empty=NO_ORIGINS)
        yield self._sources
        yield self._rule
        yield self._on_file
        yield self._said
        yield Rule(ORIGINS)
        yield self._origins

    def draw(self, scene: Scene) -> None:
        super().draw(scene)
        self._counts = {}
        for statement in scene.view.case.learned_by(scene.view.moment):
            self._counts[statement.source] = self._counts.get(statement.source, 0) + 1
        found = [source for source in scene.view.case.sources.values() if self._kept(source)]
        self._sources.empty = FILTERED if scene.filter else NO_SOURCES
        self._sources.show(found)
        self._sources.mark(*scene.filter.split())
        self._show_origins(scene)
        self._show_said()

    def stops(self) -> list[Widget]:
        return [self._sources, self._said, self._origins]

    def go_to(self, kind: str, name: str) -> bool:
        if kind == "source" and self._sources.select_key(name):
            self._sources.focus()
            return True
        return False

    @property
    def source_id(self) -> str:
        return self._sources.key

    @property
    def statement_id(self) -> str:
        return self._said.key if self._said.has_focus else ""

    @property
    def fact_id(self) -> str:
        return self.statement_id or self.source_id

    def read(self) -> tuple[str, str]:
        if self.statement_id:
            return "statement", self.statement_id
        return ("source", self.source_id) if self.source_id else ("", "")

    def on_virtual_list_moved(self, message: VirtualList.Moved) -> None:
        if message.list is self._sources:
            self._show_said()

    def _kept(self, source: Source) -> bool:
        scene = self.scene
        assert scene is not None
        return not scene.filter or scene.keeps(
            scene.naming.label(source), source.descriptor, source.body, source.standing.word
        )

    def _show_origins(self, scene: Scene) -> None:
        """Draw the map where the case or the hiding of names has changed: it takes a while in a large case."""
        drawn = (scene.view, scene.naming.hidden)
        if self._drawn is None or drawn[0] is not self._drawn[0] or drawn[1] != self._drawn[1]:
            self._drawn = drawn
            lines = as_lines(lineage_map(scene.view.case, scene.view.moment))
            self._origins.set_text("\n".join(map(scene.naming.text, lines)))

    def _show_said(self) -> None:
        scene, source = self.scene, self._sources.item
        if scene is None or source is None:
            self._rule.display = self._said.display = False
            self._on_file.show()
            return
        self._rule.display = self._said.display = True
        self._on_file.show(*on_file(scene.view, source, scene.naming))
        told = scene.naming.label(source)
        if not scene.naming.hidden and source.descriptor and source.descriptor != told:
            told = f"{told}, {source.descriptor}"
        self._rule.set_title(told)
        said = [one for one in scene.view.case.learned_by(scene.view.moment) if one.source == source.id]
        self._said.show(said[::-1])

    def _row(self, source: Source) -> Row:
        assert self.scene is not None
        naming = self.scene.naming
        body = "" if naming.hidden else source.body
        rank = RANKS.get(source.rank, "") if source.body and source.standing.official_on else ""
        return Row(
            (
                naming.label(source),
                source.standing.word,
                Cell(", ".join(part for part in (body, rank) if part), "muted"),
                Cell(str(self._counts.get(source.id, 0) or "–"), "muted"),
            )
        )

    def _said_row(self, statement: Statement) -> Row:
        assert self.scene is not None
        case = self.scene.view.case
        return Row(
            (
                Cell(words.clock_words(statement.said, case.zone), "muted"),
                telling.stances_words(case, statement) or "on no question",
                Cell(telling.quoted(statement, self.scene.naming), "muted"),
            )
        )
