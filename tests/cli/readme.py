"""Writes the table of commands into the README. Run it as `python -m tests.cli.readme`."""

import re
from pathlib import Path

from tui.cli.table import commands_table

README = Path(__file__).parent.parent.parent / "README.md"
_TABLE = re.compile("(?<=<!-- commands -->\n).*?(?=<!-- /commands -->)", re.DOTALL)


def table_of(text: str) -> str:
    """What stands between the marks of the table; nothing where there are none."""
    found = _TABLE.search(text)
    return found[0] if found else ""


if __name__ == "__main__":
    text = README.read_text("utf-8")
    README.write_text(_TABLE.sub(lambda _: commands_table(), text), "utf-8")
