"""Each disguise by its table: at least ten texts in which the needle must be found, ten in which it must not."""

from __future__ import annotations

import re

import pytest

from tests.leakscan.tables import TABLES, hits, rows
from workflow.leakscan import DISGUISES

NAMES = {re.sub(r"\W+", "_", name.lower()): name for name in DISGUISES} | {"plain": "plain, in any case of letters"}
KNOWN = sorted(path.stem for path in TABLES.glob("*.txt"))


def test_each_disguise_has_its_table() -> None:
    assert sorted(NAMES[table] for table in KNOWN) == sorted(DISGUISES)


@pytest.mark.parametrize("table", KNOWN)
def test_a_table_is_long_enough_and_holds(table: str) -> None:
    held = rows(table)
    assert min(sum(row.found for row in held), sum(not row.found for row in held)) >= 10
    wrong = [
        f"{'missed' if row.found else 'wrongly found'}: {row.text!r}" for row in held if bool(hits(row)) != row.found
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("table", [table for table in KNOWN if table != "umlauts"])
def test_a_disguise_is_told_by_its_name(table: str) -> None:
    told = [hit.disguise for row in rows(table) if row.found for hit in hits(row)]
    assert any(NAMES[table] in disguise for disguise in told), set(told)
    assert {part for disguise in told for part in disguise.split(", ") if disguise not in DISGUISES} <= set(DISGUISES)
