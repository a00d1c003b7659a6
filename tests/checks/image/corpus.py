"""Images with known truth."""

from __future__ import annotations

from tests.checks.corpus import NOW, sample
from tests.checks.image.making import LONDON, PHONE, exif, page, scene, signed, signer, written, xmp
from workflow.findings import Supplies

NO_C2PA = "img.c2pa.absent"
DEVICE, SOFTWARE = "img.exif.device", "img.exif.software"
QUANT, NO_EXIF = "img.jpeg.quant", "img.exif.absent"
BARE = (NO_EXIF, NO_C2PA)


def _phone(**more: object) -> bytes:
    return written(scene(), quality=91, exif=exif(PHONE, **more))  # type: ignore[arg-type]


def _preview(seed: int) -> bytes:
    return written(scene(seed).resize((160, 120)), quality=70)


def _tampered() -> bytes:
    data = bytearray(signed(written(scene())))
    data[-200] ^= 0x55
    return bytes(data)


def _with_roots() -> Supplies:
    return Supplies(now=NOW, roots=(signer().root,))


def _remote() -> bytes:
    return written(scene(), xmp=xmp('dcterms:provenance="https://records.example.org/cloud.c2pa"'))


def _png_with_author() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Jane Example")
    info.add_text("Software", "Example Paint 2")
    return written(scene(), "PNG", pnginfo=info)


SAMPLES = (
    sample("phone.jpg", _phone, DEVICE, SOFTWARE, QUANT, NO_C2PA),
    sample("phone-with-place.jpg", lambda: _phone(gps=LONDON), "img.exif.gps", DEVICE, SOFTWARE, QUANT, NO_C2PA),
    sample(
        "camera-with-owner.jpg",
        lambda: written(
            scene(), quality=91, exif=exif({0x010F: "Kamera", 0x013B: "J. Doe"}, {0xA430: "J. Doe", 0xA431: "044551"})
        ),
        *(DEVICE, "img.exif.owner", "img.exif.serial", QUANT, NO_C2PA),
    ),
    sample("messenger.jpg", lambda: written(scene(), quality=80), QUANT, *BARE),
    sample("own-tables.jpg", lambda: written(scene(), qtables=[list(range(1, 65)), [9] * 64]), *BARE),
    sample("preview-fits.jpg", lambda: _phone(preview=_preview(1)), DEVICE, SOFTWARE, QUANT, NO_C2PA),
    sample(
        "preview-of-another.jpg",
        lambda: _phone(preview=_preview(2)),
        *("img.exif.thumbnail_differs", DEVICE, SOFTWARE, QUANT, NO_C2PA),
    ),
    sample("screenshot.png", lambda: written(scene(), "PNG"), *BARE),
    sample("drawn-by.png", _png_with_author, "img.exif.owner", SOFTWARE, *BARE),
    sample("sticker.webp", lambda: written(scene(), "WEBP", exif=exif(PHONE)), DEVICE, SOFTWARE, NO_C2PA),
    sample("loop.gif", lambda: written(scene().convert("P"), "GIF"), NO_C2PA),
    sample("old.bmp", lambda: written(scene(), "BMP")),
    sample("fax.tif", lambda: written(scene(), "TIFF"), *BARE),
    sample("scan.png", lambda: written(page(), "PNG"), *BARE),
    sample("print-with-dots.png", lambda: written(page(dots=True), "PNG"), "img.dots.suspected", *BARE),
    sample("print-with-dots.jpg", lambda: written(page(dots=True), quality=95), "img.dots.suspected", QUANT, *BARE),
    sample(
        "signed-by-known.jpg",
        lambda: signed(written(scene())),
        *("img.c2pa.valid", QUANT, NO_EXIF),
        supplies=_with_roots(),
    ),
    sample("signed.jpg", lambda: signed(written(scene())), "img.c2pa.valid", "img.c2pa.untrusted", QUANT, NO_EXIF),
    sample(
        "signed.png",
        lambda: signed(written(scene(), "PNG"), "image/png"),
        *("img.c2pa.valid", NO_EXIF),
        supplies=_with_roots(),
    ),
    sample("changed-after-signing.jpg", _tampered, "img.c2pa.invalid", QUANT, NO_EXIF, supplies=_with_roots()),
    sample("history-online.jpg", _remote, "img.c2pa.remote", QUANT, NO_EXIF),
    sample(
        "cut.jpg",
        lambda: written(scene())[:-4000],
        *("img.truncated", QUANT, *BARE),
        unchecked=("img.dots.suspected",),
    ),
)
