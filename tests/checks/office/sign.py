"""Signs Office files by hand: the canonical bytes are written out, so that no reader's canonical form is trusted."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding

DSIG = "http://www.w3.org/2000/09/xmldsig#"
_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
_OPC = "http://schemas.openxmlformats.org/package/2006/digital-signature"
_XADES = "http://uri.etsi.org/01903/v1.3.2#"


@cache
def _signer() -> tuple[ec.EllipticCurvePrivateKey, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    return key, certificate("Sam Signer", key)


def certificate(signer: str, key: ec.EllipticCurvePrivateKey) -> bytes:
    """A certificate in a name of one's choice, signed by its own key."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, signer)])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
    made = made.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2030, 1, 1, tzinfo=UTC))
    return made.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def carried(*names: str) -> str:
    """Certificates as a signature carries them: `Sam Signer` is the one that signed, others have the same key."""
    key, own = _signer()
    made = (own if name == "Sam Signer" else certificate(name, key) for name in names)
    return "".join(f"<X509Certificate>{base64.b64encode(one).decode()}</X509Certificate>" for one in made)


def _digest(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def _reference(target: str, data: bytes, transforms: str = "", kind: str = "") -> str:
    inner = f"<Transforms>{transforms}</Transforms>" if transforms else ""
    return (
        f'<Reference{f" Type={chr(34)}{kind}{chr(34)}" if kind else ""} URI="{target}">{inner}'
        f'<DigestMethod Algorithm="{_SHA256}"></DigestMethod><DigestValue>{_digest(data)}</DigestValue></Reference>'
    )


def signature(parts: dict[str, bytes], relationships: dict[str, tuple[list[str], bytes]]) -> bytes:
    """A signature over parts, and over relationships of some ids whose canonical form is given."""
    key, own = _signer()
    lines = [_reference(f"/{name}?ContentType=application/xml", data) for name, data in parts.items()]
    for name, (ids, form) in relationships.items():
        chosen = "".join(
            f'<mdssi:RelationshipReference xmlns:mdssi="{_OPC}" SourceId="{one}"></mdssi:RelationshipReference>'
            for one in ids
        )
        steps = f'<Transform Algorithm="{_TRANSFORM}">{chosen}</Transform><Transform Algorithm="{_C14N}"></Transform>'
        lines.append(_reference(f"/{name}?ContentType=application/xml", form, steps))
    manifest = f"<Manifest>{''.join(lines)}</Manifest>"
    held = f'<Object Id="idPackageObject">{manifest}</Object>'
    properties = (
        '<xd:SignedProperties Id="idSignedProperties"><xd:SigningTime>2026-01-06T10:00:00Z</xd:SigningTime>'
        f'<xd:SigningCertificate><xd:Cert><xd:CertDigest><DigestMethod Algorithm="{_SHA256}"></DigestMethod>'
        f"<DigestValue>{_digest(own)}</DigestValue></xd:CertDigest></xd:Cert></xd:SigningCertificate>"
        "</xd:SignedProperties>"
    )
    # An element in canonical form carries the name spaces that it inherits, whether it uses them or not.
    inherited = (
        f'<xd:SignedProperties xmlns="{DSIG}" xmlns:xd="{_XADES}"{properties.removeprefix("<xd:SignedProperties")}'
    )
    info = (
        f'<SignedInfo><CanonicalizationMethod Algorithm="{_C14N}"></CanonicalizationMethod>'
        '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"></SignatureMethod>'
        + _reference("#idPackageObject", _inheriting(held), kind=f"{DSIG}Object")
        + _reference("#idSignedProperties", inherited.encode(), f'<Transform Algorithm="{_C14N}"></Transform>')
        + "</SignedInfo>"
    )
    numbers = decode_dss_signature(key.sign(_inheriting(info), ec.ECDSA(hashes.SHA256())))
    value = base64.b64encode(b"".join(number.to_bytes(32, "big") for number in numbers)).decode()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Signature xmlns="{DSIG}" Id="idPackageSignature">{info}'
        f"<SignatureValue>{value}</SignatureValue><KeyInfo><X509Data>"
        f"{carried('Sam Signer')}</X509Data></KeyInfo>{held}"
        f'<Object><xd:QualifyingProperties xmlns:xd="{_XADES}">{properties}</xd:QualifyingProperties></Object>'
        "</Signature>"
    ).encode()


def _inheriting(element: str) -> bytes:
    """The canonical form of an element without attributes in the name space of signatures."""
    name, rest = element[1:].split(">", 1)[0], element.split(">", 1)[1]
    tag, _, more = name.partition(" ")
    return f'<{tag} xmlns="{DSIG}"{" " + more if more else ""}>{rest}'.encode()
