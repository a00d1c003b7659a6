"""Signatures that hold for what they cover while something beside it was put in, swapped or named anew."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from lxml import etree

from tests.checks.corpus import look
from tests.checks.office.build import PLAIN, W, docx, relations
from tests.checks.office.sign import carried, certificate, signature
from workflow.findings import Finding
from workflow.terms import Outcome, Severity

_MAIN, _SIGNATURE = "word/_rels/document.xml.rels", "_xmlsignatures/sig1.xml"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER = f"<w:hdr {W}><w:p><w:r><w:t>Approved by the minister</w:t></w:r></w:p></w:hdr>".encode()

Change = Callable[[dict[str, bytes]], None]


def canonical(rels: bytes) -> tuple[list[str], bytes]:
    """The ids in a part of relationships, and the form in which they are signed."""
    nodes = sorted(etree.fromstring(rels), key=lambda node: node.get("Id"))
    lines = (
        f'<Relationship Id="{node.get("Id")}" Target="{node.get("Target")}" '
        f'TargetMode="{node.get("TargetMode", "Internal")}" Type="{node.get("Type")}"></Relationship>'
        for node in nodes
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return [
        node.get("Id") for node in nodes
    ], f'<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'.encode()


def whole(change: Change | None = None) -> bytes:
    """A letter of which all is signed but its properties, and changed afterwards."""
    links = relations(("settings", "settings.xml", False), ("hyperlink", "https://example.org/", True))
    plain = docx(PLAIN, {_MAIN: links, "word/settings.xml": f"<w:settings {W}/>", "docProps/core.xml": "<c/>"})
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rels = {name: canonical(data) for name, data in parts.items() if name.endswith(".rels")}
    signed = {name: parts[name] for name in ("word/document.xml", "word/settings.xml")}
    parts[_SIGNATURE] = signature(signed, rels)
    (change or (lambda _: None))(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name.removeprefix("+")), data)
    return made.getvalue()


def told(data: bytes) -> list[Finding]:
    return [one for one in look(data, "a.docx").findings if one.id.startswith("office.sig.")]


def add(rels: str, line: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/header9.xml"] = _HEADER
        parts[rels] = parts[rels].replace(b"</Relationships>", line.encode() + b"</Relationships>")

    return change


def recertified(*names: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        own, others = carried("Sam Signer").encode(), carried(*names).encode()
        assert own in parts[_SIGNATURE]
        parts[_SIGNATURE] = parts[_SIGNATURE].replace(own, others)

    return change


def test_a_letter_of_which_only_the_properties_are_unsigned_is_a_note() -> None:
    (finding,) = told(whole())
    assert (finding.id, finding.severity) == ("office.sig.crypto_ok", Severity.NOTE)
    assert finding.value.endswith("not signed: [Content_Types].xml, docProps/core.xml")


def test_a_part_that_nothing_leads_to_is_listed_and_no_alarm() -> None:
    (finding,) = told(whole(lambda parts: parts.update({"word/media/more.png": b"a"})))
    assert finding.severity is Severity.NOTE
    assert finding.value.endswith("word/media/more.png")


@pytest.mark.parametrize(
    ("rels", "line"),
    [
        (_MAIN, f'<Relationship Id="x" Type="{_KINDS}/header" Target="header9.xml"/>'),
        (_MAIN, f'<Relationship Id="x" Type="{_KINDS}/image" Target="http://192.0.2.1/a" TargetMode="External"/>'),
        ("_rels/.rels", f'<Relationship Id="x" Type="{_KINDS}/officeDocument" Target="word/header9.xml"/>'),
    ],
)
def test_something_to_show_that_was_put_beside_what_is_signed_is_a_warning(rels: str, line: str) -> None:
    (finding,) = told(whole(add(rels, line)))
    assert (finding.id, finding.severity) == ("office.sig.crypto_ok", Severity.WARNING)
    assert finding.value.startswith("What the document may show is not all signed (")


def test_a_certificate_of_the_same_key_in_another_name_is_not_the_signers() -> None:
    (finding,) = told(whole(recertified("The Minister")))
    assert finding.id == "office.sig.crypto_broken"
    assert finding.value.startswith("the certificate is not the one that the signer named;")


def test_the_signers_certificate_need_not_stand_first() -> None:
    root = base64.b64encode(certificate("The Root", ec.generate_private_key(ec.SECP256R1())))

    def change(parts: dict[str, bytes]) -> None:
        first = b"<X509Certificate>" + root + b"</X509Certificate>"
        parts[_SIGNATURE] = parts[_SIGNATURE].replace(b"<X509Data>", b"<X509Data>" + first)

    (finding,) = told(whole(change))
    assert finding.id == "office.sig.crypto_ok"
    assert "CN=Sam Signer" in finding.value


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
def test_a_signed_part_that_stands_twice_is_not_taken_for_signed(name: str) -> None:
    sheet = look(whole(lambda parts: parts.update({f"+{name}": parts["word/document.xml"]})), "a.docx")
    assert not [one for one in sheet.findings if one.id.startswith("office.sig.")]
    outcomes = {one.check: one for one in sheet.outcomes()}
    assert outcomes["office.sig.crypto_ok"].outcome is Outcome.NOT_CHECKED
    assert "stands twice" in outcomes["office.sig.crypto_ok"].reason


def test_a_second_element_of_the_same_id_breaks_what_is_named_by_it() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[_SIGNATURE] = parts[_SIGNATURE].replace(b"</Signature>", b'<Object Id="idPackageObject"/></Signature>')

    (finding,) = told(whole(change))
    assert finding.id == "office.sig.crypto_broken"


def test_a_signed_part_that_was_taken_out_breaks_the_signature() -> None:
    def change(parts: dict[str, bytes]) -> None:
        del parts["word/settings.xml"]

    (finding,) = told(whole(change))
    assert finding.value.startswith("word/settings.xml is missing;")
