"""Comparing two copies of one document: pages, words, metadata, invisible marks. Who gave which is never told."""

from workflow.comparing.copies import compare
from workflow.comparing.model import CANNOT_SEE, Aspect, Comparison, Difference, Drawn, Reading, plain
from workflow.comparing.reading import read_copy

__all__ = ["CANNOT_SEE", "Aspect", "Comparison", "Difference", "Drawn", "Reading", "compare", "plain", "read_copy"]
