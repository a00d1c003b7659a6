"""PDFs made by hand: pages of plain operators, states saved on top of each other, signatures of keys made here."""

from __future__ import annotations

import io
import zlib
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

SIGNER = "Alexandra Example"


def line(words: str, y: int = 700, x: int = 72, size: int = 12) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n"


LETTER = line("Dear all") + line("we write to tell you that the meeting is on Monday", 680)


def blank(*contents: str, size: tuple[int, int] = (612, 792)) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for words in contents or (LETTER,):
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(words.encode("latin-1"))
    return pdf


def info(pdf: pikepdf.Pdf, **fields: str) -> pikepdf.Pdf:
    pdf.trailer.Info = pdf.make_indirect(Dictionary({f"/{name}": String(value) for name, value in fields.items()}))
    return pdf


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=not how.get("encryption"), fix_metadata_version=False, **how)
    return out.getvalue()


def xmp(pdf: pikepdf.Pdf, body: str, head: str = "") -> pikepdf.Pdf:
    packet = f"""<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>{head}<x:xmpmeta xmlns:x='adobe:ns:meta/'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''
 xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'
 xmlns:pdf='http://ns.adobe.com/pdf/1.3/' xmlns:pdfx='http://ns.adobe.com/pdfx/1.3/'>{body}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end='w'?>"""
    stream = pdf.make_stream(packet.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
    return pdf


def picture(pdf: pikepdf.Pdf, width: int = 60, height: int = 80, is_text: bool = True) -> pikepdf.Object:
    rows = bytearray()
    for y in range(height):
        for x in range(width):
            rows.append(20 if is_text and y % 4 < 2 and x % 3 else 245)
    stream = pdf.make_stream(zlib.compress(bytes(rows)))
    for name, value in (
        ("Type", Name.XObject), ("Subtype", Name.Image), ("Width", width), ("Height", height),
        ("ColorSpace", Name.DeviceGray), ("BitsPerComponent", 8), ("Filter", Name.FlateDecode),
    ):  # fmt: skip
        stream[f"/{name}"] = value
    return stream


def with_picture(before: str, after: str, place: str = "612 0 0 792 0 0", is_text: bool = True) -> pikepdf.Pdf:
    pdf = blank(f"{before}q {place} cm /Im1 Do Q\n{after}")
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im1=picture(pdf, is_text=is_text))
    return pdf


def note(pdf: pikepdf.Pdf, kind: str, page: int = 0, rect: tuple[int, ...] = (70, 690, 300, 715), **keys: Any) -> Any:
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(list(rect)), F=4, **keys))
    held = pdf.pages[page].obj
    if "/Annots" not in held:
        held.Annots = Array([])
    held.Annots.append(made)
    return made


def later(data: bytes, **changes: bytes) -> bytes:
    """The same file with a state saved on top of it, in which the content of page 1 is replaced."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer: Any = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    page = writer.find_page_for_modification(0)[0].get_object()
    if "content" in changes:
        page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=changes["content"]))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def keys(name: str, days: int = 36_500) -> tuple[Any, Any, bytes]:
    """A signer of pyHanko, its stamper's twin, and the certificate in PEM; made once in a process."""
    from asn1crypto import keys as asn1_keys
    from asn1crypto import x509 as asn1_x509
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.timestamps import DummyTimeStamper
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = ec.generate_private_key(ec.SECP256R1())
    stamping_key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime(2020, 1, 1, tzinfo=UTC)

    def certificate(key: Any, is_stamper: bool) -> Any:
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(4711)
            .not_valid_before(start)
            .not_valid_after(start + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=not is_stamper, path_length=None), critical=True)
        )
        if is_stamper:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            made = made.add_extension(usage, critical=True)
        return made.sign(key, hashes.SHA256())

    def der(one: Any) -> Any:
        return asn1_x509.Certificate.load(one.public_bytes(serialization.Encoding.DER))

    def private(one: Any) -> Any:
        form, lock = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        return asn1_keys.PrivateKeyInfo.load(one.private_bytes(serialization.Encoding.DER, form, lock))

    plain, stamping = certificate(key, False), certificate(stamping_key, True)
    nothing: Any = SimpleCertificateStore
    store = nothing()
    signer = SimpleSigner(der(plain), private(key), store)
    noon = datetime(2026, 1, 2, 12, tzinfo=UTC)
    stamper = DummyTimeStamper(der(stamping), private(stamping_key), fixed_dt=noon, certs_to_embed=store)
    return signer, stamper, plain.public_bytes(serialization.Encoding.PEM)


def signed(
    data: bytes, field: str = "Signature1", is_stamped: bool = False, name: str = SIGNER, days: int = 36_500
) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    signer, stamper, _ = keys(name, days)
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    if writer.prev.encrypted:
        writer.encrypt(b"")
    made = PdfSigner(
        PdfSignatureMetadata(field_name=field, md_algorithm="sha256"),
        signer=signer,
        timestamper=stamper if is_stamped else None,
    ).sign_pdf(writer)
    return bytes(made.getvalue())


def empty_field(data: bytes) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    writer: Any = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    append_signature_field(writer, SigFieldSpec("Approval", box=(72, 72, 200, 120)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def dark_page(color: str = "0 g") -> bytes:
    return saved(blank(f"{color} 0 0 612 792 re f 1 g {line('white on dark is legible')}"))
