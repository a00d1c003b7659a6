"""Findings on images."""

from workflow.findings.model import FindingKind as Kind
from workflow.terms import Severity, Speaks

IMAGE = (
    Kind("img.exif.gps", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("img.exif.device", Severity.NOTE, Speaks.ORIGIN, True, "", "", ""),
    Kind("img.exif.owner", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("img.exif.serial", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("img.exif.software", Severity.INFO, Speaks.ORIGIN, False, "", "", ""),
    Kind("img.jpeg.quant", Severity.INFO, Speaks.INTEGRITY, False, "", "", ""),
    Kind("img.exif.absent", Severity.INFO, Speaks.ORIGIN, False, "", "", ""),
    Kind("img.c2pa.absent", Severity.INFO, Speaks.ORIGIN, False, "", "", ""),
    Kind("img.exif.thumbnail_differs", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("img.c2pa.valid", Severity.NOTE, Speaks.INTEGRITY, False, "", "", ""),
    Kind("img.c2pa.untrusted", Severity.NOTE, Speaks.ORIGIN, False, "", "", ""),
    Kind("img.c2pa.invalid", Severity.WARNING, Speaks.INTEGRITY, False, "", "", ""),
    Kind("img.c2pa.remote", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("img.dots.suspected", Severity.WARNING, Speaks.RISK, True, "", "", ""),
    Kind("img.truncated", Severity.WARNING, Speaks.READING, False, "", "", ""),
)
