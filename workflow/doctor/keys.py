"""Key files: whether they can be read, whether there is a second way in, and older ones that were set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.doctor.finding import Finding, know, mend, well
from workflow.doctor.looking import Entry, entries, head, look
from workflow.doctor.survey import Survey
from workflow.seal import DamagedKeys, KeyFile, keys_path
from workflow.seal.keyfile import LARGEST

_ASIDE = re.compile(r".+\.keys\.[0-9a-f]{8}\.old")


def key_files(survey: Survey) -> Iterator[Finding]:
    """Whether every sealed desk has a key file that can be read and a recovery key, and what was set aside."""
    found = [entry for path in survey.desks if (entry := look(keys_path(path))) is not None]
    held = {entry.path: _read(entry) for entry in found}
    damaged = [path for path, keys in held.items() if keys is None]
    alone = [path for path, keys in held.items() if keys is not None and not keys.has_recovery]
    folders = {path.parent for path in survey.desks}
    aside = [entry.path for folder in sorted(folders) for entry in entries(folder) if _ASIDE.fullmatch(entry.path.name)]
    if damaged:
        seen = "The key file cannot be read: without it nothing opens the desk."
        yield mend("key files", seen, "Put it back from a backup; change nothing else.", damaged)
    if alone:
        seen = "There is no recovery key: who forgets the passphrase loses the desk. A re-keying that was cut short"
        yield mend(
            "key files", f"{seen} leaves it so.", "Make one, and write it on paper: onrecord recovery-key", alone
        )
    if aside:
        seen = (
            "Key files that stood beside a desk when it was sealed anew. They open what was sealed before, if anything."
        )
        yield know("key files", seen, "Keep them until you know that no older copy of the desk is needed.", aside)
    if not (damaged or alone):
        yield well("key files", "Every key file can be read, and there is a recovery key.")


def _read(entry: Entry) -> KeyFile | None:
    try:
        return KeyFile.from_bytes(head(entry.path, LARGEST + 1))
    except DamagedKeys:
        return None
