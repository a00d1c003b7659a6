"""Previews, printer dots, signed histories."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from subprocess import run

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from tests.checks.corpus import SUPPLIES
from tests.checks.file.corpus import pdf
from tests.checks.image.making import PHONE, exif, page, scene, signed, signer, written, xmp
from tests.checks.image.test_tags import image_checks, outcome, values
from workflow.checks.evidence import Evidence
from workflow.checks.image import checks_for
from workflow.checks.running import make
from workflow.checks.sheet import Sheet
from workflow.terms import Outcome

DIFFERS, DOTS = "img.exif.thumbnail_differs", "img.dots.suspected"
PHOTO = scene(4, (1200, 900))


def _with_preview(photo: Image.Image, preview: Image.Image) -> Sheet:
    return image_checks(written(photo, exif=exif(PHONE, preview=written(preview, quality=60))))


def _boxed(photo: Image.Image) -> Image.Image:
    inner = ImageOps.contain(photo, (160, 120))
    outer = Image.new("RGB", (160, 120))
    outer.paste(inner, ((160 - inner.width) // 2, (120 - inner.height) // 2))
    return outer


def _covered() -> Image.Image:
    photo = PHOTO.copy()
    ImageDraw.Draw(photo).rectangle((500, 300, 760, 560), fill="black")
    return photo


@pytest.mark.parametrize(
    ("photo", "preview"),
    [
        (PHOTO, ImageOps.contain(PHOTO, (160, 160))),
        (PHOTO.rotate(90, expand=True), ImageOps.contain(PHOTO, (160, 160))),
        (PHOTO.crop((0, 100, 1200, 775)), _boxed(PHOTO.crop((0, 100, 1200, 775)))),
        (PHOTO.crop((0, 100, 1200, 775)), ImageOps.fit(PHOTO.crop((0, 100, 1200, 775)), (160, 120))),
        (ImageEnhance.Brightness(PHOTO).enhance(1.25), ImageOps.contain(PHOTO, (160, 160))),
        (page(), ImageOps.contain(page(), (160, 160))),
    ],
    ids=["same", "turned", "bars", "middle", "brighter", "page"],
)
def test_a_preview_that_is_turned_or_has_bars_is_the_same_picture(photo: Image.Image, preview: Image.Image) -> None:
    assert outcome(_with_preview(photo, preview), DIFFERS) is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    "photo",
    [PHOTO.crop((240, 180, 960, 720)), PHOTO.crop((600, 0, 1200, 900)), _covered(), scene(9, (1200, 900))],
    ids=["cropped", "half", "covered", "another"],
)
def test_a_preview_that_shows_more_or_something_else_is_told(photo: Image.Image) -> None:
    assert outcome(_with_preview(photo, ImageOps.contain(PHOTO, (160, 160))), DIFFERS) is Outcome.FOUND


def _highlighted() -> Image.Image:
    image = page()
    for top in range(300, 1500, 300):
        ImageDraw.Draw(image).rectangle((100, top, 900, top + 40), fill=(255, 248, 60))
    return image


def _with_photo() -> Image.Image:
    image = Image.new("RGB", (1240, 1754), "white")
    image.paste(scene(2, (900, 700)), (170, 200))
    return image


@pytest.mark.parametrize(
    ("image", "options"),
    [
        (page(), {}),
        (page(noise=3000), {}),
        (page(), {"kind": "JPEG", "quality": 50}),
        (_highlighted(), {"kind": "JPEG", "quality": 85}),
        (_with_photo(), {"kind": "JPEG", "quality": 90}),
        (scene(3, (1600, 1200)), {"kind": "JPEG", "quality": 90}),
    ],
    ids=["page", "noise", "poor jpeg", "highlighter", "photograph on white", "photograph"],
)
def test_no_dots_are_seen_where_there_are_none(image: Image.Image, options: dict[str, object]) -> None:
    kind = str(options.pop("kind", "PNG"))
    assert values(image_checks(written(image, kind, **options)), DOTS) == []


def test_dots_are_seen_at_600_dots_an_inch_and_only_the_distance_is_told() -> None:
    image = page(dots=True).resize((4960, 7016), Image.Resampling.NEAREST)
    (value,) = values(image_checks(written(image, quality=95)), DOTS)
    assert "serial" not in value


def test_dots_that_lie_close_together_are_seen_too() -> None:
    """As on a page at 150 dots an inch: the chance that any two specks lie at some distance is large there."""
    image, chance = page(), Random(5)
    draw = ImageDraw.Draw(image)
    pattern = [(6 * column, 6 * row) for column in range(15) for row in range(8) if chance.random() < 0.3]
    for left in range(0, image.width, 96):
        for top in range(0, image.height, 51):
            for x, y in pattern:
                draw.rectangle((left + x, top + y, left + x + 1, top + y + 1), fill=(255, 255, 0))
    assert outcome(image_checks(written(image, "PNG")), DOTS) is Outcome.FOUND


@pytest.mark.parametrize("many", [2000, 10_000, 30_000])
def test_specks_without_order_are_no_dots_however_many(many: int) -> None:
    assert outcome(image_checks(written(page(noise=many), "PNG")), DOTS) is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    ("quality", "subsampling", "told"),
    [(75, 0, Outcome.NOT_CHECKED), (95, 2, Outcome.NOT_CHECKED), (95, 0, Outcome.NOT_FOUND)],
)
def test_a_jpeg_that_loses_colour_is_not_said_to_have_no_dots(quality: int, subsampling: int, told: Outcome) -> None:
    data = written(page(), quality=quality, subsampling=subsampling)
    assert outcome(image_checks(data), DOTS) is told


def test_a_pattern_in_one_corner_is_a_figure_and_no_dots_of_a_printer() -> None:
    image = page()
    for x in range(700, 1000, 20):
        for y in range(20, 320, 20):
            ImageDraw.Draw(image).rectangle((x, y, x + 1, y + 1), fill=(255, 255, 0))
    assert outcome(image_checks(written(image, "PNG")), DOTS) is Outcome.NOT_FOUND


@pytest.mark.parametrize(("lossless", "told"), [(False, Outcome.NOT_CHECKED), (True, Outcome.NOT_FOUND)])
def test_a_webp_that_loses_colour_is_not_said_to_have_no_dots(lossless: bool, told: Outcome) -> None:
    assert outcome(image_checks(written(page(), "WEBP", lossless=lossless)), DOTS) is told


def test_a_scan_without_colour_is_not_checked_for_dots() -> None:
    sheet = image_checks(written(page(dots=True).convert("L"), "PNG"))
    assert outcome(sheet, DOTS) is Outcome.NOT_CHECKED


def _history(data: bytes, roots: tuple[bytes, ...] = ()) -> Sheet:
    supplies = type(SUPPLIES)(now=SUPPLIES.now, roots=roots)
    sheet, evidence = Sheet(), Evidence(data, "x", supplies)
    for check in checks_for(evidence, sheet):
        make(check, evidence, sheet)
    return sheet


def test_the_signed_history_of_a_pdf_is_read_too() -> None:
    assert outcome(_history(pdf()), "img.c2pa.absent") is Outcome.FOUND
    whole = signed(pdf(), "application/pdf")
    assert outcome(_history(whole, (signer().root,)), "img.c2pa.valid") is Outcome.FOUND
    assert outcome(_history(whole, (signer().root,)), "img.c2pa.untrusted") is Outcome.NOT_FOUND


def test_damage_to_a_history_is_never_told_as_its_absence() -> None:
    whole = signed(written(scene()))
    sheet = _history(whole[:40] + whole[45:])
    assert outcome(sheet, "img.c2pa.absent") is Outcome.NOT_CHECKED


def test_a_record_that_was_changed_itself_is_invalid() -> None:
    whole = bytearray(signed(written(scene())))
    at = whole.index(b"claim_generator_info")
    whole[at + 2] ^= 0x20
    assert outcome(_history(bytes(whole), (signer().root,)), "img.c2pa.invalid") is Outcome.FOUND


def test_without_the_library_nothing_is_said_of_histories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)
    sheet = _history(signed(written(scene())))
    assert outcome(sheet, "img.c2pa.valid") is Outcome.NOT_CHECKED
    assert outcome(sheet, "img.c2pa.absent") is Outcome.NOT_CHECKED


_TRACED = """
import sys
from pathlib import Path
from random import Random
from workflow.checks.evidence import Evidence
from workflow.checks.running import make
from workflow.checks.image import checks_for
from workflow.checks.sheet import Sheet
from workflow.findings import Supplies
for path in sys.argv[1:]:
    evidence, sheet = Evidence(Path(path).read_bytes(), path, Supplies(now=1)), Sheet()
    for check in checks_for(evidence, sheet):
        make(check, evidence, sheet)
    print(sorted(one.id for one in sheet.findings if "c2pa" in one.id))
"""


@pytest.fixture
def tracer() -> Callable[[list[str]], str]:
    from shutil import which

    if not which("strace"):
        pytest.skip("strace is not there")

    def traced(command: list[str]) -> str:
        calls = "socket,connect,sendto,execve,fork,vfork"
        done = run(["strace", "-f", "-e", f"trace={calls}", *command], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout + done.stderr

    return traced


def test_an_address_in_a_history_is_never_asked(tmp_path: Path, tracer: Callable[[list[str]], str]) -> None:
    remote = written(scene(), xmp=xmp('dcterms:provenance="https://records.example.org/cloud.c2pa"'))
    (tmp_path / "remote.jpg").write_bytes(remote)
    (tmp_path / "signed.jpg").write_bytes(signed(written(scene())))
    names = [str(tmp_path / name) for name in ("remote.jpg", "signed.jpg")]
    told = tracer([os.fspath(sys.executable), "-c", _TRACED, *names])
    assert "['img.c2pa.remote']" in told
    assert "['img.c2pa.untrusted', 'img.c2pa.valid']" in told
    assert "socket(" not in told
    assert "connect(" not in told
    assert told.count("execve(") == 1
