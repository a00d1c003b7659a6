"""One DKIM signature judged offline, with the clock at the time of the mail: a wrapper around dkimpy."""

from __future__ import annotations

import binascii
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import mktime_tz, parsedate_tz
from functools import cache
from importlib.metadata import version
from typing import NamedTuple

from workflow.checks.mail.keys import KeyNeeds, Keys, is_test_key, tags, why_not
from workflow.checks.mail.message import Message

SHOWN_HEADERS = ("from", "subject", "date", "to", "cc", "reply-to")
"""What a reader sees of a header, and takes for signed."""
WEAK_BITS = 1024
_ALGORITHMS = {"rsa-sha1": ("rsa", "sha1"), "rsa-sha256": ("rsa", "sha256"), "ed25519-sha256": ("ed25519", "sha256")}
_TOO_MANY_SPACES = re.compile(r"\s{100}")
_MOST_SIGNATURE = 20_000


class Signature(NamedTuple):
    """What a DKIM-Signature field says, and what became of it.

    `outcome` is `pass`, `fail`, `key_missing` or `unknown`, and `why` its reason; `bits` is the size of the key,
    `left_out` how many bytes of the body the signature does not cover, `is_repaired` whether it verifies only after
    the quoting of a mailbox file was undone, `is_test` whether the key says that it only tries out signing.
    """

    outcome: str
    why: str
    tags: dict[str, str]
    bits: int = 0
    left_out: int = 0
    is_repaired: bool = False
    is_test: bool = False

    @property
    def domain(self) -> str:
        """The domain that signed, in small letters."""
        return self.tags.get("d", "").lower().rstrip(".")

    @property
    def key_name(self) -> str:
        """The DNS name of its key."""
        return f"{self.tags.get('s', '')}._domainkey.{self.domain}"

    @property
    def headers(self) -> Counter[str]:
        """The names of the header fields that it covers, and how often each."""
        return Counter(name.strip().lower() for name in self.tags.get("h", "").split(":") if name.strip())

    @property
    def seconds(self) -> int | None:
        """When it was made, as it says, in seconds since 1970."""
        return whole(self.tags.get("t", ""))

    @property
    def expires(self) -> int | None:
        """When it says that it expires, in seconds since 1970."""
        return whole(self.tags.get("x", ""))


class _Clock:
    """A clock that stands still."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds

    def time(self) -> float:
        return float(self._seconds)


@cache
def tool() -> str:
    """The name and version of the library that verifies."""
    return f"dkimpy {version('dkimpy')}"


@contextmanager
def clock_at(seconds: int) -> Iterator[None]:
    """Make dkimpy take it for this moment, so that a signature of an old mail has not expired."""
    import dkim

    before = dkim.time
    dkim.time = _Clock(seconds)
    try:
        yield
    finally:
        dkim.time = before


def whole(text: str) -> int | None:
    """A decimal number of a tag, or nothing."""
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def judge(message: Message, index: int, value: str, keys: Keys) -> Signature:
    """Judge one signature of a mail; `index` counts them from the top, `value` is the field."""
    if len(value) > _MOST_SIGNATURE or _TOO_MANY_SPACES.search(value):
        return Signature("unknown", "The signature is longer than any that is made.", {})
    found = Signature("fail", "", tags(value))
    missing = [name for name in ("v", "a", "b", "bh", "d", "h", "s") if not found.tags.get(name)]
    if missing:
        return found._replace(why=f"the signature lacks {', '.join(f'{name}=' for name in missing)}")
    if found.tags["a"] not in _ALGORITHMS:
        return found._replace(outcome="unknown", why=f"Signatures with {found.tags['a'][:40]} cannot be verified.")
    record = keys.record(found.key_name)
    if record is None:
        gone = (
            "was supplied and is empty: its owner withdrew it"
            if keys.is_withdrawn(found.key_name)
            else "was not supplied"
        )
        return found._replace(outcome="key_missing", why=gone)
    kind, digest = _ALGORITHMS[found.tags["a"]]
    identity = found.tags.get("i", "").rpartition("@")[2] or found.domain
    against = why_not(record, KeyNeeds(kind, digest, found.domain, identity))
    if against:
        return found._replace(why=against)
    if found.seconds is not None and found.expires is not None and found.expires < found.seconds:
        return found._replace(why="it says that it expired before it was made")
    if "from" not in found.headers:
        return found._replace(why="the signature does not cover From, without which none counts")
    return _verified(message, index, found._replace(is_test=is_test_key(record)), keys)


def _verified(message: Message, index: int, found: Signature, keys: Keys) -> Signature:
    judged = _tried(message.data, index, found, keys, _moment(message, found))
    if judged.why == _BODY and b"\n>From " in message.data:
        again = _tried(message.unquoted, index, found, keys, _moment(message, found))
        return again._replace(is_repaired=True) if again.outcome == "pass" else judged
    return judged


_BODY = "the text is not the one that was signed"
_HEADERS = "the signed header fields are not those that were signed, or the key is another one"


def _tried(data: bytes, index: int, found: Signature, keys: Keys, moment: int) -> Signature:
    import dkim

    try:
        with clock_at(moment):
            verifier = dkim.DKIM(data, minkey=0)
            is_good = verifier.verify(index, dnsfunc=keys.get_txt)
        covered = _length(verifier, found)
    except dkim.ValidationError as error:
        return found._replace(why=_BODY if "body hash" in str(error) else f"the signature is malformed: {error}"[:300])
    except dkim.MessageFormatError:
        return found._replace(outcome="unknown", why="The header of the mail holds a line that is no header field.")
    except (dkim.DKIMException, binascii.Error, ValueError):
        return found._replace(why="the signature or its key is malformed")
    if not is_good:
        return found._replace(why=_HEADERS if verifier.keysize else "the supplied key is malformed")
    if covered < 0:
        return found._replace(why="it claims to cover more text than there is (l=)")
    return found._replace(outcome="pass", bits=verifier.keysize, left_out=covered)


def _length(verifier: object, found: Signature) -> int:
    """How many bytes of the body l= leaves out; negative where it claims more than there are."""
    from dkim.canonicalization import CanonicalizationPolicy

    limit = whole(found.tags.get("l", ""))
    if limit is None:
        return 0
    policy = CanonicalizationPolicy.from_c_value(found.tags.get("c", "simple/simple").encode())
    return len(policy.canonicalize_body(getattr(verifier, "body", b""))) - limit


def _moment(message: Message, found: Signature) -> int:
    """The time of the mail: that of the signature, or its Date, and not later than the signature's own end."""
    moment = found.seconds if found.seconds is not None else sent(message)
    return min(moment, found.expires) if found.expires is not None else moment


def sent(message: Message) -> int:
    """The Date of a mail in seconds since 1970; 0 where it has none that can be read."""
    try:
        parsed = parsedate_tz(message.first("date"))
        return max(mktime_tz(parsed), 0) if parsed else 0
    except (ValueError, OverflowError, TypeError, IndexError):
        return 0
