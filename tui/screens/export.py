"""Writing a summary or the case to a file: for whom, what is left out and why, where it goes, how it reads."""

from __future__ import annotations

import secrets
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll

from tui.forms.asking import Ask, Control, Option, Trouble, member
from tui.forms.base import Form, Unready
from tui.forms.reading import Gathering, date_hint
from tui.screens import export_scan as scan
from tui.screens.export_content import BEGINS, Content, content_of
from tui.screens.table import screen_class
from tui.text import cell_len
from tui.widgets.bars import Rule
from tui.widgets.long_text import LongText
from tui.widgets.rows import Cell
from tui.words import count, naming, stamp
from workflow.errors import OnRecordError
from workflow.exported import claimed, last_summary
from workflow.summaries.making import FORMS
from workflow.terms import Audience
from workflow.voices import Names
from workflow.when import parse_when

if TYPE_CHECKING:
    from tui.session import View, Write
    from workflow.agefile import Recipient
    from workflow.facts import DeskSettings

READERS = (
    *(Option(reader.value, reader.word, reader.meaning) for reader in Audience if reader is not Audience.DESK),
    Option("desk", "another desk", "The case itself: it holds everything, names included."),
)
FORMATS = {
    "md": Option("md", "Markdown", "Plain text with headings."),
    "html": Option("html", "HTML", "One page that prints well and needs nothing else."),
    "json": Option("json", "JSON", "For programs."),
    "csv": Option("csv", "CSV", "The timeline alone, for a table."),
    "claimreview": Option("claimreview", "ClaimReview", "What search engines read: each question with its answer."),
}
ENDS = {"claimreview": "claimreview.json"}
LAST = ("last", "last export")
WITH_SINCE = (Audience.EDITOR, Audience.LAWYER)
MOST_SHOWN = 4_000
"""Characters of the file that are shown before it is written."""

CANNOT_LEAVE = "This desk is open for reading only, and whatever leaves a desk is logged in it first."


class ExportScreen(Form):
    """Choose for whom, in which form and where; nothing is written over another file without a word."""

    place = "export"
    name_in_table = "export"
    heading = "Export"
    DEFAULT_CSS = """
    ExportScreen #sides { layout: vertical; height: 1fr; }
    ExportScreen #chosen { height: auto; }
    ExportScreen #reading { height: 1fr; min-height: 3; }
    ExportScreen #fields { height: auto; }
    ExportScreen LongText { padding: 0 1; }
    ExportScreen #heed { height: auto; max-height: 6; }
    ExportScreen.-wide #sides { layout: horizontal; }
    ExportScreen.-wide #chosen { height: 1fr; width: 55%; padding: 0 1 0 0; }
    ExportScreen.-wide #reading { height: 1fr; width: 45%; }
    ExportScreen.-wide #heed { height: 1fr; max-height: 100%; }
    ExportScreen.-short #chosen { height: 1fr; }
    ExportScreen.-short #fields { height: 1fr; }
    ExportScreen.-short #heed { max-height: 4; }
    ExportScreen.-short Rule, ExportScreen.-short #reading { display: none; }
    """

    def __init__(self, case_id: str) -> None:
        super().__init__(case_id)
        self._made: dict[tuple[str, str, str], Content] = {}
        self._stands: tuple[View, DeskSettings] | None = None
        self._token = secrets.token_hex(4)
        self._scan = scan.Told()

    def body(self) -> ComposeResult:
        with Container(id="sides"):
            with Container(id="chosen"):
                yield VerticalScroll(id="fields", can_focus=False)
                yield Rule("What it holds", id="holds")
                yield LongText(id="heed")
            with Container(id="reading"):
                yield Rule(BEGINS, id="how")
                yield LongText(id="begins", empty="Nothing to show yet.")

    def zone(self) -> tzinfo:
        return self.case.zone

    @property
    def reader(self) -> Audience:
        """For whom the file is."""
        return member(Audience, self.answers.get("what", Audience.EDITOR.value))

    @property
    def form(self) -> str:
        """The format chosen, else the first that the reader has."""
        chosen = self.answers.get("format", "")
        return chosen if chosen in FORMS[self.reader] else FORMS[self.reader][0]

    def asks(self) -> list[Ask]:
        reader = self.reader
        asks = [Ask("what", "For", Control.CHOICE, "", READERS, default=Audience.EDITOR.value)]
        if reader is not Audience.DESK:
            offered = tuple(FORMATS[name] for name in FORMS[reader])
            asks.append(Ask("format", "Format", Control.CHOICE, "", offered, default=self.form))
        if reader in WITH_SINCE:
            hint = f"What changed from then on; empty: since the last summary. {date_hint(self.case.zone)}"
            asks.append(Ask("since", "Since", Control.DATE, hint))
        if reader is not Audience.PUBLIC and (to := scan.recipients_ask(self.sitting)) is not None:
            asks.append(to)
        return [*asks, Ask("path", "File", hint="Readable by you alone.", default=str(Path.cwd() / self._file_name()))]

    def _file_name(self) -> str:
        """The name of the file: for the public or for keys it tells nothing, and never is it that of a source."""
        end = ENDS.get(self.form, self.form)
        if self.reader is not Audience.PUBLIC and scan.goes_to_keys(self.answers.get("to", "")):
            return f"case-{self._token}.age"
        if self.reader is Audience.PUBLIC:
            return f"how-we-checked-{self._token}.{end}"
        case = self.case
        slug = case.slug if Names(case, self.sitting.moment).told(case.slug, unnamed=True) == case.slug else "case"
        return f"{slug}.case.json" if self.reader is Audience.DESK else f"{slug}-{self.reader}.{end}"

    def _ticked(self) -> tuple[tuple[Recipient, ...], bool]:
        """To whose keys the file goes, and whether it goes unencrypted in spite of a sealed desk. Raises Unready."""
        ticked = "" if self.reader is Audience.PUBLIC else self.answers.get("to", "")
        return scan.ticked_recipients(self.sitting, ticked)

    def notes(self, ask: Ask) -> tuple[Cell, ...]:
        if ask.name == "path":
            path = self.answers.get("path", ask.default)
            return (Cell(path, "muted"),) if cell_len(path) > self._across else ()
        if ask.name == "since" and self._since_last:
            before, typed = last_summary(self.case.outgoing.exports, self.reader), self.answers.get("since", "").strip()
            return (Cell(self._last_words(), "accent" if before else "warn"),) if before or typed else ()
        return super().notes(ask)

    @property
    def _across(self) -> int:
        """Cells that a field has for its answer."""
        return (self.size.width * 11 // 20 if self.wide else self.size.width) - 16

    @property
    def _since_last(self) -> bool:
        typed = self.answers.get("since", "").strip().casefold()
        return typed in ("", *LAST)

    def _last_words(self) -> str:
        before = last_summary(self.case.outgoing.exports, self.reader)
        if before is None:
            return f"No summary has left for {self.reader.word} yet."
        made = stamp(claimed(self.case, before.claimed_at), self.case.zone)
        return f"Since the last summary for {self.reader.word}, {made}."

    def keep_draft(self) -> None:
        """Nothing here is worth a draft."""

    def why_not(self, action: str) -> str:
        ledger = self.sitting.desk.ledger
        if action != "save" or ledger is None:
            return ""
        return ledger.banner if ledger.missing else CANNOT_LEAVE if ledger.read_only else ""

    def foresee(self) -> None:
        """Show what the file holds, what to heed, and how it reads."""
        try:
            found = self._content()
            told = self._told(found)
        except Unready as unready:
            self._show_content("What it holds", unready.troubles[0].sentence, BEGINS, "")
            return
        except OnRecordError as error:
            self._show_content("What it holds", str(error), BEGINS, "")
            return
        number = len(found.warnings)
        title = "What it holds" + (f" ({count(number, 'thing')} to heed)" if number else "")
        self._show_content(title, "\n".join(told), found.title, found.reads)

    def _told(self, found: Content) -> tuple[str, ...]:
        moment = self.sitting.as_of
        held = stamp(moment, self.case.zone) if moment is not None else "now"
        size = f"{len(found.leaving.data):,} bytes, as of {held}."
        scanned = self._scan.words(self.sitting, self.case_id, found.leaving)
        whom = scan.encryption_words(self._ticked()[0])
        warnings = (f"! {sentence}" for sentence in found.warnings)
        return (*whom, *scanned, f"{found.leaving.holds} {size}", *found.leaving.left_out, *warnings)

    def _show_content(self, title: str, heed: str, how: str, text: str) -> None:
        shown = naming(self.case, self.sitting)
        self.query_one("#holds", Rule).set_title(title)
        self.query_one("#how", Rule).set_title(f"{how}; names are hidden on the screen" if shown.hidden else how)
        for name, words in (("#heed", heed), ("#begins", text)):
            self.query_one(name, LongText).set_text(shown.text(words))

    def _content(self) -> Content:
        """The file as it would be written, made again only when something that it depends on has changed."""
        stands = self.view, self.sitting.ledger.settings()
        if self._stands is None or stands[0] is not self._stands[0] or stands[1] != self._stands[1]:
            self._stands = stands
            self._made.clear()
        since = self._since()
        key = self.reader.value, self.form, since
        if key not in self._made:
            then = parse_when(since).known_at(self.case.zone) if since else None
            self._made[key] = content_of(self.sitting, self.case_id, self.reader, self.form, then, most=MOST_SHOWN)
        return self._made[key]

    def _since(self) -> str:
        """The moment from which on it is told what changed; empty for the last summary. Raises Unready."""
        if self.reader not in WITH_SINCE:
            return ""
        if self._since_last:
            if self.answers.get("since", "").strip() and last_summary(self.case.outgoing.exports, self.reader) is None:
                raise Unready(Trouble("since", self._last_words()))
            return ""
        gather = Gathering(self.answers, self.sitting.clock(), self.case.zone)
        since = gather.date("since")
        if not gather.troubles and parse_when(since).known_at(self.case.zone) > self.sitting.moment.at:
            gather.miss("since", "This lies after the moment of the summary.")
        if gather.troubles:
            raise Unready(*gather.troubles)
        return since

    def action_exports(self) -> None:
        self.desk.push_screen(screen_class("exports")(self.case_id))

    def action_approvals(self) -> None:
        self.desk.push_screen(screen_class("approvals")(self.case_id))

    def action_gates(self) -> None:
        self.desk.push_screen(screen_class("gates")(self.case_id))

    def action_misses(self) -> None:
        self.desk.push_screen(screen_class("words")(self.case_id, "misses", ""))

    def action_save(self) -> None:
        """Write the file, asking first for the vault's passphrase where it is locked, and where there is a file."""
        if scan.must_open(self.sitting, self.case_id):
            self.desk.open_vault(self._save)
        else:
            self._save()

    def _save(self) -> None:
        row = self.rows["path"]
        row.problem = ""
        path = Path(row.answer.strip()).expanduser()
        if not row.answer.strip():
            row.problem = "Say where the file goes."
            row.enter()
        elif path.is_file() and not path.is_symlink():
            question = f"There is a file already: {path}. Replace it?"
            self.desk.push_screen(
                screen_class("confirm")(question, "y", "Replace the file"), lambda sure: self._replace(path, bool(sure))
            )
        else:
            self._leave(path, overwrite=False)

    def _replace(self, path: Path, sure: bool) -> None:
        if sure:
            self._leave(path, overwrite=True)
        else:
            self.desk.say("Nothing was written.")

    def _leave(self, path: Path, overwrite: bool) -> None:
        """Scan the file, log that it leaves, and write it."""
        from workflow.summaries.leaving import MustEncrypt, leave

        try:
            found, (to, openly) = self._content(), self._ticked()
            cleared = scan.clear_for(self.sitting, self.case_id, found.leaving, path.name)
            leave(self.sitting.ledger, [self.case_id], found.leaving, path, cleared, overwrite, to, unencrypted=openly)
        except Unready as unready:
            self._show(list(unready.troubles))
            return
        except MustEncrypt:
            self._show([Trouble("to", scan.WHO)])
            return
        except OnRecordError as error:
            self.rows["path"].problem = str(error)
            self.rows["path"].enter()
            return
        self.dismiss(None)
        self.desk.facts_came()
        whom = f", encrypted to {count(len(to), 'person', 'people')}" if to else ""
        self.desk.say(f"Wrote {path} ({path.stat().st_size:,} bytes{whom}).")

    def write(self, gather: Gathering) -> Write:
        return lambda add: None
