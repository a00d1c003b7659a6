"""The command that lints a draft: from a file or standard input, for a reader or a tool, with its exit codes."""

import io
import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from tui.cli import linting

DRAFT = "# Day one\n\nGen. Mark Milley verified that the letter was signed, sources said.\n"


def told_in(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_clean_draft_is_passed_over_in_silence(letter: Line, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("Gen. Mark Milley said: “That letter is a draft.”\n", "utf-8")
    assert letter("lint", "letter", "draft.md") == (0, "", "")


def test_findings_are_told_as_a_compiler_tells_them(letter: Line, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, "utf-8")
    told = letter("lint", "letter", "draft.md", code=1).out.splitlines()
    assert told[0].startswith("draft.md:3:18: not-a-confirmation: ")
    assert told[1:4] == [
        "    Gen. Mark Milley verified that the letter was signed, sources said.",
        "                     ^^^^^^^^",
        "    see s1 (Gen. Mark Milley)",
    ]
    assert [line.split(": ")[1] for line in told if line.startswith("draft.md:")] == [
        "not-a-confirmation",
        "plural-for-one",
        "bare-sources",
    ]


def test_a_tool_gets_one_object(letter: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    told_in(monkeypatch, b"The letter is confirmed.\x1b[31m")
    told = letter("lint", "letter", "--json", code=1).json
    assert set(told) == {"file", "findings"}
    assert told["file"] == "-"
    (found,) = told["findings"]
    assert (found["line"], found["column"], found["length"]) == (1, 5, 19)
    assert (found["rule"], found["excerpt"], found["statements"]) == ("bare-state", "letter is confirmed", [])
    assert set(found) == {"line", "column", "length", "rule", "excerpt", "sentence", "remedy", "statements"}


def test_no_findings_are_an_object_too(letter: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    told_in(monkeypatch, b"Nothing.")
    assert letter("lint", "letter", "-", "--json").json == {"file": "-", "findings": []}


def test_it_reads_the_record_as_of_a_moment(letter: Line, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("Gen. Mark Milley confirmed that the letter was genuine.", "utf-8")
    letter("lint", "letter", "draft.md")
    letter("lint", "letter", "draft.md", "--as-of", "6 jan 2020 12:00", code=1)


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"ab\xff", "byte 3 is 0xFF"), (b"a" * 10_000_000, "longer than 100,000 characters")],
)
def test_what_cannot_be_linted_is_said(letter: Line, tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "draft.md").write_bytes(data)
    told = letter("lint", "letter", "draft.md", code=2)
    assert says in told.err
    assert "draft.md" in told.err
    assert told.out == ""


@pytest.mark.parametrize(("name", "says"), [("none.md", "No such file"), (".", "directory"), ("\0", "cannot be used")])
def test_what_is_no_file_is_said(letter: Line, name: str, says: str) -> None:
    assert says in letter("lint", "letter", name, code=2).err


def test_a_locked_file_is_said(letter: Line, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, "utf-8")
    path.chmod(0)
    if not os.access(path, os.R_OK):
        assert "cannot be read" in letter("lint", "letter", "draft.md", code=2).err


def test_a_long_line_is_shown_in_part_and_the_mark_stands_under_its_words(letter: Line, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("国" * 200 + ". The letter is confirmed. " + "word " * 200, "utf-8")
    told = letter("lint", "letter", "draft.md", code=1).out.splitlines()
    wide = told[1].index("letter")
    assert told[1].count("国") < 40
    assert told[2].index("^") == wide + told[1][:wide].count("国")
    assert told[2].count("^") == len("letter is confirmed")


def test_nothing_of_a_draft_acts_on_a_terminal(letter: Line, tmp_path: Path) -> None:
    (tmp_path / "d\x1b[31m.md").write_text("\x1b]0;x\x07 [red]The\u202e letter is confirmed.[/red]\0", "utf-8")
    told = letter("lint", "letter", "d\x1b[31m.md", code=1).out
    assert not {"\x1b", "\x07", "\0", "\u202e"} & set(told)
    assert "[red]The" in told


def test_many_findings_are_counted_and_not_told(letter: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linting, "MOST_SHOWN", 3)
    (tmp_path / "draft.md").write_text("The letter is confirmed. " * 10, "utf-8")
    told = letter("lint", "letter", "draft.md", code=1).out.splitlines()
    assert told[-1] == "and 7 more"
    assert sum("bare-state" in line for line in told) == 3
    assert letter("lint", "letter", "draft.md", "--json", code=1).json["more"] == 7


def test_who_is_not_named_is_not_named_here_either(letter: Line, tmp_path: Path) -> None:
    letter(
        *(
            "statement",
            "letter",
            "--new-source",
            "heron",
            "--code-name",
            "Heron",
            "--descriptor",
            "clerk",
            "--standing",
        ),
        *("insider", "--terms", "background", "--said", "6 jan 2020 17:00", "--knows", "direct", "--stance"),
        *("genuine=confirms", "--id", "s2", "--quote", "I folded that letter myself."),
    )
    (tmp_path / "draft.md").write_text("“I folded that letter myself.”", "utf-8")
    told = letter("lint", "letter", "draft.md", code=1).out
    assert "see s2 (not named)" in told
    assert "Heron" not in told


def test_the_draft_is_kept_nowhere(letter: Line, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("The letter is confirmed: canary-of-a-page.", "utf-8")
    letter("lint", "letter", "draft.md", code=1)
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "draft.md"]
    assert kept
    assert not any(b"canary-of-a-page" in path.read_bytes() for path in kept)
