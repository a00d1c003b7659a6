"""The copy to show: pixels and nothing else, and the same pixels make the same bytes."""

from __future__ import annotations

import io
import shutil
import subprocess
import time

import pikepdf
import pytest
from PIL import Image

from tests.checks.corpus import look
from tests.checks.drawing.making import close, evidence, pdf, pixel, words
from workflow.checks.assembling import assemble
from workflow.checks.drawing import Drawn, draw, page_count
from workflow.checks.sheet import LimitsHit, NotChecked

INFO = {"Author": "Zara Quillfeather", "Title": "Very secret", "Producer": "Word at the ministry"}


def noise(width: int, height: int) -> Drawn:
    red, green, blue = (Image.effect_noise((width, height), 90) for _ in range(3))
    return width, height, Image.merge("RGB", (red, green, blue)).tobytes()


def letter(pages: int = 1) -> list[Drawn]:
    lines = [f"Line {number} of a letter by Zara Quillfeather" for number in range(40)]
    file = evidence(pdf(*[words(*lines)] * pages, size=(595, 842), info=INFO))
    return [draw(file, page, 150) for page in range(1, pages + 1)]


def test_the_same_pixels_make_the_same_bytes() -> None:
    frames = [*letter(), noise(60, 40)]
    first = assemble(frames, 150)
    time.sleep(1.1)
    assert assemble(iter(frames), 150) == first


def test_each_page_has_the_size_and_the_look_that_it_had() -> None:
    frames = [*letter(), noise(300, 200)]
    made = assemble(frames, 150)
    with pikepdf.open(io.BytesIO(made)) as copy:
        assert [[float(side) for side in page.mediabox] for page in copy.pages] == [
            [0, 0, pytest.approx(595.2), pytest.approx(842.4)],
            [0, 0, 144, 96],
        ]
    file = evidence(made)
    assert page_count(file) == 2
    again = draw(file, 1, 150)
    assert all(close(pixel(again, x, y), pixel(frames[0], x, y), 60) for x in (9, 400, 1000) for y in (9, 277, 1500))


def test_a_page_of_black_letters_is_kept_without_loss() -> None:
    with pikepdf.open(io.BytesIO(assemble(letter(), 150))) as copy:
        image = copy.pages[0].obj.Resources.XObject.P
        assert image.Filter == "/FlateDecode"
        assert image.ColorSpace == "/DeviceGray"
        assert image.read_bytes() == letter()[0][2][::3]


def test_a_photograph_becomes_a_jpeg_without_a_word() -> None:
    with pikepdf.open(io.BytesIO(assemble([noise(300, 200)], 150))) as copy:
        image = copy.pages[0].obj.Resources.XObject.P
        assert image.Filter == "/DCTDecode"
        raw = image.read_raw_bytes()
    with Image.open(io.BytesIO(raw)) as picture:
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_nothing_but_pixels_is_in_it() -> None:
    made = assemble(letter(2), 150)
    with pikepdf.open(io.BytesIO(made)) as copy:
        assert set(copy.trailer.keys()) <= {"/Root", "/Size", "/ID"}
        assert set(copy.Root.keys()) == {"/Type", "/Pages"}
        assert not copy.docinfo
        for page in copy.pages:
            assert set(page.obj.keys()) == {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
            assert set(page.obj.Resources.keys()) == {"/XObject"}
    for word in (b"Quillfeather", b"secret", b"Word", b"pikepdf", b"qpdf", b"Producer", b"Date"):
        assert word not in made


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_other_programs_find_no_text_and_no_metadata_either() -> None:
    made = assemble(letter(), 150)
    text = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True).stdout
    assert not text.strip()
    told = subprocess.run(["pdfinfo", "-"], input=made, capture_output=True, check=True).stdout.decode()
    assert not {"Title", "Author", "Creator", "Producer", "CreationDate", "ModDate"} & {
        line.partition(":")[0] for line in told.splitlines()
    }


def test_our_own_checks_find_what_a_bare_picture_of_paper_has() -> None:
    found = {found.id for found in look(assemble(letter(), 150), "copy.pdf").findings}
    assert found - {"img.c2pa.absent"} == {"pdf.meta.absent", "pdf.sig.none", "pdf.image_only"}


@pytest.mark.parametrize("frame", [(2, 2, bytes(11)), (0, 2, b""), (2, -2, bytes(12)), (2, 2, bytes(13)), (2, 0, b"")])
def test_frames_that_are_no_pictures_are_told(frame: Drawn) -> None:
    with pytest.raises(NotChecked, match="Page 1 is no picture"):
        assemble([frame], 150)


def test_more_than_a_copy_may_have_is_told() -> None:
    with pytest.raises(LimitsHit):
        assemble(((1, 1, bytes(3)) for _ in range(501)), 150)
    with pytest.raises(LimitsHit):
        assemble([(20_001, 1, bytes(60_003))], 150)
    with pytest.raises(NotChecked, match="no page"):
        assemble([], 150)


def test_pages_stay_within_what_a_pdf_may_have() -> None:
    with pikepdf.open(io.BytesIO(assemble([(1, 15_000, bytes(45_000))], 10))) as copy:
        assert [float(side) for side in copy.pages[0].mediabox] == [0, 0, 7.2, 14_400]
