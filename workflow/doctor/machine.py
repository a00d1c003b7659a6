"""The machine as the seizure view looks at it: where things are, who looks, and how a tool of the system is asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

TOOL_SECONDS = 3.0
"""How long a tool of the system may take before it counts as not having answered."""

FLAGS_OF_A_FILE = 0x80086601
ENCRYPTED_FLAG = 0x800


def ask_tool(command: tuple[str, ...]) -> str | None:
    """What a tool of the system prints; None where it is not there, fails or does not answer. No shell is involved."""
    import subprocess

    if not Path(command[0]).is_absolute() or not Path(command[0]).exists():
        return None
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TOOL_SECONDS,
            check=False,
            cwd="/",
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None


def folder_is_encrypted(folder: Path) -> bool | None:
    """Whether the file system says of a folder that it is encrypted by itself (fscrypt); None where it does not tell.

    The flag is asked for with FS_IOC_GETFLAGS, which only reads.
    """
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NONBLOCK)
        try:
            answer = fcntl.ioctl(handle, FLAGS_OF_A_FILE, bytes(8))
        finally:
            os.close(handle)
    except OSError:
        return None
    return bool(int.from_bytes(answer[:4], sys.byteorder) & ENCRYPTED_FLAG)


@dataclass(frozen=True)
class Machine:
    """One machine: its folders, the person who looks, and the readers of what no folder tells.

    `desks` are the desks that would open, the one of this run first; `examples` are copies of the worked example;
    `shell` is the number of the process that started this one.
    """

    home: Path
    here: Path
    data: Path
    state: Path
    desks: tuple[Path, ...] = ()
    examples: tuple[Path, ...] = ()
    config: Path = Path("/nonexistent")
    temporary: tuple[Path, ...] = ()
    proc: Path = Path("/proc")
    sys: Path = Path("/sys")
    etc: Path = Path("/etc")
    env: Mapping[str, str] = field(default_factory=dict, repr=False)
    uid: int = 0
    platform: str = "linux"
    shell: int = 0
    ask: Callable[[tuple[str, ...]], str | None] = ask_tool
    encrypts: Callable[[Path], bool | None] = folder_is_encrypted

    @property
    def is_linux(self) -> bool:
        """Whether the answers stand where Linux keeps them."""
        return self.platform == "linux"

    @property
    def is_mac(self) -> bool:
        """Whether the answers have to be asked of the tools of macOS."""
        return self.platform == "darwin"


def this_machine(
    desks: tuple[Path, ...], data: Path, state: Path, examples: tuple[Path, ...] = (), here: Path | None = None
) -> Machine:
    """The machine that the program runs on, with the places that the caller knows."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  Path.home() raises where there is none
    named = os.environ.get("XDG_CONFIG_HOME", "")
    # tempfile.gettempdir() would try each of them by writing a file
    kept = (os.environ.get("TMPDIR", ""), "/tmp", "/var/tmp", "/dev/shm", os.environ.get("XDG_RUNTIME_DIR", ""))
    return Machine(
        home=home,
        here=here or _current_folder(home),
        data=data,
        state=state,
        desks=desks,
        examples=examples,
        config=Path(named) if named else home / ".config",
        temporary=tuple(dict.fromkeys(Path(name) for name in kept if name)),
        env=dict(os.environ),
        uid=os.getuid(),
        platform=sys.platform,
        shell=os.getppid(),
    )


def _current_folder(home: Path) -> Path:
    try:
        return Path.cwd()
    except OSError:
        return home
