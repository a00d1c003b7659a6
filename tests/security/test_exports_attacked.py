"""The doors by which words leave a desk, attacked: round them, with forged leave, with a vault that is not in order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pyrage import decrypt, x25519  # type: ignore[import-untyped]

from tests.cli.conftest import empty_folder
from tests.security.exporting import (
    NAME,
    QUIET,
    ROOT,
    WORDS,
    Desk,
    add_case,
    desk,
    held_of,
    make_desk,
    no_terminal,
)
from tests.security.test_exports import with_files
from tui.clearing import found_in
from workflow import facts as f
from workflow import identities
from workflow.agefile import Recipient, fingerprint
from workflow.leakscan import Cleared, LeakFound, NotScanned, clear
from workflow.ledger import Ledger
from workflow.summaries.leaving import Leaving, NotCleared, leave, leave_to
from workflow.terms import Audience, Standing
from workflow.vault import Person, Vault, vault_path

__all__ = ["desk", "empty_folder", "no_terminal"]

# Forged, changed, borrowed leave


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    ledger = Ledger.create(tmp_path / "plain.db")
    add_case(ledger, "papers", QUIET)
    return ledger


def test_leave_is_for_these_bytes_and_this_reader(plain: Ledger, tmp_path: Path) -> None:
    case, text = plain.find_case("papers"), b"All that was said."
    held = [plain.case(case)]
    for_editor = clear(text, "md", Audience.EDITOR, held, (), True)
    out = tmp_path / "out.md"
    soft = bytearray(text)
    wrong = [
        (Leaving(Audience.PUBLIC, "md", text), for_editor),
        (Leaving(Audience.EDITOR, "md", cast("bytes", soft)), for_editor),
        (Leaving(Audience.EDITOR, "md", text + b"\n"), for_editor),
        (Leaving(Audience.EDITOR, "md", text), cast("Cleared", SimpleNamespace(covers=lambda data: True))),
    ]
    for leaving, cleared in wrong:
        with pytest.raises(NotCleared):
            leave(plain, [case], leaving, out, cleared)
        with pytest.raises(NotCleared):
            leave_to(plain, [case], leaving, out.write_bytes, cleared)
    assert not out.exists()
    assert not [it for it in plain.entries(case) if isinstance(it.fact, f.Exported)]
    key = x25519.Identity.generate()
    leave(
        plain, [case], Leaving(Audience.EDITOR, "md", text), out, for_editor, to=[Recipient("B", str(key.to_public()))]
    )
    assert decrypt(out.read_bytes(), [key]) == text
    plain.close()


def test_no_leave_without_a_vault_from_a_case_that_keeps_an_identity(desk: Desk, tmp_path: Path) -> None:
    with Ledger.open(desk.path) as ledger:
        case = ledger.find_case("papers")
        unscanned = clear(b"text", "md", Audience.EDITOR, [ledger.case(case)], None, False)
        with pytest.raises(NotCleared):
            leave(ledger, [case], Leaving(Audience.EDITOR, "md", b"text"), tmp_path / "o.md", unscanned)
    assert not (tmp_path / "o.md").exists()


def test_a_key_that_changed_after_it_was_ticked_is_not_left_out_in_silence(plain: Ledger) -> None:
    from tui.forms.base import Unready
    from tui.screens.export_scan import ticked_recipients

    first, second = (str(x25519.Identity.generate().to_public()) for _ in range(2))
    plain.pin_recipient("Bea", first)
    sitting, ticked = cast("Any", SimpleNamespace(ledger=plain)), fingerprint(first).replace(" ", "")
    assert [one.key for one in ticked_recipients(sitting, ticked)[0]] == [first]
    plain.pin_recipient("Bea", second, changed=True)
    with pytest.raises(Unready):
        ticked_recipients(sitting, ticked)
    plain.close()


# A vault that is not in order


def test_each_state_of_the_vault_is_told_and_nothing_leaves(desk: Desk, tmp_path: Path, home: Path) -> None:
    place = vault_path(desk.path)
    older = place.read_bytes()
    with Ledger.open(desk.path) as ledger:
        case, hidden = add_case(ledger, "two", QUIET)
        vault = Vault.open(place, WORDS, ledger.desk_id)
        handle = identities.keep(ledger, vault, case, hidden, Person("Olga Nightingale"))
        outdated = place.read_bytes()
        identities.change(ledger, vault, handle.identity, Person("Olga Nightingale-Frost"))
        vault.close()
    newer = place.read_bytes()
    (tmp_path / "other").mkdir()
    make_desk(tmp_path / "other" / "own.db")
    states = {
        "older": (older, "lacks 1 identity"),
        "as it was before a change": (outdated, "lacks 1 identity"),
        "empty": (b"", "damaged"),
        "something else": (b"x" * 999, "damaged"),
        "cut short": (newer[:-1], "cut short"),
        "head": (newer[:10] + bytes([newer[10] ^ 1]) + newer[11:], "damaged"),
        "of another desk": (vault_path(tmp_path / "other" / "own.db").read_bytes(), "another desk"),
        "missing": (None, "not where it belongs"),
    }
    for name, (data, sentence) in states.items():
        place.unlink(missing_ok=True)
        if data is not None:
            place.write_bytes(data)
        for way in (
            ("export", "two", "--for", "public", "-o", "o.md"),
            ("diff", "two", "--from", "1 jan 2020", "-o", "o.md"),
        ):
            told = desk(*way, code=1)
            assert sentence in told.err, (name, told.err)
            assert (told.out, (tmp_path / "o.md").exists()) == ("", False), name
            assert held_of(told.err.encode()) == [] and "Nightingale" not in told.err, name
    assert desk("exports", "two", "--json", vault=None).json == []
    assert list(home.rglob("failures.log")) == []
    place.write_bytes(newer)
    desk("export", "two", "--for", "public", "-o", "o.md")


def test_a_copied_text_that_could_not_be_scanned_says_so(plain: Ledger) -> None:
    def broken() -> None:
        raise NotScanned("The vault is damaged.")

    vault = SimpleNamespace(is_open=True, needles=broken, path=Path("nowhere"))
    assert "not scanned" in found_in(cast("Any", SimpleNamespace(vault=vault, ledger=plain)), "words")
    plain.close()


def test_what_reads_like_an_export_is_scanned_on_its_way_into_a_pipe(desk: Desk) -> None:
    with Ledger.open(desk.path) as ledger:
        add_case(ledger, "loud", {**QUIET, "quote": f"Ask {NAME}."})
    for words in (("timeline", "{}", "--csv"), ("diff", "{}", "--from", "1 jan 2020", "--format", "json")):
        loud, quiet = ([word.format(slug) for word in words] for slug in ("loud", "papers"))
        for vault, why in ((WORDS, "not let out"), (None, "not scanned")):
            told = desk(*loud, code=1, vault=vault)
            assert (told.out, why in told.err) == ("", True), told.err
        assert desk(*quiet).out


# Names that the case holds for another reason


def kept(path: Path, name: str, *spared: str) -> None:
    """Keep one more identity, in a case of its own."""
    with Ledger.open(path) as ledger:
        vault = Vault.open(vault_path(path), WORDS, ledger.desk_id)
        case, hidden = add_case(ledger, f"case-{len(vault.needles())}", QUIET)
        identities.keep(ledger, vault, case, hidden, Person(name, spared=spared))
        vault.close()


def test_a_name_that_stands_elsewhere_in_the_case_is_told_by_its_place(desk: Desk) -> None:
    for name, place in (("Ada Harrowgate", "document, author"), ("R. Porter", "settings of the desk")):
        kept(desk.path, name)
        with Ledger.open(desk.path) as ledger:
            add_case(ledger, f"loud-{place[:3]}", {**QUIET, "author": name} if "author" in place else QUIET)
        told = desk("export", f"loud-{place[:3]}", "--for", "editor", "-o", "o.md", code=1).err
        assert place in told and name not in told, told
        assert "common words of that identity" in told


def test_two_identities_of_one_name_are_both_told_and_a_source_on_the_record_is_not_sought(desk: Desk) -> None:
    kept(desk.path, NAME)
    with Ledger.open(desk.path) as ledger:
        add_case(ledger, "loud", {**QUIET, "quote": f"Ask {NAME}."})
        case, _ = add_case(ledger, "open", {**QUIET, "quote": f"Ask {NAME}."})
        ledger.append(case, f.SourceAdded("zara", "a clerk", Standing.INSIDER, name=NAME))
    desk("export", "loud", "--for", "editor", "-o", "o.md", code=1)
    desk("export", "open", "--for", "editor", "-o", "o.md")


def test_common_words_let_their_words_through_and_never_the_name(desk: Desk, tmp_path: Path) -> None:
    with Ledger.open(desk.path) as ledger:
        add_case(ledger, "low", {**QUIET, "quote": "The will, power and purse of the state."})
        add_case(ledger, "high", {**QUIET, "quote": "Ask Will Power of the ministry."})
    kept(desk.path, "Will Power", "will", "Power")
    desk("export", "low", "--for", "editor", "-o", "low.md")
    desk("export", "high", "--for", "editor", "-o", "high.md", code=1)
    assert not (tmp_path / "high.md").exists()


def test_the_field_is_told_without_a_short_name_that_tells(desk: Desk) -> None:
    with Ledger.open(desk.path) as ledger:
        case, _ = add_case(ledger, "loud", QUIET)
        ledger.append(case, f.SourceAdded("zara-quillfeather", f"a friend of {NAME}", Standing.INSIDER))
        needles = Vault.open(vault_path(desk.path), WORDS, ledger.desk_id).needles()
        with pytest.raises(LeakFound) as caught:
            clear(NAME.encode(), "md", Audience.EDITOR, ledger.case(case), needles, True)
    assert caught.value.fields[0].startswith("source,")
    error: BaseException | None = caught.value
    while error is not None:
        told = repr((error.args, getattr(error, "__notes__", ()), getattr(error, "hits", ()), str(error)))
        assert held_of(told.encode()) == []
        error = error.__context__


# What changed, for the public, on other machines

LAUNCH = """
import os, shutil, sys
os.umask(int(sys.argv[1], 8))
from tui.main import main
for form in ("md", "html", "json"):
    given = ["--for", "public", "--format", form, "--from", "2020-01-05T00:00Z", "--to", "2020-02-01T10:00Z"]
    code = main(["--db", "desk.db", "diff", "papers", *given, "-o", f"out.{form}"])
    if code:
        sys.exit(code)
"""


def test_what_changed_for_the_public_is_the_same_everywhere_and_tells_nothing_of_the_copy(tmp_path: Path) -> None:
    made = []
    with Ledger.create(tmp_path / "desk.db", state_dir=tmp_path / "first") as ledger:
        add_case(ledger, "papers", QUIET)
        with_files(ledger)
    data = (tmp_path / "desk.db").read_bytes()
    for number, more in enumerate(
        ({"TZ": "Asia/Kolkata", "LC_ALL": "C"}, {"TZ": "Pacific/Apia", "PYTHONOPTIMIZE": "2"})
    ):
        home = tmp_path / f"canary-{number}"
        home.mkdir()
        (home / "desk.db").write_bytes(data)
        os.utime(home / "desk.db", (number * 10**8, number * 10**8))
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(home), "USER": f"canary-{number}",
               "XDG_STATE_HOME": str(home / "state"), "PYTHONHASHSEED": str(number), **more}  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", LAUNCH, ("000", "077")[number]], cwd=home, env=env, capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
        made.append([(home / f"out.{form}").read_bytes() for form in ("md", "html", "json")])
    assert made[0] == made[1]
    for text in made[0]:
        for trace in (
            b"canary",
            b"ab12cd34",
            b"7654321",
            b"7,654,321",
            b"IMG_2041",
            b"13:37",
            b"18:37",
            str(ROOT).encode(),
        ):
            assert trace not in text


@pytest.mark.parametrize(
    ("name", "told", "untold"),
    [
        ("IMG_2012.heic", ("the photo IMG_2012", "img 2012", "IMG-2012.jpg"), ("in 2012", "2012 images")),
        (
            "Board minutes 4471.pdf",
            ("board-minutes-4471", "Board Minutes 4471"),
            ("the board's minutes", "minute 4471"),
        ),
        ("Annual report 2019.pdf", ("annual report 2019.PDF",), ("the annual report 2019", "report 2019")),
    ],
)
def test_a_file_name_is_found_without_its_ending_and_with_other_signs_between(
    plain: Ledger, name: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    from workflow.terms import ExhibitKind

    case = plain.find_case("papers")
    plain.append(case, f.ExhibitAttached(ExhibitKind.ORIGINAL, name, "ab12cd34" * 8, 0, "", "", "", "The drop."))
    for text in told:
        with pytest.raises(LeakFound):
            clear(text.encode(), "md", Audience.PUBLIC, plain.case(case), None, False)
        clear(text.encode(), "md", Audience.EDITOR, plain.case(case), None, False)
    for text in untold:
        clear(text.encode(), "md", Audience.PUBLIC, plain.case(case), None, False)
    plain.close()
