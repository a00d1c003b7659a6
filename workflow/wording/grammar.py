"""How a text of the case fits into a sentence of ours: articles, clauses, plurals, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FUNCTION_WORDS = _words(
    "a all an any at both by each every for from he her here his if in it its most neither no nobody none nothing of "
    "on one only our over parts several she some that the their there these they this those three to two under we "
    "what when where who with your"
)
_ARTICLES = _words(
    "a an the this that these those some any no one two three four five six seven eight nine ten several many few both "
    "all each every another his her its their our my your"
)
_ABBREVIATIONS = _words("co. corp. etc. gen. inc. jr. ltd. no. sr. st.")
_PREPOSITIONS = _words(
    "about above after against among around as at before behind between by close during familiar for from in inside "
    "involved near not of on outside over present to under who whose whom which that with within without working"
)
_PEOPLE = _words(
    "adviser advisor agent aide analyst assistant colleague commander contractor diplomat employee engineer executive "
    "expert insider investigator judge lawmaker lawyer leader manager minister officer official participant person "
    "prosecutor researcher scientist soldier source staffer witness worker"
)
_OFFICES = _words(
    "administration agency army association authority board bureau cabinet chancellery "
    "command commission committee company congress consulate council court department desk directorate embassy "
    "foundation government institute kremlin ministry mission navy office parliament pentagon police presidency "
    "registry secretariat senate service tribunal union university"
)
_RECORDS = _words(
    "announcement book broadcast decision document email filing interview judgment letter memo message note notice "
    "opinion page podcast post record recording release report ruling speech statement testimony transcript tweet "
    "verdict video"
)
_GATHERINGS = _words("briefing conference hearing meeting session")
_FINITE = _words(
    "am are bans bars can cannot could did do does faced feared forbids had has have is lacks may might must prohibits "
    "requires risked should wants was were will would"
)
_SUBJECTS = _words("he i it she that there they this we you")
_PAPERS = re.compile(
    r"They (?:are|were|have been) (?:all )?(?:altered|authentic|classified|complete|confidential|delivered|drafts|fake|"
    r"faked|final|forged|genuine|hacked|leaked|real|released|secret|sent|signed|stolen|unaltered|written)\b"
)
_EMPTY_IT = re.compile(r"It (?:is|was|has been|will be|seems|appears)\b.*\b(?:that|who|whom|whether)\b")
_VOWEL_SOUND = re.compile(r"[aeiou]|(?:hono|hour|heir)", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(r"(?:eu|ewe|one\b|once|uni(?!n|m)|use|usu|ura|uto)", re.IGNORECASE)
_SPELLED = re.compile(r"[A-Z]\.|[A-Z]-|[A-Z]{2,3}\b|[B-DF-HJ-NP-TV-Z]+\b")
_PLURAL = re.compile(r"(?:people|men|women|staff|police|[^s]s|ss?es)\Z", re.IGNORECASE)


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""The numbers that a sentence writes as words."""


def number_word(number: int) -> str:
    """A count as a sentence writes it: up to nine in words."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def counted_word(number: int, one: str) -> str:
    """A number in words with its noun: `one attempt`, `three attempts`."""
    return f"{number_word(number)} {one if number == 1 else one + 's'}"


def joined(parts: Sequence[str], last: str = "and") -> str:
    """All of the parts as a list: `a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def clause(proposition: str) -> str:
    """A proposition as it follows `that`: `The letter was X.` is `the letter was X`; names keep their capital.

    `It` at its beginning is the document, `They` the documents where it is papers that are so, since a sentence that
    stands alone must say so.
    """
    text = " ".join(proposition.split()).rstrip("!; ")
    while text.endswith(".") and not _is_abbreviation(text):
        text = text[:-1].rstrip()
    if text.startswith("Its "):
        return f"the document's {text[4:]}"
    if text.startswith("It ") and not _EMPTY_IT.match(text):
        return f"the document {text[3:]}"
    return f"the documents {text[5:]}" if _PAPERS.match(text) else lowered(text)


def within(name: str) -> str:
    """The name of a person or an office within a sentence: `The Court` is `the Court`."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def lowered(text: str) -> str:
    """A text with its first letter lowered where the first word is one that is no name."""
    first = re.match(r"[A-Z][a-z]*(?=$|[\s'’])", text)
    if first and first[0].lower() in _FUNCTION_WORDS:
        return text[0].lower() + text[1:]
    return text


def _is_abbreviation(text: str) -> bool:
    last = text.rsplit(" ", 1)[-1].lstrip("([“\"'")
    return last.lower() in _ABBREVIATIONS or "." in last[:-1].strip(".")


def with_article(descriptor: str) -> str:
    """A descriptor with `a` or `an` where it is of one person or thing and has no article: `a U.S. official`."""
    text = " ".join(descriptor.split())
    words = text.split(" ")
    if not text or words[0].lower() in _ARTICLES or words[0][0].isdigit() or is_plural(text):
        return text
    return f"{'an' if _sounds_open(words[0]) else 'a'} {text}"


def is_plural(descriptor: str) -> bool:
    """Whether a descriptor is of several: its noun, before any preposition or comma, ends like a plural."""
    return bool(_PLURAL.search(_noun(descriptor)))


def plural(descriptor: str) -> str:
    """The plural of a plain descriptor such as `U.S. military official`; empty where it could go wrong."""
    words = " ".join(descriptor.split()).split(" ")
    if words[0].lower() in ("a", "an"):
        words = words[1:]
    if not words or words[-1].lower() not in _PEOPLE or words[0].lower() in _ARTICLES:
        return ""
    if any(word.lower().strip(",") in _PREPOSITIONS or "," in word for word in words):
        return ""
    last = words[-1]
    if last.lower() == "person":
        return " ".join([*words[:-1], "people"])
    return " ".join([*words[:-1], f"{last}es" if last.endswith("s") else f"{last}s"])


@lru_cache(4096)
def is_office(name: str) -> bool:
    """Whether a name is an office's, not a person's: `Pentagon press office`, `Ministry of Defense`."""
    words = _bare(name).split()
    if not words or "/" in words or "v." in words:
        return False
    ends = {words[0].lower(), words[-1].lower(), _noun(_bare(name)).lower()}
    return (
        bool(ends & _OFFICES)
        or _bare(name).lower() == "white house"
        or (words[-1][:1].islower() and words[-1].isalpha())
    )


def wants_the(name: str) -> bool:
    """Whether an office's name stands with `the` before it in a sentence."""
    words = name.split()
    return is_office(name) and words[0].lower() not in _ARTICLES and words[0].lower() not in ("congress", "parliament")


def outlets(via: str) -> tuple[str, ...]:
    """Through whom words came, one by one: `CNN (Jake Tapper); Politico` names two."""
    found = (" ".join(part.split()) for part in via.split(";"))
    return tuple(part for part in found if part)


def told_to(via: str) -> str:
    """The outlets as those who were told, a description with its article; a record such as a transcript is none.

    `televised cabinet meeting; CBS transcript; CNN` is `a televised cabinet meeting and CNN`.
    """
    return joined([_described(one) for one in outlets(via) if _last(one) not in _RECORDS])


def relayed_by(via: str) -> str:
    """The outlets that relayed it: those with a name where there are any."""
    found = outlets(via)
    named = [one for one in found if not one[:1].islower()]
    return joined([_described(one) for one in named or found])


def _described(outlet: str) -> str:
    """An outlet in a sentence: what is only described gets its article, `a White House briefing`."""
    is_described = outlet[:1].islower() or _last(outlet) in _RECORDS | _GATHERINGS
    return with_article(outlet) if is_described else outlet


def _last(outlet: str) -> str:
    return outlet.rsplit(" ", 1)[-1]


def quoted(text: str) -> str:
    """A text in quotation marks; those around it go, those within it become single ones."""
    for opening, closing in ("“”", '""', "«»", "„“"):
        if len(text) > 1 and text.startswith(opening) and text.endswith(closing):
            inner = text[1:-1]
            if opening not in inner and closing not in inner:
                text = inner.strip()
                break
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def reason_clause(reason: str) -> str:
    """A reason as it follows `because`."""
    return clause(re.sub(r"\A\s*(?:because|since)\s+", "", reason, flags=re.IGNORECASE))


def reason_lead(reason: str) -> str:
    """What leads to a reason: `because` before a clause, `citing` before what is none, such as `fear of reprisals`."""
    words = [word.strip(",.;:").lower() for word in reason_clause(reason).replace("’", "'").split()]
    if words[:1] == ["not"]:
        return " because they were "
    is_clause = bool(words) and (words[0].split("'")[0] in _SUBJECTS or not _FINITE.isdisjoint(words[1:]))
    return " because " if is_clause else ", citing "


def _noun(descriptor: str) -> str:
    """The word that says what it is: the last before the first preposition, participle or comma."""
    head = ""
    for word in descriptor.split():
        bare = word.strip(",;:.()")
        ended = (
            bare.lower().startswith(("d'", "d’"))
            or bare.lower() in _PREPOSITIONS
            or (_is_people(head) and not _is_people(bare))
        )
        if head and ended:
            break
        head = bare
        if word.endswith((",", ";", ":")):
            break
    return head


def _is_people(word: str) -> bool:
    word = word.lower()
    return word in _PEOPLE or word.removesuffix("s") in _PEOPLE or word in ("people", "witnesses")


def _bare(name: str) -> str:
    words = name.split()
    return " ".join(words[1:] if words and words[0].lower() == "the" else words)


def _sounds_open(word: str) -> bool:
    """Whether a word begins with a vowel as it is spoken: `an FBI agent`, `a European`, `an Iraqi`."""
    word = word.strip("“”\"'‘’(")
    if word[:2].isupper() and word[0] == "U":
        return False
    if _SPELLED.match(word):
        return word[0] in "AEFHILMNORSX"
    if _CONSONANT_SOUND.match(word):
        return False
    return bool(_VOWEL_SOUND.match(word))
