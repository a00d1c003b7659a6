"""Office files made by hand: Open XML, OpenDocument and the binary containers, with every byte decided here."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import cache
from itertools import pairwise

STAMP = (1980, 1, 1, 0, 0, 0)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
P = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
R = f'xmlns:r="{_REL}"'
TYPES = f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
PLAIN = "<w:p><w:r><w:t>The meeting is on the second floor.</w:t></w:r></w:p>"


def packed(parts: dict[str, str | bytes], stamp: tuple[int, int, int, int, int, int] = STAMP, plain: str = "") -> bytes:
    """A zip of these parts, all with one date; the part called `plain` is not deflated."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            info = zipfile.ZipInfo(name, stamp)
            info.create_system = 0
            archive.writestr(info, body, zipfile.ZIP_STORED if name == plain else zipfile.ZIP_DEFLATED)
    return held.getvalue()


def relations(*each: tuple[str, str, bool]) -> str:
    """A part of relationships: kind, target, and whether it is external."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "//" in kind else f"{_REL}/{kind}"}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if external else ''}/>"
        for number, (kind, target, external) in enumerate(each, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def document(body: str, name: str = "document") -> str:
    """A part of a Word document."""
    inner = f"<w:body>{body}</w:body>" if name == "document" else body
    return f"<w:{name} {W}>{inner}</w:{name}>"


def docx(body: str = PLAIN, more: dict[str, str | bytes] | None = None, **stamp: tuple[int, ...]) -> bytes:
    """A Word document."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": document(body),
    }
    return packed(parts | (more or {}), **stamp)  # type: ignore[arg-type]


def core(**words: str) -> str:
    """Core properties: `creator`, `lastModifiedBy`, `revision`, ..."""
    inner = "".join(f"<cp:{name}>{value}</cp:{name}>" for name, value in words.items())
    return f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties">{inner}</cp:coreProperties>'


def app(**words: str) -> str:
    """Extended properties: `Application`, `Company`, `Template`, ..."""
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in words.items())
    return f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">{inner}</Properties>'


def xlsx(
    sheets: dict[str, str], states: dict[str, str] | None = None, more: dict[str, str | bytes] | None = None
) -> bytes:
    """An Excel workbook: the XML within each worksheet by its name, and the states of those that are hidden."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}" state="{(states or {}).get(name, "visible")}"/>'
        for at, name in enumerate(names, 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", False)),
        "xl/workbook.xml": f"<workbook {S} {R}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *(("worksheet", f"worksheets/sheet{at}.xml", False) for at in range(1, len(names) + 1))
        ),
    }
    for at, name in enumerate(names, 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = f"<worksheet {S}>{sheets[name]}</worksheet>"
    return packed(parts | (more or {}))


def rows(*lines: tuple[str, ...], hidden: int = 0) -> str:
    """Sheet data with words in its cells; the row of this number is hidden."""
    made = ""
    for number, line in enumerate(lines, 1):
        cells = "".join(
            f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{words}</t></is></c>' for at, words in enumerate(line)
        )
        made += f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if number == hidden else ""}>{cells}</row>'
    return f"<sheetData>{made}</sheetData>"


def pptx(*slides: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """A presentation of slides given as whole `p:sld` elements."""
    count = range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId id="{255 + at}" r:id="rId{at}"/>' for at in count)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml", False)),
        "ppt/presentation.xml": (
            f"<p:presentation {P} {R}><p:sldIdLst>{listed}</p:sldIdLst>"
            '<p:sldSz cx="9144000" cy="6858000"/></p:presentation>'
        ),
        "ppt/_rels/presentation.xml.rels": relations(*(("slide", f"slides/slide{at}.xml", False) for at in count)),
    }
    for at, slide in zip(count, slides, strict=True):
        parts[f"ppt/slides/slide{at}.xml"] = slide
    return packed(parts | (more or {}))


def slide(words: str, left: int = 1000, shown: bool = True) -> str:
    """A slide with one box of words, this far from its left edge."""
    return (
        f"<p:sld {P}{'' if shown else ' show=' + chr(34) + '0' + chr(34)}><p:cSld><p:spTree><p:sp><p:nvSpPr>"
        f'<p:cNvPr id="2" name="Box"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="1000"/>'
        '<a:ext cx="5000" cy="5000"/></a:xfrm></p:spPr>'
        f"<p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
    )


_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def odf(
    body: str, kind: str = "text", styles: str = "", meta: str = "", more: dict[str, str | bytes] | None = None
) -> bytes:
    """An OpenDocument file: its body, automatic styles and metadata."""
    parts: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": (
            f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
        ),
        "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": (
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
        ),
    }
    return packed(parts | (more or {}), plain="mimetype")


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE container. A name may hold slashes: what stands before them are storages. Streams fill at least 4 kB."""
    names: list[tuple[str, str]] = []
    for path in streams:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            if (entry := ("/".join(parts[:depth]), parts[depth - 1])) not in names:
                names.append(entry)
    body, chains, starts = b"", [], {}
    for path, held in streams.items():
        data = held.ljust(4096, b"\x00")
        data += b"\x00" * (-len(data) % 512)
        starts[path] = (len(body) // 512, len(data))
        chains.append(len(data) // 512)
        body += data
    directory = _directory(names, starts)
    sectors = len(body) // 512
    table = b""
    at = 0
    for length in (*chains, len(directory) // 512):
        table += b"".join(struct.pack("<I", at + step + 1) for step in range(length - 1)) + struct.pack(
            "<I", 0xFFFFFFFE
        )
        at += length
    fats = 1
    while (at + fats) * 4 > fats * 512:
        fats += 1
    table += struct.pack("<I", 0xFFFFFFFD) * fats
    table = table.ljust(fats * 512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, fats, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += b"".join(struct.pack("<I", at + number) for number in range(fats)).ljust(436, b"\xff")
    return header + body + directory + table


def _directory(names: list[tuple[str, str]], starts: dict[str, tuple[int, int]]) -> bytes:
    """The entries: the children of a storage hang on each other as right siblings."""
    nothing = 0xFFFFFFFF
    paths = [path for path, _ in names]

    def below(path: str) -> list[int]:
        inside = [at + 1 for at, one in enumerate(paths) if one.rpartition("/")[0] == path]
        return sorted(inside, key=lambda at: (len(names[at - 1][1]), names[at - 1][1].upper()))

    right: dict[int, int] = {}
    for path in ("", *paths):
        line = below(path)
        right |= dict(pairwise(line))
    made = _entry("Root Entry", 5, nothing, below("")[0] if names else nothing, 0xFFFFFFFE, 0)
    for at, (path, name) in enumerate(names, 1):
        inside = below(path)
        start, size = starts.get(path, (0, 0))
        made += _entry(
            name, 2 if path in starts else 1, right.get(at, nothing), inside[0] if inside else nothing, start, size
        )
    return made + _entry("", 0, nothing, nothing, 0, 0) * (-len(made) // 128 % 4)


def _entry(name: str, kind: int, right: int, below: int, start: int, size: int) -> bytes:
    words = (name.encode("utf-16-le") + b"\x00\x00") if name else b""
    return (
        words.ljust(64, b"\x00")
        + struct.pack("<HBBIII", len(words), kind, 1, 0xFFFFFFFF, right, below)
        + b"\x00" * 36
        + struct.pack("<IQ", start, size)
    )


@cache
def summary(**words: str) -> bytes:
    """A property stream of Windows: `author`, `last_saved_by`, `template`."""
    numbers = {"title": 2, "author": 4, "template": 7, "last_saved_by": 8, "application": 18}
    values = b""
    index = b""
    for name, value in words.items():
        raw = value.encode("cp1252") + b"\x00"
        raw += b"\x00" * (-len(raw) % 4)
        index += struct.pack("<II", numbers[name], 8 + 8 * len(words) + len(values))
        values += struct.pack("<II", 30, len(raw)) + raw
    section = struct.pack("<II", 8 + len(index) + len(values), len(words)) + index + values
    head = struct.pack("<HHI16sI", 0xFFFE, 0, 0x20005, b"\x00" * 16, 1)
    form = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
    return head + form + struct.pack("<I", 48) + section


def doc(
    text: str = "The meeting is on the second floor.\r", locked: bool = False, more: dict[str, bytes] | None = None
) -> bytes:
    """A Word file of 1997 with one piece of text."""
    letters = text.encode("cp1252")
    main = bytearray(0x800)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 10, 0x0100 if locked else 0)
    struct.pack_into("<I", main, 0x4C, len(letters))
    pieces = struct.pack("<II", 0, len(letters)) + struct.pack("<HIH", 0, (0x800 * 2) | 0x40000000, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x9A + 8 * 33, 0, len(clx))
    return ole({"WordDocument": bytes(main) + letters, "0Table": clx, **(more or {})})


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of an Excel stream."""
    return struct.pack("<HH", kind, len(body)) + body


def xls(sheets: dict[str, int], *others: bytes) -> bytes:
    """An Excel file of 1997: its sheets, each with 0 (seen), 1 (hidden) or 2 (very hidden), and further records."""
    stream = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    for name, state in sheets.items():
        stream += record(0x85, struct.pack("<IBBBB", 0, state, 0, len(name), 0) + name.encode("latin-1"))
    return ole({"Workbook": stream + b"".join(others) + record(0x0A)})
