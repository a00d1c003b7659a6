"""What a terminal would show of the bytes that a program writes, and which of them it has no business writing."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

from rich.cells import cell_len

SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1b[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-OQ-WYZ\\`-~]"
    r"|[\x00-\x1a\x1c-\x1f\x7f-\x9f]"
)
PLACE = re.compile(r"\x1b\[(\d+);(\d+)H")
MODE = re.compile(r"\x1b\[\?(\d+)([hl])")
COPY = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
SHAPES = ("default", "pointer", "text")
_SWITCHED = (7, 25, 1000, 1003, 1004, 1006, 1015, 1049, 2004)
OURS = frozenset(
    {
        "\x1b[#m",
        "\x1b[#;#H",
        "\r",
        "\n",
        *(f"\x1b[?{mode}{end}" for mode in _SWITCHED for end in "hl"),
        "\x1b[?2026$p",
        "\x1b[?2048$p",
        "\x1b[>25u",
        "\x1b[<u",
        *(f"\x1b]22;{shape}\x07" for shape in SHAPES),
    }
)
"""All that the screens and their driver send: colours, places, modes and two questions about them, the keyboard's and
the mouse's manner. A walk over a harmless desk sends each of them."""

HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff\U000e0001]"
)
"""Characters that draw nothing, or draw their neighbours in another order; no screen of ours needs one."""


class Model:
    """A grid of cells. `kinds` counts the sequences seen; `strange` holds those that are not ours, and hidden text."""

    def __init__(self, width: int, height: int) -> None:
        self.kinds: Counter[str] = Counter()
        self.strange: list[str] = []
        self.copied: list[str] = []
        self.modes: dict[int, bool] = {}
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._rest = ""
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Start over with an empty grid, as the program draws everything again."""
        self.width, self.height = width, height
        self._cells = [[" "] * width for _ in range(height)]
        self.x = self.y = 0

    @property
    def rows(self) -> list[str]:
        """What stands there, line by line."""
        return ["".join(row).rstrip() for row in self._cells]

    @property
    def text(self) -> str:
        """What stands there, as one text."""
        return "\n".join(self.rows)

    def find(self, words: str) -> tuple[int, int]:
        """The column and line, from 1, of the first place where some words stand; ValueError if they do not."""
        for y, row in enumerate(self._cells):
            if (at := "".join(cell or "\x00" for cell in row).find(words)) >= 0:
                return at + 1, y + 1
        raise ValueError(words)

    def feed(self, data: bytes) -> None:
        """Take in what the program wrote."""
        text = self._rest + self._decoder.decode(data)
        at = 0
        for match in SEQUENCE.finditer(text):
            if (escape := text.find("\x1b", at, match.start())) >= 0:
                self.strange.append(text[escape : escape + 40])
            self._write(text[at : match.start()])
            self._obey(match[0])
            at = match.end()
        escape = text.find("\x1b", at)
        end = len(text) if escape < 0 else escape
        self._write(text[at:end])
        self._rest = text[end:]

    @property
    def unfinished(self) -> str:
        """A sequence that has begun and not ended."""
        return self._rest

    def _obey(self, sequence: str) -> None:
        kind = sequence
        if COLOUR.fullmatch(sequence):
            kind = "\x1b[#m"
        elif PLACE.fullmatch(sequence):
            kind = "\x1b[#;#H"
        self.kinds[kind] += 1
        if place := PLACE.fullmatch(sequence):
            self.y, self.x = int(place[1]) - 1, int(place[2]) - 1
        elif mode := MODE.fullmatch(sequence):
            self.modes[int(mode[1])] = mode[2] == "h"
        elif sequence == "\r":
            self.x = 0
        elif sequence == "\n":
            self.y += 1
        if copied := COPY.fullmatch(sequence):
            self.copied.append(copied[1])
        elif kind not in OURS:
            self.strange.append(sequence)

    def _write(self, text: str) -> None:
        if found := HIDDEN.search(text):
            self.strange.append(text[max(found.start() - 20, 0) : found.end() + 20])
        for character in text:
            if unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf") or not (size := cell_len(character)):
                continue
            if 0 <= self.y < self.height and self.x >= 0 and self.x + size <= self.width:
                self._cells[self.y][self.x : self.x + size] = [character] + [""] * (size - 1)
            self.x += size
