"""What leaves is cleared first: by whom it names, what it tells of the document and the machine, and in what words."""

from __future__ import annotations

import copy
import pickle
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.build_example import EXAMPLE
from tests.leakscan.tables import zipped
from tests.summaries.canaries import canaries
from tests.summaries.desk import DESK, past
from tests.summaries.public_desk import approved, public_letter, with_more
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.casefile.reading import read_case_file
from workflow.casefile.telling import entries_of
from workflow.fold import fold
from workflow.leakscan import (
    Cleared,
    Kind,
    LeakFound,
    Needle,
    NotScanned,
    TooMuchInside,
    clear,
    document_needles,
    machine_needles,
    scan,
)
from workflow.ledger import Ledger
from workflow.summaries.making import FORMS, calendar_file, case_file, summary
from workflow.terms import Audience, ExhibitKind
from workflow.when import parse_instant

REPLAY = sorted((Path(__file__).parent.parent / "replay").glob("*.json"))
NOW = Moment(None, parse_instant("2020-02-03T09:00:00Z"))
ZARA = Needle("Zara Quillfeather", Kind.NAME, "S-1")
HASH = "4f1c9a22" + "77aa01bc" * 7


def example() -> Case:
    with Ledger.open(EXAMPLE) as ledger:
        return ledger.case(ledger.shelf()[0][0])


@cache
def cases() -> tuple[tuple[str, Case], ...]:
    """The example, the letter and the replays, with everything approved for the public."""
    return tuple(_cases())


def _cases() -> Iterator[tuple[str, Case]]:
    yield "example", example()
    yield "public letter", approved(public_letter(), NOW)
    for path in REPLAY:
        case = fold(entries_of(read_case_file(path)))
        yield path.stem, approved(case, NOW)


@pytest.mark.parametrize(("name", "case"), cases(), ids=lambda it: it if isinstance(it, str) else "")
def test_every_export_of_the_example_and_the_replays_is_cleared(name: str, case: Case) -> None:
    for moment in (NOW, past("2020-01-06T17:00-05:00")):
        for audience, forms in FORMS.items():
            for form in forms:
                if audience is Audience.DESK:
                    leaving = case_file(case)
                else:
                    leaving = summary(case, moment, audience, form, DESK, heads=("4f1c 12 entries",))
                cleared = clear(leaving.data, leaving.form, audience, case, (ZARA,), must=True)
                assert cleared.covers(leaving.data)
                assert not cleared.covers(leaving.data + b" ")
    calendar = calendar_file([case], NOW.now)
    assert clear(calendar.data, "ics", Audience.DESK, [case], None, must=False).not_sought == 0


def with_exhibit(case: Case) -> Case:
    exhibit = f.ExhibitAttached(
        ExhibitKind.REPLY, "scan_of_letter-7.pdf", HASH, 184320, obtained_at="2020-01-06T16:25:00-05:00"
    )
    custody = f.CustodyRecorded("By hand.", holder="a friend", since="2020-01-05T08:05Z")
    described = f.DocumentDescribed({"date": "6 January 2020, 14:30"}, "", case.setters("document", ["date"]))
    return with_more(case, (exhibit, custody, described))


DOCUMENT = {
    "a SHA-256": f"sha256 {HASH}",
    "its first digits": "see 4F1C9A22.",
    "more of its digits": "file 4f1c9a2277aa01",
    "in base64": b64encode(bytes.fromhex(HASH)).decode(),
    "in base64 for addresses": b64encode(bytes.fromhex(HASH), b"-_").decode().rstrip("="),
    "size": "It has 184,320 bytes.",
    "size in a table": "| 184320 |",
    "name": "We got scan_of_letter-7.pdf first.",
    "name in another case": "SCAN_OF_LETTER-7.PDF",
    "name in an address": "files/scan%5Fof%5Fletter%2D7.pdf",
    "time as written": "2020-01-06T16:25:00-05:00",
    "time in UTC": "obtained 6 January 2020, 21:25 UTC",
    "time in words": "on January 6, 2020 at 4:25 p.m.",
    "time first": "At 16:25 on 6 January 2020 it came.",
    "German time": "06.01.2020 16:25",
    "time of custody": "5 Jan 2020 08:05 UTC",
    "claimed time": "2020-01-06 14:30",
}
NO_DOCUMENT = (
    "6 January 2020",
    "2020-01-06",
    "6 Jan 2020 16:26",
    "7 January 2020, 16:25",
    "at 16:25",
    "4f1c9a2",
    "4f1c9a23",
    "4f1c9a2277aa01bd",
    "14f1c9a22",
    "184,321 bytes",
    "1,184,320",
    "184.320,5",
    "scan of letter 7 pdf",
    "rescan_of_letter-7.pdf",
    "scan_of_letter-7.pdfx",
    "2020-01-06T17:25Z",
)


@pytest.mark.parametrize("text", DOCUMENT.values(), ids=DOCUMENT)
def test_a_trace_of_the_document_does_not_reach_the_public(text: str) -> None:
    case = with_exhibit(public_letter())
    with pytest.raises(LeakFound) as caught:
        clear(f"<p>{text}</p>".encode(), "html", Audience.PUBLIC, case, (), must=True)
    assert {hit.kind for hit in caught.value.hits} == {Kind.DOCUMENT}
    clear(f"<p>{text}</p>".encode(), "html", Audience.LAWYER, case, (), must=True)


@pytest.mark.parametrize("text", NO_DOCUMENT)
def test_what_is_no_trace_of_the_document_may_be_told(text: str) -> None:
    assert scan(text.encode(), "txt", document_needles(with_exhibit(public_letter()))) == ()


@pytest.mark.parametrize("size", [4711, 2020])
def test_a_short_size_counts_where_bytes_are_named(size: int) -> None:
    case = with_more(public_letter(), (f.ExhibitAttached(ExhibitKind.REPLY, "word", HASH, size),))
    needles = document_needles(case)
    assert scan(f"in {size} we".encode(), "txt", needles) == ()
    assert scan(f"of {size} bytes".encode(), "txt", needles)


def machine(monkeypatch: pytest.MonkeyPatch, user: str, home: str, zone: str) -> None:
    monkeypatch.setattr("workflow.leakscan.machine._user", lambda: user)
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("TZ", zone)


def test_a_trace_of_this_machine_reaches_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "okonkwoj", "/home/okonkwoj", "Africa/Lagos")
    case = public_letter()
    for text in ("by okonkwoj", "/home/okonkwoj/desk", "Africa/Lagos", "file:///home/okonkwoj/"):
        for audience in Audience:
            with pytest.raises(LeakFound) as caught:
                clear(text.encode(), "txt", audience, case, (), must=True)
            assert caught.value.hits[0].kind is Kind.MACHINE
    clear(b"by okonkwoj", "txt", Audience.EDITOR, case, (), must=True, printed=("A. Okonkwoj",))
    lagos = with_more(case, (f.CaseZoned("Africa/Lagos", "There.", case.setters(case.id, ["timezone"])),))
    clear(b"Africa/Lagos", "txt", Audience.EDITOR, lagos, (), must=True)
    with pytest.raises(LeakFound):
        clear(b"Africa/Lagos", "txt", Audience.PUBLIC, lagos, (), must=True)


def test_the_user_is_told_by_the_machines_own_list_or_by_the_surroundings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "passwd"
    monkeypatch.setattr("workflow.leakscan.machine.PASSWD", listed)
    monkeypatch.setenv("LOGNAME", "oyelaran")
    monkeypatch.setattr("os.getuid", lambda: 1234)
    texts = "root:x:0:0::/root:/bin/sh\n\n+::::::\nokonkwoj:x:1234:1234::/home/okonkwoj:/bin/sh\n", "+\n", None
    for text, name in zip(texts, ("okonkwoj", "oyelaran", "oyelaran"), strict=True):
        listed.write_text(text) if text is not None else listed.unlink()
        assert [it.text for it in machine_needles() if it.label == "name of the user"][:1] == [name]


def test_names_that_many_machines_have_are_sought_in_paths_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "root", "/root", "UTC")
    assert scan(b"the root of it, in UTC", "txt", machine_needles()) == ()
    assert scan(b"in /root/desk", "txt", machine_needles())


def test_locked_is_not_scanned() -> None:
    with pytest.raises(NotScanned, match="vault is locked"):
        clear(b"x", "txt", Audience.PUBLIC, public_letter(), None, must=True)
    assert not clear(b"x", "txt", Audience.PUBLIC, public_letter(), None, must=False).scanned


def test_a_leak_is_told_with_place_and_field_and_never_by_its_words() -> None:
    case = with_more(public_letter(), (f.NoteAdded("I met Za\u200bra Quillfeather at noon."),))
    with pytest.raises(LeakFound) as caught:
        clear(b"one\ntwo Z. Quillfeather\n", "md", Audience.EDITOR, case, (ZARA,), must=True)
    said = str(caught.value)
    assert "name (S-1), initial and surname, line 2, byte 8; in the case: note 1" in said
    assert "quill" not in f"{said}{caught.value!r}{caught.value.__dict__}".casefold()
    assert repr(ZARA) == "<needle S-1>"
    with pytest.raises(LeakFound, match="no field of the case holds it"):
        clear(b"Quillfeather", "md", Audience.EDITOR, public_letter(), (ZARA,), must=True)


def test_the_field_of_every_text_is_told() -> None:
    held = canaries()
    case = held.case()
    for place in (
        "statement.logged/open/agreement",
        "source.added/ours/code_name",
        "note.added/open",
        "request.sent/open/wording",
        "exhibit.attached/open/note",
        "custody.recorded/open/how",
        "person.accused/name",
        "statement.corrected/reason",
        "disagreement.noted/reason",
        "gate.overridden/reason",
        "public_text.written/method",
        "case.opened/title",
    ):
        needle = Needle(held.words[place], Kind.ALIAS, "S-2")
        with pytest.raises(LeakFound) as caught:
            clear(held.words[place].encode(), "txt", Audience.EDITOR, case, (needle,), must=True)
        assert caught.value.fields[0], place
    quote = Needle(held.words["statement.corrected/open/quote"], Kind.ALIAS, "S-2")
    with pytest.raises(LeakFound) as caught:
        clear(quote.text.encode(), "txt", Audience.EDITOR, case, (quote,), must=True)
    assert caught.value.fields == (f"statement {held.words['statement.logged/open/slug']}, quote",)


def test_who_speaks_on_the_record_may_be_named_but_not_reached() -> None:
    case = public_letter()
    name = next(source.name for source in case.sources.values() if source.name)
    needles = (Needle(name.upper(), Kind.NAME, "S-3"), Needle("nightowl", Kind.ALIAS, "S-3, other name"), ZARA)
    cleared = clear(f"{name} said".encode(), "txt", Audience.PUBLIC, case, needles, must=True)
    assert (cleared.not_sought, cleared.scanned) == (1, True)
    with pytest.raises(LeakFound):
        clear(b"nightowl", "txt", Audience.PUBLIC, case, needles, must=True)


def test_only_clear_gives_leave() -> None:
    cleared = clear(b"x", "txt", Audience.EDITOR, public_letter(), (), must=True)
    for attempt in (
        Cleared,
        lambda: copy.copy(cleared),
        lambda: copy.deepcopy(cleared),
        lambda: pickle.dumps(cleared),
        lambda: object.__new__(Cleared).covers(b"x"),
    ):
        with pytest.raises(TypeError):
            attempt()
    with pytest.raises(AttributeError):
        cleared._digest = b"y"

    class Own(Cleared):
        __slots__ = ()

    with pytest.raises(TypeError):
        object.__new__(Own).covers(b"x")


def test_containers_are_looked_through_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = zipped({"deep/note.txt": b"two\nlines, Quillfeather"})
    hits = scan(zipped({"a.txt": b"none", "inner.zip": inner}), "zip", [ZARA])
    assert ("inner.zip/deep/note.txt", 2, 11) in [(hit.member, hit.line, hit.offset) for hit in hits]
    deep = inner
    for _ in range(3):
        deep = zipped({"more.zip": deep})
    with pytest.raises(TooMuchInside):
        scan(deep, "zip", [ZARA])
    with pytest.raises(TooMuchInside):
        scan(b"PK\x03\x04 broken", "zip", [ZARA])
    monkeypatch.setattr("workflow.leakscan.containers.MOST_MEMBERS", 3)
    with pytest.raises(TooMuchInside):
        scan(zipped({str(n): b"" for n in range(4)}), "zip", [ZARA])
    monkeypatch.setattr("workflow.leakscan.containers.MOST_BYTES", 1000)
    with pytest.raises(TooMuchInside):
        scan(zipped({"big": b"0" * 2000}), "zip", [ZARA])
