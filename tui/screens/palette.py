"""Every action of the screen beneath, and every case, question and source, found by a few letters of its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input

from tui import keys
from tui.naming import Naming
from tui.screens.base import DeskScreen
from tui.screens.items import ItemList
from tui.widgets.bars import TitleBar
from tui.widgets.rows import Cell, Column, Row
from workflow.verdict import question_words

HINT = "An action, a case, a question, a source"
NOTHING = "Nothing is called that. Press esc to go back."
MOST_CASES = 200
COLUMNS = (
    Column("", flex=4, least=20, most=60),
    Column("", width=9, drop=2),
    Column("", flex=3, least=10, most=90, drop=1),
)


class Found(NamedTuple):
    """Something that can be chosen: what it is called, its kind, a word beside it, and what it does."""

    name: str
    kind: str
    beside: str
    action: str = ""
    case_id: str = ""
    place: tuple[str, str] = ("", "")
    cannot: str = ""


class PaletteScreen(DeskScreen):
    """Opened over another screen, for which it acts."""

    place = "dialog"
    footer_inside = ()
    DEFAULT_CSS = """
    PaletteScreen Input { height: 1; border: none; padding: 0 2; background: $background; color: $foreground; }
    """

    def __init__(self, over: DeskScreen) -> None:
        super().__init__(name="palette")
        self._over = over
        self._case_id = str(getattr(over, "case_id", ""))

    def body(self) -> ComposeResult:
        line = Input(placeholder=HINT, id="palette-words", compact=True, select_on_focus=False)
        line.cursor_blink = False
        self._list: ItemList[Found] = ItemList(
            COLUMNS, _row, lambda found: found.kind + found.name + found.case_id + found.place[1], empty=NOTHING
        )
        yield line
        yield self._list

    def on_mount(self) -> None:
        self.query_one("#palette-words", Input).focus()

    def desk_changed(self) -> None:
        self.query_one(TitleBar).set_path("onrecord", "Commands")
        self._actions = list(self._all_actions())
        self._things = list(self._all_things())
        self._find()

    def on_input_changed(self) -> None:
        self._find()

    async def on_input_submitted(self) -> None:
        await self._choose()

    async def on_virtual_list_opened(self) -> None:
        await self._choose()

    def on_key(self, event: Key) -> None:
        if isinstance(self.focused, Input) and event.key in ("down", "up", "pagedown", "pageup"):
            move = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down", "pageup": "page_up"}[event.key]
            getattr(self._list, f"action_{move}")()

    async def _choose(self) -> None:
        found = self._list.item
        if found is None:
            return
        if found.cannot:
            self.desk.complain(found.cannot)
            return
        self.desk.go_back()
        if found.action:
            await self._over.run_action(found.action)
        else:
            self.desk.open_case(found.case_id, found.place)

    def _find(self) -> None:
        asked = self.query_one("#palette-words", Input).value.casefold().split()
        cases = self._cases(" ".join(asked))
        every = [*self._actions, *self._things, *cases]
        if asked:
            scored = ((_score(asked, f"{found.name} {found.beside}".casefold()), found) for found in every)
            every = [found for score, found in sorted(scored, key=lambda item: item[0]) if score < _NEVER]
        self._list.show(every)
        if every:
            self._list.select(0)
        self._list.mark(*asked)

    def _all_actions(self) -> Iterator[Found]:
        for command in keys.reachable(self._over.place):
            if command.palette and command.action not in ("commands", "back"):
                names = " ".join(map(keys.key_name, command.keys))
                cannot = self._over.why_not(command.action.partition("(")[0])
                yield Found(command.label, names, command.sentence, action=command.action, cannot=cannot)

    def _all_things(self) -> Iterator[Found]:
        """The questions and sources of the case beneath."""
        if not self._case_id:
            return
        case = self.sitting.case(self._case_id)
        naming = Naming(case, self.sitting.names_hidden)
        for question in case.questions:
            (word,) = question_words(case, [question.id])
            beside = naming.text(question.proposition)
            yield Found(word, "question", beside, case_id=self._case_id, place=("question", question.id))
        for source in case.sources.values():
            beside = source.standing.word if naming.hidden else source.descriptor
            yield Found(naming.label(source), "source", beside, case_id=self._case_id, place=("source", source.id))

    def _cases(self, asked: str) -> Iterator[Found]:
        """The cases, and what other cases have of that name."""
        ledger = self.sitting.desk.ledger
        if ledger is None:
            return
        for case_id, row in ledger.shelf(0, MOST_CASES, asked):
            yield Found(row.slug, "case", "" if self.sitting.names_hidden else row.title, case_id=case_id)
        if not asked or self.sitting.names_hidden:
            return
        for hit in ledger.search(f"{asked}*", limit=30).hits:
            if hit.kind in ("question", "source") and hit.case_id != self._case_id:
                name = hit.snippet.partition("\n")[0]
                yield Found(name, hit.kind, hit.slug, case_id=hit.case_id, place=(hit.kind, hit.fact_id))


def _row(found: Found) -> Row:
    return Row(
        (found.name, Cell(found.kind, "accent"), Cell(found.cannot or found.beside, "muted")), dim=bool(found.cannot)
    )


_NEVER = 1_000


def _score(asked: list[str], name: str) -> int:
    """How far a name is from the words, 0 the nearest; `_NEVER` when a word is nowhere in it, even with gaps."""
    return max((_distance(word, name) for word in asked), default=0)


def _distance(word: str, name: str) -> int:
    if name.startswith(word):
        return 0
    if any(part.startswith(word) for part in name.split()):
        return 1
    if word in name:
        return 2
    return 3 if len(word) > 2 and _scattered(word, name.partition(" ")[0]) else _NEVER


def _scattered(word: str, name: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in word)
