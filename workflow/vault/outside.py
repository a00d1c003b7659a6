"""What can be told of a vault without its passphrase: how many identities it holds, under which random ids."""

from __future__ import annotations

from pathlib import Path

from workflow.vault import files
from workflow.vault.errors import NoVault
from workflow.vault.format import record_of


def identity_ids(path: Path) -> frozenset[str]:
    """The ids of the identities in a vault; none where there is no vault. Raises DamagedVault or VaultTrouble."""
    try:
        lines = files.read(path).split(b"\n")
    except NoVault:
        return frozenset()
    found = (record_of(line) for line in lines[1:])
    return frozenset(record.id for record in found if record is not None and record.kind == "identity")
