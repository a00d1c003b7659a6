"""Erasing a whole case takes who its sources are with it."""

from pathlib import Path

import pytest

from workflow import identities
from workflow.facts import CaseOpened, SourceAdded
from workflow.ledger import Ledger
from workflow.seal import FLOOR
from workflow.terms import Standing
from workflow.vault import Person, Vault, VaultClosed, identity_ids, vault_path

PASSPHRASE = "other words than those"


def test_its_identities_go_first_and_not_while_the_vault_is_shut(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "cases.db", state_dir=tmp_path / "state") as ledger:
        added = SourceAdded("s-1", "an official", Standing.OTHER, code_name="HERON")
        case = ledger.new_case(CaseOpened("letter", "A letter"), added)
        (source,) = ledger.case(case).sources
        vault = Vault.create(vault_path(ledger.path), PASSPHRASE, ledger.desk_id, FLOOR)
        identities.keep(ledger, vault, case, source, Person("Zara Quillfeather"))
        vault.keep_draft(case, source, {"name": "Zara"})
        with pytest.raises(VaultClosed):
            identities.erase_case(ledger, None, case, "it must go")
        assert identity_ids(vault.path)
        assert ledger.case(case).title == "A letter"
        identities.erase_case(ledger, vault, case, "it must go")
        assert not identity_ids(vault.path)
        assert vault.draft(case, source) is None
        assert ledger.verify(thorough=True).sound


def test_a_vault_that_is_gone_keeps_no_case(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "cases.db", state_dir=tmp_path / "state") as ledger:
        added = SourceAdded("s-1", "an official", Standing.OTHER, code_name="HERON")
        case = ledger.new_case(CaseOpened("letter", "A letter"), added)
        (source,) = ledger.case(case).sources
        vault = Vault.create(vault_path(ledger.path), PASSPHRASE, ledger.desk_id, FLOOR)
        identities.keep(ledger, vault, case, source, Person("Zara Quillfeather"))
        vault.path.unlink()
        identities.erase_case(ledger, None, case, "it must go")
        assert ledger.verify(thorough=True).sound
