"""The map of who rests on whom as text: an indented tree that says all that the drawing shows."""

from __future__ import annotations

from workflow.lineage.mapping import LineageMap, Told

NOBODY = "Nobody has confirmed or disputed anything yet."


def as_lines(found: LineageMap) -> tuple[str, ...]:
    """The map as lines, two spaces of indent for each level: the origin, who said it through whom, what they said."""
    return tuple("  " * depth + text for depth, text in as_tree(found))


def as_tree(found: LineageMap) -> tuple[tuple[int, str], ...]:
    """The lines of the map, each with its depth from 0 to 2; circles come first."""
    groups: dict[tuple[int, str], dict[str, list[str]]] = {}
    for told in sorted(found.told, key=lambda told: (_who(found, told).casefold(), _who(found, told), told.said)):
        groups.setdefault(_heading(found, told), {}).setdefault(_who(found, told), []).append(told.said)
    lines = [(0, f"In a circle: {sentence} None of it counts.") for sentence in found.circles]
    for (_, heading), speakers in sorted(groups.items()):
        lines.append((0, heading))
        for who, words in speakers.items():
            lines.append((1, who))
            lines += [(2, said) for said in dict.fromkeys(words)]
    return tuple(lines) or ((0, NOBODY),)


def _heading(found: LineageMap, told: Told) -> tuple[int, str]:
    """Under which line something stands, after that line's place among the others."""
    if told.repeats is not None:
        return 3, "Repeats another report, and does not count"
    if told.origin is not None:
        origin = found.nodes[told.origin]
        return 0, f"{origin.label}: {origin.note}" if origin.note else origin.label
    return (1, "Each an origin of its own") if found.nodes[told.voice].own else (2, "Origin not told")


def _who(found: LineageMap, told: Told) -> str:
    nodes = found.nodes
    outlets = [nodes[outlet].label for outlet in told.outlets if outlet != told.voice]
    through = f", through {', '.join(outlets)}" if outlets else ""
    repeats = "" if told.repeats is None else f", repeats {nodes[told.repeats].label}"
    return f"{nodes[told.voice].label}{through}{repeats}"
