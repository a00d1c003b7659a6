"""Text from outside cannot act on a terminal, whatever field it is in and whichever command shows it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from workflow.facts import CaseRenamed
from workflow.ledger import Ledger

EVIL = (
    "HOSTILE\x1b]0;title\x07\x1b[31m\x9b31m\x85\u202ereversed\u2066\u200b\u2028\ufeff"
    "[/b][@click=app.boom]x[/] =1+1\r\n\ttail"
)
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@pytest.fixture
def hostile(line: Line) -> Line:
    """A desk with a hostile text in every field that takes one."""
    line("new", "--slug", "evil", "--title", "HOSTILE", "--author", EVIL, "--issuer", EVIL, "--recipient", EVIL,
         "--date", EVIL, "--form", EVIL, "--claims", EVIL, "--note", EVIL)  # fmt: skip
    received_title(line)
    line("question", "evil", "genuine", "--proposition", EVIL)
    line("statement", "evil", "--new-source", "named", "--name", EVIL, "--descriptor", EVIL, "--standing", "issuer",
         "--body", EVIL, "--rests-on", EVIL, "--terms", "on_record", "--said", "6 jan 2020 10:00", "--via", EVIL,
         "--stance", "genuine=confirms", "--asserts", f"genuine={EVIL}", "--technical", "--conclusive",
         "--sign-off", EVIL, "--lineage", EVIL, "--quote", EVIL, "--paraphrase", EVIL, "--url", EVIL,
         "--agreement", EVIL)  # fmt: skip
    line("statement", "evil", "--new-source", "unnamed", "--code-name", f"{EVIL}2", "--descriptor", EVIL, "--standing",
         "insider", "--terms", "background", "--said", "6 jan 2020 11:00", "--derived-from", EVIL,
         "--stance", "genuine=disputes", "--quote", EVIL)  # fmt: skip
    line("ask", "evil", "--office", EVIL, "--by", EVIL, "--wording", EVIL, "--shown", EVIL, "--attempt", EVIL,
         "--sent", "7 jan 2020 10:00", "--deadline", "2020-01-07T12:00Z", "--question", "genuine")  # fmt: skip
    line("ask", "evil", "--source", "named", "--by", EVIL, "--wording", EVIL, "--sent", "7 jan 2020 10:00")
    line("answer", "evil", "last", "--note", EVIL, "--at", "7 jan 2020 12:00")
    line("note", "evil", EVIL)
    line("disagree", "evil", "genuine", "contested", "--reason", EVIL, "--by", EVIL)
    line("terms", "evil", "s2", "off_record", "--reason", EVIL)
    line("terms", "evil", "s2", "background", "--agreement", EVIL, "--at", "8 jan 2020 10:00")
    line("statement", "evil", "--correct", "s2", "--paraphrase", EVIL, "--reason", EVIL)
    line("note", "evil", "To be erased.")
    line("undo", "evil", "--reason", EVIL)
    line("close", "evil", "--reason", EVIL)
    line("settings", "--newsroom", EVIL, "--reporter", EVIL, "--initials", EVIL)
    return line


def received_title(line: Line) -> None:
    """A title of several lines, which the command line would not take, as another writer's entry brings it."""
    assert line.path
    with Ledger.open(line.path) as ledger:
        case_id = ledger.find_case("evil")
        case = ledger.case(case_id)
        ledger.append(case_id, CaseRenamed(EVIL, EVIL, case.setters(case.id, ("title",))))


def commands(folder: Path) -> Iterator[tuple[str, ...]]:
    yield from [
        ("list",),
        ("list", "--filter", "hostile"),
        ("show", "evil"),
        ("why", "evil", "genuine"),
        ("timeline", "evil"),
    ]
    yield from [("next", "evil"), ("check", "evil"), ("search", "hostile"), ("settings",), ("verify",)]
    yield from [
        (*words, "--json") for words in [("list",), ("show", "evil"), ("timeline", "evil"), ("search", "hostile")]
    ]
    yield from [("export", "evil", "--for", "editor", "--format", form) for form in ("md", "html", "json", "csv")]
    yield from [("export", "evil", "--format", "case"), ("timeline", "evil", "--csv")]
    yield from [("show", EVIL), ("why", "evil", EVIL), ("statement", "evil", "--source", EVIL), (EVIL,), ("list", EVIL)]
    yield from [("statement", "evil", "--said", EVIL, "--terms", EVIL), ("import", EVIL), ("--theme", EVIL, "list")]
    yield from [("export", "evil", "--for", "editor", "-o", str(folder / EVIL / "x"))]


def test_no_command_lets_case_text_act(hostile: Line, tmp_path: Path) -> None:
    silent = []
    for words in commands(tmp_path):
        told = hostile(*words, code=None)
        assert told.code in (0, 1, 2), words
        shown = (
            (told.out + told.err).replace("\r\n", "\n") if "csv" in words or "--csv" in words else told.out + told.err
        )
        acting = [shown[max(found.start() - 40, 0) : found.end() + 10] for found in ACTING.finditer(shown)]
        assert not acting, f"{words[:2]}: {acting[0]!r}"
        if "HOSTILE" not in shown:
            silent.append(words)
    assert [words[0] for words in silent] == ["verify"]


def test_stored_words_keep_their_bytes(hostile: Line) -> None:
    assert hostile("show", "evil", "--json").json["title"] == EVIL
