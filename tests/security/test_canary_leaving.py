"""The canary in a case that came from elsewhere, and every way off the desk: nothing leaves, and nobody is told why."""

from pathlib import Path

import pytest

from tests.security.canary import ALIAS, MAIL, NAME, PHONE, SECRETS, VAULT_WORDS, WORDS, told_in, told_on_disk
from tests.security.canary_stage import Stage, stage
from workflow import facts as f
from workflow import identities
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.sealing import unlock
from workflow.terms import Kind, Stance, Standing, Term
from workflow.vault import Person, Vault, vault_path

HOLDS_ALL = (
    ("export", "papers", "--for", "public"),
    ("export", "papers", "--for", "public", "--format", "html"),
    ("export", "papers", "--for", "lawyer", "--unencrypted"),
    ("export", "papers", "--for", "editor", "--unencrypted"),
    ("export", "papers", "--for", "editor", "--format", "csv", "--unencrypted"),
    ("export", "papers", "--format", "case", "--unencrypted"),
    ("calendar", "papers"),
    ("diff", "papers", "--for", "lawyer", "--unencrypted", "--from", "2019-01-01"),
)
"""Whatever takes a case off the desk, each with the option `-o`."""


def telling_case(path: Path) -> None:
    """A case file that holds the canary wherever there are words."""
    from workflow.summaries.making import case_file

    with Ledger.create(path.with_suffix(".db"), state_dir=path.parent / "other") as ledger:
        with ledger.batch() as batch:
            batch.add(f.CaseOpened("papers", f"What {NAME} sent", "UTC"))
            question = batch.add(f.QuestionRaised("genuine", Kind.GENUINE, f"{NAME} wrote it"))
            batch.add(f.DocumentDescribed({"author": NAME, "title": f"To {MAIL}"}, "First."))
            office = batch.add(
                f.SourceAdded("office", f"a friend of {ALIAS}", Standing.ISSUER, name="Jo Able", body="Harbour")
            )
            said = f.StatementLogged("s1", office, "2020-01-06T10:00Z", Term.ON_RECORD, {question: Stance.DISPUTES})
            batch.add(said)
            wording = f"Did {NAME} ({PHONE}) write it?"
            batch.add(f.RequestSent("2020-01-06T09:00Z", "mail", wording, office=NAME, deadline="2099-01-01T12:00Z"))
            batch.add(f.NoteAdded(f"Ring {PHONE}, ask for {ALIAS}"))
        path.write_bytes(case_file(ledger.case(batch.case_id)).data)
    for left in path.parent.glob(f"{path.stem}.db*"):
        left.unlink()


@pytest.fixture
def desk(tmp_path: Path) -> Stage:
    made = stage(tmp_path / "home")
    with Ledger.open(made.desk, key=unlock(made.desk, WORDS), state_dir=made.home / "state" / "onrecord") as ledger:
        vault = Vault.create(vault_path(made.desk), VAULT_WORDS, ledger.desk_id, FLOOR)
        case = ledger.find_case("harbour")
        hidden = next(one.id for one in ledger.case(case).sources.values() if one.slug == "clerk")
        identities.keep(ledger, vault, case, hidden, Person(NAME, (MAIL,), (PHONE,), (ALIAS,)))
        vault.close()
    return made


def test_nothing_of_it_leaves_by_a_command(desk: Stage, tmp_path: Path) -> None:
    """A case file that is full of it is taken in; then everything that would take it out again is declined."""
    telling_case(tmp_path / "papers.json")
    assert not told_in(desk.run("import", str(tmp_path / "papers.json"), vault=False))
    with Ledger.open(desk.desk, key=unlock(desk.desk, WORDS), state_dir=desk.home / "state" / "onrecord") as ledger:
        asked = f.RequestSent("2020-01-06T09:00Z", "mail", "Is it?", office=NAME, deadline="2099-01-01T12:00Z")
        ledger.append(ledger.find_case("papers"), asked)
    desk.run("approve", "papers", "--all", vault=False)
    out = desk.home / "out"
    out.mkdir()
    for number, words in enumerate(HOLDS_ALL):
        for vault in (True, False)[: 2 if number in (0, 6) else 1]:
            said = desk.run(*words, "-o", str(out / f"{number}"), vault=vault, code=None)
            assert not told_in(said), (words, said)
            assert (b"what must stay on the desk" if vault else b"not scanned") in said, (words, vault, said)
    assert list(out.iterdir()) == []
    for words in (("letter", "papers", "--to", "author"), ("export", "papers", "--for", "public")):
        assert not told_in(desk.run(*words, code=1)), words
    assert not told_in(desk.run("note", "harbour", "-", said=f"about {NAME}", vault=False, code=None))
    assert not told_on_disk(desk.home)
    quiet = desk.run("export", "harbour", "--for", "public", "-o", str(out / f"{NAME.replace(' ', '-')}.md"), code=1)
    assert b"The name of the file tells who somebody is" in quiet
    assert not told_in(quiet)
    assert list(out.iterdir()) == []
    desk.run("export", "harbour", "--for", "public", "-o", str(out / "summary.md"))
    assert not told_on_disk(desk.home)


def test_a_backup_goes_and_comes_back_without_a_word_in_the_clear(desk: Stage) -> None:
    tar, there = desk.home / "copies" / "desk.tar", Stage(desk.home / "elsewhere")
    tar.parent.mkdir()
    (there.home / "work").mkdir(parents=True)
    assert not told_in(desk.run("backup", str(tar), vault=False))
    assert not told_in(there.run("restore", str(tar), vault=False))
    assert b"harbour" in there.run("list", vault=False)
    listed = there.run("vault", "list", vault=False)
    assert b"clerk" in listed
    assert not told_in(listed)
    assert not told_on_disk(desk.home)


def test_what_was_typed_where_it_does_not_belong_is_kept_nowhere(desk: Stage) -> None:
    """Words that are no command, no case, no time or no source: what is said of them is said once, and not kept."""
    wrong = ((NAME,), ("show", NAME), ("export", "harbour", "--for", "public", "--as-of", NAME), ("search", NAME))
    for words in (*wrong, ("vault", "reveal", "harbour", NAME, "--reason", "contact")):
        said = desk.run(*words, code=None)
        assert not told_in(said, SECRETS)
    assert not told_on_disk(desk.home)
