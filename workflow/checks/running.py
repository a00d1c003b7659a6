"""All checks of one file, each held apart from the others: one that fails is told as not checked."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from workflow.checks.evidence import Evidence
from workflow.checks.sheet import TOO_MUCH, Check, Sheet, reason
from workflow.findings import FAMILIES


def examine(evidence: Evidence) -> Sheet:
    """Make all checks that apply to a file. Never raises but for what ends the process.

    Each room of a family gives `checks_for(evidence, sheet)`, the checks that apply.
    """
    sheet = Sheet()
    for family, kinds in FAMILIES.items():
        chosen: list[Check] = []
        ids = tuple(kind.id for kind in kinds)
        _held(Check(ids, partial(_choose, family, chosen)), evidence, sheet)
        for check in chosen:
            make(check, evidence, sheet)
    for name, more in sheet.left_out().items():
        sheet.facts[f"more {name}"] = more
    return sheet


def make(check: Check, evidence: Evidence, sheet: Sheet) -> None:
    """Make one check and tell how it ended."""
    sheet.begin(check.ids)
    _held(check, evidence, sheet)


def _choose(family: str, chosen: list[Check], evidence: Evidence, sheet: Sheet) -> None:
    """The checks of a family that apply to a file."""
    chosen += import_module(f"workflow.checks.{family}").checks_for(evidence, sheet)


def _held(check: Check, evidence: Evidence, sheet: Sheet) -> None:
    """Look, and tell of whatever goes wrong as not checked."""
    try:
        check.look(evidence, sheet)
    except Exception as error:  # a reader of hostile bytes may raise anything
        why = reason(error)
        if isinstance(error, TOO_MUCH):
            sheet.find("file.limits_hit", "the file", why, "onrecord")
        sheet.unchecked(check.ids, why)
