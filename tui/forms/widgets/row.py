"""One field of a form: its label, its control, and beneath them a note, a hint, or what is wrong."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from tui.forms.asking import Ask, Control
from tui.forms.widgets.controls import ChoiceControl, LineControl, SuggestControl, WordsControl
from tui.forms.widgets.ticks import TicksControl
from tui.screens.lines import Lines
from tui.widgets.label import Label
from tui.widgets.rows import Cell

AnyControl = LineControl | WordsControl | ChoiceControl | TicksControl | SuggestControl


class Below(Lines):
    """The words beneath a field, drawn again when they wrap otherwise."""

    def on_resize(self, event: events.Resize) -> None:
        self._fit()
        self.refresh()


class FieldRow(Widget):
    """A field. While it has the focus its mark stands at the left and its hint beneath."""

    DEFAULT_CSS = """
    FieldRow { layout: vertical; height: auto; width: 1fr; max-width: 104; background: $background; }
    FieldRow > Horizontal { height: auto; }
    FieldRow > Below { margin-left: 13; }
    .-narrow FieldRow > Below { margin-left: 2; }
    """

    def __init__(self, ask: Ask, answer: str) -> None:
        super().__init__()
        self.ask = ask
        self.control = _control(ask, answer)
        self._label = Label(ask.label)
        self._below = Below(indent=0)
        self._note: tuple[Cell, ...] = ()
        self._remark = ""
        self._problem = ""
        self._inside = False

    def compose(self) -> ComposeResult:
        yield Horizontal(self._label, self.control)
        yield self._below

    def on_mount(self) -> None:
        self._tell()

    @property
    def answer(self) -> str:
        """What the control holds."""
        return self.control.answer

    @answer.setter
    def answer(self, text: str) -> None:
        if self.control.answer != text:
            self.control.answer = text

    def set_ask(self, ask: Ask) -> None:
        """Ask the same field with other options or another hint."""
        if ask == self.ask:
            return
        if ask.options != self.ask.options and isinstance(self.control, ChoiceControl | TicksControl | SuggestControl):
            self.control.offer(ask.options)
        self.ask = ask
        self._tell()

    def note(self, *note: Cell) -> None:
        """What is always said beneath, such as the full date that was understood."""
        if note != self._note:
            self._note = note
            self._tell()

    def remark(self, sentence: str) -> None:
        """What just happened to the field, such as how many characters a paste lost."""
        if sentence != self._remark:
            self._remark = sentence
            self._tell()

    @property
    def problem(self) -> str:
        """What is wrong with the answer, or empty."""
        return self._problem

    @problem.setter
    def problem(self, sentence: str) -> None:
        if sentence != self._problem:
            self._problem = sentence
            self._tell()

    def enter(self) -> None:
        """Put the focus into the control."""
        self.control.focus()

    def retell(self) -> None:
        """Say again what stands beneath: another option may have been chosen."""
        self._tell()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._inside = True
        self._label.set_here(True)
        self._tell()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._inside = False
        self._label.set_here(False)
        self._tell()

    def _tell(self) -> None:
        said = [note for note in self._note if not (self._problem and note.tone == "warn")]
        if self._problem:
            said.insert(0, Cell(f"! {self._problem}", "bad"))
        if self._remark:
            said.append(Cell(self._remark, "warn"))
        if self._inside and not self._problem:
            said += [Cell(hint, "muted") for hint in (self._meaning() or self.ask.hint,) if hint]
        self._below.show(*said)
        self._below.display = bool(said)

    def _meaning(self) -> str:
        match self.control:
            case ChoiceControl():
                return self.control.meaning
            case TicksControl():
                return self.control.option.meaning if self.control.option is not None else ""
        return ""


def _control(ask: Ask, answer: str) -> AnyControl:
    match ask.control:
        case Control.CHOICE:
            return ChoiceControl(ask.options, answer)
        case Control.TICKS:
            return TicksControl(ask.options, answer)
        case Control.SUGGEST:
            return SuggestControl(ask.options, answer)
        case Control.WORDS:
            return WordsControl(answer)
    return LineControl(answer)
