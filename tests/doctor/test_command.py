"""The command itself, run as a process on this machine: it opens nothing, writes nothing and asks for nothing."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doctor.conftest import PLAIN_DESK, SEALED_DESK

ROOT = Path(__file__).parent.parent.parent
OUTCOMES = {"mend", "cannot tell", "know", "well"}


class House:
    """A home of its own for a run of the command."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data, self.state = root / "data/onrecord", root / "state"
        for folder in (self.data, self.state):
            folder.mkdir(parents=True, mode=0o700)
        root.chmod(0o700)

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        env = {
            "HOME": str(self.root),
            "PATH": os.environ["PATH"],
            "XDG_DATA_HOME": str(self.root / "data"),
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "ONRECORD_STATE_DIR": str(self.state),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            **more,
        }
        done = subprocess.run(
            [sys.executable, "-m", "tui.main", *words],
            cwd=self.root,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done

    def listing(self) -> dict[str, tuple[int, int, int]]:
        infos = {str(path): path.lstat() for path in self}
        return {name: (info.st_mode, info.st_size, info.st_mtime_ns) for name, info in infos.items()}

    def __iter__(self) -> Iterator[Path]:
        return self.root.rglob("*")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "house")


def test_a_plain_desk_is_told_and_nothing_is_written(house: House) -> None:
    (house.data / "cases.db").write_bytes(PLAIN_DESK)
    (house.root / "\x1b]0;x\x07-editor.md").touch()
    before = house.listing()
    began = time.perf_counter()
    done = house.run("doctor")
    took = time.perf_counter() - began
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("To mend:\n  plain desks: ")
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout
    assert f"onrecord --db {house.data}/cases.db seal" in done.stdout
    assert f"chmod 600 {house.data}/cases.db" in done.stdout
    assert took < 5
    told = json.loads(house.run("doctor", "--json").stdout)
    assert house.listing() == before
    assert told["mend"] == sum(one["outcome"] == "mend" for one in told["findings"]) > 0
    for one in told["findings"]:
        assert set(one) == {"check", "outcome", "seen", "remedy", "places"}
        assert one["outcome"] in OUTCOMES
        assert all(isinstance(place, str) for place in one["places"])


def test_a_sealed_desk_is_not_opened_and_no_passphrase_is_asked_for(house: House) -> None:
    named = house.root / "mine" / "desk.db"
    named.parent.mkdir(mode=0o700)
    for path, content in ((named, SEALED_DESK), (named.with_name("desk.db.keys"), b"no keys at all")):
        path.write_bytes(content)
        path.chmod(0o600)
    before = house.listing()
    for words, more in (
        (("--db", str(named), "doctor", "--json"), {}),
        (("doctor", "--json"), {"ONRECORD_DB": str(named)}),
    ):
        done = house.run(*words, TEXTUAL_LOG=str(house.root / "log"), **more)
        assert done.stderr == ""
        told = {(one["check"], one["outcome"]) for one in json.loads(done.stdout)["findings"]}
        assert {("plain desks", "well"), ("lone files", "well"), ("permissions", "well")} <= told
        known = [one for one in json.loads(done.stdout)["findings"] if str(named) in one["places"]]
        assert [one["check"] for one in known] == ["not hidden"]
        assert done.returncode == any(outcome == "mend" for _, outcome in told)
    assert house.listing() == before


def test_a_mistake_in_the_command_is_two(house: House) -> None:
    assert house.run("doctor", "--no-such-option").returncode == 2
    assert house.run("doctor", "letter").returncode == 2


def test_it_works_from_an_empty_home_with_no_desk_at_all(house: House) -> None:
    done = house.run(
        "--example", "doctor", HOME=str(house.root / "gone"), ONRECORD_STATE_DIR=str(house.root / "gone/state")
    )
    assert done.returncode in (0, 1)
    assert "no desk in clear" in done.stdout.casefold()
    assert not (house.root / "gone").exists()
