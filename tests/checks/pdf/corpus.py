"""PDFs of the corpus, each with exactly the findings that it has."""

from __future__ import annotations

import re
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.checks.corpus import SUPPLIES, Sample, sample
from tests.checks.image.making import page, written
from tests.checks.pdf.making import (
    LETTER,
    SIGNER,
    blank,
    dark_page,
    empty_field,
    info,
    keys,
    later,
    line,
    note,
    picture,
    saved,
    signed,
    with_picture,
    xmp,
)
from workflow.findings import KINDS, Supplies

NONE, ABSENT, TOOLS, UNMARKED = "pdf.sig.none", "pdf.meta.absent", "pdf.meta.toolchain", "img.c2pa.absent"
REVISED, RECOVERED = "pdf.rev.multiple", "pdf.rev.text_recovered"
OK, UNTRUSTED = "pdf.sig.crypto_ok", "pdf.sig.chain_untrusted"
BAR = "0 g 70 595 200 20 re f\n"
SECRET = line("John Secret Name", 600)
FRIDAY = (line("Dear all") + line("we write to tell you that the meeting is on Friday", 680)).encode()
LOCKED = tuple(
    name
    for name in KINDS
    if name.startswith(("pdf.", "text.", "doc.", "img.c2pa."))
    or name in ("file.hostile_markup", "mail.dkim.unverifiable_format")
)
UNREAD = (*LOCKED, "file.encrypted", "file.recovered")
WORDS = ("doc.status_marker", "doc.signature_block_typed")


LATER = Supplies(now=4_000_000_000_000_000)
"""Another moment of the check, for files that carry the moment at which the tests made them."""


def trusted() -> Supplies:
    return Supplies(now=LATER.now, roots=(keys(SIGNER, 36_500)[2],))


def letter() -> bytes:
    return saved(blank())


def named() -> bytes:
    return saved(info(blank(), Author="J. Smith", Title="Letter", Creator="Writer", Producer="Maker 1"))


def disagreeing() -> bytes:
    pdf = xmp(blank(), "<pdf:Producer>Maker 2</pdf:Producer><xmp:CreateDate>2020-01-06T13:00:00+02:00</xmp:CreateDate>")
    return saved(info(pdf, Producer="Maker 1", CreationDate="D:20200106110000Z"))


def agreeing() -> bytes:
    pdf = xmp(
        blank(),
        "<dc:creator><rdf:Seq><rdf:li>Bea Two</rdf:li><rdf:li>Al One</rdf:li></rdf:Seq></dc:creator>"
        "<xmp:CreateDate>2020-01-06T13:00:01+02:00</xmp:CreateDate><xmp:ModifyDate>2020-01-06T14:00:00</xmp:ModifyDate>",
    )
    return saved(
        info(pdf, Author="Al One; Bea Two", CreationDate="D:20200106110001Z00'00'", ModDate="D:20200106120000Z")
    )


def backwards() -> bytes:
    return saved(info(blank(), CreationDate="D:20200106110000Z", ModDate="D:20200105110000Z"))


def revised() -> bytes:
    return later(letter(), content=FRIDAY)


def broken() -> bytes:
    return signed(letter()).replace(b"792", b"791", 1)


def partial() -> bytes:
    return signed(letter()) + b"and words that nobody signed"


def unverifiable() -> bytes:
    def fill(found: re.Match[bytes]) -> bytes:
        return b"/Contents <" + b"0" * (len(found[0]) - 12) + b">"

    return re.sub(rb"/Contents\s*<[0-9a-fA-F]{100,}>", fill, signed(letter()))


def attached() -> bytes:
    pdf = blank()
    pdf.attachments["costs.csv"] = b"a,b\n1,2\n"
    return saved(pdf)


def scripted() -> bytes:
    pdf = blank()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
    return saved(pdf)


def opens_at_page() -> bytes:
    pdf = blank()
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    note(pdf, "Link", A=Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit])))
    return saved(pdf)


def linked() -> bytes:
    pdf = blank()
    note(pdf, "Link", A=Dictionary(S=Name.URI, URI=String("https://example.org/page")))
    return saved(pdf)


def reaching() -> bytes:
    pdf = blank()
    note(pdf, "Link", A=Dictionary(S=Name.GoToR, F=String("\\\\server\\share\\other.pdf"), D=Array([0, Name.Fit])))
    return saved(pdf)


def marked_for_redaction() -> bytes:
    pdf = blank(LETTER + SECRET)
    note(pdf, "Redact", rect=(65, 590, 300, 620))
    return saved(pdf)


def highlighted() -> bytes:
    pdf = blank(LETTER + SECRET)
    quad = Array([65, 620, 300, 620, 65, 590, 300, 590])
    note(pdf, "Highlight", rect=(65, 590, 300, 620), QuadPoints=quad, C=Array([1, 1, 0]))
    return saved(pdf)


def scanned(after: str) -> bytes:
    return saved(with_picture("", after))


def printed(dots: bool, quality: int = 0) -> bytes:
    """The scan of a printed page at 150 dots an inch, packed without loss, or as JPEG of some quality."""
    image = page(dots)
    kept = {"Width": image.width, "Height": image.height, "ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8}
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    data = written(image, quality=quality) if quality else image.tobytes()
    drawn = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, **kept)
    if quality:
        drawn.Filter = Name.DCTDecode
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im1=drawn))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im1 Do Q")
    return saved(pdf)


def mixed() -> bytes:
    pdf = blank(LETTER, "q 612 0 0 792 0 0 cm /Im1 Do Q")
    pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(Im1=picture(pdf)))
    return saved(pdf)


def locked(user: str) -> bytes:
    return saved(blank(), encryption=pikepdf.Encryption(owner="owner", user=user, R=6))


def cut() -> bytes:
    return letter()[:-120]


def _pdf(
    name: str, make: Callable[[], bytes], *has: str, unchecked: tuple[str, ...] = (), supplies: Supplies = SUPPLIES
) -> Sample:
    return sample(name, make, *has, UNMARKED, unchecked=unchecked, supplies=supplies)


SAMPLES: tuple[Sample, ...] = (
    _pdf("pdf-plain.pdf", letter, NONE, ABSENT),
    _pdf("pdf-named.pdf", named, NONE, TOOLS, "pdf.meta.identity"),
    _pdf("pdf-disagreeing.pdf", disagreeing, NONE, TOOLS, "pdf.meta.info_xmp_mismatch"),
    _pdf("pdf-agreeing.pdf", agreeing, NONE, "pdf.meta.identity"),
    _pdf("pdf-backwards.pdf", backwards, NONE, "pdf.meta.date_order"),
    _pdf("pdf-revised.pdf", revised, NONE, TOOLS, REVISED, RECOVERED, supplies=LATER),
    _pdf("pdf-linearised.pdf", lambda: saved(blank(), linearize=True), NONE, ABSENT),
    _pdf("pdf-signed.pdf", lambda: signed(letter()), TOOLS, REVISED, OK, UNTRUSTED, supplies=LATER),
    _pdf("pdf-signed-trusted.pdf", lambda: signed(letter()), TOOLS, REVISED, OK, supplies=trusted()),
    _pdf(
        "pdf-signed-stamped.pdf",
        lambda: signed(letter(), is_stamped=True),
        *(TOOLS, REVISED, OK, "pdf.sig.timestamp"),
        supplies=trusted(),
    ),
    _pdf(
        "pdf-signed-twice.pdf",
        lambda: signed(signed(letter()), "Second", name="Bo Other"),
        *(TOOLS, REVISED, OK, UNTRUSTED),
        supplies=LATER,
    ),
    _pdf(
        "pdf-changed-after.pdf",
        lambda: later(signed(letter()), content=FRIDAY),
        *(TOOLS, REVISED, RECOVERED, OK, UNTRUSTED, "pdf.sig.changed_after"),
        supplies=LATER,
    ),
    _pdf("pdf-sig-broken.pdf", broken, TOOLS, REVISED, "pdf.sig.crypto_broken", supplies=LATER),
    _pdf(
        "pdf-sig-partial.pdf",
        partial,
        *(TOOLS, REVISED, OK, UNTRUSTED, "pdf.sig.partial_coverage", "file.trailing_data"),
        supplies=LATER,
    ),
    _pdf("pdf-sig-unverifiable.pdf", unverifiable, TOOLS, REVISED, "pdf.sig.unverifiable", supplies=LATER),
    _pdf("pdf-sig-empty.pdf", lambda: empty_field(letter()), TOOLS, REVISED, "pdf.sig.field_empty", supplies=LATER),
    _pdf("pdf-covered.pdf", lambda: saved(blank(LETTER + SECRET + BAR)), NONE, ABSENT, "pdf.hidden.covered_text"),
    _pdf("pdf-redacted-well.pdf", lambda: saved(blank(LETTER + BAR)), NONE, ABSENT),
    _pdf("pdf-dark-page.pdf", dark_page, NONE, ABSENT),
    _pdf("pdf-highlighted.pdf", highlighted, NONE, ABSENT),
    _pdf(
        "pdf-white-on-white.pdf",
        lambda: saved(blank(LETTER + "1 g " + line("COPY 17 of 20", 300))),
        *(NONE, ABSENT, "pdf.hidden.same_colour_text"),
    ),
    _pdf(
        "pdf-off-page.pdf",
        lambda: saved(blank(LETTER + line("print shop line 12", 300, 700))),
        *(NONE, ABSENT, "pdf.hidden.offpage_text"),
    ),
    _pdf(
        "pdf-scan-with-words.pdf",
        lambda: scanned("BT 3 Tr /F1 12 Tf 72 600 Td (recognised words) Tj ET"),
        *(NONE, ABSENT, "pdf.hidden.ocr_layer"),
    ),
    _pdf(
        "pdf-scan-blacked.pdf",
        lambda: scanned(
            "BT 3 Tr /F1 12 Tf 72 700 Td (recognised words) Tj ET BT 72 600 Td (John Secret Name) Tj ET " + BAR
        ),
        *(NONE, ABSENT, "pdf.hidden.ocr_layer", "pdf.hidden.covered_text"),
    ),
    _pdf("pdf-scan.pdf", lambda: scanned(""), NONE, ABSENT, "pdf.image_only", unchecked=WORDS),
    _pdf(
        "pdf-print-with-dots.pdf",
        lambda: printed(True),
        *(NONE, ABSENT, "pdf.image_only", "img.dots.suspected"),
        unchecked=WORDS,
    ),
    _pdf("pdf-print.pdf", lambda: printed(False), NONE, ABSENT, "pdf.image_only", unchecked=WORDS),
    _pdf(
        "pdf-print-with-little-colour.pdf",
        lambda: printed(True, quality=60),
        *(NONE, ABSENT, "pdf.image_only"),
        unchecked=(*WORDS, "img.dots.suspected"),
    ),
    _pdf("pdf-mixed.pdf", mixed, NONE, ABSENT, "pdf.image_only"),
    _pdf("pdf-unapplied.pdf", marked_for_redaction, NONE, ABSENT, "pdf.hidden.unapplied_redaction"),
    _pdf("pdf-attached.pdf", attached, NONE, ABSENT, "pdf.attachment"),
    _pdf("pdf-scripted.pdf", scripted, NONE, ABSENT, "pdf.active"),
    _pdf("pdf-opens-at-page.pdf", opens_at_page, NONE, ABSENT),
    _pdf("pdf-linked.pdf", linked, NONE, ABSENT, "pdf.remote_ref"),
    _pdf("pdf-reaching.pdf", reaching, NONE, ABSENT, "pdf.remote_ref"),
    _pdf("pdf-restricted.pdf", lambda: locked(""), NONE, ABSENT, "pdf.encrypted_open"),
    sample(
        "pdf-locked.pdf",
        lambda: locked("secret"),
        "file.encrypted",
        unchecked=tuple(name for name in LOCKED if name != "pdf.encrypted_open"),
    ),
    _pdf("pdf-cut.pdf", cut, NONE, ABSENT, "file.recovered"),
    sample("pdf-stump.pdf", lambda: letter()[:60], "file.unreadable", unchecked=UNREAD),
)
