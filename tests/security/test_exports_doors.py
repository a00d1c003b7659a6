"""By which doors words can leave a desk at all, read from the code: each that writes or prints is known."""

from __future__ import annotations

import ast
import re
from functools import cache

from tests.security.exporting import ROOT


@cache
def modules() -> dict[str, ast.Module]:
    """The program, each module by its path."""
    paths = (path for package in ("workflow", "tui") for path in sorted((ROOT / package).rglob("*.py")))
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8")) for path in paths}


def naming(*names: str) -> set[str]:
    """The modules that import or call something of one of these names."""
    found = set()
    for path, tree in modules().items():
        for node in ast.walk(tree):
            named = [it.name for it in node.names] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Call):
                named.append(node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""))
            if not set(names).isdisjoint(named):
                found.add(path)
    return found


def calling(owner: str, name: str) -> set[str]:
    """The modules that call `owner.name(...)`."""
    return {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"{owner}.{name}"
    }


# Ways round the door


def test_only_the_door_opens_the_path_of_an_export() -> None:
    rooms = {"workflow/summaries/leaving.py", "workflow/summaries/writing.py", "workflow/summaries/__init__.py"}
    assert naming("Staged", "write_export") == rooms
    assert {path for path in naming("leave_to") if path != "workflow/summaries/leaving.py"} == {"tui/cli/exporting.py"}
    imports = naming("leave") & {path for path in modules() if "summaries.leaving" in (ROOT / path).read_text("utf-8")}
    assert imports == {"tui/cli/exporting.py", "tui/screens/export.py"}


def test_whoever_else_writes_a_file_is_known() -> None:
    """Each writes what stays on this machine, is sealed, or is the reporter's own scratch."""
    own = {"workflow/private.py", "workflow/summaries/writing.py"}
    desk_files = {
        "workflow/sealing/restore.py", "workflow/sealing/backup.py", "workflow/store/files.py",
        "workflow/store/writer.py", "workflow/vault/files.py", "workflow/files/draft.py", "workflow/files/reading.py",
        "workflow/files/store.py",
    }  # fmt: skip
    asked_for = {"workflow/intake/copying_out.py"}  # the original, to the reporter's own eyes, logged first
    tried = {"workflow/sandbox/probing.py", "workflow/sandbox/trying.py"}  # a word of ours, to see who can read it
    scratch = {"tui/clipboard.py", "tui/editor.py", "tui/failures.py", "tui/preferences.py"}
    writers = naming("open_private", "write_text", "write_bytes")
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and re.search(r"(?:^|\.)f?d?open$", ast.unparse(node.func)):
                modes = [it.value for it in node.args if isinstance(it, ast.Constant) and isinstance(it.value, str)]
                flags = ast.unparse(node)
                if any(re.fullmatch(r"[wax]b?\+?", it) for it in modes) or "O_CREAT" in flags or "O_WRONLY" in flags:
                    writers.add(path)
    known = own | desk_files | asked_for | tried | scratch
    assert writers <= known, writers - known


def test_raw_bytes_reach_standard_output_by_three_commands_alone_and_the_help_says_what_is_not_scanned() -> None:
    assert calling("out", "data") == {"tui/cli/exporting.py", "tui/cli/differing.py", "tui/cli/telling.py"}
    assert naming("scan_piped") == {"tui/cli/differing.py", "tui/cli/letters.py", "tui/cli/telling.py"}
    reach = {path for path in modules() if "stdout.buffer" in ast.unparse(modules()[path])}
    assert reach == {"tui/cli/out.py"}
    from tui.cli.table import onrecord

    assert "for your own eyes" in (onrecord.epilog or "") and "Scanned for identities" in (onrecord.epilog or "")


def test_nobody_else_makes_leave_to_go() -> None:
    for path, tree in modules().items():
        if path == "workflow/leakscan/clearing.py":
            continue
        text = ast.unparse(tree)
        assert "leakscan.clearing" not in text or path == "workflow/leakscan/__init__.py", path
        assert "Cleared" not in text or not re.search(
            r"object\.__(new|setattr)__|_cleared\(|\bpickle\b|\bcopy\(", text
        ), path
