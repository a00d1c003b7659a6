"""Tricks with entities and document type definitions in XML and SVG; nothing is ever opened or expanded."""

from __future__ import annotations

import re

from workflow.checks.evidence import Evidence
from workflow.checks.sheet import Sheet
from workflow.checks.text.decoding import text_of

IDS = ("file.hostile_markup",)
_MOST_ENTITIES = 200
_ENTITY = re.compile(
    r"<!ENTITY\s+(%\s+)?([^\s>]{1,200})\s+(SYSTEM|PUBLIC)?\s*(?:\"([^\"]*)\"|'([^']*)')?", re.IGNORECASE
)
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#)[^\s;&]{1,100};|%[\w.-]{1,100};")
_INCLUDE = re.compile(r"http://www\.w3\.org/2001/XInclude[\"'][^<]*(?:>|/>)", re.IGNORECASE)
_INCLUDING = re.compile(r"<(?:\w+:)?include\s[^>]*href\s*=", re.IGNORECASE)


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Look for entities that reach outside, that feed on each other, or that are many; plain ones are ordinary."""
    text = text_of(evidence)
    entities = list(_ENTITY.finditer(text)) if "<!ENTITY" in text.upper() else []
    for entity in entities:
        reason = _why(entity)
        if reason:
            sheet.find(
                "file.hostile_markup",
                f"character {entity.start() + 1:,}",
                f"Entity {entity[2][:60]} {reason}",
                "onrecord",
            )
            return
    if len(entities) > _MOST_ENTITIES:
        value = f"{len(entities):,} entities are declared."
        sheet.find("file.hostile_markup", "the document type", value, "onrecord")
    elif "2001/XInclude" in text and _INCLUDING.search(text):
        sheet.find("file.hostile_markup", "the text", "It asks to include another file (XInclude).", "onrecord")


def _why(entity: re.Match[str]) -> str:
    value = entity[4] or entity[5] or ""
    if entity[3]:
        return f"reaches outside the file: {value[:200]}" if value else "reaches outside the file."
    if (entity[1] and "%" in value) or _REFERENCE.search(value):
        return "is made of other entities, which may grow without end."
    return ""
