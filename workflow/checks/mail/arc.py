"""The ARC seals of forwarders (RFC 8617), judged offline."""

from __future__ import annotations

import re
from collections import Counter

from workflow.checks.evidence import Evidence
from workflow.checks.mail.keys import KeyNeeds, Keys, tags, why_not
from workflow.checks.mail.message import Message
from workflow.checks.mail.signatures import clock_at, sent, tool, whole
from workflow.checks.mail.words import all_messages
from workflow.checks.sheet import NotChecked, Sheet

IDS = ("mail.arc.pass", "mail.arc.fail")
_SEAL, _SIGNED, _CLAIM = "arc-seal", "arc-message-signature", "arc-authentication-results"
_MOST_SETS = 50
_INSTANCE = re.compile(r"[1-9][0-9]?")
_TOO_MANY_SPACES = re.compile(r"\s{100}")


class _Broken(Exception):
    """The chain does not hold; the words say where."""


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Verify the chain of seals of each mail in the file, apart from attached ones."""
    keys = Keys(evidence.supplies.dkim)
    sealed = [message for message in all_messages(evidence) if not message.is_attached and _has_arc(message)]
    if not sealed:
        sheet.not_applicable(IDS, "The mail carries no ARC seal.")
    unjudged: list[str] = []
    for message in sealed:
        try:
            sheet.find("mail.arc.pass", message.at("the ARC chain"), _verified(message, keys), tool())
        except _Broken as why:
            sheet.find("mail.arc.fail", message.at("the ARC chain"), str(why), tool())
        except NotChecked as why:
            unjudged.append(str(why))
    if unjudged:
        sheet.unchecked(IDS, " ".join(unjudged))


def _has_arc(message: Message) -> bool:
    return any(field.name in (_SEAL, _SIGNED, _CLAIM) for field in message.fields)


def _verified(message: Message, keys: Keys) -> str:
    """What the seals say, if the chain holds. Raises _Broken, and NotChecked where a key is not there."""
    sets = _sets(message)
    for number, one in enumerate(sets, 1):
        cv = tags(one[_SEAL]).get("cv", "").lower()
        if cv == "fail":
            raise _Broken(f"Seal {number} says itself that the chain before it was broken.")
        if cv != ("none" if number == 1 else "pass"):
            raise _Broken(f"Seal {number} says cv={cv[:20] or 'nothing'}, which cannot stand there.")
        if "h" in tags(one[_SEAL]):
            raise _Broken(f"Seal {number} lists header fields (h=), which a seal may not.")
    _ask_for_keys([tags(field) for field in (sets[-1][_SIGNED], *(one[_SEAL] for one in sets))], keys)
    _ask_dkimpy(message, keys)
    steps = [
        f"{number} {tags(one[_SEAL]).get('d', '').lower()} ({_claimed(one[_CLAIM])})"
        for number, one in enumerate(sets, 1)
    ]
    return f"{len(sets)} {'seal' if len(sets) == 1 else 'seals'}, unbroken: {'; '.join(steps)}."


def _sets(message: Message) -> list[dict[str, str]]:
    """The sets of three fields in their order, from the first sealer on."""
    found: dict[int, dict[str, str]] = {}
    for field in message.fields:
        if field.name not in (_SEAL, _SIGNED, _CLAIM):
            continue
        if len(field.value) > 20_000 or _TOO_MANY_SPACES.search(field.value):
            raise NotChecked("An ARC field is longer than any that is made.")
        number = tags(field.value).get("i", "").strip()
        if not _INSTANCE.fullmatch(number):
            raise _Broken("A field of the chain has no number (i=).")
        if field.name in found.setdefault(int(number), {}):
            raise _Broken(f"Set {number} has a field twice.")
        found[int(number)][field.name] = field.value
    if sorted(found) != list(range(1, len(found) + 1)) or len(found) > _MOST_SETS:
        raise _Broken("Sets are missing from the chain.")
    for position, one in found.items():
        if len(one) != 3:
            raise _Broken(f"Set {position} is not complete.")
    return [found[position] for position in sorted(found)]


def _ask_for_keys(needed: list[dict[str, str]], keys: Keys) -> None:
    for one in needed:
        if one.get("a", "").lower() == "ed25519-sha256":
            raise NotChecked(
                f"A seal of {one.get('d', '')[:100]} is made with ed25519, which is not judged in a chain."
            )
        name = f"{one.get('s', '')}._domainkey.{one.get('d', '')}".lower()
        record = keys.record(name)
        if record is not None:
            against = why_not(record, KeyNeeds("rsa", "sha256", one.get("d", ""), one.get("d", "")))
            if against:
                raise _Broken(f"{one.get('d', '')[:100]}: {against}.")
    if keys.missing:
        names = ", ".join(Counter(keys.missing))
        raise NotChecked(f"The chain needs keys that were not supplied: {names}.")


def _ask_dkimpy(message: Message, keys: Keys) -> None:
    import dkim

    moments = [whole(tags(value).get("t", "")) for value in message.all(_SEAL)]
    try:
        with clock_at(max([moment for moment in moments if moment] or [sent(message)])):
            outcome, _, reason = dkim.ARC(message.data, minkey=0).verify(dnsfunc=keys.get_txt)
    except dkim.MessageFormatError:
        raise NotChecked("The header of the mail holds a line that is no header field.") from None
    except dkim.DKIMException as error:
        raise _Broken(f"The chain is malformed: {error}"[:300]) from None
    except (IndexError, KeyError, ValueError):
        raise NotChecked("The chain is written in a way that cannot be judged.") from None
    if outcome != dkim.CV_Pass:
        raise _Broken(_plainly(reason))


def _plainly(reason: str) -> str:
    """Why a chain does not hold, in plain words."""
    seal = re.match(r"ARC-Seal\[(\d+)\] did not validate", reason)
    if seal:
        return f"Seal {seal[1]} does not fit what it seals: the fields of the chain, or the key, are others."
    if reason.startswith("Most recent"):
        return "The text or the header fields are not those that the last sealer saw."
    return f"The chain does not verify: {reason}"[:300]


def _claimed(value: str) -> str:
    """What a sealer claims to have seen: `spf=pass dkim=pass`."""
    found = re.findall(r"\b((?:spf|dkim|dmarc)=[a-z]+)", value[:5000], re.IGNORECASE)
    return " ".join(dict.fromkeys(found)) or "no results claimed"
