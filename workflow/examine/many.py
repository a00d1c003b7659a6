"""Many files at once, told of in the order in which they were given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TypeVar

_AHEAD = 8
Item = TypeVar("Item")
Made = TypeVar("Made")


def in_order(
    do: Callable[[Item, Callable[[], bool]], Made], items: Iterable[Item], at_once: int
) -> Iterator[tuple[Item, Made]]:
    """What `do` makes of each item, `at_once` of them at a time; only a few are waited for ahead of their turn.

    `do` is also given a function that says no once nobody waits for the rest.
    """
    left = Event()

    def goes_on() -> bool:
        return not left.is_set()

    waiting: deque[tuple[Item, Future[Made]]] = deque()
    with ThreadPoolExecutor(at_once, "onrecord-examine") as pool:
        try:
            for item in items:
                waiting.append((item, pool.submit(do, item, goes_on)))
                if len(waiting) > at_once * _AHEAD:
                    first, made = waiting.popleft()
                    yield first, made.result()
            while waiting:
                first, made = waiting.popleft()
                yield first, made.result()
        finally:
            left.set()
            for _item, future in waiting:
                future.cancel()
