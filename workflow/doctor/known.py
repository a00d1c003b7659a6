"""What no setting hides from a finder: that there is a desk, how large, how old, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from workflow.doctor.finding import Finding, know, shown
from workflow.doctor.looking import Entry, look
from workflow.doctor.survey import Survey, remembered
from workflow.errors import OnRecordError
from workflow.phrases import counted

CHECK = "not hidden"


def not_hidden(survey: Survey) -> Iterator[Finding]:
    """What a finder sees though everything is well: no passphrase and no permission hides it."""
    for entry in survey.there:
        vault = look(entry.path.with_name(entry.path.name + ".vault"))
        keeps = f" Beside it is a vault for identities of {_bytes(vault)}." if vault else ""
        seen = f"There is a desk of {_bytes(entry)}, last changed {_when(entry)}.{keeps}"
        yield know(CHECK, seen, "", [entry.path])
    anchors = survey.machine.state / "anchors.db"
    chains = count_chains(anchors)
    if chains:
        seen = f"The anchor knows {counted(chains, 'chain')} of entries: a finder counts your cases by them."
        yield know(CHECK, seen, "", [anchors])
    names = remembered(survey.machine)
    if names:
        seen = f"The screens remember where {counted(len(names), 'desk')} stood: {', '.join(map(shown, names[:4]))}."
        yield know(CHECK, seen, "", [survey.machine.state / "screens.json"])
    seen = "onrecord is installed here, and the times of its files tell when it was used last."
    yield know(CHECK, seen, "On a border or in a raid: the machine off, not asleep; the desk elsewhere.")


def count_chains(anchors: Path) -> int | None:
    """How many chains the anchor's file knows, read without a trace; None where it cannot be read."""
    found = look(anchors)
    if found is None or not found.is_file:
        return None
    from workflow import schema

    try:
        with schema.explained(anchors):
            connection = schema.connect(anchors, immutable=True)
            try:
                return int(connection.execute("SELECT count(*) FROM heads").fetchone()[0])
            finally:
                connection.close()
    except OnRecordError:
        return None


def _bytes(entry: Entry) -> str:
    return f"{counted(entry.size, 'byte')}"


def _when(entry: Entry) -> str:
    try:
        return datetime.fromtimestamp(entry.changed, UTC).strftime("%Y-%m-%d %H:%M UTC")
    except (OverflowError, OSError, ValueError):
        return "at a time that is no date"
