"""Markings of status and classification: DRAFT, PRE-DECISIONAL, FINAL, SECRET//NOFORN, TLP, and the like."""

from __future__ import annotations

import re

from workflow.checks.evidence import Evidence
from workflow.checks.reading import pages_of
from workflow.checks.sheet import Sheet
from workflow.checks.text.lines import Line, all_lines, is_code_or_table

IDS = ("doc.status_marker",)
_LONGEST = 120
_SHEETS = ("xlsx", "xls", "ods")

_STATUS = (
    r"(?:WORKING |ROUGH |FIRST |SECOND |FINAL |PRELIMINARY |INITIAL |REVISED )?DRAFT|PRE-?DECISIONAL"
    r"|DELIBERATIVE(?: PROCESS)?"
    r"|FINAL(?: VERSION| COPY)?|NOT FINAL|NOT FOR (?:DISTRIBUTION|RELEASE|PUBLICATION|CIRCULATION|ATTRIBUTION)"
    r"|FOR REVIEW ONLY"
    r"|UNSIGNED|DO NOT (?:DISTRIBUTE|FORWARD|CIRCULATE|COPY|RELEASE|QUOTE|CITE)|(?:STRICTLY )?EMBARGOED|EMBARGO"
    r"|ENTWURF|ARBEITSENTWURF|VORLÄUFIG|PROJET|PROVISOIRE|BORRADOR|BOZZA|RASCUNHO|UTKAST|UDKAST|LUONNOS|ONTWERP"
    r"|ПРОЕКТ"
    r"|ЧЕРНОВИК|草案|征求意见稿"
)
_CLASSIFIED = (
    r"TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|CLASSIFIED|FOR OFFICIAL USE ONLY|FOUO"
    r"|SENSITIVE BUT UNCLASSIFIED|SBU|CUI"
    r"|CONTROLLED UNCLASSIFIED INFORMATION|CONTROLLED|NOFORN|REL TO [A-Z, ]+|LAW ENFORCEMENT SENSITIVE|LES|EYES ONLY"
    r"|OFFICIAL|OFFICIAL[ –-]SENSITIVE|SENSITIVE|RESTRICTED|PROTECTED(?: [ABC])?|COSMIC TOP SECRET|(?:NATO"
    r"|EU) [A-Z ]+|LIMITE"
    r"|RESTREINT UE|CONFIDENTIEL UE|TLP ?: ?(?:RED|AMBER(?:\+STRICT)?|GREEN|CLEAR|WHITE)"
    r"|(?:STRICTLY |HIGHLY |PRIVATE AND |PRIVILEGED AND |COMPANY |COMMERCIAL IN |MEDICAL IN )?CONFIDEN(?:TIAL"
    r"|CE)|PRIVILEGED"
    r"|(?:FOR )?INTERNAL(?: USE)?(?: ONLY)?|ATTORNEY[ -]CLIENT PRIVILEGE[D]?|ATTORNEY WORK PRODUCT|PROPRIETARY"
    r"|VS ?[–-] ?(?:NFD|NUR FÜR DEN DIENSTGEBRAUCH|VERTRAULICH)|NUR FÜR DEN (?:INTERNEN |DIENST)GEBRAUCH"
    r"|(?:STRENG )?VERTRAULICH"
    r"|(?:STRENG )?GEHEIM|VERSCHLUSSSACHE|(?:STRICTEMENT )?CONFIDENTIEL(?: DÉFENSE)?|(?:TRÈS )?SECRET DÉFENSE"
    r"|DIFFUSION RESTREINTE"
    r"|(?:ALTO )?SECRETO|CONFIDENCIAL|RESERVADO|RISERVATO|RISERVATISSIMO|SEGRETO|ZEER GEHEIM|VERTROUWELIJK"
    r"|TAJNE|POUFNE|ZASTRZEŻONE"
    r"|(?:СОВЕРШЕННО )?СЕКРЕТНО|ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ|КОНФИДЕНЦИАЛЬНО|ТАЄМНО|ЦІЛКОМ ТАЄМНО"
    r"|机密|機密|秘密|绝密|極秘|社外秘|部外秘|대외비"
)
_NOUNS = (
    r"MEMORANDUM|MEMO|LETTER|REPORT|MINUTES|RESOLUTION|AGREEMENT|STATEMENT|BILL|RULE|GUIDANCE|POLICY|PLAN|ORDER"
    r"|RESPONSE|AGENDA"
    r"|PRESS RELEASE|BUDGET|CONTRACT|DECISION|DIRECTIVE|REGULATION|COPY|DOCUMENT|VERSION|PROPOSAL|STRATEGY"
    r"|OPINION|SUMMARY|SPEECH"
    r"|REMARKS|CABLE|BRIEF(?:ING)?|TALKING POINTS|EXECUTIVE ORDER|TREATY|CONCLUSIONS|LEGISLATION|AMENDMENT"
    r"|NOTICE|OUTLINE|PAPER|TEXT"
)
_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)[A-Z]*\.?"
_TAIL = (
    rf"(?:V(?:ERSION|ER)?\.? ?\d[\d.]*|REV(?:ISION)?\.? ?\d[\d.]*|NO\.? ?\d+|#\d+|AS OF|DATED|OF|ON|UNTIL|AT"
    rf"|\d[\d./:-]*(?:ST|ND|RD|TH|HRS|Z|AM|PM)?"
    rf"|{_MONTH}|PAGE|COPY|ONLY|DOCUMENT|MATERIAL|INFORMATION|GMT|UTC|EST|EDT|CET|BST)"
)
_TERM = f"(?:{_STATUS}|{_CLASSIFIED})"
_GLUE = r"(?: ?[/|,;:&()\[\]·•–—-]+ ?| (?:AND|OR|WHEN FILLED IN|UNTIL RELEASED) | )"
_MARKING = re.compile(f"{_TERM}(?:{_GLUE}(?:{_TERM}|{_TAIL}))*")
_LINE_OF_CLASSES = re.compile(
    r"(?:TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|CUI|CONTROLLED|TS|S|C|U)(?://[A-Z0-9][A-Z0-9 ,/\-–]*)+"
)
_PORTION = re.compile(r"\((?:TS|S|C|U)//[A-Z][A-Z /,-]*\)(?=\s|$)")
_DRAFT_OF = re.compile(rf"(?:WORKING |ROUGH |FINAL )?DRAFT (?:{_NOUNS})\b.*")
_NOT_PLAIN = re.compile(
    "(?:OFFICIAL|PROTECTED|CONTROLLED|SENSITIVE|LES|LIMITE|PROJET|ONTWERP|PRIVILEGED|INTERNAL|PROPRIETARY|COPY|EMBARGO)"
)
_MIXED_CASE = re.compile(
    r"(?:Working |Rough |First |Final |Preliminary )?Draft(?: [Vv](?:ersion)?\.? ?\d[\d.]*| (?:of|dated"
    r"|as of)? ?\d.*)?|Pre-?[Dd]ecisional"
    r"|(?:Strictly )?[Cc]onfidential|Private (?:and|&) [Cc]onfidential|Not for [Dd]istribution"
    r"|For [Oo]fficial [Uu]se [Oo]nly"
    r"|(?:For )?[Ii]nternal [Uu]se [Oo]nly|VS ?[–-] ?NfD|VS ?[–-] ?Nur für den Dienstgebrauch|Entwurf"
    r"|Vertraulich|Streng vertraulich"
    r"|Borrador|Bozza|Confidentiel|Provisoire|Проект|Confidencial|Riservato|Draft (?:"
    + "|".join(
        noun.capitalize() for noun in ("letter", "report", "minutes", "memorandum", "statement", "agreement", "copy")
    )
    + ")"
)
_BRACKETED = re.compile(r"[\[(<{*«‹=~#-]{1,5} ?([^\[\](){}<>*]{2,60}?) ?[\])>}*»›=~#-]{1,5}")
_DECORATION = " \t*=_-–—~#|.•·<>[](){}«»\"'“”"
_SPACED = re.compile(r"(?:\w ){3,}\w")
_SUBJECT = re.compile(
    r"Subject: (?:(?:re|fwd?|aw|wg)\s*:\s*)*(?:[\[(]\s*([^\])]{2,60})[\])]|([A-Z][A-Z /-]{3,40})\s*[:–—-]\s)",
    re.IGNORECASE,
)


def look(evidence: Evidence, sheet: Sheet) -> None:
    """Look for lines that are a marking and nothing else; the same word in running text is none."""
    pages = pages_of(evidence)
    if is_code_or_table(evidence, pages):
        return
    found: dict[str, list[str]] = {}
    for line in all_lines(pages):
        marking = (
            _of_mail(line) if evidence.type in ("eml", "msg") and line.page.endswith("headers") else _of(line, evidence)
        )
        if marking:
            found.setdefault(marking, []).append(line.page)
    for marking, places in found.items():
        others = len(set(places)) - 1
        more = f" and {others} more" if others else ""
        sheet.find("doc.status_marker", f"{places[0]}{more}", marking, "onrecord")


def _of(line: Line, evidence: Evidence) -> str:
    """The marking that a line is, or nothing."""
    text = " ".join(line.text.split())
    if _PORTION.match(text):
        return _PORTION.match(text)[0]  # type: ignore[index]
    if len(text) > _LONGEST:
        return ""
    bare = text.strip(_DECORATION)
    bare = bare.replace(" ", "") if _SPACED.fullmatch(bare) else bare
    if _LINE_OF_CLASSES.fullmatch(bare):
        return text
    is_marked = line.is_edge or (text != bare and _BRACKETED.fullmatch(text) is not None)
    if bare[:1] != bare[:1].lower() and _BRACKETED.fullmatch(text) and _MARKING.fullmatch(bare.upper()):
        return text
    if bare.upper() == bare and _MARKING.fullmatch(bare):
        return text if is_marked or _stands_alone(bare, evidence) else ""
    if evidence.type in _SHEETS or not line.is_edge:
        return ""
    return text if _DRAFT_OF.fullmatch(bare) or _MIXED_CASE.fullmatch(bare) else ""


def _stands_alone(bare: str, evidence: Evidence) -> bool:
    """Whether capitals anywhere on a page are a marking: a watermark lies where the words of a page run."""
    return evidence.type not in (*_SHEETS, "text", "html") and not _NOT_PLAIN.fullmatch(bare)


def _of_mail(line: Line) -> str:
    """The marking in a subject, in brackets or in capitals before a colon."""
    match = _SUBJECT.match(line.text)
    if not match:
        return ""
    word = (match[1] or match[2]).strip()
    if match[2] and word != word.upper():
        return ""
    return line.text if _MARKING.fullmatch(word.upper()) else ""
