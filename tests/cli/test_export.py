"""What leaves the desk by the command line: summaries, what changed, letters, calendars; each file is logged."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Line, Result

ASK = ("ask", "letter", "--by", "e-mail", "--wording", "Is it yours?", "--sent", "6 jan 2020 16:00")
FORMS = {
    "editor": ("md", "html", "json", "csv"),
    "lawyer": ("md", "html", "json"),
    "public": ("md", "html", "json", "claimreview"),
}


def made(line: Line) -> list[tuple[str, str]]:
    return [(it["for"], it["format"]) for it in line("exports", "letter", "--json").json]


@pytest.mark.parametrize("audience", FORMS)
def test_every_reader_has_its_forms_and_each_file_is_logged_by_its_hash(
    letter: Line, tmp_path: Path, audience: str
) -> None:
    letter("settings", "--initials", "AR")
    for form in FORMS[audience]:
        letter("export", "letter", "--for", audience, "--format", form, "-o", f"out.{form}")
    logged = letter("exports", "letter", "--json").json
    assert [(it["for"], it["format"], it["by"], it["as_of"]) for it in logged] == [
        (audience, form, "AR", None) for form in FORMS[audience]
    ]
    for it in logged:
        assert it["sha256"] == sha256((tmp_path / f"out.{it['format']}").read_bytes()).hexdigest()


def test_a_form_that_a_reader_has_not_is_a_mistake_and_logs_nothing(letter: Line) -> None:
    told = letter("export", "letter", "--for", "lawyer", "--format", "csv", code=2)
    assert "md, html, json" in told.err
    letter("export", "letter", "--for", "public", "--since", "5 jan 2020", code=2)
    letter("export", "letter", "--for", "editor", "--since", "last", code=2)
    assert made(letter) == []


def test_what_is_printed_to_the_output_is_logged_and_so_is_the_moment_stood_at(letter: Line) -> None:
    letter("export", "letter", "--for", "editor", "--as-of", "6 jan 2020 17:00")
    letter("export", "letter", "--format", "case")
    first, second = letter("exports", "letter", "--json").json
    assert (first["format"], first["as_of"]) == ("md", "2020-01-06T22:00:00Z")
    assert (second["for"], second["format"]) == ("desk", "case")
    listed = letter("exports", "letter").out
    assert "for an editor, md, as of 2020-01-06 17:00 -05:00" in listed
    assert f"sha256 {first['sha256']}" in listed


def test_the_fact_holds_nothing_of_the_file(letter: Line) -> None:
    letter("export", "letter", "--for", "editor", "-o", "leaves-no-name.md")
    held = b"".join(path.read_bytes() for path in letter.path.parent.glob("desk.db*"))  # type: ignore[union-attr]
    assert b"That letter is a draft" in held
    for word in (b"Summary for an editor", b"Best basis", b"leaves-no-name", b"OFFICIALLY"):
        assert word not in held


def test_shut_gates_warn_a_line_each_and_the_boxes_for_the_public_alone(letter: Line) -> None:
    editor = letter("export", "letter", "--for", "editor", "-o", "e.md").err
    assert "warning: g5 (the original) is shut" in editor
    assert "g7" not in editor
    assert "warning: g7 (harm and law) is shut" in letter("export", "letter", "--for", "public", "-o", "p.md").err
    assert all(line.startswith("onrecord: ") for line in editor.splitlines())


def test_terms_that_were_agreed_after_the_fact_warn(letter: Line) -> None:
    letter("statement", "letter", "--new-source", "clerk", "--descriptor", "a clerk", "--standing", "insider",
           "--terms", "background", "--said", "6 jan 2020 12:00", "--stance", "genuine=confirms")  # fmt: skip
    letter("terms", "letter", "s2", "not_for_attribution", "--agreement", "Use it.", "--agreed-at", "7 jan 2020 12:00")
    told = letter("export", "letter", "--for", "lawyer", "-o", "l.md").err
    assert "Terms were agreed after the words were said: s2." in told


def test_since_the_last_export_goes_by_the_log(letter: Line) -> None:
    letter("export", "letter", "--for", "editor", "-o", "first.md")
    letter("statement", "letter", "--correct", "s1", "--stance", "genuine=disputes", "--reason", "Misheard.")
    told = letter("export", "letter", "--for", "editor", "--format", "json", "--since", "last").json
    assert [it["question"] for it in told["since"]["changes"]] == ["genuine"]


def test_where_an_export_was_printed_and_that_its_readers_were_told(letter: Line) -> None:
    letter("export", "letter", "--for", "public", "-o", "p.md")
    letter("printed", "letter", "last", "--where", "gazette.example/letter", "--at", "6 jan 2020 18:00")
    name = letter("exports", "letter", "--json").json[0]["id"]
    letter("correction", "letter", name[:8], "last", "--where", "same page", "--text", "We said.", "--at", "7 jan 2020")
    (found,) = letter("exports", "letter", "--json").json
    assert found["published"] == [{"where": "gazette.example/letter", "at": "2020-01-06T18:00-05:00"}]
    assert found["corrected"] == [{"where": "same page", "at": "2020-01-07", "text": "We said."}]
    listed = letter("exports", "letter").out
    assert "published 2020-01-06 18:00 -05:00: gazette.example/letter" in listed
    assert "corrected 2020-01-07, same page: We said." in listed
    assert "No export goes by" in letter("printed", "letter", "nothing", "--where", "x", code=1).err
    assert letter("printed", "letter", "last", "--where", " ", code=2).err


def test_a_case_of_which_nothing_left_says_so(letter: Line) -> None:
    assert letter("exports", "letter").err == "onrecord: Nothing has left this case yet.\n"


def corrected(letter: Line) -> Result:
    letter("export", "letter", "--for", "editor", "-o", "first.md")
    letter("statement", "letter", "--correct", "s1", "--stance", "genuine=disputes", "--reason", "Misheard.")
    return letter("diff", "letter")


def test_alone_a_difference_is_for_the_desk_and_leaves_no_trace(letter: Line) -> None:
    told = corrected(letter)
    assert "genuine: ● officially confirmed -> ✕ officially disputed" in told.out
    assert "(the file for an editor (md))" in told.out
    assert "Gen. Mark Milley, said 6 Jan 2020 16:25 -05:00; corrected: the stance" in told.out
    assert json.loads(letter("diff", "letter", "--format", "json").out)["reader"] == "desk"
    assert made(letter) == [("editor", "md")]
    assert letter("--ascii", "diff", "letter").out.isascii()


@pytest.mark.parametrize("audience", FORMS)
def test_for_a_reader_it_is_an_export(letter: Line, audience: str) -> None:
    corrected(letter)
    given = ("--for", audience, "--from", "5 jan 2020", "--to", "8 jan 2020")
    told = letter("diff", "letter", *given, "--format", "json").json
    assert told["reader"] == audience
    letter("diff", "letter", *given, "-o", "d.html", "--format", "html")
    assert made(letter)[1:] == [(audience, "diff-json"), (audience, "diff-html")]
    assert "--overwrite" in letter("diff", "letter", *given, "-o", "d.html", code=2).err


def test_a_file_of_the_desk_s_own_is_logged_for_the_desk(letter: Line) -> None:
    letter("diff", "letter", "--from", "5 jan 2020", "-o", "d.md")
    assert made(letter) == [("desk", "diff-md")]
    assert "for this desk, diff, md" in letter("exports", "letter").out


def test_the_last_export_is_the_last_that_left_for_a_reader(letter: Line) -> None:
    letter("export", "letter", "--for", "editor", "-o", "e.md")
    letter("diff", "letter", "--from", "5 jan 2020", "-o", "d.md")
    letter("printed", "letter", "last", "--where", "Page 1")
    assert [len(it["published"]) for it in letter("exports", "letter", "--json").json] == [1, 0]
    said = letter("printed", "letter", "zzzz", "--where", "Page 1", code=1)
    assert len(max(said.err.split(), key=len)) < 20


def test_a_difference_needs_one_beginning(letter: Line) -> None:
    assert "--from TIME" in letter("diff", "letter", code=2).err
    assert letter("diff", "letter", "--from", "5 jan 2020", "--since-export", code=2).err
    assert "stood later" in letter("diff", "letter", "--from", "8 jan 2020", "--to", "7 jan 2020", code=2).err
    assert "--from: 'then' is not a date" in letter("diff", "letter", "--from", "then", code=2).err
    assert "--to: 'then' is not a date" in letter("diff", "letter", "--from", "5 jan 2020", "--to", "then", code=2).err
    assert "New\n  Gen. Mark Milley" in letter("diff", "letter", "--from", "5 jan 2020").out


def test_a_letter_is_drafted_and_nothing_is_logged(letter: Line) -> None:
    told = letter("letter", "letter", "--to", "author", "--deadline", "8 jan 2030 17:00").out
    assert told.startswith("To: Seely\n")
    assert "8 Jan 2030 17:00 -05:00 (America/New_York)" in told
    assert letter("letter", "letter", "--to", "milley", code=1).err.startswith("onrecord: No question is open")
    assert letter("letter", "letter", "--to", "nobody", code=1).err
    assert made(letter) == []


def test_disclosures_are_listed_by_person(letter: Line) -> None:
    assert "Nobody" in letter("disclosures", "letter").err
    letter(*ASK, "--source", "milley", "--copy", "retyped", "--shown", "The first line.")
    told = letter("disclosures", "letter").out.splitlines()
    assert told == [
        "Gen. Mark Milley",
        "  2020-01-06 16:00 -05:00  asked by e-mail, shown: its words, typed anew",
        "      The first line.",
        "      Is it yours?",
    ]
    (shown,) = letter("disclosures", "letter", "--json").json
    assert (shown["who"], shown["copy"], shown["what"]) == ("Gen. Mark Milley", "retyped", "The first line.")
    assert letter("disclosures", "letter", "--as-of", "5 jan 2020").out == ""
    Path("letter.pdf").write_bytes(b"the letter")
    letter("exhibit", "letter", "letter.pdf", "--kind", "original")
    letter("disclose", "letter", "Page one.", "--office", "A court", "--copy", "original", "--reason", "It asked.")
    assert "      Why the original: It asked.\n" in letter("disclosures", "letter").out


def test_a_calendar_of_deadlines_leaves_for_the_desk(letter: Line, tmp_path: Path) -> None:
    assert "No deadline" in letter("calendar").err
    letter(*ASK, "--source", "milley", "--deadline", "8 jan 2099 17:00")
    letter("new", "--title", "Another", "--slug", "another")
    letter("calendar", "-o", "all.ics")
    assert b"SUMMARY:Deadline: Gen. Mark Milley\\, letter" in (tmp_path / "all.ics").read_bytes()
    letter("calendar", "letter")
    assert made(letter) == [("desk", "ics"), ("desk", "ics")]
    assert letter("exports", "another", "--json").json == []


def test_the_example_exports_and_forgets(bare: Line, tmp_path: Path) -> None:
    bare("--example", "export", "seely-letter-2020", "--for", "public", "-o", "p.md")
    assert (tmp_path / "p.md").exists()
    assert bare("--example", "exports", "seely-letter-2020").out == ""
