"""The exhibit form: a file that the desk holds, known by its hash, on the document or on what somebody said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from tui.forms.asking import Ask, Control, Option, chosen, options
from tui.forms.base import Form
from tui.forms.file_keeping import keep_then_log
from tui.forms.file_reading import FileReading
from tui.forms.folder_keeping import keep_folder
from tui.forms.folder_reading import Folder, FolderReading
from tui.forms.naming import statement_options
from tui.forms.paths import path_options, typed_path
from tui.forms.reading import Gathering, date_hint
from tui.naming import Naming
from tui.widgets.rows import Cell
from tui.words import clock_words, count
from workflow.facts import ExhibitAttached
from workflow.hashing import Hashed, size_words
from workflow.terms import ExhibitKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tui.session import Write
    from workflow.case import Case

DOCUMENT = Option("", "the document", "The document as it reached us, where it was found, a copy made to show.")
KEEP = (
    Option("yes", "its bytes, and check it", "They stay beside the desk; nothing leaves this machine."),
    Option("no", "its hash alone", "Name, size and hash are logged. It cannot be read or checked here."),
)
FOUND_ONLINE = (ExhibitKind.CAPTURE, ExhibitKind.SCREENSHOT, ExhibitKind.REPORT)
FOLDER = "Of a folder the bytes are kept. To log a hash alone, attach one file at a time."
STOPPED = "Stopped reading the file. Nothing was saved; ^s reads it again."


class FileCame(Message):
    """There is something new to tell of the file that is read."""


class ExhibitForm(Form):
    """Attach a file to the document, or to the statement or the request that is named."""

    name_in_table = "exhibit"
    heading = "Attach a file"
    fields_of_facts = {"sha256": "file", "name": "file", "size": "file", "about": "of", "obtained_at": "obtained"}

    def __init__(self, case_id: str, statement_id: str = "", request_id: str = "") -> None:
        super().__init__(case_id, statement_id=statement_id, request_id=request_id)
        self._reading: FileReading | FolderReading | None = None
        self._saves = False

    def on_mount(self) -> None:
        self._read()

    def on_unmount(self) -> None:
        if self._reading is not None:
            self._reading.stop()

    def asks(self) -> list[Ask]:
        typed = self.answers.get("file", "")
        hint = "The path of a file, or of a folder with all that is in it; read, never changed."
        asks = [Ask("file", "File", Control.SUGGEST, hint, path_options(typed))]
        if not typed.strip():
            return asks
        things = self._things()
        about = self.about.get("statement_id") or self.about.get("request_id", "")
        first = next((one.word for one in things if one.value == about), DOCUMENT.word)
        kinds = _kinds(chosen(things, self.answers.get("of", first)) or DOCUMENT)
        asks += [
            Ask(
                "of",
                "Of",
                Control.SUGGEST,
                "The document, or the statement or request that it belongs to.",
                things,
                first,
            ),
            Ask("kind", "Kind", Control.CHOICE, "", options(kinds), self._likely(kinds)),
            Ask("obtained", "Obtained", Control.DATE, date_hint(self.case.zone)),
        ]
        if self.answers.get("kind", asks[2].default) in FOUND_ONLINE:
            asks.append(Ask("url", "Address", hint="Where it was found."))
        if not self.sitting.ledger.in_memory:
            asks.append(Ask("keep", "Keep", Control.CHOICE, "", KEEP, "yes"))
        return [*asks, Ask("note", "Note", Control.WORDS, "How it was obtained; what was done to it.")]

    def _things(self) -> tuple[Option, ...]:
        """What a file can belong to, the latest first."""
        case, naming = self.case, Naming(self.case, self.sitting.names_hidden)
        asked = tuple(
            Option(
                one.id,
                f"asked {naming.addressee(one)} {clock_words(one.sent, case.zone)}",
                naming.text(one.wording[:160]),
            )
            for one in reversed(case.requests)
        )
        return (DOCUMENT, *statement_options(case, reversed(case.statements), naming), *asked)

    def _likely(self, kinds: tuple[ExhibitKind, ...]) -> str:
        """The kind of the first file of a document, and of what comes in answer to a request."""
        held = {one.kind for one in self.case.holdings.exhibits}
        if ExhibitKind.ORIGINAL in kinds and ExhibitKind.ORIGINAL not in held:
            return ExhibitKind.ORIGINAL.value
        return ExhibitKind.REPLY.value if ExhibitKind.REPLY in kinds and self.about.get("request_id") else ""

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        reading = self._reading
        if ask.name != "file" or reading is None:
            return super().notes(ask)
        if isinstance(reading.found, Folder):
            return (
                Cell(f"A folder: {count(reading.found.files, 'file')}, {size_words(reading.found.size)}", "accent"),
            )
        if reading.found is not None:
            return file_notes(self.case, reading.found)
        if reading.error is not None:
            return (Cell(f"{reading.error.what} {reading.error.remedy}".strip(), "warn"),)
        if not reading.running:
            return (Cell(STOPPED, "warn"),)
        done = f"{100 * reading.read // reading.whole} % of {size_words(reading.whole)}. " if reading.whole else ""
        return (Cell(f"Reading it: {done}esc stops.", "muted"),)

    def foresee(self) -> None:
        super().foresee()
        self._read()

    def _read(self, *, again: bool = False) -> None:
        """Begin to read the file that is named, unless that has been done."""
        path, reading = typed_path(self.answers.get("file", "")), self._reading
        if reading is not None:
            if reading.path == path and (reading.running or reading.found or not again):
                return
            reading.stop()
        self._reading = _reading_of(path, lambda: self.post_message(FileCame())) if path is not None else None
        if self.rows:
            self._arrange()

    def on_file_came(self, event: FileCame) -> None:
        event.stop()
        self._arrange()
        if self._saves and self._reading is not None and not self._reading.running:
            self._saves = False
            super().action_save()

    def action_save(self) -> None:
        if self.why_not("save"):
            return
        self._read(again=True)
        self._saves = self._reading is not None and self._reading.running
        if self._saves:
            self.desk.say("Reading the file first.")
        else:
            super().action_save()

    def action_back(self) -> None:
        reading = self._reading
        if reading is None or not reading.running:
            super().action_back()
            return
        reading.stop()
        self._saves = False
        self._arrange()
        self.desk.say(STOPPED)

    def write(self, gather: Gathering) -> Write:
        gather.text("file", "Give the path of the file.")
        reading = self._reading
        if reading is not None and reading.error is not None:
            gather.miss("file", f"{reading.error.what} {reading.error.remedy}".strip())
        found = reading.found if reading is not None else None
        if found is None:
            gather.miss("file", "The file is not read yet.")
        if isinstance(found, Folder):
            found = Hashed("a file of the folder", "0" * 64, 0)
            if not self.keeps:
                gather.miss("keep" if not self.sitting.ledger.in_memory else "file", FOLDER)
        of = chosen(self._things(), gather.answers.get("of", ""))
        if of is None:
            gather.miss("of", "Choose the document, a statement or a request.")
        kind = gather.word("kind", ExhibitKind, "What is this file?") or ExhibitKind.ORIGINAL
        fact = ExhibitAttached(
            kind,
            *(found or Hashed("", "", 0)),
            about=of.value if of is not None else "",
            obtained_at=gather.date("obtained"),
            url=gather.text("url") if kind in FOUND_ONLINE else "",
            note=gather.text("note"),
            is_kept=self.keeps,
        )
        return lambda add: add(fact)

    def said(self) -> str:
        return "Attached a file, and kept its bytes." if self.keeps else "Attached a file."

    @property
    def keeps(self) -> bool:
        """Whether the bytes are to be kept, and checked."""
        return not self.sitting.ledger.in_memory and self.answers.get("keep", "yes") == "yes"

    def log_it(self, write: Write) -> None:
        path = typed_path(self.answers.get("file", ""))
        if path is not None and self._reading is not None and isinstance(self._reading.found, Folder):
            keep_folder(self, path, write)
        elif self.keeps and path is not None:
            keep_then_log(self, path, write)
        else:
            super().log_it(write)


def file_notes(case: Case, found: Hashed) -> tuple[Cell, ...]:
    """What a file is known by, and which exhibit it is already."""
    same = [one for one in case.holdings.exhibits if one.sha256 == found.sha256]
    return (
        Cell(f"{found.name}, {size_words(found.size)}", "accent"),
        Cell(found.sha256, "muted"),
        *(Cell(f"It is attached already, as file {one.number}.", "warn") for one in same),
    )


def _kinds(of: Option) -> tuple[ExhibitKind, ...]:
    return tuple(kind for kind in ExhibitKind if kind.is_document is not bool(of.value))


def _reading_of(path: Path, came: Callable[[], object]) -> FileReading | FolderReading:
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    return FolderReading(path, came) if is_folder else FileReading(path, came)
