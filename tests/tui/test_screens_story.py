"""A reporter reads a case: finds it, sees why, stands in the past, hides names, copies, undoes, comes back."""

import asyncio
import base64
from pathlib import Path

import pytest

from tests.tui.reporter import NOW, Reporter, empty, example, reporter, story
from tui.acts import Act
from tui.desk import OpenDesk
from tui.preferences import Preferences
from workflow.facts import CaseOpened, NoteAdded, QuestionRaised, SourceAdded
from workflow.ledger import Ledger
from workflow.terms import Kind, Standing

NAMES = ("Mark Milley", "Milley", "Esper", "Dreazen", "Mahdi", "wapo-anon")


def opened(path: Path, *slugs: str) -> OpenDesk:
    """A desk of one's own with these cases."""
    desk = empty(path)
    assert desk.ledger is not None
    for slug in slugs:
        desk.ledger.new_case(
            CaseOpened(slug, f"Papers of {slug}"), QuestionRaised("genuine", Kind.GENUINE, "It was really written.")
        )
    return desk


def logs_a_note(r: Reporter, text: str) -> None:
    case_id = r.app.sitting.ledger.shelf()[0][0]
    r.app.post_message(Act(case_id, lambda add: add(NoteAdded(text)), "Wrote a note."))


def test_the_list_is_filtered_by_words_and_esc_shows_all_again(tmp_path: Path) -> None:
    async def scene() -> None:
        async with reporter(opened(tmp_path / "d.db", "alpha", "beta", "gamma")) as r:
            r.sees("alpha", "beta", "gamma", "3 cases")
            await r.presses("slash")
            await r.types("bet")
            await r.waits(0.1)
            r.sees("beta", "1 case with “bet”")
            r.misses("alpha", "gamma")
            await r.presses("enter")
            assert "beta" in r.selected
            await r.presses("slash", "z")
            r.sees("0 cases with “betz”")
            await r.presses("escape")
            r.sees("alpha", "beta", "gamma", "3 cases")
            await r.presses("escape")
            r.sees("Press q to quit.")

    story(scene)


def test_from_the_list_to_why_and_to_the_words_and_back() -> None:
    async def scene() -> None:
        async with reporter(example(), size=(80, 40)) as r:
            await r.presses("enter", "enter")
            r.sees("Why genuine", "What makes it officially confirmed", "Set aside (3)")
            await r.presses("enter")
            r.sees("“That letter is a draft", "On genuine: confirms (official; counts", "The same source also said (1)")
            await r.presses("slash")
            await r.types("draft")
            r.sees("4 hits")
            await r.presses("escape", "escape", "escape")
            r.sees("1 Questions", "What next (9)")
            await r.presses("p")
            r.sees("What next (9)", "(W1)", "(W34)", "(W4)")
            await r.presses("enter")
            r.sees("What it claims about itself", "Brig. Gen. William H. Seely III")
            await r.presses("i")
            r.sees("The three met first", "anonymously confirmed")

    story(scene)


def test_standing_in_the_past_changes_every_screen_and_stops_logging() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("enter", "t")
            await r.types("6 jan 2020 15:30")
            r.sees("Mon 6 Jan 2020 15:30 -05:00")
            await r.presses("enter")
            r.sees("As of 6 Jan 2020 15:30 -05:00", "ANONYMOUSLY CONFIRMED: genuine", "in the past")
            await r.presses("a")
            r.sees("Logging is off while you stand in the past.")
            await r.presses("w")
            r.sees("As of 6 Jan 2020 15:30", "What makes it anonymously confirmed")
            await r.presses("escape", "full_stop")
            r.sees("OFFICIALLY DISPUTED: meaning", "Back at now.")
            await r.presses("full_stop")
            r.sees("You are at now already.")
            await r.presses("2", "down", "down", "t")
            r.sees("As of 6 Jan 2020 15:00", "ANONYMOUSLY CONFIRMED")

    story(scene)


def test_hidden_names_stand_nowhere(tmp_path: Path) -> None:
    async def scene() -> None:
        kept = Preferences(tmp_path / "screens.json")
        async with reporter(example(), preferences=kept, size=(120, 40)) as r:
            await r.presses("enter")
            r.sees("Gen. Mark Milley")
            await r.presses("H")
            r.sees("issuer 7, on the record", "Names are hidden.")
            for keys in (("2",), ("3", "tab"), ("4",), ("5",), ("1", "w"), ("escape", "p"), ("escape", "ctrl+p")):
                await r.presses(*keys)
                r.misses(*NAMES)
            await r.presses("escape", "f")
            await r.types("draft")
            r.sees("hits")
            r.misses(*NAMES)
            await r.presses("escape", "escape")
            await r.waits(0.1)
            r.misses(*NAMES)
        assert Preferences(tmp_path / "screens.json").names_hidden

    story(scene)


def test_the_palette_finds_actions_cases_questions_and_sources() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("enter", "ctrl+p")
            await r.types("milley")
            assert "Gen. Mark Milley" in r.rows()[2]
            await r.presses("enter")
            r.sees("Standing", "Gen. Mark Milley, Chairman")
            await r.presses("ctrl+p")
            await r.types("timel")
            await r.presses("enter")
            r.sees("Learned", "Changed")
            await r.presses("ctrl+p")
            await r.types("answer")
            r.sees("This acts in the pane Ou")
            await r.presses("enter")
            r.sees("! This acts in the pane Outreach")

    story(scene)


def test_search_marks_its_hits_and_leads_to_them() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("f")
            await r.types("coincidence")
            r.sees("1 hit", "Adil Abdul")
            await r.presses("enter", "enter")
            r.sees("3 of 5 settled")
            assert "Adil Abdul Mahdi" in r.selected
            await r.presses("f")
            await r.types("zebra")
            r.sees("Nothing holds all of these words.")

    story(scene)


def test_an_act_is_told_undone_and_done_again(tmp_path: Path) -> None:
    async def scene() -> None:
        async with reporter(opened(tmp_path / "d.db", "alpha")) as r:
            await r.presses("enter", "4")
            logs_a_note(r, "Ring the archive.")
            await r.waits()
            r.sees("Wrote a note.", "Notes (1)", "Ring the archive.")
            await r.presses("u")
            r.sees("Undone: Wrote a note.")
            r.misses("Ring the archive.")
            await r.presses("U")
            r.sees("Done again: Wrote a note.", "Ring the archive.")
            await r.presses("U")
            r.sees("Nothing was undone that could be redone.")

    story(scene)


def test_two_programs_on_one_desk_notice_each_other_within_two_seconds(tmp_path: Path) -> None:
    async def scene() -> None:
        async with reporter(opened(tmp_path / "d.db", "alpha")) as r:
            await r.presses("enter", "3")
            r.sees("No source yet.")
            with Ledger.open(tmp_path / "d.db") as other:
                other.append(other.find_case("alpha"), SourceAdded("x", "a clerk", Standing.INSIDER))
            for _ in range(20):
                await asyncio.sleep(0.1)
                if "a clerk" in r.screen:
                    break
            r.sees("a clerk")

    story(scene)


def test_the_last_case_opens_again_at_the_last_question(tmp_path: Path) -> None:
    async def scene() -> None:
        desk = example()
        async with reporter(desk, preferences=Preferences(tmp_path / "p.json")) as r:
            await r.presses("enter", "down", "down", "V")
            r.app.leave()
        async with reporter(example(), preferences=Preferences(tmp_path / "p.json")) as r:
            assert "delivered" in r.selected
            assert r.app.theme == "light"
            await r.presses("escape")
            r.sees("onrecord › Cases")
            r.app.leave()
        async with reporter(example(), preferences=Preferences(tmp_path / "p.json"), case="seely-letter-2020") as r:
            r.sees("3 of 5 settled")

    story(scene)


def test_copying_tells_how_and_never_names_the_unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            sent: list[str] = []
            monkeypatch.setattr(r.app, "write_to_terminal", lambda text: not sent.insert(0, text))  # type: ignore[func-returns-value]
            monkeypatch.setenv("PATH", "")
            await r.presses("enter", "y")
            r.sees("Copied the row by the terminal.")
            await r.presses("Y")
            r.sees("Select a statement first")
            await r.presses("tab", "end", "up", "Y")
            r.sees("Copied the citation by the terminal.")
            cited = base64.b64decode(sent[0].removeprefix("\x1b]52;c;").removesuffix("\a")).decode()
            assert "U.S. military official, background. via The Washington Post" in cited
            assert "wapo-anon" not in cited

    story(scene)


def test_the_mouse_selects_opens_and_presses_keys_of_the_footer() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("enter")
            await r.clicks("meaning     U.S.")
            r.sees("── meaning")
            await r.clicks("meaning     U.S.")
            r.sees("Why meaning")
            await r.presses("escape")
            await r.clicks("3 Sources")
            r.sees("Standing")
            await r.clicks("t As of")
            r.sees("Stand at which moment?")

    story(scene)


def test_without_a_desk_there_are_three_choices(tmp_path: Path) -> None:
    async def scene() -> None:
        async with reporter(OpenDesk(None, tmp_path / "own" / "cases.db")) as r:
            r.sees("Make a desk of your own", "Look at the example first", "Quit")
            await r.presses("enter")
            r.sees("Choose a passphrase.")
            assert not (tmp_path / "own").exists()

    story(scene)


def test_a_desk_that_is_only_read_says_so_and_logs_nothing(tmp_path: Path) -> None:
    opened(tmp_path / "d.db", "alpha").ledger.close()  # type: ignore[union-attr]

    async def scene() -> None:
        ledger = Ledger.open(tmp_path / "d.db", read_only=True, clock=lambda: NOW)
        async with reporter(OpenDesk(ledger, tmp_path / "d.db")) as r:
            r.sees("Read only")
            await r.presses("enter", "a")
            r.sees("This desk is open for reading only")

    story(scene)


def test_a_source_is_not_erased_from_under_its_words() -> None:
    async def scene() -> None:
        async with reporter(example()) as r:
            await r.presses("enter", "3", "E")
            await r.types("No longer safe")
            await r.presses("enter", "y")
            r.sees("Erase with this source what it said")
            case_id = r.app.sitting.ledger.shelf()[0][0]
            assert len(r.app.sitting.case(case_id).sources) == 10

    story(scene)
