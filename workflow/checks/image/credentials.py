"""The signed history (C2PA) of an image or a PDF: read from the file alone, never from an address that stands in it."""

from __future__ import annotations

import io
import json
import re
from importlib.metadata import version

from workflow.checks.evidence import Evidence
from workflow.checks.image.xmp import tags_of
from workflow.checks.sheet import NotChecked, Sheet

IDS = ("img.c2pa.valid", "img.c2pa.untrusted", "img.c2pa.invalid", "img.c2pa.remote", "img.c2pa.absent")
FORMATS = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "tiff": "image/tiff",
    "heic": "image/heic",
    "avif": "image/avif",
    "pdf": "application/pdf",
}
_MARKS = (b"jumb", b"c2pa")
_DAMAGED = re.compile(
    r"^(?:AssertionNotFound|Signature|Verify|Decoding(?!.*unsupported claim version)|"
    r"Other: (?:could not create valid JUMBF|required JUMBF|unknown algorithm|C2PA provenance not found))"
)
"""What the reader says of a record that is there but broken, in contrast to a file that it cannot take apart."""

_SIGNER_ALONE = ("signingCredential.", "timeStamp.untrusted")


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Read the record and judge it. Raises NotChecked where it cannot be read."""
    if evidence.type == "pdf" and not _pdf_may_carry(evidence.data):
        sheet.find("img.c2pa.absent", "the file", "There is no signed history in the file.", "onrecord")
        return
    told = _read(evidence)
    tool = f"c2pa-python {version('c2pa-python')}"
    address = _address(evidence.data)
    if told is None:
        if address:
            sheet.find("img.c2pa.remote", "XMP", f"The record is kept online only, at {address}", tool)
            return
        if evidence.type != "pdf" and all(mark in evidence.data for mark in _MARKS):
            raise NotChecked("Parts of a signed history stand in the file, but cannot be read.")
        sheet.find("img.c2pa.absent", "the file", "There is no signed history in the file.", tool)
        return
    _judge(told, sheet, tool)


def _read(evidence: Evidence) -> dict[str, object] | None:
    """The record in the file and the state of its checks, or None. No address is asked, whatever stands in the file."""
    import c2pa

    context = c2pa.Context(c2pa.Settings.from_dict(_settings(evidence.supplies.roots)))
    try:
        with c2pa.Reader(FORMATS[evidence.type], io.BytesIO(evidence.data), context=context) as reader:
            found = json.loads(reader.json())
            found["state"] = str(reader.get_validation_state())
            return dict(found)
    except c2pa.C2paError as error:
        if "ManifestNotFound" in str(error) or str(error).startswith("Remote"):
            return None
        if evidence.kept.get("image cut") or not _DAMAGED.search(str(error)):
            raise NotChecked("The reader of signed histories cannot take this file apart.") from None
        return {"state": "Damaged"}


def _settings(roots: tuple[bytes, ...]) -> dict[str, object]:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    settings: dict[str, object] = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
    anchors = ""
    for root in roots:
        try:
            is_pem = b"-----BEGIN" in root
            found = x509.load_pem_x509_certificates(root) if is_pem else [x509.load_der_x509_certificate(root)]
            anchors += "".join(one.public_bytes(Encoding.PEM).decode() for one in found)
        except ValueError:
            continue
    if anchors:
        settings["trust"] = {"trust_anchors": anchors}
    return settings


def _judge(told: dict[str, object], sheet: Sheet, tool: str) -> None:
    if told["state"] == "Damaged":
        sheet.find("img.c2pa.invalid", "signed history", "The record is damaged: it cannot be read to its end.", tool)
        return
    manifests = told.get("manifests")
    active = manifests.get(told.get("active_manifest")) if isinstance(manifests, dict) else None
    signature = active.get("signature_info") if isinstance(active, dict) else None
    signer = signature if isinstance(signature, dict) else {}
    name = signer.get("common_name") or signer.get("issuer") or "no name"
    made_by = _made_by(active)
    failures = _failures(told)
    if told["state"] == "Invalid" and (not failures or not all(one.startswith(_SIGNER_ALONE) for one in failures)):
        reasons = ", ".join(failures[:5]) or "no reason given"
        value = f"It does not fit the file: {reasons}. Signer named: {name}."
        sheet.find("img.c2pa.invalid", "signed history", value, tool)
        return
    value = f"The file is as it was when this history was signed; signer named: {name}{made_by}."
    sheet.find("img.c2pa.valid", "signed history", value, tool)
    if told["state"] != "Trusted":
        value = f"The certificate of {name} is not traced to a root that was supplied."
        sheet.find("img.c2pa.untrusted", "signed history", value, tool)


def _made_by(active: object) -> str:
    tools = active.get("claim_generator_info") if isinstance(active, dict) else None
    names = [str(one.get("name")) for one in tools if isinstance(one, dict)] if isinstance(tools, list) else []
    return f"; made by {', '.join(names[:3])}" if names else ""


def _failures(told: dict[str, object]) -> list[str]:
    status = told.get("validation_status")
    return [str(one.get("code")) for one in status if isinstance(one, dict)] if isinstance(status, list) else []


def _address(data: bytes) -> str:
    """The address of a record online, as XMP names it; a record within the file is named there by another word."""
    from workflow.checks.image.reading import xmp_packets

    for packet in xmp_packets(data):
        for name, value in tags_of(packet):
            if name == "provenance" and value.lower().startswith(("http://", "https://")):
                return value
    return ""


def _pdf_may_carry(data: bytes) -> bool:
    """Whether the catalogue names a file of such a record, so that hostile PDFs rarely reach one more reader."""
    if b"C2PA" in data or b"provenance" in data:
        return True
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            files = pdf.Root.get("/AF")
            kinds = [str(one.get("/AFRelationship")) for one in files] if isinstance(files, pikepdf.Array) else []
            return "/C2PA_Manifest" in kinds
    except Exception:
        raise NotChecked("The PDF cannot be opened to look for a signed history.") from None
