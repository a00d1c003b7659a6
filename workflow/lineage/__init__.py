"""Who rests on whom: which sources and outlets go back to one origin, who repeats whom, and who goes round in a circle.

Only words that confirm or dispute something are mapped, and what they repeat. A label is a name, a descriptor or a
letter, never the short name that the desk gave an origin.
"""

from workflow.lineage.lines import as_lines, as_tree
from workflow.lineage.mapping import ANOTHER, Layer, LineageMap, Link, Node, Tie, Told, lineage_map
from workflow.lineage.origins import origins

__all__ = [
    "ANOTHER",
    "Layer",
    "LineageMap",
    "Link",
    "Node",
    "Tie",
    "Told",
    "as_lines",
    "as_tree",
    "lineage_map",
    "origins",
]
