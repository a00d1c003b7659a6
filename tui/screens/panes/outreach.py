"""Requests for comment and the disclosure ledger: who was asked, what became of it, and who was shown what."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui import words
from tui.naming import Naming
from tui.screens.items import ItemList
from tui.screens.lines import Block, Lines
from tui.screens.panes.held import exhibit_number, someone
from tui.screens.panes.pane import WIDE, Pane, Scene
from tui.widgets.bars import Rule
from tui.widgets.rows import Cell, Column, Row
from tui.widgets.virtual_list import VirtualList
from workflow.case import Case, Moment, Request
from workflow.disclosure import Shown, ledger_of
from workflow.outreach import FIELD_OF, Outcome, asked, open_requests, past_deadline, phrase, phrase_for, status
from workflow.terms import Copy
from workflow.verdict import question_words

NOTHING = "Nobody has been asked for comment yet. Press r to send a request, with a deadline."
FILTERED = "No request holds these words. Press esc to see all."
LEDGER_FILTERED = "Nothing in the ledger holds these words. Press esc to see all."
HINT = "R drafts a letter, r logs a request, A its answer, S what somebody was shown."
TONES = {Outcome.WAITING: "half", Outcome.SILENT: "warn", Outcome.UNREACHED: "warn"}

COLUMNS = (
    Column("To", flex=3, least=13, most=40, wraps=True),
    Column("May be printed", flex=4, least=14, most=60, wraps=True),
    Column("Deadline, copy", flex=3, least=14, most=40, wraps=True),
)
LEDGER_COLUMNS = (
    Column("Who", flex=2, least=12, most=30, wraps=True),
    Column("Shown or told", flex=5, least=18, most=80, wraps=True),
    Column("When", width=12),
)


class OutreachPane(Pane):
    """Requests first, those past their deadline before all others; then the ledger, person by person."""

    place = "outreach"
    SCOPED_CSS = False
    DEFAULT_CSS = """
    OutreachPane #outreach-sides { layout: vertical; height: 1fr; }
    OutreachPane #asked-side { height: 3fr; }
    OutreachPane #shown-side { height: 2fr; display: none; }
    OutreachPane.-ledger #shown-side { display: block; }
    OutreachPane #wording, OutreachPane #parties, OutreachPane #hint { height: auto; }
    OutreachPane.-ledger #wording, OutreachPane.-ledger #wording-rule { display: none; }
    OutreachPane.-unasked #wording-rule { display: none; }
    CaseScreen.-wide OutreachPane #outreach-sides { layout: horizontal; }
    CaseScreen.-wide OutreachPane #asked-side { width: 1fr; height: 1fr; }
    CaseScreen.-wide OutreachPane #shown-side { width: 1fr; height: 1fr; margin: 0 0 0 2; }
    CaseScreen.-wide OutreachPane #wording { display: block; }
    CaseScreen.-wide OutreachPane #wording-rule { display: block; }
    CaseScreen.-wide OutreachPane.-unasked #wording-rule { display: none; }
    CaseScreen.-short OutreachPane #parties, CaseScreen.-short OutreachPane #hint { display: none; }
    CaseScreen.-short OutreachPane #wording, CaseScreen.-short OutreachPane Rule { display: none; }
    CaseScreen.-short OutreachPane.-ledger #shown-side { display: none; }
    CaseScreen.-short OutreachPane.-ledger.-at-ledger #shown-side { display: block; height: 1fr; }
    CaseScreen.-short OutreachPane.-at-ledger #asked-side { display: none; }
    """

    def compose(self) -> ComposeResult:
        self._known: set[str] = set()
        self._open: set[str] = set()
        self._requests: ItemList[Request] = ItemList(
            COLUMNS, self._row, lambda request: request.id, empty=NOTHING, lines=3, id="requests"
        )
        self._ledger: ItemList[Shown] = ItemList(
            LEDGER_COLUMNS, self._shown_row, lambda shown: shown.fact, empty=LEDGER_FILTERED, lines=4, id="ledger"
        )
        self._rule = Rule(id="wording-rule")
        self._ledger_rule = Rule()
        self._wording = Lines(id="wording", most=10)
        self._parties = Lines(id="parties", most=3)
        self._hint = Lines(id="hint", most=2)
        yield Horizontal(
            Vertical(self._requests, self._rule, self._wording, id="asked-side"),
            Vertical(self._ledger_rule, self._ledger, id="shown-side"),
            id="outreach-sides",
        )
        yield self._parties
        yield self._hint

    def draw(self, scene: Scene) -> None:
        super().draw(scene)
        case, moment, naming = scene.view.case, scene.view.moment, scene.naming
        self._known = {request.id for request in case.requests}
        self._open = {request.id for request in open_requests(case, moment)}
        narrow = self.app.size.width < WIDE
        self._requests.lines, self._ledger.lines = (3, 4) if narrow else (6, 6)
        self._requests.empty = FILTERED if scene.filter else NOTHING
        self._requests.show(
            [
                request
                for request in _in_order(case, moment)
                if scene.keeps(naming.addressee(request), naming.text(request.wording), naming.text(request.channel))
            ]
        )
        told = ledger_of(case, moment)
        self.set_class(bool(told), "-ledger")
        self._ledger_rule.set_title(_ledger_title(told))
        self._ledger.show([one for one in told if scene.keeps(_who(case, one, naming), _told(case, one, naming))])
        for found in (self._requests, self._ledger):
            found.mark(*scene.filter.split())
        self._show_wording()
        self._parties.show(*_unasked(scene))
        self._hint.show(Cell(HINT, "muted"))

    def stops(self) -> list[Widget]:
        return [self._requests, self._ledger] if self.has_class("-ledger") else [self._requests]

    def on_descendant_focus(self) -> None:
        """In a low window only the list that has the focus is seen."""
        self.set_class(self._ledger.has_focus, "-at-ledger")

    def go_to(self, kind: str, name: str) -> bool:
        found = self._requests if kind == "request" else self._ledger
        if kind not in ("request", "disclosure") or not found.select_key(name):
            return False
        found.focus()
        return True

    @property
    def _shown(self) -> Shown | None:
        """The line of the ledger that is selected, while the ledger has the focus."""
        return self._ledger.item if self._ledger.has_focus else None

    @property
    def request_id(self) -> str:
        shown = self._shown
        if shown is None:
            return self._requests.key
        return shown.fact if shown.fact in self._known else ""

    @property
    def fact_id(self) -> str:
        return self._shown.fact if self._shown is not None else self.request_id

    @property
    def source_id(self) -> str:
        found = self._shown or self._requests.item
        return found.source if found is not None else ""

    def read(self) -> tuple[str, str]:
        if self._shown is not None and not self.request_id:
            return "disclosure", self._shown.fact
        return ("request", self.request_id) if self.request_id else ("", "")

    def on_virtual_list_moved(self, message: VirtualList.Moved) -> None:
        self._show_wording()

    def _row(self, request: Request) -> Row:
        assert self.scene is not None
        case, moment, naming = self.scene.view.case, self.scene.view.moment, self.scene.naming
        outcome = status(case, request, moment)
        shown = f"shown: {request.copy.word}" if request.copy is not None else ""
        told = "; ".join(filter(None, (self._deadline(request), shown)))
        tone = "bad" if request.copy is Copy.ORIGINAL else "warn" if outcome is Outcome.SILENT else "muted"
        return Row(
            (
                naming.addressee(request),
                Cell(naming.text(phrase(case, request, moment)), TONES.get(outcome, "text")),
                Cell(told, tone),
            )
        )

    def _deadline(self, request: Request) -> str:
        """The deadline and how soon it is; of a request that is answered the deadline alone."""
        if request.deadline is None or self.scene is None:
            return ""
        there = words.instant_words(request.deadline, self.scene.view.case.zone)
        soon = words.ahead(request.deadline, self.scene.view.moment.at) if request.id in self._open else ""
        return f"{there} {soon}".rstrip()

    def _shown_row(self, shown: Shown) -> Row:
        assert self.scene is not None
        case, naming = self.scene.view.case, self.scene.naming
        told = Cell(_told(case, shown, naming), "bad" if shown.copy is Copy.ORIGINAL else "text")
        when = Cell(words.clock_words(shown.at, case.zone), "muted")
        return Row((_who(case, shown, naming), told, when))

    def _show_wording(self) -> None:
        scene, request = self.scene, self._requests.item
        self.set_class(request is None, "-unasked")
        if scene is None or request is None:
            self._wording.show()
            return
        case, naming = scene.view.case, scene.naming
        about = ", ".join(question_words(case, [name for name in request.questions if name in case.question_by_id]))
        self._rule.set_title(f"{naming.addressee(request)}, by {naming.text(request.channel)}")
        blocks: list[Block] = [Cell(f"On {about}" if about else "On no question of the case", "muted")]
        blocks.append(naming.text(request.wording) or "No wording was logged.")
        self._wording.show(*blocks)


def _in_order(case: Case, moment: Moment) -> list[Request]:
    """The requests sent: those past their deadline first, then the open ones as their deadlines come, then the rest."""
    late = {request.id for request in past_deadline(case, moment)}
    still_open = {request.id for request in open_requests(case, moment)}

    def rank(request: Request) -> tuple[int, int]:
        if request.id in still_open and request.deadline is not None:
            return (0 if request.id in late else 1), request.deadline
        return (2 if request.id in still_open else 3), 0

    sent = [request for request in reversed(case.requests) if status(case, request, moment) is not Outcome.UNASKED]
    return sorted(sent, key=rank)


def _ledger_title(told: tuple[Shown, ...]) -> str:
    originals = sum(one.copy is Copy.ORIGINAL for one in told)
    return f"Shown or told ({len(told)})" + (f", the original {words.count(originals, 'time')}" if originals else "")


def _who(case: Case, shown: Shown, naming: Naming) -> str:
    return someone(case, shown.source, shown.office, naming)


def _told(case: Case, shown: Shown, naming: Naming) -> str:
    """What somebody was shown or told, in a line; the original with a mark, because it can give the source away."""
    return "; ".join(filter(None, _parts(case, shown, naming)))


def _parts(case: Case, shown: Shown, naming: Naming) -> Iterator[str]:
    copy = shown.copy.word if shown.copy is not None else "which copy is not noted"
    yield f"{'! ' if shown.copy is Copy.ORIGINAL else ''}shown: {copy}{exhibit_number(case, shown.exhibit)}"
    yield naming.text(shown.what).rstrip(".")
    yield f"why: {naming.text(shown.reason).rstrip('.')}" if shown.reason else ""
    yield f"asked by {naming.text(shown.how)}" if shown.how else ""


def _unasked(scene: Scene) -> list[Block]:
    """Whom the document names, and what may be printed of those to whom no request went."""
    case, moment, naming = scene.view.case, scene.view.moment, scene.naming
    return [
        Cell(f"{naming.text(case.document[field])} ({standing.word}) {phrase_for(case, standing, moment)}.", "muted")
        for standing, field in FIELD_OF.items()
        if case.document.get(field) and not asked(case, standing, moment)
    ]
