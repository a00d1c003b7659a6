"""Reads the tables: what is sought, what must be found (+), what must not (-), line by line."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from workflow.leakscan import Hit, Kind, Needle, scan

TABLES = Path(__file__).parent / "tables"
_KINDS = {"name": Kind.NAME, "mail": Kind.MAIL, "phone": Kind.PHONE, "alias": Kind.ALIAS}


class Row(NamedTuple):
    table: str
    needle: Needle
    found: bool
    text: str


def rows(table: str) -> list[Row]:
    made, needle = [], None
    for line in (TABLES / f"{table}.txt").read_text("utf-8").splitlines():
        sign, _, said = line.partition(" ")
        if sign == "=":
            kind, _, text = said.partition(": ")
            needle = Needle(text, _KINDS[kind], "S-1")
        else:
            assert needle is not None
            assert sign in ("+", "-"), line
            made.append(Row(table, needle, sign == "+", _plain(said)))
    return made


def _plain(text: str) -> str:
    """⏎ is a line end, ⟨200B⟩ a character by its code."""
    return re.sub("⟨([0-9A-F]+)⟩", lambda it: chr(int(it[1], 16)), text.replace("⏎", "\n"))


def hits(row: Row) -> tuple[Hit, ...]:
    if row.table == "utf_16":
        order, _, text = row.text.partition(" ")
        return scan(b"x\n" + text.encode(f"utf-16-{order}"), "txt", [row.needle])
    if row.table == "name_of_a_member":
        return scan(zipped({row.text: b"nothing"}), "zip", [row.needle])
    return scan(row.text.encode(), "html" if "<" in row.text else "txt", [row.needle])


def zipped(members: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()
