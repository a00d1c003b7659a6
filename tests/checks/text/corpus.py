"""Texts with known truth."""

from __future__ import annotations

from tests.checks.corpus import NOW, SUPPLIES, Sample, sample
from workflow.findings import Supplies

LETTER = (
    "Dear Sirs,\n\nin due deference to the sovereignty of the Republic we will be repositioning our forces over the\n"
    "course of the coming days and weeks. We respect your decision, and we agreed on the\n"
    "final text of this draft in secret.\n"
)
OTHER = Supplies(
    now=NOW, other=(("page 1", LETTER.replace("coming days", "next  days").replace("Republic", "Re\u200bpublic")),)
)
SAME = Supplies(now=NOW, other=(("page 1", LETTER),))
BITS = "".join("\u200b\u200c"[int(bit)] for letter in "copy7" for bit in f"{ord(letter):08b}")
SCRIPTS = (
    "می\u200cخواهم کتاب\u200cها را بخوانم. क्\u200dष और श्री\u200cमान। ភាសា\u200bខ្មែរ\u200bស្អាត សួស្តី។ "
    "שלום \u200fעולם\u200e (1). ภาษา\u200bไทย 葛\U000e0100城 東京タワーはTシャツとＡ４。 "
    "👨\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3 🏳\ufe0f\u200d🌈 "
    "Мы написали SMSка на iPhoneом. νmax = 3 μm, kΩ, Hα and α-helix. Dr.\u00a0Smith\n"
)
CODE = 'enum Status {\n    DRAFT,\n    FINAL\n};\n// SECRET\nconst char *name = "/s/";\nint main() { return 0; }\n'
TABLE = "status,name,note\nDRAFT,Tom,SECRET\nFINAL,Bob,none\nDRAFT,Al,CONFIDENTIAL\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>Hello there</text></svg>\n'
DOCTYPE = '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
DOCTYPE += ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
LAUGHS = '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<a>&b;</a>\n'
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>\n'
SIGNED = "MEMORANDUM FOR RECORD\n\nThe forces will move. The plan stands.\n\n//SIGNED//\nJOHN Q. PUBLIC, Col, USAF\n"


def text(name: str, words: str, *has: str, supplies: Supplies = SUPPLIES) -> Sample:
    """A text in UTF-8."""
    return sample(name, words.encode, *has, supplies=supplies)


SAMPLES = (
    text("plain.txt", LETTER),
    sample("plain-utf16.txt", lambda: LETTER.encode("utf-16")),
    text("scripts.txt", SCRIPTS),
    text("values.csv", TABLE),
    text("status.c", CODE),
    text("draft.txt", f"DRAFT 3 JAN 2020\n\n{LETTER}", "doc.status_marker"),
    text(
        "marked.txt",
        f"UNCLASSIFIED//FOR OFFICIAL USE ONLY\n\n{LETTER}\nUNCLASSIFIED//FOR OFFICIAL USE ONLY\n",
        "doc.status_marker",
    ),
    text(
        "typed.txt",
        f"{LETTER}\nSincerely,\n\nWILLIAM H. SEELY III\nBrigadier General, USMC\n",
        "doc.signature_block_typed",
    ),
    text("signed-mark.txt", SIGNED, "doc.signature_block_typed"),
    text("bits.txt", LETTER.replace("sovereignty", f"sove{BITS}reignty"), "text.invisible_chars"),
    text("tags.txt", LETTER.replace("days", "days\U000e0063\U000e006f"), "text.invisible_chars"),
    text("lookalikes.txt", LETTER.replace("decision", "d\u0435cision"), "text.homoglyphs"),
    text("copy.txt", LETTER, "text.variant", supplies=OTHER),
    text("same-copy.txt", LETTER, supplies=SAME),
    text("picture.svg", SVG),
    text("picture-doctype.svg", DOCTYPE + SVG),
    text("laughs.xml", LAUGHS, "file.hostile_markup"),
    text("outside.xml", OUTSIDE, "file.hostile_markup"),
    text(
        "page.html",
        "<!DOCTYPE html><html><head><style>p{}</style></head><body><p>Good&nbsp;news &amp; more.</p></body></html>",
    ),
)
