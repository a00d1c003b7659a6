"""Core dumps, tracing and variables."""

import pytest

from tests.doctor.conftest import Built
from workflow.doctor.process import core_dumps, environment, tracing

SYSTEMD = "|/usr/lib/systemd/systemd-coredump %P %u %g"


@pytest.mark.parametrize(
    ("pattern", "limit", "outcome"),
    [
        ("core", "0", "well"),
        ("core", "unlimited", "mend"),
        ("/var/crash/core.%p", "1024", "mend"),
        ("|/usr/share/apport/apport %p", "0", "mend"),
        (SYSTEMD, "0", "mend"),
        ("|/bin/false", "unlimited", "well"),
    ],
)
def test_core_dumps(built: Built, pattern: str, limit: str, outcome: str) -> None:
    built.put(built.root / "proc/sys/kernel/core_pattern", pattern + "\n")
    built.put(built.root / "proc/77/limits", f"Max core file size        {limit}      unlimited    bytes\n")
    assert built.outcomes(core_dumps) == {outcome}


def test_dumps_that_the_system_throws_away(built: Built) -> None:
    built.put(built.root / "proc/sys/kernel/core_pattern", SYSTEMD)
    built.put(built.root / "etc/systemd/coredump.conf", "[Coredump]\n#Storage=none\nStorage=external\n")
    assert built.outcomes(core_dumps) == {"mend"}
    built.put(built.root / "etc/systemd/coredump.conf.d/none.conf", "[Coredump]\nStorage=none\n")
    assert built.outcomes(core_dumps) == {"well"}


def test_programs_that_ask_not_to_be_dumped(built: Built) -> None:
    built.put(built.root / "proc/sys/fs/suid_dumpable", "1\n")
    assert built.outcomes(core_dumps) == {"well", "mend"}


def test_where_nothing_is_told(built: Built) -> None:
    for name in ("core_pattern", "yama/ptrace_scope"):
        (built.root / "proc/sys/kernel" / name).unlink()
    assert built.outcomes(core_dumps) == built.outcomes(tracing) == {"cannot tell"}
    built.change(platform="darwin")
    assert built.outcomes(core_dumps) == built.outcomes(tracing) == {"cannot tell"}


@pytest.mark.parametrize(("scope", "outcome"), [("0", "mend"), ("1", "well"), ("2", "well"), ("3", "well")])
def test_tracing(built: Built, scope: str, outcome: str) -> None:
    built.put(built.root / "proc/sys/kernel/yama/ptrace_scope", scope + "\n")
    assert built.outcomes(tracing) == {outcome}


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("TEXTUAL_LOG", "mend"),
        ("TEXTUAL", "mend"),
        ("PYTHONINSPECT", "mend"),
        ("PYTHONPATH", "mend"),
        ("LD_PRELOAD", "mend"),
        ("PYTHONUTF8", "well"),
        ("EDITOR", "well"),
    ],
)
def test_variables_by_their_names_alone(built: Built, name: str, outcome: str) -> None:
    built.change(env={name: "a secret"})
    assert built.outcomes(environment) == {outcome}
    assert "secret" not in str(built.asked(environment))


def test_variables_that_the_program_dropped_at_its_start_are_told(built: Built) -> None:
    built.put(built.root / "proc/self/environ", "HOME=/x\0TEXTUAL_LOG=/tmp/x\0")
    assert built.outcomes(environment) == {"mend"}
