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
_MOST_LINES = 20_000

_SIGNED = re.compile(
    r"(?:/s/|//s//|/signed/|//signed//|\[signed\]|\(signed\)|\(sgd\.?\)|sgd\.|original signed by:?"
    r"|gez\.)(?:[ \t]*(?P<name>\S.{0,80}))?",
    re.IGNORECASE,
)
_NEEDS_NAME = ("gez.", "sgd.", "(signed)", "(sgd)", "(sgd.)", "original signed by", "original signed by:")
_CLOSING = re.compile(
    r"(?:(?:yours |very |most )*(?:sincerely|respectfully|truly|faithfully|cordially)(?: (?:yours|submitted))?"
    r"|v/r|r/s|(?:with )?(?:my )?"
    r"(?:best|kind|warm|warmest|kindest|high) (?:regards|wishes)|regards|mit (?:freundlichen|besten"
    r"|herzlichen) grü(?:ß|ss)en|hochachtungsvoll"
    r"|(?:bien )?cordialement|atentamente|saludos cordiales|cordiali saluti|distinti saluti"
    r"|met vriendelijke groet(?:en)?|hoogachtend"
    r"|с уважением|з повагою|med vänlig hälsning|med venlig hilsen|z poważaniem|atenciosamente|saygılarımla"
    r"|in witness whereof)[,.]?",
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
    for page in pages:
        lines = lines_of(page)[:_MOST_LINES]
        skip = 0
        for at, line in enumerate(lines):
            if at < skip:
                continue
            block = _typed(lines, at) or (_block(lines, at) if evidence.type in _LETTERS else ())
            if block:
                skip = at + len(block)
                name = next((one.text for one in block if _is_name(one.text)), line.text)
                value = " / ".join(one.text for one in block)
                sheet.find("doc.signature_block_typed", f"{page.name}, at “{name[:100]}”", value, "onrecord")


def _typed(lines: list[Line], at: int) -> tuple[Line, ...]:
    """A line that says that it was signed, with the name below it if that is where the name stands."""
    match = _SIGNED.match(lines[at].text)
    if not match:
        return ()
    name = (match["name"] or "").strip()
    below = at + 1 < len(lines) and _is_name(lines[at + 1].text)
    mark = lines[at].text[: match.start("name")].strip().lower() if name else lines[at].text.lower()
    if name and not _is_name(name):
        return ()
    if not name and mark in _NEEDS_NAME and not below:
        return ()
    return tuple(lines[at : at + 2]) if below and not name else (lines[at],)


def _block(lines: list[Line], at: int) -> tuple[Line, ...]:
    """A name after a closing phrase, or a name in capitals above a rank or an office near the end of a page."""
    text = lines[at].text
    if _CLOSING.fullmatch(text):
        for after in range(at + 1, min(at + 4, len(lines))):
            if _is_name(lines[after].text):
                return tuple(lines[at : after + (2 if _has_rank(lines, after) else 1)])
        return ()
    is_low = at >= 3 and len(lines) - at <= _MOST_AFTER
    if is_low and text.upper() == text and _is_name(text) and _has_rank(lines, at):
        return tuple(lines[at : at + 2])
    return ()


def _has_rank(lines: list[Line], at: int) -> bool:
    return at + 1 < len(lines) and _RANK.fullmatch(lines[at + 1].text) is not None


def _is_name(text: str) -> bool:
    return len(text) < 80 and _NAME.fullmatch(text.strip(" _-")) is not None
