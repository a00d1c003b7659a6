"""Every test runs in a home of its own, whatever machine and user it runs on."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", settings.get_profile("ci"), max_examples=2_000)
settings.load_profile("soak" if os.environ.get("ONRECORD_SOAK") else "ci")

FOREIGN = ("COLORTERM", "COLUMNS", "EDITOR", "FORCE_COLOR", "LINES", "NO_COLOR", "VISUAL")
PREFIXES = ("ONRECORD_", "TEXTUAL")


gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage rarely: the screens and the tests' own modules are many objects that stay."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, apart from `tmp_path`, that this process and its children take for the user's."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    for name in list(os.environ):
        if name in FOREIGN or (name.startswith(PREFIXES) and name != "ONRECORD_SOAK"):
            monkeypatch.delenv(name)
    return folder
