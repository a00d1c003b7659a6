"""XML signatures (W3C XML-DSig), as Office and LibreOffice write them, held to the bytes that they name."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import islice
from typing import Any, NamedTuple

from workflow.checks.office.package import Node, attribute, child, elements, name_of, parsed, text_of
from workflow.checks.sheet import NotChecked

_HASHES = ("sha1", "sha224", "sha256", "sha384", "sha512")
_MANY = 5000
_MANY_CERTIFICATES = 10
_CHOOSING = "RelationshipTransform"

Part = Callable[[str], bytes | None]
"""Gives the bytes of a part by its name, None where there is none."""


class Signature(NamedTuple):
    """What holding one signature to its file told: what is broken, which parts it covers, and who signed when.

    `relations` are the relationships that are signed: the part and the id, or `*` where the part is signed whole.
    """

    broken: tuple[str, ...]
    covered: frozenset[str]
    relations: frozenset[tuple[str, str]]
    signer: str
    claimed: str


def tool() -> str:
    """The libraries that verify, with their versions."""
    return f"lxml {version('lxml')}, cryptography {version('cryptography')}"


def canonical(node: Node, method: str = "") -> bytes:
    """The canonical form of an element.

    The element is parsed anew first, with the namespaces that it inherits: lxml writes stray `xmlns=""` otherwise.
    """
    from lxml import etree

    alone = parsed(etree.tostring(node, with_tail=False), name_of(node))
    exclusive = "xml-exc-c14n" in method
    try:
        made: bytes = etree.tostring(alone, method="c14n", exclusive=exclusive, with_comments="WithComments" in method)
    except etree.C14NError as error:
        raise NotChecked(f"{name_of(node)} has no canonical form.") from error
    return made


def verify(root: Node, part: Part) -> Signature:
    """Hold a `Signature` element to the parts that it names. Raises NotChecked where its method is not known."""
    info = child(root, "SignedInfo")
    if info is None:
        raise NotChecked("The signature has no signed information.")
    broken: list[str] = []
    covered: set[str] = set()
    certificates = _certificates(root)
    certificate = next((one for one in certificates if _fits(root, info, one)), None)
    if certificate is None:
        certificate = certificates[0]
        broken.append("the signature does not fit what it signs")
    elif not _is_named(root, certificate):
        broken.append("the certificate is not the one that the signer named")
    if len(list(elements(root, "Reference"))) > _MANY:
        raise NotChecked("The signature names more parts than are read.")
    for reference in (node for node in info if name_of(node) == "Reference"):
        target = attribute(reference, "URI")
        if not target.startswith("#"):
            _hold_part(reference, part, broken, covered)
            continue
        held = [node for node in root.iter() if attribute(node, "Id") == target[1:]] if target[1:] else []
        if len(held) != 1 or _digest(reference, canonical(held[0], _last_transform(reference))) is False:
            broken.append(f"the part {target} of the signature changed")
            continue
        for manifest in elements(held[0], "Manifest"):
            for inner in (node for node in manifest if name_of(node) == "Reference"):
                _hold_part(inner, part, broken, covered)
    relations = frozenset(_relations(root, part, covered))
    return Signature(tuple(broken), frozenset(covered), relations, _signer(certificate), _claimed(root))


def _relations(root: Node, part: Part, covered: set[str]) -> Iterator[tuple[str, str]]:
    for reference in elements(root, "Reference"):
        name = _name(reference)
        data = part(name) if name in covered and name.endswith(".rels") else None
        if data is None:
            continue
        chosen = [one for one in _transforms(reference) if attribute(one, "Algorithm").endswith(_CHOOSING)]
        if not chosen:
            yield name, "*"
        for transform in chosen:
            yield from ((name, node.get("Id") or "") for node in _kept(parsed(data, name), transform))


def _is_named(root: Node, certificate: Any) -> bool:
    """Whether the certificate is the one whose checksum the signer signed (XAdES), where one was."""
    from cryptography.hazmat.primitives.serialization import Encoding

    held = certificate.public_bytes(Encoding.DER)
    for named in elements(root, "SigningCertificate", "SigningCertificateV2"):
        digest = child(named, "Cert", "CertDigest")
        if digest is not None:
            return _digest(digest, held)
    return True


def _name(reference: Node) -> str:
    return attribute(reference, "URI").split("?", 1)[0].lstrip("/")


def _hold_part(reference: Node, part: Part, broken: list[str], covered: set[str]) -> None:
    name = _name(reference)
    data = part(name)
    if data is None:
        broken.append(f"{name} is missing")
        return
    covered.add(name)
    if not _digest(reference, _transformed(reference, data, name)):
        broken.append(f"{name} changed after signing")


def _transforms(reference: Node) -> Iterator[Node]:
    yield from elements(reference, "Transform")


def _last_transform(reference: Node) -> str:
    return next((attribute(node, "Algorithm") for node in reversed(list(_transforms(reference)))), "")


def _transformed(reference: Node, data: bytes, name: str) -> bytes:
    tree: Node | None = None
    for transform in _transforms(reference):
        method = attribute(transform, "Algorithm")
        if method.endswith(_CHOOSING):
            tree = _relationships(parsed(data, name), transform)
        elif "c14n" in method:
            data, tree = canonical(tree if tree is not None else parsed(data, name), method), None
        else:
            raise NotChecked(f"The signature transforms {name} in a way that is not known here.")
    return canonical(tree) if tree is not None else data


def _relationships(root: Node, transform: Node) -> Node:
    """The relationships that are signed, sorted, as the Open Packaging Conventions say (part 2, 13.2.4.24)."""
    from lxml import etree

    kept = _kept(root, transform)
    made = etree.Element(root.tag, nsmap={None: etree.QName(root).namespace})
    for node in sorted(kept, key=lambda node: node.get("Id") or ""):
        copy = etree.SubElement(made, node.tag)
        for key, value in node.items():
            copy.set(key, value)
        copy.set("TargetMode", node.get("TargetMode") or "Internal")
    return made


def _kept(root: Node, transform: Node) -> list[Node]:
    ids = {attribute(node, "SourceId") for node in elements(transform, "RelationshipReference")}
    kinds = {attribute(node, "SourceType") for node in elements(transform, "RelationshipsGroupReference")}
    return [node for node in root if name_of(node) and (node.get("Id") in ids or node.get("Type") in kinds)]


def _digest(reference: Node, data: bytes) -> bool:
    method = attribute(child(reference, "DigestMethod"), "Algorithm").rsplit("#", 1)[-1].lower()
    if method not in _HASHES:
        raise NotChecked("The signature uses a checksum that is not known here.")
    wanted = _decoded(text_of(child(reference, "DigestValue")))
    return hashlib.new(method, data, usedforsecurity=False).digest() == wanted


def _decoded(words: str) -> bytes:
    try:
        return base64.b64decode(words.replace(" ", ""))
    except (binascii.Error, ValueError):
        return b""


def _certificates(root: Node) -> list[Any]:
    """The certificates within: the signer's, and perhaps those above it, in any order."""
    from cryptography import x509

    found = []
    for node in islice(elements(root, "X509Certificate"), _MANY_CERTIFICATES):
        try:
            found.append(x509.load_der_x509_certificate(_decoded(text_of(node))))
        except ValueError as error:
            raise NotChecked("The certificate within the signature cannot be read.") from error
    if not found:
        raise NotChecked("The signature carries no certificate to hold it to.")
    return found


def _fits(root: Node, info: Node, certificate: Any) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    method = attribute(child(info, "SignatureMethod"), "Algorithm").rsplit("#", 1)[-1].lower()
    kind, _, name = method.partition("-")
    known = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
    value = _decoded(text_of(child(root, "SignatureValue")))
    signed = canonical(info, attribute(child(info, "CanonicalizationMethod"), "Algorithm"))
    key = certificate.public_key()
    try:
        if kind == "rsa" and isinstance(key, rsa.RSAPublicKey) and name in known:
            key.verify(value, signed, padding.PKCS1v15(), known[name])
        elif kind == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey) and name in known:
            half = len(value) // 2
            numbers = (int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big"))
            key.verify(encode_dss_signature(*numbers), signed, ec.ECDSA(known[name]))
        elif kind in ("rsa", "ecdsa") and name in known:
            return False
        else:
            raise NotChecked(f"The method of the signature ({method[:40]}) is not known here.")
    except InvalidSignature:
        return False
    return True


def _signer(certificate: Any) -> str:
    return (
        f"signer {certificate.subject.rfc4514_string()}, issued by {certificate.issuer.rfc4514_string()}, "
        f"valid {certificate.not_valid_before_utc:%Y-%m-%d} to {certificate.not_valid_after_utc:%Y-%m-%d}"
    )


def _claimed(root: Node) -> str:
    for path in (("SignatureTime",), ("SigningTime",), ("date",)):
        for node in elements(root, *path):
            value = child(node, "Value")
            return text_of(value if value is not None else node)
    return ""
