"""What is asked of files held, of custody and disclosure, of people accused, and of an editor who knows a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow import facts as f
from workflow.admission.problem import Problem, filled, known_source, root_source, time
from workflow.case import Case
from workflow.facts import FactId
from workflow.terms import Copy, ExhibitKind

SHA256 = re.compile(r"[0-9a-f]{64}")
SHA512 = re.compile(r"[0-9a-f]{128}")


def attached(case: Case, fact: f.ExhibitAttached) -> Iterator[Problem]:
    """A named file with its hash, on the document or on what it holds, once; its bytes may come after its hash."""
    yield from filled("name", fact.name, "Say what the file is called.")
    yield from a_hash("sha256", fact.sha256)
    if fact.size < 0:
        yield Problem("size", "Give the size of the file in bytes.")
    if fact.obtained_at:
        yield from time("obtained_at", fact.obtained_at)
    if fact.about and fact.about not in case.by_id and all(fact.about != request.id for request in case.requests):
        yield Problem("about", "Choose a statement or a request of this case, or leave it to the document.")
    elif fact.about and fact.kind.is_document:
        yield Problem("kind", "This kind of file belongs to the document: leave out whose it is, or choose another.")
    elif not fact.about and not fact.kind.is_document:
        yield Problem("about", f"Say to which statement or request the {fact.kind.word} belongs.")
    if fact.sha512 and not SHA512.fullmatch(fact.sha512):
        yield Problem("sha512", "Give the SHA-512 of it: 128 digits from 0 to f, in small letters, or leave it out.")
    same = [held for held in case.holdings.about(fact.about) if held.sha256 == fact.sha256]
    if any(held.is_kept or not fact.is_kept for held in same):
        yield Problem("sha256", "This very file is attached there already.")


def custody(case: Case, fact: f.CustodyRecorded) -> Iterator[Problem]:
    """One holder, and how it came to them."""
    yield from _who(case, fact.source, fact.holder, "holder", "Say who held it: a source of the case, or in words.")
    yield from filled("how", fact.how, "Say how it came to them.")
    if fact.since:
        yield from time("since", fact.since)


def disclosed(case: Case, fact: f.Disclosed) -> Iterator[Problem]:
    """To one person or office, what and when; the original only with a reason."""
    yield from time("at", fact.at)
    yield from filled("what", fact.what, "Say what was shown or told.")
    yield from _who(case, fact.source, fact.office, "office", "Say to whom: a source of the case, or in words.")
    yield from shown(case, fact.copy, fact.exhibit, fact.reason, "reason")


def shown(case: Case, copy: Copy | None, exhibit: FactId, reason: str, field: str) -> Iterator[Problem]:
    """A copy that we hold where one is named; the original only with a reason, for it can give the source away."""
    held = next((one for one in case.holdings.exhibits if one.id == exhibit), None)
    if exhibit and (held is None or not held.kind.is_document):
        yield Problem("exhibit", "Choose a file of the document that is held, or none.")
    if exhibit and copy in (Copy.NOTHING, Copy.DESCRIBED):
        yield Problem("exhibit", "Leave out the file: by what was chosen, no page of it was shown.")
    elif held is not None and (held.kind is ExhibitKind.ORIGINAL) is not (copy is Copy.ORIGINAL):
        yield Problem("copy", "Choose the copy that fits the file: one of the two is the original, the other is not.")
    if copy is Copy.ORIGINAL:
        yield from filled(field, reason, "Say why the original had to be shown: its marks can give the source away.")


def accused(case: Case, fact: f.PersonAccused) -> Iterator[Problem]:
    """Somebody with a name, and what is alleged."""
    yield from _who(case, fact.source, fact.name, "name", "Say who is accused: a source with a name, or a name.")
    yield from filled("allegation", fact.allegation, "Say what is alleged, in one sentence.")
    root = root_source(case, fact.source) if fact.source else None
    if root is not None and not case.sources[root].name:
        yield Problem("source", "Write the name instead: nothing may link an unnamed source to a person.")


def editor_informed(case: Case, fact: f.EditorInformed) -> Iterator[Problem]:
    """An unnamed source, the editor's initials, and when."""
    yield from known_source(case, "source", fact.source)
    yield from filled("by", fact.by, "Give the initials of the editor who knows.")
    yield from time("at", fact.at)
    root = root_source(case, fact.source)
    if root is not None and case.sources[root].name:
        yield Problem("source", "Choose an unnamed source: everybody knows who this one is.")


def a_hash(field: str, text: str) -> Iterator[Problem]:
    """A SHA-256 in hexadecimal."""
    if not SHA256.fullmatch(text):
        yield Problem(field, "Give the SHA-256 of it: 64 digits from 0 to f, in small letters.")


def _who(case: Case, source: FactId, words: str, field: str, sentence: str) -> Iterator[Problem]:
    if not source:
        yield from filled(field, words, sentence)
        return
    yield from known_source(case, "source", source)
    if words.strip():
        yield Problem(field, "Name the source or say it in words, not both.")
