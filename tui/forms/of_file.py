"""A form about one file that is held, for acts that take a while: what they log comes when they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.forms.base import Form
from tui.screens import examining
from tui.session import CannotAct

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.holdings import Exhibit

GONE = "This file is not in the case any more."


class FileForm(Form):
    """Subclasses say in `titled` what is done, with the number of the file, and `begin` it."""

    titled: ClassVar[str]

    def __init__(self, case_id: str, exhibit_id: str) -> None:
        super().__init__(case_id, exhibit_id=exhibit_id)

    def title_words(self) -> str:
        held = self.held
        return self.titled.format(held.number) if held is not None else self.heading

    @property
    def held(self) -> Exhibit | None:
        """The file that it is about."""
        return examining.exhibit_of(self.case, self.about["exhibit_id"])

    def log_it(self, write: Write) -> None:
        held = self.held
        self._saving = False
        if held is None:
            self.desk.complain(CannotAct(GONE))
        else:
            self.begin(held)

    def begin(self, held: Exhibit) -> None:
        """Do it with the file; nothing is missing in the answers."""
        raise NotImplementedError
