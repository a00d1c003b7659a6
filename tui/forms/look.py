"""The question that no program answers: can a handwritten signature be seen where the name is typed?"""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.message import Message

from tui.forms.asking import Ask, Control, options
from tui.forms.base import Form
from tui.forms.reading import Gathering
from tui.screens import examining
from tui.screens.lines import Block, Lines
from tui.widgets.picture import PagePicture, can_draw
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError
from workflow.facts import SignatureSeen
from workflow.findings import Finding
from workflow.terms import Seen

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.examine import Picture

DPI = 120
TYPED = "doc.signature_block_typed"
LOOK = "Look at the page on paper or in a viewer of your own, and say what you see. "
HINT = "( and ) draw the page smaller and larger; shift+tab goes to it, and the arrows move it."
DRAWING = "Drawing the part of the page where a signature would stand."
AROUND = "Cut out of page {} around the typed name. The whole page: esc, then > and ;"
BELOW = "No typed name is known: the lower half of page {}. All pages: esc, then > and ;"
NO_COLOUR = "Pictures need colours and block characters, which are turned off here."


class Drawn(Message):
    """The part of the page, or why it cannot be drawn."""

    def __init__(self, picture: Picture | None, error: OnRecordError | None) -> None:
        super().__init__()
        self.picture, self.error = picture, error


class LookForm(Form):
    """Log what somebody sees, while the part of the page around the typed name stands above."""

    place = "look"
    footer_inside = ("form",)
    name_in_table = "look"
    heading = "A handwritten signature"
    fields_of_facts = {"exhibit": "seen"}
    DEFAULT_CSS = """
    LookForm PagePicture { height: 1fr; min-height: 3; }
    LookForm #fields { height: auto; max-height: 10; }
    LookForm.-short PagePicture { display: none; }
    """

    def __init__(self, case_id: str, exhibit_id: str) -> None:
        super().__init__(case_id, exhibit_id=exhibit_id)
        self._ended = Event()
        self._told = ""

    def body(self) -> ComposeResult:
        yield PagePicture(id="picture")
        yield from super().body()

    def on_mount(self) -> None:
        super().on_mount()
        picture = self.query_one(PagePicture)
        held = examining.exhibit_of(self.case, self.about["exhibit_id"])
        if reason := examining.why_not_read(self.sitting, held):
            picture.say(LOOK + reason)
        elif not can_draw(self.app):
            picture.say(LOOK + NO_COLOUR)
        elif held is not None:
            picture.say(DRAWING)
            try:
                reader = examining.Reader(self.sitting, held)
            except OnRecordError as error:
                picture.say(LOOK + str(error))
                return
            examined = examining.examination_at(self.case, held.id, self.sitting.moment)
            found: tuple[Finding, ...] = ()
            many = 1
            if examined is not None:
                found, told = examined.report.findings, examined.report.facts.get("pages", 1)
                many = told if isinstance(told, int) else 1
            page, words = where_to_look(found, many)
            self._told = (AROUND if words else BELOW).format(page)
            Thread(target=self._draw, args=(reader, page, words), name="drawing", daemon=True).start()

    def on_unmount(self) -> None:
        self._ended.set()

    def on_drawn(self, event: Drawn) -> None:
        event.stop()
        picture = self.query_one(PagePicture)
        if event.picture is None:
            picture.say(LOOK + (event.error.what if event.error is not None else ""))
        else:
            picture.show(event.picture.width, event.picture.height, event.picture.rgb)
            self.query_one("#strip", Lines).show(*self.strip())

    def strip(self) -> list[Block]:
        return [Cell(self._told, "muted")] if self._told else []

    def why_not(self, action: str) -> str:
        if action in ("closer", "farther") and not can_draw(self.app):
            return NO_COLOUR
        return super().why_not(action)

    def action_closer(self) -> None:
        self.query_one(PagePicture).action_closer()

    def action_farther(self) -> None:
        self.query_one(PagePicture).action_farther()

    def focused_place(self) -> str:
        return "form"

    def asks(self) -> list[Ask]:
        return [
            Ask("seen", "Seen", Control.CHOICE, HINT, options(Seen)),
            Ask("note", "Note", hint="What it looks like, where it stands, on which copy you looked."),
            Ask("by", "By", hint="Initials of whoever looked.", default=self.initials),
        ]

    def write(self, gather: Gathering) -> Write:
        seen = gather.word("seen", Seen, "What do you see?") or Seen.UNCLEAR
        fact = SignatureSeen(self.about["exhibit_id"], seen, gather.text("by"), gather.text("note"))
        return lambda add: add(fact)

    def said(self) -> str:
        return "Logged what was seen where a signature would stand."

    def _draw(self, reader: examining.Reader, page: int, words: str) -> None:
        """In a thread: draw the part of the page where a signature would stand."""
        picture, problem = None, None
        try:
            picture = reader.picture(page, DPI, around=words)
        except OnRecordError as error:
            problem = error
        finally:
            reader.close()
        if not self._ended.is_set():
            self.post_message(Drawn(picture, problem))


def where_to_look(found: tuple[Finding, ...], pages: int) -> tuple[int, str]:
    """The page, counted from 1, and the words by which a signature would stand.

    That is where the name is typed last; else, with no words, the last of the pages.
    """
    typed = [one for one in found if one.id == TYPED and one.where.startswith("page ")]
    if not typed:
        return max(pages, 1), ""
    page, _, name = typed[-1].where.partition(", at ")
    number = page.removeprefix("page ")
    words = name.strip("“”") or typed[-1].value.partition(" / ")[0]
    return int(number) if number.isascii() and number.isdecimal() else 1, words
