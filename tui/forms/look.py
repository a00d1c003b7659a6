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
from tui.widgets.picture import PagePicture, can_draw
from workflow.errors import OnRecordError
from workflow.facts import SignatureSeen
from workflow.findings import Finding, Page
from workflow.terms import Seen

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.examine import Picture

DPI = 120
TYPED = "doc.signature_block_typed"
FIELD = "pdf.sig.field_empty"
LOOK = "Look at the page on paper or in a viewer of your own, and say what you see. "
HINT = "( and ) draw the page smaller and larger; shift+tab goes to it, and the arrows move it."
DRAWING = "Drawing the page on which the name is typed."
NO_COLOUR = "Pictures need colours and block characters, which are turned off here."


class Drawn(Message):
    """The page, how far down the place is, or why it cannot be drawn."""

    def __init__(self, picture: Picture | None, share: float, error: OnRecordError | None) -> None:
        super().__init__()
        self.picture, self.share, self.error = picture, share, error


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
            found = examined.report.findings if examined is not None else ()
            Thread(target=self._draw, args=(reader, found), name="drawing", daemon=True).start()

    def on_unmount(self) -> None:
        self._ended.set()

    def on_drawn(self, event: Drawn) -> None:
        event.stop()
        picture = self.query_one(PagePicture)
        if event.picture is None:
            picture.say(LOOK + (event.error.what if event.error is not None else ""))
        else:
            picture.show(event.picture.width, event.picture.height, event.picture.rgb, share=event.share)

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

    def _draw(self, reader: examining.Reader, found: tuple[Finding, ...]) -> None:
        """In a thread: draw the page with the typed name, or the last one."""
        picture, share, problem = None, 0.0, None
        try:
            number, share = where_to_look(reader.pages(None, lambda: not self._ended.is_set()), found)
            picture = reader.picture(number, DPI)
        except OnRecordError as error:
            problem = error
        finally:
            reader.close()
        if not self._ended.is_set():
            self.post_message(Drawn(picture, share, problem))


def where_to_look(pages: tuple[Page, ...], found: tuple[Finding, ...]) -> tuple[int, float]:
    """The page, counted from 1, and how far down it a signature would stand, from 0 to 1.

    That is where the name is typed; else at an empty field; else at the end of the first page.
    """
    typed = next((one for name in (TYPED, FIELD) for one in found if one.id == name), None)
    if typed is None:
        return 1, 0.8
    digits = "".join(letter if letter.isdigit() else " " for letter in typed.where).split()
    number = int(digits[0]) if typed.where.startswith("page") and digits else 1
    text = next((page.text for page in pages if page.name == f"page {number}"), "")
    lines = text.splitlines()
    parts = [part.strip() for part in typed.value.replace("\n", " / ").split(" / ") if part.strip()]
    at = max((index for index, line in enumerate(lines) if any(part in line for part in parts)), default=-1)
    return number, (at + 1) / (len(lines) + 1) if at >= 0 else 0.8
