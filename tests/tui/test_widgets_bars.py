"""The one-line pieces: whole keys, the path that stays, the rail that always names the current state."""

import pytest
from textual.pilot import Pilot

from tests.tui.stage import Stage, act, contrast, resize, rows
from tui.keys import LIST
from tui.theme import GLYPHS, PALETTES, STATE_TONES, following
from tui.widgets.bars import Banner, Footer, Rail, Rule, TitleBar, stations
from workflow.terms import FIRST_STATES, State

BAD = "\x1b]0;x\x07[/] \u202e"


def test_the_footer_shows_whole_keys_and_the_hint() -> None:
    footer = Footer("case")

    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[0] == (" a Statement  r Request  w Why  t As of  x Export  ? Help           ^p Commands")
        await pilot.click(Footer, offset=(15, 0))
        await pilot.pause()
        assert app.heard == [("pressed", "request")]
        await pilot.click(Footer, offset=(75, 0))
        await pilot.pause()
        assert app.heard[-1] == ("pressed", "commands")
        await resize(pilot, 40, 3)
        await pilot.pause()
        assert rows(pilot.app)[0] == " a Statement  ? Help        ^p Commands"
        await resize(pilot, 1, 1)
        await pilot.pause()

    app = Stage(footer)
    act(app, scene)


def test_the_footer_follows_the_place() -> None:
    footer = Footer("cases", inside=(LIST,))

    async def scene(pilot: Pilot[None]) -> None:
        assert "enter Open  n New  / Filter" in rows(pilot.app)[0]
        footer.set_place(typing=True)
        await pilot.pause()
        assert "n New" not in rows(pilot.app)[0]

    act(Stage(footer), scene)


def test_the_title_keeps_the_path_and_gives_up_the_right_side() -> None:
    bar = TitleBar("seely-letter", "Questions", right=("3 of 5 settled", "document unchanged", "draft kept 16:27"))

    async def scene(pilot: Pilot[None]) -> None:
        row = rows(pilot.app)[0]
        assert row.startswith(" seely-letter › Questions")
        assert row.endswith("3 of 5 settled · document unchanged · draft kept 16:27")
        await resize(pilot, 45, 3)
        await pilot.pause()
        assert rows(pilot.app)[0] == " seely-letter › Questions     3 of 5 settled"
        bar.set_path(BAD)
        await pilot.pause()
        assert "\x1b" not in rows(pilot.app)[0]

    act(Stage(bar), scene, (100, 3))


def test_a_banner_takes_no_room_until_it_says_something() -> None:
    banner = Banner()

    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[0].startswith("── Questions ──")
        banner.say(("Example: changes are not kept.", "warn"), ("Read-only.", "warn"))
        await pilot.pause()
        assert rows(pilot.app)[0] == " Example: changes are not kept.  (and 1 more)"
        assert rows(pilot.app)[1].startswith("── Questions ──")
        banner.say((BAD, "bad"))
        await pilot.pause()
        assert "\x1b" not in rows(pilot.app)[0]
        banner.say()
        await pilot.pause()
        assert rows(pilot.app)[0].startswith("── Questions ──")

    act(Stage(banner, Rule("Questions")), scene)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("width", [120, 80, 40, 25])
def test_the_rail_always_names_the_current_state(state: State, width: int) -> None:
    rail = Rail(state, title="genuine", explains=True)

    async def scene(pilot: Pilot[None]) -> None:
        row = rows(pilot.app)[0]
        assert f"[{GLYPHS[state.glyph]} {state.word}"[:14] in row
        assert len(row) <= width
        assert rows(pilot.app)[1].strip()[:15] == state.meaning[:15]

    act(Stage(rail), scene, (width, 3))


def test_the_rail_of_a_confirmed_question() -> None:
    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[0] == ("── genuine   ○ unconfirmed ─ ◐ anonymously confirmed ─ [● officially confirmed]")
        assert rows(pilot.app)[1].startswith("─────")

    act(Stage(Rail(State.OFFICIALLY_CONFIRMED, title="genuine"), Rail()), scene)


def test_the_first_three_states_lead_the_rail() -> None:
    for state in State:
        stops = stations(state)
        assert state in stops
        assert stops[:2] == list(FIRST_STATES[:2])
        assert (State.OFFICIALLY_DISPUTED in stops) or state.positive


def test_ascii_reads_the_same() -> None:
    async def scene(pilot: Pilot[None]) -> None:
        assert rows(pilot.app)[0] == " o unconfirmed - c anonymously confirmed - [X officially disputed]"

    act(Stage(Rail(State.OFFICIALLY_DISPUTED), ascii=True), scene)


def test_every_state_has_a_glyph_and_a_tone() -> None:
    for state in State:
        assert state.glyph in GLYPHS
        assert STATE_TONES[state] in PALETTES["dark"]


def test_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    for name, least in (("contrast", 7.0), ("dark", 4.5), ("light", 4.5)):
        palette = PALETTES[name]
        for tone, colour in palette.items():
            if tone not in ("ground", "chosen"):
                assert contrast(colour, palette["ground"]) >= least, (name, tone)
                assert contrast(colour, palette["chosen"]) >= least, (name, tone)


def test_themes_go_round() -> None:
    seen = {name := "dark"}
    for _ in range(3):
        seen.add(name := following(name))
    assert seen == set(PALETTES)
    assert following(name) == "dark"
    assert following("gone") == "dark"


def test_a_long_case_name_is_cut_before_the_headline() -> None:
    headline = "OFFICIALLY DISPUTED: status, meaning"

    async def scene(pilot: Pilot[None]) -> None:
        row = rows(pilot.app)[0]
        assert row.startswith(" unsigned-letter-") and row.endswith(f"… › {headline}")

    act(Stage(TitleBar("unsigned-letter-task-force-iraq-to-iraq", headline)), scene, (60, 2))
