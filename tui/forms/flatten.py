"""How a copy to show is to look: how fine, in grey, of which pages; and what it will still show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.forms.asking import YES_NO, Ask, Control
from tui.forms.of_file import FileForm
from tui.screens.flattening import make_copy
from tui.screens.lines import Block, Lines
from tui.widgets.rows import Cell
from workflow.errors import UsageError
from workflow.showing import KEEPS, Look, read_pages

if TYPE_CHECKING:
    from tui.forms.reading import Gathering
    from tui.session import Write
    from workflow.holdings import Exhibit

DPI = (50, 600)
GREY = "Weakens the yellow dots of a colour printer; it does not remove them."
STAYS = "What the copy will still show:"
SHORT = "It still shows marks, numbers, wording, dots, folds and handwriting. Its report says all of it."


class FlattenForm(FileForm):
    """Make a copy of pictures alone; its report opens when it is made."""

    name_in_table = "flatten"
    heading = "Copy to show"
    saves = "Make"
    titled = "Copy of file {} to show"
    DEFAULT_CSS = """
    FlattenForm #stays { height: 1fr; }
    FlattenForm #fields { height: auto; max-height: 12; }
    FlattenForm.-short #fields { max-height: 7; }
    """

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Lines(id="stays", grows=False)

    def on_mount(self) -> None:
        super().on_mount()
        self._tell_what_stays()

    def on_resize(self) -> None:
        self._tell_what_stays()

    def _tell_what_stays(self) -> None:
        """All of it where it fits, else in short; the report of the copy says it again."""
        sentences: list[Block] = [Cell(f"- {sentence}") for sentence in KEEPS]
        fits = self.size.height >= (20 if self.size.width >= 60 else 26)
        told = ("", Cell(STAYS, "warn"), *sentences) if fits else (Cell(SHORT, "warn"),)
        self.query_one("#stays", Lines).show(*told)

    def asks(self) -> list[Ask]:
        usual = Look()
        return [
            Ask("pages", "Pages", hint="Only these: 1-3,5. Empty for all of them."),
            Ask(
                "dpi", "Fineness", hint="Pixels an inch, from 50 to 600; 150 can be read well.", default=str(usual.dpi)
            ),
            Ask("grey", "In grey", Control.CHOICE, GREY, YES_NO, "no"),
        ]

    def write(self, gather: Gathering) -> Write:
        self._look(gather)
        return lambda add: None

    def said(self) -> str:
        return "Made a copy to show."

    def begin(self, held: Exhibit) -> None:
        from tui.forms.reading import Gathering

        given = {ask.name: ask.default for ask in self.asked} | self.answers
        look = self._look(Gathering(given, self.sitting.clock(), self.zone()))
        make_copy(self, self.case_id, held, look, self._close)

    def _close(self) -> None:
        self.discard()
        self.dismiss(None)

    def _look(self, gather: Gathering) -> Look:
        """What is asked for, with the pages in order; troubles are told to the gathering."""
        dpi = gather.text("dpi", "How many pixels an inch?")
        pages: tuple[int, ...] = ()
        if not (dpi.isascii() and dpi.isdecimal() and DPI[0] <= int(dpi[:4]) <= DPI[1]):
            gather.miss("dpi", "Give a number from 50 to 600.")
            dpi = "150"
        if typed := gather.text("pages"):
            try:
                pages = read_pages(typed)
            except UsageError as error:
                gather.miss("pages", f"{error.what} {error.remedy}")
        return Look(int(dpi), gather.text("grey") == "yes", pages)
