"""File names from outside: no control character of theirs reaches a sentence, and every command given is exact."""

import os
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.doctor.conftest import PLAIN_DESK, Built
from workflow.clean import clean
from workflow.doctor import Finding, examine
from workflow.doctor.finding import word

NAMES = (
    b"\x1b]52;c;WmFyYQ==\x1b\\",
    b"\x1b]0;title\x07",
    b"line\nTo mend:\n  fake",
    b"\xe2\x80\xaegnp.exe",
    b"\xe2\x81\xa6iso\xe2\x81\xa9",
    b"\xc2\x9b31m",
    b"broken \xff\xfe",
    b"-rf",
    b"$(touch pwned) `id` 'quoted' \"twice\"",
    b"[@click=app.quit]x[b",
)


def hidden(text: str) -> list[str]:
    """The characters of a text that would act on a terminal or could not be seen."""
    return [character for character in text if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}]


def sentences(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Everything that is said."""
    for found in findings:
        yield from (found.check, found.seen, found.remedy, *found.places)


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_in_every_place(built: Built, name: bytes) -> None:
    odd = os.fsdecode(name)
    folder = built.home / "Downloads" / odd
    desk = built.put(folder / f"{odd}.db", PLAIN_DESK, 0o644)
    built.change(desks=(desk, built.desk), here=folder, env={f"TEXTUAL{odd}": "x", "HISTFILE": str(folder / "hist")})
    built.put(folder / "hist", "onrecord note a b\n")
    for place in (built.home, built.data, built.state, folder):
        for end in (".case.json", ".db", ".db.keys", ".db.vault", ".db.bak", "-editor.md", ".new"):
            built.put(place / f"x{odd}{end}", PLAIN_DESK, 0o644)
    built.put(built.root / f"tmp/onrecord-{odd}/words.txt")
    built.put(f".local/state/nvim/undo/%tmp%onrecord-{odd}%words.txt")
    built.put(built.state / "screens.json", '{"places": {"/\\u001b]0;x\\u0007\\n\\ud800": 1, "/nul\\u0000": 2}}')
    built.put(built.root / "proc/swaps", f"H\n/dev/{odd.replace(chr(10), ' ')} partition 1 0 -2\n")
    built.put(built.root / "proc/cmdline", f"resume=/dev/{odd}")
    built.put(built.root / "proc/sys/kernel/core_pattern", f"|/{odd} %p")
    built.mounted([(built.root, odd.replace("\n", ""), f"/dev/{odd}".replace("\n", ""), "0:9")])
    found = examine(built.machine)
    assert len(found) > 15
    for sentence in sentences(found):
        assert not hidden(sentence), sentence
        assert clean(sentence) == sentence


@pytest.mark.parametrize("name", NAMES)
def test_the_command_that_is_given_names_the_very_file(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.touch()
    bystander = tmp_path / "bystander"
    bystander.touch()
    subprocess.run(["bash", "-c", f"rm {word(path)}"], check=True, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == [bystander]


def _encodes(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


@given(st.text(st.characters(exclude_characters="\0"), min_size=1).filter(_encodes))
def test_any_name_can_be_written_for_a_shell(name: str) -> None:
    assert not hidden(word(name))
    assert clean(word(name)) == word(name)


def test_pipes_devices_and_folders_in_place_of_files_block_nothing(built: Built) -> None:
    for name in (".bash_history", "Downloads/x.db", ".viminfo", ".local/share/recently-used.xbel"):
        (built.home / name).parent.mkdir(exist_ok=True, parents=True)
        os.mkfifo(built.home / name)
    built.desk.unlink()
    os.mkfifo(built.desk)
    (built.state / "anchors.db").mkdir()
    (built.state / "screens.json").symlink_to("/dev/zero")
    (built.home / "Documents").symlink_to(built.home / "Documents")
    assert len(examine(built.machine)) > 15


def test_a_check_that_the_system_stops_does_not_stop_the_others(built: Built) -> None:
    def stopped(folder: object) -> bool:
        raise PermissionError(13, "\x1b]0;no\x07")

    built.device("8:1", "sda1")
    built.mounted([(built.root, "ext4", "/dev/sda1", "8:1")])
    built.change(encrypts=stopped)
    found = {one.check: one for one in examine(built.machine)}
    assert found["encryption"].outcome == "cannot tell"
    assert not hidden(found["encryption"].seen)
    assert len(found) > 15


def test_crowded_folders(built: Built) -> None:
    for number in range(40):
        built.put(f"Downloads/{number}-editor.md")
    (found,) = [one for one in examine(built.machine) if one.check == "exports"]
    assert found.places[-1] == "and 32 more"
    assert found.remedy.endswith(", then look again")
