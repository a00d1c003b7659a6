"""What the parent, which is trusted, tells a worker."""

from __future__ import annotations

import msgspec

from workflow.sandbox.limits import LIMITS, Limits

UNLOCKED = 71
"""What a child says at its end when it could not have the locks that it must have."""

BEGUN = b"b"
"""What the worker says once the child is made: its time begins."""


class Order(msgspec.Struct, frozen=True):
    """One job: which modules to load before the child is made, who runs it, and how the child is locked in.

    `must` are the locks that held when they were probed; a child that cannot have them ends unread.
    """

    runner: str
    modules: tuple[str, ...] = ()
    readable: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    limits: Limits = LIMITS
    has_file: bool = True


class Ended(msgspec.Struct, frozen=True):
    """How a child ended: its wait status, and the most memory that it held, in bytes."""

    status: int
    memory: int
