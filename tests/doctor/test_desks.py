"""Desks in clear, lone key files, older copies, backups, summaries and leftovers."""

import io
import shlex
import sqlite3
import tarfile
from pathlib import Path

import pytest

from tests.doctor.conftest import MAGIC, PLAIN_DESK, SEALED_DESK, Built
from workflow.doctor.copies import backups, older_copies
from workflow.doctor.desks import lone_files, plain_desks
from workflow.doctor.known import count_chains, not_hidden
from workflow.doctor.leftovers import exports, left_over
from workflow.ledger import Ledger

EXAMPLE = Path(__file__).parent.parent.parent / "cases.db"


@pytest.mark.parametrize(
    "name",
    [
        ".local/share/onrecord/cases.db",
        ".local/share/onrecord/x.old",
        "desk",
        "Desktop/a b.db",
        "Documents/cases.db",
        "Downloads/cases (1).db",
        "Schreibtisch/cases.db",
        ".local/share/Trash/files/cases.db",
    ],
)
def test_a_desk_in_clear_is_found_where_files_lie(built: Built, name: str) -> None:
    built.put(".config/user-dirs.dirs", 'XDG_DESKTOP_DIR="$HOME/Schreibtisch"\nXDG_MUSIC_DIR="$HOME/Musik"\n')
    assert built.outcomes(plain_desks) == {"well"}
    (built.data / "cases.db.keys").unlink()
    path = built.put(name, PLAIN_DESK)
    (found,) = built.asked(plain_desks)
    assert (found.outcome, found.places) == ("mend", (str(path),))
    assert f"onrecord --db {shlex.quote(str(path))} seal" in found.remedy


def test_a_desk_in_clear_is_found_where_it_was_named_or_open_last(built: Built) -> None:
    one, two = built.put("a/b/c.db", PLAIN_DESK), built.put("d/e/f.db", PLAIN_DESK)
    built.change(desks=(one, built.desk))
    built.put(built.state / "screens.json", f'{{"places": {{"{two}": ["x", "y"]}}}}')
    (found,) = built.asked(plain_desks)
    assert set(found.places) == {str(one), str(two)}


def test_what_is_no_desk_of_ours_is_left_alone(built: Built) -> None:
    built.put("other.db", MAGIC + bytes(600))
    built.put("short.db", MAGIC)
    (built.home / "link.db").symlink_to(built.put("deep/x/desk.db", PLAIN_DESK))
    assert built.outcomes(plain_desks) == {"well"}


def test_the_example_is_none_even_of_another_version(built: Built) -> None:
    built.change(examples=(EXAMPLE,), here=EXAMPLE.parent)
    built.put("cases.db", EXAMPLE.read_bytes())
    assert built.outcomes(plain_desks) == {"well"}
    built.change(examples=())
    assert built.outcomes(plain_desks) == {"well"}, "it says so itself"


def test_a_real_desk_of_this_program_is_seen_and_not_touched(built: Built) -> None:
    Ledger.create(path := built.home / "mine.db").close()
    before = sorted(built.home.iterdir())
    assert built.outcomes(plain_desks) == {"mend"}
    assert path in list(built.home.iterdir())
    assert sorted(built.home.iterdir()) == before


def test_a_desk_in_clear_beside_its_key_file(built: Built) -> None:
    built.put(built.desk, PLAIN_DESK)
    (found,) = built.asked(plain_desks)
    assert found.outcome == "mend"
    assert "key file" in found.seen


@pytest.mark.parametrize("name", ["Downloads/cases.db.keys", "old.db.vault"])
def test_a_key_file_or_vault_without_its_desk(built: Built, name: str) -> None:
    assert built.outcomes(lone_files) == {"well"}
    path = built.put(name)
    (found,) = built.asked(lone_files)
    assert (found.outcome, found.remedy.endswith(f"rm {path}")) == ("mend", True)


def test_a_sealed_desk_without_its_key_file(built: Built) -> None:
    (built.data / "cases.db.keys").unlink()
    assert built.outcomes(lone_files) == {"mend"}
    built.put(built.desk, PLAIN_DESK)
    assert built.outcomes(lone_files) == {"well"}


@pytest.mark.parametrize(
    "name",
    ["cases.db.bak", "cases.db~", "cases.db.old", "cases (1).db", "cases-2026.db", "Copy of cases.db", "cases.bak"],
)
def test_older_copies_by_their_names(built: Built, name: str) -> None:
    assert built.outcomes(older_copies) == {"well"}
    built.put(f"Downloads/{name}", SEALED_DESK)
    assert built.outcomes(older_copies) == {"mend"}


@pytest.mark.parametrize(
    "name", ["cases.db.vault", "cases.db.vault.lock", "cases.db-wal", "cases.txt", "cases", "showcases.db.txt", "x.bak"]
)
def test_what_is_no_older_copy(built: Built, name: str) -> None:
    built.put(built.data / name)
    assert built.outcomes(older_copies) == {"well"}


@pytest.mark.parametrize(("desk", "outcome"), [(SEALED_DESK, "know"), (PLAIN_DESK, "mend")])
def test_backups_that_lie_about(built: Built, desk: bytes, outcome: str) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in (("manifest.json", b'{"onrecord":"backup","version":1}'), ("cases.db", desk)):
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
    built.put("Documents/monday", packed.getvalue())
    assert outcome in built.outcomes(older_copies)


def test_backup_programs_are_a_hint(built: Built) -> None:
    assert built.outcomes(backups) == set()
    built.put(".config/borg/keys/x")
    built.put(".cache/restic/x")
    assert [one.outcome for one in built.asked(backups)] == ["know", "know"]


@pytest.mark.parametrize(
    ("said", "outcome"), [("[Excluded]    /x", "well"), ("[Included]    /x", "mend"), (None, "cannot tell")]
)
def test_time_machine(mac: Built, said: str | None, outcome: str) -> None:
    mac.change(ask=lambda command: said)
    assert mac.outcomes(backups) == {outcome}


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("letter.case.json", "mend"),
        ("letter.case (2).json", "mend"),
        ("letter-editor.md", "mend"),
        ("case-lawyer.html", "mend"),
        ("letter-editor (1).csv", "mend"),
        ("how-we-checked-0123abcd.html", "know"),
        ("how-we-checked-0123abcd.claimreview.json", "know"),
        ("letter.md", "well"),
        ("case.age", "well"),
        ("vim-editor.txt", "well"),
        ("package.json", "well"),
    ],
)
def test_summaries_that_lie_about(built: Built, name: str, outcome: str) -> None:
    built.put(f"Downloads/{name}")
    assert built.outcomes(exports) == {outcome}


@pytest.mark.parametrize(
    "name",
    [
        "{state}/copied.txt",
        "{state}/failures.log",
        "{data}/.cases.db.01234567.new",
        "{data}/.cases.db.01234567.new-wal",
        "{data}/.cases.db.keys.89abcdef.new",
        "{state}/screens.json.new",
        "{root}/tmp/onrecord-x1/words.txt",
    ],
)
def test_leftovers_of_the_program(built: Built, name: str) -> None:
    assert built.outcomes(left_over) == {"well"}
    built.put(Path(name.format(state=built.state, data=built.data, root=built.root)))
    assert built.outcomes(left_over) == {"mend"}


def test_what_is_not_hidden_is_always_said(built: Built) -> None:
    with sqlite3.connect(built.state / "anchors.db") as anchors:
        anchors.execute("CREATE TABLE heads (hash BLOB)")
        anchors.executemany("INSERT INTO heads VALUES (?)", [(b"a",), (b"b",), (b"c",)])
    anchors.close()
    built.put(built.state / "screens.json", '{"places": {"/media/usb/desk.db": ["a", "b"]}}')
    built.put(built.data / "cases.db.vault", b"v" * 300)
    said = " ".join(one.seen for one in built.asked(not_hidden))
    assert built.outcomes(not_hidden) == {"know"}
    for words in ("1,024 bytes", "vault for identities of 300 bytes", "3 chains", "/media/usb/desk.db", "UTC"):
        assert words in said


@pytest.mark.parametrize("content", [b"", b"no database", MAGIC + bytes(100)])
def test_an_anchor_that_cannot_be_read_is_passed_over(built: Built, content: bytes) -> None:
    assert count_chains(built.state / "gone.db") is None
    assert count_chains(built.put(built.state / "anchors.db", content)) is None
    assert built.outcomes(not_hidden) == {"know"}


@pytest.mark.parametrize("content", ["[]", '{"places": 3}', '{"places": {"relative": 1}}', "{", "[" * 50_000])
def test_a_broken_memory_of_the_screens_is_passed_over(built: Built, content: str) -> None:
    built.put(built.state / "screens.json", content)
    assert len(built.asked(not_hidden)) == 2
