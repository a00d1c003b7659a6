"""A reader of Rich Text Format that is bounded in depth and in marks: runs of letters, and what stands around them."""

from __future__ import annotations

import re
from codecs import lookup
from typing import NamedTuple

from workflow.checks.sheet import LimitsHit

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}]+)|\\", re.DOTALL
)
_MOST_DEPTH = 500
_MOST_TOKENS = 5_000_000
_PLACES = re.compile(
    "fonttbl|colortbl|stylesheet|listtable|listoverridetable|revtbl|info|pict|objdata|objclass|objname|author|operator"
    "|company|manager|title|subject|category|keywords|comment|doccomm|hlinkbase|creatim|revtim|printim|buptim|template"
    "|generator|annotation|atnid|atnauthor|atndate|atnref|atrfstart|atrfend|atntime|fldinst|header[lrf]?|footer[lrf]?"
    "|footnote|propname|staticval|rsidtbl|filetbl|xe|tc|rxe|bkmkstart|bkmkend|nonshppict"
)
_GROUNDS = re.compile(rb"\\(?:(?:cl|tr)cbpat|clshdng|trshdng|shading|chshdng|background|shpinst|dptxbx)(?![a-z])")
_MARKS = {"v": "hidden", "deleted": "deleted", "revised": "inserted"}
_AUTHORS = ("revauth", "revauthdel")
_BREAKS = {"par": "\n", "line": "\n", "tab": "\t", "cell": "\t", "row": "\n", "sect": "\n", "page": "\n"}
_SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"}
_SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"-": "\u00ad", b"\n": "\n", b"\r": "\n"}


class State(NamedTuple):
    """What holds for letters: the destinations around them, innermost last, their marks, size, colours, reviser."""

    into: tuple[str, ...] = ()
    group: int = 0
    marks: frozenset[str] = frozenset()
    author: int = 0
    skip: int = 1
    size: int = 24
    colour: int = 0
    grounds: tuple[int, int] = (0, 0)
    """The colours behind the letters and behind their paragraph."""


class Run(NamedTuple):
    """Some letters in one state."""

    state: State
    text: str


class Reader:
    """Reads a whole file when made. Raises LimitsHit when it is nested too deep or has too many marks."""

    def __init__(self, data: bytes) -> None:
        self.numbers: dict[str, int] = {}
        self.rsids: list[int] = []
        self._runs: list[tuple[State, list[str]]] = []
        self._groups = 0
        self._data = data
        self._codec = _codec(data)
        self._whites = _whites(data)
        self.is_whole = self._read()
        self.runs = tuple(Run(state, "".join(pieces)) for state, pieces in self._runs)

    def _read(self) -> bool:
        stack: list[State] = []
        state = State()
        is_extra, unread, at = False, 0, 0
        for _ in range(_MOST_TOKENS):
            token = _TOKEN.match(self._data, at)
            if token is None:
                return not stack
            at = token.end()
            word, number, code, symbol, brace, letters = token.groups()
            if brace == b"{":
                stack.append(state)
                if len(stack) > _MOST_DEPTH:
                    raise LimitsHit(f"Its groups are nested more than {_MOST_DEPTH} deep.")
            elif brace == b"}":
                if not stack:
                    return False
                state = stack.pop()
                if not stack:
                    return True
            elif word is not None:
                value = int(number) if number else None
                if word == b"bin":
                    at += max(value or 0, 0)
                elif word == b"u":
                    self._put(state, chr((value or 0) % 65536))
                    unread = state.skip
                    continue
                else:
                    state = self._word(state, word.decode(), value, is_extra)
                is_extra = False
            elif symbol == b"*":
                is_extra = True
                continue
            else:
                unread = self._letters(state, code, symbol, letters, unread)
                continue
            unread = 0
        raise LimitsHit(f"It has more than {_MOST_TOKENS:,} marks.")

    def _letters(
        self, state: State, code: bytes | None, symbol: bytes | None, letters: bytes | None, unread: int
    ) -> int:
        if code is not None:
            if unread:
                return unread - 1
            self._put(state, bytes([int(code, 16)]).decode(self._codec, "replace"))
        elif symbol is not None:
            self._put(state, _SYMBOLS.get(symbol, symbol.decode("latin-1") if symbol in b"\\{}" else ""))
        elif letters is not None:
            plain = letters.replace(b"\r", b"").replace(b"\n", b"")
            self._put(state, plain[unread:].decode(self._codec, "replace"))
            return max(unread - len(plain), 0)
        return 0

    def _word(self, state: State, word: str, value: int | None, is_extra: bool) -> State:
        if is_extra or _PLACES.fullmatch(word):
            self._groups += 1
            return state._replace(into=(*state.into, word)[-8:], group=self._groups)
        if word in _MARKS:
            marks = state.marks - {_MARKS[word]} if value == 0 else state.marks | {_MARKS[word]}
            return state._replace(marks=marks)
        if word == "plain":
            return state._replace(marks=frozenset(), author=0, size=24, colour=0, grounds=(0, state.grounds[1]))
        if word == "pard":
            return state._replace(grounds=(state.grounds[0], 0))
        if word == "cf":
            return state._replace(colour=value or 0)
        if word in ("cb", "highlight", "chcbpat"):
            return state._replace(grounds=(value or 0, state.grounds[1]))
        if word == "cbpat":
            return state._replace(grounds=(state.grounds[0], value or 0))
        if word in _AUTHORS:
            return state._replace(author=value or 0)
        if word == "uc":
            return state._replace(skip=min(max(value or 0, 0), 8))
        if word == "fs":
            return state._replace(size=value or 24)
        if word in _BREAKS or word in _SIGNS:
            self._put(state, _BREAKS.get(word) or _SIGNS[word])
        elif word == "rsid" and value is not None:
            self.rsids.append(value)
        elif value is not None:
            self.numbers.setdefault(word, value)
        else:
            self.numbers.setdefault(word, 1)
        return state

    def _put(self, state: State, text: str) -> None:
        if text and self._runs and self._runs[-1][0] == state:
            self._runs[-1][1].append(text)
        elif text:
            self._runs.append((state, [text]))

    def is_pale(self, state: State) -> bool:
        """Whether letters are white on white. Where the file colours cells or has shapes, none are taken for that."""
        if state.colour not in self._whites or _GROUNDS.search(self._data):
            return False
        return all(ground == 0 or ground in self._whites for ground in state.grounds)

    def of(self, name: str) -> list[str]:
        """The words of each destination of this name, without the empty ones."""
        found: dict[int, list[str]] = {}
        for run in self.runs:
            if run.state.into[-1:] == (name,):
                found.setdefault(run.state.group, []).append(run.text)
        return [words for pieces in found.values() if (words := "".join(pieces).strip().rstrip(";").strip())]

    def body(self) -> str:
        """The text as it is read: what stands in no destination, deleted text left out, in surrogates made whole."""
        words = "".join(run.text for run in self.runs if not run.state.into and "deleted" not in run.state.marks)
        return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _whites(data: bytes) -> frozenset[int]:
    """The numbers of the colours that are white; 0 is the colour that goes with the ground."""
    table = re.search(rb"\\colortbl([^{}]{0,100000})", data)
    colours = (re.findall(rb"\\(?:red|green|blue)(\d{1,3})", one) for one in table[1].split(b";")) if table else ()
    return frozenset(at for at, levels in enumerate(colours) if levels == [b"255"] * 3)


def _codec(data: bytes) -> str:
    found = re.search(rb"\\ansicpg(\d{3,5})", data[:2000])
    name = f"cp{found[1].decode()}" if found else "cp1252"
    try:
        lookup(name)
    except LookupError:
        return "cp1252"
    return name
