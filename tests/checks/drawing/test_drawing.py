"""Pages as pixels: right way up, on white, within bounds, and a clear reason where there are none."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.checks.drawing.making import BLACK, RED, WHITE, close, evidence, pdf, picture, pixel, png_of_size, words
from workflow.checks.drawing import MOST_PAGES, MOST_PIXELS, draw, page_count
from workflow.checks.sheet import LimitsHit, NotChecked

LEFT_HALF_RED = b"1 0 0 rg 0 0 72 72 re f"


def test_a_page_of_a_pdf_is_drawn_at_the_resolution_asked_for() -> None:
    file = evidence(pdf(LEFT_HALF_RED, b""))
    assert page_count(file) == 2
    coarse, fine = draw(file, 1, 72), draw(file, 1, 144)
    assert coarse[:2] == (144, 72)
    assert fine[:2] == (288, 144)
    for drawn in (coarse, fine):
        width, height, rgb = drawn
        assert len(rgb) == 3 * width * height
        assert pixel(drawn, width // 4, height // 2) == RED
        assert pixel(drawn, 3 * width // 4, height // 2) == WHITE


def test_lines_of_pixels_are_joined_whatever_the_width() -> None:
    for width in (71, 72, 73, 74, 75):
        drawn = draw(evidence(pdf(b"1 0 0 rg 0 0 10 72 re f", size=(width, 72))), 1, 72)
        assert drawn[0] == width
        assert {pixel(drawn, 5, y) for y in range(72)} == {RED}


def test_a_page_that_is_turned_is_drawn_turned() -> None:
    made = pikepdf.open(io.BytesIO(pdf(LEFT_HALF_RED)))
    made.pages[0].rotate(90, relative=False)
    out = io.BytesIO()
    made.save(out)
    drawn = draw(evidence(out.getvalue()), 1, 72)
    assert drawn[:2] == (72, 144)
    assert pixel(drawn, 36, 20) == RED
    assert pixel(drawn, 36, 120) == WHITE


def test_an_earlier_revision_is_drawn_as_it_was() -> None:
    first = pdf(LEFT_HALF_RED)
    with pikepdf.open(io.BytesIO(first)) as made:
        contents = made.pages[0].obj.Contents.objgen[0]
        root = made.Root.objgen[0]
        size = int(made.trailer.Size)
    black = b"0 0 0 rg 0 0 72 72 re f"
    change = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (contents, len(black), black)
    start = first.rindex(b"startxref")
    table = int(first[start:].split()[1])
    second = first + change
    second += b"xref\n%d 1\n%010d 00000 n \n" % (contents, len(first))
    second += b"trailer\n<< /Root %d 0 R /Size %d /Prev %d >>\n" % (root, size, table)
    second += b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(change))
    file = evidence(second)
    assert [pixel(draw(file, 1, 72, revision), 20, 20) for revision in (None, 1, 2)] == [BLACK, RED, BLACK]
    assert page_count(file, 1) == 1
    for revision in (0, 3):
        with pytest.raises(NotChecked, match=f"no revision {revision}"):
            draw(file, 1, 72, revision)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "LA"),
        ("GIF", "P"),
        ("TIFF", "RGB"),
        ("TIFF", "1"),
        ("WEBP", "RGB"),
        ("BMP", "RGB"),
    ],
)
def test_a_picture_is_drawn_as_it_is_and_never_enlarged(kind: str, mode: str) -> None:
    file = evidence(picture(kind, mode, (64, 32), colour=BLACK))
    assert page_count(file) == 1
    drawn = draw(file, 1, 600)
    assert drawn[:2] == (64, 32)
    assert close(pixel(drawn, 60, 30), WHITE)


def test_of_sixteen_bits_a_channel_the_upper_ones_are_drawn() -> None:
    made = Image.new("I;16", (2, 1), 0xFFFF)
    made.putpixel((0, 0), 0x8000)
    out = io.BytesIO()
    made.save(out, "PNG")
    drawn = draw(evidence(out.getvalue()), 1, 72)
    assert pixel(drawn, 0, 0) == (128, 128, 128)
    assert pixel(drawn, 1, 0) == WHITE


def test_what_is_transparent_is_drawn_on_white() -> None:
    made = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    made.putpixel((0, 0), (255, 0, 0, 255))
    out = io.BytesIO()
    made.save(out, "PNG")
    drawn = draw(evidence(out.getvalue()), 1, 72)
    assert [pixel(drawn, x, 0) for x in (0, 1)] == [RED, WHITE]


@pytest.mark.parametrize(
    ("orientation", "size", "where"),
    [
        (1, (40, 20), (4, 4)),
        (2, (40, 20), (36, 4)),
        (3, (40, 20), (36, 16)),
        (4, (40, 20), (4, 16)),
        (5, (20, 40), (4, 4)),
        (6, (20, 40), (16, 4)),
        (7, (20, 40), (16, 36)),
        (8, (20, 40), (4, 36)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_a_picture_is_turned_as_it_says(
    kind: str, orientation: int, size: tuple[int, int], where: tuple[int, int]
) -> None:
    made = Image.new("RGB", (40, 20), "white")
    made.paste("black", (0, 0, 8, 8))
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    made.save(out, kind, exif=exif)
    drawn = draw(evidence(out.getvalue()), 1, 600)
    assert drawn[:2] == size
    assert close(pixel(drawn, *where), BLACK, 60)


def test_a_large_photograph_is_scaled_to_a_page_of_paper() -> None:
    file = evidence(picture("JPEG", size=(3000, 2000)))
    assert draw(file, 1, 150)[:2] == (1755, 1170)
    assert draw(file, 1, 72)[:2] == (842, 561)
    assert draw(file, 1, 600)[:2] == (3000, 2000)


def test_each_page_of_a_tiff_is_drawn() -> None:
    pages = [Image.new("RGB", (4, 4), colour) for colour in ("red", "white", "black")]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    file = evidence(out.getvalue())
    assert page_count(file) == 3
    assert [pixel(draw(file, page, 72), 1, 1) for page in (1, 2, 3)] == [RED, WHITE, BLACK]
    for page in (0, 4):
        with pytest.raises(NotChecked, match="no page"):
            draw(file, page, 72)


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there_is_told(page: int) -> None:
    with pytest.raises(NotChecked, match=f"no page {page}"):
        draw(evidence(pdf(b"", b"")), page, 72)
    with pytest.raises(NotChecked, match=f"no page {page}"):
        draw(evidence(picture("PNG")), page, 72)


@pytest.mark.parametrize("data", [b"Dear Sir\n", b"From: a@b.org\nTo: c@d.org\n\nHello\n", b"<html><p>Hi</p></html>"])
def test_what_has_no_pages_to_draw_says_what_to_do(data: bytes) -> None:
    for act in (lambda: page_count(evidence(data)), lambda: draw(evidence(data), 1, 72)):
        with pytest.raises(NotChecked, match="Only PDF and images can be drawn; export it to PDF in an isolated place"):
            act()


# Bounds


def test_a_picture_with_far_too_many_pixels_is_not_unpacked() -> None:
    for size in ((60_000, 60_000), (12_000, 12_000)):
        with pytest.raises(LimitsHit, match="pixels"):
            draw(evidence(png_of_size(*size)), 1, 72)


def test_a_huge_page_is_drawn_coarser() -> None:
    for size in ((14_400, 14_400), (3, 14_400), (14_400, 3)):
        width, height, rgb = draw(evidence(pdf(b"", size=size)), 1, 1200)
        assert width * height <= MOST_PIXELS
        assert max(width, height) <= 20_000
        assert len(rgb) == 3 * width * height


def test_more_pages_than_are_drawn_are_told_and_each_can_be_drawn_by_itself() -> None:
    made = pikepdf.new()
    for _ in range(MOST_PAGES):
        made.add_blank_page(page_size=(20, 20))
    out = io.BytesIO()
    made.save(out)
    assert page_count(evidence(out.getvalue())) == MOST_PAGES
    for _ in range(10_000 - MOST_PAGES):
        made.add_blank_page(page_size=(20, 20))
    out = io.BytesIO()
    made.save(out)
    file = evidence(out.getvalue())
    with pytest.raises(LimitsHit, match="10,000 pages"):
        page_count(file)
    assert draw(file, 9_999, 72)[:2] == (20, 20)


def test_a_pdf_with_a_password_says_so() -> None:
    made = pikepdf.open(io.BytesIO(pdf(b"")))
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(user="open", owner="sesame"))
    with pytest.raises(NotChecked, match="password"):
        draw(evidence(out.getvalue()), 1, 72)


def test_restrictions_alone_bar_no_drawing() -> None:
    made = pikepdf.open(io.BytesIO(pdf(LEFT_HALF_RED)))
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(user="", owner="sesame"))
    assert pixel(draw(evidence(out.getvalue()), 1, 72), 10, 10) == RED


def test_what_a_form_holds_is_drawn() -> None:
    made = pikepdf.open(io.BytesIO(pdf(b"")))
    look = made.make_stream(b"1 0 0 rg 0 0 50 50 re f")
    look.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 50, 50], Length=len(look.read_bytes())
    )
    field = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="name",
            V="X",
            F=4,
            Rect=[10, 10, 60, 60],
            AP=pikepdf.Dictionary(N=look),
        )
    )
    made.pages[0].obj.Annots = pikepdf.Array([field])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    out = io.BytesIO()
    made.save(out)
    assert pixel(draw(evidence(out.getvalue()), 1, 72), 30, 40) != WHITE


# Hostile bytes

WHOLE = {
    "pdf": pdf(words("Dear Sir"), size=(300, 800)),
    "jpeg": picture("JPEG", size=(40, 30)),
    "png": picture("PNG", size=(40, 30)),
    "gif": picture("GIF", "P", size=(40, 30)),
    "tiff": picture("TIFF", size=(40, 30)),
    "webp": picture("WEBP", size=(40, 30)),
    "bmp": picture("BMP", size=(40, 30)),
}


@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=40, deadline=None)
@given(at=st.floats(0, 1), flips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8))
def test_damaged_bytes_are_drawn_or_told_as_not_checked(kind: str, at: float, flips: list[tuple[float, int]]) -> None:
    whole = bytearray(WHOLE[kind])
    for where, value in flips:
        whole[int(where * (len(whole) - 1))] = value
    damaged = bytes(whole[: max(8, int(at * len(whole)))])
    for act in (lambda: page_count(evidence(damaged)), lambda: draw(evidence(damaged), 1, 72)):
        try:
            act()
        except (NotChecked, LimitsHit) as told:
            assert str(told).endswith(".")


def test_nothing_is_written_while_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    draw(evidence(WHOLE["pdf"]), 1, 72)
    draw(evidence(WHOLE["jpeg"]), 1, 72)
    assert not list(tmp_path.iterdir())
