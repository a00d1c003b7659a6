"""The terminal's echo while one run gives way to the next: what is typed meanwhile shows nowhere."""

from __future__ import annotations

import contextlib
import termios
from typing import Any

_TERMINAL = 0

_off = False


def hush() -> bool:
    """Turn the terminal's echo off, until `again`; whether it is off by this."""
    global _off  # noqa: PLW0603
    _off = _set(on=False) or _off
    return _off


def left_off(attributes: list[Any]) -> None:
    """Have the echo left off where these attributes of the terminal, which are about to be set, would turn it on."""
    global _off  # noqa: PLW0603
    _off = _off or bool(attributes[3] & termios.ECHO)
    attributes[3] &= ~termios.ECHO


def taken_over() -> None:
    """The run before this one turned the echo off: it comes back once the screens are gone, or at the end."""
    global _off  # noqa: PLW0603
    import atexit

    _off = True
    atexit.register(again)


def handed_on(attributes: list[Any]) -> None:
    """Have these attributes, to which the terminal is set back at the end, turn the echo on that is off by this."""
    global _off  # noqa: PLW0603
    if _off:
        _off = False
        attributes[3] |= termios.ECHO


def again() -> None:
    """Turn the echo on where it was turned off."""
    global _off  # noqa: PLW0603
    if _off:
        _off = False
        _set(on=True)


def _set(*, on: bool) -> bool:
    """Set the echo; whether it was otherwise before. Without a terminal nothing is done."""
    with contextlib.suppress(OSError, termios.error):
        flags = termios.tcgetattr(_TERMINAL)
        if bool(flags[3] & termios.ECHO) is not on:
            flags[3] ^= termios.ECHO
            termios.tcsetattr(_TERMINAL, termios.TCSANOW, flags)
            return True
    return False
