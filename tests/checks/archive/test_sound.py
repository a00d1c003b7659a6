"""Sound archives that look odd, and what looks sound and is not: links, pieces, packings, bags of other systems."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zipfile

import pytest

from tests.checks.archive.build import bag, member, tarred, zipped
from tests.checks.corpus import look
from tests.checks.office.build import docx
from workflow.checks.archive import checks, tars
from workflow.terms import Outcome, Severity

_WORDS = {"one.txt": b"The meeting is on the second floor.\n"}


@pytest.mark.parametrize(
    "names",
    [("Memo.txt", "memo.TXT"), ("folder\\memo.txt",), ("src/aux.c",)],
)
def test_names_that_harm_on_some_systems_alone_are_no_alarm(names: tuple[str, ...]) -> None:
    (finding,) = [one for one in look(zipped(dict.fromkeys(names, b"x")), "a.zip").findings if "zip.t" in one.id]
    assert (finding.id, finding.severity) == ("zip.traversal", Severity.INFO)


@pytest.mark.parametrize(("name", "is_told"), [("d/x.txt", True), ("d/e/x.txt", True), ("dd/x.txt", False)])
def test_what_would_be_written_through_a_link_of_the_archive(name: str, is_told: bool) -> None:
    data = tarred(member("d", tarfile.SYMTYPE, linkname="sub"), member(name))
    values = [one.value for one in look(data, "a.tar").findings if one.id == "zip.traversal"]
    assert values == ([f"{name} would be written through the link d"] if is_told else [])


def test_what_lies_behind_a_link_that_leads_out_is_told_beside_it() -> None:
    data = tarred(member("d", tarfile.SYMTYPE, linkname="/etc"), member("d/x"))
    assert [one.where for one in look(data, "a.tar").findings if one.id == "zip.traversal"] == ["d", "d/x"]


def test_a_folder_that_stands_twice_is_no_alarm() -> None:
    data = tarred(*(member("d", tarfile.DIRTYPE) for _ in range(2)))
    assert not look(data, "a.tar").found("zip.traversal")


def test_parts_of_a_document_that_differ_in_capitals_alone_are_a_warning() -> None:
    data = docx(more={"word/Document.xml": "<a/>"})
    (finding,) = [one for one in look(data, "a.docx").findings if one.id == "zip.traversal"]
    assert finding.severity is Severity.WARNING


def test_archives_within_are_read_to_a_bound_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MOST_TOTAL", 300)
    inner = zipped(_WORDS)
    sheet = look(zipped({f"{number}.zip": inner for number in range(3)}), "a.zip")
    assert sheet.found("zip.nested")
    assert sheet.found("file.limits_hit")


def test_a_byte_that_turned_over_is_damage() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("one.txt", _WORDS["one.txt"])
    assert not look(stored.getvalue(), "a.zip").found("file.unreadable")
    assert look(stored.getvalue().replace(b"second", b"sEcond"), "a.zip").found("file.unreadable")


def test_a_list_of_other_files_need_not_list_the_payload() -> None:
    parts = bag(_WORDS)
    line = f"{hashlib.md5(parts['bag/bagit.txt']).hexdigest()}  bagit.txt\n"
    assert look(zipped(parts | {"bag/tagmanifest-md5.txt": line.encode()}), "a.zip").found("bag.valid")


def test_an_entry_packed_in_another_way_is_not_damaged() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", b"words " * 50)
    sheet = look(held.getvalue(), "a.zip")
    outcomes = {one.check: one.outcome for one in sheet.outcomes()}
    assert outcomes["file.unreadable"] is Outcome.NOT_CHECKED


def test_the_last_piece_of_a_split_archive_is_no_bomb() -> None:
    data = bytearray(zipped(_WORDS))
    at = data.rfind(b"PK\x05\x06")
    data[at + 4 : at + 8] = b"\x02\x00\x02\x00"
    sheet = look(bytes(data), "a.zip")
    assert not sheet.found("zip.bomb")
    (finding,) = [one for one in sheet.findings if one.id == "file.unreadable"]
    assert finding.value.startswith("It is the last piece of an archive in several pieces")


def test_many_small_archives_within_are_no_attack() -> None:
    sheet = look(zipped({f"{number}.gz": gzip.compress(b"x", mtime=0) for number in range(120)}), "a.zip")
    assert sheet.found("zip.nested")
    assert not sheet.found("file.limits_hit")


def test_names_of_a_bag_in_the_accents_of_a_mac_are_the_same_names() -> None:
    body, digest = b"x", hashlib.sha256(b"x").hexdigest()
    parts = bag({"e\u0301.txt": body}, {"manifest-sha256.txt": f"{digest}  data/\u00e9.txt\n".encode()})
    assert look(zipped(parts), "a.zip").found("bag.valid")


def test_a_file_to_fetch_that_is_there_under_its_escaped_name_is_not_missing() -> None:
    body, digest = b"x", hashlib.sha256(b"x").hexdigest()
    changes = {
        "manifest-sha256.txt": f"{digest}  data/a%0Ab.txt\n".encode(),
        "fetch.txt": b"https://example.org/a - data/a%0Ab.txt\n",
    }
    assert look(zipped(bag({"a\nb.txt": body}, changes)), "a.zip").found("bag.valid")


@pytest.mark.parametrize(("version", "is_valid"), [("1.0", False), ("0.97", True)])
def test_a_file_that_a_manifest_lists_twice(version: str, is_valid: bool) -> None:
    line = f"{hashlib.sha256(_WORDS['one.txt']).hexdigest()}  data/one.txt\n"
    changes = {
        "bagit.txt": f"BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n".encode(),
        "manifest-sha256.txt": (2 * line).encode(),
    }
    assert look(zipped(bag(_WORDS, changes)), "a.zip").found("bag.valid") is is_valid


def test_a_long_log_of_lines_that_are_alike_is_no_bomb() -> None:
    log = b"2020-01-01 12:00:00 INFO request served in 12 ms\n" * 200_000
    assert not look(zipped({"log.txt": log}), "a.zip").found("zip.bomb")


def test_a_gzip_bomb_is_told_though_it_is_read_to_its_bound_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tars, "MOST_TOTAL", 20_000_000)
    assert look(gzip.compress(b"\x00" * 60_000_000, 9, mtime=0), "a.gz").found("zip.bomb")
