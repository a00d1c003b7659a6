"""With which other file a file is compared; the comparison itself runs in a thread, and is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.acts import Act
from tui.forms.asking import Ask, Control, Option
from tui.forms.base import Form
from tui.forms.reading import Gathering
from tui.naming import Naming
from tui.screens import examining
from tui.screens.lines import Block
from tui.screens.progress import ProgressScreen, Steps
from tui.screens.table import screen_class
from tui.session import CannotAct
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError
from workflow.facts import FileHandled
from workflow.hashing import size_words
from workflow.terms import Handling

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.comparing import Comparison
    from workflow.holdings import Exhibit

TOLD = "Pages, words, metadata and invisible marks are compared. Who gave which copy is not told."


class CompareForm(Form):
    """Choose the other file; what differs is shown when both were read."""

    name_in_table = "compare"
    heading = saves = "Compare"
    fields_of_facts = {"made": "other", "exhibit": "other"}

    def __init__(self, case_id: str, exhibit_id: str, other: str = "") -> None:
        super().__init__(case_id, exhibit_id=exhibit_id)
        self._other = other

    def title_words(self) -> str:
        held = self._held(self.about["exhibit_id"])
        return f"Compare file {held.number}" if held is not None else self.heading

    def asks(self) -> list[Ask]:
        naming = Naming(self.case, self.sitting.names_hidden)
        offers = tuple(
            Option(one.id, f"file {one.number}", f"{one.kind.word}: {naming.text(one.name)}, {size_words(one.size)}")
            for one in self.case.holdings.exhibits
            if one.is_kept and one.id != self.about["exhibit_id"]
        )
        named = [one.value for one in offers if one.value == self._other]
        default = (named or [one.value for one in offers] or [""])[0]
        return [Ask("other", "With", Control.CHOICE, "Another file whose bytes are on the desk.", offers, default)]

    def strip(self) -> list[Block]:
        return [Cell(TOLD, "muted")]

    def write(self, gather: Gathering) -> Write:
        other = gather.text("other", "Choose a file to compare it with.")
        fact = FileHandled(self.about["exhibit_id"], Handling.COMPARED, other, f"onrecord {examining.version()}")
        return lambda add: add(fact)

    def said(self) -> str:
        return "Compared two files."

    def action_save(self) -> None:
        if self.why_not("save"):
            return
        try:
            write = self.make()
            a, b = (self._held(name) for name in (self.about["exhibit_id"], self.answers.get("other") or self._first()))
            if a is None or b is None:
                raise CannotAct("One of the two files is not in the case any more.")
            readers = [examining.Reader(self.sitting, one) for one in (a, b)]
        except OnRecordError as error:
            self.desk.complain(error)
            return
        numbers = a.number, b.number

        def compared(found: Comparison | None) -> None:
            if found is None:
                return
            self.discard()
            self.desk.post_message(Act(self.case_id, write, self.said()))
            self.desk.pop_screen()
            self.desk.push_screen(screen_class("differences")(self.case_id, found, *numbers))

        title = f"Comparing file {a.number} with file {b.number}"
        self.desk.push_screen(ProgressScreen(title, lambda steps: _compared(readers, steps)), compared)

    def _first(self) -> str:
        return self.asks()[0].default

    def _held(self, name: str) -> Exhibit | None:
        return examining.exhibit_of(self.case, name)


def _compared(readers: list[examining.Reader], steps: Steps) -> Comparison:
    """In a thread: read both files, one after the other, and compare what was read."""
    from workflow.comparing import compare

    try:
        found = []
        for number, reader in enumerate(readers, 1):
            steps.say(f"Reading the {'first' if number == 1 else 'second'} of the two.")
            found.append(reader.copy(steps.goes_on))
        steps.say("Comparing what was read.")
        return compare(*found)
    finally:
        for reader in readers:
            reader.close()
