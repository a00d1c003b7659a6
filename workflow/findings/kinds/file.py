"""Findings on any file: what it is, and whether it could be read."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

FILE = (
    Kind(
        "file.type_mismatch",
        Severity.NOTE,
        Speaks.READING,
        False,
        "The ending of the name and the bytes of the file disagree on what it is.",
        "A renamed file can be a way to get a program or a marked copy past somebody.",
        "It does not show ill will: files are renamed, exported and forwarded under wrong endings every day.",
    ),
    Kind(
        "file.polyglot",
        Severity.WARNING,
        Speaks.READING,
        False,
        "The bytes are a whole file of two formats at once, so that two programs show two different things.",
        "The second format can carry a payload or a mark of this very copy.",
        "It does not show who made it so, or that it was meant to deceive.",
    ),
    Kind(
        "file.trailing_data",
        Severity.NOTE,
        Speaks.INTEGRITY,
        False,
        "There are bytes after the place where the format says that the file ends.",
        "Such bytes can carry a mark of this very copy, or a second picture.",
        "It does not show tampering: phones, mail gateways and web servers append data too.",
    ),
    Kind(
        "file.encrypted",
        Severity.NOTE,
        Speaks.READING,
        False,
        "The content cannot be read without a password or a key.",
        "Few people may know the password.",
        "It says nothing of what is inside.",
    ),
    Kind(
        "file.unreadable",
        Severity.WARNING,
        Speaks.READING,
        False,
        "The file is empty or so damaged that no reader here opens it.",
        "",
        "It does not show tampering: mail gateways, phones and broken downloads damage files too.",
    ),
    Kind(
        "file.recovered",
        Severity.NOTE,
        Speaks.READING,
        False,
        "The file could be opened only by repairing it on the way.",
        "",
        "It does not show tampering: programs that write slightly wrong files are common.",
    ),
    Kind(
        "file.limits_hit",
        Severity.WARNING,
        Speaks.READING,
        False,
        "Reading the file takes more memory, time or depth than one file may have: it was not read to its end.",
        "It may be an attack on whoever opens it.",
        "It does not show that the sender built it so: very large honest files run into limits too.",
    ),
    Kind(
        "file.hostile_markup",
        Severity.WARNING,
        Speaks.READING,
        False,
        "The file holds markup that tries to make its reader load other files or grow without end.",
        "It may be an attack on the newsroom, or tell somebody that the file was opened.",
        "It does not show that the sender built it or knew of it.",
    ),
)
