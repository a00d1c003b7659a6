"""Making a desk of one's own from the command line: sealed unless somebody asks for a plain one."""

from __future__ import annotations

from pathlib import Path

from tui.cli import glimpse, out, secrets
from tui.desk import NoDesk, OpenDesk, make_own

PLAIN = "Anybody who gets at this file, or at a backup of it, can read the desk."


def must_have_somebody(path: Path, fd: int | None) -> None:
    """Raise NoDesk where no desk can be made in passing: nobody to ask, or nobody to see its recovery key."""
    try:
        glimpse.must_show("--recovery-fd")
    except secrets.NoTerminal:
        raise NoDesk(
            "There is no desk here yet, and no terminal to ask at for its passphrase.",
            where=str(path),
            remedy="Make one with onrecord init (its help says how without a terminal), or onrecord init --plain.",
        ) from None
    if fd is None:
        out.message("A desk of your own is made, sealed with a passphrase: several words that only you put together.")


def make_sealed(desk: OpenDesk, passphrase_fd: int | None, recovery_fd: int | None = None) -> OpenDesk:
    """Make a sealed desk and give out its recovery key, at the terminal or through open files.

    Raises DeskExists, BadPassphrase, NoCipher or NoTerminal.
    """
    from workflow import schema

    schema.must_encrypt()
    give = glimpse.recovery_giver(recovery_fd)
    words = secrets.new_passphrase("your desk", passphrase_fd)
    made, recovery = make_own(desk, words)
    give(recovery)
    out.message(f"Your desk is {made.path}, sealed.")
    return made


def make_plain(desk: OpenDesk) -> OpenDesk:
    """Make a desk that is not encrypted, and say what that means. Raises DeskExists."""
    made, _ = make_own(desk, None)
    out.message(f"Your desk is {made.path}, plain: {PLAIN[0].lower()}{PLAIN[1:]} Seal it with onrecord seal.")
    return made
