"""Which mail domains belong together, without a list of all public suffixes."""

from __future__ import annotations

import re
from email.utils import getaddresses


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SECOND_LEVEL = _names(
    "ac co com edu go gob gouv gov govt gv id info ltd me mil ne net nhs nom or org plc police pro res sch web"
)
_SHARED = _names("amazonses.com gappssmtp.com github.io mailgun.org mcsv.net onmicrosoft.com rsgsv.net sendgrid.net")
"""Domains under which strangers send: two names below one of them do not belong together."""
_SERVICES = _names("amazonses.com exacttarget.com mailgun.org mandrillapp.com mcsv.net sendgrid.net sparkpostmail.com")
"""Services that send in the name of others, from hosts that bear the name of these."""
_ONE_HOUSE = (
    _names("gmail.com google.com googlemail.com 1e100.net"),
    _names("outlook.com hotmail.com live.com microsoft.com office365.com office365.us exchangelabs.com"),
    _names("yahoo.com yahoodns.net ymail.com aol.com aol.net yahooinc.com"),
    _names("icloud.com me.com mac.com apple.com"),
    _names("fastmail.com fastmail.fm messagingengine.com"),
    _names("proton.me protonmail.com protonmail.ch"),
    _names("gmx.net gmx.de gmx.com web.de kundenserver.de ionos.com ui-dns.de 1and1.com 1und1.de mail.com"),
    _names("pphosted.com ppops.net proofpoint.com ppe-hosted.com"),
    _names("amazonses.com amazonaws.com amazon.com"),
    _names("sendgrid.net sendgrid.com ismtpd.com"),
    _names("websitewelcome.com hostgator.com unifiedlayer.com bluehost.com"),
    _names("secureserver.net godaddy.com"),
    _names("mail.ru list.ru bk.ru inbox.ru vk.com"),
    _names("zoho.com zoho.eu zoho.in zohomail.com zohomail.eu zohocorp.com"),
    _names("rzone.de strato.de"),
    _names("ovh.net ovh.com"),
    _names("wanadoo.fr orange.fr"),
    _names("free.fr proxad.net"),
    _names("messagelabs.com symanteccloud.com"),
    _names("qq.com tencent.com"),
    _names("163.com 126.com netease.com"),
    _names("naver.com worksmobile.com"),
    _names("tutanota.com tutanota.de tuta.io tuta.com"),
    _names("privateemail.com registrar-servers.com namecheap.com"),
    _names("yandex.ru yandex.net yandex.com ya.ru"),
)
_PRIVATE = _names("local internal lan localdomain localhost corp home intra intranet priv private arpa filterd")
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z][a-z0-9-]{0,62}\.?", re.IGNORECASE)


def house(domain: str) -> str:
    """The name under which a domain was bought, as far as it can be told: `example.org` of `mail.example.org`."""
    labels = domain.lower().rstrip(".").split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    if ".".join(labels[-2:]) in _SHARED:
        keep = 3
    return ".".join(labels[-keep:])


def is_aligned(signer: str, sender: str) -> bool:
    """Whether a signing domain is the sender's, or both lie under one name that can be bought."""
    signer, sender = _ascii(signer), _ascii(sender)
    return bool(signer) and (signer == sender or house(signer) == house(sender))


def is_same_house(one: str, other: str) -> bool:
    """Whether two servers belong to one operator: one name, or names that are known to be of one."""
    first, second = house(one), house(other)
    if first in _SERVICES or ".".join(one.lower().rstrip(".").split(".")[-2:]) in _SERVICES:
        return True
    label = first.split(".")[0]
    if first == second or (label == second.split(".")[0] and label != "example"):
        return True
    return any(first in family and second in family for family in _ONE_HOUSE)


def is_public(name: str) -> bool:
    """Whether this is the full name of a server, and not a name that means something only within one house."""
    return bool(_NAME.fullmatch(name)) and name.lower().rstrip(".").rpartition(".")[2] not in _PRIVATE


def senders(value: str) -> tuple[str, ...]:
    """The domains of the addresses in a From field, in small letters."""
    addresses = getaddresses([value[:10_000]])
    return tuple(address.rpartition("@")[2].lower().rstrip(".>") for _, address in addresses if "@" in address)


def _ascii(domain: str) -> str:
    domain = domain.lower().rstrip(".")
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
