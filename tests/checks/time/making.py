"""Time stamps made by scripts: tokens of an authority of our own, and proofs that end where a test wants them to."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from asn1crypto import cms, core, pem, tsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation, TimeAttestation
from opentimestamps.core.op import OpAppend, OpSHA256
from opentimestamps.core.serialize import StreamSerializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

from tests.checks.image.making import certificate

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


class Authority(NamedTuple):
    """The root of a time-stamp authority, and its signer's certificate and key."""

    root: bytes
    signer: bytes
    key: ec.EllipticCurvePrivateKey


@cache
def authority(name: str = "Test authority") -> Authority:
    """An authority of this name."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = certificate(name, root_key)
    signer = certificate(f"{name} signer", key, (root, root_key), ExtendedKeyUsageOID.TIME_STAMPING, is_critical=True)
    return Authority(
        root.public_bytes(serialization.Encoding.PEM), signer.public_bytes(serialization.Encoding.DER), key
    )


def _imprint(data: bytes) -> tsp.TSTInfo:
    return tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.2.3.4.1",
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": hashlib.sha256(data).digest(),
            },
            "serial_number": 7,
            "gen_time": AT,
        }
    )


def token(data: bytes, by: Authority | None = None, carries_signer: bool = True) -> bytes:
    """The token for some bytes, bare."""
    by = by or authority()
    info = _imprint(data)
    signer = asn1.Certificate.load(by.signer)
    digest = hashlib.sha256(info.dump()).digest()
    hashed = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashlib.sha256(by.signer).digest()}]})
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": [hashed]}),
        ]
    )
    signature = by.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
    who = cms.IssuerAndSerialNumber({"issuer": signer.issuer, "serial_number": signer.serial_number})
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info.dump())},
            "certificates": [signer] if carries_signer else [],
            "signer_infos": [
                {
                    "version": "v1",
                    "sid": cms.SignerIdentifier({"issuer_and_serial_number": who}),
                    "digest_algorithm": {"algorithm": "sha256"},
                    "signed_attrs": attributes,
                    "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                    "signature": signature,
                }
            ],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def answer(data: bytes, by: Authority | None = None) -> bytes:
    """The token as the answer of the authority."""
    content = cms.ContentInfo.load(token(data, by))
    return bytes(tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": content}).dump())


def out_of_order(data: bytes) -> bytes:
    """An answer that carries the certificate of its root too, the longer one first, against the strict rules."""
    whole = tsp.TimeStampResp.load(answer(data))
    root = asn1.Certificate.load(pem.unarmor(authority().root)[2])
    signer = asn1.Certificate.load(authority().signer)
    whole["time_stamp_token"]["content"]["certificates"] = cms.CertificateSet([signer, root])
    first, second = sorted((signer.dump(), root.dump()))
    return bytes(whole.dump()).replace(first + second, second + first)


def broken(data: bytes) -> bytes:
    """An answer whose signature was changed by one bit."""
    stamp = bytearray(answer(data))
    stamp[-6] ^= 1
    return bytes(stamp)


def proof(data: bytes, *ends: TimeAttestation) -> bytes:
    """A proof of OpenTimestamps for some bytes that ends in these."""
    stamp = Timestamp(hashlib.sha256(data).digest())
    end = stamp.ops.add(OpAppend(b"salt")).ops.add(OpSHA256())
    end.attestations.update(ends)
    stream = io.BytesIO()
    DetachedTimestampFile(OpSHA256(), stamp).serialize(StreamSerializationContext(stream))
    return stream.getvalue()


def promise() -> TimeAttestation:
    """What a calendar says that has not yet reached a block."""
    return PendingAttestation("https://calendar.example.org")


def block(height: int = 700_000) -> TimeAttestation:
    """What a finished proof says."""
    return BitcoinBlockHeaderAttestation(height)


def header(data: bytes) -> bytes:
    """The header of a block in which the proof of these bytes ends."""
    root = hashlib.sha256(hashlib.sha256(data).digest() + b"salt").digest()
    return bytes(36) + root + int(AT.timestamp()).to_bytes(4, "little") + bytes(8)
