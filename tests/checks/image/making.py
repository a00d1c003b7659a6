"""Images made by scripts: photographs, scans, screenshots, with the words that devices write into them."""

from __future__ import annotations

import io
import json
import random
import struct
from datetime import datetime
from functools import cache
from typing import NamedTuple

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image, ImageDraw

YELLOW = (255, 255, 120)


@cache
def scene(seed: int = 1, size: tuple[int, int] = (480, 360)) -> Image.Image:
    """Something like a photograph: soft areas, a few hard edges, yellow things among them."""
    chance = random.Random(seed)
    image = Image.new("RGB", (12, 9))
    image.putdata([tuple(chance.randrange(30, 220) for _ in range(3)) for _ in range(108)])
    image = image.resize(size, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image)
    for number in range(8):
        x, y = chance.randrange(size[0] - 60), chance.randrange(size[1] - 60)
        fill = (240, 210, 20) if number % 3 == 0 else tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + 50, y + 40), fill=fill)
    return image


def page(dots: bool = False, noise: int = 0, size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """The scan of a letter, with the dots of a printer if asked for; the pattern is the same all over the page."""
    chance = random.Random(7)
    image = Image.new("RGB", size, (252, 251, 250))
    draw = ImageDraw.Draw(image)
    for line in range(10, 40):
        for word in range(9):
            x = 120 + word * 110 + chance.randrange(20)
            draw.rectangle((x, line * 40, x + chance.randrange(30, 90), line * 40 + 16), fill=(40, 40, 45))
    if dots:
        pattern = [(column, row) for column in range(15) for row in range(8) if chance.random() < 0.3]
        for left in range(0, size[0] - 200, 195):
            for top in range(0, size[1] - 110, 110):
                for column, row in pattern:
                    x, y = left + column * 12, top + row * 12
                    draw.rectangle((x, y, x + 1, y + 1), fill=YELLOW)
    for _ in range(noise):
        image.putpixel((chance.randrange(size[0]), chance.randrange(size[1])), YELLOW)
    return image


def written(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The file of an image."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def _entry(number: int, value: object, heap: bytearray, base: int) -> bytes:
    if isinstance(value, str):
        kind, count, raw = 2, len(value) + 1, value.encode() + b"\x00"
    elif isinstance(value, list):
        kind, count, raw = 5, len(value), b"".join(struct.pack("<II", *one) for one in value)
    elif isinstance(value, bytes):
        kind, count, raw = 1, len(value), value
    else:
        kind, count, raw = 4, 1, struct.pack("<I", value)
    if len(raw) > 4:
        heap += b"\x00" * (len(heap) % 2)
        at = base + len(heap)
        heap += raw
        raw = struct.pack("<I", at)
    return struct.pack("<HHI", number, kind, count) + raw.ljust(4, b"\x00")


def _directory(tags: dict[int, object], at: int, following: int = 0) -> bytes:
    heap = bytearray()
    base = at + 2 + 12 * len(tags) + 4
    entries = b"".join(_entry(number, tags[number], heap, base) for number in sorted(tags))
    return struct.pack("<H", len(tags)) + entries + struct.pack("<I", following) + bytes(heap)


def exif(
    image: dict[int, object] | None = None,
    camera: dict[int, object] | None = None,
    gps: dict[int, object] | None = None,
    preview: bytes = b"",
    of_preview: dict[int, object] | None = None,
) -> bytes:
    """A block of EXIF, with the directories that are given and a preview, whose directory may hold more tags."""
    tags, after = dict(image or {}), bytearray()
    pointers = {0x8769: camera, 0x8825: gps}
    for number, one in pointers.items():
        if one:
            tags[number] = 0
    size = len(_directory(tags, 8)) + 1 & ~1
    for number, one in pointers.items():
        if one:
            tags[number] = 8 + size + len(after)
            after += _directory(one, 8 + size + len(after))
            after += b"\x00" * (len(after) % 2)
    following = 8 + size + len(after) if preview else 0
    if preview:
        small: dict[int, object] = {0x0103: 6, 0x0201: 0, 0x0202: len(preview), **(of_preview or {})}
        small[0x0201] = following + len(_directory(small, following))
        after += _directory(small, following) + preview
    body = b"II*\x00\x08\x00\x00\x00" + _directory(tags, 8, following).ljust(size, b"\x00") + bytes(after)
    return b"Exif\x00\x00" + body


PHONE: dict[int, object] = {0x010F: "Examplephone", 0x0110: "EX-12", 0x0131: "EX-12 13.1"}
LONDON: dict[int, object] = {
    1: "N",
    2: [(51, 1), (30, 1), (2652, 100)],
    3: "W",
    4: [(0, 1), (7, 1), (3900, 100)],
}


def xmp(properties: str) -> bytes:
    """A packet of XMP with these attributes."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
        f'xmlns:xmp="http://ns.adobe.com/xap/1.0/" {properties}/></rdf:RDF></x:xmpmeta>'
    ).encode()


class Signer(NamedTuple):
    """A root, and a signer below it."""

    root: bytes
    leaf: bytes
    key: bytes


def certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    above: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None = None,
    use: x509.ObjectIdentifier | None = None,
    is_critical: bool = False,
) -> x509.Certificate:
    """A certificate of a name, signed by the one above it or by itself; one without a use is a root."""
    words = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    subject = x509.Name(words)
    issuer, above_key = (above[0].subject, above[1]) if above else (subject, key)
    is_root = use is None
    build = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(1000 + len(name))
        .not_valid_before(datetime(2020, 1, 1))
        .not_valid_after(datetime(2049, 1, 1))
        .add_extension(x509.BasicConstraints(is_root, None), critical=True)
        .add_extension(
            x509.KeyUsage(not is_root, False, False, False, False, is_root, is_root, False, False), critical=True
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above_key.public_key()), critical=False)
    )
    if use:
        build = build.add_extension(x509.ExtendedKeyUsage([use]), critical=is_critical)
    return build.sign(above_key, hashes.SHA256())


@cache
def signer() -> Signer:
    """Whoever signs the histories of the samples."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = certificate("Test root", root_key)
    leaf = certificate("Test camera signer", key, (root, root_key), ExtendedKeyUsageOID.EMAIL_PROTECTION)
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Signer(root.public_bytes(pem), leaf.public_bytes(pem), secret)


@cache
def signed(data: bytes, kind: str = "image/jpeg") -> bytes:
    """The file with a signed history."""
    who = signer()
    info = c2pa.C2paSignerInfo(b"es256", who.leaf + who.root, who.key, None)
    action = {
        "action": "c2pa.created",
        "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    }
    history = {
        "claim_generator_info": [{"name": "Test camera", "version": "1"}],
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [action]}}],
    }
    settings = c2pa.Settings.from_dict({"builder": {"thumbnail": {"enabled": False}}})
    out = io.BytesIO()
    with c2pa.Context(settings) as context, c2pa.Builder(json.dumps(history), context=context) as builder:
        builder.sign(c2pa.Signer.from_info(info), kind, io.BytesIO(data), out)
    return out.getvalue()
