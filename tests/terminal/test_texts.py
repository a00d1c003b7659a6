"""Texts of any shape: too long, too many marks, made up by a generator, pasted, or said by the program itself."""

import base64
import os
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terminal.desks import ATTACKS, attack, fill, make
from tests.terminal.model import Model
from tests.terminal.pty_program import ENTER, RUN, Program
from workflow.ledger import Ledger

SOAK = bool(os.environ.get("ONRECORD_SOAK"))
ENDLESS = (
    "gone " + "x" * 1_000_000,
    "gone e" + "\u0301" * 10_000,
    "gone " + "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 3_000,
    "gone " + "\uff37" * 10_000,
    "gone " + "[b]" * 20_000,
    "gone " + "\x1b[" * 20_000,
    "gone " + "\n" * 20_000,
)
SLOWEST = 3.0
"""Seconds for any answer, on a machine that does much else; a second on a quiet one."""


def text_of(program: Program, keys: str) -> None:
    for key in keys:
        begun = time.monotonic()
        program.press(key, quiet=0.1)
        assert time.monotonic() - begun < SLOWEST, (key, program.model.text)
        assert program.alive, program.tail
        assert not program.model.strange, (key, program.model.strange[:3])


def test_endless_texts_hold_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    texts = iter(ENDLESS * 100)
    make(path, tmp_path / "state" / "onrecord", lambda: next(texts)[:100_000])
    with Ledger.open(path, state_dir=tmp_path / "state" / "onrecord") as ledger:
        from workflow.facts import CaseRenamed

        case = ledger.find_case("the-letter")
        ledger.append(case, CaseRenamed(ENDLESS[0], "Longer."))
    with Program(tmp_path, "--db", str(path)) as program:
        program.sees("onrecord › Cases")
        text_of(program, "j" + ENTER + "2j3j4j51w")
        program.sees("› Why genuine")


@settings(max_examples=20 if SOAK else 2)
@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(ATTACKS)), min_size=40, max_size=60))
def test_made_up_texts_stay_words(tmp_path_factory: object, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("made-up")  # type: ignore[attr-defined]
    path = folder / "desk.db"
    whole = [text.encode("utf-8", "ignore").decode() or "x" for text in texts]
    with Ledger.create(path, state_dir=folder / "state" / "onrecord") as ledger:
        fill(ledger, attack(whole))
    with Program(folder, "--db", str(path)) as program:
        program.sees("onrecord › Cases")
        text_of(program, ENTER + "2345")


def test_what_is_pasted_and_what_the_program_says_are_words_too(tmp_path: Path) -> None:
    make(tmp_path / "desk.db", tmp_path / "state" / "onrecord", attack())
    said = "".join(ATTACKS)
    script = (
        "import tui.app\n"
        f"tui.app.OnRecord.action_theme = lambda self: self.say({said!r})\n"
        f"tui.app.OnRecord.action_hide_names = lambda self: self.complain({said!r})\n" + RUN
    )
    with Program(tmp_path, "--db", str(tmp_path / "desk.db"), script=script) as program:
        program.sees("onrecord › Cases")
        text_of(program, "V")
        program.sees("␛]52;c;")
        text_of(program, "H")
        program.sees("! ␛]52;c;")
        text_of(program, ENTER)
        program.press("N", quiet=0.3)
        pasted = said.replace("\x1b", "").encode() + b"\x9b\xffend of it"
        os.write(program.fd, b"\x1b[200~" + pasted + b"\x1b[201~")
        program.sees("hidden characters.")
        program.read(0.2)
        assert not program.model.strange, program.model.strange[:3]
        assert not program.model.copied


def test_no_byte_on_the_keyboard_ends_it(tmp_path: Path) -> None:
    make(tmp_path / "desk.db", tmp_path / "state" / "onrecord", attack())
    with Program(tmp_path, "--db", str(tmp_path / "desk.db")) as program:
        program.sees("onrecord › Cases")
        program.press("/", quiet=0.3)
        for sent in (b"\xff", b"caf\xe9 ", b"\x1b[200~caf\xe9\x1b[201~", b"\xc3", b"\x1b[999;9", b"\x1bP\x1b"):
            os.write(program.fd, sent)
            program.read(0.15)
            program.press(*"ok")
            assert program.alive, sent
        program.sees("k")


def test_the_model_knows_what_is_not_ours() -> None:
    for bad in ("\x1b]0;t\x07", "\x1b]52;c;aGk=\x07", "\x1bc", "\x1b[6n", "\x9b2J", "\x1bPq\x1b\\", "\u202e", "\x07"):
        model = Model(80, 24)
        model.feed(f"\x1b[1;1H\x1b[1mgood{bad}words".encode())
        assert model.strange or model.copied == [base64.b64encode(b"hi").decode()], bad
    model = Model(80, 24)
    model.feed("\x1b[2;3H\x1b[1;38;5;2m日本\x1b[0mok\x1b[?25".encode())
    assert model.rows[1] == "  日本ok" and model.find("ok") == (7, 2) and model.unfinished and not model.strange
