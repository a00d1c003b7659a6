"""The lint screen: a reporter pastes a draft, reads what the log does not carry, goes there, and loses no word."""

from __future__ import annotations

import base64
import time
from pathlib import Path

import pytest

from tests.tui.reporter import Reporter
from tests.tui.test_screens_outreach import SIZES, at_the_port, looks_as_drawn, read_only
from tests.tui.typing import pastes
from tui.screens.lint import LintScreen

STORY = """Tove Brand refused to comment on the memo.

Sources say the pier will close. "We will close it," Brand said.
"""


async def lints(r: Reporter, text: str = "") -> LintScreen:
    """Open the lint, paste a text, and wait until it was read."""
    if not isinstance(r.app.screen, LintScreen):
        await r.presses("L")
    if text:
        await pastes(r, text)
    return await read(r)


async def read(r: Reporter) -> LintScreen:
    """Wait until what stands there was read."""
    await r.waits(0.25)
    await r.app.workers.wait_for_complete()
    await r.waits()
    screen = r.app.screen
    assert isinstance(screen, LintScreen)
    return screen


@pytest.mark.parametrize("size", SIZES)
def test_the_lint_looks_as_drawn(tmp_path: Path, size: tuple[int, int]) -> None:
    async def scene(r: Reporter) -> None:
        screen = await lints(r, STORY)
        screen.keep_draft()
        await r.presses("tab", "down")
        looks_as_drawn(r, "lint", size)

    at_the_port(tmp_path, scene, size)


def test_a_finding_leads_to_its_words_and_its_remedy_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(r: Reporter) -> None:
        sent: list[str] = []
        monkeypatch.setattr(r.app, "write_to_terminal", lambda text: not sent.insert(0, text))  # type: ignore[func-returns-value]
        monkeypatch.setenv("PATH", "")
        screen = await lints(r, STORY.replace("the pier will close", "the memo is real"))
        r.sees("refused to comment", "1:12", "bare sources", "3:1", "not verbatim", " findings")
        await r.presses("tab", "down", "down", "y")
        r.sees("Copied the remedy by the terminal.")
        copied = base64.b64decode(sent[0].removeprefix("\x1b]52;c;").removesuffix("\a")).decode()
        assert "“a harbour clerk”" in copied
        await r.presses("enter")
        draft = screen.query_one("#draft")
        assert (screen.focused, draft.selected_text) == (draft, "Sources")  # type: ignore[attr-defined]
        await r.types("A harbour clerk")
        await read(r)
        r.misses("bare sources")
        r.sees("A harbour clerk say the memo")

    at_the_port(tmp_path, scene)


def test_a_clean_draft_is_said_to_be_clean_in_words(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        await lints(r)
        r.sees("Paste or write your draft", "File")
        await lints(r, "The sea was calm.")
        r.sees("Nothing found. A clean lint is not a confirmation that")

    at_the_port(tmp_path, scene)


def test_a_file_takes_the_place_of_the_draft_and_can_be_taken_back(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF\xff\xfe")
    (tmp_path / "book.txt").write_text("word " * 100_000, "utf-8")

    async def scene(r: Reporter) -> None:
        await lints(r, "My own words.")
        for name, told in (("scan.pdf", "is not UTF-8 text"), ("book.txt", "longer than"), ("none", "no such file")):
            await _names(r, tmp_path / name)
            r.sees(told, "My own words.")
        await _names(r, tmp_path / "story.txt")
        await read(r)
        r.sees("Read story.txt", "Tove Brand refused", "bare sources")
        await r.presses("ctrl+z")
        await read(r)
        r.sees("My own words.", "Nothing found.")

    at_the_port(tmp_path, scene, (140, 40))


async def _names(r: Reporter, path: Path) -> None:
    """Put a path into the field and press enter."""
    screen = r.app.screen
    assert isinstance(screen, LintScreen)
    screen.stops()[-1].focus()
    await r.waits()
    await r.presses("end", "ctrl+u")
    await pastes(r, str(path))
    await r.presses("enter")


def test_the_draft_is_kept_found_again_and_gone_when_it_is_emptied(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        ledger = r.app.sitting.ledger
        before = ledger.case(ledger.find_case("port-memo")).entries
        await lints(r, STORY)
        await r.presses("escape")
        r.sees("The draft is kept; D lists the drafts.")
        assert [draft.form for draft in ledger.drafts()] == ["lint"]
        await r.presses("D")
        r.sees("Draft of a story", "Tove Brand refused")
        await r.presses("enter")
        await read(r)
        r.sees("bare sources", "Tove Brand refused")
        await r.presses("escape", "escape")
        screen = await lints(r)
        r.sees("Tove Brand refused")
        assert len(ledger.drafts()) == 1
        screen.query_one("#draft").action_select_all()  # type: ignore[attr-defined]
        await r.presses("delete", "escape")
        assert not ledger.drafts()
        assert ledger.case(ledger.find_case("port-memo")).entries == before

    at_the_port(tmp_path, scene)


def test_ten_megabytes_are_refused_at_once_and_nothing_that_was_there_goes(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        await lints(r, "[@click=app.exit]Leave[/] [/b] {x} \x1b[2J")
        started = time.process_time()
        await pastes(r, "some words here " * 650_000)
        assert time.process_time() - started < 1
        r.sees("Nothing was put in: the draft would have 10,400,0", "[@click=app.exit]Leave[/] [/b] {x} [2J")

    at_the_port(tmp_path, scene)


def test_hidden_names_stand_neither_in_the_draft_nor_in_the_findings(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        screen = await lints(r, STORY)
        await r.presses("tab", "H")
        await read(r)
        r.misses("Tove", "Brand")
        r.sees("author 1 refused to comment")
        await r.presses("ctrl+o")
        r.sees("Names are hidden, so the draft cannot be edited now.")
        await r.presses("G", "enter")
        draft = screen.query_one("#draft")
        assert draft.selected_text == "We will close it,"  # type: ignore[attr-defined]
        await r.presses("tab", "H")
        await read(r)
        r.sees("Tove Brand refused to comment")
        assert screen.answers["draft"].startswith("Tove Brand refused")

    at_the_port(tmp_path, scene)


def test_what_comes_back_from_the_editor_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(r: Reporter) -> None:
        monkeypatch.setattr("tui.editor.edit", lambda app, text: (f"{text}Brand refused to comment.", 2))
        await lints(r, "Yes. ")
        await r.presses("ctrl+o")
        r.sees("2 hidden characters")
        await read(r)
        r.sees("Yes. Brand refused to comment.", "Findings (1)")

    at_the_port(tmp_path, scene)


def test_a_desk_that_is_only_read_lints_and_keeps_nothing(tmp_path: Path) -> None:
    async def scene(r: Reporter) -> None:
        await lints(r, STORY)
        r.sees("bare sources", "read only: no draft is kept")
        await r.presses("escape")
        assert not r.app.sitting.ledger.drafts()

    at_the_port(tmp_path, scene, desk=read_only)
