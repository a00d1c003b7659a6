"""What a file is, by its bytes."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.file.corpus import jpeg, pdf, zipped
from tests.checks.time.making import answer, promise, proof
from workflow.checks.sniff import type_of, zip_tail

MAIL = b"Received: from a.example by b.example; Tue, 1 Dec 2020 10:00:00 +0000\r\nFrom: a@example.org\r\n\r\nHi\r\n"
MEMO = b"From: The chief of staff\nTo: All officers\nSubject: Movements\nDate: 6 January 2020\n\nSir,\n"


def _parts(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, b"x" * 40)
    return stream.getvalue()


def _odf(kind: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return stream.getvalue()


CASES = (
    (b"", "", "empty"),
    (pdf(), "", "pdf"),
    (b"\n\n  " + pdf(), "", "pdf"),
    (b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + pdf(), "", "pdf"),
    (b"A PDF begins with %PDF-1.7 and goes on.\n", "", "text"),
    (jpeg(), "", "jpeg"),
    (b"BM is how a bitmap begins, and so does this line of a letter to the editor of the paper.\n", "", "text"),
    (b"From the desk of the editor: nothing happened.\nNothing at all.\n", "", "text"),
    (b"MZ was a man of few words.\n", "", "text"),
    (b"PK is short for Pakistan in some lists.\n", "", "text"),
    (MEMO, "memo.txt", "text"),
    (MEMO, "memo.eml", "eml"),
    (MAIL, "", "eml"),
    (b"From a@example.org Tue Dec  1 10:00:00 2020\n" + MAIL, "", "eml"),
    (b"Delivered-To: b@example.org\n" + MAIL, "", "eml"),
    (b"name: build\non: push\njobs:\n  x: 1\n", "", "text"),
    (b"From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/\nMIME-Version: 1.0\n\n", "", "mht"),
    (b"<!-- a note --><!DOCTYPE html><html></html>", "", "html"),
    (b"\xef\xbb\xbf\r\n<HTML><body>x</body></html>", "", "html"),
    ("<html><body>x</body></html>".encode("utf-16"), "", "html"),
    (b"<table><tr><td>News</td></tr></table>", "news.htm", "html"),
    (b"Use the <html> tag first.\n", "", "text"),
    (b'<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>', "", "svg"),
    (b'<?xml version="1.0"?><a/>', "", "xml"),
    ("日本語の文書です。\n".encode("utf-16-le"), "", "unknown"),
    ("Plain words in wide letters.".encode("utf-16-le"), "", "text"),
    ("\ufeff日本語の文書です。\n".encode("utf-16-le"), "", "text"),
    ("Straße und Café, naïve".encode("latin-1"), "", "text"),
    ("Документ для служебного пользования".encode("cp1251"), "", "text"),
    ("機密文書".encode("shift-jis"), "", "text"),
    (b"a,b,c\n1,2,3\n", "x.csv", "text"),
    (b'{"a": [1, 2]}', "x.json", "text"),
    (b"{\\rtf1\\ansi x}", "", "rtf"),
    (_parts("[Content_Types].xml", "word/document.xml"), "", "docx"),
    (_parts("[Content_Types].xml", "ppt/presentation.xml", "ppt/embeddings/a.xlsx"), "", "pptx"),
    (_parts("[Content_Types].xml", "word/document.xml")[:150], "", "docx"),
    (_parts("META-INF/MANIFEST.MF", "a.class"), "", "jar"),
    (_parts("notes.txt"), "", "zip"),
    (_odf("text"), "", "odt"),
    (_odf("spreadsheet-template"), "", "ods"),
    (_odf("graphics"), "", "odf"),
    (zipped(), "letter.docx", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + zipped(), "", "doc"),
    (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "", "heic"),
    (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1avif", "", "avif"),
    (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "", "mov"),
    (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42", "", "mp4"),
    (b"RIFF\x24\x00\x00\x00WAVEfmt ", "", "wav"),
    (b"ID3\x03\x00" + bytes(20), "", "mp3"),
    (b"BZh91AY&SY" + bytes(20), "", "bz2"),
    (answer(b"x"), "", "tsr"),
    (proof(b"x", promise()), "", "ots"),
    (bytes(range(256)) * 8, "", "unknown"),
)


@pytest.mark.parametrize(("data", "name", "kind"), CASES, ids=[f"{kind}-{n}" for n, (_, _, kind) in enumerate(CASES)])
def test_a_file_is_what_its_bytes_say(data: bytes, name: str, kind: str) -> None:
    assert type_of(data, name) == kind


@given(st.binary(max_size=2000), st.sampled_from([data for data, _, _ in CASES]), st.integers(0, 400))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_it_stumble(noise: bytes, whole: bytes, at: int) -> None:
    for data in (noise, whole[:at] + noise, noise + whole, whole[:at] + whole[at + 3 :]):
        assert type_of(data, "x.bin")


@pytest.mark.parametrize(
    "data",
    [
        b"From: x\n" * 200_000,
        b"<!--" * 300_000,
        b"<!DOCTYPE a [" * 100_000,
        b"PK\x05\x06" * 200_000,
        b"<?" * 500_000,
        b" " * 2_000_000,
    ],
)
def test_no_bytes_keep_it_busy(data: bytes) -> None:
    start = time.process_time()
    type_of(data, "x.html")
    assert time.process_time() - start < 1


def test_an_archive_within_another_file_is_not_its_end() -> None:
    inner = zipped()
    assert zip_tail(inner) == (0, inner.index(b"PK\x01\x02"), len(inner))
    assert zip_tail(inner + b"endstream endobj") is None
    behind = zip_tail(b"x" * 100 + inner)
    assert behind is not None
    assert behind.start == 100
