"""Making a desk of one's own from the command line: sealed unless somebody asks for a plain one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import glimpse, out, secrets
from tui.desk import NoDesk, OpenDesk, make_own

if TYPE_CHECKING:
    from tui.cli.run import Run

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


def make_sealed(run: Run, desk: OpenDesk, recovery_fd: int | None = None) -> OpenDesk:
    """Make a sealed desk and give out its recovery key. Raises DeskExists, BadPassphrase, NoCipher, NoTerminal."""
    from workflow import schema

    schema.must_encrypt()
    give = glimpse.recovery_giver(recovery_fd)
    words = secrets.new_passphrase("your desk", run.choice.passphrase_fd)
    made, recovery = make_own(desk, words)
    give(recovery)
    out.message(f"Your desk is {made.path}, sealed.")
    run.say_of_place(made.path)
    return made


def make_plain(run: Run, desk: OpenDesk) -> OpenDesk:
    """Make a desk that is not encrypted, and say what that means. Raises DeskExists."""
    made, _ = make_own(desk, None)
    out.message(f"Your desk is {made.path}, plain: {PLAIN[0].lower()}{PLAIN[1:]} Seal it with onrecord seal.")
    run.say_of_place(made.path)
    return made
