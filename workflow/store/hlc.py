"""The hybrid logical clock that orders the log: 48 bits of milliseconds and a 16-bit counter, never shown."""

from __future__ import annotations

from workflow.when import Instant, datetime_of

Clock = int
"""Milliseconds since 1970 shifted left by 16, plus a counter; for order only."""

LARGEST: Clock = (1 << 63) - 1
"""Above any clock that an entry may carry, so that there is always room for a later one."""

ROOM: Clock = 1 << 40
"""How far below the largest an entry from elsewhere must stay, so that ours can always be later."""

_DRIFT_MS = 5 * 60 * 1000
_LEAP_MS = 366 * 24 * 3600 * 1000


def wall(now: Instant) -> Clock:
    """The wall clock as one of these; a new entry's is this, or one above all that was seen where that is later."""
    return min(max(now, 0) // 1000 << 16, LARGEST - 2 * ROOM)


def written(clock: Clock) -> str:
    """The clock as an entry holds it: 16 hexadecimal digits, because its 64 bits are too long for a JSON number."""
    return f"{clock:016x}"


def note(now: Instant, last: Instant) -> str:
    """A sentence where this machine's clock cannot be right, judged by when the last entry came; else nothing."""
    if not last:
        return ""
    ahead = (now - last) // 1000
    today = datetime_of(max(min(now, 253402300799_000000), 0)).date()
    if ahead < -_DRIFT_MS:
        return (
            f"This machine's clock says {today}, which is before the last entry. "
            "Nothing is lost and the order stands, but check the clock."
        )
    if ahead > _LEAP_MS:
        return f"This machine's clock says {today}, more than a year after the last entry. Check it before you go on."
    return ""
