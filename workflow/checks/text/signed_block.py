"""Typed signatures: “/s/ Name”, “//SIGNED//”, and a name with its rank or after a closing phrase."""

from __future__ import annotations

import re

from workflow.checks.evidence import Evidence
from workflow.checks.reading import pages_of
from workflow.checks.sheet import Sheet
from workflow.checks.text.lines import Line, is_code_or_table, lines_of

IDS = ("doc.signature_block_typed",)
_LETTERS = ("pdf", "docx", "odt", "doc", "rtf", "text", "html")
_MOST_AFTER = 12
_HEAD = 25
_MOST_LINES = 20_000

_SIGNED = re.compile(
    r"(?:by ?: ?)?(?P<mark>/s/|//s//|s/|/signed/|//signed//|//original signed//|\[signed\]|\(signed\)|\(sgd\.?\)|sgd\."
    r"|original signed by:?|gez\.|signé ?:|fdo\. ?:|firmado ?:|firmato ?:|podpisano ?:)(?:[ \t]*(?P<name>\S.{0,80}))?",
    re.IGNORECASE,
)
_ALONE = ("/s/", "//s//", "/signed/", "//signed//", "//original signed//", "[signed]")
_RULED = re.compile(r"(?:(?:by|signature|signed|unterschrift|per) ?:? ?)?[_.…]{3,}", re.IGNORECASE)
_NAMED = re.compile(r"(?:printed |print )?name ?: ?(?P<name>.*)", re.IGNORECASE)
_OFFICE = re.compile(r"(?:title|its|position|rank) ?: ?\S.*", re.IGNORECASE)
_FOR_ANOTHER = re.compile(r"(?:i\. ?[AV]\.|ppa\.|p\.p\.|im auftrag|in vertretung|für)[,:]? ?", re.IGNORECASE)
_SALUTATION = re.compile(
    r"(?:dear\b|sirs?[,:]|madam\b|gentlemen|excellency|your excellency|to whom it may|sehr geehrte|madame|monsieur"
    r"|estimad|memorandum for|herr |frau ).*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:yours |very |most )*(?:sincerely|ever|respectfully|truly|faithfully|cordially)(?: (?:yours|submitted))?"
    r"|v/r|r/s|(?:with )?(?:my )?"
    r"(?:best|kind|warm|warmest|kindest|high) (?:regards|wishes)|regards|mit (?:freundlichen|besten"
    r"|herzlichen) grü(?:ß|ss)en|hochachtungsvoll"
    r"|(?:bien )?cordialement|atentamente|saludos cordiales|cordiali saluti|distinti saluti"
    r"|met vriendelijke groet(?:en)?|hoogachtend"
    r"|с уважением|з повагою|med vänlig hälsning|med venlig hilsen|z poważaniem|atenciosamente|saygılarımla"
    r"|in witness whereof|.{0,150}\b(?:agréer|salutations|considération).{0,150})[,.]?",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:[^\W\d_a-zà-ÿ][\w'’-]*|[^\W\d_a-zà-ÿ]\.|de|da|del|di|la|le|van|von|der|den|bin|al|el)"
_NAME = re.compile(
    rf"(?:(?:Dr|Mr|Mrs|Ms|Prof|Hon|Gen|Lt|Col|Maj|Capt|Adm|Sgt|Rev)\.? )?{_NAME_WORD}(?: {_NAME_WORD}){{1,4}}"
    r"(?:,? (?:Jr|Sr|JR|SR|II|III|IV|Ph\.?D|PhD|M\.?D|Esq|ESQ|Q\.?C|K\.?C|USA|USAF|USN|USMC)\.?,?)*"
)
_RANK = re.compile(
    r"(?:the )?(?:acting |deputy |assistant |under ?|vice |senior |first |principal |associate |executive "
    r"|major |brigadier |lieutenant )*"
    r"(?:general|colonel|major|captain|lieutenant|commander|commanding|admiral|sergeant|brigadier|marshal"
    r"|air marshal|commodore"
    r"|ltg|maj|mg|bg|col|ltc|cpt|capt|cdr|lcdr|lt|ltjg|sgt|1lt|2lt|brig|gen|lt gen|maj gen|brig gen|radm|vadm|adm"
    r"|secretary|director|minister|prime minister|chief|commissioner|ambassador|president|chairman|chairwoman"
    r"|chair|inspector|attorney"
    r"|counsel|governor|mayor|administrator|superintendent|sheriff|judge|clerk|comptroller|treasurer|registrar"
    r"|ceo|cfo|coo)\b.{0,100}",
    re.IGNORECASE,
)


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Look for typed signatures on every page; the end of an ordinary mail is none."""
    pages = pages_of(evidence)
    if is_code_or_table(evidence, pages):
        return
    is_letter = False
    for page in pages:
        lines = lines_of(page)[:_MOST_LINES]
        is_letter = is_letter or any(_SALUTATION.fullmatch(line.text) for line in lines[:_HEAD])
        skip = 0
        for at, line in enumerate(lines):
            if at < skip:
                continue
            block = _typed(lines, at) or (_block(lines, at, is_letter) if evidence.type in _LETTERS else ())
            if block:
                skip = at + len(block)
                name = next((one.text for one in block if _is_name(one.text)), line.text)
                value = " / ".join(one.text for one in block)
                sheet.find("doc.signature_block_typed", f"{page.name}, at “{name[:100]}”", value, "onrecord")


def _typed(lines: list[Line], at: int) -> tuple[Line, ...]:
    """A line that says that it was signed, with the name below it if that is where the name stands."""
    match = _SIGNED.fullmatch(lines[at].text)
    if not match:
        return ()
    name, mark = (match["name"] or "").strip(), match["mark"].lower()
    below = at + 1 < len(lines) and _is_name(lines[at + 1].text)
    if name:
        is_surname = mark == "gez." and re.fullmatch(_NAME_WORD, name) is not None
        return (lines[at],) if _is_name(name) or is_surname else ()
    if not below and mark not in _ALONE:
        return ()
    return tuple(lines[at : at + 2]) if below else (lines[at],)


def _block(lines: list[Line], at: int, is_letter: bool) -> tuple[Line, ...]:
    """A name after a closing phrase or a ruled line, or above a rank or an office near the end of a page."""
    text = lines[at].text
    if _CLOSING.fullmatch(text):
        for after in range(at + 1, min(at + 4, len(lines))):
            if _is_name(_FOR_ANOTHER.sub("", lines[after].text, count=1)):
                return tuple(lines[at : after + (2 if _has_rank(lines, after) else 1)])
        return ()
    if _RULED.fullmatch(text) and at + 1 < len(lines):
        named = _NAMED.fullmatch(lines[at + 1].text)
        if _is_name(named["name"] if named else lines[at + 1].text) and (named or _has_rank(lines, at + 1)):
            return tuple(lines[at : at + (3 if _has_rank(lines, at + 1) else 2)])
        return ()
    is_low = at >= 3 and len(lines) - at <= _MOST_AFTER
    if is_low and (is_letter or text.upper() == text) and _is_name(text) and _has_rank(lines, at):
        return tuple(lines[at : at + 2])
    return ()


def _has_rank(lines: list[Line], at: int) -> bool:
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    return _RANK.fullmatch(below) is not None or _OFFICE.fullmatch(below) is not None


def _is_name(text: str) -> bool:
    return len(text) < 80 and _NAME.fullmatch(text.strip(" _-")) is not None
