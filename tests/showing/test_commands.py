"""flatten and compare on the command line, and what outreach takes for shown from then on."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.checks.drawing.making import pdf, words
from tests.cli.conftest import Line, empty_folder, letter, line
from tests.showing.conftest import CANARY, LINES, OTHER
from tests.showing.conftest import letter as paper
from workflow.case import Case
from workflow.facts import FileHandled
from workflow.intake.taking import Asked, take_in
from workflow.ledger import Ledger
from workflow.terms import Copy, Handling

__all__ = ["empty_folder", "letter", "line"]

ASK = ("ask", "letter", "--office", "the ministry", "--by", "e-mail", "--wording", "Is it so?")


def case_of(line: Line) -> Case:
    assert line.path is not None
    with Ledger.open(line.path) as ledger:
        return ledger.case(ledger.find_case("letter"))


@pytest.fixture
def kept(letter: Line, tmp_path: Path) -> Line:
    """The case holds two copies of the paper."""
    assert letter.path is not None
    names = (f"from-{CANARY}.pdf", f"{CANARY}-again.pdf")
    for name, lines in zip(names, (LINES, OTHER), strict=True):
        (tmp_path / name).write_bytes(paper(lines, pages=2, author=name[:4]))
    with Ledger.open(letter.path) as ledger:
        asked = Asked(note=f"Zara {CANARY} brought it.")
        take_in(ledger, ledger.find_case("letter"), [tmp_path / name for name in names], asked)
    return letter


def test_flatten_makes_a_copy_says_what_is_in_it_and_what_stays(kept: Line) -> None:
    said = kept("flatten", "letter", "1", "--dpi", "72").out
    assert "Flattened file 1: file 3, copy-to-show.pdf" in said
    assert "pdf.image_only" in said
    assert "Is it signed?" in said
    for word in ("copy numbers", "wording", "dots", "folds", "handwriting", "spaces between"):
        assert word in said.partition("What flattening does not remove")[2]
    assert "already" in kept("flatten", "letter", "1", "--dpi", "72").out


def test_flatten_writes_the_copy_where_it_is_told_and_logs_that(kept: Line, tmp_path: Path) -> None:
    out = tmp_path / "show.pdf"
    kept("flatten", "letter", "1", "--dpi", "72", "--pages", "1", "--grey", "-o", str(out))
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    case = case_of(kept)
    copy = case.holdings.exhibits[-1]
    acts = [entry.fact for entry in case.entries if isinstance(entry.fact, FileHandled)]
    assert [(act.act, act.exhibit) for act in acts] == [
        (Handling.FLATTENED, case.holdings.exhibits[0].id),
        (Handling.COPIED_OUT, copy.id),
    ]
    assert out.stat().st_size == copy.size
    before = out.read_bytes()
    said = kept("flatten", "letter", "2", "-o", str(out), code=2)
    assert "Something stands there already" in said.err
    assert out.read_bytes() == before
    assert len(case_of(kept).holdings.exhibits) == 3


def test_flatten_never_writes_through_a_link(kept: Line, tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    kept("flatten", "letter", "1", "--dpi", "72", "-o", str(tmp_path / "link.pdf"), code=None)
    assert not (tmp_path / "elsewhere.pdf").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("9",), "No exhibit"),
        (("1", "--pages", "x"), "--pages"),
        (("1", "--pages", "7"), "no page 7"),
        (("1", "--dpi", "5000"), "--dpi"),
        (("1", "--mat2", "--grey"), "mat2 draws no pages"),
    ],
)
def test_what_cannot_be_flattened_is_told(kept: Line, options: tuple[str, ...], told: str) -> None:
    said = kept("flatten", "letter", *options, code=None)
    assert said.code in (1, 2)
    assert told in said.err
    assert len(case_of(kept).holdings.exhibits) == 2


def test_without_the_programs_mat2_is_not_available(kept: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    said = kept("flatten", "letter", "1", "--mat2", code=1)
    assert "Not available: it needs bubblewrap and mat2" in said.err


# What outreach takes for shown


def test_what_was_asked_and_shown_is_the_copy_made_to_show(kept: Line) -> None:
    kept(*ASK)
    kept("disclose", "letter", "Page one.", "--office", "A court")
    assert case_of(kept).requests[-1].copy is None
    assert case_of(kept).holdings.disclosures[-1].copy is Copy.DESCRIBED
    kept("flatten", "letter", "1", "--dpi", "72")
    assert "file 3, the copy made to show" in kept(*ASK).err
    kept("disclose", "letter", "Page two.", "--office", "A court")
    case = case_of(kept)
    copy = case.holdings.exhibits[2].id
    assert (case.requests[-1].copy, case.requests[-1].exhibit) == (Copy.REMADE, copy)
    assert (case.holdings.disclosures[-1].copy, case.holdings.disclosures[-1].exhibit) == (Copy.REMADE, copy)
    assert "enclose file 3: the copy made to show" in kept("letter", "letter", "--to", "author").err


def test_the_newest_copy_is_the_usual_one_and_the_reporter_has_the_last_word(kept: Line) -> None:
    kept("flatten", "letter", "1", "--dpi", "72")
    kept("flatten", "letter", "2", "--dpi", "72")
    kept(*ASK, "--copy", "remade")
    assert case_of(kept).requests[-1].exhibit == case_of(kept).holdings.exhibits[3].id
    kept(*ASK, "--copy", "remade", "--exhibit", "3")
    assert case_of(kept).requests[-1].exhibit == case_of(kept).holdings.exhibits[2].id
    kept(*ASK, "--copy", "described")
    assert (case_of(kept).requests[-1].copy, case_of(kept).requests[-1].exhibit) == (Copy.DESCRIBED, "")
    said = kept(*ASK, "--copy", "original", "--exhibit", "1", code=2)
    assert "Say why the original had to be shown" in said.err


# Comparing


def test_kept_copies_are_compared_and_nothing_tells_who_gave_which(kept: Line) -> None:
    said = kept("compare", "letter", "1", "2", code=1)
    assert "matter" in said.out
    assert "point" in said.out
    assert "cannot see" in said.out
    told = kept("compare", "letter", "1", "2", "--json", code=1)
    assert {"aspect": "words", "what": "words", "where": "page 1", "a": "matter", "b": "point"} in told.json[
        "differences"
    ]
    for word in (CANARY, "Zara", "again"):
        assert word not in said.out + said.err + told.out + told.err
    acts = [entry.fact for entry in case_of(kept).entries if isinstance(entry.fact, FileHandled)]
    assert [act.act for act in acts] == [Handling.COMPARED, Handling.COMPARED]


def test_two_files_are_compared_without_a_desk(bare_line: Line, tmp_path: Path) -> None:
    for name, text in (("a.pdf", "met on"), ("b.pdf", "met  on"), ("c.pdf", "met on")):
        content = words("The committee", text, "a Tuesday of January and did not decide", "anything at all")
        (tmp_path / name).write_bytes(pdf(content, size=(300, 800)))
    assert "same, byte for byte" in bare_line("compare", "a.pdf", "c.pdf").out
    found = bare_line("compare", "a.pdf", "b.pdf", "--json", code=1).json
    assert not found["same_bytes"]
    (hint,) = [one["what"] for one in found["differences"] if one["aspect"] == "pictures"]
    assert "most in the upper left of the page" in hint
    for name, text in (("a.txt", "met on"), ("b.txt", "met  on")):
        (tmp_path / name).write_text(f"The committee {text} a Tuesday of January and did not decide anything.")
    found = bare_line("compare", "a.txt", "b.txt", "--json", code=1).json
    assert {"aspect": "spacing", "what": "spacing", "where": "page 1", "a": " on", "b": "  on"} in [
        {**one, "where": "page 1"} for one in found["differences"]
    ]
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (("nothing.pdf", "nothing.pdf"), "No file lies there"),
        (("one.pdf",), "Two copies are compared"),
        (("a", "b", "c", "d"), "Two copies are compared"),
        ((".", "."), "This is a folder"),
    ],
)
def test_trouble_is_another_exit_code_than_a_difference(bare_line: Line, what: tuple[str, ...], told: str) -> None:
    said = bare_line("compare", *what, code=2)
    assert told in said.err
    assert not said.out


def test_trouble_with_kept_files_is_2_as_well(kept: Line) -> None:
    assert "This is one file" in kept("compare", "letter", "1", "1", code=2).err
    kept("compare", "letter", "1", "9", code=2)
    kept("compare", "no-such-case", "1", "2", code=2)


def test_signs_of_a_terminal_within_a_file_are_made_harmless(bare_line: Line, tmp_path: Path) -> None:
    for name, author in (("a.pdf", "\x1b]0;hello\x07"), ("b.pdf", "\x1b[2J")):
        (tmp_path / name).write_bytes(pdf(words("Dear Sir"), size=(300, 800), info={"Author": author}))
    said = bare_line("compare", "a.pdf", "b.pdf", code=1)
    assert "hello" in said.out
    assert "\x1b" not in said.out + said.err


@pytest.fixture
def bare_line(capfd: pytest.CaptureFixture[str]) -> Line:
    return Line(capfd, None)
