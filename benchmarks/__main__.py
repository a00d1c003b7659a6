"""Print every bar with its figure: `python -m benchmarks [--quick] [--only NAME]... [--json]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.checks import checks
from benchmarks.derived import derived
from benchmarks.desks import FULL, QUICK, Room, Sizes
from benchmarks.figures import Figure, as_json, table
from benchmarks.intake import intake
from benchmarks.keys import keys
from benchmarks.log import log
from benchmarks.printing import printing
from benchmarks.rules import rules
from benchmarks.sealed import sealed
from benchmarks.search import search
from benchmarks.start import desks, start

BENCHMARKS: dict[str, Callable[[Room], Iterator[Figure]]] = {
    "start": start,
    "desks": desks,
    "keys": keys,
    "rules": rules,
    "printing": printing,
    "log": log,
    "derived": derived,
    "search": search,
    "sealed": sealed,
    "checks": checks,
    "intake": intake,
}
"""Every theme by name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; always 0, for these are figures and no gate."""
    reader = argparse.ArgumentParser("benchmarks", description="Measure the program against bare tools, in pairs.")
    reader.add_argument("--only", action="append", choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS))
    reader.add_argument("--quick", action="store_true", help="small sizes: the order of magnitude within a minute")
    reader.add_argument("--json", action="store_true", help="for a tool to read")
    asked = reader.parse_args(arguments)
    figures = measure(asked.only or list(BENCHMARKS), QUICK if asked.quick else FULL)
    print(as_json(figures) if asked.json else "\n".join(table(figures)))
    return 0


def measure(names: Sequence[str], sizes: Sizes) -> list[Figure]:
    """The figures of these themes."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        room = Room(Path(folder), sizes)
        for name in names:
            begun = time.perf_counter()
            figures += BENCHMARKS[name](room)
            print(f"{name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    return figures


if __name__ == "__main__":
    sys.exit(main())
