"""The canary: somebody whose every trace is sought on the disk, in memory and on the terminal, in many writings."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.security.conftest import in_memory, readable_memory
from tests.terminal.pty_program import Program

NAME, MAIL, PHONE, ALIAS = "Zara Quillfeather", "zq@plumeletters.example", "+44 7700 900142", "Nightjarring"
WORDS, VAULT_WORDS = "correct horse battery staple", "eleven lanterns unlit below"
PARTS = (NAME, "Quillfeather", MAIL, PHONE, "7700900142", "00900142", ALIAS)
"""What may stand nowhere outside the vault; of the phone number also its digits, with and without the country's."""

SECRETS = (WORDS, VAULT_WORDS)
WHERE_OTHERS_WRITE = (Path("/dev/shm"), Path("/tmp"))


def writings(text: str) -> Iterator[bytes]:
    """A text in the writings in which it may lie about: small letters, as the bytes it is compared with are."""
    for cased in dict.fromkeys((text, text.lower(), text.upper())):
        for raw in (cased.encode(), cased.encode("utf-16-le"), cased.encode("utf-16-be")):
            yield raw.lower()
            yield raw.hex().encode()
            for shift in range(3):
                # the letters at either end also depend on what stands beside them
                coded = base64.b64encode(b"\0" * shift + raw)
                yield coded[(0, 2, 3)[shift] : len(raw) * 4 // 3 - 2].lower()


def told_in(data: bytes, texts: Iterable[str] = PARTS + SECRETS) -> list[str]:
    """Which texts stand in some bytes, in any writing."""
    low = data.lower()
    return [text for text in texts if any(written in low for written in writings(text))]


def told_on_disk(*folders: Path, texts: Iterable[str] = PARTS + SECRETS) -> dict[str, list[str]]:
    """Which texts stand in which file of some folders, or in its name; what the program leaves elsewhere too."""
    left = [path for shared in WHERE_OTHERS_WRITE for path in shared.glob("onrecord-*")]
    files = [path for folder in (*folders, *left) for path in (folder, *folder.rglob("*"))]
    held = ((path, bytes(path) + b"\0" + _bytes_of(path)) for path in dict.fromkeys(files))
    return {str(path): found for path, data in held if (found := told_in(data, texts))}


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


SHORTEST = (*PARTS[1:4], PARTS[5], ALIAS, *SECRETS)
"""The same without those that hold another of them."""


def told_in_memory(program: Program, texts: Iterable[str] = SHORTEST) -> list[bytes]:
    """Which texts stand in a program's memory; none where this user may not look there."""
    if not readable_memory():
        return []
    needles = [text.encode(form) for text in texts for form in ("utf-8", "utf-16-le", "utf-32-le")]
    return in_memory(program.pid, *needles)


class Watched:
    """What a program wrote to its terminal, but for the stretches in which the canary may stand there."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._checked = 0
        self._asides: list[bytes] = []

    @contextmanager
    def shown(self) -> Iterator[None]:
        """A stretch in which the canary may be on the screen: a field that it is typed in, or the look at it."""
        self.clean()
        yield
        self._checked = len(self.program.written)

    def clean(self) -> None:
        """Nothing of it was written outside such stretches, none of it is on the screen, and it is in no sequence."""
        fresh = bytes(self.program.written[self._checked :])
        assert not (found := told_in(fresh)), (found, fresh[-3000:])
        self._checked = len(self.program.written)
        for text in PARTS:
            self.program.misses(text, most=3)  # a screen that is half drawn shows the one before
        strange = [one for one in (*self.program.model.strange, *self.program.model.copied) if told_in(one.encode())]
        assert not strange, strange


def main_screen(written: bytes) -> bytes:
    """What was written while the terminal's main screen, whose scrollback stays, was in sight."""
    parts = written.split(b"\x1b[?1049h")
    return b"\0".join([parts[0], *(part.partition(b"\x1b[?1049l")[2] for part in parts[1:])])
