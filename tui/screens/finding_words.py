"""What each finding is called on the screens, in a few words that claim no more than the check proves."""

from __future__ import annotations

from tui.widgets.rows import Cell
from workflow.findings import KINDS, Finding
from workflow.terms import Outcome, Severity

WORDS = {
    "file.type_mismatch": "name and content disagree",
    "file.polyglot": "two formats in one file",
    "file.trailing_data": "data after its end",
    "file.encrypted": "needs a password",
    "file.unreadable": "cannot be read",
    "file.recovered": "opened only by repair",
    "file.limits_hit": "asks for more than may be spent",
    "file.hostile_markup": "entity or document type trick",
    "pdf.encrypted_open": "encrypted, opens without a password",
    "pdf.meta.identity": "people and offices named",
    "pdf.meta.toolchain": "programs that made it",
    "pdf.meta.info_xmp_mismatch": "its two sets of metadata disagree",
    "pdf.meta.date_order": "dates out of order",
    "pdf.meta.absent": "no metadata",
    "pdf.rev.multiple": "earlier versions inside",
    "pdf.rev.text_recovered": "earlier words recovered",
    "pdf.sig.crypto_ok": "signed bytes unchanged",
    "pdf.sig.chain_untrusted": "signer not traced to a known root",
    "pdf.sig.crypto_broken": "signed bytes changed",
    "pdf.sig.changed_after": "changed after signing",
    "pdf.sig.partial_coverage": "signature covers a part",
    "pdf.sig.unverifiable": "signature cannot be verified",
    "pdf.sig.timestamp": "trusted time in the signature",
    "pdf.sig.field_empty": "empty field for a signature",
    "pdf.sig.none": "no signature field",
    "pdf.hidden.covered_text": "words under a cover",
    "pdf.hidden.same_colour_text": "words in the colour of the paper",
    "pdf.hidden.offpage_text": "words beside the page",
    "pdf.hidden.ocr_layer": "recognised words under a scan",
    "pdf.hidden.unapplied_redaction": "redaction marked, not carried out",
    "pdf.attachment": "files inside",
    "pdf.active": "scripts or actions inside",
    "pdf.remote_ref": "addresses elsewhere",
    "pdf.image_only": "pages are pictures",
    "doc.status_marker": "words on its status",
    "doc.signature_block_typed": "typed name or /s/",
    "office.meta.identity": "people and offices named",
    "office.meta.toolchain": "programs that made it",
    "office.meta.template": "template",
    "office.meta.edit_history": "how it was edited",
    "office.rsid": "ids of editing sessions",
    "office.tracked_changes": "tracked changes",
    "office.comments": "comments",
    "office.hidden_text": "hidden words",
    "office.hidden_sheet": "hidden sheet",
    "office.paths": "paths of a machine",
    "office.external_ref": "links to elsewhere",
    "office.dde": "command in a field",
    "office.macros": "macros",
    "office.embedded": "objects inside",
    "office.container_rewritten": "packed anew",
    "office.sig.crypto_ok": "signed parts unchanged",
    "office.sig.crypto_broken": "a signed part changed",
    "office.label": "sensitivity label",
    "mail.dkim.pass": "signed by a mail domain",
    "mail.dkim.fail": "domain's signature does not fit",
    "mail.dkim.key_missing": "domain's key not at hand",
    "mail.dkim.expired_valid": "signature good, past its date",
    "mail.dkim.unaligned": "signed by another domain",
    "mail.dkim.unsigned_headers": "header outside the signature",
    "mail.dkim.length_limited": "words below the signed part",
    "mail.dkim.absent": "no signature of a domain",
    "mail.dkim.unverifiable_format": "not the mail as it was sent",
    "mail.arc.pass": "forwarders' seals hold",
    "mail.arc.fail": "forwarders' seals do not hold",
    "mail.received.order": "hops out of order",
    "mail.received.gap": "a hop is missing",
    "mail.auth_results_claim": "what a server claimed",
    "mail.ids": "personal ids",
    "img.exif.gps": "place recorded",
    "img.exif.device": "device recorded",
    "img.exif.owner": "owner recorded",
    "img.exif.serial": "serial number recorded",
    "img.exif.software": "program recorded",
    "img.jpeg.quant": "how it was compressed",
    "img.exif.absent": "no camera metadata",
    "img.c2pa.absent": "no signed history",
    "img.exif.thumbnail_differs": "its preview shows another picture",
    "img.c2pa.valid": "signed history intact",
    "img.c2pa.untrusted": "signer of its history unknown",
    "img.c2pa.invalid": "changed after its history was signed",
    "img.c2pa.remote": "history kept elsewhere",
    "img.dots.suspected": "yellow specks, perhaps tracking dots",
    "img.truncated": "cut short",
    "text.invisible_chars": "characters that cannot be seen",
    "text.homoglyphs": "letters that look like others",
    "text.variant": "words differ from another copy",
    "zip.bomb": "swells beyond all measure",
    "zip.traversal": "names that lead elsewhere",
    "zip.nested": "archives in archives",
    "zip.entry_dates": "dates of its entries",
    "bag.valid": "bag complete and unchanged",
    "bag.invalid": "bag not as it was packed",
    "tsa.valid": "time stamp holds",
    "tsa.invalid": "time stamp does not hold",
    "ots.pending": "time stamp promised",
    "ots.bitcoin_pending_check": "time stamp to be checked by a block",
    "ots.invalid": "time stamp is of another file",
}
"""A few words for each id of a finding."""

SEVERITIES = {
    Severity.WARNING: Cell("! warning", "bad", bold=True),
    Severity.NOTE: Cell("• note", "warn"),
    Severity.INFO: Cell("· info", "muted"),
}
"""Glyph and word of how much a finding weighs; never a score."""

OUTCOMES = {
    Outcome.FOUND: Cell("● found", "accent"),
    Outcome.NOT_FOUND: Cell("○ not found", "muted"),
    Outcome.NOT_APPLICABLE: Cell("– does not apply", "muted"),
    Outcome.NOT_CHECKED: Cell("? not checked", "warn"),
}
HIDDEN = "not shown while names are hidden"


def finding_words(name: str) -> str:
    """What a finding of this id is called; the id itself where it has no words."""
    return WORDS.get(name, name)


def value_words(finding: Finding, *, hidden: bool) -> str:
    """What was found; with names hidden not of what could give somebody away."""
    kind = KINDS.get(finding.id)
    return HIDDEN if hidden and (kind is None or kind.is_risk) else finding.value


def worst_first(findings: tuple[Finding, ...]) -> list[tuple[int, Finding]]:
    """Findings with their numbers in the report, by how much they weigh, the most first."""
    order = {severity: number for number, severity in enumerate(reversed(Severity))}
    return sorted(enumerate(findings), key=lambda one: order[one[1].severity])
