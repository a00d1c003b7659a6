"""Modes, owners and links of what is ours."""

import shlex
import subprocess

import pytest

from tests.doctor.conftest import PLAIN_DESK, Built
from workflow.doctor.permissions import modes


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        (".local/share/onrecord/cases.db", 0o644),
        (".local/share/onrecord/cases.db.keys", 0o640),
        (".local/share/onrecord/cases.db.vault", 0o604),
        (".local/share/onrecord/cases.db-wal", 0o644),
        (".local/share/onrecord/cases.db-shm", 0o660),
        (".local/share/onrecord/letter.case.json", 0o644),
        (".local/state/onrecord/anchors.db", 0o644),
        (".local/state/onrecord/key", 0o644),
        ("Documents/other.db", 0o644),
    ],
)
def test_a_file_that_others_may_read_is_named_with_the_command_that_mends_it(
    built: Built, name: str, mode: int
) -> None:
    path = built.put(name, PLAIN_DESK, mode)
    (found,) = [one for one in built.asked(modes) if one.outcome == "mend"]
    assert found.remedy == f"chmod 600 {path}"
    assert found.places == (str(path),)
    subprocess.run(shlex.split(found.remedy), check=True)
    assert built.outcomes(modes) == {"well"}


def test_folders_are_for_their_owner_alone(built: Built) -> None:
    assert built.outcomes(modes) == {"well"}
    built.state.chmod(0o755)
    built.data.chmod(0o710)
    (found,) = built.asked(modes)
    assert found.outcome == "mend"
    subprocess.run(shlex.split(found.remedy), check=True)
    assert {built.state.stat().st_mode & 0o777, built.data.stat().st_mode & 0o777} == {0o700}
    assert built.outcomes(modes) == {"well"}


def test_what_belongs_to_another(built: Built) -> None:
    built.change(uid=built.machine.uid + 1)
    assert {one.seen for one in built.asked(modes)} == {
        "These belong to another account, which can read, replace or remove them."
    }


def test_a_folder_for_all_is_left_and_not_changed(built: Built) -> None:
    shared = built.root / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    built.put(shared / "cases.db", PLAIN_DESK)
    built.change(desks=(shared / "cases.db",))
    (found,) = built.asked(modes)
    assert (found.outcome, found.places) == ("mend", (str(shared),))
    assert "ch" not in found.remedy.split()[0]


def test_links_are_told_and_not_followed(built: Built) -> None:
    target = built.put("elsewhere", b"x", 0o644)
    (built.state / "anchors.db").symlink_to(target)
    (found,) = built.asked(modes)
    assert (found.outcome, found.places) == ("mend", (str(built.state / "anchors.db"),))


def test_nothing_there_is_well(built: Built) -> None:
    for path in built.data.iterdir():
        path.unlink()
    assert built.outcomes(modes) == {"well"}
