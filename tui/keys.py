"""What is made of the table of commands: bindings, footer, help, command palette and README."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.commands import COMMANDS, EVERYWHERE, LIST, PANES, SCREENS, TEXT, Command

if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = [
    "COMMANDS",
    "COMMANDS_HINT",
    "EVERYWHERE",
    "FORBIDDEN",
    "LIST",
    "MOST_IN_FOOTER",
    "PANES",
    "SCREENS",
    "TEXT",
    "Command",
    "bindings_for",
    "commands_at",
    "elsewhere",
    "for_footer",
    "help_rows",
    "key_name",
    "markdown_table",
    "reachable",
]

COMMANDS_HINT = ("^p", "Commands")
MOST_IN_FOOTER = 6

FORBIDDEN = frozenset(f"ctrl+{letter}" for letter in "abcdefhijkmuvwxyz")
"""Keys that are Enter, Tab or Backspace, that screen and tmux own, or that text fields own."""

_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "plus": "+",
    "equals_sign": "=",
    "asterisk": "*",
    "at": "@",
    "ampersand": "&",
    "exclamation_mark": "!",
    "number_sign": "#",
    "underscore": "_",
    "minus": "-",
    "tilde": "~",
    "semicolon": ";",
    "colon": ":",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "escape": "esc",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "pagedown": "page down",
    "pageup": "page up",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "f1": "F1",
}

_MAIN = {"print": "copy_row"}
"""What a screen is there for, where the weight alone would not bring it into the footer."""

_CALLED = {"cases": "the list of cases", "case": "a case", "form": "a form", "why": "Why"}


def key_name(key: str) -> str:
    """A key as the screen writes it: `^s`, `?`, `page down`."""
    return _SHOWN.get(key, key.replace("ctrl+", "^"))


def commands_at(place: str, *, focus: str = "") -> Iterator[Command]:
    """The commands of the focused pane or widget, then of the screen, then of everywhere; each once."""
    seen: set[str] = set()
    for spot in (focus, place, EVERYWHERE):
        for command in COMMANDS:
            if spot in command.where and command.action not in seen:
                seen.add(command.action)
                yield command


def reachable(screen: str) -> Iterator[Command]:
    """All commands that can act on a screen, whatever has the focus; each once."""
    spots = {screen, EVERYWHERE, *SCREENS[screen]}
    return (command for command in COMMANDS if spots.intersection(command.where))


def elsewhere(key: str, screen: str) -> str:
    """Where a key acts that does nothing on this screen, in a sentence; else empty."""
    command = next((command for command in COMMANDS if key in command.keys), None)
    if command is None or not command.palette or LIST in command.where or command in reachable(screen):
        return ""
    places = {_CALLED[name]: None for name in SCREENS if name in _CALLED and command in reachable(name)}
    return f"{key_name(key)}, {command.label}, acts in {' or '.join(places)}, not here." if places else ""


def bindings_for(*places: str) -> list[Binding]:
    """Textual's bindings for the commands of some places: a screen, a pane, `list`, `text` or `everywhere`."""
    from textual.binding import Binding

    return [
        Binding(",".join(command.keys), command.action, command.label, show=False)
        for command in COMMANDS
        if set(places).intersection(command.where)
    ]


def for_footer(
    screen: str,
    width: int,
    *,
    focus: str = "",
    inside: tuple[str, ...] = (),
    typing: bool = False,
    saves: str = "",
) -> list[tuple[str, str, str]]:
    """What the footer shows in `width` cells: key, label and action of at most six commands, the lightest first.

    `inside` names further places that matter there, such as `list`; while `typing`, only keys that act in a text field
    count. Room for help and for `^p Commands` is kept. `saves` is what saving does there, in a word.
    """
    spots = {screen, focus, EVERYWHERE, *inside}
    helping = next(command for command in COMMANDS if command.action == "help")
    chosen = sorted(
        (
            replace(command, label=saves) if saves and command.action == "save" else command
            for command in COMMANDS
            if command.weight < 100 and command.typing >= typing and spots.intersection(command.where)
        ),
        key=lambda command: 2 if command.action == _MAIN.get(screen) else command.weight,
    )
    room = width - sum(map(len, COMMANDS_HINT)) - 3 - _across(helping, typing)
    if room < 0:
        return []
    shown: list[Command] = []
    for command in chosen:
        if command is helping:
            continue
        room -= _across(command, typing)
        if room < 0 or len(shown) == MOST_IN_FOOTER - 1:
            break
        shown.append(command)
    return [(_footer_key(command, typing), command.label, command.action) for command in (*shown, helping)]


def _footer_key(command: Command, typing: bool) -> str:
    """The key that acts: while typing, a letter or sign would be typed."""
    return next(name for key in command.keys if len(name := key_name(key)) > 1 or not typing)


def _across(command: Command, typing: bool) -> int:
    return len(_footer_key(command, typing)) + len(command.label) + 3


def help_rows(screen: str, *, focus: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """The help of a place in groups, the focused pane's first: each a heading and rows of keys and a sentence."""
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    seen: set[str] = set()
    for heading, spots in _groups(screen, focus):
        rows = []
        for command in COMMANDS:
            if command.action not in seen and spots.intersection(command.where):
                seen.add(command.action)
                rows.append((" ".join(map(key_name, command.keys)), command.sentence))
        if rows:
            groups.append((heading, rows))
    return groups


def markdown_table() -> str:
    """The keys as the README lists them, in the order of the table."""
    lines = ["| Key | What it does | Where |", "| --- | --- | --- |"]
    for command in COMMANDS:
        keys = " ".join(f"`{key_name(key)}`" for key in command.keys)
        lines.append(f"| {keys} | {command.sentence} | {', '.join(command.where)} |")
    return "\n".join(lines)


def _groups(screen: str, focus: str) -> Iterator[tuple[str, set[str]]]:
    if focus and focus not in (LIST, TEXT):
        yield focus.capitalize(), {focus}
    yield screen.capitalize(), {screen}
    yield "Moving about", {LIST, TEXT} if focus in ("", LIST, TEXT, *PANES) else set()
    yield "Everywhere", {EVERYWHERE}
