"""What is told in full of a file that left the desk: its hash, where it was printed, and what its readers were told."""

from __future__ import annotations

from collections.abc import Iterator

from tui.naming import Naming
from tui.phrases import form_words, reader_words
from tui.session import View
from workflow.duty import duties
from workflow.outgoing import Export
from workflow.phrases import listed, say_when
from workflow.when import parse_when


def export_title(export: Export) -> str:
    """For whom it was made, and in which form."""
    return f"For {reader_words(export)}, {form_words(export)}"


def export_account(view: View, export: Export, naming: Naming) -> Iterator[str]:
    """When it left, by whom, with its whole hash; where it was printed, and each correction in its words."""
    case = view.case
    if export.claimed_at:
        yield f"Made: {say_when(parse_when(export.claimed_at), case.zone)}"
    if export.as_of is not None:
        yield f"It stood at: {say_when(export.as_of, case.zone)}"
    if export.by:
        yield f"By: {naming.text(export.by)}"
    yield f"SHA-256: {export.sha256}"
    if export.to:
        yield f"Encrypted to: {listed(export.to)}"
    for duty in duties(case, view.moment):
        if duty.export.id == export.id:
            changed = listed(duty.affected(case))
            yield ""
            yield f"Changed since, and its readers must be told: {changed}."
    for place in export.printed:
        yield ""
        yield f"Printed {say_when(place.at, case.zone)}: {naming.text(place.where)}"
    for correction in case.outgoing.corrections:
        if export.id in correction.exports:
            yield ""
            yield f"Put right {say_when(correction.at, case.zone)}, {naming.text(correction.where)}:"
            yield f"“{naming.text(correction.text)}”"
