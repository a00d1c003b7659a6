"""Office files with known truth."""

from __future__ import annotations

from tests.checks.corpus import sample
from tests.checks.office.build import (
    PLAIN,
    doc,
    document,
    docx,
    odf,
    ole,
    pptx,
    record,
    rows,
    slide,
    summary,
    xls,
    xlsx,
)
from tests.checks.office.files import (
    CHANGES,
    HIDDEN,
    RTF,
    RTF_NAMED,
    SHADED,
    bomb,
    calling_home,
    commented_book,
    free,
    hidden_ods,
    locked_odt,
    named,
    nested_letter,
    plain_word,
    signed,
    with_a_theme,
)
from workflow.findings import KINDS

_OFFICE = tuple(name for name in KINDS if name.startswith("office."))
_PLAIN_WORD = ("office.meta.toolchain", "office.meta.template", "office.meta.edit_history", "office.rsid")
_NO_WORD = tuple(name for name in _OFFICE if name != "office.hidden_sheet")
_FREE = tuple(name for name in _NO_WORD if name != "office.container_rewritten")
_UNREAD_XLS = ("office.comments", "office.hidden_text", "office.tracked_changes")
_ZIP = ("zip.bomb", "zip.traversal", "zip.nested")
_LOCKED_DOC = (
    "office.tracked_changes",
    "office.comments",
    "office.hidden_text",
    "office.paths",
    "office.external_ref",
    "office.dde",
)
_TEXT = (
    "doc.status_marker",
    "doc.signature_block_typed",
    "text.invisible_chars",
    "text.homoglyphs",
    "text.variant",
    "mail.dkim.unverifiable_format",
)

SAMPLES = (
    sample("office-bare.docx", docx),
    sample("office-plain.docx", plain_word, *_PLAIN_WORD),
    sample(
        "office-named.docx",
        named,
        "office.meta.identity",
        "office.meta.toolchain",
        "office.container_rewritten",
        "office.label",
    ),
    sample("office-changes.docx", lambda: docx(CHANGES), "office.tracked_changes"),
    sample(
        "office-comment.docx",
        lambda: docx(
            PLAIN,
            {
                "word/comments.xml": document(
                    '<w:comment w:author="Cy"><w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment>', "c"
                )
            },
        ),
        "office.comments",
    ),
    sample("office-hidden.docx", lambda: docx(PLAIN + HIDDEN), "office.hidden_text"),
    sample("office-shaded.docx", lambda: docx(PLAIN + SHADED)),
    sample(
        "office-home.docx",
        calling_home,
        "office.meta.template",
        "office.paths",
        "office.external_ref",
        "office.dde",
        "office.macros",
        "office.embedded",
    ),
    sample("office-signed.docx", signed, "office.sig.crypto_ok"),
    sample("office-signed-changed.docx", lambda: signed(change=True), "office.sig.crypto_broken"),
    sample(
        "office-bomb.docx",
        bomb,
        "zip.bomb",
        unchecked=(*_NO_WORD, *_TEXT, "file.encrypted", "file.unreadable", "file.hostile_markup", "zip.nested"),
    ),
    sample("office-nested.docx", nested_letter, "zip.nested", "office.embedded"),
    sample(
        "office-cut.docx",
        lambda: plain_word()[:-200],
        "file.unreadable",
        unchecked=(*_NO_WORD, *_TEXT, *_ZIP, "file.encrypted", "file.hostile_markup"),
    ),
    sample(
        "office-entity.docx",
        lambda: docx(
            PLAIN, {"customXml/item1.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}
        ),
        "file.hostile_markup",
        unchecked=("office.paths",),
    ),
    sample("office-plain.xlsx", lambda: xlsx({"Costs": rows(("rent", "eleven"))})),
    sample(
        "office-book.xlsx",
        commented_book,
        "office.hidden_sheet",
        "office.hidden_text",
        "office.comments",
        "office.meta.identity",
        "office.dde",
    ),
    sample("office-plain.pptx", lambda: pptx(slide("The second floor"))),
    sample(
        "office-hidden.pptx",
        lambda: pptx(slide("The second floor"), slide("Not for show", shown=False), slide("Far away", left=9_200_000)),
        "office.hidden_text",
    ),
    sample("office-plain.odt", lambda: odf("<text:p>The second floor</text:p>")),
    sample(
        "office-free.odt",
        free,
        "office.meta.identity",
        "office.meta.toolchain",
        "office.meta.edit_history",
        "office.tracked_changes",
        "office.hidden_text",
        "office.comments",
        "office.external_ref",
        "office.macros",
    ),
    sample("office-hidden.ods", hidden_ods, "office.hidden_sheet"),
    sample("office-locked.odt", locked_odt, "file.encrypted", unchecked=(*_FREE, *_TEXT, "file.hostile_markup")),
    sample("office-plain.rtf", lambda: RTF),
    sample(
        "office-named.rtf",
        lambda: RTF_NAMED,
        "office.meta.identity",
        "office.meta.toolchain",
        "office.meta.template",
        "office.meta.edit_history",
        "office.tracked_changes",
        "office.hidden_text",
        "office.comments",
        "office.external_ref",
        "office.dde",
        "office.embedded",
    ),
    sample("office-plain.doc", doc),
    sample("office-theme.doc", with_a_theme),
    sample(
        "office-named.doc",
        lambda: doc(more={"\x05SummaryInformation": summary(author="Ann Author"), "Macros/VBA/dir": b"x"}),
        "office.meta.identity",
        "office.macros",
    ),
    sample("office-locked.doc", lambda: doc(locked=True), "file.encrypted", unchecked=(*_LOCKED_DOC, *_TEXT)),
    sample(
        "office-locked-new.docx",
        lambda: ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}),
        "file.encrypted",
        unchecked=_OFFICE,
    ),
    sample("office-hidden.xls", lambda: xls({"Costs": 0, "Notes": 1}), "office.hidden_sheet", unchecked=_UNREAD_XLS),
    sample(
        "office-live.xls",
        lambda: xls({"Costs": 0}, record(0x1AE, b"\x01\x00\x07\x00\x00cmd\x03/c x")),
        "office.dde",
        unchecked=_UNREAD_XLS,
    ),
)
