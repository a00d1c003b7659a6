"""What can go wrong with the vault: one class a failure, each with a sentence and a remedy; none holds a name."""

from __future__ import annotations

from workflow.errors import OnRecordError


class VaultTrouble(OnRecordError):
    """A failure of the vault; what was not kept is said so."""


class NoVault(VaultTrouble):
    """There is no vault at that place."""


class VaultExists(VaultTrouble):
    """A new vault would stand where something stands already."""


class VaultClosed(VaultTrouble):
    """The vault was closed; its key is gone from this process."""


class VaultBusy(VaultTrouble):
    """Another process is writing into the vault and does not finish."""


class OtherDesk(VaultTrouble):
    """The vault belongs to another desk."""


class OlderVault(VaultTrouble):
    """The vault holds identities as they were before a change that the log tells of."""


class DamagedVault(VaultTrouble):
    """The vault was cut short or altered; what can be read of it stays readable."""


class DamagedIdentity(DamagedVault):
    """One identity was altered, or put there from another place; the others stay readable."""


class NoIdentity(VaultTrouble):
    """The vault holds no such identity."""


class IdentityKnown(VaultTrouble):
    """The vault holds who that source is already."""


class IdentityTooLong(VaultTrouble):
    """More words than one identity takes."""
