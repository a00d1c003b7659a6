"""Writes the tables of commands and of keys into the README. Run it as `python -m tests.cli.readme`."""

import re
from pathlib import Path

from tui.cli.table import commands_table
from tui.keys import markdown_table

README = Path(__file__).parent.parent.parent / "README.md"


def _between(name: str) -> re.Pattern[str]:
    return re.compile(f"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)


def table_of(text: str, name: str = "commands") -> str:
    """What stands between the marks of a table; nothing where there are none."""
    found = _between(name).search(text)
    return found[0] if found else ""


if __name__ == "__main__":
    text = _between("commands").sub(lambda _: commands_table(), README.read_text("utf-8"))
    text = _between("keys").sub(lambda _: markdown_table() + "\n", text)
    README.write_text(text, "utf-8")
