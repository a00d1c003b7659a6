"""The command `onrecord`: alone it opens the screens, with a command's name it goes to the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tui.desk import open_desk
from tui.start import has_terminal, open_screens, read_start

_LEAKING = ("PYTHONFAULTHANDLER", "PYTHONINSPECT")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code. Without arguments given, those of the process."""
    from tui.failures import guarded

    if arguments is None:
        _start_over()
    _harden()
    words = tuple(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _run(words))


def _run(words: tuple[str, ...]) -> int:
    start = read_start(words)
    if start is None or start.rest not in ((), ("list",), ("list", "--json")):
        from tui.cli import carry_out

        return carry_out(words)
    if start.rest or not has_terminal():
        from tui.cli.rows import print_list
        from tui.cli.run import Run

        with Run(start.choice, start.ascii, start.theme) as plain:
            print_list(plain, as_json="--json" in start.rest)
        return 0
    return open_screens(open_desk(start.choice), start)


def _start_over() -> None:
    """Start again without the variables that Python has acted upon before the program could take them away."""
    set_ones = [name for name in _LEAKING if os.environ.pop(name, "")]
    if set_ones and sys.executable:
        os.execv(sys.executable, sys.orig_argv)


def _harden() -> None:
    """What is written is this user's alone, and no variable makes a library write down what was typed.

    An empty `NO_COLOR` means colour, which the library behind the screens takes for the contrary.
    """
    os.umask(0o077)
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name in _LEAKING]:
        del os.environ[name]


if __name__ == "__main__":
    sys.exit(main())
