"""Writing a kept file to a place outside the desk: logged first, and the same bytes or none."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from workflow.errors import OnRecordError
from workflow.facts import FileHandled
from workflow.files import store_of
from workflow.files.durable import sync_file
from workflow.files.errors import altered, explained, not_kept
from workflow.files.reading import write_all
from workflow.hashing import BLOCK
from workflow.holdings import Exhibit
from workflow.intake.session import NothingKept
from workflow.ledger import Ledger
from workflow.private import open_private, sync_folder
from workflow.terms import ExhibitKind, Handling

WARNING = "These are the bytes as they reached us. Their marks can give the source away: show a flattened copy instead."
"""What is to be said before the document itself leaves the desk."""


class PlaceTaken(OnRecordError):
    """Something stands where a file was to be written."""


def warning(exhibit: Exhibit) -> str:
    """What is to be said before a file is copied out; empty for one that was made to be shown."""
    return "" if exhibit.kind is ExhibitKind.COPY else WARNING


def copy_out(ledger: Ledger, case_id: str, exhibit: Exhibit, target: Path) -> None:
    """Write a kept file to a new place, for its owner alone; that it was done is logged before a byte is there.

    Raises NotKept, Altered, NothingKept where the desk cannot be written to, PlaceTaken, StoreFull, StoreTrouble, and
    what logging raises; then no file is left.
    """
    if not exhibit.is_kept:
        raise not_kept(exhibit.name)
    if ledger.read_only or ledger.in_memory:
        raise NothingKept("What leaves the desk is logged, and nothing can be logged here.", where=str(ledger.path))
    with store_of(ledger).open(exhibit.sha256, exhibit.name) as held, explained(target):
        try:
            handle = open_private(target, os.O_EXCL | os.O_CLOEXEC)
        except FileExistsError:
            raise PlaceTaken(
                "Something stands there already.", where=str(target), remedy="Give another name."
            ) from None
        is_whole = False
        try:
            os.fchmod(handle, 0o600)
            ledger.append(case_id, FileHandled(exhibit.id, Handling.COPIED_OUT))
            digest = sha256()
            while block := os.read(held.fd, BLOCK):
                digest.update(block)
                write_all(handle, block)
            sync_file(handle)
            is_whole = digest.hexdigest() == exhibit.sha256
            if not is_whole:
                raise altered(exhibit.name)
        finally:
            os.close(handle)
            if not is_whole:
                target.unlink(missing_ok=True)
        sync_folder(target.absolute().parent)
