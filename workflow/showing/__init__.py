"""Copies of the document to show: made of a kept file, checked like any other, and kept linked to it."""

from workflow.showing.cleaning import NoCleaner, clean_copy
from workflow.showing.comparing import compare_kept
from workflow.showing.flattening import KEEPS, Look, flatten
from workflow.showing.keeping import Made, NotToShow
from workflow.showing.pages import read_pages

__all__ = ["KEEPS", "Look", "Made", "NoCleaner", "NotToShow", "clean_copy", "compare_kept", "flatten", "read_pages"]
