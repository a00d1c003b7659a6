"""What a file is checked with: keys, certificates, a time stamp; and whether it is read behind a weak lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control
from tui.forms.of_file import FileForm
from tui.forms.paths import path_options, typed_path
from tui.screens import examining
from tui.screens.brought import Brought, bring, brought_for
from tui.screens.fileacts import check_file
from tui.screens.lines import Block
from tui.widgets.rows import Cell

if TYPE_CHECKING:
    from tui.forms.reading import Gathering
    from tui.session import Done, Write
    from workflow.holdings import Exhibit

PATHS = (
    ("keys", "DKIM keys", "For mail: a file or a folder of DNS names, each with its TXT record."),
    ("roots", "Roots", "For signatures: a file or a folder of the certificates that you trust."),
    ("proofs", "Time stamp", "Of this file alone: an .ots or .tsr file."),
    ("headers", "Headers", "Block headers, for an .ots time stamp: lines of a height and 160 hexadecimal digits."),
)
TOLD = "^s checks the file. All of this may stay empty; nothing is fetched, and paths are forgotten when you quit."
WEAK = "This machine cannot lock the reader in. Say yes only if harm to this machine and what lies on it can be borne."
NOWHERE = "Nothing lies there. Give the path of a file or of a folder."


class CheckForm(FileForm):
    """Check a file, or check it again; what was given last in this sitting stands there."""

    name_in_table = "check"
    heading = saves = "Check"
    titled = "Check file {}"

    def asks(self) -> list[Ask]:
        given = brought_for(self.sitting, self.about["exhibit_id"])
        before = given._asdict()
        stamped = self.answers.get("proofs", given.proofs).strip()
        asks = [
            Ask(name, label, Control.SUGGEST, hint, path_options(self.answers.get(name, "")), before[name])
            for name, label, hint in PATHS
            if name != "headers" or stamped or given.headers
        ]
        if self._is_weak():
            from tui.forms.asking import YES_NO

            asks.append(Ask("weak", "Read it", Control.CHOICE, WEAK, YES_NO, "yes" if given.even_weak else "no"))
        return asks

    def strip(self) -> list[Block]:
        return [Cell(TOLD, "muted")]

    def write(self, gather: Gathering) -> Write:
        for name, _, _ in PATHS:
            path = typed_path(gather.text(name))
            try:
                missing = path is not None and not path.exists()
            except (OSError, ValueError):
                missing = True
            if missing:
                gather.miss(name, NOWHERE)
        return lambda add: None

    def said(self) -> str:
        return "Checked the file."

    def begin(self, held: Exhibit) -> None:
        bring(self.sitting, held.id, self._given())
        check_file(self.desk, self.case_id, held, self.logged)

    def saved(self, done: Done) -> None:
        self.dismiss(done)

    def _given(self) -> Brought:
        given = {ask.name: ask.default for ask in self.asked} | self.answers
        paths = {name: given.get(name, "").strip() for name, _, _ in PATHS if name in given}
        return Brought(**paths, even_weak=given.get("weak") == "yes")

    def _is_weak(self) -> bool:
        """Whether the reader was not locked in the last time, or may not be: then it is to be decided for this file."""
        examined = examining.examination_at(self.case, self.about["exhibit_id"], self.sitting.moment)
        return examined is not None and examined.report.rung.is_weak
