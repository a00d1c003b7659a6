"""The version of a public summary: a hash over what it tells, and over nothing else."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from workflow.summaries.public.model import PublicSummary
from workflow.summaries.public.text import OwnWords, PublicText


def version(summary: PublicSummary) -> str:
    """SHA-256 (hexadecimal) of the summary's content: two that tell the same have one version."""
    return sha256(msgspec.json.encode(summary, enc_hook=_told, order="sorted")).hexdigest()


def _told(value: object) -> list[str]:
    if isinstance(value, PublicText | OwnWords):
        return [type(value).__name__, value.text]
    raise TypeError(f"A public summary holds no {type(value).__name__}.")
