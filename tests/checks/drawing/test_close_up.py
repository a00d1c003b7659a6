"""The part of a page around a typed name, turned or cut as pages are, and yellow specks alone."""

import pikepdf
import pytest

from workflow.checks import close_up
from workflow.checks.drawing import Drawn
from workflow.checks.evidence import Evidence
from workflow.findings import Supplies

WORDS = b"BT /F1 12 Tf 72 700 Td (JOHN SMITH wrote) Tj 250 -580 Td (JOHN SMITH) Tj ET 0 0 1 rg 322 140 60 8 re f "
SPECKS = b"1 1 0.7 rg 300 400 1 1 re 320 400 1 1 re f 1 1 0.7 rg 50 500 200 100 re f"


def letter(drawn: bytes = WORDS, turned: int = 0, cut: tuple[int, int, int, int] | None = None) -> Evidence:
    from io import BytesIO

    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(drawn)
        page.Rotate = turned
        if cut is not None:
            page.obj.CropBox = pikepdf.Array(cut)
        out = BytesIO()
        pdf.save(out)
    return Evidence(out.getvalue(), "letter.pdf", Supplies(0))


def blue(drawn: Drawn) -> int:
    rgb = drawn[2]
    return sum(rgb[at] < 60 and rgb[at + 2] > 200 for at in range(0, len(rgb), 3))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cut", [None, (40, 40, 572, 752)])
def test_what_stands_above_the_last_such_name_is_in_view(turned: int, cut: tuple[int, int, int, int] | None) -> None:
    width, height, rgb = close_up.draw_around(letter(turned=turned, cut=cut), 1, "JOHN  SMITH", 50)
    assert len(rgb) == 3 * width * height
    assert width * height < 550 * 425 / 3
    assert turned or blue((width, height, rgb)) > 100


@pytest.mark.parametrize("words", ["", "NOBODY", "\x00("])
def test_a_name_that_is_not_found_shows_the_lower_half(words: str) -> None:
    width, height, _ = close_up.draw_around(letter(), 1, words, 50)
    assert (width, height) == (425, 275)


def test_the_longest_word_is_sought_where_the_whole_line_is_not_found() -> None:
    assert close_up.draw_around(letter(), 1, "J. SMITH", 50)[1] < 200


def test_yellow_specks_stand_dark_and_everything_else_is_white() -> None:
    width, height, rgb = close_up.yellow_specks(letter(WORDS + SPECKS), 1)
    dark = {(at // 3 % width, at // 3 // width) for at in range(0, len(rgb), 3) if rgb[at] < 160}
    assert dark and all(380 < y * 792 / height < 400 or x * 612 / width < 260 for x, y in dark)
    assert any(abs(x * 612 / width - 300) < 3 for x, _ in dark) and any(abs(x * 612 / width - 320) < 3 for x, _ in dark)
    assert (int(150 * width / 612), int(242 * height / 792)) not in dark, "a large yellow area is no speck"
    assert not [y for _, y in dark if y * 792 / height > 600], "nor is a name or a blue bar"
