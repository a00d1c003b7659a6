"""All checks of one file, each held apart from the others: one that fails is told as not checked."""

from __future__ import annotations

from importlib import import_module

from workflow.checks.evidence import Evidence
from workflow.checks.sheet import Check, LimitsHit, NotChecked, Sheet

FAMILIES = ("file", "archive", "pdf", "office", "mail", "image", "text", "time")
"""The rooms of the checks, in the order in which they look: each gives `checks_for(evidence)`."""

_TOO_DEEP = "The file is nested deeper than it is read."
_TOO_BIG = "Reading it took more memory than one file may take."


def examine(evidence: Evidence) -> Sheet:
    """Make all checks that apply to a file. Never raises but for what ends the process."""
    sheet = Sheet()
    for family in FAMILIES:
        try:
            checks: tuple[Check, ...] = import_module(f"workflow.checks.{family}").checks_for(evidence, sheet)
        except ImportError as error:
            sheet.facts[f"missing_{family}"] = _missing(error)
            continue
        for check in checks:
            make(check, evidence, sheet)
    for name, more in sheet.left_out().items():
        sheet.facts[f"more {name}"] = more
    return sheet


def make(check: Check, evidence: Evidence, sheet: Sheet) -> None:
    """Make one check and tell how it ended."""
    sheet.begin(check.ids)
    try:
        check.look(evidence, sheet)
    except NotChecked as why:
        sheet.unchecked(check.ids, str(why))
    except LimitsHit as why:
        _limits(check, sheet, str(why))
    except RecursionError:
        _limits(check, sheet, _TOO_DEEP)
    except MemoryError:
        _limits(check, sheet, _TOO_BIG)
    except ImportError as error:
        sheet.unchecked(check.ids, _missing(error))
    except Exception as error:  # a reader of hostile bytes may raise anything, and its words may hold those bytes
        sheet.unchecked(check.ids, f"The reader failed on this file ({type(error).__name__}).")


def _limits(check: Check, sheet: Sheet, why: str) -> None:
    sheet.find("file.limits_hit", "the file", why, "onrecord")
    sheet.unchecked(check.ids, why)


def _missing(error: ImportError) -> str:
    return f"What reads it is not installed ({error.name or 'a library'}): pip install 'onrecord[checks,c2pa,time]'."
