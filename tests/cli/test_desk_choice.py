"""Which desk opens, where a new one goes, and that the example is never written to."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Line
from tui import desk
from tui.desk import Choice, NoDesk, OpenDesk, make_own, open_desk, own_desk

EXAMPLE = ROOT / "cases.db"


def cases(found: OpenDesk) -> list[str]:
    assert found.ledger is not None
    with found.ledger as ledger:
        return [row.slug for _, row in ledger.shelf()]


@pytest.fixture
def own(bare: Line, tmp_path: Path, home: Path) -> dict[str, Path]:
    """A desk in every place where one may be; each holds one case, called as its place."""
    places = {
        "named": tmp_path / "named.db",
        "told": tmp_path / "told.db",
        "here": tmp_path / "cases.db",
        "data": home / "data" / "onrecord" / "cases.db",
    }
    for name, path in places.items():
        bare("--db", str(path), "init", "--plain")
        bare("--db", str(path), "new", "--title", name, "--slug", name)
    return places


def test_the_nearest_desk_opens(own: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DB", str(own["told"]))
    assert cases(open_desk(Choice(example=True, db=""))) == ["seely-letter-2020"]
    assert cases(open_desk(Choice(db=str(own["named"])))) == ["named"]
    assert cases(open_desk(Choice())) == ["told"]
    monkeypatch.delenv("ONRECORD_DB")
    assert cases(open_desk(Choice())) == ["here"]
    shutil.copy(EXAMPLE, own["here"])
    assert cases(open_desk(Choice())) == ["data"]
    own["data"].unlink()
    found = open_desk(Choice())
    assert found.is_example
    assert cases(found) == ["seely-letter-2020"]


def test_the_folder_of_the_example_does_not_take_it_for_a_desk_of_ones_own(
    own: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert cases(open_desk(Choice())) == ["data"]


def test_nothing_at_all_is_a_welcome_or_a_sentence(bare: Line, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "example_path", lambda: None)
    assert open_desk(Choice()) == OpenDesk(None, home / "data" / "onrecord" / "cases.db")
    for words in (("list",), ("show", "x"), ("verify",)):
        told = bare(*words, code=1)
        assert "There is no desk here yet" in told.err
        assert "onrecord init" in told.err
    with pytest.raises(NoDesk):
        open_desk(Choice(example=True))
    assert not home.joinpath("data").exists()


@pytest.mark.parametrize(
    "words", [("new", "--title", "First"), ("import", str(ROOT / "tests/replay/dobbs-draft-2022.json"))]
)
def test_a_desk_of_ones_own_is_for_its_owner_alone_and_never_made_in_passing_where_nobody_can_be_asked(
    bare: Line, home: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    told = bare(*words, code=1).err
    assert "onrecord init" in told
    assert "onrecord init --plain" in told
    assert not (home / "data").exists()
    made = home / "data" / "onrecord" / "cases.db"
    said = bare("init", "--plain").err
    assert str(made) in said
    assert "can read the desk" in said
    bare(*words)
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert (home / "state" / "onrecord").stat().st_mode & 0o777 == 0o700
    assert len(bare("list", "--json").json) == 1
    assert "stands there already" in bare("init", "--plain", code=1).err


def test_the_example_is_never_written_to(bare: Line, tmp_path: Path) -> None:
    copy = tmp_path / "folder" / "example.db"
    copy.parent.mkdir()
    shutil.copy(EXAMPLE, copy)
    for path, chosen in ((EXAMPLE, ("--example",)), (EXAMPLE, ("--db", str(EXAMPLE))), (copy, ("--db", str(copy)))):
        before = sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns
        for words in (
            ("new", "--title", "Mine"),
            ("note", "seely", "A note."),
            (
                "statement",
                "seely",
                "--source",
                "esper",
                "--terms",
                "on_record",
                "--said",
                "now",
                "--stance",
                "genuine=confirms",
            ),
            ("erase", "seely", "s1", "--reason", "A trial.", "--yes"),
            ("settings", "--reporter", "A. B."),
            ("rebuild",),
            ("list",),
        ):
            assert "changes are not kept" in bare(*chosen, *words).err
        assert (sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) == before
        assert not list(path.parent.glob(f"{path.name}-*"))
        assert len(bare(*chosen, "list", "--json").json) == 1


def test_a_desk_of_ones_own_in_place_of_the_example(home: Path) -> None:
    example = desk.open_example()
    assert own_desk(example).ledger is None
    mine, recovery = make_own(own_desk(example), None)
    assert recovery == ""
    assert mine.path == home / "data" / "onrecord" / "cases.db"
    assert cases(mine) == []
    assert not mine.is_example
    assert cases(own_desk(example)) == []
    assert cases(example) == ["seely-letter-2020"]


def test_two_desks_cannot_be_named_at_once(bare: Line) -> None:
    assert "two desks" in bare("--example", "--db", "x", "list", code=2).err


@pytest.mark.parametrize(
    ("zone", "name"), [("Europe/Berlin", "Europe/Berlin"), ("Etc/UTC", "UTC"), ("EST5EDT,M3", "UTC")]
)
def test_a_new_case_has_the_zone_of_the_machine(
    bare: Line, monkeypatch: pytest.MonkeyPatch, zone: str, name: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    bare("init", "--plain")
    assert f"times in {name}." in bare("new", "--title", "X").out


def test_a_desk_that_lost_its_end_says_so_and_waits_for_a_decision(letter: Line) -> None:
    assert letter.path is not None
    earlier = letter.path.read_bytes()
    letter("note", "letter", "Later.")
    letter.path.write_bytes(earlier)
    for suffix in ("-wal", "-shm"):
        letter.path.with_name(letter.path.name + suffix).unlink(missing_ok=True)
    listed = letter("list")
    assert "lacks 1 entry" in listed.err
    assert "letter" in listed.out
    assert "lacks 1 entry" in letter("note", "letter", "More.", code=1).err
    assert "1 entry missing that" in letter("verify", code=1).out
    letter("anchor", "accept", "--reason", "Restored a backup.")
    letter("note", "letter", "More.")
    assert letter("list").err == ""


def test_a_desk_that_can_only_be_read_is_read(letter: Line) -> None:
    assert letter.path is not None
    letter.path.chmod(0o400)
    listed = letter("list")
    assert "Read only" in listed.err
    assert "letter" in listed.out
    assert "OFFICIALLY DISPUTED" in letter("show", "letter").out
    assert "reading only" in letter("note", "letter", "More.", code=1).err
