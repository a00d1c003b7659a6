"""What a PDF would do, fetch or carry: links are common, scripts and calls are not."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.checks.corpus import SUPPLIES, look
from tests.checks.pdf.making import blank, note, saved
from workflow.checks.evidence import Evidence
from workflow.checks.reading import members_of
from workflow.checks.sheet import LimitsHit
from workflow.terms import Severity


def act(kind: str, **keys: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **keys)


def opening(action: object) -> pikepdf.Pdf:
    pdf = blank()
    pdf.Root.OpenAction = action
    return pdf


def on_page(action: Dictionary) -> pikepdf.Pdf:
    pdf = blank()
    pdf.pages[0].obj.AA = Dictionary(O=action)
    return pdf


def link(action: Dictionary) -> pikepdf.Pdf:
    pdf = blank()
    note(pdf, "Link", A=action)
    return pdf


def named_script() -> pikepdf.Pdf:
    pdf = blank()
    script = pdf.make_indirect(act("JavaScript", JS=pdf.make_stream(b"this.submitForm('https://example.org')")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    return pdf


def field_script() -> pikepdf.Pdf:
    pdf = blank()
    field = pdf.make_indirect(
        Dictionary(FT=Name.Tx, T=String("sum"), AA=Dictionary(C=act("JavaScript", JS=String("1+1"))))
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return pdf


def bookmark() -> pikepdf.Pdf:
    pdf = blank()
    entry = pdf.make_indirect(Dictionary(Title=String("x"), A=act("Launch", F=String("calc.exe"))))
    entry.Next = entry
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=entry, Last=entry))
    return pdf


def chained() -> pikepdf.Pdf:
    first = act("GoTo", D=Array([0, Name.Fit]), Next=act("JavaScript", JS=String("x")))
    return link(first)


def xfa() -> pikepdf.Pdf:
    pdf = blank()
    stream = pdf.make_stream(b"<template><script contentType='x'>a</script></template>")
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("template"), stream]))
    return pdf


def outside() -> pikepdf.Pdf:
    pdf = blank()
    stream = pdf.make_stream(b"")
    stream.F = Dictionary(FS=Name.URL, F=String("https://example.org/beacon.png"))
    pdf.Root.Held = pdf.make_indirect(stream)
    return pdf


DOES: dict[str, tuple[Callable[[], pikepdf.Pdf], str]] = {
    "script on opening": (lambda: opening(act("JavaScript", JS=String("app.alert(1)"))), "a script: app.alert(1)"),
    "script on a page": (lambda: on_page(act("JavaScript", JS=String("x"))), "a script"),
    "named script": (named_script, "submitForm"),
    "script of a field": (field_script, "a script"),
    "script after a jump": (chained, "a script"),
    "script of a form": (xfa, "XFA"),
    "program at a click": (lambda: link(act("Launch", F=String("calc.exe"))), "calc.exe"),
    "program of a bookmark": (bookmark, "calc.exe"),
    "form sent on opening": (lambda: opening(act("SubmitForm", F=String("https://example.org"))), "sends form data"),
    "other file on opening": (lambda: opening(act("GoToR", F=String("other.pdf"))), "opens another file: other.pdf"),
}


@pytest.mark.parametrize("name", DOES)
def test_what_acts_is_found(name: str) -> None:
    make_it, words = DOES[name]
    values = [one.value for one in look(saved(make_it())).findings if one.id == "pdf.active"]
    assert len(values) == 1
    assert words in values[0]


@pytest.mark.parametrize(
    "make_it",
    [
        lambda: opening(Array([0, Name.Fit])),
        lambda: opening(act("GoTo", D=Array([0, Name.Fit]))),
        lambda: opening(act("Named", N=Name.Print)),
        lambda: link(act("URI", URI=String("https://example.org"))),
        lambda: link(act("GoTo", D=String("chapter"))),
        lambda: opening(String("garbage")),
        lambda: opening(Dictionary()),
    ],
)
def test_moving_about_is_no_action(make_it: Callable[[], pikepdf.Pdf]) -> None:
    assert not look(saved(make_it())).found("pdf.active")


REACHES: dict[str, tuple[Callable[[], pikepdf.Pdf], Severity]] = {
    "link": (lambda: link(act("URI", URI=String("https://example.org"))), Severity.INFO),
    "mail": (lambda: link(act("URI", URI=String("mailto:ann@example.org"))), Severity.INFO),
    "address on opening": (lambda: opening(act("URI", URI=String("https://example.org/seen"))), Severity.NOTE),
    "file address": (lambda: link(act("URI", URI=String("file://server/share/x"))), Severity.NOTE),
    "file on a server": (lambda: link(act("GoToR", F=String("\\\\server\\x.pdf"))), Severity.NOTE),
    "stream outside": (outside, Severity.NOTE),
}


@pytest.mark.parametrize("name", REACHES)
def test_what_points_out_of_the_file(name: str) -> None:
    make_it, severity = REACHES[name]
    found = [one for one in look(saved(make_it())).findings if one.id == "pdf.remote_ref"]
    assert [one.severity for one in found] == [severity]


def test_files_within_are_named_and_given_out() -> None:
    pdf = blank()
    pdf.attachments["costs.csv"] = b"a,b\n"
    body = pdf.make_stream(b"words")
    spec = Dictionary(Type=Name.Filespec, F=String("../evil\x1b.txt"), EF=Dictionary(F=body))
    note(pdf, "FileAttachment", FS=pdf.make_indirect(spec))
    data = saved(pdf)
    found = [one for one in look(data).findings if one.id == "pdf.attachment"]
    assert [one.where for one in found] == ["the file", "page 1"]
    members = list(members_of(Evidence(data, "letter.pdf", SUPPLIES)))
    assert [(one.name, one.data) for one in members] == [("costs.csv", b"a,b\n"), ("../evil\x1b.txt", b"words")]


def test_an_attached_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.checks.pdf.attached.MOST_INFLATED", 1_000_000)
    monkeypatch.setattr("workflow.checks.pdf.streams.MOST_INFLATED", 1_000_000)
    monkeypatch.setattr("workflow.checks.pdf.streams._SMALL", 10_000)
    pdf = blank()
    body = pdf.make_stream(zlib.compress(bytes(20_000_000)), Filter=Name.FlateDecode)
    spec = Dictionary(F=String("a"), EF=Dictionary(F=body))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), spec])))
    data = saved(pdf)
    assert len(data) < 50_000
    with pytest.raises(LimitsHit):
        list(members_of(Evidence(data, "bomb.pdf", SUPPLIES)))
    sheet = look(data)
    assert sheet.found("file.limits_hit")
    assert sheet.found("pdf.attachment")


@pytest.mark.parametrize(
    ("action", "value"),
    [
        (Dictionary(S=Name.URI, URI=String("http://track.example/x")), "opens an address: http://track.example/x"),
        (Dictionary(S=Name.GoToR, F=String("other.pdf")), "opens another file: other.pdf"),
    ],
)
def test_a_link_that_is_followed_on_opening_acts(action: Dictionary, value: str) -> None:
    pdf = blank()
    pdf.Root.OpenAction = action
    assert [one.value for one in look(saved(pdf)).findings if one.id == "pdf.active"] == [value]
    pdf = blank()
    note(pdf, "Link", A=action)
    assert not look(saved(pdf)).found("pdf.active")


def test_an_article_of_another_file_and_a_script_as_an_address_point_out() -> None:
    pdf = blank()
    note(pdf, "Link", A=Dictionary(S=Name.Thread, F=String("other.pdf")))
    note(pdf, "Link", A=Dictionary(S=Name.URI, URI=String("javascript:x()")))
    found = [(one.value, one.severity) for one in look(saved(pdf)).findings if one.id == "pdf.remote_ref"]
    assert found == [
        ("points out of the file: other.pdf", Severity.NOTE),
        ("points out of the file: javascript:x()", Severity.NOTE),
    ]


def test_a_button_that_no_page_shows_has_its_script_told() -> None:
    pdf = blank()
    script = Dictionary(S=Name.JavaScript, JS=String("x()"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Btn, T=String("b"), A=script))]))
    assert look(saved(pdf)).found("pdf.active")


def test_a_file_that_hangs_in_no_list_is_found_once() -> None:
    pdf = blank()
    pdf.attachments["costs.csv"] = b"a,b"
    body = pdf.make_stream(b"hello")
    pdf.Root.Elsewhere = pdf.make_indirect(Dictionary(F=String("orphan.bin"), EF=Dictionary(F=body)))
    found = [one.value.split(",")[0] for one in look(saved(pdf)).findings if one.id == "pdf.attachment"]
    assert found == ["costs.csv", "orphan.bin"]
