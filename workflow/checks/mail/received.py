"""The way of a mail from server to server, as its Received fields tell it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import mktime_tz, parsedate_tz
from itertools import pairwise
from typing import NamedTuple

from workflow.checks.evidence import Evidence
from workflow.checks.mail.domains import is_public, is_same_house
from workflow.checks.mail.message import Message
from workflow.checks.mail.outlook import header_of
from workflow.checks.sheet import Sheet

IDS = ("mail.received.order", "mail.received.gap", "mail.auth_results_claim")
TOLERANCE_SECONDS = 300
"""Clocks of two servers that differ by less than this say nothing."""
_MOST_HOPS = 100
_CLAIMS = ("authentication-results", "received-spf", "x-original-authentication-results")

_FROM = re.compile(r"\s*from\s+(\S+)(?:\s+(\((?:[^()]|\([^()]*\))*\)))?", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(\S+)(?:\s+(\((?:[^()]|\([^()]*\))*\)))?", re.IGNORECASE)
_WITH = re.compile(r"\bwith\s+([A-Za-z]+)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})(?![\w.])", re.IGNORECASE
)
_ZONE = re.compile(r"[+-]\d{4}\b|\b(?:GMT|UTC?|[ECMP][SD]T)\b")
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?")


class Hop(NamedTuple):
    """One Received field: the names and addresses on either side, the protocol, and the time in seconds or nothing."""

    sender: tuple[str, ...]
    sender_addresses: tuple[str, ...]
    receiver: tuple[str, ...]
    receiver_addresses: tuple[str, ...]
    protocol: str
    seconds: int | None


def hops(message: Message) -> list[Hop]:
    """The way of a mail, from the first hop on; the fields stand in a mail the other way round."""
    return [_hop(value[:4000]) for value in message.all("received")[:_MOST_HOPS]][::-1]


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Look at the times and links of the hops of each mail, and at what servers claimed to have checked."""
    for message in header_of(evidence):
        way = hops(message)
        _order(message, way, sheet)
        _gaps(message, way, sheet)
        for name in _CLAIMS:
            for value in message.all(name)[:5]:
                sheet.find("mail.auth_results_claim", message.at(name.title()), value[:500], "onrecord")


def _order(message: Message, way: list[Hop], sheet: Sheet) -> None:
    timed = [(number, hop, hop.seconds) for number, hop in enumerate(way, 1) if hop.seconds is not None]
    for (first, _, earlier), (second, hop, later) in pairwise(timed):
        if later < earlier - TOLERANCE_SECONDS:
            value = (
                f"{_name(hop)} took it at {_time(later)}, {_span(earlier - later)} before the server that passed it on "
                f"({_time(earlier)})."
            )
            sheet.find("mail.received.order", message.at(f"hop {second} after hop {first}"), value, "onrecord")


def _gaps(message: Message, way: list[Hop], sheet: Sheet) -> None:
    for number, (lower, upper) in enumerate(pairwise(way), 1):
        if _is_gap(lower, upper):
            value = f"Hop {number} ends at {lower.receiver[0]}, hop {number + 1} begins at {upper.sender[0]}."
            sheet.find("mail.received.gap", message.at(f"hops {number} and {number + 1}"), value, "onrecord")


def _is_gap(lower: Hop, upper: Hop) -> bool:
    """Whether the receiver of one hop cannot be the sender of the next; in doubt it can."""
    receivers = [name for name in lower.receiver if is_public(name)]
    senders = [name for name in upper.sender if is_public(name)]
    if not receivers or not senders or not is_public(lower.receiver[0]) or not is_public(upper.sender[0]):
        return False
    if any(is_inner(address) for address in upper.sender_addresses):
        return False
    if set(lower.receiver_addresses) & set(upper.sender_addresses):
        return False
    ends = [*senders, *(name for name in upper.receiver if is_public(name))]
    return not any(is_same_house(one, other) for one in receivers for other in ends)


def is_inner(address: str) -> bool:
    """Whether an address means something only within one house or one machine."""
    from ipaddress import ip_address

    try:
        found = ip_address(address)
    except ValueError:
        return False
    return found.is_loopback or found.is_link_local or (found.is_private and not _is_documentation(address))


def _is_documentation(address: str) -> bool:
    return address.startswith(("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:"))


def _hop(value: str) -> Hop:
    route, _, when = value.rpartition(";")
    route = route or value
    sender, receiver, protocol = _FROM.match(route), _BY.search(route), _WITH.search(route)
    return Hop(
        *_side(sender),
        *_side(receiver),
        protocol[1].upper() if protocol else "",
        _seconds(when),
    )


def _side(match: re.Match[str] | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names on one side of a hop, the one it gave itself first, and its addresses."""
    if match is None:
        return (), ()
    remark = (match[2] or "").replace("helo=", " ").replace("HELO", " ")
    addresses = tuple(dict.fromkeys(_ADDRESS.findall(f"{match[1].strip('[]')} {remark}".replace("IPv6:", " "))))
    named = [match[1].strip("[]();"), *re.split(r"[\s()\[\],=@]+", remark)]
    names = [name.rstrip(".") for name in named if _HOST.fullmatch(name.rstrip(".")) and not _ADDRESS.fullmatch(name)]
    first = match[1].strip("[]();").rstrip(".")
    return tuple(dict.fromkeys([first, *(name for name in names if is_public(name))])), addresses


def _seconds(text: str) -> int | None:
    if not _ZONE.search(text):
        return None
    try:
        parsed = parsedate_tz(text.strip())
        return mktime_tz(parsed) if parsed and parsed[0] > 1980 else None
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _name(hop: Hop) -> str:
    return hop.receiver[0] if hop.receiver else "The next server"


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _span(seconds: int) -> str:
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count:,} {word}{'' if count == 1 else 's'}"
    return f"{seconds} seconds"
