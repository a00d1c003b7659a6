"""What the checks of a file can find, and what none of it proves."""

from workflow.findings.kinds import FAMILIES, KINDS
from workflow.findings.model import Checked, Finding, FindingKind, Page, Report, Told
from workflow.findings.supplies import Supplies

__all__ = ["FAMILIES", "KINDS", "Checked", "Finding", "FindingKind", "Page", "Report", "Supplies", "Told"]
