"""What next: the prompts that walk a reporter on, and the findings that `check` prints."""

from workflow.advice.check import Finding, check_findings
from workflow.advice.prompt import MUST, NEXT, WORTH, Place, Prompt
from workflow.advice.walk import first_prompt, prompts

__all__ = [
    "MUST",
    "NEXT",
    "WORTH",
    "Finding",
    "Place",
    "Prompt",
    "check_findings",
    "first_prompt",
    "prompts",
]
