"""Opens archives of any kind, a tar within a gzip file as one."""

from __future__ import annotations

from workflow.checks.archive.entries import MOST_TOTAL, Listing
from workflow.checks.archive.tars import Gzip, Tar
from workflow.checks.archive.zips import Zip, zip_of
from workflow.checks.evidence import Evidence
from workflow.checks.sheet import NotChecked

PLAIN = ("zip", "tar", "gz", "jar", "apk", "epub")
ZIPPED = ("docx", "xlsx", "pptx", "odt", "ods", "odp", "odf")
_NO_ARCHIVE = "It is no archive."


def opened(evidence: Evidence) -> Listing:
    """The archive that a file is, opened once; a packed tar is the tar.

    Raises NotChecked where it cannot be read, LimitsHit where it is a bomb.
    """
    kept = evidence.kept.get("archive")
    if not isinstance(kept, Listing):
        kept = evidence.kept["archive"] = _open(evidence)
    return kept


def listing_of(data: bytes, kind: str, name: str) -> Listing:
    """An archive within an archive, by its type. Raises as `opened` does."""
    if kind == "zip":
        return Zip(data)
    if kind == "tar":
        return Tar(data)
    if kind != "gz":
        raise NotChecked(_NO_ARCHIVE)
    packed = Gzip(data, name)
    if packed.peek(packed.entries[0], 512)[257:262] != b"ustar":
        return packed
    return Tar(packed.read(packed.entries[0], MOST_TOTAL))


def _open(evidence: Evidence) -> Listing:
    if evidence.type in (*ZIPPED, "zip", "jar", "apk", "epub"):
        return zip_of(evidence)
    return listing_of(evidence.data, evidence.type, evidence.name)
