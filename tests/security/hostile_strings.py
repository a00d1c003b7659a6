"""Texts that could act on a terminal: the known families, what a generator makes of them, and a desk full of both."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.terminal.desks import make
from workflow import facts as f
from workflow.hashing import hash_file
from workflow.ledger import Ledger
from workflow.terms import Audience, Box, Copy, ExhibitKind, Gate, Section, Standing, Term

FAMILIES: dict[str, tuple[str, ...]] = {
    "clipboard": ("\x1b]52;c;b3duZWQ=\x1b\\", "\x1b]52;c;b3duZWQ=\x07", "\x1b]52;p;?\x07"),
    "title": ("\x1b]0;owned\x07", "\x1b]2;owned\x1b\\", "\x1b]1;x\x07", "\x1bk owned\x1b\\"),
    "link": ("\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\", "\x1b]1337;File=:AA\x07", "\x1b]9;note\x07"),
    "c1": ("\x9b2J", "\x9d0;owned\x9c", "\x90q\x9c", "\x9fG\x9c", "\x9ex\x9c", "\x98x\x9c", "\x85"),
    "strings": ("\x1bPq\x1b\\", "\x1b_G\x1b\\", "\x1b^x\x1b\\", "\x1bXx\x1b\\"),
    "machine": ("\x1bc", "\x1b[6n", "\x1b[c", "\x1b[?1049l", "\x1b[?1049h", "\x1b[2J", "\x1b[3J", "\x1b(0", "\x1b[20t"),
    "controls": ("\x00", "\x08\x08\x08", "a\rb", "\x0b\x0c", "\x7f", "\x1c\x1d\x1e\x1f", "\x1b", "\x07"),
    "bidi": ("\u202egnp.exe", "\u2066x\u2069", "\u061c\u200e\u200f", "\u202ax\u202c"),
    "unseen": ("\u200b", "\ufeff", "\u2028\u2029", "\xad", "\u2060", "\ue000", "\U000e0041", "\ufff9", "\u3164"),
    "actions": (
        "[@click=app.quit]QUIT[/]",
        "[@click=app.exit()]EXIT[/]",
        "[@click='screen.pop']x",
        "[@hover=app.quit]",
    ),
    "markup": ("[/", "[/x]", "[b", "[b]b[/b]", "[type=x, v={'a[0]'}]", "[link=http://evil.example]l[/link]", "\\["),
    "names": ("Ѕ-1", "-rf", "../../x", "{0}%s\\N{BELL}$x", "~root", "=1+1"),
}
"""Each family of attacks by what it is after."""

PAYLOADS = tuple(text for family in FAMILIES.values() for text in family)
LONG = ("e" + "\u0301" * 40, "\U0001f469\u200d\U0001f4bb" * 9, "漢" * 60, "e\u0301" * 30)

_pieces = st.one_of(
    st.sampled_from(PAYLOADS + LONG),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.text("\x1b\x9b\x9d[]\\;?0123456789hHmJKcn\x07/@= ", max_size=12),
)
texts = st.lists(_pieces, min_size=1, max_size=6).map("".join)
"""Texts in which payloads, letters of every category and halves of sequences stand side by side."""


def made_up(number: int) -> list[str]:
    """So many of these texts, the same at every run."""
    found: list[str] = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(texts)
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


SEEN = "gone"
"""The word that every hostile text begins with, so that one can tell that it is on the screen."""


def words(number: int = 150) -> Callable[[], str]:
    """A hostile text a call: every payload in turn and two made-up ones; the same at every run."""
    made = made_up(number)
    at = count()

    def text() -> str:
        n = next(at)
        four = (PAYLOADS[(n * 4 + step) % len(PAYLOADS)] for step in range(4))
        return " ".join((SEEN, *four, made[n % len(made)], made[(n * 7 + 3) % len(made)]))

    return text


def hostile_draft(text: Callable[[], str]) -> str:
    """A draft in which the lint finds something between such texts."""
    return "\n".join(
        f"{text()}. The letter was confirmed by two independent sources {payload}." for payload in PAYLOADS[:9]
    )


def hostile_desk(path: Path, state: Path, text: Callable[[], str]) -> str:
    """A desk with such a text in every field of every fact that a case or its desk can hold; the id of the case.

    Beside it lies a folder `files` of files with such names, all of which are attached.
    """
    case_id = make(path, state, text)
    folder = path.with_name("files")
    folder.mkdir()
    names = hostile_files(folder)
    with Ledger.open(path, state_dir=state) as ledger:
        case = ledger.case(case_id)
        named, unnamed = (
            next(source.id for source in case.sources.values() if bool(source.name) is wanted)
            for wanted in (True, False)
        )
        with ledger.batch(case_id) as batch:
            files = [hash_file(folder / os.fsdecode(name)).name for name in names]
            for fact in (*_held(named, unnamed, text, files), *_published(case_id, text), *_said(unnamed, text)):
                batch.add(fact)
            export = batch.add(f.Exported(Audience.LAWYER, text(), "cd" * 32, "", text(), (text(), text())))
            batch.add(f.ExportFailed(export, text()))
    return case_id


def _held(named: str, unnamed: str, text: Callable[[], str], files: Iterable[str]) -> Iterator[f.Fact]:
    for name in (text(), *files):
        yield f.ExhibitAttached(ExhibitKind.ORIGINAL, name, "ab" * 32, 4711, url=text(), note=text())
    yield f.CustodyRecorded(text(), unnamed, "", "2020-01-04")
    yield f.Disclosed("2020-01-06", text(), Copy.ORIGINAL, "", text(), "", text())
    yield f.Disclosed("2020-01-06", text(), Copy.DESCRIBED, named)
    yield f.PersonAccused(text(), named)
    yield f.EditorInformed(unnamed, text(), "2020-01-06")
    wording = {"channel": text(), "wording": text(), "copy_reason": text(), "copy": Copy.ORIGINAL}
    yield f.RequestSent("2020-01-06T09:50-05:00", office=text(), attempts=(text(),), **wording)  # type: ignore[arg-type]
    yield f.SourceAdded(text(), text(), Standing.OTHER, code_name=text(), body=text(), lineage=text())


def _published(case_id: str, text: Callable[[], str]) -> Iterator[f.Fact]:
    for section in Section:
        yield f.PublicTextWritten(section, text())
    for box in (Box.LAW, Box.TRACES):  # one gate is left shut, for the screen that opens one
        yield f.BoxInitialled(box, text(), text())
    for gate in Gate:
        yield f.GateOverridden(gate, (text(),), text(), text())
    yield f.TextApproved(f"{case_id}:title", "ef" * 32, text())
    yield f.RecipientPinned(text(), text())
    yield f.RecipientDropped(text())
    yield f.DeskMoved(text(), (text(),))
    yield f.IdentityDeleted("5" * 32, text())  # with an identity kept nothing would leave, and nothing be shown


def _said(unnamed: str, text: Callable[[], str]) -> Iterator[f.Fact]:
    promise = f.Promise(text(), text(), text(), True, text())
    yield f.StatementLogged(
        "gone\x1b]0;owned\x07\x1b[2J",
        unnamed,
        "2020-01-06T14:00-05:00",
        Term.BACKGROUND,
        via=text(),
        derived_from=text(),
        quote=text(),
        paraphrase=text(),
        agreement=text(),
        agreed_at="2020-01-06",
        promise=promise,
    )


NAMES = (b"\xff\x1bc.db", b"a\x9b2Jb", b"\xc3\x28.txt", b"x\x1b]0;owned\x07", b"\xed\xa0\x80.md")
"""File names that are no UTF-8, or act on a terminal."""


def hostile_files(folder: Path, content: bytes = b"A draft that names nobody.") -> list[bytes]:
    """Files of such names in a folder; those that the file system takes."""
    made = []
    for name in (*NAMES, *(text.replace("/", "|").replace("\0", "")[:60].encode() for text in PAYLOADS)):
        try:
            Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(content)
        except OSError:
            continue
        made.append(name)
    return made
