"""The checks of archives, and of the containers in which Office documents come."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.checks.archive.bags import Bag, bag_root
from workflow.checks.archive.entries import LINK, MOST_PART, MOST_TOTAL, Bomb, Listing, Unread, unsafe
from workflow.checks.archive.opening import PLAIN, ZIPPED, listing_of, opened
from workflow.checks.archive.stamps import stamps
from workflow.checks.archive.tars import Gzip, Tar
from workflow.checks.evidence import Evidence
from workflow.checks.sheet import Check, LimitsHit, NotChecked, Sheet
from workflow.checks.sniff import type_of

TOOL = "onrecord"
_WITHIN = ("zip", "tar", "gz", "7z", "rar")
_MOST_DEPTH = 4
_MOST_WITHIN = 1000
_MOST_TOLD = 100


def checks_for(evidence: Evidence, sheet: Sheet) -> tuple[Check, ...]:
    """The checks that apply to this archive or container."""
    if evidence.type not in (*PLAIN, *ZIPPED):
        return ()
    checks = [
        Check(("zip.bomb",), _bomb),
        Check(("zip.traversal",), _traversal),
        Check(("zip.nested",), _nested),
    ]
    if evidence.type in PLAIN:
        checks = [
            Check(("file.unreadable", "file.encrypted"), _readable),
            *checks,
            Check(("zip.entry_dates",), _dates),
            Check(("bag.valid", "bag.invalid"), _bag),
        ]
    return tuple(checks)


def _readable(evidence: Evidence, sheet: Sheet) -> None:
    try:
        listing = opened(evidence)
    except NotChecked as why:
        sheet.find("file.unreadable", "the file", str(why), TOOL)
        raise
    except LimitsHit:
        return
    sheet.facts["entries"] = len(listing.entries)
    sheet.facts["entry_names"] = tuple(entry.name for entry in listing.entries[:_MOST_TOLD])
    locked = [entry.name for entry in listing.entries if entry.is_encrypted]
    if locked:
        value = f"{len(locked)} of {len(listing.entries)} entries need a password; their names do not."
        sheet.find("file.encrypted", locked[0], value, TOOL)
    if isinstance(listing, Tar) and listing.is_cut:
        sheet.find("file.unreadable", "the end of the file", "The archive is cut off or damaged there.", TOOL)
    elif not listing.bomb:
        _damaged(listing, sheet)


def _damaged(listing: Listing, sheet: Sheet) -> None:
    left = MOST_PART
    unread: Unread | None = None
    for entry in listing.files():
        if entry.is_encrypted or entry.size > left:
            continue
        try:
            left -= len(listing.read(entry))
        except Unread as why:
            unread = why
        except NotChecked as why:
            sheet.find("file.unreadable", entry.name, str(why), TOOL)
        except LimitsHit:
            return
    if unread is not None:
        sheet.unchecked(("file.unreadable",), str(unread))


def _bomb(evidence: Evidence, sheet: Sheet) -> None:
    try:
        listing = opened(evidence)
        if isinstance(listing, Gzip):
            listing.read(listing.entries[0])
    except Bomb as why:
        sheet.find("zip.bomb", "the file", str(why), TOOL)
        return
    if listing.bomb:
        sheet.find("zip.bomb", "the file", listing.bomb, TOOL)


def _listed(evidence: Evidence) -> Listing:
    """The archive, for checks that need no more than its list."""
    try:
        return opened(evidence)
    except Bomb as why:
        raise NotChecked(f"It is built as a bomb. {why}") from why


def _sound(evidence: Evidence) -> Listing:
    """The archive, for checks that inflate its entries."""
    listing = _listed(evidence)
    if listing.bomb:
        raise NotChecked(f"It is built as a bomb. {listing.bomb}")
    return listing


def _traversal(evidence: Evidence, sheet: Sheet) -> None:
    bad = list(unsafe(_listed(evidence).entries))
    if bad:
        sheet.facts["unsafe_entries"] = tuple(name for name, _, _ in bad[:_MOST_TOLD])
    for name, why, severity in bad:
        if why != LINK:
            weight = None if evidence.type in ZIPPED else severity
            sheet.find("zip.traversal", name, f"{name} {why}", TOOL, weight)


def _dates(evidence: Evidence, sheet: Sheet) -> None:
    listing = _listed(evidence)
    told = stamps(listing)
    if told:
        sheet.find("zip.entry_dates", f"{len(listing.entries)} entries", told, TOOL)


def _bag(evidence: Evidence, sheet: Sheet) -> None:
    listing = _sound(evidence)
    root = bag_root(listing)
    if root is None:
        sheet.not_applicable(("bag.valid", "bag.invalid"), "It holds no bag: there is no bagit.txt in it.")
        return
    bag = Bag(listing, root)
    faults = bag.faults()
    for fault in faults:
        sheet.find("bag.invalid", root or "the archive", fault, TOOL)
    if not faults:
        value = f"{bag.count} files of payload fit their checksums ({', '.join(sorted(set(bag.algorithms)))})"
        sheet.find("bag.valid", root or "the archive", value, TOOL)


def _nested(evidence: Evidence, sheet: Sheet) -> None:
    listing = _sound(evidence)
    found: list[tuple[str, ...]] = []
    spent = 0
    try:
        for path, why, size in _archives_in(listing, ()):
            found.append(path)
            spent += size
            if why:
                sheet.find("zip.bomb", " > ".join(path), why, TOOL)
            if spent > MOST_TOTAL:
                raise LimitsHit(f"The archives within it come to more than {MOST_TOTAL:,} bytes.")
            if len(found) >= _MOST_WITHIN:
                raise LimitsHit(f"It holds more than {_MOST_WITHIN} archives within archives.")
            if len(path) >= _MOST_DEPTH:
                raise LimitsHit(f"It holds archives within archives more than {_MOST_DEPTH} deep.")
    finally:
        if found:
            deepest = max(found, key=len)
            value = f"{len(found)} archives within, {len(deepest)} deep: {' > '.join(deepest)}"
            sheet.find("zip.nested", " > ".join(found[0]), value, TOOL)


def _archives_in(listing: Listing, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """The archives within an archive, at any depth, each with why it is a bomb, or nothing, and its bytes."""
    for entry in listing.files():
        head = listing.peek(entry, 512)
        if not head.startswith(b"PK") and type_of(head, entry.name) not in _WITHIN:
            continue
        try:
            data = listing.read(entry)
            kind = type_of(data, entry.name)
        except NotChecked:
            continue
        if kind not in _WITHIN:
            continue
        path = (*above, entry.name)
        inner, bomb = _inner(data, kind, entry.name)
        yield path, bomb, len(data)
        if inner is not None and not bomb:
            yield from _archives_in(inner, path)


def _inner(data: bytes, kind: str, name: str) -> tuple[Listing | None, str]:
    try:
        inner = listing_of(data, kind, name)
    except NotChecked:
        return None, ""
    except Bomb as why:
        return None, str(why)
    return inner, inner.bomb
