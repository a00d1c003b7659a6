"""Which sources of a case are one person, as far as the open vault tells; the log never holds it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workflow.facts import FactId


class People(NamedTuple):
    """Sources that are one person. Not `checked` where identities are kept and their vault is locked or damaged."""

    checked: bool = True
    groups: tuple[frozenset[FactId], ...] = ()

    @classmethod
    def of(cls, links: Iterable[Iterable[FactId]], *, checked: bool = True) -> People:
        """The people that some links make, each between sources that are one; links that touch are of one person."""
        groups: list[frozenset[FactId]] = []
        for link in map(frozenset, links):
            apart = [group for group in groups if not group & link]
            groups = [*apart, link.union(*(group for group in groups if group & link))]
        return cls(checked, tuple(group for group in groups if len(group) > 1))

    def same_as(self, source: FactId) -> frozenset[FactId]:
        """Every source that is this person, the source itself included."""
        return next((group for group in self.groups if source in group), frozenset({source}))


NOBODY = People()
"""No identity is kept of any source of the case: there is nothing to compare."""

UNCHECKED = People(checked=False)
"""Identities are kept, and the vault is locked."""

NOT_CHECKED = "Not checked between entries of one person: the vault is locked."
"""What stands in the place of an answer then; it names no source."""
