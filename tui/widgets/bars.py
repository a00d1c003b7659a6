"""One-line pieces: the title bar, banners, the footer, thin rules, and the rail of a question's states."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.keys import COMMANDS_HINT, for_footer
from tui.text import cell_len, fit
from tui.theme import STATE_TONES, glyph, tone
from tui.widgets.drawing import Pen, rule_strip, strip_of
from workflow.terms import FIRST_STATES, State

_REVERSE = Style(reverse=True)


class Line(Widget):
    """A widget of one line, drawn through the line API."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; background: $background; color: $foreground; }
    """

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        pen = Pen(self.app.theme, self.rich_style)
        return self.draw(self.size.width, pen) if y == 0 else strip_of((), self.size.width, pen.base)

    def draw(self, width: int, pen: Pen) -> Strip:
        """The line in `width` cells."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1


class Rule(Line):
    """A thin rule with a title."""

    def __init__(self, title: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        """Make a rule; the title is cleaned when drawn."""
        super().__init__(id=id, classes=classes)
        self._title = title

    def set_title(self, title: str) -> None:
        """Show another title."""
        if title != self._title:
            self._title = title
            self.refresh()

    def draw(self, width: int, pen: Pen) -> Strip:
        """The rule across the width."""
        return rule_strip(self._title, width, pen)


FIRST_STEP = 12
"""Cells that the first step of a path keeps, however long the rest is."""


class TitleBar(Line):
    """Where one is: on the left a path such as case and screen, on the right what is settled, when a draft was kept.

    The right side gives way first: its parts go one by one, the last first; then the first step of the path is cut,
    so that what follows it can be read.
    """

    def __init__(
        self, *path: str, right: Iterable[str] = (), id: str | None = None, classes: str | None = None
    ) -> None:
        """Make a title bar; every part is cleaned when drawn."""
        super().__init__(id=id, classes=classes)
        self._path = path or ("onrecord",)
        self._right = tuple(right)

    def set_path(self, *path: str) -> None:
        """Say where one is."""
        if path != self._path:
            self._path = path
            self.refresh()

    def set_right(self, *parts: str) -> None:
        """Say what stands at the right: most important first; empty parts are left out."""
        parts = tuple(part for part in parts if part)
        if parts != self._right:
            self._right = parts
            self.refresh()

    def draw(self, width: int, pen: Pen) -> Strip:
        """Path, space, the parts that fit."""
        room = width - 2
        first, *rest = self._path
        after = "".join(f" › {step}" for step in rest)
        path = fit(first, max(room - cell_len(after), FIRST_STEP)) + after
        parts = [fit(part, room) for part in self._right]
        least = min(cell_len(fit(path, room)), max(room * 2 // 3, 20))
        while parts and cell_len(" · ".join(parts)) + 2 + least > room:
            parts.pop()
        right = " · ".join(parts)
        left = fit(path, max(room - (cell_len(right) + 2 if right else 0), 1))
        space = " " * max(room - cell_len(left) - cell_len(right), 0)
        style = pen.base + tone(pen.theme, "text", bold=True)
        return strip_of(
            [Segment(f" {left}{space}", style), Segment(right, pen.base + tone(pen.theme, "muted"))], width, pen.base
        )


class Banner(Line):
    """A line in words over a screen: the example, a past moment, read-only, a changed document; none takes no room.

    With several, the most serious stands alone and says how many more there are.
    """

    DEFAULT_CSS = """
    Banner { height: 1; display: none; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Make an empty banner."""
        super().__init__(id=id, classes=classes)
        self._said: tuple[tuple[str, str], ...] = ()

    def say(self, *sentences: tuple[str, str]) -> None:
        """Show the first of some sentences, each with its tone (`bad`, `warn`, `accent`); none hides the banner."""
        if sentences != self._said:
            self._said = sentences
            self.display = bool(sentences)
            self.refresh()

    def draw(self, width: int, pen: Pen) -> Strip:
        """The sentence, reversed, so that it stands out without colour."""
        if not self._said:
            return strip_of((), width, pen.base)
        sentence, name = self._said[0]
        more = f"  (and {len(self._said) - 1} more)" if len(self._said) > 1 else ""
        words = fit(sentence, max(width - 2 - len(more), 1)) + more
        style = pen.base + tone(pen.theme, name, bold=True) + _REVERSE
        return strip_of([Segment(" " + words, style)], width, style)


class Footer(Line):
    """The keys that matter here, six at most, and `^p Commands` at the right; whole keys go when the line is narrow."""

    class Pressed(Message):
        """A key of the footer was clicked; `action` is its command's."""

        def __init__(self, action: str) -> None:
            """Carry the action's name."""
            super().__init__()
            self.action = action

    def __init__(
        self,
        screen: str,
        *,
        inside: tuple[str, ...] = (),
        typing: bool = False,
        saves: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make the footer of a screen of `tui.keys`; `inside`, `typing` and `saves` as in `for_footer`."""
        super().__init__(id=id, classes=classes)
        self._place = screen
        self._inside = inside
        self._typing = typing
        self._saves = saves
        self._focus = ""
        self._cannot: frozenset[str] = frozenset()

    def set_place(self, *, focus: str = "", cannot: Iterable[str] = (), typing: bool | None = None) -> None:
        """Say which pane has the focus, and which actions cannot act now: these lose their weight."""
        new = (focus, frozenset(cannot), self._typing if typing is None else typing)
        if new != (self._focus, self._cannot, self._typing):
            self._focus, self._cannot, self._typing = new
            self.refresh()

    def items(self, width: int) -> list[tuple[str, str, str]]:
        """Key, label and action of what is shown in `width` cells, without the commands hint."""
        return for_footer(
            self._place, width, focus=self._focus, inside=self._inside, typing=self._typing, saves=self._saves
        )

    def draw(self, width: int, pen: Pen) -> Strip:
        """The keys, each with its label, then the hint at the right edge."""
        segments = [Segment(" ", pen.base)]
        used = 1
        muted = tone(pen.theme, "muted")
        key_style = pen.base + tone(pen.theme, "accent", bold=True)
        for key, label, action in self.items(width):
            dimmed = action in self._cannot
            segments.append(Segment(key, pen.base + muted if dimmed else key_style))
            segments.append(Segment(f" {label}  ", pen.base + muted))
            used += len(key) + len(label) + 3
        key, label = COMMANDS_HINT
        space = width - used - len(key) - len(label) - 2
        if space >= 0:
            segments.append(Segment(" " * space, pen.base))
            segments += [Segment(key, key_style), Segment(f" {label}", pen.base + muted)]
        return strip_of(segments, width, pen.base)

    def on_click(self, event: Click) -> None:
        at = 1
        for key, label, action in self.items(self.size.width):
            end = at + len(key) + 1 + len(label)
            if at <= event.x < end:
                self.post_message(self.Pressed(action))
                return
            at = end + 2
        if event.x >= self.size.width - sum(map(len, COMMANDS_HINT)) - 2:
            self.post_message(self.Pressed("commands"))


class Rail(Line):
    """The states of one question: the three met first and the neighbour it is in, the current one in brackets.

    With `explains` a second line says in one sentence what the current state means.
    """

    def __init__(
        self, state: State | None = None, *, title: str = "", explains: bool = False, id: str | None = None
    ) -> None:
        """Make the rail of a question, or an empty one."""
        super().__init__(id=id)
        self._state = state
        self._title = title
        self._explains = explains
        self.styles.height = 2 if explains else 1

    def set_state(self, state: State | None, title: str = "") -> None:
        """Show another question's state; without one the rail is a bare rule."""
        if (state, title) != (self._state, self._title):
            self._state, self._title = state, title
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The rail, and the meaning beneath it."""
        pen = Pen(self.app.theme, self.rich_style)
        if y == 1 and self._explains and self._state is not None:
            words = fit(self._state.meaning, max(self.size.width - 4, 1))
            return strip_of([Segment("   " + words, pen.base + tone(pen.theme, "muted"))], self.size.width, pen.base)
        return super().render_line(y)

    def draw(self, width: int, pen: Pen) -> Strip:
        """As many states as fit; the current one always."""
        if self._state is None:
            return rule_strip(self._title, width, pen)
        muted = pen.base + tone(pen.theme, "muted")
        title = fit(self._title, max(width // 3, 1))
        head = f"── {title}   " if title else " "
        stops = stations(self._state)
        if cell_len(head) + _length([self._state], self._state) > width:
            head = ""
        while len(stops) > 1 and cell_len(head) + _length(stops, self._state) > width:
            stops.remove(next(stop for stop in reversed(stops) if stop is not self._state))
        segments = [Segment(head, muted)]
        for number, stop in enumerate(stops):
            if number:
                segments.append(Segment(" ─ ", muted))
            style = pen.base + tone(pen.theme, STATE_TONES[stop], bold=stop is self._state)
            segments.append(Segment(_station(stop, stop is self._state), style))
        return strip_of(segments, width, pen.base)


def stations(state: State) -> list[State]:
    """The states on the rail: the first three, a confirmed neighbour before the dispute, every other after it."""
    stops = list(FIRST_STATES)
    if state not in stops:
        stops.insert(2 if state.positive else 3, state)
        if state.positive:
            stops.remove(State.OFFICIALLY_DISPUTED)
    return stops


def _station(state: State, current: bool) -> str:
    words = f"{glyph(state)} {state.word}"
    return f"[{words}]" if current else words


def _length(stops: list[State], current: State) -> int:
    return sum(cell_len(_station(stop, stop is current)) for stop in stops) + 3 * (len(stops) - 1)
