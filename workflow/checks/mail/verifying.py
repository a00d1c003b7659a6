"""The DKIM signatures of a mail: each judged by itself, and what they leave uncovered."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from workflow.checks.evidence import Evidence
from workflow.checks.mail.domains import is_aligned, senders
from workflow.checks.mail.keys import Keys
from workflow.checks.mail.message import Message
from workflow.checks.mail.signatures import SHOWN_HEADERS, WEAK_BITS, Signature, judge, sent, tool
from workflow.checks.mail.words import all_messages
from workflow.checks.sheet import Sheet

VERDICTS = ("mail.dkim.pass", "mail.dkim.fail", "mail.dkim.key_missing", "mail.dkim.expired_valid")
COVERAGE = ("mail.dkim.unaligned", "mail.dkim.unsigned_headers", "mail.dkim.length_limited")
IDS = (*VERDICTS, *COVERAGE, "mail.dkim.absent")
_MOST_SIGNATURES = 20


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Judge every DKIM signature of every mail in the file with the keys that were supplied."""
    keys = Keys(evidence.supplies.dkim)
    unjudged: list[str] = []
    any_signed = False
    for message in all_messages(evidence):
        fields = message.all("dkim-signature")
        any_signed |= bool(fields)
        if not fields and not message.is_attached:
            sheet.find("mail.dkim.absent", message.at("the header"), "No DKIM-Signature field.", "onrecord")
        judged = [judge(message, at, value, keys) for at, value in enumerate(fields[:_MOST_SIGNATURES])]
        for number, signature in enumerate(judged, 1):
            unjudged.extend(_tell(message, number, signature, evidence.supplies.now // 1_000_000, sheet))
        _coverage(message, judged, sheet)
    if unjudged:
        sheet.unchecked([name for name in VERDICTS if name != "mail.dkim.key_missing"], " ".join(unjudged))
    if not any_signed:
        sheet.not_applicable((*VERDICTS, *COVERAGE), "The mail carries no DKIM signature.")


def _tell(message: Message, number: int, signature: Signature, now: int, sheet: Sheet) -> list[str]:
    """Write down one verdict; what could not be judged comes back as a reason."""
    where = message.at(f"DKIM signature {number} ({signature.domain or 'no domain'})")
    if signature.outcome == "unknown":
        return [signature.why]
    if signature.outcome == "key_missing":
        sheet.find("mail.dkim.key_missing", where, _key_needed(signature), tool())
        return [f"The key {signature.key_name} {signature.why}."]
    if signature.outcome == "pass":
        sheet.find("mail.dkim.pass", where, _pass_value(signature, now), tool())
        if signature.expires is not None and signature.expires < now:
            is_early = signature.expires < sent(message)
            then = "before the Date of the mail; apart from that it verifies" if is_early else "after the mail was sent"
            value = f"Set to expire on {_day(signature.expires)}, {then}."
            sheet.find("mail.dkim.expired_valid", where, value, tool())
    elif message.is_attached:
        value = f"The attached mail does not verify ({signature.why}); attaching often rewrites a mail."
        sheet.find("mail.dkim.unverifiable_format", where, value, tool())
    else:
        sheet.find("mail.dkim.fail", where, f"{signature.domain or 'A signature'}: {signature.why}.", tool())
    return []


def _key_needed(signature: Signature) -> str:
    when = f", as it was on {_day(signature.seconds)}" if signature.seconds is not None else ""
    return f"The key {signature.key_name}{when}, {signature.why}."


def _pass_value(signature: Signature, now: int) -> str:
    said = [f"{signature.domain}, selector {signature.tags['s']}, {signature.tags['a']}, key of {signature.bits} bits"]
    if signature.tags["a"].startswith("rsa") and signature.bits < WEAK_BITS:
        said.append("weak key: others may have computed it")
    if signature.tags["a"] == "rsa-sha1":
        said.append("rsa-sha1: an outdated method")
    if signature.seconds is not None:
        future = ", which is later than this check" if signature.seconds > now + 86_400 else ""
        said.append(f"signed, as it says, on {_day(signature.seconds)}{future}")
    said.append(f"covers {', '.join(signature.headers)}")
    if signature.is_test:
        said.append("the domain marks the key as a test (t=y), so it vouches for nothing yet")
    if signature.is_repaired:
        said.append("after the mailbox quoting of lines with “From ” was undone")
    return "; ".join(said) + "."


def _coverage(message: Message, judged: list[Signature], sheet: Sheet) -> None:
    """What the signatures that stand, or may stand with their key, say nothing about."""
    domains = senders(message.first("from"))
    standing = [one for one in judged if one.outcome == "pass"] or [
        one for one in judged if one.outcome == "key_missing"
    ]
    aligned = [one for one in standing if domains and all(is_aligned(one.domain, sender) for sender in domains)]
    if standing and domains and not aligned:
        signers = ", ".join(dict.fromkeys(one.domain for one in standing))
        value = f"Signed by {signers}; the sender shown is of {', '.join(dict.fromkeys(domains))}."
        sheet.find("mail.dkim.unaligned", message.at("From"), value, "onrecord")
    standing = aligned or standing or [one for one in judged if one.tags.get("h") and "from" not in one.headers]
    present = Counter(field.name for field in message.fields)
    doubled = [name for name in SHOWN_HEADERS if present[name] > 1]
    unsigned = [name for name in SHOWN_HEADERS if present[name] and not any(name in one.headers for one in standing)]
    unsigned = unsigned if standing else []
    if judged and (doubled or unsigned):
        said = [f"{_listed(unsigned)} not covered by the signature" if unsigned else ""]
        said.append(f"{_listed(doubled)} more than once" if doubled else "")
        sheet.find(
            "mail.dkim.unsigned_headers", message.at("the header"), "; ".join(filter(None, said)) + ".", "onrecord"
        )
    short = min((one.left_out for one in standing), default=0)
    if short > 0:
        value = f"The last {short:,} bytes of the text are not covered by the signature (l=)."
        sheet.find("mail.dkim.length_limited", message.at("the text"), value, tool())


def _listed(names: list[str]) -> str:
    return ", ".join("-".join(word.capitalize() for word in name.split("-")) for name in names)


def _day(seconds: int) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
    except (ValueError, OverflowError, OSError):
        return f"second {seconds}"
