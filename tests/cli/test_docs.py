"""Every command and every option says what it does, and the README lists them all."""

import click
import pytest

from tests.cli.conftest import Line
from tests.cli.readme import FINDINGS, README, findings_page, table_of
from tui.cli.out import SIGNS
from tui.cli.table import FAMILIES, commands_table, every_command, onrecord, options_of

PROMISED = {
    *("list", "show", "why", "timeline", "next", "search", "check", "new", "question", "source", "statement", "ask"),
    *("answer", "note", "disagree", "undo", "rename", "close", "reopen", "erase", "settings", "import", "replay"),
    *("export", "verify", "rebuild", "open"),
}


def test_the_promised_commands_are_there() -> None:
    names = [name for family in FAMILIES.values() for name in family]
    assert len(names) == len(set(names))
    assert set(names) >= PROMISED
    assert "anchor accept" in [name for name, _ in every_command()]


@pytest.mark.parametrize(("name", "command"), [("onrecord", onrecord), *every_command()], ids=str)
def test_a_command_and_its_options_say_what_they_do(name: str, command: click.Command) -> None:
    assert command.help
    assert command.get_short_help_str(100).endswith(".")
    for parameter in command.params:
        if isinstance(parameter, click.Option) and "--version" not in parameter.opts:
            assert parameter.help, f"{name} {parameter.opts}"
            assert parameter.help.rstrip(".") != parameter.help or parameter.help.endswith("]"), parameter.opts


def test_help_lists_every_command(bare: Line) -> None:
    said = bare("--help").out
    for family, names in FAMILIES.items():
        assert f"\n{family}:\n" in said
        for name in names:
            assert f"\n  {name} " in said


def test_the_table_holds_every_command_and_option() -> None:
    table = commands_table()
    for name, command in every_command():
        (row,) = [row for row in table.splitlines() if row.startswith((f"| `{name} ", f"| `{name}`"))]
        for option in options_of(command):
            assert f"`{option}`" in row


def test_the_readme_holds_the_table() -> None:
    """`python -m tests.cli.readme` writes it there."""
    assert table_of(README.read_text("utf-8")) == commands_table()


def test_the_page_of_findings_holds_every_finding() -> None:
    """`python -m tests.cli.readme` writes it there."""
    assert FINDINGS.read_text("utf-8") == findings_page()


def test_the_screens_draw_the_same_signs() -> None:
    from tui.text import to_ascii
    from tui.theme import GLYPHS

    assert {name: sign for name, (sign, _) in SIGNS.items()} == GLYPHS
    assert {name: letter for name, (_, letter) in SIGNS.items()} == {
        name: to_ascii(sign) for name, sign in GLYPHS.items()
    }
