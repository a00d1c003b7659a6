"""BagIt bags within an archive (RFC 8493), held to their own manifests."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from workflow.checks.archive.entries import Entry, Listing
from workflow.checks.sheet import LimitsHit, NotChecked

_DECLARATION = re.compile(rb"BagIt-Version: (\d+)\.\d+\r?\nTag-File-Character-Encoding: (\S+)[ \t]*(?:\r?\n)*\Z")
_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt\Z")
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(\S.*)\Z")
_HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_MOST_TOLD = 20


def bag_root(listing: Listing) -> str | None:
    """The folder of the outermost bag in an archive (`""` or ending with a slash); None where there is no bag."""
    roots = [entry.name.removesuffix("bagit.txt") for entry in listing.files() if entry.name.endswith("bagit.txt")]
    roots = [root for root in roots if not root or root.endswith("/")]
    return min(roots, key=lambda root: (root.count("/"), root), default=None)


class Bag:
    """The bag under one folder of an archive. Reading it raises NotChecked or LimitsHit as the archive does."""

    def __init__(self, listing: Listing, root: str) -> None:
        self._listing = listing
        self.held = {
            _plain(entry.name.removeprefix(root)): entry for entry in listing.files() if entry.name.startswith(root)
        }
        self._odd = [entry for entry in listing.entries if entry.odd and entry.name.startswith(root)]
        self.algorithms: list[str] = []
        self._once = False
        self.count = sum(name.startswith("data/") for name in self.held)

    def faults(self) -> tuple[str, ...]:
        """All that is wrong with the bag, the first twenty of it; nothing where it is whole."""
        told: list[str] = []
        for fault in self._faults():
            told.append(fault)
            if len(told) >= _MOST_TOLD:
                break
        return tuple(told)

    def _faults(self) -> Iterator[str]:
        yield from (f"{entry.name} {entry.odd}" for entry in self._odd)
        declaration = _DECLARATION.match(self._bytes("bagit.txt"))
        if declaration is None:
            yield "bagit.txt does not have the two lines that it must have"
            return
        encoding = declaration[2].decode("ascii", "replace")
        self._once = int(declaration[1][:9]) >= 1
        payload = {name for name in self.held if name.startswith("data/")}
        manifests = [(name, found) for name in sorted(self.held) if (found := _MANIFEST.match(name))]
        if not any(found[1] is None for _, found in manifests):
            yield "it has no manifest of its payload"
        for name, found in manifests:
            if found[2] not in _HASHES:
                raise NotChecked(f"{name} uses a checksum that is not known here.")
            self.algorithms.append(found[2])
            yield from self._manifest(name, found[2], encoding, set() if found[1] else payload)
        yield from self._more(encoding)

    def _manifest(self, name: str, algorithm: str, encoding: str, must: set[str]) -> Iterator[str]:
        listed: dict[str, str] = {}
        for number, line in enumerate(self._lines(name, encoding), 1):
            found = _LINE.match(line)
            if found is None:
                yield f"{name}, line {number}: no checksum with a path"
                continue
            path = _path(found[2])
            if path.startswith(("/", "~")) or ".." in path.split("/"):
                yield f"{name}: {path} leads out of the bag"
            elif path in listed and self._once:
                yield f"{name}: {path} stands there twice"
            elif listed.setdefault(path, found[1].lower()) != found[1].lower():
                yield f"{name}: {path} stands there twice, with two checksums"
        for path, wanted in listed.items():
            if path not in self.held:
                yield f"{path} is missing ({name} lists it)"
            elif self._digest(self.held[path], algorithm) != wanted:
                yield f"{path} does not fit its checksum in {name}"
        yield from (f"{path} is not listed in {name}" for path in sorted(must - listed.keys()))

    def _more(self, encoding: str) -> Iterator[str]:
        if "fetch.txt" in self.held:
            wanted = (line.split(None, 2) for line in self._lines("fetch.txt", encoding))
            missing = [parts[2] for parts in wanted if len(parts) == 3 and _path(parts[2]) not in self.held]
            if missing:
                yield f"{len(missing)} files are to be fetched from elsewhere, which is never done here"
        if "bag-info.txt" in self.held:
            for line in self._lines("bag-info.txt", encoding):
                found = re.match(r"(?i)payload-oxum\s*:\s*(\d+)\.(\d+)\s*\Z", line)
                size = sum(entry.size for name, entry in self.held.items() if name.startswith("data/"))
                if found and (int(found[1]), int(found[2])) != (size, self.count):
                    yield f"Payload-Oxum says {found[1]}.{found[2]}, and the payload is {size}.{self.count}"

    def _lines(self, name: str, encoding: str) -> list[str]:
        try:
            words = self._bytes(name).decode(encoding)
        except (LookupError, ValueError) as error:
            raise NotChecked(f"{name} is not written in {encoding[:40]}, as the bag says.") from error
        return [line for line in re.split(r"\r\n|\r|\n", words) if line.strip()]

    def _bytes(self, name: str) -> bytes:
        return self._listing.read(self.held[name])

    def _digest(self, entry: Entry, algorithm: str) -> str:
        try:
            data = self._listing.read(entry)
        except LimitsHit as error:
            raise LimitsHit(f"The bag cannot be held to its manifests: {error}") from error
        return hashlib.new(algorithm, data, usedforsecurity=False).hexdigest()


def _path(words: str) -> str:
    """A path of a manifest, its three escapes undone."""
    return _plain(re.sub(r"%(0[AaDd]|25)", lambda code: chr(int(code[1], 16)), words)).removeprefix("./")


def _plain(name: str) -> str:
    """A name with its accents in one form: Macs write another than other systems."""
    return unicodedata.normalize("NFC", name)
