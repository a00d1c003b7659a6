"""The field for secrets: it shows bullets, hands over what was typed once, and lets nothing else take it."""

from __future__ import annotations

import copy
import io
import pickle
from typing import Any

import pytest
from rich.console import Console
from rich.pretty import pretty_repr
from textual.events import Paste
from textual.pilot import Pilot

from tests.tui.sealed import everything
from tests.tui.stage import Stage, act, rows
from tui.widgets.secret import MOST, SecretField

SECRET = "heron"


def scene(check: Any, size: tuple[int, int] = (40, 5), ascii: bool = False) -> None:
    field: list[SecretField] = []

    def make() -> SecretField:
        field.append(SecretField(id="secret"))
        return field[0]

    stage = Stage(make, ascii=ascii)

    async def run(pilot: Pilot[Any]) -> None:
        field[0].focus()
        await pilot.press(*SECRET)
        await check(pilot, field[0], stage)

    act(stage, run, size)


def test_it_shows_a_bullet_a_letter_and_hands_the_words_over_once() -> None:
    async def check(pilot: Pilot[Any], field: SecretField, stage: Stage) -> None:
        assert rows(stage)[0] == "•" * len(SECRET)
        await pilot.press("backspace", "N", "space")
        await pilot.pause()
        assert rows(stage)[0] == "•" * (len(SECRET) + 1)
        assert field.take() == "heroN "
        assert field.take() == ""
        await pilot.pause()
        assert rows(stage)[0] == ""
        await pilot.press("a", "b", "ctrl+u", "c")
        assert field.take() == "c"

    scene(check)


def test_one_line_is_pasted_and_a_long_secret_is_never_cut_to_one_that_fits() -> None:
    async def check(pilot: Pilot[Any], field: SecretField, stage: Stage) -> None:
        field.post_message(Paste("pasted’ ü\nsecond line"))
        await pilot.pause()
        assert field.take() == "heronpasted’ ü"
        field.post_message(Paste("x" * 1_000_000))
        await pilot.pause()
        assert rows(stage)[0] == "…" + "•" * 38
        assert len(field.take()) == MOST > 1024

    scene(check)


def test_nothing_is_selected_copied_cut_or_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    """B22: no sequence for the clipboard, nothing held to be pasted."""

    async def check(pilot: Pilot[Any], field: SecretField, stage: Stage) -> None:
        written: list[str] = []
        monkeypatch.setattr(stage._driver, "write", written.append)
        for keys in (("ctrl+a",), ("shift+home",), ("ctrl+shift+left",), ("ctrl+c",), ("ctrl+x",), ("super+c",)):
            await pilot.press(*keys)
        await pilot.click(SecretField, times=2)
        await pilot.press("ctrl+c", "ctrl+shift+c", "ctrl+insert")
        await pilot.pause()
        assert stage.clipboard == ""
        assert not stage.screen.get_selected_text()
        assert not any("]52" in text or SECRET in text for text in written)
        assert field.take() == SECRET

    scene(check)


def test_no_inspection_shows_what_was_typed() -> None:
    async def check(pilot: Pilot[Any], field: SecretField, stage: Stage) -> None:
        shown = io.StringIO()
        Console(file=shown, width=200).print(field, vars(field), stage.screen.tree, stage.screen.css_tree)
        from rich import inspect

        inspect(field, private=True, dunder=False, console=Console(file=shown, width=200))
        letters = repr(list(SECRET))
        for text in (shown.getvalue(), repr(field), pretty_repr(vars(field)), everything(field), everything(stage)):
            assert SECRET not in text and letters not in text
        assert "heron" not in str(field.render()) and SECRET not in stage.export_screenshot()
        (typed,) = (value for name, value in vars(field).items() if "typed" in name)
        for leak in (str, copy.copy, copy.deepcopy, pickle.dumps, "{}".format, lambda one: f"{one!s}"):
            with pytest.raises(TypeError):
                leak(typed)

    scene(check)


def test_without_drawing_characters_it_shows_stars() -> None:
    async def check(pilot: Pilot[Any], field: SecretField, stage: Stage) -> None:
        assert rows(stage)[0] == "*" * len(SECRET)

    scene(check, ascii=True)
