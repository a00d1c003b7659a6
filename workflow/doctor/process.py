"""What this machine writes down of running programs, and what variables make libraries do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.doctor.finding import Finding, cannot_tell, mend, shown, well
from workflow.doctor.looking import entries, text
from workflow.doctor.machine import Machine
from workflow.doctor.survey import Survey

HARMLESS = frozenset(
    {
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONHASHSEED",
        "PYTHONIOENCODING",
        "PYTHONNOUSERSITE",
        "PYTHONPYCACHEPREFIX",
        "PYTHONSAFEPATH",
        "PYTHONUNBUFFERED",
        "PYTHONUTF8",
    }
)
"""Variables of Python that neither write down what a program holds nor put other code into it."""

_CHECK = "core dumps"
_LIMIT = re.compile(r"^Max core file size\s+(\S+)", re.MULTILINE)
_NO_STORE = re.compile(r"^\s*Storage\s*=\s*(\w+)", re.MULTILINE)


def core_dumps(survey: Survey) -> Iterator[Finding]:
    """Whether a program that crashes leaves its memory on the disk."""
    machine = survey.machine
    pattern = text(machine.proc / "sys/kernel/core_pattern") if machine.is_linux else None
    if pattern is None:
        how = "Look with: ulimit -c (0 is well); on macOS dumps would stand in /cores."
        yield cannot_tell(_CHECK, "What becomes of the memory of a crashed program cannot be told.", how)
        return
    yield _dumped(machine, pattern.strip())
    if (text(machine.proc / "sys/fs/suid_dumpable") or "0").strip() == "1":
        seen = "Programs that ask not to be written down when they crash may be all the same."
        remedy = "sudo sysctl fs.suid_dumpable=0, and the same line in /etc/sysctl.d/"
        yield mend(_CHECK, seen, remedy)


def _dumped(machine: Machine, pattern: str) -> Finding:
    seen = (
        "When a program crashes, its memory is written to the disk. onrecord itself is excepted, but not the terminal "
        "or the editor, which hold the same words."
    )
    if pattern.startswith("|"):
        tool = shown(pattern[1:].split(" ", maxsplit=1)[0])
        if tool.endswith(("/false", "/true")) or ("systemd-coredump" in tool and _stores_none(machine)):
            return well(_CHECK, "The memory of a crashed program is thrown away.")
        remedy = "Stop the tool that takes it: sudo systemctl disable --now apport"
        if "systemd-coredump" in tool:
            remedy = "Put Storage=none and ProcessSizeMax=0 under [Coredump] in /etc/systemd/coredump.conf.d/none.conf"
        return mend(_CHECK, f"{seen} Here {tool} takes it.", remedy)
    found = _LIMIT.search(text(machine.proc / str(machine.shell) / "limits") or "")
    if not pattern or (found and found[1] == "0"):
        return well(_CHECK, "The shell lets no program write its memory to the disk.")
    if found:
        return mend(_CHECK, seen, "Put ulimit -c 0 into ~/.profile, and * hard core 0 into /etc/security/limits.conf")
    return cannot_tell(_CHECK, "The limit of the shell for core dumps cannot be read.", "Look with: ulimit -c")


def _stores_none(machine: Machine) -> bool:
    folder = machine.etc / "systemd"
    files = [folder / "coredump.conf", *(entry.path for entry in entries(folder / "coredump.conf.d"))]
    said = [value for path in files if path.suffix == ".conf" for value in _NO_STORE.findall(text(path, 100_000) or "")]
    return bool(said) and said[-1].casefold() == "none"


def tracing(survey: Survey) -> Iterator[Finding]:
    """Whether any program of the same account may read the memory of another."""
    machine = survey.machine
    scope = text(machine.proc / "sys/kernel/yama/ptrace_scope") if machine.is_linux else None
    if scope is None:
        how = "Linux: sysctl kernel.yama.ptrace_scope should be 1 or more; macOS: csrutil status should say enabled."
        yield cannot_tell("tracing", "Whether programs may read each other's memory cannot be told.", how)
    elif scope.strip() == "0":
        seen = "Any program of this account may read the memory of the others: terminal and editor, if not onrecord."
        remedy = "sudo sysctl kernel.yama.ptrace_scope=1, and the same line in /etc/sysctl.d/"
        yield mend("tracing", seen, remedy)
    else:
        yield well("tracing", "A program may read the memory of its own children at most.")


def environment(survey: Survey) -> Iterator[Finding]:
    """Whether variables are set that make libraries write down what is typed, or load other code."""
    machine = survey.machine
    at_start = text(machine.proc / "self/environ") if machine.is_linux else None
    names = {*machine.env, *(pair.partition("=")[0] for pair in (at_start or "").split("\0"))}
    set_ones = sorted(n for n in names if n.startswith(("TEXTUAL", "PYTHON")) and n not in HARMLESS)
    if set_ones:
        seen = (
            "Variables are set that can make a library write down what is typed, or load other code: "
            f"{', '.join(shown(name) for name in set_ones[:8])}. onrecord drops the ones it knows; others may not."
        )
        yield mend("variables", seen, "Take them out of the shell's start files, and open a new shell.")
    elif machine.env.get("LD_PRELOAD") or machine.env.get("DYLD_INSERT_LIBRARIES"):
        seen = "LD_PRELOAD or DYLD_INSERT_LIBRARIES puts other code into every program, this one too."
        yield mend("variables", seen, "Take it out of the shell's start files, and open a new shell.")
    else:
        yield well(
            "variables",
            "No variable that makes a library write down what is typed is set, but those dropped at the start.",
        )
