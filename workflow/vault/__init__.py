"""The vault: who the sources are, in a file of its own, under a passphrase of its own, apart from the desk."""

from workflow.vault.errors import (
    DamagedIdentity,
    DamagedVault,
    IdentityKnown,
    IdentityTooLong,
    NoIdentity,
    NoVault,
    OlderVault,
    OtherDesk,
    VaultBusy,
    VaultClosed,
    VaultExists,
    VaultTrouble,
)
from workflow.vault.files import read as vault_bytes
from workflow.vault.files import vault_path
from workflow.vault.outside import identity_ids
from workflow.vault.records import Reason
from workflow.vault.sealed import Handle, Person
from workflow.vault.store import Kept, Vault

__all__ = [
    "DamagedIdentity",
    "DamagedVault",
    "Handle",
    "IdentityKnown",
    "IdentityTooLong",
    "Kept",
    "NoIdentity",
    "NoVault",
    "OlderVault",
    "OtherDesk",
    "Person",
    "Reason",
    "Vault",
    "VaultBusy",
    "VaultClosed",
    "VaultExists",
    "VaultTrouble",
    "identity_ids",
    "vault_bytes",
    "vault_path",
]
