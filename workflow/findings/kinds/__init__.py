"""What every finding means, one room a family; `KINDS` leads from its id to its meaning."""

from workflow.findings.kinds.archive import ARCHIVE
from workflow.findings.kinds.file import FILE
from workflow.findings.kinds.image import IMAGE
from workflow.findings.kinds.mail import MAIL
from workflow.findings.kinds.office import OFFICE
from workflow.findings.kinds.pdf import PDF
from workflow.findings.kinds.text import TEXT
from workflow.findings.kinds.time import TIME
from workflow.findings.model import FindingKind

FAMILIES: dict[str, tuple[FindingKind, ...]] = {
    "file": FILE,
    "archive": ARCHIVE,
    "pdf": PDF,
    "office": OFFICE,
    "mail": MAIL,
    "image": IMAGE,
    "text": TEXT,
    "time": TIME,
}
"""The findings of each family of checks, in the order in which the families look."""

KINDS: dict[str, FindingKind] = {kind.id: kind for family in FAMILIES.values() for kind in family}

__all__ = ["FAMILIES", "KINDS"]
