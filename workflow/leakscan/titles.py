"""Titles and ranks around a name, which are no part of it."""

from __future__ import annotations

from workflow.leakscan.letters import fold

_TITLES_LISTED = """
dame docteur doctor don dona dott dottoressa dr dra fr frau herr hon ing lady lord madame mag me miss mlle mme mr mrs
ms mx phd pr prof professor profesor rev sir sr sra
"""
_TITLES = frozenset(_TITLES_LISTED.split())
_RANKS_LISTED = """
2nd 3rd ba bsc cb cbe dbe dphil esq ii iii iv jnr jr jun junior kbe kc kcb llb llm ma mba mbe md mdb mep mp mph ms msc
obe pe phd qc rn senior snr sr
"""
_RANKS = frozenset(_RANKS_LISTED.split())


def bare(text: str) -> str:
    """A name without titles before it and ranks behind it, the surname last where a comma says that it is first."""
    parts = [_stripped(part) for part in text.split(",")]
    parts = [part for part in parts if part]
    return " ".join((*parts[1:], *parts[:1])) if len(parts) == 2 else " ".join(parts) or text


def _stripped(text: str) -> str:
    words = text.split()
    while len(words) > 1 and fold(words[0]).strip(".") in _TITLES:
        words.pop(0)
    while words and fold(words[-1]).replace(".", "") in _RANKS and not (len(words) == 1 and words[0].istitle()):
        words.pop()
    return " ".join(words)
