"""What a run does before anything else: leave no core dump, take no tracer, let no variable make a library talk."""

from __future__ import annotations

import os
import sys

TALKING = (
    "PYTHONASYNCIODEBUG",
    "PYTHONDEBUG",
    "PYTHONDEVMODE",
    "PYTHONDUMPREFS",
    "PYTHONDUMPREFSFILE",
    "PYTHONFAULTHANDLER",
    "PYTHONINSPECT",
    "PYTHONMALLOCSTATS",
    "PYTHONPERFSUPPORT",
    "PYTHONPROFILEIMPORTTIME",
    "PYTHONTRACEMALLOC",
    "PYTHONVERBOSE",
    "PYTHONWARNINGS",
    "PYTHON_PERF_JIT_SUPPORT",
)
"""Variables that Python acts upon as it starts, each of which makes it say or keep more than it may."""

UNHEEDED = ("PYTHONBREAKPOINT", "PYTHONSTARTUP", "PYTHON_HISTORY")
"""Variables that Python looks at later, so that it is enough to take them away."""

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31


def start_clean() -> None:
    """Make this process one that tells nothing; starts it over where Python was already told to talk."""
    _start_over_quietly()
    _leave_no_core()
    _take_no_tracer()
    _say_no_values()


def harden() -> None:
    """What is written is this user's alone, and no variable makes a library write down what was typed.

    An empty `NO_COLOR` means colour, which the library behind the screens takes for the contrary.
    """
    os.umask(0o077)
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name in (*TALKING, *UNHEEDED)]:
        del os.environ[name]


def _start_over_quietly() -> None:
    """Start again without the variables and options that Python acted upon before the program could take them away."""
    from tui.relock import quiet_command

    told = [name for name in TALKING if os.environ.pop(name, "")]
    command = quiet_command(sys.orig_argv)
    if sys.executable and (told or command != sys.orig_argv):
        os.execv(sys.executable, command)


def _leave_no_core() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _take_no_tracer() -> None:
    """Keep other programs of the same user out of this one's memory."""
    import ctypes

    try:
        system = ctypes.CDLL(None)
        if sys.platform == "linux":
            system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        elif sys.platform == "darwin":
            system.ptrace(_PT_DENY_ATTACH, 0, None, 0)
    except (AttributeError, OSError):
        return


def _say_no_values() -> None:
    """Have what Python prints of failures and warnings by itself end here: it would quote what failed."""
    import warnings

    from tui.failures import keep_unraisable, unhandled, watch_threads

    sys.excepthook = unhandled
    sys.unraisablehook = keep_unraisable
    sys.breakpointhook = lambda *_, **__: None
    warnings.showwarning = lambda *_, **__: None
    warnings.simplefilter("ignore")
    if "threading" in sys.modules:
        watch_threads()


def hush_libraries() -> None:
    """Let no library's log and no thread print; to be called where they are loaded anyway."""
    import logging

    from tui.failures import watch_threads

    logging.lastResort = None
    logging.raiseExceptions = False
    watch_threads()
