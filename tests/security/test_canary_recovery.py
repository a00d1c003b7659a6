"""The recovery key on its screen: locked or closed before it is on paper, it is found nowhere."""

import re
import signal
from pathlib import Path

import pytest

from tests.security.canary import WORDS, main_screen, told_in, told_in_memory, told_on_disk
from tests.security.canary_stage import LOCK, SCRIPT
from tests.terminal.pty_program import ENTER, ESCAPE, Program


@pytest.mark.parametrize("way", ["lock", "hang up"])
def test_a_recovery_key_that_was_left_on_the_screen_is_found_nowhere(tmp_path: Path, way: str) -> None:
    home = tmp_path / "home"
    (home / "tmp").mkdir(parents=True)
    with Program(home, "--db", str(home / "own.db"), script=SCRIPT, env={"TMPDIR": str(home / "tmp")}) as program:
        program.sees("There is no desk here yet.")
        program.press("+")
        program.sees("Choose a passphrase", "Again")
        program.press(WORDS, ENTER, WORDS, ENTER, quiet=0.02)
        program.sees("Recovery key", "It is on paper")
        groups = re.findall(r"(?:[0-9A-Z] ){3}[0-9A-Z]", program.model.text)
        assert len(groups) == 9
        key = "-".join(groups).replace(" ", "")
        texts = (key, key.replace("-", ""), key[:9], *groups[:2], WORDS)
        if way == "lock":
            program.press("\x03", ESCAPE, LOCK)
            program.sees("Locked.")
            assert told_in_memory(program, texts) == []
            for text in texts:
                program.misses(text, most=3)
        else:
            program.kill(signal.SIGHUP)
            assert program.ends() == 129
        assert not told_in(main_screen(bytes(program.written)), texts)
        assert not program.model.copied
    assert not told_on_disk(home, texts=texts)
