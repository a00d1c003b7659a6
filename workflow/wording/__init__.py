"""The sentences that may be printed now, each traceable to statements whose terms permit it, and what has none."""

from workflow.wording.grammar import clause, with_article
from workflow.wording.pieces import Field, Piece, Refusal, Sentence, Shape, WordingRule

__all__ = ["Field", "Piece", "Refusal", "Sentence", "Shape", "WordingRule", "clause", "with_article"]
