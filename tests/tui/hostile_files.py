"""Files of a case, and what was found in them, in words that could hurt a terminal."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep

from tui.screens.progress import Steps
from workflow import facts as f
from workflow.comparing import Aspect, Comparison, Difference
from workflow.findings import Checked, Finding
from workflow.terms import ExhibitKind, Handling, Outcome, Rung, Seen, Severity

NAMES = ("pdf.sig.crypto_ok", "pdf.meta.identity", "doc.status_marker", "pdf.rev.multiple")


def files(add: Callable[[f.Fact], str], bad: str) -> tuple[str, str]:
    """Log a document, a copy of it, what was found, done and seen; the ids of the file and of its check."""
    held = add(f.ExhibitAttached(ExhibitKind.ORIGINAL, bad, "ab" * 32, 1234, url=bad, note=bad))
    copy = add(f.ExhibitAttached(ExhibitKind.COPY, bad, "cd" * 32, 12, note=bad))
    findings = tuple(Finding(name, Severity.WARNING, bad, bad, bad) for name in NAMES)
    checks = (Checked("pdf.attachment", Outcome.NOT_CHECKED, bad), Checked("pdf.active", Outcome.NOT_FOUND))
    check = add(f.FileChecked(held, bad, Rung.BWRAP, bad, findings, checks, {bad: (bad, bad), "revisions": 2}))
    add(f.FileHandled(held, Handling.FLATTENED, copy, bad, bad))
    add(f.SignatureSeen(held, Seen.UNCLEAR, bad, bad))
    return held, check


def compared(bad: str) -> Comparison:
    """Two files that differ in such words."""
    return Comparison(False, True, (Difference(Aspect.WORDS, bad, bad, bad, bad),), (bad,))


def waits(bad: str) -> Callable[[Steps], None]:
    """Long work that says such words until it is stopped."""

    def act(steps: Steps) -> None:
        steps.say(bad)
        while steps.goes_on():
            sleep(0.01)

    return act
