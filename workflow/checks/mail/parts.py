"""The parts of a mail: its texts, its attachments, and the mails attached to it."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message as Header
from typing import NamedTuple

from workflow.checks.mail.message import MOST_HEADER, Message, decoded
from workflow.checks.sheet import LimitsHit

MOST_DEPTH = 30
MOST_PARTS = 2_000

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


class Part(NamedTuple):
    """A part that holds no other parts: its type, file name (may be empty), decoded bytes, and character set.

    `is_report` says that it lies in a delivery report.
    """

    type: str
    name: str
    data: bytes
    charset: str
    is_attachment: bool
    is_report: bool


def parts(message: Message) -> Iterator[Part]:
    """The parts of a mail in order. Raises LimitsHit for more than 30 levels or 2,000 parts."""
    waiting = [(message.head, message.body, 0, False)]
    count = 0
    while waiting:
        head, body, depth, is_report = waiting.pop()
        count += 1
        if depth > MOST_DEPTH:
            raise LimitsHit(f"Its parts are nested more than {MOST_DEPTH} levels deep.")
        if count > MOST_PARTS:
            raise LimitsHit(f"It has more than {MOST_PARTS:,} parts.")
        header = message_from_bytes(head[:MOST_HEADER], policy=policy.compat32)
        kind = header.get_content_type()
        boundary = header.get_boundary("")
        if kind.startswith("multipart/") and boundary:
            within = [_cut(piece) for piece in _split(body, boundary)]
            is_report = is_report or kind == "multipart/report"
            waiting.extend((*piece, depth + 1, is_report) for piece in reversed(within))
        else:
            yield _part(header, kind, body, is_report)


def _split(body: bytes, boundary: str) -> list[bytes]:
    mark = re.escape(boundary.encode("utf-8", "surrogateescape"))
    pieces = re.split(rb"(?:\A|\r?\n)--" + mark + rb"(--)?[ \t]*(?=\r?\n|\Z)", body, maxsplit=MOST_PARTS + 1)
    found: list[bytes] = []
    for ends, piece in zip(pieces[1::2], pieces[2::2], strict=False):
        if ends:
            break
        found.append(re.sub(rb"\A\r?\n", b"", piece))
    return found


def _cut(piece: bytes) -> tuple[bytes, bytes]:
    message = Message(piece)
    return message.head, message.body


def _part(header: Header, kind: str, body: bytes, is_report: bool) -> Part:
    name = decoded(_quiet(header.get_filename))
    encoding = str(header.get("content-transfer-encoding", "")).strip().lower()
    disposition = str(header.get("content-disposition", "")).strip().lower()
    is_attachment = bool(name) or disposition.startswith("attachment") or not kind.startswith("text/")
    return Part(kind, name, _plain(body, encoding), _quiet(header.get_content_charset), is_attachment, is_report)


def _quiet(ask: object) -> str:
    try:
        return str(ask() or "") if callable(ask) else ""
    except Exception:  # parameters in an encoding that does not exist
        return ""


def _plain(body: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        letters = _NOT_BASE64.sub(b"", body)
        try:
            return base64.b64decode(letters[: len(letters) // 4 * 4] + _rest(letters))
        except binascii.Error:
            return body
    return quopri.decodestring(body) if encoding == "quoted-printable" else body


def _rest(letters: bytes) -> bytes:
    """What stands after the last whole group of four letters, filled up."""
    left = letters[len(letters) // 4 * 4 :]
    return left + b"=" * (4 - len(left)) if len(left) > 1 else b""
