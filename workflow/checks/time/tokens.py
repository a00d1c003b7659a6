"""Tokens of a time-stamp authority: what they are about, who signed them, which supplied root vouches for it."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import Any

from workflow.checks.evidence import Evidence
from workflow.checks.sheet import NotChecked, Sheet
from workflow.terms import Severity

_HASHES = {
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_GRANTED = b"\x30\x03\x02\x01\x00"
_NO_ROOT = "The time stamp fits the file and its signature holds, but no root of the time-stamp authority was supplied."

_NO_SIGNER = "The time stamp does not carry the certificate of its signer, and none that fits was supplied."


def tool() -> str:
    """The reader and its version."""
    return f"rfc3161-client {version('rfc3161-client')}"


def tell(evidence: Evidence, sheet: Sheet) -> None:
    """The facts of a token that stands by itself."""
    response = _decoded(evidence.data)
    if response is None:
        sheet.find("tsa.invalid", "the file", "It is no time stamp that can be read.", tool())
        return
    imprint = response.tst_info.message_imprint
    sheet.facts["time_stamp_of"] = f"{_HASHES.get(_dotted(imprint), 'unknown')} {imprint.message.hex()}"
    sheet.facts["time_stamp_at"] = response.tst_info.gen_time.isoformat()
    if _signature_holds(response) is False:
        sheet.find("tsa.invalid", "the file", "Its signature does not hold: it was changed after it was made.", tool())


def look(evidence: Evidence, sheet: Sheet, name: str, data: bytes) -> None:
    """Judge one token against the file. Raises NotChecked where it cannot be judged."""
    response = _decoded(data)
    if response is None:
        sheet.find("tsa.invalid", name, "It is no time stamp that can be read.", tool())
        return
    imprint = response.tst_info.message_imprint
    how = _HASHES.get(_dotted(imprint))
    if how is None:
        raise NotChecked("The time stamp uses a hash that is not known here.")
    if hashlib.new(how, evidence.data).digest() != imprint.message:
        sheet.find("tsa.invalid", name, "Wrong file: it was made for other bytes than these.", tool())
        return
    holds = _signature_holds(response)
    if holds is False:
        sheet.find("tsa.invalid", name, "Broken signature: the time stamp was changed after it was made.", tool())
        return
    _trace(evidence, sheet, name, response, holds)


def _trace(evidence: Evidence, sheet: Sheet, name: str, response: Any, holds: bool | None) -> None:
    """Trace the signer to a root that was supplied; without one nothing is called valid."""
    from rfc3161_client import VerificationError, VerifierBuilder

    roots = _certificates(evidence.supplies.roots)
    if not roots:
        raise NotChecked(_NO_ROOT if holds else "No root of the time-stamp authority was supplied.")
    signer = _signer(response)
    known = [one for one in roots if (one.issuer, one.serial_number) == signer] if signer else []
    builder = VerifierBuilder(roots=roots, tsa_certificate=known[0] if known else None)
    try:
        builder.build().verify(response, response.tst_info.message_imprint.message)
    except VerificationError as error:
        words = str(error)
        if "certificate verify error" in words:
            value = "Wrong chain: its signer is not traced to a root that was supplied."
            sheet.find("tsa.invalid", name, value, tool(), Severity.NOTE)
        elif "signer certificate not found" in words or "neither found" in words:
            raise NotChecked(_NO_SIGNER) from None
        elif "EKU" in words:
            sheet.find("tsa.invalid", name, "Its signer's certificate is not made for time stamps.", tool())
        else:
            sheet.find("tsa.invalid", name, "Broken signature: the time stamp does not hold.", tool())
        return
    at = response.tst_info.gen_time.strftime("%Y-%m-%d %H:%M:%S UTC")
    sheet.find("tsa.valid", name, f"These bytes existed not later than {at}.", tool())


def _decoded(data: bytes) -> Any:
    """The token, whether as an answer of the authority or bare; None for bytes that are neither."""
    from rfc3161_client import decode_timestamp_response

    for change, more in ((bytes, bytes), (_as_answer, bytes), (bytes, _in_order), (_as_answer, _in_order)):
        try:
            response = decode_timestamp_response(more(change(data)))
            return response if response.tst_info.message_imprint.message else None
        except Exception:  # the decoder raises several kinds on hostile bytes
            continue
    return None


def _as_answer(token: bytes) -> bytes:
    """A bare token as the answer in which an authority sends it."""
    body = _GRANTED + token
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return b"\x30" + (bytes([len(body)]) if len(body) < 128 else bytes([0x80 | len(size)]) + size) + body


def _in_order(answer: bytes) -> bytes:
    """The answer with its certificates in the strict order that the decoder asks for and few authorities keep.

    Their order is not signed.
    """
    from asn1crypto import cms, tsp

    whole = tsp.TimeStampResp.load(answer)
    signed = whole["time_stamp_token"]["content"]
    signed["certificates"] = cms.CertificateSet(sorted(signed["certificates"], key=lambda one: bytes(one.dump())))
    return bytes(whole.dump())


def _dotted(imprint: Any) -> str:
    return str(imprint.hash_algorithm.dotted_string)


def _signer(response: Any) -> tuple[object, object] | None:
    infos = list(response.signed_data.signer_infos)
    return (infos[0].issuer, infos[0].serial_number) if len(infos) == 1 else None


def _certificates(supplied: tuple[bytes, ...]) -> list[Any]:
    from cryptography import x509

    found: list[Any] = []
    for one in supplied:
        try:
            is_pem = b"-----BEGIN" in one
            found += x509.load_pem_x509_certificates(one) if is_pem else [x509.load_der_x509_certificate(one)]
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _signature_holds(response: Any) -> bool | None:
    """Whether the certificate within signed the token as it is; None where that cannot be told.

    The library asks for a root first, so that a broken signature under an unknown root would look like a wrong chain.
    """
    from asn1crypto import cms
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        signed = cms.ContentInfo.load(response.time_stamp_token())["content"]
        info = signed["signer_infos"][0]
        attributes = {one["type"].native: one["values"][0].native for one in info["signed_attrs"]}
        content = signed["encap_content_info"]["content"].contents
        digest = hashlib.new(info["digest_algorithm"]["algorithm"].native, content).digest()
        if attributes["message_digest"] != digest:
            return False
        wanted = _signer(response)
        within = [x509.load_der_x509_certificate(bytes(one)) for one in response.signed_data.certificates]
        key = next(one.public_key() for one in within if (one.issuer, one.serial_number) == wanted)
        _verify(key, info["signature"].native, info["signed_attrs"].untag().dump(), info)
    except InvalidSignature:
        return False
    except (StopIteration, KeyError, IndexError, TypeError, ValueError, UnsupportedAlgorithm):
        return None
    return True


def _verify(key: Any, signature: bytes, message: bytes, info: Any) -> None:
    """Check one signature. Raises InvalidSignature, and ValueError for a kind of key that is not known here."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    how = getattr(hashes, info["digest_algorithm"]["algorithm"].native.upper())()
    if isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, message, ec.ECDSA(how))
    elif isinstance(key, rsa.RSAPublicKey) and info["signature_algorithm"].signature_algo == "rsassa_pkcs1v15":
        key.verify(signature, message, padding.PKCS1v15(), how)
    else:
        raise ValueError
