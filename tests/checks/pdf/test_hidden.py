"""Hidden words: what is found and why, and what must not be taken for hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.checks.corpus import SUPPLIES, look
from tests.checks.pdf.making import LETTER, blank, line, note, saved, with_picture
from workflow.checks.evidence import Evidence
from workflow.checks.pdf.hidden import HIDDEN
from workflow.checks.running import make
from workflow.checks.sheet import Sheet
from workflow.terms import Outcome, Severity

SECRET = line("John Secret Name", 600)
BAR = "0 g 70 595 200 20 re f\n"
QUADS = Array([65, 620, 300, 620, 65, 590, 300, 590])
RECT = (65, 590, 300, 620)


def found(data: bytes) -> dict[str, str]:
    evidence, sheet = Evidence(data, "letter.pdf", SUPPLIES), Sheet()
    for check in HIDDEN:
        make(check, evidence, sheet)
    assert not [one for one in sheet.outcomes() if one.outcome is Outcome.NOT_CHECKED]
    return {one.id.removeprefix("pdf.hidden."): one.value for one in sheet.findings}


def looks(pdf: pikepdf.Pdf, content: str, rect: tuple[int, ...]) -> Dictionary:
    drawn = pdf.make_stream(content.encode())
    drawn.Type, drawn.Subtype = Name.XObject, Name.Form
    drawn.BBox = Array([0, 0, rect[2] - rect[0], rect[3] - rect[1]])
    return Dictionary(N=drawn)


def noted(kind: str, content: str = "", **keys: Any) -> pikepdf.Pdf:
    pdf = blank(LETTER + SECRET)
    if content:
        keys["AP"] = looks(pdf, content, RECT)
    note(pdf, kind, rect=RECT, **keys)
    return pdf


def with_state(content: str, alpha: float) -> pikepdf.Pdf:
    pdf = blank(content)
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G=Dictionary(ca=alpha))
    return pdf


def in_form(inner: str, outer: str) -> pikepdf.Pdf:
    pdf = blank(outer)
    form = pdf.make_stream(inner.encode())
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
    form.Resources = Dictionary(Font=pdf.pages[0].obj.Resources.Font)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
    return pdf


def turned(by: int) -> pikepdf.Pdf:
    pdf = blank(LETTER + SECRET + BAR)
    pdf.pages[0].obj.Rotate = by
    return pdf


def cropped() -> pikepdf.Pdf:
    pdf = blank(LETTER + line("print shop line", 780))
    pdf.pages[0].obj.CropBox = Array([0, 0, 612, 760])
    return pdf


def layered(is_off: bool) -> pikepdf.Pdf:
    pdf = blank(LETTER + "/OC /L1 BDC " + line("Layer words", 500) + " EMC")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    state = Dictionary(OFF=Array([layer] if is_off else []), Order=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=state)
    pdf.pages[0].obj.Resources.Properties = Dictionary(L1=layer)
    return pdf


def other_font() -> pikepdf.Pdf:
    pdf = blank(LETTER)
    pdf.pages[0].obj.Resources.Font.F1 = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/NoSuchFont"), Encoding=Name.WinAnsiEncoding)
    )
    return pdf


def blank_glyphs() -> pikepdf.Pdf:
    """A font of its own whose glyphs draw nothing, as a font that is not embedded may come out."""
    pdf = blank(LETTER)
    nothing = pdf.make_stream(b"600 0 0 0 600 700 d1")
    letters = [Name(f"/g{at}") for at in range(32, 127)]
    pdf.pages[0].obj.Resources.Font.F1 = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 600, 700]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            FirstChar=32,
            LastChar=126,
            Widths=Array([600] * 95),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([32, *letters])),
            CharProcs=Dictionary({str(letter): nothing for letter in letters}),
            ToUnicode=pdf.make_stream(
                b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <0020> endbfrange"
            ),
        )
    )
    return pdf


HIDES: dict[str, tuple[Callable[[], pikepdf.Pdf], str, str]] = {
    "bar": (lambda: blank(LETTER + SECRET + BAR), "covered_text", "under a shape: “John Secret Name”"),
    "bar with a label": (
        lambda: blank(LETTER + SECRET + BAR + "1 g " + line("REDACTED", 600)),
        "covered_text",
        "under a shape: “John Secret Name”",
    ),
    "painted over and written anew": (
        lambda: blank(LETTER + SECRET + "1 g 70 595 200 20 re f 0 g " + line("Peter Public Person", 600)),
        "covered_text",
        "under a shape: “John Secret Name”",
    ),
    "thick line": (lambda: blank(LETTER + SECRET + "20 w 70 605 m 270 605 l S"), "covered_text", "under a shape"),
    "one word": (lambda: blank(LETTER + SECRET + "0 g 98 595 38 20 re f"), "covered_text", "“Secret”"),
    "two digits": (
        lambda: blank(LETTER + line("Age 47 years", 600) + "0 g 95 595 17 20 re f"),
        "covered_text",
        "“47”",
    ),
    "picture": (
        lambda: with_picture(LETTER + SECRET, "", place="220 0 0 30 65 590"),
        "covered_text",
        "under a picture: “John Secret Name”",
    ),
    "white sheet": (
        lambda: with_picture(SECRET, "", is_text=False),
        "covered_text",
        "under a picture: “John Secret Name”",
    ),
    "square note": (lambda: noted("Square", "0 g 0 0 235 30 re f"), "covered_text", "under an annotation"),
    "typed note": (lambda: noted("FreeText", "1 g 0 0 235 30 re f"), "covered_text", "under an annotation"),
    "layer switched off": (lambda: layered(is_off=True), "same_colour_text", "in a layer that is switched off: “Layer"),
    "black marker": (
        lambda: noted("Highlight", QuadPoints=QUADS, C=Array([0, 0, 0])),
        "covered_text",
        "under an annotation: “John Secret Name”",
    ),
    "a paragraph replaced": (
        lambda: blank(
            "".join(line("old secret line of words", y) for y in range(400, 640, 20))
            + "1 g 60 380 400 280 re f 0 g "
            + "".join(line("new words that are public here", y) for y in range(400, 640, 20))
        ),
        "covered_text",
        "old secret line of words",
    ),
    "in a form": (lambda: in_form(LETTER + SECRET + BAR, "0.5 0 0 0.5 99 99 cm /X Do"), "covered_text", "John"),
    "over a form": (lambda: in_form(LETTER + SECRET, "/X Do " + BAR), "covered_text", "John Secret Name"),
    "turned 90": (lambda: turned(90), "covered_text", "John Secret Name"),
    "turned 180": (lambda: turned(180), "covered_text", "John Secret Name"),
    "turned 270": (lambda: turned(270), "covered_text", "John Secret Name"),
    "white": (lambda: blank(LETTER + "1 g " + line("COPY 17", 300)), "same_colour_text", "COPY 17"),
    "nearly white": (lambda: blank(LETTER + "0.995 g " + line("COPY 17", 300)), "same_colour_text", "COPY 17"),
    "white on a white picture": (
        lambda: with_picture("", "0.961 g " + line("COPY 17", 300), is_text=False),
        "same_colour_text",
        "COPY 17",
    ),
    "no opacity": (lambda: with_state("/G gs " + SECRET, 0), "same_colour_text", "John Secret Name"),
    "never painted": (
        lambda: blank(LETTER + "BT 3 Tr /F1 12 Tf 72 600 Td (ignore what was said) Tj ET"),
        "same_colour_text",
        "set as invisible: “ignore what was said”",
    ),
    "off the page": (lambda: blank(LETTER + line("shop line", 300, 700)), "offpage_text", "shop line"),
    "cropped": (cropped, "offpage_text", "print shop line"),
    "scan": (
        lambda: with_picture("", "BT 3 Tr /F1 12 Tf 72 600 Td (recognised words) Tj ET"),
        "ocr_layer",
        "recognised words",
    ),
    "words beneath the scan": (
        lambda: with_picture(line("recognised", 600, size=40), ""),
        "ocr_layer",
        "recognised words: “recognised”",
    ),
}


@pytest.mark.parametrize("name", HIDES)
def test_hidden_words_are_found_with_what_hides_them(name: str) -> None:
    make_it, kind, words = HIDES[name]
    told = found(saved(make_it()))
    assert set(told) == {kind}
    assert words in told[kind]


SPARES: dict[str, Callable[[], pikepdf.Pdf]] = {
    "letter": lambda: blank(LETTER),
    "redacted well": lambda: blank(LETTER + BAR + "1 g " + line("REDACTED", 600)),
    "white on black": lambda: blank("0 g 0 0 612 792 re f 1 g " + LETTER),
    "ground before words": lambda: blank("0.9 0.9 1 rg 0 0 612 792 re f 0 g " + LETTER),
    "cells painted in turn": lambda: blank(
        "".join(f"0.9 g 60 {y - 5} 300 18 re f 0 g {line('a cell with words', y)}" for y in range(500, 700, 20))
    ),
    "watermark": lambda: blank("0.93 g " + line("DRAFTING", 300, 72, 80) + "0 g " + LETTER),
    "highlight": lambda: noted("Highlight", QuadPoints=QUADS, C=Array([1, 1, 0])),
    "marker over words": lambda: with_state(SECRET + "/G gs 1 1 0 rg 70 595 200 20 re f", 0.3),
    "sticky note": lambda: noted("Text", "1 1 0 rg 0 0 20 20 re f", Contents=String("look")),
    "frame over words": lambda: blank(LETTER + SECRET + "0 0 0 RG 1 w 60 590 300 40 re S"),
    "bold by printing twice": lambda: blank(SECRET + SECRET + line("John Secret Name", 600, 73)),
    "written again on a marker": lambda: blank(SECRET + "1 1 0 rg 70 595 200 20 re f 0 g " + SECRET),
    "font not embedded": other_font,
    "font that draws nothing": blank_glyphs,
    "words on a photograph": lambda: with_picture("", "1 0 0 rg " + line("Caption", 300, size=30)),
    "outlines with words for copying": lambda: blank("1 Tr 0 0 0 RG " + LETTER + "3 Tr " + LETTER),
    "six points": lambda: blank(line("fine print of six points", 300, size=6)),
    "layer switched on": lambda: layered(is_off=False),
    "empty": lambda: blank(""),
}


@pytest.mark.parametrize("name", SPARES)
def test_what_can_be_seen_is_not_called_hidden(name: str) -> None:
    assert found(saved(SPARES[name]())) == {}


def test_a_long_file_says_how_far_it_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.checks.pdf.hidden.MOST_PAGES", 2)
    evidence, sheet = Evidence(saved(blank(LETTER, LETTER, LETTER)), "long.pdf", SUPPLIES), Sheet()
    make(HIDDEN[0], evidence, sheet)
    outcomes = {one.check: one for one in sheet.outcomes()}
    assert outcomes["pdf.hidden.covered_text"].outcome is Outcome.NOT_CHECKED
    assert "2 of 3 pages" in outcomes["pdf.hidden.covered_text"].reason
    assert sheet.facts["pages_looked_at"] == 2


def test_each_page_is_named() -> None:
    data = saved(blank(LETTER, LETTER + SECRET + BAR, LETTER))
    sheet = Sheet()
    make(HIDDEN[0], Evidence(data, "letter.pdf", SUPPLIES), sheet)
    assert [one.where for one in sheet.findings] == ["page 2"]


def test_black_words_on_a_black_ground_weigh_as_words_blacked_out() -> None:
    def severities(color: str) -> list[Severity]:
        sheet = look(saved(blank(f"{LETTER}{color} 70 595 200 20 re f {line('John Secret Name', 600)}")))
        return [one.severity for one in sheet.findings if one.id == "pdf.hidden.same_colour_text"]

    assert severities("0 g") == [Severity.WARNING]
    assert severities("0.9 g") == [Severity.NOTE]
    assert severities("1 g") == [Severity.NOTE]
