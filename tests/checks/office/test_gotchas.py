"""What Office files do to a reader: entities, bombs, signatures, look-alikes of hidden text, paths, links."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from tests.checks.corpus import SUPPLIES, look
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
    ole,
    packed,
    pptx,
    relations,
    rows,
    slide,
    xlsx,
)
from tests.checks.office.files import bomb, free, signed
from tests.checks.office.sign import DSIG, signature
from workflow.checks.evidence import Evidence
from workflow.checks.office.package import parsed
from workflow.checks.office.xmlsig import canonical
from workflow.checks.reading import members_of, pages_of
from workflow.terms import Outcome, Severity

_DARK = '<w:shd w:val="clear" w:fill="000000"/>'
_WHITE = '<w:color w:val="FFFFFF"/>'
_MAIN = "word/_rels/document.xml.rels"


def found(data: bytes, name: str, finding: str) -> list[str]:
    return [one.value for one in look(data, name).findings if one.id == finding]


def words(data: bytes, name: str) -> dict[str, str]:
    return {page.name: page.text for page in pages_of(Evidence(data, name, SUPPLIES))}


def run(properties: str, text: str = "Unseen words", around: str = "") -> str:
    return f"<w:p>{around}<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_lxml_would_make_a_sound_signature_look_broken() -> None:
    from lxml import etree

    inner = '<Manifest><m:R xmlns:m="http://example.org/m"{}></m:R></Manifest></Object>'.format
    made = parsed(f'<Signature xmlns="{DSIG}"><Object>{inner("")}</Signature>'.encode(), "sig1.xml")
    assert b'xmlns=""' in etree.tostring(made[0], method="c14n")
    assert canonical(made[0]) == f'<Object xmlns="{DSIG}">{inner("")}'.encode()


def test_a_signature_tells_what_it_leaves_unsigned_and_who_signed() -> None:
    (value,) = found(signed(), "a.docx", "office.sig.crypto_ok")
    assert "not signed: [Content_Types].xml, _rels/.rels" in value
    assert "CN=Sam Signer" in value
    assert "2020-01-01 to 2030-01-01" in value
    assert "2026-01-06T10:00:00Z" in value


def test_a_changed_part_is_named() -> None:
    (value,) = found(signed(change=True), "a.docx", "office.sig.crypto_broken")
    assert value.startswith("word/document.xml changed after signing;")


def test_a_signature_that_leaves_the_document_unsigned_is_a_warning() -> None:
    made = signature({"docProps/app.xml": b"<a/>"}, {})
    sheet = look(docx(PLAIN, {"docProps/app.xml": b"<a/>", "_xmlsignatures/sig1.xml": made}), "a.docx")
    (finding,) = [one for one in sheet.findings if one.id == "office.sig.crypto_ok"]
    assert finding.severity is Severity.WARNING
    assert finding.value.startswith("The document itself (word/document.xml) is not signed.")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"<SignatureValue>", b"<SignatureValue>AAAA", "the signature does not fit what it signs"),
        (b'idPackageObject"><', b'idPackageObject"> <', "the part #idPackageObject of the signature changed"),
        (b"2026-01-06T10", b"2026-01-07T10", "the part #idSignedProperties of the signature changed"),
        (b"</KeyInfo>", b'</KeyInfo><Object Id="idPackageObject"></Object>', "#idPackageObject"),
    ],
)
def test_a_signature_that_was_touched_is_broken(old: bytes, new: bytes, told: str) -> None:
    main = document(PLAIN).encode()
    made = signature({"word/document.xml": main}, {})
    assert old in made
    (value,) = found(
        docx(PLAIN, {"_xmlsignatures/sig1.xml": made.replace(old, new)}), "a.docx", "office.sig.crypto_broken"
    )
    assert told in value


@pytest.mark.parametrize("method", [b"ecdsa-sha256", b"xmlenc#sha256"])
def test_a_method_that_is_not_known_is_not_checked(method: bytes) -> None:
    made = signature({"word/document.xml": document(PLAIN).encode()}, {}).replace(method, b"made-up")
    sheet = look(docx(PLAIN, {"_xmlsignatures/sig1.xml": made}), "a.docx")
    outcomes = {one.check: one for one in sheet.outcomes()}
    assert outcomes["office.sig.crypto_ok"].outcome is Outcome.NOT_CHECKED
    assert outcomes["office.sig.crypto_broken"].outcome is not Outcome.NOT_FOUND


@pytest.mark.parametrize("code", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_are_never_read(code: str) -> None:
    body = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY b SYSTEM "file:///etc/passwd">]>{document(PLAIN + "&b;")}'
    data = docx(PLAIN, {"word/document.xml": body.encode(code)})
    sheet = look(data, "a.docx")
    assert sheet.found("file.hostile_markup")
    outcomes = {one.check: one.outcome for one in sheet.outcomes()}
    assert outcomes["office.tracked_changes"] is Outcome.NOT_CHECKED
    assert outcomes["doc.status_marker"] is Outcome.NOT_CHECKED
    assert not any("root" in text for text in words(data, "a.docx").values())


def test_a_billion_laughs_cost_nothing() -> None:
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "ha"}">' for at in range(12))
    began = time.monotonic()
    sheet = look(docx(PLAIN, {"docProps/core.xml": f"<!DOCTYPE a [{laughs}]><a>&l11;</a>"}), "a.docx")
    assert sheet.found("file.hostile_markup")
    assert time.monotonic() - began < 5


def test_a_macro_module_of_libreoffice_may_have_its_document_type() -> None:
    module = '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd"><m/>'
    sheet = look(odf("<text:p>words</text:p>", more={"Basic/Standard/Module1.xml": module}), "a.odt")
    assert not sheet.found("file.hostile_markup")
    assert sheet.found("office.macros")


def test_a_bomb_is_told_before_anything_is_inflated() -> None:
    data = bomb()
    tracemalloc.start()
    try:
        look(data, "a.docx")
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("body", "is_hidden"),
    [
        (run("<w:vanish/>"), True),
        (run('<w:vanish w:val="0"/>'), False),
        (run("<w:vanish/>", text="  "), False),
        (run('<w:color w:val="FFFFFF"/>'), True),
        (run('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000080"/>'), False),
        (run('<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>'), False),
        (run('<w:color w:val="FFFFFF"/>', around='<w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr>'), False),
        (run('<w:color w:val="FEFEFE"/>'), True),
        (run('<w:color w:val="C00000"/>'), False),
        (run('<w:sz w:val="2"/>'), True),
        (run('<w:sz w:val="14"/>'), False),
        (run("", around="<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"), False),
        (run("", around='<w:pPr><w:pStyle w:val="Unseen"/></w:pPr>'), True),
        (run("", around='<w:pPr><w:pStyle w:val="Below"/></w:pPr>'), True),
        (run('<w:vanish w:val="false"/>', around='<w:pPr><w:pStyle w:val="Unseen"/></w:pPr>'), False),
        (f"<w:tbl><w:tr><w:tc><w:tcPr>{_DARK}</w:tcPr>{run(_WHITE)}</w:tc></w:tr></w:tbl>", False),
        (f"<w:p><w:r><w:txbxContent>{run(_WHITE)}</w:txbxContent></w:r></w:p>", False),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:instrText>TC entry</w:instrText></w:r></w:p>", False),
    ],
)
def test_text_that_nobody_sees_in_word(body: str, is_hidden: bool) -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Below"><w:basedOn w:val="Unseen"/></w:style></w:styles>'
    )
    assert bool(found(docx(PLAIN + body, {"word/styles.xml": styles}), "a.docx", "office.hidden_text")) is is_hidden


@pytest.mark.parametrize(
    ("kind", "target", "weight"),
    [
        ("hyperlink", "https://example.org/", None),
        ("attachedTemplate", "https://evil.example/t.dotm", Severity.WARNING),
        ("attachedTemplate", "file:///\\\\server\\share\\t.dotm", Severity.WARNING),
        ("attachedTemplate", "file:///C:\\Templates\\Letter.dotx", None),
        ("image", "http://evil.example/beacon.png", Severity.WARNING),
        ("oleObject", "\\\\server\\share\\a.xls", Severity.WARNING),
        ("externalLinkPath", "Budget.xlsx", Severity.INFO),
        ("video", "https://video.example/1", Severity.NOTE),
    ],
)
def test_what_opening_fetches(kind: str, target: str, weight: Severity | None) -> None:
    sheet = look(docx(PLAIN, {_MAIN: relations((kind, target, True))}), "a.docx")
    told = [one.severity for one in sheet.findings if one.id == "office.external_ref"]
    assert told == ([] if weight is None else [weight])


@pytest.mark.parametrize(
    ("base", "weight"),
    [
        ("C:\\Users\\annauthor\\Desktop", Severity.WARNING),
        ("\\\\fileserver\\press\\2020", Severity.WARNING),
        ("/Users/annauthor/Documents/", Severity.WARNING),
        ("file:///home/annauthor/a.docx", Severity.WARNING),
        ("C:\\Program Files\\Microsoft Office\\Templates\\x.dotx", Severity.INFO),
        ("https://example.org/home/page", None),
        ("Letter 3:4 and/or memo", None),
    ],
)
def test_paths_of_a_machine(base: str, weight: Severity | None) -> None:
    sheet = look(docx(PLAIN, {"docProps/app.xml": app(HyperlinkBase=base)}), "a.docx")
    assert [one.severity for one in sheet.findings if one.id == "office.paths"] == ([] if weight is None else [weight])


def test_a_path_in_the_text_itself_is_no_metadata() -> None:
    body = "<w:p><w:r><w:t>Save it under C:\\Users\\name\\Desktop please.</w:t></w:r></w:p>"
    assert not found(docx(body), "a.docx", "office.paths")


@pytest.mark.parametrize(("device", "count"), [("HP LaserJet 4", 0), ("\\\\printsrv\\floor2-hp", 1)])
def test_a_printer_gives_a_path_only_with_a_server(device: str, count: int) -> None:
    settings = device.encode("utf-16-le").ljust(64, b"\x00") + b"\x01\x04" + b"\x00" * 300
    data = xlsx({"A": rows(("a",))}, more={"xl/printerSettings/printerSettings1.bin": settings})
    assert len(found(data, "a.xlsx", "office.paths")) == count


@pytest.mark.parametrize(
    ("names", "severity"),
    [({"creator": "Ann"}, Severity.NOTE), ({"creator": "python-docx"}, Severity.INFO), ({"creator": "  "}, None)],
)
def test_a_name_is_a_note_and_no_name_is_nothing(names: dict[str, str], severity: Severity | None) -> None:
    sheet = look(docx(PLAIN, {"docProps/core.xml": core(**names)}), "a.docx")
    told = [one.severity for one in sheet.findings if one.id == "office.meta.identity"]
    assert told == ([] if severity is None else [severity])


def test_a_field_that_hides_behind_others_is_found() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in ("DDE", "AUTO cmd /c"))
    assert found(docx(f"<w:p>{mark('begin')}{pieces}{mark('end')}</w:p>"), "a.docx", "office.dde")
    word = "<w:p><w:r><w:t>DDEAUTO is an old mechanism.</w:t></w:r></w:p>"
    assert not found(docx(word), "a.docx", "office.dde")


def test_deleted_words_are_no_text_and_hidden_ones_are() -> None:
    body = '<w:p><w:r><w:t>kept</w:t></w:r><w:del w:author="D"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
    comments = document('<w:comment w:author="Cy"><w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment>', "comments")
    told = words(docx(body + run("<w:vanish/>", "unseen"), {"word/comments.xml": comments}), "a.docx")
    assert told == {"document": "kept\nunseen", "word/comments.xml": "why?"}


def test_sheets_and_slides_are_pages_the_hidden_ones_too() -> None:
    book = xlsx({"Costs": rows(("rent", "eleven")), "Notes": rows(("names",))}, {"Notes": "veryHidden"})
    assert words(book, "a.xlsx") == {"sheet Costs": "rent\televen", "sheet Notes": "names"}
    assert words(pptx(slide("one"), slide("two", shown=False)), "a.pptx") == {"slide 1": "one", "slide 2": "two"}
    assert words(free(), "a.odt") == {"document": "The budget is nine million.copy four", "comments": "why nine?"}
    assert words(doc("Second floor.\rBring it.\r"), "a.doc") == {"document": "Second floor.\nBring it."}


def test_files_within_are_given_out() -> None:
    data = docx(PLAIN, {"word/embeddings/a.xlsx": xlsx({"A": rows(("a",))}), "word/media/image1.png": b"\x89PNG"})
    assert [one.name for one in members_of(Evidence(data, "a.docx", SUPPLIES))] == [
        "word/embeddings/a.xlsx",
        "word/media/image1.png",
    ]


def test_an_encrypted_file_is_no_damaged_zip() -> None:
    sheet = look(ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "a.docx")
    assert sheet.found("file.encrypted")
    assert not sheet.found("file.unreadable")
    reasons = {one.reason for one in sheet.outcomes() if one.check.startswith("office.")}
    assert reasons == {"It needs a password."}


def test_a_workbook_in_binary_form_is_told_as_not_checked() -> None:
    data = packed(
        {
            "[Content_Types].xml": '<Types xmlns="t"/>',
            "_rels/.rels": relations(("officeDocument", "xl/workbook.bin", False)),
            "xl/workbook.bin": b"\x83\x01",
        }
    )
    outcomes = {one.check: one for one in look(data, "a.xlsb").outcomes()}
    assert outcomes["office.hidden_sheet"].outcome is Outcome.NOT_CHECKED
    assert "binary form" in outcomes["office.hidden_sheet"].reason
    assert outcomes["file.unreadable"].outcome is Outcome.NOT_FOUND


def test_hidden_cells_and_live_formulas() -> None:
    filtered = rows(("a",), ("b",), hidden=2) + "<autoFilter/>"
    sheet = look(xlsx({"A": filtered}), "a.xlsx")
    assert [one.severity for one in sheet.findings if one.id == "office.hidden_text"] == [Severity.INFO]
    live = '<sheetData><row r="1"><c r="A1"><f>cmd|\'/c calc\'!A0</f></c></row></sheetData>'
    assert found(xlsx({"A": live}), "a.xlsx", "office.dde")
    plain = '<sheetData><row r="1"><c r="A1"><f>SUM(A2:A4)</f></c></row></sheetData>'
    assert not found(
        xlsx({"A": plain}, more={"xl/externalLinks/x.xml": f'<externalLink xmlns="m" {R}/>'}), "a.xlsx", "office.dde"
    )
