"""What shells and terminals keep of the commands that were typed. Lines are counted, never shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workflow.doctor.finding import Finding, cannot_tell, mend, well, word
from workflow.doctor.looking import entries, tail
from workflow.doctor.machine import Machine
from workflow.doctor.survey import Survey
from workflow.phrases import counted

MOST_READ = 8_000_000
"""Bytes of a history that are read, from its end."""

HISTORIES = (
    ".bash_history",
    ".zsh_history",
    ".zhistory",
    ".histfile",
    ".history",
    ".sh_history",
    ".ksh_history",
    ".local/share/fish/fish_history",
    ".local/share/powershell/PSReadLine/ConsoleHost_history.txt",
)
SESSIONS = (".bash_sessions", ".zsh_sessions")

HARMLESS = frozenset(
    b"--as-of --ascii --db --example --finding --for --format --help --json --limit --output --overwrite"
    b" --passphrase-fd --since --theme --thorough --vault-passphrase-fd --version --zone".split()
)
"""Options whose words say nothing of a case."""

_CALL = re.compile(rb"(?:^|[\s;&|/(`])(?:onrecord|-m\s+tui\.main)(?=\s|$)")
_OPTION = re.compile(rb"(?<=\s)--[a-z][a-z-]*")
_SPOKEN = re.compile(rb"(?:^|\s)(?:note|search|rename|passage|accuse|import|lint)\s+\S")


def shell_history(survey: Survey) -> Iterator[Finding]:
    """Whether a shell has kept commands of this program with words of a case in them."""
    found = False
    for path in _histories(survey.machine):
        calls, wordy = count_calls(tail(path, MOST_READ))
        if not calls:
            continue
        found = True
        seen = f"{counted(calls, 'command')} of onrecord kept here, {wordy:,} of them with words after options."
        if wordy:
            yield mend(
                "shell history", f"{seen} A finder reads those words, sealed desk or not.", _remedy(path), [path]
            )
        else:
            seen = f"{seen} They tell that you use it, and on which cases."
            yield mend("shell history", seen, _remedy(path), [path])
    if not found:
        yield well("shell history", "No shell has kept a command of onrecord.")


def count_calls(history: bytes) -> tuple[int, int]:
    """How many commands of a history call the program, and how many of those with words of a case."""
    calls = wordy = 0
    for line in history.replace(b"\\\r\n", b" ").replace(b"\\\n", b" ").split(b"\n"):
        for rest in _CALL.split(line)[1:]:
            calls += 1
            options = set(_OPTION.findall(rest)) - HARMLESS
            wordy += bool(options or _SPOKEN.search(rest) or b'"' in rest or b"'" in rest)
    return calls, wordy


def _histories(machine: Machine) -> Iterator[Path]:
    named = machine.env.get("HISTFILE", "")
    own = [machine.home / name for name in HISTORIES]
    data = machine.env.get("XDG_DATA_HOME", "")
    held = [Path(data) / "fish/fish_history"] if data else []
    kept = [e.path for name in SESSIONS for e in entries(machine.home / name) if e.path.name.endswith(".history")]
    yield from dict.fromkeys((*own, *([Path(named)] if named else []), *held, *kept))


def _remedy(path: Path) -> str:
    if "fish" in path.name:
        return "In fish: history delete --contains onrecord; from then on begin such commands with a space."
    keeps = "HISTIGNORE='*onrecord*' in ~/.bashrc"
    if "zsh" in str(path) or path.name in (".zhistory", ".histfile"):
        keeps = "HISTORY_IGNORE='*onrecord*' in ~/.zshrc"
    elif "powershell" in str(path):
        keeps = "an AddToHistoryHandler in the profile"
    cut = f"LC_ALL=C sed -i.cut '/onrecord/d' {word(path)} && rm {word(f'{path}.cut')}"
    return f"Close other shells, then: {cut}; put {keeps}. The screens keep no history: type words there."


def terminals(survey: Survey) -> Iterator[Finding]:
    """Whether a program that outlives the terminal holds what commands printed."""
    env = survey.machine.env
    if env.get("TMUX"):
        seen = "This runs in tmux: it keeps what commands printed, for whoever attaches, after the window is closed."
        remedy = "After commands that print a case: tmux clear-history; or run onrecord outside tmux."
        yield cannot_tell("terminal", seen, remedy)
    if env.get("STY"):
        seen = "This runs in screen: it keeps what commands printed, for whoever attaches, after the window is closed."
        yield cannot_tell("terminal", seen, "After commands that print a case: Ctrl-a : scrollback 0, then as before.")
    if not env.get("TMUX") and not env.get("STY"):
        yield well("terminal", "No tmux or screen keeps the output here; the terminal's own scrollback ends with it.")
