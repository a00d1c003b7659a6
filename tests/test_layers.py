"""The rules of the desk load without a screen, and only the log's rooms reach SQLite."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCREENS = {"click", "rich", "textual", "tui"}
DRIVERS = {"sqlcipher3", "sqlite3", "sqlite_utils"}
LOG_ROOMS = ("workflow.ledger", "workflow.schema", "workflow.store")

LOADED = """
import importlib, sys
for module in sys.argv[1:]:
    importlib.import_module(module)
    print(module, *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def sources(package: str) -> dict[str, Path]:
    """Every module of a package by its dotted name."""
    found = {}
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(tree: ast.AST) -> list[tuple[str, int]]:
    """The top-level packages that a module imports anywhere in it, each with its line."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name.partition(".")[0], node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module.partition(".")[0], node.lineno))
    return found


def test_no_room_of_the_workflow_loads_a_screen() -> None:
    rooms = list(sources("workflow"))
    done = subprocess.run([sys.executable, "-c", LOADED, *rooms], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = {module: set(tops) for module, *tops in map(str.split, done.stdout.splitlines())}
    assert list(loaded) == rooms
    first = next((f"{module} loads {found}" for module, tops in loaded.items() if (found := tops & SCREENS)), "")
    assert not first


def test_only_the_logs_rooms_import_a_driver_of_sqlite() -> None:
    strangers = [
        f"{path.relative_to(ROOT)}:{line} imports {top}"
        for package in ("workflow", "tui")
        for module, path in sources(package).items()
        if not any(module == room or module.startswith(f"{room}.") for room in LOG_ROOMS)
        for top, line in imported(ast.parse(path.read_text("utf-8")))
        if top in DRIVERS
    ]
    assert not strangers, "\n".join(strangers)


def test_the_workflow_names_no_screen_even_where_it_would_load_late() -> None:
    strangers = [
        f"{path.relative_to(ROOT)}:{line} imports {top}"
        for path in sources("workflow").values()
        for top, line in imported(ast.parse(path.read_text("utf-8")))
        if top in SCREENS
    ]
    assert not strangers, "\n".join(strangers)


RUNS_DATA = {"dill", "marshal", "pickle", "ruamel", "shelve", "yaml"}
"""Libraries that turn bytes into running code, or read a language that can ask for it."""


def test_no_input_is_ever_run() -> None:
    found = []
    for package in ("workflow", "tui"):
        for path in sources(package).values():
            tree = ast.parse(path.read_text("utf-8"))
            place = path.relative_to(ROOT)
            found += [f"{place}:{line} imports {top}" for top, line in imported(tree) if top in RUNS_DATA]
            found += [
                f"{place}:{node.lineno} calls {node.func.id}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec")
            ]
    assert not found, "\n".join(found)
