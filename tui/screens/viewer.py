"""The words of a file page by page, with what is hidden in them made visible, and its pages as pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.timer import Timer

from tui import keys, words
from tui.screens import examining
from tui.screens.fileacts import FileActs
from tui.screens.filtering import Filtering
from tui.screens.lines import Lines
from tui.screens.reading import Reading
from tui.screens.viewer_reading import Came, read_pages
from tui.session import CannotAct
from tui.text import RTL_NOTE, has_rtl
from tui.widgets.bars import TitleBar
from tui.widgets.paged_text import Paged, PagedText, paged
from tui.widgets.picture import PagePicture, can_draw
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from textual.events import Key
    from textual.widgets import Input

    from workflow.examine import Picture

DPI = 100
PAUSE = 0.2
"""Seconds of rest in typing after which words are sought."""

READING = "Reading the words of the file, in a process that is locked in. esc goes back."
DRAWING = "Drawing the page."
SPECKS = (
    "What is yellow and small stands dark. It may be dots of a colour printer, dust, or a trace of compression; "
    "and where none is seen, there may still be some."
)
NO_WORDS = "No words can be read from this file. ; shows its pages as pictures where there are any."
NO_COLOUR = "Pictures need colours and block characters, which are turned off here."


class ViewerScreen(Reading, Filtering, FileActs):
    """One file; nothing of it acts, and nothing of it is opened by another program."""

    place = "viewer"
    footer_inside = (keys.TEXT,)
    DEFAULT_CSS = """
    ViewerScreen PagedText { padding: 0 2; }
    ViewerScreen PagePicture { display: none; }
    ViewerScreen.-pictured PagedText { display: none; }
    ViewerScreen.-pictured PagePicture { display: block; }
    """

    def __init__(self, case_id: str, exhibit_id: str, page: int = 0) -> None:
        super().__init__()
        self.case_id, self._exhibit, self._first = case_id, exhibit_id, page
        self._reader: examining.Reader | None = None
        self._ended = Event()
        self._pages: Paged | None = None
        self._raw: tuple[tuple[str, str], ...] = ()
        self._hidden = 0
        self._masked = False
        self._shown = (-1, False)
        self._picture_page = 0
        self._specks = False
        self._seeking: Timer | None = None

    def body(self) -> ComposeResult:
        self._text = PagedText(empty=READING, id="text")
        self._picture = PagePicture(id="picture")
        yield self._text
        yield self._picture
        yield Lines(id="specks")

    def on_mount(self) -> None:
        self._text.focus()
        held = self.held
        try:
            if held is None:
                raise CannotAct("This file is not in the case any more.")
            self._reader = reader = examining.Reader(self.sitting, held)
        except OnRecordError as error:
            self._say(str(error))
            return
        self._start("pages", lambda: read_pages(reader, self._ended))

    def on_unmount(self) -> None:
        self._ended.set()
        if self._reader is not None:
            Thread(target=self._reader.close, daemon=True).start()

    @property
    def file_id(self) -> str:
        return self._exhibit

    @property
    def pictured(self) -> bool:
        """Whether the page stands there as a picture."""
        return self.has_class("-pictured")

    @property
    def page(self) -> int:
        """The index of the page in view; the text cannot tell while a picture stands in its place. -1 without any."""
        return self._picture_page if self.pictured else self._text.page

    def zone(self) -> tzinfo:
        return self._case.zone

    def focused_place(self) -> str:
        return keys.TEXT

    def why_not(self, action: str) -> str:
        if refused := super().why_not(action):
            return refused
        if action == "picture" and not can_draw(self.app):
            return NO_COLOUR
        if action == "specks" and not can_draw(self.app):
            return NO_COLOUR
        if action in ("closer", "farther") and not self.pictured:
            return "Show the page as a picture first: press ;."
        return self.why_no_file(action)

    def desk_changed(self) -> None:
        naming = words.naming(self._case, self.sitting)
        if self._pages is not None and naming.hidden is not self._masked:
            self._masked = naming.hidden
            self._text.set_pages(paged([(name, naming.text(text)) for name, text in self._raw]))
        self._title()

    def _title(self) -> None:
        held = self.held
        naming = words.naming(self._case, self.sitting)
        name = f"File {held.number}: {naming.text(held.name)}" if held is not None else "Gone"
        self.query_one(TitleBar).set_path(self._case.slug, name)
        parts = [self._where()]
        if self.filter:
            parts.insert(0, words.count(self._text.hits, "hit") + ", ] next, [ before")
        if self._hidden:
            parts.append(words.count(self._hidden, "hidden character"))
        if any(has_rtl(text[:2000]) for _, text in self._raw[:20]):
            parts.append(RTL_NOTE.rstrip("."))
        self.query_one(TitleBar).set_right(*parts)

    def _where(self) -> str:
        if self._pages is None or not self._pages.names:
            return ""
        page = self.page
        return f"{self._pages.names[max(page, 0)]} ({max(page, 0) + 1} of {len(self._pages.names)})"

    # What threads have read

    def _start(self, kind: str, read: Callable[[], object]) -> None:
        def run() -> None:
            try:
                found, error = read(), None
            except OnRecordError as failure:
                found, error = None, failure
            if not self._ended.is_set():
                self.post_message(Came(kind, found, error))

        Thread(target=run, name="reading", daemon=True).start()

    def on_came(self, event: Came) -> None:
        event.stop()
        if event.kind == "pages":
            self._take_pages(event)
        elif event.error is not None and event.kind == self._wanted:
            self._picture.say(f"{event.error.what} {event.error.remedy}".strip())
        elif event.kind == self._wanted:
            picture: Picture = event.found
            self._picture.show(picture.width, picture.height, picture.rgb, darkest=self._specks)

    def _take_pages(self, event: Came) -> None:
        if event.error is not None:
            self._say(f"{event.error.what} {event.error.remedy}".strip())
            return
        self._pages, self._raw, self._hidden = event.found
        if not self._pages.text.strip():
            self._say(NO_WORDS)
        naming = words.naming(self._case, self.sitting)
        self._masked = naming.hidden
        shown = paged([(name, naming.text(text)) for name, text in self._raw]) if naming.hidden else self._pages
        self._text.set_pages(shown)
        if self._first:
            self._text.go_to_page(self._first)
        self._title()

    def _say(self, sentence: str) -> None:
        self._text.empty = sentence
        self._text.refresh()
        self._title()

    # Pages and pictures

    def on_paged_text_turned(self) -> None:
        self._title()

    def action_next_page(self) -> None:
        self._turn(self.page + 1)

    def action_previous_page(self) -> None:
        self._turn(self.page - 1)

    def action_go_to_page(self) -> None:
        from tui.screens.page_number import PageNumber

        many = len(self._pages.names) if self._pages is not None else 0
        self.desk.push_screen(PageNumber(many), lambda number: self._turn(number - 1) if number else None)

    def _turn(self, page: int) -> None:
        many = len(self._pages.names) if self._pages is not None else 0
        if not 0 <= page < many:
            self.desk.say("There is no such page.")
            return
        self._picture_page = page
        self._text.go_to_page(page)
        if self.pictured:
            self._draw()
            self._title()

    def action_picture(self) -> None:
        self._show_picture(not self.pictured, specks=False)

    def action_specks(self) -> None:
        self._show_picture(True, specks=not self._specks)

    def _show_picture(self, shown: bool, *, specks: bool) -> None:
        self._specks = specks
        self.query_one("#specks", Lines).show(*([Cell(SPECKS, "warn")] if specks else []))
        page = max(self.page, 0)
        self.set_class(shown, "-pictured")
        self._picture_page = page
        if not shown:
            self.call_after_refresh(self._text.go_to_page, page)
        (self._picture if self.pictured else self._text).focus()
        if self.pictured:
            self._draw()
        self.show_footer()

    def _draw(self) -> None:
        """Have the page in view drawn, unless it is there already."""
        page, reader = self._picture_page, self._reader
        specks = self._specks
        if (page, specks) == self._shown or reader is None:
            return
        self._shown = (page, specks)
        self._picture.say(DRAWING)
        self._start(self._wanted, lambda: reader.picture(page + 1, DPI, specks=specks))

    @property
    def _wanted(self) -> str:
        """What a picture is called that belongs to what is in view."""
        return f"picture {self._picture_page} {self._specks}"

    # Seeking

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "filter":
            event.prevent_default()
            event.stop()
            self.filter = event.value.strip()
            if self._seeking is not None:
                self._seeking.stop()
            self._seeking = self.set_timer(PAUSE, self._seek)

    def on_key(self, event: Key) -> None:
        if event.key == "enter" and self.query("#filter:focus"):
            self._seek()

    def _seek(self) -> None:
        self._text.find(*([self.filter] if self.filter else []))
        self._title()

    def _leave_filter(self) -> None:
        super()._leave_filter()
        if not self.filter:
            self._seek()

    def action_next_hit(self) -> None:
        self._text.action_next_hit()
        self._title()

    def action_previous_hit(self) -> None:
        self._text.action_previous_hit()
        self._title()

    def action_copy_row(self) -> None:
        page = max(self.page, 0)
        if self._raw:
            naming = words.naming(self._case, self.sitting)
            self.desk.copy_text(naming.text(self._raw[page][1]), "the page")
