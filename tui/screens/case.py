"""A case: five panes, and in sight of each of them what to do next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, tzinfo
from importlib import import_module
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui import words
from tui.naming import Naming
from tui.screens import due
from tui.screens.caseacts import CaseActs
from tui.screens.items import ItemList
from tui.screens.panes.pane import Pane, Scene
from tui.screens.panes.questions import QuestionsPane
from tui.screens.table import screen_class
from tui.screens.tabs import Tabs
from tui.widgets.bars import Rule, TitleBar
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList
from workflow.advice import MUST, NEXT, Prompt, prompts
from workflow.shelf import holds_until

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.when import Instant

PANES = {
    "timeline": ("tui.screens.panes.timeline", "TimelinePane"),
    "sources": ("tui.screens.panes.sources", "SourcesPane"),
    "document": ("tui.screens.panes.document", "DocumentPane"),
    "outreach": ("tui.screens.panes.outreach", "OutreachPane"),
}
"""The panes that are imported when they are first opened."""

PANE_OF = {
    **dict.fromkeys(("request", "disclosure"), "outreach"),
    "source": "sources",
    **dict.fromkeys(("document", "case", "note", "exhibit", "custody", "accusation"), "document"),
}
"""In which pane the places are that do not stand under the questions."""

SCREEN_OF = {
    **dict.fromkeys(("gate", "initials", "override"), "gates"),
    **dict.fromkeys(("export", "printed", "correction"), "exports"),
    "public text": "approvals",
}
"""Which screen holds the places that stand in no pane."""

NOTHING_NEXT = "Nothing is left to do here that the desk knows of."
LEVEL_TONES = {MUST: "bad", NEXT: "accent"}


class CaseScreen(CaseActs):
    """One case at the moment of the sitting. `place` says where in it to begin: a kind of thing and its id."""

    place = "case"
    footer_inside = ()
    DEFAULT_CSS = """
    CaseScreen #columns { layout: vertical; }
    CaseScreen #next-side { height: 4; }
    CaseScreen.-short #next-side { height: 1; }
    CaseScreen.-short #next-rule { display: none; }
    CaseScreen.-wide #columns { layout: horizontal; }
    CaseScreen.-wide #panes { width: 1fr; }
    CaseScreen.-wide #next-side { width: 28%; min-width: 30; max-width: 60; height: 1fr; margin: 0 0 0 2; }
    """

    def __init__(self, case_id: str, place: tuple[str, str] = ("", "")) -> None:
        super().__init__(name="case")
        self.case_id = case_id
        self._asked_for = place
        self._open = "questions"
        self._panes: dict[str, Pane] = {}
        self._then: Callable[[], object] | None = None

    def body(self) -> ComposeResult:
        self._panes["questions"] = QuestionsPane(id="pane-questions")
        self._next_rule = Rule(id="next-rule")
        self._next: ItemList[Prompt] = ItemList(
            (Column("", width=1), Column("", flex=1, least=20, most=90, wraps=True)),
            _prompt_row,
            lambda prompt: f"{prompt.rule}{prompt.place.id}{prompt.text}",
            empty=NOTHING_NEXT,
            id="next",
        )
        yield Tabs(id="tabs")
        yield Horizontal(
            Vertical(self._panes["questions"], id="panes"),
            Vertical(self._next_rule, self._next, id="next-side"),
            id="columns",
        )

    def on_mount(self) -> None:
        self.go_to(self._asked_for)

    @property
    def pane(self) -> Pane:
        """The pane that is open."""
        return self._panes[self._open]

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.sitting.case(self.case_id)

    def banners(self) -> list[tuple[str, str]]:
        if not self.sitting.has_case(self.case_id):
            return super().banners()
        closed = [] if self.case.is_open else [("This case is closed. Press C to open it again.", "warn")]
        return [*super().banners(), *closed, *due.overdue(self.sitting, self.case)]

    def zone(self) -> tzinfo:
        return self.case.zone if self.sitting.has_case(self.case_id) else UTC

    def focused_place(self) -> str:
        return self._open

    def holds_until(self) -> Instant | None:
        return None if self.sitting.as_of is not None else holds_until(self.case, self.sitting.clock())

    def keep_place(self) -> None:
        self.desk.preferences.keep_place(self.sitting.desk.path, self.case_id, self._panes["questions"].question_id)

    def stops(self) -> list[Widget]:
        return [*(self.pane.stops() if self.pane.ready else ()), self._next]

    def desk_changed(self) -> None:
        view = self.sitting.view(self.case_id)
        naming = Naming(view.case, self.sitting.names_hidden)
        self._scene = Scene(view, naming, self.filter, self.sitting.clock())
        if self.pane.ready:
            self.pane.draw(self._scene)
        self._draw_title()
        self._draw_next()

    def stands_for(self, case_id: str) -> bool:
        return case_id == self.case_id

    def go_to(self, place: tuple[str, str]) -> bool:
        """Show a place of the case, or the pane where it would be."""
        kind, name = place
        if kind == "vault":
            self.call_later(self.desk.action_vault)  # not from the list of another screen, which is gone by then
            return True
        if kind in SCREEN_OF:
            self.desk.push_screen(screen_class(SCREEN_OF[kind])(self.case_id))
            return True
        self._show_pane(PANE_OF.get(kind, "questions"), lambda: self._arrive_at(kind, name))
        return True

    def action_pane(self, name: str) -> None:
        self._show_pane(name, self._focus_pane)

    def on_tabs_chosen(self, message: Tabs.Chosen) -> None:
        self.action_pane(message.pane)

    def on_resize(self) -> None:
        lines = 4 if self.wide else 1
        if lines != self._next.lines and self.is_mounted:
            self._next.lines = lines
            self.desk_changed()

    def on_descendant_focus(self) -> None:
        pane = self.pane
        if isinstance(pane, QuestionsPane):
            pane.show_side()

    def on_virtual_list_moved(self) -> None:
        self.show_footer()

    def on_virtual_list_opened(self, message: VirtualList.Opened) -> None:
        if message.list is self._next:
            prompt = self._next.item
            if prompt is not None:
                self.go_to(prompt.place)
            return
        self.read_it(*self.pane.read())

    def on_pane_ready(self) -> None:
        if self.pane.ready and self._then is not None:
            self._arrive()

    def _show_pane(self, name: str, then: Callable[[], object]) -> None:
        """Open a pane and do something in it, at once or when it has been made."""
        if name not in self._panes:
            module, cls = PANES[name]
            self._panes[name] = getattr(import_module(module), cls)(id=f"pane-{name}")
            self.query_one("#panes").mount(self._panes[name])
        self._open, self._then = name, then
        for known, pane in self._panes.items():
            pane.display = known == name
        if self.pane.ready:
            self._arrive()

    def _arrive(self) -> None:
        then, self._then = self._then, None
        self.desk_changed()
        self.show_footer()
        if then is not None:
            then()

    def _arrive_at(self, kind: str, name: str) -> None:
        if not (name or kind in ("document", "case")) or not self.pane.go_to(kind, name):
            self._focus_pane()

    def _focus_pane(self) -> None:
        self.pane.stops()[0].focus()

    def _draw_title(self) -> None:
        view = self._scene.view
        states = dict(view.evaluation.states)
        told = words.headline_words(view.case, view.headline, states)
        done, total = words.settled(states.values())
        when = "in the past" if self.sitting.as_of is not None else "as of now"
        self.query_one(TitleBar).set_path(view.case.slug, told)
        right = "example" if self.sitting.desk.is_example else ""
        room = self.size.width - len(view.case.slug) - len(told) - 8
        self.query_one(TitleBar).set_right(right if len(right) <= room else "")
        filtered = f"filter “{self.filter}”" if self.filter else ""
        parts = [f"{done} of {total} settled", when]
        self.query_one(Tabs).show(self._open, filtered, *(parts if self.sitting.as_of is None else parts[::-1]))

    def _draw_next(self) -> None:
        view, naming = self._scene.view, self._scene.naming
        found = prompts(view.case, view.evaluation, view.moment, people=self.sitting.people(view.case))
        if naming.hidden:
            found = tuple(
                prompt._replace(text=naming.text(prompt.text), reason=naming.text(prompt.reason)) for prompt in found
            )
        self._next_rule.set_title(f"What next ({len(found)})" if found else "What next")
        self._next.show(found)


def _prompt_row(prompt: Prompt) -> Row:
    tone = LEVEL_TONES.get(prompt.level, "muted")
    return Row((Cell(prompt.level, tone, bold=True), Cell(prompt.text, "text" if prompt.level != "?" else "muted")))
