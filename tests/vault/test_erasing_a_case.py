"""Erasing a whole case takes who its sources are with it; a vault that is lost is told of."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from workflow import identities
from workflow.facts import CaseOpened, NoteAdded, SourceAdded
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.terms import Standing
from workflow.vault import NoVault, Person, Vault, VaultClosed, identity_ids, vault_path

PASSPHRASE = "other words than those"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "cases.db", state_dir=tmp_path / "state") as made:
        yield made


class Kept(NamedTuple):
    """A case of one source whose identity the vault holds."""

    case: str
    source: str
    vault: Vault


@pytest.fixture
def kept(ledger: Ledger) -> Kept:
    added = SourceAdded("s-1", "an official", Standing.OTHER, code_name="HERON")
    case = ledger.new_case(CaseOpened("letter", "A letter"), added)
    (source,) = ledger.case(case).sources
    vault = Vault.create(vault_path(ledger.path), PASSPHRASE, ledger.desk_id, FLOOR)
    identities.keep(ledger, vault, case, source, Person("Zara Quillfeather"))
    return Kept(case, source, vault)


def test_its_identities_go_first_and_not_while_the_vault_is_shut(ledger: Ledger, kept: Kept) -> None:
    kept.vault.keep_draft(kept.case, kept.source, {"name": "Zara"})
    with pytest.raises(VaultClosed):
        identities.erase_case(ledger, None, kept.case, "it must go")
    assert identity_ids(kept.vault.path)
    assert ledger.case(kept.case).title == "A letter"
    identities.erase_case(ledger, kept.vault, kept.case, "it must go")
    assert not identity_ids(kept.vault.path)
    assert kept.vault.draft(kept.case, kept.source) is None
    assert ledger.verify(thorough=True).sound


def test_a_vault_that_is_gone_keeps_no_case(ledger: Ledger, kept: Kept) -> None:
    kept.vault.path.unlink()
    identities.erase_case(ledger, None, kept.case, "it must go")
    assert ledger.verify(thorough=True).sound


def test_a_lost_vault_is_not_taken_for_none_until_its_identities_are_deleted(ledger: Ledger, kept: Kept) -> None:
    ledger.append(kept.case, NoteAdded('a note of "type":"identity.kept"'))
    identities.must_not_be_lost(ledger)
    (one,) = ledger.case(kept.case).identities.values()
    with pytest.raises(VaultClosed):
        identities.delete(ledger, None, kept.case, one.identity)
    kept.vault.path.unlink()
    with pytest.raises(NoVault, match="Put it back"):
        identities.must_not_be_lost(ledger)
    identities.delete(ledger, None, kept.case, one.identity)
    assert not ledger.case(kept.case).identities
    identities.must_not_be_lost(ledger)


def test_a_desk_that_never_had_one_has_lost_none(ledger: Ledger) -> None:
    ledger.new_case(CaseOpened("letter", "A letter"), NoteAdded('a note of "type":"identity.kept"'))
    assert ledger.cases_with("identity.kept") == []
    identities.must_not_be_lost(ledger)
