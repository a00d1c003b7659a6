"""The verdict on each signature of a PDF by pyHanko, without a network and with the roots that were supplied alone."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from workflow.checks.evidence import Evidence
from workflow.checks.pdf.fields import Span

_CHANGED = "It was changed after this signature, beyond filling in forms and signing"

_EXPIRED = "a certificate has expired, or was not valid yet, at the moment of this check"


class Verdict(NamedTuple):
    """What one signature tells; the words are empty where there is nothing to say. `trouble` bars all the rest."""

    name: str
    span: Span
    signer: str = ""
    claimed: str = ""
    is_intact: bool = False
    is_stamp: bool = False
    broken: str = ""
    untrusted: str = ""
    uncovered: str = ""
    changed: str = ""
    stamp: str = ""
    trouble: str = ""


async def verdicts(evidence: Evidence) -> tuple[list[Verdict], str]:
    """A verdict on each signature that can be reached, and why others cannot."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    found: list[Verdict] = []
    try:
        reader = PdfFileReader(io.BytesIO(evidence.data), strict=False)
        if reader.encrypted:
            reader.decrypt(b"")
        fields = list(enumerate_sig_fields(reader, filled_status=True))
    except MemoryError:
        raise
    except RecursionError:
        return found, "The file is nested deeper than the reader of signatures goes"
    except Exception as error:  # the reader is stricter than others, and its words may hold bytes of the file
        return found, f"The reader of signatures cannot read this file ({type(error).__name__})"
    for name, value, field in fields[:100]:
        span: Span = ()
        try:
            span = tuple(int(number) for number in value.get_object()["/ByteRange"])
            found.append(await _verdict(EmbeddedPdfSignature(reader, field, name), span, evidence))
        except MemoryError:
            raise
        except RecursionError:
            found.append(Verdict(name, span, trouble="It is nested deeper than the reader of signatures goes"))
        except Exception as error:
            found.append(Verdict(name, span, trouble=f"It is malformed or unknown in format ({_short(error)})"))
    return found, ""


def _short(error: Exception) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:160]}" if words else type(error).__name__


async def _verdict(signature: Any, span: Span, evidence: Evidence) -> Verdict:
    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature, async_validate_pdf_timestamp
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
    from pyhanko_certvalidator.policy_decl import AcceptAllAlgorithms

    is_stamp = signature.sig_object_type == "/DocTimeStamp"
    context = _context(evidence)
    if is_stamp:
        status: Any = await async_validate_pdf_timestamp(signature, context)
    else:
        status = await async_validate_pdf_signature(
            signature,
            context,
            key_usage_settings=KeyUsageConstraints(key_usage=set()),
            algorithm_policy=CMSAlgorithmUsagePolicy.lift_policy(AcceptAllAlgorithms()),
        )
    intact = bool(status.intact and status.valid)
    return Verdict(
        signature.fq_name,
        span,
        signer=_signer(status.signing_cert),
        claimed=_claimed(status),
        is_intact=intact,
        is_stamp=is_stamp,
        broken=_broken(status),
        untrusted=_untrusted(status, _now(evidence)) if intact else "",
        uncovered=_uncovered(status, span, evidence.data),
        changed=_changed(status),
        stamp=_stamp(status if is_stamp else status.timestamp_validity),
    )


def _context(evidence: Evidence) -> Any:
    from asn1crypto import pem, x509
    from pyhanko_certvalidator import ValidationContext

    roots = []
    for held in evidence.supplies.roots:
        try:
            ders = [der for _, _, der in pem.unarmor(held, multiple=True)] if pem.detect(held) else [held]
            roots += [x509.Certificate.load(der, strict=True) for der in ders]
        except ValueError:
            continue
    return ValidationContext(
        trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail", moment=_now(evidence)
    )


def _now(evidence: Evidence) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=evidence.supplies.now)


def _signer(certificate: Any) -> str:
    subject = certificate.subject.native
    name = subject.get("common_name") or certificate.subject.human_friendly
    name = ", ".join(name) if isinstance(name, list) else str(name)
    return f"“{name}” (certificate {certificate.serial_number:x})"


def _claimed(status: Any) -> str:
    when = getattr(status, "signer_reported_dt", None)
    weak = f"; by {status.md_algorithm.upper()}, which is weak" if status.md_algorithm in ("md5", "sha1") else ""
    return (f"at {when.isoformat(' ', 'seconds')} by the signer's own clock" if when else "no time given") + weak


def _broken(status: Any) -> str:
    if not status.intact:
        return "the bytes that it covers are not those that were signed"
    return "" if status.valid else "the signature does not fit its certificate"


def _untrusted(status: Any, now: datetime) -> str:
    if status.trusted:
        path = status.validation_path
        held = [status.signing_cert, *(path.iter_certs(include_root=True) if path is not None else ())]
        return "" if all(one.not_valid_before <= now <= one.not_valid_after for one in held) else _EXPIRED
    if getattr(status, "revoked", False):
        return "its certificate was revoked"
    trouble = getattr(status, "trust_problem_indic", None)
    kind = getattr(trouble, "name", "") or ""
    if "EXPIRED" in kind or "OUT_OF_BOUNDS" in kind:
        return _EXPIRED
    if "REVOKED" in kind:
        return "its certificate was revoked"
    return "its certificate does not lead to a root that was supplied"


def _uncovered(status: Any, span: Span, data: bytes) -> str:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    size = len(data)
    if status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION:
        after = data[span[2] + span[3] :].strip(b"\x00 \r\n\t")
        if after and b"%%EOF" not in after:
            return f"It ends at byte {span[2] + span[3]:,}, and {len(after):,} bytes follow that belong to no revision"
        return ""
    ranges = ", ".join(f"{at:,} to {at + count:,}" for at, count in zip(span[::2], span[1::2], strict=False))
    return f"It covers bytes {ranges} of {size:,}, which is not the whole of what was signed"


def _changed(status: Any) -> str:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return ""
    level = status.modification_level
    if level is None or level > ModificationLevel.FORM_FILLING:
        return f"{_CHANGED} (modification level {level.name if level else 'unknown'})"
    if status.docmdp_ok is False:
        return "It was changed after this signature in a way that its signer did not allow"
    return ""


def _stamp(status: Any) -> str:
    if status is None or not (status.intact and status.valid):
        return ""
    by = _signer(status.signing_cert)
    known = "" if status.trusted else "; its certificate does not lead to a root that was supplied"
    return f"Not later than {status.timestamp.isoformat(' ', 'seconds')}, by {by}{known}"
