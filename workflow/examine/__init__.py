"""Asking a locked-in worker about a file, and holding its answer to its bounds."""

from workflow.examine.examiner import Examiner, Member, NotRead, Picture, rung
from workflow.examine.opening import opened

__all__ = ["Examiner", "Member", "NotRead", "Picture", "opened", "rung"]
