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
    r"(?:(?:WORKING|ROUGH|FIRST|SECOND|FINAL|PRELIMINARY|INITIAL|REVISED|DISCUSSION|INTERNAL|CONFIDENTIAL"
    r"|PRE-?DECISIONAL) )?DRAFT|PRE-?DECISIONAL"
    r"|DELIBERATIVE(?: PROCESS)?"
    r"|FINAL(?: VERSION| COPY)?|NOT FINAL|NOT FOR (?:DISTRIBUTION|RELEASE|PUBLICATION|CIRCULATION|ATTRIBUTION)"
    r"|FOR REVIEW ONLY"
    r"|UNSIGNED|DO NOT (?:DISTRIBUTE|FORWARD|CIRCULATE|COPY|RELEASE|QUOTE|CITE)|(?:STRICTLY )?EMBARGOED|EMBARGO"
    r"|(?:ARBEITS|REFERENTEN|GESETZ|VOR)?ENTWURF|VORLÄUFIG|NICHT ZUR (?:WEITERGABE|VERÖFFENTLICHUNG)"
    r"|PROJET|PROVISOIRE|BORRADOR|BOZZA|RASCUNHO|UTKAST|UDKAST|LUONNOS|ONTWERP"
    r"|ПРОЕКТ|ЧЕРНОВИК|草案|征求意见稿|مسودة|پیش‌نویس|טיוטה"
)
_CLASSIFIED = (
    r"TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|CLASSIFIED|FOR OFFICIAL USE ONLY|FOUO"
    r"|SENSITIVE BUT UNCLASSIFIED|SBU|CUI"
    r"|CONTROLLED UNCLASSIFIED INFORMATION|CONTROLLED|NOFORN|REL TO [A-Z]{3,4}(?:, ?[A-Z]{3,4})*"
    r"|LAW ENFORCEMENT SENSITIVE|LES|(?:UK |US |AUS )?EYES ONLY"
    r"|OFFICIAL|OFFICIAL ?[ :–-] ?SENSITIVE|SENSITIVE|RESTRICTED|PROTECTED(?: [ABC])?|COSMIC TOP SECRET"
    r"|(?:NATO|EU|UE|UK) (?:UNCLASSIFIED|OFFICIAL|RESTRICTED|CONFIDENTIAL|(?:TOP )?SECRET)|LIMITE(?: [A-Z]{2})?"
    r"|RESTREINT UE|CONFIDENTIEL UE|TLP ?: ?(?:RED|AMBER(?:\+STRICT)?|GREEN|CLEAR|WHITE)"
    r"|(?:(?:STRICTLY|HIGHLY|PRIVATE|PRIVILEGED|COMPANY|COMMERCIAL(?: IN)?|MEDICAL IN|AND|&) ){0,4}CONFIDEN(?:TIAL|CE)"
    r"|(?:[A-Z0-9.&’']{1,20},? ){0,4}(?:CONFIDENTIAL (?:AND|&) PROPRIETARY|PROPRIETARY (?:AND|&) CONFIDENTIAL)"
    r"|PRIVILEGED"
    r"|(?:FOR )?INTERNAL(?: USE)?(?: ONLY)?|ATTORNEY[ -]CLIENT (?:PRIVILEGED?|COMMUNICATION)|ATTORNEY WORK PRODUCT"
    r"|PROPRIETARY|ATTORNEYS?[’']? EYES ONLY"
    r"|VS ?[–-] ?(?:NFD|NUR FÜR DEN DIENSTGEBRAUCH|VERTRAULICH)|NUR FÜR DEN (?:INTERNEN |DIENST)GEBRAUCH"
    r"|(?:STRENG )?VERTRAULICH|AMTLICH GEHEIM ?GEHALTEN"
    r"|(?:STRENG )?GEHEIM|VERSCHLUSSSACHE|(?:STRICTEMENT )?CONFIDENTIEL(?: DÉFENSE)?|TRÈS SECRET|SECRET DÉFENSE"
    r"|DIFFUSION RESTREINTE"
    r"|(?:ALTO )?SECRETO|CONFIDENCIAL|RESERVADO|RISERVATO|RISERVATISSIMO|SEGRETO|ZEER GEHEIM|VERTROUWELIJK"
    r"|TAJNE|POUFNE|ZASTRZEŻONE"
    r"|(?:СОВЕРШЕННО )?СЕКРЕТНО|ДЛЯ СЛУЖЕБНОГО ПОЛЬЗОВАНИЯ|КОНФИДЕНЦИАЛЬНО|ТАЄМНО|ЦІЛКОМ ТАЄМНО"
    r"|机密|機密|秘密|绝密|極秘|社外秘|部外秘|内部资料|대외비"
    r"|سري(?: للغاية| جد[اً]+)?|(?:خیلی |به ?کلی )?محرمانه|(?:سري|به ?کلی سری)|סודי(?: ביותר)?|שמור"
)
_NOUNS = (
    r"MEMORANDUM|MEMO|LETTER|REPORT|MINUTES|RESOLUTION|AGREEMENT|STATEMENT|BILL|RULE|GUIDANCE|POLICY|PLAN|ORDER"
    r"|RESPONSE|AGENDA"
    r"|PRESS RELEASE|BUDGET|CONTRACT|DECISION|DIRECTIVE|REGULATION|COPY|DOCUMENT|VERSION|PROPOSAL|STRATEGY"
    r"|OPINION|SUMMARY|SPEECH"
    r"|REMARKS|CABLE|BRIEF(?:ING)?|TALKING POINTS|EXECUTIVE ORDER|TREATY|CONCLUSIONS|LEGISLATION|AMENDMENT"
    r"|NOTICE|OUTLINE|PAPER|TEXT"
)
_MONTH = r"(?:JAN|FE[BV]|FÉV|M[AÄ]R|A[PV]R|MA[YI]|JU[NLI]|AU?G|AOÛ|SEP|O[CK]T|NOV|D[EÉI][CZ]|ENE|ABR)[^\W\d_]{0,7}\.?"
_TAIL = (
    rf"(?:V(?:ERSION|ER)?\.? ?\d[\d.]*|REV(?:ISION)?\.? ?\d[\d.]*|NO\.? ?\d+|#\d+|AS OF|DATED|OF|ON|UNTIL|AT|STAND|VOM"
    rf"|DU|VERSION|FOR (?:DISCUSSION|COMMENTS?|REVIEW|CONSULTATION)(?: PURPOSES)?|SUBJECT TO CHANGE"
    rf"|\d[\d./:-]*(?:ST|ND|RD|TH|HRS|Z|AM|PM)?|[AP]\.?M\.?|HRS|HOURS"
    rf"|{_MONTH}|PAGE|SEITE|COPY|ONLY|DOCUMENT|MATERIAL|INFORMATION|GMT|UTC|[ECMP][SD]T|CET|BST)"
)
_TERM = f"(?:{_STATUS}|{_CLASSIFIED})"
_GLUE = r"(?: ?[/|,;:&()\[\]·•–—-]+ ?| (?:AND|OR|WHEN FILLED IN|UNTIL RELEASED) | )"
_CAVEAT = r" ?[/:\[–—-]+ ?(?:POLICY|COMMERCIAL|PERSONAL|STAFF|CABINET|MANAGEMENT|INVESTIGATIONS|LOCSEN)"
_BEFORE = (
    rf"(?:(?:(?:DOCUMENT |SECURITY )?(?:STATUS|CLASSIFICATION|MARKING|VERSION)|EINSTUFUNG) ?: ?"
    rf"|(?:(?:(?:PAGE |SEITE )?\d+(?:[./-]\d+)*(?: OF \d+)?|{_MONTH}){_GLUE}){{1,4}}(?!FINAL))"
)
_MARKING = re.compile(f"{_BEFORE}?{_TERM}(?:{_CAVEAT}|{_GLUE}(?:{_TERM}|{_TAIL}))*")
_LINE_OF_CLASSES = re.compile(
    r"(?:TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|CUI|CONTROLLED|PROTECTED|TS|S|C|U)"
    r"(?://[A-Z0-9][A-Z0-9 ,/\-–]*)+"
)
_OF_ITS_OWN_FORM = re.compile(
    r"(?:T ?O ?P  ?)?S E C R E T\b.*|C O N F I D E N T I A L\b.*|UNCLAS(?: .*)?"
    r"|(?:CUI CATEGORY|DECLASSIFY ON) ?: ?.+"
)
_PORTION = re.compile(r"\((?:TS|S|C|U)//[A-Z][A-Z /,-]*\)(?=\s|$)")
_DRAFT_OF = re.compile(
    rf"(?:WORKING |ROUGH |FINAL )?DRAFT (?:{_NOUNS})\b.*"
    rf"|(?:Working |Rough |Final )?Draft (?i:{_NOUNS})(?: (?:of|for|on|to|by) .*| ?[:,;(–—-] ?.*)?"
)
_NOT_PLAIN = re.compile(
    "(?:OFFICIAL|PROTECTED|CONTROLLED|SENSITIVE|LES|LIMITE|PROJET|ONTWERP|PRIVILEGED|INTERNAL|PROPRIETARY|COPY|EMBARGO)"
)
_TOO_PLAIN = re.compile(
    rf"[\d./ –-]*(?:{_NOT_PLAIN.pattern}|FINAL|SECRET|UNSIGNED|RESTRICTED|CLASSIFIED|RESERVADO|GEHEIM|TAJNE|POUFNE"
    rf"|CUI|SBU|UTKAST)"
    rf"(?:{_GLUE}(?!VERSION){_TAIL})*|CONFIDENTIAL (?:INFORMATION|MATERIAL|DOCUMENT)"
)
"""Words of everyday headings, which are a marking only in capitals or with another word."""
_SMALL_WORDS = "and of for the as to not until dated on in v version nur für den zur nicht du vom janvier juin juillet "
_SMALL_WORDS += "distribution release publication official internal use only confidential vertraulich decisional draft"
_SMALL_WORDS += " internen weitergabe amtlich geheimgehalten"
_SMALL = frozenset(_SMALL_WORDS.split())
_BRACKETED = re.compile(r"[\[(<{*«‹=~#-]{1,5} ?([^\[\](){}<>*]{2,60}?) ?[\])>}*»›=~#-]{1,5}")
_DECORATION = " \t*=_-–—~#|.•·<>[](){}«»\"'“”!"
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
    if _LINE_OF_CLASSES.fullmatch(bare) or (line.is_edge and _OF_ITS_OWN_FORM.fullmatch(bare.upper())):
        return text
    is_marking = _MARKING.fullmatch(bare.upper()) is not None
    is_marked = line.is_edge or (text != bare and _BRACKETED.fullmatch(text) is not None)
    if bare[:1] != bare[:1].lower() and _BRACKETED.fullmatch(text) and is_marking:
        return text
    if bare.upper() == bare and is_marking:
        return text if is_marked or _stands_alone(bare, evidence) else ""
    if evidence.type in _SHEETS or not line.is_edge:
        return ""
    return text if _DRAFT_OF.fullmatch(bare) or (is_marking and _is_titled(bare)) else ""


def _is_titled(bare: str) -> bool:
    """Whether a line in small letters is written like a marking: its words begin with capitals, but for small ones."""
    first, *others = re.findall(r"[^\W\d_]+", bare)
    is_plain = all(word[0].isupper() or word in _SMALL for word in others)
    return first[0].isupper() and is_plain and not _TOO_PLAIN.fullmatch(bare.upper())


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
