"""How a reporter reaches every screen of the table by keys alone, and what tells that it is there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.terminal.pty_program import COMMANDS, ENTER, ESCAPE, TAB, Program
from tui.text import to_ascii

AT_CASES = "onrecord › Cases"
AT_CASE = "1 Questions  2 Timeline"
SIZES = ((140, 40), (40, 12), (20, 5), (1, 1), (80, 24))


class Stop(NamedTuple):
    """A screen: the place from which it is reached, the keys that lead there, and words that stand only there."""

    screen: str
    home: str
    keys: tuple[str, ...]
    sees: str


FILE = ("j",) * 9
"""From the first row of what is known of the document to the first file that is held."""

STOPS = (
    Stop("cases", AT_CASES, (), AT_CASES),
    Stop("case_form", AT_CASES, ("n",), "New case"),
    Stop("settings", AT_CASES, (",",), "Settings"),
    Stop("search", AT_CASES, ("f", "g", "o", "n", "e"), "› Search"),
    Stop("drafts", AT_CASES, ("D",), "› Drafts"),
    Stop("export", AT_CASES, ("x",), "› Export"),
    Stop("palette", AT_CASES, (COMMANDS, "t", "h"), "onrecord › Commands"),
    Stop("help", AT_CASES, ("?",), "› Help"),
    Stop("case", AT_CASE, ("1",), AT_CASE),
    Stop("case", AT_CASE, ("2",), "Learned"),
    Stop("case", AT_CASE, ("3",), "Standing"),
    Stop("case", AT_CASE, ("4",), "What it claims about itself"),
    Stop("case", AT_CASE, ("5",), "May be printed"),
    Stop("words", AT_CASE, ("1", "g", TAB, ENTER), "› What gone"),
    Stop("why", AT_CASE, ("1", "g", "w"), "› Why genuine"),
    Stop("prompts", AT_CASE, ("p",), "› What next ("),
    Stop("states", AT_CASE, ("i",), "onrecord › States"),
    Stop("erase", AT_CASE, ("1", "g", TAB, "E"), "› Erase an entry"),
    Stop("confirm", AT_CASE, ("1", "g", TAB, "E", "x", ENTER), "Are you sure?"),
    Stop("as_of", AT_CASE, ("1", "g", "t"), "Stand at which"),
    Stop("drafts", AT_CASE, ("D",), "› Drafts"),
    Stop("palette", AT_CASE, (COMMANDS,), "onrecord › Commands"),
    Stop("statement", AT_CASE, ("1", "g", "a"), "› New statement"),
    Stop("correction", AT_CASE, ("1", "g", TAB, "c"), "› Correct s"),
    Stop("terms", AT_CASE, ("1", "g", TAB, "T"), "› Terms of"),
    Stop("source", AT_CASE, ("s",), "› New source"),
    Stop("source", AT_CASE, ("3", "e"), "› Describe a source"),
    Stop("merge", AT_CASE, ("3", "M"), "› One person"),
    Stop("request", AT_CASE, ("1", "g", "r"), "› Request for comment"),
    Stop("answer", AT_CASE, ("5", "A"), "› Answer of"),
    Stop("question", AT_CASE, ("1", "g", "e"), "› Other words for"),
    Stop("document", AT_CASE, ("4", "e"), "› What the document claims"),
    Stop("case_form", AT_CASE, ("2", "e"), "› Title and zone"),
    Stop("note", AT_CASE, ("1", "g", "N"), "› Note"),
    Stop("disagreement", AT_CASE, ("1", "g", "d"), "› Disagreement on"),
    Stop("exhibit", AT_CASE, ("4", "F"), "› Attach a file"),
    Stop("report", AT_CASE, ("4", "g", *FILE, ENTER), "What it means"),
    Stop("finding", AT_CASE, ("4", "g", *FILE, ENTER, "/", *"warning", ENTER, "a"), "› Technical statement"),
    Stop("viewer", AT_CASE, ("4", "g", *FILE, ">"), "; Picture"),
    Stop("revisions", AT_CASE, ("4", "g", *FILE, "<"), "› version 1 and 2"),
    Stop("look", AT_CASE, ("4", "g", *FILE, "_"), "› A handwritten signature"),
    Stop("check", AT_CASE, ("4", "g", *FILE, "!"), "› Check file"),
    Stop("flatten", AT_CASE, ("4", "g", *FILE, "-"), "› Copy of file"),
    Stop("compare", AT_CASE, ("4", "g", *FILE, "~"), "› Compare file 1"),
    Stop("informed", AT_CASE, ("3", "K"), "› An editor knows"),
    Stop("custody", AT_CASE, ("4", "O"), "› Who held it"),
    Stop("disclosure", AT_CASE, ("5", "S"), "› Shown or told"),
    Stop("accused", AT_CASE, ("4", "m"), "› Somebody is accused"),
    Stop("print", AT_CASE, ("P",), "› May be printed"),
    Stop("gates", AT_CASE, ("B",), "› Gates"),
    Stop("approvals", AT_CASE, ("v",), "› Approvals"),
    Stop("approval", AT_CASE, ("v", ENTER), "› Title of the summary"),
    Stop("passage", AT_CASE, ("v", "Q"), "› Passage for the public"),
    Stop("initialled", AT_CASE, ("B", "I"), "› Initials"),
    Stop("override", AT_CASE, ("B", "/", *"harm", ENTER, "Z"), "› Open a gate"),
    Stop("exports", AT_CASE, ("z",), "› Exports"),
    Stop("printed", AT_CASE, ("z", "n"), "› Published"),
    Stop("corrected", AT_CASE, ("z", "="), "› Correction of what"),
    Stop("lint", AT_CASE, ("L",), "› Lint"),
    Stop("letter", AT_CASE, ("R",), "› Letter"),
    Stop("descriptors", AT_CASE, ("J",), "› Descriptors"),
    Stop("reason", AT_CASE, ("C",), "› Close the case"),
    Stop("vault", AT_CASE, ("3", "@"), "onrecord › Vault"),
)
"""The walk, but for what stands elsewhere."""

SEALED = {"unlock", "new_desk", "recovery", "vault_again", "identity", "identity_form", "reveal", "revealed"}
"""What takes a passphrase or shows a secret; the tests in `tests/security` walk there in a terminal of their own."""

ELSEWHERE = {"welcome", "initials", "progress", "differences", "taken_in"} | SEALED
"""Besides, where there is no desk yet, where the settings hold no initials, and what goes by itself or is logged."""


def walk(
    program: Program, at_stop: Callable[[Stop], None], stops: tuple[Stop, ...] = STOPS, *, ascii: bool = False
) -> Iterator[Stop]:
    """Go to one stop after another, do something there, and come back; tells each stop that was reached."""
    plain = [stop._replace(home=to_ascii(stop.home), sees=to_ascii(stop.sees)) for stop in stops]
    for stop in plain if ascii else stops:
        go_home(program, stop.home)
        program.press(*stop.keys, answer=0.15)
        program.sees(stop.sees)
        at_stop(stop)
        yield stop


def go_home(program: Program, home: str) -> None:
    """Press escape, or enter on the list of cases, until the place stands there; every screen has its own title."""
    program.sees(" ")
    for _ in range(8):
        if home in program.model.text:
            return
        before, title = program.model.text, program.model.rows[0]
        opens = home == AT_CASE and AT_CASES in program.model.text.replace(">", "›")
        program.press(ENTER if opens else ESCAPE, answer=0.15)
        pressed = time.monotonic()
        while program.model.rows[0] == title:
            if time.monotonic() > pressed + (5 if program.model.text == before else 1):
                break
            program.read(0.05)  # another key too early would be one with this escape
    program.sees(home)
