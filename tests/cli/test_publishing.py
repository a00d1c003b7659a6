"""The commands for what is held, what was promised, and what is decided before anything goes out."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from tests.ordinary import ordinary_user
from workflow import facts as f
from workflow.case import Case
from workflow.errors import OnRecordError
from workflow.facts import Promise
from workflow.hashing import ChangedMeanwhile, NotAFile, Stopped, Unreadable, hash_file, size_words
from workflow.ledger import Ledger
from workflow.terms import Box, Copy, ExhibitKind, Gate, Section

HASH = sha256(b"the letter").hexdigest()


def case_of(line: Line) -> Case:
    assert line.path is not None
    with Ledger.open(line.path) as ledger:
        return ledger.case(ledger.find_case("letter"))


def last(line: Line) -> f.Content:
    return case_of(line).entries[-1].fact


def holds(line: Line, name: str = "letter.pdf", kind: str = "original", *more: str) -> None:
    Path(name).write_bytes(b"the letter" if kind == "original" else name.encode())
    line("exhibit", "letter", name, "--kind", kind, *more)


def own_source(line: Line, *more: str) -> None:
    line(
        *("statement", "letter", "--new-source", "clerk", "--descriptor", "a clerk", "--standing", "insider"),
        *("--terms", "background", "--said", "7 jan 2020 10:00", "--paraphrase", "It was sent.", *more),
    )


def test_a_file_is_attached_and_known_again(letter: Line) -> None:
    Path("letter.pdf").write_bytes(b"the letter")
    said = letter("exhibit", "letter", "letter.pdf", "--kind", "the document", "--obtained", "6 jan 2020")
    assert said.out == f"Attached file 1: letter.pdf, 10 bytes, SHA-256 {HASH}.\n"
    assert last(letter) == f.ExhibitAttached(ExhibitKind.ORIGINAL, "letter.pdf", HASH, 10, "", "2020-01-06")
    assert letter("exhibit", "letter", "letter.pdf", "--check").out == "letter.pdf is file 1, unchanged.\n"
    Path("letter.pdf").write_bytes(b"the Letter")
    said = letter("exhibit", "letter", "letter.pdf", "--check", code=1)
    assert "called as file 1 is, and holds other bytes" in said.err
    Path("other.pdf").write_bytes(b"another")
    assert "No exhibit of the case has these bytes." in letter("exhibit", "letter", "other.pdf", "--check", code=1).err
    letter("exhibit", "letter", "other.pdf", "--kind", "recording", "--statement", "s1")
    assert case_of(letter).holdings.exhibits[1].about == case_of(letter).statements[0].id


def test_a_file_keeps_its_number_when_an_earlier_one_is_taken_back(letter: Line) -> None:
    holds(letter)
    holds(letter, "page.jpg", "capture")
    letter("undo", "letter", "--fact", case_of(letter).entries[-2].id, "--reason", "The wrong file.")
    assert [one.number for one in case_of(letter).holdings.exhibits] == [2]
    Path("call.mp3").write_bytes(b"call")
    said = letter("exhibit", "letter", "call.mp3", "--kind", "recording", "--statement", "s1").out
    assert said.startswith("Attached file 3: call.mp3")
    assert [one.number for one in case_of(letter).holdings.exhibits] == [2, 3]


def test_what_is_wrong_with_an_exhibit_names_its_option(letter: Line) -> None:
    Path("letter.pdf").write_bytes(b"the letter")
    assert "--kind: What is this file?" in letter("exhibit", "letter", "letter.pdf", code=2).err
    said = letter("exhibit", "letter", "letter.pdf", "--kind", "recording", code=2)
    assert "--statement: Say to which statement or request the recording belongs." in said.err
    assert "No file lies there." in letter("exhibit", "letter", "none.pdf", "--kind", "original", code=1).err
    holds(letter)
    said = letter("exhibit", "letter", "letter.pdf", "--kind", "original", code=2)
    assert "FILE: This very file is attached there already." in said.err


def test_what_was_promised_with_the_words(letter: Line) -> None:
    letter("settings", "--initials", "aa")
    own_source(letter, "--may-quote", "--as-what", "an official", "--why-unnamed", "Her job.", "--agreed-at", "before")
    said = case_of(letter).statements[-1]
    assert said.promise == Promise("aa", "an official", "Her job.", True)
    assert said.says.agreed_at == said.says.said_at
    told = letter(
        *("terms", "letter", "s2", "background", "--agreement", "Ask the ministry too.", "--take-to", "the ministry"),
        *("--agreed-by", "bb", "--agreed-at", "8 jan 2020"),
    )
    assert "--agreed-at: Agreed after it was said: that is flagged." in told.err
    assert case_of(letter).statements[-1].promise == Promise("bb", "an official", "Her job.", True, "the ministry")
    letter("terms", "letter", "s2", "background", "--reason", "She rang.", "--no-quote")
    assert case_of(letter).statements[-1].promise.may_quote is False
    said_no = letter("terms", "letter", "s2", "background", "--reason", "She rang.", "--take-to", "anyone", code=2)
    assert "Only --no-quote goes with --reason." in said_no.err
    both = letter("terms", "letter", "s2", "background", "--reason", "She rang.", "--agreement", "No name.", code=2)
    assert "--reason and --agreement: Both are given" in both.err
    assert "cannot change that" in letter("statement", "letter", "--correct", "s2", "--as-what", "x", code=2).err


def test_a_request_says_which_copy_was_shown(letter: Line) -> None:
    holds(letter)
    ask = ("ask", "letter", "--source", "milley", "--by", "e-mail", "--wording", "Is it yours?")
    said = letter(*ask, "--copy", "original", "--exhibit", "1", code=2)
    assert "--copy-reason: Say why the original had to be shown" in said.err
    letter(*ask, "--copy", "original", "--exhibit", "letter.pdf", "--copy-reason", "They asked for it.")
    request = case_of(letter).requests[-1]
    assert (request.copy, request.exhibit) == (Copy.ORIGINAL, case_of(letter).holdings.exhibits[0].id)
    assert request.copy_reason == "They asked for it."
    said = letter(*ask, "--copy", "remade", "--exhibit", HASH[:8], code=2)
    assert "--copy: Choose the copy that fits the file" in said.err


def test_the_way_of_the_document_and_its_people(letter: Line) -> None:
    own_source(letter)
    clerk = case_of(letter).statements[-1].source
    letter("custody", "letter", "Left on the desk.", "--source", "clerk", "--since", "6 jan 2020")
    assert last(letter) == f.CustodyRecorded("Left on the desk.", clerk, "", "2020-01-06")
    letter("disclose", "letter", "Page one.", "--office", "the ministry", "--copy", "retyped", "--at", "8 jan 2020")
    assert last(letter) == f.Disclosed("2020-01-08", "Page one.", Copy.RETYPED, "", "the ministry")
    letter("accuse", "letter", "He wrote it alone.", "--name", "William Seely")
    assert last(letter) == f.PersonAccused("He wrote it alone.", "", "William Seely")
    said = letter("accuse", "letter", "She sent it.", "--source", "clerk", code=2)
    assert "--source: Write the name instead" in said.err
    assert "Give --source or --holder." in letter("custody", "letter", "Found.", code=2).err
    letter("editor-knows", "letter", "clerk", "--by", "ed", "--at", "8 jan 2020")
    assert last(letter) == f.EditorInformed(clerk, "ed", "2020-01-08")
    holds(letter)
    shown = letter("show", "letter").out
    for line in (
        f"  1  original  10 bytes  {HASH[:8]}  letter.pdf",
        "  2020-01-06  a clerk: Left on the desk.",
        "  2020-01-08  the ministry: retyped; Page one.",
        "  William Seely  He wrote it alone.",
        "  clerk  known to ed; missing: reason, descriptor",
    ):
        assert line in shown.splitlines(), shown
    told = letter("show", "letter", "--json").json
    assert (told["exhibits"][0]["sha256"], told["unnamed"][0]["editors"]) == (HASH, ["ed"])
    assert "SOURCE: Choose an unnamed source" in letter("editor-knows", "letter", "milley", "--by", "ed", code=2).err


def test_what_is_decided_before_it_goes_out(letter: Line) -> None:
    letter("passage", "letter", "method", "We rang.")
    letter("passage", "letter", "what we did to check it", "We rang twice.")
    case = case_of(letter)
    assert last(letter) == f.PublicTextWritten(Section.METHOD, "We rang twice.", (case.entries[-2].id,))
    assert letter("passage", "letter", "method", "").out == "Took out the passage: what we did to check it.\n"
    assert "TEXT: Write something else" in letter("passage", "letter", "method", "", code=2).err
    assert "--by: Give the initials" in letter("initial", "letter", "law", code=2).err
    letter("initial", "letter", "law", "--by", "ed", "--note", "No libel.")
    assert last(letter) == f.BoxInitialled(Box.LAW, "ed", "No libel.")
    said = letter("override", "letter", "g7", "--by", "ed", "--finding", "1", "--reason", "It is public already.")
    assert said.out.startswith("ed opened gate g7, harm and law, in spite of 1 of 2 findings.")
    overridden = last(letter)
    assert isinstance(overridden, f.GateOverridden)
    assert (overridden.gate, len(overridden.findings)) == (Gate.BOXES, 1)
    said = letter("override", "letter", "g7", "--by", "ed", "--finding", "9", code=2)
    assert "--finding: The gate lacks 1 thing." in said.err
    letter("override", "letter", "g7", "--by", "ed", "--reason", "Read it.")
    assert "GATE: Choose what is overridden" in letter("override", "letter", "g7", "--by", "ed", code=2).err


@pytest.mark.parametrize(
    ("name", "error", "what"),
    [
        ("none", NotAFile, "No file lies there."),
        ("file/none", NotAFile, "No file lies there."),
        ("folder", NotAFile, "a folder"),
        ("link", NotAFile, "a link"),
        ("pipe", NotAFile, "a pipe"),
        ("/dev/null", NotAFile, "a device"),
        ("a\0b", Unreadable, "no path can"),
        ("\ud800", Unreadable, "no path can"),
        ("x" * 300, Unreadable, "too long"),
    ],
)
def test_only_a_file_is_read(name: str, error: type[OnRecordError], what: str) -> None:
    Path("file").touch()
    Path("folder").mkdir()
    Path("link").symlink_to("file")
    os.mkfifo("pipe")
    with pytest.raises(error, match=what):
        hash_file(Path(name))


def test_a_file_that_nobody_may_read_says_so() -> None:
    Path("closed").write_bytes(b"x")
    Path("closed").chmod(0)
    with ordinary_user(), pytest.raises(Unreadable, match="Permission denied"):
        hash_file(Path("closed"))


def test_a_file_is_told_block_by_block_and_can_be_stopped() -> None:
    path = Path("large")
    path.write_bytes(b"x" * 2_500_000)
    told: list[tuple[int, int]] = []

    def tells(read: int, whole: int) -> bool:
        told.append((read, whole))
        return True

    found = hash_file(path, tells)
    assert found == ("large", sha256(b"x" * 2_500_000).hexdigest(), 2_500_000)
    assert told == [(1 << 20, 2_500_000), (2 << 20, 2_500_000), (2_500_000, 2_500_000)]
    with pytest.raises(Stopped):
        hash_file(path, lambda read, whole: False)


@pytest.mark.parametrize("change", ["grows", "shrinks", "written", "replaced"])
def test_a_file_that_changes_while_it_is_read_is_no_exhibit(change: str) -> None:
    path = Path("file")
    path.write_bytes(b"x" * 1_500_000)

    def meddles(read: int, whole: int) -> bool:
        if change == "replaced":
            Path("new").write_bytes(b"x" * 1_500_000)
            Path("new").rename(path)
        elif change == "written":
            with path.open("r+b") as file:
                file.write(b"y")
            os.utime(path, ns=(1, 1))
        else:
            os.truncate(path, whole + 1_000_000 if change == "grows" else 10)
        return True

    with pytest.raises(ChangedMeanwhile):
        hash_file(path, meddles)


def test_a_size_in_words() -> None:
    sizes = [0, 1, 999, 1000, 1_234_567, 999_999, 40_000_000_000, 1_234_000_000_000]
    told = ["0 bytes", "1 byte", "999 bytes", "1.0 kB", "1.2 MB", "1.0 MB", "40.0 GB", "1,234.0 GB"]
    assert [size_words(size) for size in sizes] == told
