"""`onrecord check-file`: one object for each file, in the shape that others read, or a sentence."""

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.checks.pdf.making import blank, info, saved
from tests.cli.conftest import Line
from workflow.findings import KINDS

KEYS = ["file", "sha256", "bytes", "type", "rung", "findings", "checks", "facts"]
FINDING = ["id", "severity", "where", "value", "tool", "proves_not"]
OUTCOMES = {"found", "not_found", "not_applicable", "not_checked"}
NOTE = b"DRAFT\n\nTo the council: the bridge stays closed.\n"


@pytest.fixture
def alone(capfd: pytest.CaptureFixture[str]) -> Line:
    """The command line without any desk."""
    return Line(capfd, None)


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def holds_its_shape(told: dict[str, Any]) -> None:
    assert list(told) == KEYS
    assert [one["check"] for one in told["checks"]] == list(KINDS)
    for one in told["checks"]:
        assert list(one) == ["check", "outcome", "reason"]
        assert one["outcome"] in OUTCOMES
        assert one["reason"] or one["outcome"] != "not_checked"
    for finding in told["findings"]:
        kind = KINDS[finding["id"]]
        assert list(finding) == [*FINDING, "risk"] if kind.is_risk else FINDING
        assert finding.get("risk", True) is True
        assert finding["severity"] in ("info", "note", "warning")
        assert finding["proves_not"] == kind.proves_not
    found = {one["check"] for one in told["checks"] if one["outcome"] == "found"}
    assert found == {finding["id"] for finding in told["findings"]}


def test_each_file_is_one_object_in_the_order_given(alone: Line) -> None:
    whole = saved(info(blank(), Author="Jane Roe"))
    files = {"letter.pdf": whole, "cut.pdf": whole[: len(whole) // 2], "note.txt": NOTE, "empty": b"", "?.bin": b"\0\1"}
    for name, data in files.items():
        Path(name).write_bytes(data)
    told = objects(alone("check-file", "--json", *files, "note.txt").out)
    assert [one["file"] for one in told] == [*files, "note.txt"]
    for one in told:
        holds_its_shape(one)
        data = files[one["file"]]
        assert (one["sha256"], one["bytes"]) == (sha256(data).hexdigest(), len(data))
    assert told[2] == told[-1]
    risks = {finding["id"] for finding in told[0]["findings"] if "risk" in finding}
    assert "pdf.meta.identity" in risks
    assert [finding["id"] for finding in told[2]["findings"]] == ["doc.status_marker"]


def test_what_is_no_file_is_told_and_the_others_are_checked(alone: Line) -> None:
    Path("note.txt").write_bytes(NOTE)
    Path("link").symlink_to("note.txt")
    os.mkfifo("pipe")
    Path("folder").mkdir()
    result = alone("check-file", "--json", "link", "pipe", "note.txt", "folder", "nothing", code=1)
    assert [one["file"] for one in objects(result.out)] == ["note.txt"]
    assert [line.split(": ")[1] for line in result.err.splitlines()] == ["link", "pipe", "folder", "nothing"]


def test_a_name_can_neither_paint_nor_be_an_option(alone: Line) -> None:
    names = ["-rf", "@list", "--output=x", "a\udcff\x1b[31m\n.txt", "\u202etxt.exe"]
    for name in names:
        Path(name).write_bytes(NOTE)
    shown = alone("check-file", "--", *names).out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    told = alone("check-file", "--json", "--", *names).out
    assert len(told.splitlines()) == len(names)
    assert not {"\x1b", "\u202e"} & set(told)
    assert sorted(path.name for path in Path().iterdir()) == sorted(names)


@pytest.mark.parametrize("option", [("--even-weak",), ("--proof", "note.txt")])
@pytest.mark.parametrize("command", [("check-file",), ("intake", "letter")])
def test_what_holds_for_one_file_is_declined_for_several(
    line: Line, command: tuple[str, ...], option: tuple[str, ...]
) -> None:
    Path("note.txt").write_bytes(NOTE)
    Path("folder").mkdir()
    line("new", "--title", "Letter")
    for paths in (("note.txt", "note.txt"), ("folder",)):
        assert "one file" in line(*command, *paths, *option, code=2).err


def test_a_file_larger_than_is_read_is_not_checked_rather_than_clean(alone: Line) -> None:
    with Path("huge.bin").open("wb") as file:
        file.truncate(300_000_000)
    [told] = objects(alone("check-file", "--json", "huge.bin").out)
    holds_its_shape(told)
    assert told["bytes"] == 300_000_000
    assert {one["outcome"] for one in told["checks"]} == {"not_checked"}


def test_in_words_the_five_answers_and_the_risks_stand_apart(alone: Line) -> None:
    Path("letter.pdf").write_bytes(saved(info(blank(), Author="Jane Roe")))
    lines = alone("check-file", "letter.pdf").out.splitlines()
    panel = lines.index("  Is it signed?")
    assert all(line.startswith("    ") for line in lines[panel + 1 : panel + 6])
    risks = lines.index("  What could give a source away:")
    assert any("pdf.meta.identity" in line for line in lines[risks:])
    assert not any("pdf.meta.identity" in line for line in lines[:risks])


def test_a_fact_without_a_value_says_none(alone: Line) -> None:
    page = pikepdf.new()
    page.add_blank_page()
    Path("bare.pdf").write_bytes(saved(page))
    assert "    fonts: none" in alone("check-file", "bare.pdf").out.splitlines()
