"""The table of keys: no clash, nothing forbidden, every command said in a sentence, every footer whole."""

import pytest

from tests.cli.readme import README, table_of
from tui.keys import (
    COMMANDS,
    EVERYWHERE,
    FORBIDDEN,
    LIST,
    PANES,
    SCREENS,
    TEXT,
    bindings_for,
    commands_at,
    elsewhere,
    for_footer,
    help_rows,
    key_name,
    markdown_table,
    reachable,
)

PLACES = {EVERYWHERE, LIST, TEXT, *PANES, *SCREENS}


def test_a_key_means_one_thing_everywhere() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys)), {key for key in keys if keys.count(key) > 1}
    actions = [command.action for command in COMMANDS]
    assert len(actions) == len(set(actions))


def test_no_forbidden_key() -> None:
    for command in COMMANDS:
        assert not FORBIDDEN.intersection(command.keys), command.action
        assert not all(key.startswith("f") and key[1:].isdigit() for key in command.keys), command.action


def test_every_command_says_what_it_does_in_a_sentence() -> None:
    for command in COMMANDS:
        assert command.sentence[0].isupper() and command.sentence.endswith("."), command.action
        assert "!" not in command.sentence and "record" not in command.sentence
        assert command.label and len(command.label) <= 14
        assert command.where and set(command.where) <= PLACES, command.action


def test_keys_that_act_while_typing_type_nothing() -> None:
    for command in COMMANDS:
        if command.typing:
            assert any(len(key_name(key)) > 1 for key in command.keys), command.action


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("width", [80, 60, 40, 20, 1])
def test_the_footer_fits_and_shows_six_at_most(screen: str, width: int) -> None:
    for focus in ("", *SCREENS[screen]):
        items = for_footer(screen, width, focus=focus, inside=(LIST,) if LIST in SCREENS[screen] else ())
        drawn = sum(len(key) + len(label) + 3 for key, label, _ in items) + len("^p Commands")
        assert len(items) <= 6
        assert drawn <= max(width, len("^p Commands"))


def test_the_footers_that_reporters_see_first() -> None:
    def labels(screen: str, focus: str = "", typing: bool = False) -> list[str]:
        return [label for _, label, _ in for_footer(screen, 80, focus=focus, typing=typing)]

    assert labels("case") == ["Statement", "Request", "Why", "As of", "Export", "Help"]
    assert labels("cases", LIST) == ["Open", "New", "Filter", "Own desk", "Export", "Help"]
    assert labels("form", typing=True) == ["Save", "Next", "Back", "Editor", "Help"]
    assert ("F1", "Help", "help") in for_footer("form", 80, typing=True)
    assert ("y", "Copy", "copy_row") in for_footer("print", 80, inside=(LIST,))
    assert [label for _, label, _ in for_footer("case", 40, focus="questions")] == ["New", "Help"]


@pytest.mark.parametrize("screen", SCREENS)
def test_help_lists_every_key_that_can_act(screen: str) -> None:
    for focus in ("", *SCREENS[screen]):
        said = {sentence for _, rows in help_rows(screen, focus=focus) for _, sentence in rows}
        assert {command.sentence for command in commands_at(screen, focus=focus)} <= said


def test_every_command_acts_on_some_screen_and_stands_in_the_readme() -> None:
    assert {command.action for screen in SCREENS for command in reachable(screen)} == {c.action for c in COMMANDS}
    table = markdown_table()
    assert all(command.sentence in table for command in COMMANDS)


def test_bindings_carry_the_keys_of_the_table() -> None:
    bound = {binding.action: binding.key for binding in bindings_for(LIST)}
    assert bound["cursor_down"] == "down,j"
    assert bound["first"] == "home,g"
    assert "statement" not in bound


def test_a_key_that_acts_elsewhere_says_where() -> None:
    assert elsewhere("x", "why") == "x, Export, acts in the list of cases or a case, not here."
    for key, screen in (("x", "case"), ("enter", "welcome"), ("tab", "why"), ("ctrl+w", "why")):
        assert elsewhere(key, screen) == ""


def test_the_readme_lists_the_keys_of_the_table() -> None:
    """`python -m tests.cli.readme` writes them there."""
    assert table_of(README.read_text("utf-8"), "keys").strip() == markdown_table()
