"""Bombs cost nothing, names that write elsewhere are told, bags are held to the letter of their manifests."""

from __future__ import annotations

import struct
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.archive.build import DATED, bag, locked, lying, member, overlapping, packed, tarred, zipped
from tests.checks.archive.corpus import SAMPLES
from tests.checks.corpus import SUPPLIES, look
from workflow.checks import archive
from workflow.checks.archive.zips import Zip
from workflow.checks.evidence import Evidence
from workflow.checks.reading import members_of, pages_of
from workflow.checks.running import make
from workflow.checks.sheet import LimitsHit, Sheet

_WORDS = {"one.txt": b"The meeting is on the second floor.\n", "two.txt": b"Bring the list.\n"}


def told(data: bytes, finding: str, name: str = "a.zip") -> list[str]:
    return [one.value for one in look(data, name).findings if one.id == finding]


@pytest.mark.parametrize(
    "data",
    [
        overlapping,
        lambda: lying(200_000_000),
        lambda: zipped({"a": b"\x00" * 100_000_000}),
        lambda: packed(b"\x00" * 300_000_000),
        lambda: zipped({f"{number}.zip": zipped({"a": b"\x00" * 9_000_000}) for number in range(5)}),
    ],
    ids=["overlapping", "lying", "large", "gzip", "nested"],
)
def test_a_bomb_costs_little_time_and_memory(data: Callable[[], bytes]) -> None:
    held = data()
    began = time.monotonic()
    tracemalloc.start()
    try:
        assert told(held, "zip.bomb", "a.bin")
        assert tracemalloc.get_traced_memory()[1] < 450_000_000
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < 10


def test_a_list_of_a_million_entries_is_a_bomb_by_its_list_alone() -> None:
    began = time.monotonic()
    data = zipped({"a": b"x"})
    data = (
        data[: data.rfind(b"PK\x01\x02")] + (b"PK\x01\x02" + b"\x00" * 42) * 500_000 + data[data.rfind(b"PK\x05\x06") :]
    )
    assert Zip(data).bomb == "It lists 500,000 entries."
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("ratio_data", [b"name,place,amount\r\n" * 40_000, b"\x00" * 7_000_000])
def test_what_packs_well_is_no_bomb(ratio_data: bytes) -> None:
    assert not told(zipped({"a.csv": ratio_data}), "zip.bomb")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../a", "climbs out"),
        ("a/../../b", "climbs out"),
        ("/etc/passwd", "absolute"),
        ("C:/a", "drive"),
        ("a\\b", "backslash"),
        ("..\\b", "climbs out"),
        ("con.txt", "device"),
        ("a/LPT1", "device"),
        ("console.txt", ""),
        ("a..b/c", ""),
        ("Straße/Grüße 2020.txt", ""),
    ],
)
def test_names_that_write_elsewhere(name: str, why: str) -> None:
    values = told(zipped({name: b"x"}), "zip.traversal")
    assert bool(values) is bool(why)
    assert all(why in value for value in values)


def test_names_that_stand_twice_or_differ_in_capitals_alone() -> None:
    (value,) = told(zipped({"Memo.txt": b"x", "memo.TXT": b"y"}), "zip.traversal")
    assert "capitals" in value
    twice = tarred(member("a.txt"), member("a.txt"))
    assert "twice" in told(twice, "zip.traversal", "a.tar")[0]


def test_a_nul_in_a_name_is_told_though_zipfile_cuts_it() -> None:
    data = zipped({"aXb.txt": b"x"}).replace(b"aXb.txt", b"a\x00b.txt")
    assert "NUL" in told(data, "zip.traversal")[0]


@pytest.mark.parametrize(
    ("kind", "more", "is_told"),
    [
        (tarfile.SYMTYPE, {"linkname": "one.txt"}, False),
        (tarfile.SYMTYPE, {"linkname": "../../etc/passwd"}, True),
        (tarfile.LNKTYPE, {"linkname": "/etc/shadow"}, True),
        (tarfile.FIFOTYPE, {}, True),
        (tarfile.CHRTYPE, {}, True),
        (tarfile.REGTYPE, {"mode": 0o4755}, True),
        (tarfile.REGTYPE, {"mode": 0o755}, False),
    ],
)
def test_members_of_a_tar_that_are_no_files_are_never_given_out(
    kind: bytes, more: dict[str, object], is_told: bool
) -> None:
    data = tarred(member("odd", kind, **more), **_WORDS)
    sheet = look(data, "a.tar")
    assert sheet.found("zip.traversal") is is_told
    if kind != tarfile.REGTYPE:
        assert sheet.facts["unsafe_entries"] == ("odd",)
        assert {one.name for one in members_of(Evidence(data, "a.tar", SUPPLIES))} == set(_WORDS)


def test_a_link_in_a_zip_is_never_given_out() -> None:
    info = zipfile.ZipInfo("out")
    data = bytearray(zipped({"out": b"/etc/passwd"}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 5] = 3
    struct.pack_into("<I", data, at + 38, 0o120777 << 16)
    assert info.filename == "out"
    assert "to /etc/passwd" in told(bytes(data), "zip.traversal")[0]
    assert not list(members_of(Evidence(bytes(data), "a.zip", SUPPLIES)))


def test_members_are_given_out_whole_and_those_of_a_bomb_not() -> None:
    for data in (zipped(_WORDS), tarred(**_WORDS), packed(tarred(**_WORDS))):
        assert {one.name: one.data for one in members_of(Evidence(data, "a.bin", SUPPLIES))} == _WORDS
    assert not list(members_of(Evidence(locked(), "a.zip", SUPPLIES)))
    with pytest.raises(LimitsHit):
        list(members_of(Evidence(zipped({"a": b"\x00" * 20_000_000}), "a.zip", SUPPLIES)))
    assert pages_of(Evidence(zipped(_WORDS), "a.zip", SUPPLIES))[0].text == "one.txt\ntwo.txt"


def test_a_document_within_an_archive_is_no_nested_archive() -> None:
    from tests.checks.office.build import docx

    assert not told(zipped({"a.docx": docx()}), "zip.nested")
    assert "in.zip > deep.tar" in told(zipped({"in.zip": zipped({"deep.tar": tarred(**_WORDS)})}), "zip.nested")[0]


def test_the_clock_and_the_people_who_packed_it() -> None:
    utc = b"UT" + struct.pack("<HBI", 5, 1, 1578301200)
    (value,) = told(zipped(_WORDS, DATED, utc), "zip.entry_dates")
    assert "2020-01-06 10:00:00" in value
    assert "UTC+01:00" in value
    (value,) = told(
        tarred(member("a", uname="annauthor", gname="press", mtime=1_578_301_200)), "zip.entry_dates", "a.tar"
    )
    assert "2020-01-06 09:00:00 (UTC); users and groups: annauthor, press" in value


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"data/one.txt": b"other"}, "does not fit its checksum"),
        ({"data/more.txt": b"x"}, "is not listed"),
        ({"bagit.txt": b"BagIt-Version:1.0\nTag-File-Character-Encoding: UTF-8\n"}, "two lines"),
        ({"bagit.txt": b"\xef\xbb\xbfBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"}, "two lines"),
        ({"manifest-sha256.txt": b"0a0b  data/one.txt\n"}, "does not fit"),
        ({"manifest-sha256.txt": b"0a0b  ../../etc/passwd\n"}, "leads out"),
        ({"manifest-sha256.txt": b"data/one.txt\n"}, "no checksum"),
        ({"bag-info.txt": b"Payload-Oxum: 1.2\n"}, "Payload-Oxum"),
        ({"fetch.txt": b"https://example.org/x - data/x.txt\n"}, "fetched"),
        ({"tagmanifest-md5.txt": b"00  bagit.txt\n"}, "bagit.txt does not fit"),
    ],
)
def test_a_bag_is_held_to_its_manifests(changes: dict[str, bytes], why: str) -> None:
    for data, name in ((zipped(bag(_WORDS, changes)), "a.zip"), (tarred(**bag(_WORDS, changes, root="")), "a.tar")):
        values = told(data, "bag.invalid", name)
        assert bool(values) is bool(why)
        assert bool(told(data, "bag.valid", name)) is not bool(why)
        assert not why or any(why in value for value in values)


def test_a_bag_with_a_file_missing_or_a_checksum_of_unknown_kind() -> None:
    parts = bag(_WORDS)
    del parts["bag/data/two.txt"]
    assert any("data/two.txt is missing" in value for value in told(zipped(parts), "bag.invalid"))
    parts = bag(_WORDS)
    parts["bag/manifest-crc32.txt"] = b"00  data/one.txt\n"
    outcomes = {one.check: one for one in look(zipped(parts), "a.zip").outcomes()}
    assert "not known here" in outcomes["bag.valid"].reason


@cache
def made(name: str) -> bytes:
    return next(one for one in SAMPLES if one.name == name).make()


_NAMES = [one.name for one in SAMPLES if "bomb" not in one.name and "lying" not in one.name]


@settings(max_examples=150, deadline=5000)
@given(
    st.sampled_from(_NAMES),
    st.floats(0.05, 1),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=8),
)
def test_an_archive_with_other_bytes_in_it_never_raises(
    name: str, kept: float, changes: list[tuple[float, bytes]]
) -> None:
    data = bytearray(made(name))
    for place, new in changes:
        at = int(place * max(len(data) - len(new), 0))
        data[at : at + len(new)] = new
    evidence, sheet = Evidence(bytes(data[: int(len(data) * kept)]), name, SUPPLIES), Sheet()
    for check in archive.checks_for(evidence, sheet):
        make(check, evidence, sheet)
    reasons = [one.reason for one in sheet.outcomes()]
    assert not [reason for reason in reasons if reason.startswith("The reader failed")]
