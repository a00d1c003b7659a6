"""The jobs that a locked-in child does on one file, each answered in frames."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from typing import Any

import msgspec

from workflow.checks.evidence import Evidence
from workflow.checks.sheet import TOO_MUCH, NotChecked, Sheet, reason
from workflow.findings import Supplies, Told
from workflow.sandbox import frames
from workflow.sandbox.limits import MOST_NUMBER, MOST_PICTURE, MOST_READ, MOST_REPORT, MOST_TEXT

_PLAIN = frozenset({"text", "eml", "unknown"})
_SHORTER = (2000, 400, 100, 20)
_TOO_LARGE = "The file is larger than is read (256 MB)."
_COMPLEX = "Files of this type are not read here."


class Asked(msgspec.Struct, frozen=True):
    """What the parent asks of one file. `plain` leaves alone whatever is not plain text or mail."""

    job: str
    name: str = ""
    supplies: Supplies = Supplies(0)
    page: int = 1
    dpi: int = 72
    revision: int | None = None
    around: str | None = None
    specks: bool = False
    plain: bool = False


def run(answer: int, file: int | None, locks: tuple[str, ...]) -> None:
    """Do the job that is asked for; whatever fails is told in a last frame."""
    try:
        words = frames.receive(answer, MOST_REPORT * 64)
        if words is None:
            return
        asked = msgspec.msgpack.decode(words[1], type=Asked)
        for kind, data in _answers(asked, answer, file):
            frames.send(answer, kind, data)
        frames.send(answer, frames.END, b"")
    except BrokenPipeError:
        return
    except Exception as error:  # a reader of hostile bytes may raise anything
        kind = b"L" if isinstance(error, TOO_MUCH) else b"N" if isinstance(error, (NotChecked, ImportError)) else b"U"
        _fail(answer, kind, reason(error))


def _fail(answer: int, kind: bytes, why: str) -> None:
    """Tell in a last frame that nobody tried, that the file asks for too much, or that its reader failed."""
    frames.send(answer, frames.FAILED, kind + why.encode("utf-8", "replace"))


def _answers(asked: Asked, answer: int, file: int | None) -> Iterator[tuple[bytes, bytes]]:
    if asked.job == "assemble":
        from workflow.checks.assembling import assemble

        yield frames.PDF, assemble(_pictures(answer), asked.dpi)
        return
    assert file is not None
    evidence = Evidence(_whole(file), asked.name, asked.supplies)
    if asked.plain and evidence.type not in _PLAIN:
        raise NotChecked(_COMPLEX)
    if asked.job == "check":
        yield frames.REPORT, _report(evidence)
    elif asked.job == "pages":
        yield from _pages(evidence, asked.revision)
    elif asked.job == "members":
        yield from _members(evidence)
    else:
        yield from _drawn(evidence, asked)


def _whole(file: int) -> bytes:
    """The bytes of the file, from its beginning where it has one."""
    found = os.fstat(file)
    if stat.S_ISREG(found.st_mode):
        os.lseek(file, 0, os.SEEK_SET)
        if found.st_size > MOST_READ:
            raise NotChecked(_TOO_LARGE)
    blocks, left = [], MOST_READ + 1
    while left and (block := os.read(file, min(left, 1 << 25))):
        blocks.append(block)
        left -= len(block)
    if not left:
        raise NotChecked(_TOO_LARGE)
    return blocks[0] if len(blocks) == 1 else b"".join(blocks)


def _report(evidence: Evidence) -> bytes:
    """What all checks found, cut down where it would be more than a report may be."""
    from workflow.checks.running import examine

    sheet = examine(evidence)
    for most in _SHORTER:
        words = msgspec.msgpack.encode(_told(evidence.type, sheet, most))
        if len(words) <= MOST_REPORT:
            break
    return words


def _told(type_of_it: str, sheet: Sheet, most: int) -> dict[str, Any]:
    return {
        "type": type_of_it,
        "findings": [
            {
                "id": one.id,
                "severity": one.severity.value,
                "where": _sound(one.where, most),
                "value": _sound(one.value, most),
                "tool": _sound(one.tool, most),
            }
            for one in sheet.findings
        ],
        "checks": [
            {"check": one.check, "outcome": one.outcome.value, "reason": _sound(one.reason, most)}
            for one in sheet.outcomes()
        ],
        "facts": {_sound(key, 100): _fact(value, most) for key, value in sheet.facts.items()},
    }


def _fact(value: Told, most: int) -> Told:
    if isinstance(value, str):
        return _sound(value, most)
    if isinstance(value, tuple):
        return tuple(_sound(str(word), most) for word in value[:200])
    return value if isinstance(value, bool) or abs(value) <= MOST_NUMBER else str(value)[:60]


def _sound(text: str, most: int) -> str:
    """Text that can be encoded: half of a surrogate pair becomes a question mark."""
    return text[:most].encode("utf-8", "replace").decode()


def _pages(evidence: Evidence, revision: int | None) -> Iterator[tuple[bytes, bytes]]:
    from workflow.checks.reading import pages_of, unread

    if not pages_of(evidence, revision) and (why := unread(evidence, revision)):
        raise NotChecked(why)
    left = MOST_TEXT - (1 << 20)
    for page in pages_of(evidence, revision):
        words = msgspec.msgpack.encode({"name": _sound(page.name, 300), "text": _sound(page.text, len(page.text))})
        left -= len(words)
        if left < 0:
            return
        yield frames.PAGE, words


def _members(evidence: Evidence) -> Iterator[tuple[bytes, bytes]]:
    from workflow.checks.reading import members_of

    for member in members_of(evidence):
        name = member.name[:1000].encode("utf-8", "replace")
        yield frames.MEMBER, frames.NAME.pack(len(name)) + name + member.data


def _drawn(evidence: Evidence, asked: Asked) -> Iterator[tuple[bytes, bytes]]:
    from workflow.checks import close_up, drawing

    if asked.specks:
        yield frames.PICTURE, frames.picture(*close_up.yellow_specks(evidence, asked.page))
        return
    if asked.around is not None:
        yield frames.PICTURE, frames.picture(*close_up.draw_around(evidence, asked.page, asked.around, asked.dpi))
        return
    every = asked.job == "pictures"
    for page in range(1, drawing.page_count(evidence, asked.revision) + 1) if every else (asked.page,):
        yield frames.PICTURE, frames.picture(*drawing.draw(evidence, page, asked.dpi, asked.revision))


def _pictures(answer: int) -> Iterator[tuple[int, int, bytes]]:
    """The pictures that the parent sends, until it sends no more."""
    while (frame := frames.receive(answer, MOST_PICTURE)) is not None:
        width, height = frames.SIZE.unpack(frame[1][: frames.SIZE.size])
        yield width, height, frame[1][frames.SIZE.size :]
