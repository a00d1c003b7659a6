"""Writing a summary or the case to a file: what it holds, what is left out and why, where it goes, how it begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.forms.asking import Ask, Control, Option
from tui.forms.base import Form, Unready
from tui.forms.reading import Gathering, date_hint
from tui.screens.export_content import Content, content_of
from tui.screens.lines import Block
from tui.screens.table import screen_class
from tui.text import cell_len
from tui.widgets.bars import Rule
from tui.widgets.long_text import LongText
from tui.widgets.rows import Cell
from tui.words import stamp
from workflow.errors import OnRecordError
from workflow.when import When, parse_when

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.when import Instant

WHAT = (
    Option(
        "editor", "summary for an editor", "Headline, questions, basis, what next, timeline; no unnamed source shows."
    ),
    Option("case", "the case itself", "A case file for another desk: it holds everything, names included."),
)
FORMATS = (
    Option("md", "Markdown", "Plain text with headings."),
    Option("html", "HTML", "One page that prints well and needs nothing else."),
    Option("json", "JSON", "For programs."),
    Option("csv", "CSV", "The timeline alone, for a table."),
)
MOST_SHOWN = 4_000
"""Characters of the file that are shown before it is written."""


class ExportScreen(Form):
    """Choose what to write and where; the file is never written over another without a word."""

    place = "export"
    name_in_table = "export"
    heading = "Export"
    DEFAULT_CSS = """
    ExportScreen #fields { height: auto; max-height: 60%; }
    ExportScreen.-short #fields { height: 1fr; max-height: 100%; }
    ExportScreen.-short #strip { max-height: 4; }
    ExportScreen.-short Rule, ExportScreen.-short #begins { display: none; }
    ExportScreen #begins { height: 1fr; min-height: 3; padding: 0 1; }
    """

    def __init__(self, case_id: str) -> None:
        super().__init__(case_id)
        self._content: tuple[tuple[object, ...], Content] | None = None

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Rule("How the file begins")
        yield LongText(id="begins", empty="Nothing to show yet.")

    def asks(self) -> list[Ask]:
        asks = [Ask("what", "What", Control.CHOICE, "", WHAT, default="editor")]
        if self.answers.get("what", "editor") == "editor":
            asks.append(Ask("format", "Format", Control.CHOICE, "", FORMATS, default="md"))
            hint = f"What changed from then on; may stay empty. {date_hint(self.case.zone)}"
            asks.append(Ask("since", "Since", Control.DATE, hint))
        return [*asks, Ask("path", "File", hint="Readable by you alone.", default=str(self._proposed()))]

    def _proposed(self) -> Path:
        if self.answers.get("what") == "case":
            return Path.cwd() / f"{self.case.slug}.case.json"
        return Path.cwd() / f"{self.case.slug}-editor.{self.answers.get('format', 'md')}"

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "path":
            path = self.answers.get("path", ask.default)
            return (Cell(path, "muted"),) if cell_len(path) > self.size.width - 16 else ()
        return super().notes(ask)

    def keep_draft(self) -> None:
        """Nothing here is worth a draft."""

    def why_not(self, action: str) -> str:
        return ""

    def strip(self) -> list[Block]:
        moment = self.sitting.as_of
        held = stamp(moment, self.case.zone) if moment is not None else "now"
        try:
            content = self._made()
        except Unready as unready:
            return [Cell(unready.troubles[0].sentence, "warn")]
        except OnRecordError as error:
            return [Cell(str(error), "bad")]
        size = f"{len(content.data):,} bytes, as of {held}."
        return [Cell(f"{content.holds} {size}"), *(Cell(sentence, "warn") for sentence in content.left_out)]

    def foresee(self) -> None:
        super().foresee()
        try:
            text = self._made().data[: 4 * MOST_SHOWN].decode(errors="replace")[:MOST_SHOWN]
        except OnRecordError:
            text = ""
        self.query_one("#begins", LongText).set_text(text)

    def _made(self) -> Content:
        """The file as it would be written, made again only when something it depends on has changed."""
        given = {ask.name: ask.default for ask in self.asked if ask.default} | self.answers
        gather = Gathering(given, self.sitting.clock(), self.case.zone)
        since = gather.date("since") if given.get("what") == "editor" else ""
        if gather.troubles:
            raise Unready(*gather.troubles)
        form = "case" if given.get("what") == "case" else given.get("format", "md")
        key = (form, since, self.case.entries[-1].id, self.sitting.as_of)
        if self._content is None or self._content[0] != key:
            then = _instant(parse_when(since), self) if since else None
            self._content = key, content_of(self.sitting, self.case_id, form, then)
        return self._content[1]

    def action_save(self) -> None:
        """Write the file, asking first where there is one."""
        row = self.rows["path"]
        row.problem = ""
        path = Path(row.answer.strip()).expanduser()
        if not row.answer.strip():
            row.problem = "Say where the file goes."
            row.enter()
            return
        if path.is_file() and not path.is_symlink():
            question = f"There is a file already: {path}. Replace it?"
            self.desk.push_screen(
                screen_class("confirm")(question, "y", "Replace the file"), lambda sure: self._write(path, bool(sure))
            )
            return
        self._write(path, True, overwrite=False)

    def _write(self, path: Path, sure: bool, overwrite: bool = True) -> None:
        from workflow.summaries import write_export

        if not sure:
            self.desk.say("Nothing was written.")
            return
        try:
            content = self._made()
            write_export(path, content.data, overwrite)
        except OnRecordError as error:
            self.rows["path"].problem = str(error)
            self.rows["path"].enter()
            return
        self.dismiss(None)
        self.desk.say(f"Wrote {path} ({len(content.data):,} bytes).")

    def write(self, gather: Gathering) -> Write:
        return lambda add: None


def _instant(when: When, screen: ExportScreen) -> Instant:
    return when.known_at(screen.case.zone)
