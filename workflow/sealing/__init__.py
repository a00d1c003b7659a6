"""Sealing a desk: making one that is encrypted, opening it, changing what opens it, and carrying it elsewhere."""

from workflow.sealing.backup import Backup, backup
from workflow.sealing.existing import Sealed, seal_existing
from workflow.sealing.keys import NewDesk, change_passphrase, new_desk, new_recovery, unlock
from workflow.sealing.rekey import rekey
from workflow.sealing.restore import Restored, restore

__all__ = [
    "Backup",
    "NewDesk",
    "Restored",
    "Sealed",
    "backup",
    "change_passphrase",
    "new_desk",
    "new_recovery",
    "rekey",
    "restore",
    "seal_existing",
    "unlock",
]
