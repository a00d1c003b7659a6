"""Which sources of a case are one person, as far as the open vault tells; the log never holds it."""

from __future__ import annotations

from typing import NamedTuple

from workflow.facts import FactId


class People(NamedTuple):
    """Sources that are one person. Not `checked` where identities are kept and their vault is locked."""

    checked: bool = True
    groups: tuple[frozenset[FactId], ...] = ()

    def same_as(self, source: FactId) -> frozenset[FactId]:
        """Every source that is this person, the source itself included."""
        return next((group for group in self.groups if source in group), frozenset({source}))


NOBODY = People()
"""No identity is kept of any source of the case: there is nothing to compare."""

UNCHECKED = People(checked=False)
"""Identities are kept, and the vault is locked."""
