"""The command `onrecord`: alone it opens the screens, with a command's name it goes to the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tui import hygiene, relock


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code. Without arguments given, those of the process, which is made one of its own."""
    own = arguments is None
    if own:
        hygiene.start_clean()
        relock.take_reason()
    hygiene.harden()
    from tui.failures import guarded

    words = tuple(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _run(words, own=own))


def _run(words: tuple[str, ...], *, own: bool) -> int:
    from tui.desk import open_desk
    from tui.start import has_terminal, open_screens, read_start

    start = read_start(words)
    if start is None or start.rest not in ((), ("list",), ("list", "--json")):
        from tui.cli import carry_out

        if own:
            hygiene.hush_libraries()
        return carry_out(words)
    if start.rest or not has_terminal():
        from tui.cli.rows import print_list
        from tui.cli.run import Run

        with Run(start.choice, start.ascii, start.theme) as plain:
            print_list(plain, as_json="--json" in start.rest)
        return 0
    return open_screens(open_desk(start.choice), start)


if __name__ == "__main__":
    sys.exit(main())
