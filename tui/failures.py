"""The one place where a failure becomes a sentence and an exit code, and where output meets a closed pipe."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from types import TracebackType

INTERRUPTED = 130
CLOSED_PIPE = 141
UNEXPECTED = 70

_aside: list[BaseException] = []
"""What failed beside the work, in a thread or a task of its own, and was not told yet."""


class Unexpected(Exception):
    """A failure of which nothing is told but its kind, whatever it says: its cause."""


def guarded(work: Callable[[], int]) -> int:
    """Do the work and answer with its exit code; no failure of it leaves as a traceback."""
    _forgive_encodings()
    try:
        code = _explained(work)
        if _aside:
            code = _unexpected(_aside.pop()) if code == 0 else code
            _aside.clear()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except BrokenPipeError:
        _stop_writing(sys.stdout)
        _stop_writing(sys.stderr)
        return CLOSED_PIPE
    except OSError as error:
        _stop_writing(sys.stdout)
        what = f"The system failed: {error.strerror or type(error).__name__}."
        return tell(OnRecordError(what, where=str(error.filename or ""), remedy="Look at the disk and the file."))
    return code


def tell(error: OnRecordError) -> int:
    """Say a failure on standard error, and answer with its exit code."""
    from workflow.clean import clean

    complain(clean(str(error), multiline=True, limit=4000))
    return error.exit_code


def complain(sentence: str) -> None:
    """Write a sentence to standard error, under the program's name; nothing in it can act on a terminal."""
    from workflow.clean import clean

    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            told = f"onrecord: {clean(sentence, multiline=True)}"
            sys.stderr.write((_between_words(told) if sys.stderr.isatty() else told) + "\n")


def _between_words(text: str) -> str:
    """The lines of `text`, broken where the terminal ends; what goes on stands two cells in."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = max(get_terminal_size().columns, 40)
    kept = (
        wrap(line, width, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False) or [""]
        for line in text.split("\n")
    )
    return "\n".join(part for parts in kept for part in parts)


def _explained(work: Callable[[], int]) -> int:
    try:
        return work()
    except OnRecordError as error:
        return tell(error)
    except KeyboardInterrupt:
        complain("Stopped.")
        return INTERRUPTED
    except OSError:
        raise
    except SystemExit as error:
        if error.code is None or isinstance(error.code, int):
            raise
        return _unexpected(error)
    except Unexpected as error:
        return _unexpected(error.__cause__ or error)
    except Exception as error:
        return _unexpected(error)


def _unexpected(error: BaseException) -> int:
    """Say that something failed that nobody foresaw, in words that hold nothing of what it says itself."""
    kind = type(error).__name__
    place = _write_details(error)
    details = f" Where in the program is in {place}, without case text." if place else ""
    complain(f"Something went wrong that onrecord did not expect ({kind}). What was logged is kept.{details}")
    return UNEXPECTED


def unhandled(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What stands in for Python's own traceback, where a failure got past `guarded`."""
    if issubclass(kind, KeyboardInterrupt):
        complain("Stopped.")
    else:
        _unexpected(error)


def keep_aside(error: BaseException | None) -> None:
    """Keep a failure of a thread or a task until the work ends; where it happened goes to the log of failures."""
    if error is not None and not isinstance(error, SystemExit):
        _aside.append(error)
        _write_details(error)


def keep_unraisable(unraisable: object) -> None:
    """Note where something failed that could not be raised, as when an object is thrown away."""
    error = getattr(unraisable, "exc_value", None)
    if error is not None:
        _write_details(error)


def watch_threads() -> None:
    """Have failures of threads kept instead of printed."""
    import threading

    threading.excepthook = lambda given: keep_aside(given.exc_value)


def _write_details(error: BaseException) -> str:
    """Add where an unexpected failure happened to the log of failures; its path, or nothing if it cannot be kept."""
    from tui.desk import state_dir
    from workflow.private import open_private

    try:
        folder = state_dir()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "failures.log"
        with os.fdopen(open_private(path, os.O_APPEND), "w", encoding="utf-8") as log:
            log.write(details(error))
    except OSError:
        return ""
    return str(path)


def details(error: BaseException) -> str:
    """Which failure, and the places in the code that led to it: no message, no value, no case text."""
    import platform
    import time

    lines = [f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} Python {platform.python_version()} {sys.platform}"]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"  {type(cause).__module__}.{type(cause).__qualname__}")
        lines += _places(cause.__traceback__)
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"    {'/'.join(Path(code.co_filename).parts[-3:])}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    return found[-60:]


_PLAINER = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "→": "->", "·": "."})


def _forgive_encodings() -> None:
    """Let an output that cannot hold a character show a plainer one or its code, instead of failing."""
    import codecs

    codecs.register_error("plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="plainer")


def _plainer(error: UnicodeError) -> tuple[str | bytes, int]:
    import codecs

    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAINER)
    if text.isascii():
        return text, error.end
    return codecs.backslashreplace_errors(error)


def _stop_writing(stream: TextIO | None) -> None:
    """Give what is still unwritten nowhere to fail when the process ends."""
    if stream is None:
        return
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
