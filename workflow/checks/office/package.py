"""The parts of an Office container, and their XML, read without entities, document types or a network."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import version
from typing import Any, NamedTuple
from urllib.parse import unquote

from workflow.checks.archive.entries import Entry
from workflow.checks.archive.zips import Zip, zip_of
from workflow.checks.evidence import Evidence
from workflow.checks.sheet import LimitsHit, NotChecked

Node = Any
"""An element of lxml, which has no types of its own."""

MOST_XML = 40_000_000
"""Bytes of one part that are parsed."""
_MOST_XML_IN_ALL = 150_000_000
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_RELS = re.compile(r"(?:(.*)/)?_rels/([^/]*)\.rels\Z")


class Hostile(NotChecked):
    """A part declares a document type or entities, which no Office program writes; it is not parsed."""


class Relation(NamedTuple):
    """One relationship of a part: its kind (the last word of its type), and what it leads to."""

    rels: str
    source: str
    id: str
    kind: str
    target: str
    is_external: bool


class Package:
    """The parts of an Open XML or OpenDocument file. Raises NotChecked when the container cannot be opened."""

    def __init__(self, evidence: Evidence) -> None:
        self.zip: Zip = zip_of(evidence)
        if self.zip.bomb:
            raise NotChecked(f"It is built as a bomb. {self.zip.bomb}")
        self.names = tuple(entry.name for entry in self.zip.files())
        self._trees: dict[str, Node] = {}
        self._spent = 0

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return self.zip.get(name) is not None

    def parts(self, pattern: str) -> list[str]:
        """The names of all parts that a pattern fits in whole, in the order of their numbers."""
        found = [name for name in self.names if re.fullmatch(pattern, name, re.IGNORECASE)]
        return sorted(found, key=lambda name: [int(w) if w.isdigit() else w for w in re.split(r"(\d+)", name)])

    def entry(self, name: str) -> Entry:
        """The entry of a part. Raises NotChecked where there is none."""
        entry = self.zip.get(name)
        if entry is None:
            raise NotChecked(f"It has no part {name}.")
        return entry

    def bytes(self, name: str, most: int = MOST_XML) -> bytes:
        """The bytes of a part. Raises NotChecked or LimitsHit as the container does."""
        return self.zip.read(self.entry(name), most)

    def xml(self, name: str) -> Node:
        """The root element of a part. Raises Hostile for a document type, NotChecked for what is no XML."""
        if name not in self._trees:
            data = self.bytes(name)
            self._spent += len(data)
            if self._spent > _MOST_XML_IN_ALL:
                raise LimitsHit(f"Its parts come to more than {_MOST_XML_IN_ALL:,} bytes of XML.")
            self._trees[name] = parsed(data, name)
        return self._trees[name]

    def xml_or_none(self, name: str) -> Node | None:
        """The root element of a part that need not be there."""
        return self.xml(name) if self.has(name) else None

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All relationships of all parts."""
        return tuple(self._relations())

    def _relations(self) -> Iterator[Relation]:
        for name in self.names:
            found = _RELS.match(name)
            if found is None:
                continue
            folder, source = found[1] or "", posixpath.join(found[1] or "", found[2])
            for one in elements(self.xml(name), "Relationship"):
                target = one.get("Target") or ""
                external = one.get("TargetMode") == "External"
                kind = (one.get("Type") or "").rsplit("/", 1)[-1]
                if not external:
                    target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
                yield Relation(name, source, one.get("Id") or "", kind, target, external)

    def related(self, source: str, kind: str) -> list[str]:
        """The parts to which a part has relationships of a kind; the package itself is the source `""`."""
        return [
            one.target
            for one in self.relations
            if one.source == source and one.kind == kind and not one.is_external and self.has(one.target)
        ]

    @cached_property
    def main(self) -> str:
        """The part that is the document, workbook or presentation. Raises NotChecked where there is none."""
        found = self.related("", "officeDocument")
        usual = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")
        found += [name for name in usual if self.has(name)]
        if not found:
            raise NotChecked("It has no main part.")
        if not found[0].endswith(".xml"):
            raise NotChecked(f"Its main part {found[0]} is in a binary form that is not read here.")
        return found[0]


def package_of(evidence: Evidence) -> Package:
    """The package of a file, opened once. Raises NotChecked when it cannot be opened or is a bomb."""
    kept = evidence.kept.get("package")
    if not isinstance(kept, Package):
        kept = evidence.kept["package"] = Package(evidence)
    return kept


def odf_is_locked(package: Package) -> bool:
    """Whether the parts of an OpenDocument file are encrypted."""
    name = "META-INF/manifest.xml"
    return package.has("encrypted-package") or (package.has(name) and b"encryption-data" in package.bytes(name))


def has_doctype(data: bytes) -> bool:
    """Whether XML declares a document type or an entity, in whatever width its letters are written."""
    return bool(_DOCTYPE.search(data) or (b"\x00" in data[:200] and _DOCTYPE.search(data.replace(b"\x00", b""))))


def parsed(data: bytes, name: str) -> Node:
    """The root element of XML. Raises Hostile for a document type, NotChecked for what is no XML."""
    from lxml import etree

    if has_doctype(data):
        raise Hostile(f"{name} declares a document type, and is not parsed.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotChecked(f"{name} is no sound XML.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Hostile(f"{name} declares a document type, and is not parsed.")
    return root


def elements(root: Node, *names: str) -> Iterator[Node]:
    """All elements of these local names under a root, itself among them, in the order of the file."""
    yield from root.iter(*(f"{{*}}{name}" for name in names))


def name_of(node: Node) -> str:
    """The local name of an element; nothing for a comment."""
    tag = node.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(node: Node, name: str, default: str = "") -> str:
    """The value of an attribute by its local name."""
    plain = node.get(name)
    if plain is not None:
        return str(plain)
    for key, value in node.items():
        if key.endswith(name) and key.rsplit("}", 1)[-1] == name:
            return str(value)
    return default


def child(node: Node, *path: str) -> Node | None:
    """The first element at a path of local names below a node."""
    for name in path:
        node = next((one for one in node if name_of(one) == name), None)
        if node is None:
            return None
    return node


def text_of(node: Node | None) -> str:
    """All text below an element, with single spaces."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def lxml_tool() -> str:
    """The reader of XML, with its version."""
    return f"lxml {version('lxml')}"


def quoted(words: str, most: int = 200) -> str:
    """Words of a document, shortened, in quotation marks."""
    words = " ".join(words.split())
    return f"“{words[:most]}{'…' if len(words) > most else ''}”"
