"""Writes the tables of commands, keys and findings where they are read. Run it as `python -m tests.cli.readme`."""

import re
from pathlib import Path

from tui.cli.table import commands_table
from tui.keys import markdown_table
from workflow.findings import FAMILIES

HOUSE = Path(__file__).parent.parent.parent
README = HOUSE / "README.md"
FINDINGS = HOUSE / "docs" / "findings.md"
TITLES = {
    "file": "Any file",
    "archive": "Archives and bags",
    "pdf": "PDF",
    "office": "Office documents",
    "mail": "Mail",
    "image": "Pictures",
    "text": "Words of any document",
    "time": "Time stamps",
}
BEFORE = """# What the checks can find

Every check ends in one of four ways: found, not found, does not apply, not checked.
What was not checked is never told as not found, and none of this adds up to a score.
**Risk** marks what could give a source away: those findings go into no file that leaves the desk.
"""


def _between(name: str) -> re.Pattern[str]:
    return re.compile(f"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)


def table_of(text: str, name: str = "commands") -> str:
    """What stands between the marks of a table; nothing where there are none."""
    found = _between(name).search(text)
    return found[0] if found else ""


def findings_page() -> str:
    """Every finding with what it may tell and what it does not prove, family by family, as Markdown."""
    parts = [BEFORE]
    for family, kinds in FAMILIES.items():
        rows = [
            f"## {TITLES[family]}\n",
            "| finding | severity | what it tells | what it does not prove |",
            "|---|---|---|---|",
        ]
        for kind in kinds:
            risk = f" **Risk:** {kind.risk}" if kind.is_risk else f" {kind.risk}" if kind.risk else ""
            rows.append(f"| `{kind.id}` | {kind.severity.word} | {kind.tells}{risk} | {kind.proves_not} |")
        parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    text = _between("commands").sub(lambda _: commands_table(), README.read_text("utf-8"))
    text = _between("keys").sub(lambda _: markdown_table() + "\n", text)
    README.write_text(text, "utf-8")
    FINDINGS.write_text(findings_page(), "utf-8")
