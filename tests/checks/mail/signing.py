"""Mails signed and sealed as servers do, by a signer of its own, so that two programs have to agree."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from nacl.signing import SigningKey

HEADERS = ("from", "to", "subject", "date", "message-id")
SIGNED_AT = 1_578_326_400  # 2020-01-06 16:00 UTC


@cache
def rsa_key(bits: int = 1024) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


@cache
def ed_key(seed: int = 7) -> SigningKey:
    return SigningKey(bytes([seed]) * 32)


def record(kind: str = "ed25519", extra: str = "") -> str:
    """The TXT record of the test key of this kind."""
    if kind == "ed25519":
        public = bytes(ed_key().verify_key)
    else:
        key = rsa_key().public_key()
        public = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k={kind}; {extra}p={base64.b64encode(public).decode()}"


def mail(*fields: str, body: str = "Dear Sir,\r\n\r\nplease find the letter below.\r\n") -> bytes:
    """A mail of the command, with further fields above its own; a field that begins with “-” takes one away."""
    own = {
        "From": "Press Office <press@command.example>",
        "To": "Reporter <desk@paper.example>",
        "Subject": "Movement of forces",
        "Date": "Mon, 06 Jan 2020 18:55:00 +0300",
        "Message-ID": "<20200106155500.1@command.example>",
    }
    gone = {field[1:] for field in fields if field.startswith("-")}
    lines = [field for field in fields if not field.startswith("-")]
    lines += [f"{name}: {value}" for name, value in own.items() if name not in gone]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def signed(
    message: bytes,
    domain: str = "command.example",
    selector: str = "s1",
    algorithm: str = "ed25519-sha256",
    covers: tuple[str, ...] = HEADERS,
    extra: str = "",
    length: int | None = None,
    moment: int | None = SIGNED_AT,
) -> bytes:
    """The mail with a DKIM-Signature on top, relaxed/relaxed."""
    body = _relaxed_body(message)[:length]
    digest = hashlib.new(algorithm.rpartition("-")[2], body).digest()
    tags = [f"v=1; a={algorithm}; c=relaxed/relaxed; d={domain}; s={selector}"]
    tags += [f"t={moment}"] if moment is not None else []
    tags += [f"l={length}"] if length is not None else []
    tags += [extra] if extra else []
    tags += [f"h={':'.join(covers)}; bh={base64.b64encode(digest).decode()}; b="]
    return _on_top(message, "DKIM-Signature", "; ".join(tags), _select(message, covers), algorithm)


def sealed(message: bytes, number: int, cv: str, domain: str = "list.example", algorithm: str = "rsa-sha256") -> bytes:
    """The mail with one more set of ARC fields."""
    claim = f"i={number}; mx.{domain}; spf=pass smtp.mailfrom=command.example; dkim=pass header.d=command.example"
    message = f"ARC-Authentication-Results: {claim}\r\n".encode() + message
    digest = base64.b64encode(hashlib.sha256(_relaxed_body(message)).digest()).decode()
    start = f"i={number}; a={algorithm}; d={domain}; s=arc; t={SIGNED_AT}"
    covers = ("from", "to", "subject", "date")
    tags = f"{start}; c=relaxed/relaxed; h={':'.join(covers)}; bh={digest}; b="
    message = _on_top(message, "ARC-Message-Signature", tags, _select(message, covers), algorithm)
    chain = []
    fields = _fields(message)
    for n in range(1, number + 1):
        for name in ("arc-authentication-results", "arc-message-signature", "arc-seal"):
            chain += [field for field in fields if field[0] == name and re.match(rf"\s*i={n};", field[1])]
    return _on_top(
        message, "ARC-Seal", f"i={number}; a={algorithm}; cv={cv}; {start[5:].split('; ', 1)[1]}; b=", chain, algorithm
    )


def _on_top(message: bytes, name: str, tags: str, covered: list[tuple[str, str]], algorithm: str) -> bytes:
    data = "".join(f"{key}:{value}\r\n" for key, value in covered) + f"{name.lower()}:{_relaxed(tags)}"
    return f"{name}: {tags}{base64.b64encode(_signature(data.encode(), algorithm)).decode()}\r\n".encode() + message


def _signature(data: bytes, algorithm: str) -> bytes:
    if algorithm == "ed25519-sha256":
        return ed_key().sign(hashlib.sha256(data).digest()).signature
    digest = hashes.SHA1() if algorithm == "rsa-sha1" else hashes.SHA256()
    return rsa_key().sign(data, padding.PKCS1v15(), digest)


def _fields(message: bytes) -> list[tuple[str, str]]:
    head = message.partition(b"\r\n\r\n")[0].decode()
    pairs = (line.partition(":") for line in re.sub("\r\n([ \t])", r"\1", head).split("\r\n"))
    return [(name.lower(), _relaxed(value)) for name, _, value in pairs]


def _select(message: bytes, covers: tuple[str, ...]) -> list[tuple[str, str]]:
    left = _fields(message)
    chosen = []
    for name in covers:
        at = next((at for at in reversed(range(len(left))) if left[at][0] == name), None)
        if at is not None:
            chosen.append(left.pop(at))
    return chosen


def _relaxed(value: str) -> str:
    return re.sub("[ \t]+", " ", value).strip()


def _relaxed_body(message: bytes) -> bytes:
    body = message.partition(b"\r\n\r\n")[2]
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)
