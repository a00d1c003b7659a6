"""A lawyer's summary as JSON: the fields of `LawyerSummary`, keys sorted, two spaces of indent, UTF-8."""

from __future__ import annotations

import msgspec

from workflow.summaries.lawyer.model import LawyerSummary


def render_lawyer_json(summary: LawyerSummary) -> str:
    """The summary as one JSON object; absent things are null, empty text or an empty list, never a missing key."""
    packed = msgspec.json.encode(summary, order="sorted")
    return msgspec.json.format(packed, indent=2).decode() + "\n"
