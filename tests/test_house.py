"""How the house is kept: short files and functions, a sentence on each door, nothing that names another place."""

import ast
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILE_LINES = 300
FUNCTION_LINES = 50
BUILT = {"__pycache__", "build", "dist", "exports"}
KEPT_SHORT = {".j2", ".py", ".tcss"}
WRITTEN = KEPT_SHORT | {".cfg", ".css", ".html", ".ini", ".md", ".sh", ".svg", ".toml", ".txt", ".yaml", ".yml", ""}
ELSEWHERE = re.compile(
    r"(?<![\w.-])/wor[k]/|\bshare[d]/|pypi\.or[g]|pythonhosted\.or[g]|npmjs\.(?:co[m]|or[g])|crates\.i[o]"
    r"|artifactor[y]|--(?:extra-)?index-ur[l]|--find-link[s]"
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files() -> Iterator[Path]:
    """The files of the house, without environments, caches and what was built."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
        if path.is_file() and not hidden and not BUILT & set(parts):
            yield path


def trees(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    """The parsed modules of some packages, each with its place."""
    for path in files():
        place = path.relative_to(ROOT)
        if path.suffix == ".py" and (not packages or place.parts[0] in packages):
            yield str(place), ast.parse(path.read_text("utf-8"))


def undocumented(tree: ast.Module) -> Iterator[int]:
    """The lines where a module, a class or a public function of a module has no docstring."""
    if not ast.get_docstring(tree):
        yield 1
    for node in tree.body:
        public = isinstance(node, ast.ClassDef) or (isinstance(node, Function) and not node.name.startswith("_"))
        if isinstance(node, ast.ClassDef | Function) and public and not ast.get_docstring(node):
            yield node.lineno


def test_files_are_short() -> None:
    lengths = [
        (path.relative_to(ROOT), len(path.read_text("utf-8").splitlines()))
        for path in files()
        if path.suffix in KEPT_SHORT
    ]
    assert lengths
    long = [f"{place}: {length} lines, {FILE_LINES} are the most" for place, length in lengths if length > FILE_LINES]
    assert not long, "\n".join(long)


def test_functions_are_short() -> None:
    long = [
        f"{place}:{node.lineno} {node.name}: {length} lines, {FUNCTION_LINES} are the most"
        for place, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, Function)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_every_door_has_its_sentence() -> None:
    silent = [
        f"{place}:{line} has no docstring" for place, tree in trees("workflow", "tui") for line in undocumented(tree)
    ]
    assert not silent, "\n".join(silent)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('"""A room."""\ndef _own(): ...\n', []),
        ("import os\n", [1]),
        ('"""A room."""\ndef door(): ...\nclass Sign: ...\nclass _Own: ...\n', [2, 3, 4]),
        ('"""A room."""\nasync def door():\n    """Opens."""\n', []),
    ],
)
def test_a_door_without_its_sentence_is_found(source: str, lines: list[int]) -> None:
    assert list(undocumented(ast.parse(source))) == lines


def test_nothing_names_a_place_outside_the_house() -> None:
    named = [
        f"{path.relative_to(ROOT)}:{number} names {hit.group()}"
        for path in files()
        if path.suffix in WRITTEN
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (hit := ELSEWHERE.search(line))
    ]
    assert not named, "\n".join(named)


def test_a_place_outside_the_house_is_found() -> None:
    for text in ("see " + "/wor" + "k/notes", "from " + "share" + "d/RULES", "https://pypi" + ".org/x"):
        assert ELSEWHERE.search(text)
    for text in ("workflow/terms.py", "a/work/b is a path", "shared by two", "network/x"):
        assert not ELSEWHERE.search(text)


def test_the_pins_name_one_version_each() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line)] == []


def test_what_the_program_says_to_install_can_be_installed() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    texts = [path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "workflow").rglob("*.py"))]
    named = {
        name for text in texts for said in re.findall(r"onrecord\[([a-z0-9,]+)\]", text) for name in said.split(",")
    }
    assert {"checks", "c2pa", "time", "heic"} == named
    assert named <= set(extras)


def test_the_example_is_the_only_database_kept() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    done = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    tracked = done.stdout.split("\0")
    assert "pyproject.toml" in tracked
    assert {name for name in tracked if re.search(r"\.db(-|$)", name)} <= {"cases.db"}
