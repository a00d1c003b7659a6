"""What each command does, and what it says of it."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Line

REPLAYS = sorted((ROOT / "tests" / "replay").glob("*.json"))
STATEMENT = ("statement", "letter", "--source", "milley", "--terms", "on_record", "--said", "7 jan 2020")


def states(line: Line, *words: str) -> dict[str, str]:
    return {
        question["question"]: question["state"]
        for question in line("show", "letter", "--json", *words).json["questions"]
    }


def test_a_morning_typed_in_ends_in_its_headline(letter: Line) -> None:
    shown = letter("show", "letter")
    assert "OFFICIALLY DISPUTED: status, meaning" in shown.out
    assert "2020-01-06 16:25 -05:00  Gen. Mark Milley, on the record, via CNN" in shown.out
    assert states(letter) == {
        "genuine": "officially_confirmed",
        "status": "officially_disputed",
        "reading": "officially_disputed",
    }


def test_the_list_has_stable_columns(letter: Line) -> None:
    head, row = letter("list").out.splitlines()
    assert head.split() == ["CASE", "STATE", "SETTLED", "MOVED", "NEXT", "TITLE"]
    assert row.startswith("letter  ✕ officially disputed: status, meaning  3/3")
    assert row.endswith("Letter to Baghdad")
    assert head.index("TITLE") == row.index("Letter to Baghdad")


def test_the_list_is_the_same_at_a_glance_and_from_the_ledger(letter: Line) -> None:
    letter("new", "--title", "Another")
    assert letter("list", "--json").json == letter("list", "--filter", "e", "--json").json
    assert letter("list").out == letter("list", "--filter", "e").out
    assert [row["case"] for row in letter("list", "--filter", "LETTER", "--json").json] == ["letter"]
    assert letter("list", "--filter", "nowhere").out == ""


def test_a_list_of_nothing_says_how_to_begin(line: Line) -> None:
    line("new", "--title", "Gone")
    line("erase", "gone", "--whole-case", "--reason", "A trial.", "--yes")
    empty = line("list")
    assert empty.out == ""
    assert "onrecord new" in empty.err


def test_letters_stand_for_signs(letter: Line) -> None:
    row = letter("--ascii", "list").out.splitlines()[1]
    assert row.startswith("letter  X officially disputed")
    assert letter("--ascii", "show", "letter").out.isascii()


def test_a_preview_says_what_would_change_and_logs_nothing(letter: Line) -> None:
    told = letter(*STATEMENT, "--stance", "genuine=disputes", "--preview")
    assert "genuine: ● officially confirmed -> ✕ officially disputed" in told.out
    assert "OFFICIALLY DISPUTED: status, meaning -> OFFICIALLY DISPUTED: genuine" in told.out
    assert "preview" in told.err
    assert states(letter)["genuine"] == "officially_confirmed"


def test_a_correction_changes_one_stance_and_keeps_the_others(letter: Line) -> None:
    letter("statement", "letter", "--correct", "s1", "--stance", "genuine=disputes", "--reason", "Misheard.")
    assert list(states(letter).values()) == ["officially_disputed"] * 3
    letter("statement", "letter", "--correct", "s1", "--drop", "status", "--reason", "He did not say.")
    assert states(letter)["status"] == "unconfirmed"
    refused = letter("statement", "letter", "--correct", "s1", "--terms", "background", "--reason", "x", code=2)
    assert "onrecord terms" in refused.err


def test_stricter_terms_hold_at_once_and_undo_takes_them_back(letter: Line) -> None:
    letter("terms", "letter", "s1", "off_record", "--reason", "He asked.")
    assert set(states(letter).values()) == {"unconfirmed"}
    assert "--reason" in letter("undo", "letter", code=2).err
    letter("undo", "letter", "--reason", "A slip.")
    assert states(letter)["genuine"] == "officially_confirmed"
    letter("undo", "letter", "--redo")
    assert set(states(letter).values()) == {"unconfirmed"}


def test_a_moment_of_the_past_shows_what_was_learned_by_then(letter: Line) -> None:
    letter(*STATEMENT[:-1], "8 jan 2020 09:00", "--stance", "genuine=disputes", "--quote", "I take that back")
    assert states(letter)["genuine"] == "officially_disputed"
    assert states(letter, "--as-of", "7 jan 2020")["genuine"] == "officially_confirmed"
    assert states(letter, "--as-of", "2020-01-06T21:24Z")["genuine"] == "unconfirmed"
    assert "as of 2020-01-07 23:59:59 -05:00" in letter("show", "letter", "--as-of", "7 jan 2020").out
    assert "Nobody has spoken" in letter("why", "letter", "genuine", "--as-of", "5 jan 2020").out
    assert "--as-of" in letter("show", "letter", "--as-of", "sometime", code=2).err


def test_a_request_runs_its_course(letter: Line) -> None:
    letter("ask", "letter", "--office", "CENTCOM", "--by", "e-mail", "--wording", "Is it yours?",
           "--sent", "6 jan 2020 10:00", "--deadline", "2020-01-06T12:00-05:00", "--question", "genuine")  # fmt: skip
    assert "W7" in letter("check", "letter", code=1).out
    assert "did not respond by" in letter("show", "letter").out
    letter("answer", "letter", "CENTCOM", "--none", "--at", "6 jan 2020 13:00")
    assert "W7" not in letter("check", "letter", code=None).out
    assert "No request" in letter("answer", "letter", "nobody", code=1).err


def test_check_says_what_is_wrong_and_nothing_when_all_is_well(line: Line, tmp_path: Path) -> None:
    line("new", "--title", "Bare", "--slug", "bare")
    checks = [found["check"] for found in line("check", "bare", "--json", code=1).json]
    assert checks == ["W1", "W2", "g4", "g5", "g7"]
    assert line("check", "bare", code=1).out.splitlines()[-1].startswith("!  g7  Gate g7 (harm and law) is shut.")
    letter = tmp_path / "letter.txt"
    letter.write_text("Forces will be repositioned.")
    line("document", "bare", "--author", "A clerk")
    line("exhibit", "bare", str(letter), "--kind", "original")
    line("custody", "bare", "By post.", "--holder", "The desk")
    line("initial", "bare", "harm", "--by", "ED")
    line("initial", "bare", "law", "--by", "ED")
    line("initial", "bare", "traces", "--by", "ED")
    assert line("check", "bare", code=1).out == "!  g4  Gate g4 (right of reply) is shut. A clerk was not asked.\n"
    line("override", "bare", "g4", "--reason", "Nobody knows where he is.", "--by", "ED")
    well = line("check", "bare")
    assert well.out == well.err == ""


def test_notes_disagreements_and_sources(letter: Line) -> None:
    letter("note", "letter", "Look at the letterhead.", "--about", "s1")
    letter("disagree", "letter", "status", "contested", "--reason", "Two readings.", "--by", "An editor")
    letter("source", "letter", "clerk", "--descriptor", "a clerk", "--standing", "insider")
    letter("source", "letter", "typist", "--descriptor", "a typist", "--standing", "insider")
    letter("source", "letter", "typist", "--same-as", "clerk", "--reason", "One person.")
    letter("source", "letter", "milley", "--rank", "3", "--reason", "Wrong rank.")
    shown = letter("show", "letter").out
    assert "Look at the letterhead." in shown
    assert "An editor sees status as contested: Two readings." in shown
    assert [source["source"] for source in letter("show", "letter", "--json").json["sources"]] == ["milley", "clerk"]
    assert states(letter)["status"] == "officially_disputed"


def test_questions_are_raised_worded_and_withdrawn(letter: Line) -> None:
    letter("question", "letter", "delivered", "--kind", "delivered", "--proposition", "It was sent.")
    letter("question", "letter", "meaning", "--proposition", "Troops leave.")
    assert (
        "statements were taken" in letter("question", "letter", "delivered", "--proposition", "It arrived.", code=2).err
    )
    letter("question", "letter", "delivered", "--withdraw", "--reason", "Nobody claims it.")
    shown = letter("show", "letter", "--json").json
    assert [question["proposition"] for question in shown["questions"]] == ["", "", "Troops leave."]


def test_a_case_is_closed_reopened_and_renamed(letter: Line) -> None:
    letter("close", "letter", "--reason", "Printed.")
    assert "(closed)" in letter("list").out
    assert "closed already" in letter("close", "letter", "--reason", "Again.", code=2).err
    letter("reopen", "letter", "--reason", "A new copy.")
    letter("rename", "letter", "The letter", "--reason", "Shorter.")
    assert "(closed)" not in (listed := letter("list").out)
    assert listed.endswith("The letter\n")


def test_an_answer_that_is_a_statement_came_with_it(letter: Line) -> None:
    letter(
        *("ask", "letter", "--source", "milley", "--by", "phone", "--wording", "Is it yours?"),
        *("--sent", "6 jan 2020 16:00", "--deadline", "6 jan 2020 18:00"),
    )
    letter("answer", "letter", "last", "--statement", "s1")
    told = letter("export", "letter", "--for", "editor", "--as-of", "6 jan 2020 17:00").out
    assert "immediately" not in told and "Waiting" not in told


def test_search_marks_its_hits(letter: Line) -> None:
    found = letter("search", "draft")
    assert "Gen. Mark Milley: That letter is a [draft]" in found.out
    assert "1 of 1 hit" in found.err
    assert letter("search", "draft", "--case", "letter", "--json").json["total"] == 1


def test_why_and_timeline_and_next(letter: Line) -> None:
    letter("statement", "letter", "--new-source", "clerk", "--descriptor", "a clerk", "--standing", "insider",
           "--terms", "background", "--said", "6 jan 2020 12:00", "--stance", "genuine=confirms")  # fmt: skip
    why = letter("why", "letter", "genuine").out
    assert "What makes it\n  s1" in why
    assert "Counts too, and is not needed\n  s2" in why
    assert letter("why", "letter", "genuine", "--json").json["makes"][0]["statement"] == "s1"
    told = letter("timeline", "letter").out.splitlines()
    assert told[0].startswith("2020-01-06 12:00 -05:00  statement: s2, a clerk, background")
    assert told[1] == "    genuine: ○ unconfirmed -> ◐ anonymously confirmed"
    assert len(letter("timeline", "letter", "--json").json) == 2
    assert letter("timeline", "letter", "--csv").out.startswith('"learned","said"')
    assert letter("next", "letter").out.startswith("! Save the original")
    levels = [prompt["level"] for prompt in letter("next", "letter", "--json").json]
    assert levels[:5] == ["!", "!", "!", "!", ">"]
    assert sorted(levels, key="!>?".index) == levels


def test_an_export_is_written_once_and_for_its_owner_alone(letter: Line, tmp_path: Path) -> None:
    for form in ("md", "html", "json", "csv"):
        letter("export", "letter", "--for", "editor", "--format", form, "-o", f"out.{form}")
        assert (tmp_path / f"out.{form}").stat().st_mode & 0o777 == 0o600
    before = (tmp_path / "out.md").read_bytes()
    assert "--overwrite" in letter("export", "letter", "--for", "editor", "-o", "out.md", code=2).err
    assert (tmp_path / "out.md").read_bytes() == before
    letter("export", "letter", "--for", "editor", "-o", "out.md", "--overwrite", "--as-of", "5 jan 2020")
    assert (tmp_path / "out.md").read_bytes() != before
    assert "--for editor" in letter("export", "letter", code=2).err
    assert "after" in letter("export", "letter", "--for", "editor", "--since", "1 jan 9000", code=2).err
    assert "--for public" in letter("export", "letter", "--format", "claimreview", code=2).err


def test_a_case_travels_as_a_file(letter: Line, tmp_path: Path) -> None:
    letter("note", "letter", "Only here.")
    letter("export", "letter", "--format", "case", "-o", "letter.json", code=0)
    told = letter("export", "letter", "--format", "case")
    assert json.loads(told.out) == json.loads((tmp_path / "letter.json").read_text())
    assert "holds everything" in told.err
    assert "not carried: " in told.err
    assert letter("export", "letter", "--format", "case", "--for", "editor", code=2).out == ""
    assert "the same" in letter("import", "letter.json").out
    letter("statement", "letter", "--correct", "s1", "--quote", "Other words", "--reason", "Misheard.")
    differs = letter("import", "letter.json", code=1)
    assert "statements[s1].quote" in differs.err
    letter("import", "letter.json", "--as", "copy")
    assert letter("show", "copy", "--json").json["headline"] == letter("show", "letter", "--json").json["headline"]


def test_a_replay_needs_no_desk(bare: Line, tmp_path: Path) -> None:
    done = bare("replay", *map(str, REPLAYS), "--json")
    assert [json.loads(row)["mismatches"] for row in done.out.splitlines()] == [0] * len(REPLAYS)
    wrong = json.loads(REPLAYS[0].read_text())
    wrong["expected"][0]["headline"] = {"state": "withdrawn", "questions": ["genuine"]}
    (tmp_path / "wrong.json").write_text(json.dumps(wrong))
    assert "differs after" in bare("replay", "wrong.json", code=1).out
    (tmp_path / "bad.json").write_text("{")
    both = bare("replay", "bad.json", str(REPLAYS[0]), "--json", code=1)
    assert len(both.out.splitlines()) == 1
    assert "bad.json" in both.err
    assert not list(tmp_path.glob("*.db"))


def test_settings_and_maintenance(letter: Line) -> None:
    letter("settings", "--newsroom", "The Desk", "--reporter", "A. Reporter")
    held = {"newsroom": "The Desk", "reporter": "A. Reporter", "initials": ""}
    assert letter("settings", "--json").json == held | {"sealed": False, "recovery_key": False, "vault": False}
    assert "A. Reporter" in letter("export", "letter", "--for", "editor").out
    assert letter("verify", "--json").json["sound"] is True
    letter("rebuild")
    assert "nothing to accept" in letter("anchor", "accept", "--reason", "None.").err
    assert "onrecord show letter" in letter("open", "letter", code=2).err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--said", "31 feb 2020"), "--said: There is no such date"),
        (("--learned", "5 jan 2020"), "--learned: Nothing is learned before it is said"),
        (("--grade", "Z9"), "--grade: Write a letter"),
        (("--conclusive",), "--sign-off: Say what it rests on"),
        (("--stance", "genuine=perhaps"), "is not one of confirms"),
        (("--stance", "confirms"), "names no question"),
        (("--stance", "gravity=confirms"), "--stance: No question goes by 'gravity'"),
        (("--embargo-until", "tomorrow"), "--embargo-until: 'tomorrow' has no time"),
        (("--terms", "background"), "--terms: The source has a name"),
        (("--id", "s1"), "--id: Choose another short name"),
        (("--name", "X"), "--name: These describe a new source"),
        (("--retracts", "s9"), "--retracts: No statement goes by 's9'"),
    ],
)
def test_a_mistake_is_told_by_its_option(letter: Line, words: tuple[str, ...], says: str) -> None:
    refused = letter(*STATEMENT, "--stance", "genuine=confirms", *words, code=None)
    assert says in refused.err
    assert refused.code in (1, 2)
    assert refused.out == ""
    assert len(letter("show", "letter", "--json").json["statements"]) == 1


def test_words_come_from_standard_input(letter: Line) -> None:
    command = [str(ROOT / ".venv" / "bin" / "onrecord"), "--db", str(letter.path), *STATEMENT, "--quote", "-"]
    done = subprocess.run(command, input="A “long”\nquote\n".encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert letter("show", "letter", "--json").json["statements"][-1]["quote"] == "A “long”\nquote"
    bad = subprocess.run(command, input=b"\xff\xfe", capture_output=True, check=False)
    assert bad.returncode == 2
    assert b"UTF-8" in bad.stderr
