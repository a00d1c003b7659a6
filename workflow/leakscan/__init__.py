"""The scan of finished bytes before they leave the desk: for who the sources are, the document, and this machine."""

from workflow.leakscan.clearing import Cleared, LeakFound, NotScanned, clear
from workflow.leakscan.containers import TooMuchInside
from workflow.leakscan.disguises import DISGUISES, KNOWN_MISSES
from workflow.leakscan.document import document_needles
from workflow.leakscan.machine import machine_needles
from workflow.leakscan.needles import Hit, Kind, Needle
from workflow.leakscan.ordinary import ORDINARY, is_ordinary
from workflow.leakscan.scanning import scan

__all__ = [
    "DISGUISES",
    "KNOWN_MISSES",
    "ORDINARY",
    "Cleared",
    "Hit",
    "Kind",
    "LeakFound",
    "Needle",
    "NotScanned",
    "TooMuchInside",
    "clear",
    "document_needles",
    "is_ordinary",
    "machine_needles",
    "scan",
]
