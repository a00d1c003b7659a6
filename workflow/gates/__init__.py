"""The gates before publication (g1 to g8): what is missing, what would open each, and what an editor overrode."""

from workflow.gates.boxes import boxes_missing
from workflow.gates.leaks import known_to_all, runs_of
from workflow.gates.look import Lack
from workflow.gates.overriding import covered, origins_key, own_source_key
from workflow.gates.walk import GateView, gates

__all__ = [
    "GateView",
    "Lack",
    "boxes_missing",
    "covered",
    "gates",
    "known_to_all",
    "origins_key",
    "own_source_key",
    "runs_of",
]
