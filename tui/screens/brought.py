"""What a reporter brought along to check files with; it stays as long as the sitting, and in no file of ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.session import Session
    from workflow.facts import FactId
    from workflow.findings import Supplies
    from workflow.when import Instant

FOR_ALL = ("keys", "roots", "headers")
"""What helps with any file; a time stamp and the decision to read in spite of a weak lock are of one file."""


class Brought(NamedTuple):
    """Paths as they were typed, and whether the file is read though the reader cannot be locked in."""

    keys: str = ""
    roots: str = ""
    proofs: str = ""
    headers: str = ""
    even_weak: bool = False

    def supplies(self, now: Instant) -> Supplies:
        """What the files hold; it reads them, so it runs in a thread. Raises NotSupplied."""
        from workflow.supplying import supplies

        return supplies(now, *(_paths(text) for text in (self.keys, self.roots, self.proofs, self.headers)))


def brought_for(sitting: Session, exhibit: FactId) -> Brought:
    """What was given last: for this file, and of what helps with any file."""
    given = sitting.brought
    all_files = {name: given.get(name, "") for name in FOR_ALL}
    return Brought(**all_files, proofs=given.get(f"proofs {exhibit}", ""), even_weak=bool(given.get(f"weak {exhibit}")))


def bring(sitting: Session, exhibit: FactId, brought: Brought) -> None:
    """Remember what was given, until the sitting ends."""
    given = brought._asdict()
    sitting.brought |= {name: given[name] for name in FOR_ALL}
    sitting.brought[f"proofs {exhibit}"] = brought.proofs
    sitting.brought[f"weak {exhibit}"] = "yes" if brought.even_weak else ""


def _paths(text: str) -> tuple[Path, ...]:
    from tui.forms.paths import typed_path

    path = typed_path(text)
    return (path,) if path is not None else ()
