"""What a PDF would do, fetch or open: scripts, actions, references to the world outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from workflow.checks.evidence import Evidence
from workflow.checks.pdf.open import qpdf, structure
from workflow.checks.pdf.streams import read, word
from workflow.checks.sheet import Check, LimitsHit, NotChecked, Sheet
from workflow.terms import Severity

if TYPE_CHECKING:
    import pikepdf

_MOST_STEPS = 60_000
_MOST_SCRIPT = 400
_DOES = {
    "/JavaScript": "a script",
    "/Launch": "starts a program or opens a file",
    "/SubmitForm": "sends form data",
    "/ImportData": "takes in data from a file",
    "/Rendition": "plays media",
    "/Movie": "plays a film",
    "/Sound": "plays a sound",
    "/RichMediaExecute": "runs rich media",
    "/GoToE": "opens an embedded file",
}
_ALONE = {"/GoToR": "opens another file", "/URI": "opens an address"}
"""What links do at a click, and no honest page does on its own."""
_LEAVES = ("/GoToR", "/URI", "/SubmitForm", "/ImportData", "/Launch", "/Thread")
_RICH = {"/RichMedia": "rich media", "/Movie": "a film", "/3D": "a 3D scene", "/Screen": "a screen for media"}
_FAR = re.compile(r"(?i)\A(?:file:|javascript:|\\\\|//|smb:|[A-Z]:[\\/])")


class Deed(NamedTuple):
    """An action and where it hangs: on its own when the file or a page is opened, or at a click."""

    action: pikepdf.Object
    where: str
    is_alone: bool


def deeds(pdf: pikepdf.Pdf) -> Iterator[Deed]:
    """Every action that can be reached from the catalogue: on opening, in pages, notes, fields and bookmarks."""
    import pikepdf

    root = pdf.Root
    yield from _chain(root.get("/OpenAction"), "on opening the file", True)
    yield from _triggers(root, "the file")
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        for script in leaves(names.JavaScript):
            yield from _chain(script, "on opening the file", True)
    for number, page in enumerate(pdf.pages, 1):
        yield from _triggers(page.obj, f"page {number}")
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, pikepdf.Array) else ():
            if isinstance(note, pikepdf.Dictionary):
                yield from _chain(note.get("/A"), f"page {number}", False)
                yield from _triggers(note, f"page {number}")
    for mark in _nodes([root.get("/Outlines")], ("/First", "/Next")):
        yield from _chain(mark.get("/A"), "a bookmark", False)
    for field in _nodes([root.get("/AcroForm")], ("/Fields", "/Kids")):
        yield from _chain(field.get("/A"), "a form field", False)
        yield from _triggers(field, "a form field")


def _chain(action: object, where: str, is_alone: bool) -> Iterator[Deed]:
    import pikepdf

    for _ in range(50):
        if not isinstance(action, pikepdf.Dictionary) or "/S" not in action:
            return
        yield Deed(action, where, is_alone)
        action = action.get("/Next")
        if isinstance(action, pikepdf.Array):
            for one in list(action)[1:50]:
                if isinstance(one, pikepdf.Dictionary) and "/S" in one:
                    yield Deed(one, where, is_alone)
            action = action[0] if len(action) else None


def _triggers(holder: pikepdf.Object, where: str) -> Iterator[Deed]:
    import pikepdf

    triggers = holder.get("/AA")
    if isinstance(triggers, pikepdf.Dictionary):
        for action in triggers.values():
            yield from _chain(action, f"{where}, on its own", True)


def leaves(root: object) -> Iterator[object]:
    """The values of a name tree, bounded in number; each node once."""
    import pikepdf

    for node in _nodes([root], ("/Kids",)):
        names = node.get("/Names")
        if isinstance(names, pikepdf.Array):
            yield from list(names)[1::2][:5000]


def _nodes(start: list[object], ways: tuple[str, ...]) -> Iterator[pikepdf.Object]:
    """All dictionaries that can be reached from these by these keys, each once, at most so many."""
    import pikepdf

    waiting, seen = start[::-1], set[tuple[int, int]]()
    for _ in range(_MOST_STEPS):
        if not waiting:
            return
        one = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary) or (one.is_indirect and one.objgen in seen):
            continue
        if one.is_indirect:
            seen.add(one.objgen)
        yield one
        for way in ways[::-1]:
            held = one.get(way)
            waiting += list(held)[::-1] if isinstance(held, pikepdf.Array) else [held]
    raise LimitsHit(f"It has more than {_MOST_STEPS:,} links and actions.")


def _all(evidence: Evidence) -> list[Deed]:
    kept: Any = evidence.kept.get("pdf deeds")
    if kept is None:
        kept = list(islice(deeds(structure(evidence)), _MOST_STEPS + 1))
        if len(kept) > _MOST_STEPS:
            raise LimitsHit(f"It has more than {_MOST_STEPS:,} links and actions.")
        evidence.kept["pdf deeds"] = kept
    found: list[Deed] = kept
    return found


def _active(evidence: Evidence, sheet: Sheet) -> None:
    import pikepdf

    told: set[str] = set()
    for deed in _all(evidence):
        kind = word(deed.action.get("/S"))
        does = _DOES.get(kind) or (_ALONE.get(kind, "") if deed.is_alone else "")
        if does:
            _tell(sheet, told, deed.where, f"{does}: {_aim(deed.action)}".rstrip(": "))
    pdf = structure(evidence)
    for number, page in enumerate(pdf.pages, 1):
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, pikepdf.Array) else ():
            kind = word(note.get("/Subtype")) if isinstance(note, pikepdf.Dictionary) else ""
            if kind in _RICH:
                _tell(sheet, told, f"page {number}", _RICH[kind])
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        sheet.facts["xfa"] = True
        if _has_script(form.XFA):
            _tell(sheet, told, "the form", "a script in its XFA form")


def _tell(sheet: Sheet, told: set[str], where: str, value: str) -> None:
    if value not in told:
        told.add(value)
        sheet.find("pdf.active", where, value, qpdf())


def _has_script(xfa: pikepdf.Object) -> bool:
    import pikepdf

    parts = list(xfa)[1::2] if isinstance(xfa, pikepdf.Array) else [xfa]
    for part in parts[:50]:
        if isinstance(part, pikepdf.Stream) and re.search(rb"<(?:\w+:)?script\b", read(part, 20_000_000)):
            return True
    return False


def _aim(action: pikepdf.Object) -> str:
    """What an action points to: an address, a file, or its script."""
    import pikepdf

    script = action.get("/JS")
    if isinstance(script, pikepdf.Stream):
        return " ".join(read(script, 1_000_000)[:_MOST_SCRIPT].decode("latin-1").split())
    for key in ("/JS", "/URI", "/F", "/Win", "/N"):
        words = file_name(action.get(key))
        if words:
            return " ".join(words.split())[:_MOST_SCRIPT]
    return ""


def file_name(spec: object) -> str:
    """The name or address in a file specification, which may be a plain string."""
    import pikepdf

    if isinstance(spec, (pikepdf.String, pikepdf.Name)):
        return word(spec)
    if isinstance(spec, pikepdf.Dictionary):
        for key in ("/UF", "/F", "/Unix", "/DOS", "/Mac", "/Desc"):
            if isinstance(spec.get(key), pikepdf.String):
                return word(spec[key])
    return ""


def _remote(evidence: Evidence, sheet: Sheet) -> None:
    told: set[str] = set()
    for deed in _all(evidence):
        kind = word(deed.action.get("/S"))
        if kind not in _LEAVES:
            continue
        aim = _aim(deed.action)
        if not aim or aim in told:
            continue
        told.add(aim)
        is_link = kind == "/URI" and not deed.is_alone and not _FAR.match(aim)
        how = "a link: " if is_link else "reached on its own: " if deed.is_alone else "points out of the file: "
        sheet.find("pdf.remote_ref", deed.where, how + aim, qpdf(), Severity.INFO if is_link else None)
    for where, aim in _outside(structure(evidence)):
        if aim not in told:
            told.add(aim)
            sheet.find("pdf.remote_ref", where, f"fetched from outside: {aim}", qpdf())


def _outside(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Streams whose bytes stand in another file or at an address, and pictures of pages of other files."""
    import pikepdf

    for count, one in enumerate(pdf.objects):
        if count > _MOST_STEPS:
            raise NotChecked(f"Only the first {_MOST_STEPS:,} objects were looked at.")
        if isinstance(one, pikepdf.Stream):
            reference = one.get("/Ref")
            spec = one.get("/F") or (reference.get("/F") if isinstance(reference, pikepdf.Dictionary) else None)
            if aim := file_name(spec):
                yield f"object {one.objgen[0]}", aim
        elif isinstance(one, pikepdf.Dictionary) and one.get("/FS") == "/URL" and (aim := file_name(one)):
            yield f"object {one.objgen[0]}", aim


ACTIVE = (Check(("pdf.active",), _active), Check(("pdf.remote_ref",), _remote))
