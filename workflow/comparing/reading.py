"""Reading one copy for a comparison: digest, checks, words and coarse pictures, all by the locked-in worker."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from workflow.comparing.model import Drawn, Reading
from workflow.errors import OnRecordError
from workflow.findings import Page, Supplies
from workflow.hashing import BLOCK, Stopped
from workflow.sandbox.target import Target

if TYPE_CHECKING:
    from workflow.examine import Examiner

DPI = 48
MOST_DRAWN = 100
"""Pages of a copy that are drawn."""

GoesOn = Callable[[], bool] | None


def read_copy(examiner: Examiner, target: Target, supplies: Supplies, goes_on: GoesOn = None) -> Reading:
    """Everything of a copy that is compared. Raises Stopped when `goes_on` says no.

    The worker is told no name but the ending of it, so that no finding can hold one.
    """
    nameless = target._replace(name="copy" + _ending(target.name))
    report = examiner.check(nameless, supplies, goes_on)
    unread: list[str] = []
    pages: tuple[Page, ...] = ()
    pictures: list[Drawn] = []
    try:
        pages = examiner.pages(nameless, None, goes_on)
    except Stopped:
        raise
    except OnRecordError as error:
        unread.append(f"its words were not read. {error.what}")
    try:
        drawn = examiner.pictures(nameless, DPI, goes_on)
        pictures.extend(Drawn(*one) for one in islice(drawn, MOST_DRAWN))
    except Stopped:
        raise
    except OnRecordError as error:
        unread.append(f"its pages were not drawn. {error.what}")
    if len(pictures) == MOST_DRAWN:
        unread.append(f"at most {MOST_DRAWN} of its pages are drawn.")
    return Reading(_digest(target), report, pages, tuple(pictures), DPI, tuple(unread))


def _digest(target: Target) -> bytes:
    digest, at = sha256(), 0
    while block := os.pread(target.fd, BLOCK, at):
        digest.update(block)
        at += len(block)
    return digest.digest()


def _ending(name: str) -> str:
    """The ending of a name, where it is one that files have; longer ones could tell of somebody."""
    _, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and ending.isascii() and ending.isalnum() and len(ending) <= 4 else ""
