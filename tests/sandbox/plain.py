"""A reader that tells back what it was given; it runs in a locked-in child alone."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tests.sandbox.rungs import sound
from workflow.checks import jobs
from workflow.sandbox import frames


def run(answer: int, file: int | None, locks: tuple[str, ...]) -> None:
    """Answer every kind of job in the simplest way."""
    words = frames.receive(answer, 1 << 20)
    assert words is not None
    asked = msgspec.msgpack.decode(words[1], type=jobs.Asked)
    data = jobs._whole(file) if file is not None else b""
    if data == b"fail":
        frames.send(answer, frames.FAILED, b"NNo such page.")
        return
    for kind, content in _answers(asked, data, answer):
        frames.send(answer, kind, content)
    frames.send(answer, frames.END, b"")


def _answers(asked: jobs.Asked, data: bytes, answer: int) -> Iterator[tuple[bytes, bytes]]:
    if asked.job == "check":
        yield frames.REPORT, sound(facts={"bytes": len(data), "name": asked.name})
    elif asked.job == "pages":
        yield frames.PAGE, msgspec.msgpack.encode({"name": "page 1", "text": data.decode()})
    elif asked.job == "members":
        yield frames.MEMBER, frames.NAME.pack(len(asked.name)) + asked.name.encode() + data
        yield frames.MEMBER, frames.NAME.pack(0)
    elif asked.job == "assemble":
        yield frames.PDF, b" ".join([b"%d" % asked.dpi, *(rgb for _, _, rgb in jobs._pictures(answer))])
    elif data == b"lie":
        yield frames.PICTURE, frames.picture(3, 3, b"")
    else:
        for width in (1, 2) if asked.job == "pictures" else (asked.page,):
            yield frames.PICTURE, frames.picture(width, asked.dpi, bytes(3 * width * asked.dpi))
