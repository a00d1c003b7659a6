"""What older and binary forms hide from a reader: RTF, Word, Excel and PowerPoint of before 2007, binary workbooks."""

from __future__ import annotations

import struct

import pytest

from tests.checks.corpus import look
from tests.checks.office.build import TYPES, ole, packed, record, relations
from workflow.checks.office.worddoc import _marks
from workflow.terms import Outcome

_COLOURS = r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red31\green56\blue100;}"


def told(data: bytes, name: str, finding: str) -> list[str]:
    return [one.value for one in look(data, name).findings if one.id == finding]


def outcome(data: bytes, name: str, finding: str) -> Outcome:
    return next(one.outcome for one in look(data, name).outcomes() if one.check == finding)


@pytest.mark.parametrize(
    ("text", "is_pale"),
    [
        (r"{\cf2 unseen}", True),
        (r"{\cf2\cb2 unseen}", True),
        (r"\pard\cbpat3{\cf1 a}\pard{\cf2 unseen}", True),
        (r"{\cf1 seen}", False),
        (r"{\cf0 seen}", False),
        (r"{\cf2\plain seen}", False),
        (r"{\cf2\cb3 seen}", False),
        (r"{\highlight1\cf2 seen}", False),
        (r"\pard\cbpat3{\cf2 seen}", False),
        (r"\trowd\clcbpat3\cellx900{\cf2 seen}\cell\row", False),
    ],
)
def test_white_letters_in_rtf(text: str, is_pale: bool) -> None:
    data = rf"{{\rtf1\ansi{_COLOURS}Some words. {text}}}".encode()
    assert told(data, "a.rtf", "office.hidden_text") == (["white on white: “unseen”"] if is_pale else [])


def test_a_label_in_rtf() -> None:
    name = "MSIP_Label_87ba5c36-b7cf-4793-bbc2-bd5b3a9f95ca"
    each = "".join(
        rf"{{\propname {name}_{key}}}\proptype30{{\staticval {value}}}"
        for key, value in (("Enabled", "true"), ("SiteId", "1234"))
    )
    data = rf"{{\rtf1\ansi{{\*\userprops{each}}}Words.}}".encode()
    assert told(data, "a.rtf", "office.label") == [
        f"label {name.removeprefix('MSIP_Label_')}: Enabled true; SiteId 1234"
    ]


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        (struct.pack("<HB", 0x083C, 1), {"hidden"}),
        (struct.pack("<HB", 0x083C, 0), set()),
        (struct.pack("<HH", 0x4A43, 4), {"tiny"}),
        (struct.pack("<HH", 0x4A43, 5), set()),
        (struct.pack("<HI", 0x6870, 0x00FFFFFF), {"white"}),
        (struct.pack("<HI", 0x6870, 0x00FFFF00), set()),
        (struct.pack("<HB", 0x2A42, 8) + struct.pack("<HB", 0x083C, 1), {"white", "hidden"}),
    ],
)
def test_marks_of_letters_in_old_word(changes: bytes, mark: set[str]) -> None:
    assert _marks(changes) == mark


def old_word(styles: bytes = b"", letters: bytes = b"") -> bytes:
    """A Word file with bytes in its styles, and formatting over all of its letters."""
    text = b"Some words are hard to see."
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, (0x800 * 2) | 0x40000000, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    plex = struct.pack("<III", 0x800, 0x800 + len(text), 5)
    table = clx + styles + plex
    main = bytearray(0xC00)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<I", main, 0x4C, len(text))
    for slot, at, size in ((33, 0, len(clx)), (1, len(clx), len(styles)), (12, len(clx) + len(styles), len(plex))):
        struct.pack_into("<II", main, 0x9A + 8 * slot, at, size)
    main[0x800 : 0x800 + len(text)] = text
    struct.pack_into("<IIB", main, 0xA00, 0x800, 0x800 + len(text), 100)
    main[0xA00 + 200 : 0xA00 + 201 + len(letters)] = bytes([len(letters)]) + letters
    main[0xBFF] = 1
    return ole({"WordDocument": bytes(main), "0Table": table})


def test_old_word_tells_what_it_sees_and_says_what_it_does_not_look_at() -> None:
    hiding, white, tiny = (struct.pack("<HB", 0x083C, 1), struct.pack("<HB", 0x2A42, 8), struct.pack("<HH", 0x4A43, 2))
    assert outcome(old_word(), "a.doc", "office.hidden_text") is Outcome.NOT_FOUND
    assert outcome(old_word(styles=hiding), "a.doc", "office.hidden_text") is Outcome.NOT_CHECKED
    assert outcome(old_word(letters=white), "a.doc", "office.hidden_text") is Outcome.NOT_CHECKED
    assert told(old_word(letters=tiny), "a.doc", "office.hidden_text") == [
        "letters of two points or less: “Some words are hard to see.”"
    ]


def atom(kind: int, body: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(body)) + body


def ppt(*records: bytes) -> bytes:
    document = atom(0x3E8, b"".join(records), version=0xF)
    return ole({"PowerPoint Document": document, "Current User": b"\x00" * 64})


def test_a_presentation_of_before_2007_keeps_objects_and_macros_in_its_stream() -> None:
    name = atom(0xFBA, "Package".encode("utf-16-le"))
    within = atom(0x409, atom(0xFCC, name, version=0xF) + atom(0xFEE, b"", version=0xF), version=0xF)
    macros = atom(0x3FF, atom(0x400, struct.pack("<III", 5, 1, 2)), version=0xF)
    assert told(ppt(within), "a.ppt", "office.embedded") == [
        "an object of another program within (Package)",
        "an object of another program within",
    ]
    assert told(ppt(macros), "a.ppt", "office.macros") == ["a Visual Basic project"]
    assert outcome(ppt(within), "a.ppt", "office.macros") is Outcome.NOT_FOUND
    assert outcome(
        ppt(macros.replace(struct.pack("<II", 5, 1), struct.pack("<II", 5, 0))), "a.ppt", "office.macros"
    ) is (Outcome.NOT_FOUND)
    assert outcome(ppt(macros), "a.ppt", "office.embedded") is Outcome.NOT_FOUND


def test_sheets_of_an_excel_of_before_1997_have_their_names() -> None:
    sheet = record(0x85, struct.pack("<IBBB", 0, 1, 0, 6) + b"Secret")
    stream = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + sheet + record(0x0A)
    assert told(ole({"Book": stream}), "a.xls", "office.hidden_sheet") == ["the sheet “Secret” is hidden"]


def test_a_binary_workbook_says_its_folder_and_is_not_taken_for_one_without_comments() -> None:
    folder = "C:\\Users\\ann\\Budget\\"
    data = packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relations(("officeDocument", "xl/workbook.bin", False)),
            "xl/workbook.bin": b"\x01" + struct.pack("<I", len(folder)) + folder.encode("utf-16-le") + b"&\x00\x27\x06",
            "xl/comments1.bin": b"\x00" * 20,
        }
    )
    assert told(data, "a.xlsb", "office.paths") == [folder]
    for finding in ("office.comments", "office.tracked_changes"):
        assert outcome(data, "a.xlsb", finding) is Outcome.NOT_CHECKED
