"""How things look: four themes, the colours that carry a meaning, and the glyph of each state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor
from textual.theme import Theme

from workflow.terms import State

if TYPE_CHECKING:
    from textual.app import App

_NO_COLOUR = NoColor()

DEFAULT = "dark"
"""The theme of a desk that never chose one."""

GLYPHS = {
    "hollow": "○",
    "half": "◐",
    "cross": "✕",
    "full": "●",
    "split": "◆",
    "half_cross": "×",
    "struck": "⊘",
}
"""What is drawn for the glyph that a state names."""

STATE_TONES = {
    State.UNCONFIRMED: "muted",
    State.ANONYMOUSLY_CONFIRMED: "half",
    State.OFFICIALLY_DISPUTED: "bad",
    State.OFFICIALLY_CONFIRMED: "good",
    State.INDEPENDENTLY_VERIFIED: "good",
    State.NAMED_CONFIRMED: "good",
    State.CONTESTED: "split",
    State.SHOWN_FALSE: "bad",
    State.INDEPENDENTLY_DISPUTED: "bad",
    State.NAMED_DISPUTED: "bad",
    State.ANONYMOUSLY_DISPUTED: "half",
    State.WITHDRAWN: "gone",
}
"""The tone in which each state is drawn; its glyph and its word stand beside it."""

PALETTES = {
    "dark": {
        "ground": "#121417",
        "chosen": "#2a3342",
        "text": "#dcdfe4",
        "muted": "#a0a8b3",
        "accent": "#7fb4ff",
        "good": "#7fd19b",
        "half": "#e3c56b",
        "bad": "#ff8f87",
        "split": "#d7a1f5",
        "gone": "#a7a7b3",
        "warn": "#f2b56b",
        "hit": "#ffe08a",
    },
    "light": {
        "ground": "#fbfaf7",
        "chosen": "#dfe6f1",
        "text": "#1f2226",
        "muted": "#565e69",
        "accent": "#174f9e",
        "good": "#17603a",
        "half": "#6f5200",
        "bad": "#a8201a",
        "split": "#722a93",
        "gone": "#5e5e6b",
        "warn": "#854400",
        "hit": "#8a2b00",
    },
    "contrast": {
        "ground": "#000000",
        "chosen": "#002a55",
        "text": "#ffffff",
        "muted": "#d6d6d6",
        "accent": "#9ad0ff",
        "good": "#80ff9e",
        "half": "#ffe566",
        "bad": "#ffb3ad",
        "split": "#f3bdff",
        "gone": "#cfcfcf",
        "warn": "#ffcc80",
        "hit": "#ffff66",
    },
    "ansi": {
        "ground": "ansi_default",
        "chosen": "ansi_default",
        "text": "ansi_default",
        "muted": "ansi_default",
        "accent": "ansi_cyan",
        "good": "ansi_green",
        "half": "ansi_yellow",
        "bad": "ansi_red",
        "split": "ansi_magenta",
        "gone": "ansi_default",
        "warn": "ansi_yellow",
        "hit": "ansi_default",
    },
}
"""Each theme's colours: the ground, the chosen row, and one for each tone."""

TONES = tuple(name for name in PALETTES["dark"] if name not in ("ground", "chosen"))
"""The meanings a colour may carry; in a stylesheet and in a `Content` style they read `$tone-good` and so on."""

_ANSI_EXTRA = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "border": "ansi_cyan",
    "border-blurred": "ansi_default",
    "scrollbar": "ansi_white",
    "scrollbar-hover": "ansi_white",
    "scrollbar-active": "ansi_white",
    "scrollbar-background": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
}


def variables(name: str = DEFAULT) -> dict[str, str]:
    """The stylesheet's variables of a theme; those of the default are what `get_theme_variable_defaults` returns."""
    return {f"tone-{tone}": colour for tone, colour in PALETTES[name].items()}


def themes() -> list[Theme]:
    """The four themes: dark, light, high contrast, and the terminal's own sixteen colours."""
    return [_theme(name) for name in PALETTES]


def install(app: App[Any], name: str = DEFAULT) -> None:
    """Give the app the four themes and choose one; an unknown name chooses the default."""
    for theme in themes():
        app.register_theme(theme)
    app.theme = name if name in PALETTES else DEFAULT


def drawable(app: App[Any], filters: Sequence[LineFilter]) -> list[LineFilter]:
    """Textual's own line filters; with `NO_COLOR` every colour is dropped, greys too."""
    return [_NO_COLOUR if isinstance(one, Monochrome) else one for one in filters]


def following(name: str) -> str:
    """The theme after this one, around the circle."""
    names = list(PALETTES)
    return names[(names.index(name) + 1) % len(names)] if name in names else DEFAULT


@lru_cache(256)
def tone(theme: str, name: str, *, bold: bool = False, strike: bool = False) -> Style:
    """The Rich style of a tone for the line API, without a background; an unknown theme is drawn as the default."""
    palette = PALETTES.get(theme, PALETTES[DEFAULT])
    style = Style(color=Color.parse(palette[name]).rich_color, bold=bold or None, strike=strike or None)
    if name == "hit":
        style += Style(bold=True, underline=True)
    return style


@lru_cache(16)
def chosen(theme: str) -> Style:
    """The background of the chosen row, which its mark and its weight tell of too."""
    palette = PALETTES.get(theme, PALETTES[DEFAULT])
    return Style(bgcolor=Color.parse(palette["chosen"]).rich_color, bold=True)


def glyph(state: State) -> str:
    """The character that is drawn for a state."""
    return GLYPHS[state.glyph]


def _theme(name: str) -> Theme:
    palette = PALETTES[name]
    ansi = name == "ansi"
    return Theme(
        name=name,
        primary=palette["accent"],
        secondary=palette["accent"],
        accent=palette["accent"],
        warning=palette["warn"],
        error=palette["bad"],
        success=palette["good"],
        foreground=palette["text"],
        background=palette["ground"],
        surface=palette["ground"],
        panel=palette["ground"],
        dark=name != "light",
        ansi=ansi,
        variables=variables(name) | (_ANSI_EXTRA if ansi else _bars(palette)),
    )


def _bars(palette: dict[str, str]) -> dict[str, str]:
    """Scroll bars that stay in the background."""
    ground, bar = palette["ground"], palette["chosen"]
    return {
        "scrollbar": bar,
        "scrollbar-hover": palette["muted"],
        "scrollbar-active": palette["muted"],
        "scrollbar-background": ground,
        "scrollbar-background-hover": ground,
        "scrollbar-background-active": ground,
        "scrollbar-corner-color": ground,
    }
