"""The words of English that the rules know. All are keys: small letters, no apostrophe-s."""

from __future__ import annotations

from workflow.terms import Kind, Stance


def words_of(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


ARTICLES = frozenset(("a", "an", "the"))
NUMBERS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2
    )
}
TIMES = words_of(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight night evening morning "
    "afternoon noon midnight week month year late early january february march april june july august september "
    "october november december later earlier meanwhile however"
)
SEVERAL = words_of("several multiple many some various numerous different independent separate more both few")
BARE = SEVERAL | words_of(
    "a an the one another second third other anonymous unnamed unidentified confidential our my their his her its "
    "these those this that such any all most reliable credible trusted informed wellplaced well placed knowledgeable "
    "good own key each every same"
)
"""Words before a source that describe nothing."""

SAID = words_of(
    "said say says saying told tells tell added adds stated states claimed claims insisted insists explained explains "
    "argued argues suggested suggests indicated indicates described describes disclosed revealed reveals noted notes "
    "recalled cautioned warned maintained conceded admitted claim insist suggest maintain indicate reveal believe"
)
CONFIRMED = words_of("confirmed confirms confirming verified verifies verifying authenticated authenticates")
CONFIRM = frozenset(("confirm", "verify", "authenticate"))
ADMITTED = words_of("acknowledged acknowledges acknowledging admitted admits conceded concedes recognised recognized")
DISPUTED = words_of("disputed disputes denied denies rejected rejects contradicted contradicts contested contests")
DECLINED = words_of("declined declines refused refuses")
SPEECH = SAID | CONFIRMED | CONFIRM | ADMITTED | DISPUTED | frozenset(("dispute", "deny", "acknowledge"))

NEGATED = words_of(
    "not never no none nobody neither nor without cannot cant can't couldn't wouldn't didn't hasn't haven't hadn't "
    "wasn't weren't isn't aren't won't doesn't don't nothing yet unable declined declines declining refused refuses "
    "refusing failed fails failing stopped short whether if unless until before once could would should may might must "
    "can will shall denied denies awaiting pending seeking sought falsely wrongly erroneously incorrectly mistakenly "
    "untrue wrong false incorrect hardly barely scarcely unconfirmed lest cannot ought hopes hoped pressed "
    "little neither unclear unknown"
)
"""Words before a confirmation that take it back or leave it open."""

ABLE = frozenset(("able", "did", "do", "does", "now", "also", "both", "all"))
COPULA = words_of("is are was were be been being got gets")
HARD = frozenset(("but", "while", "whereas", "although", "though"))
ASIDE = words_of("by to with from via told asked against about tells for")
"""Words before a name that make it somebody else than the one who speaks."""

CONTRARY = words_of(
    "not no never none nothing isn't wasn't weren't didn't doesn't hadn't hasn't without draft unsigned mistake error "
    "altered doctored fake forged forgery hoax false fabricated fabrication incomplete unfinished unsent wrong "
    "inaccurate untrue misread misleading"
)
"""Words of a claim that turn a dispute into what is confirmed."""

TRUE_WORDS = words_of("genuine authentic real legitimate")
"""What a document is said to be by one who confirms it."""

DOCUMENTS = words_of(
    "letter letters memo memos memorandum document documents email emails mail message messages cable dossier leak "
    "file files transcript screenshot photo copy copies page pages paper note contract order report draft text"
)
CORE_DOCUMENTS = words_of("letter document documents memo memorandum email dossier cable leak")

ASKS = {
    Kind.GENUINE: "authentic authenticity genuine genuineness real veracity provenance wrote written write writing "
    "author authored authorship produced origin legitimate legitimacy authenticated authenticate hoax forged forgery "
    "fabricated fabrication",
    Kind.INTACT: "complete completeness unaltered altered intact doctored edited tampered manipulated alteration",
    Kind.STATUS: "final signed unsigned issued status signature finalised finalized current draft unsent",
    Kind.DELIVERED: "sent delivered delivery received receipt receiving reached arrived handed transmitted sending "
    "receive arrival",
    Kind.READING: "meaning means meant interpretation reading interpreted",
    Kind.CONTENT: "true truth accurate accuracy contents",
    Kind.HANDLING: "classified confidential stolen hacked classification handling",
}
"""The words by which a sentence names a question."""

MISSPELT = {
    "refsued": "refused",
    "refuesd": "refused",
    "refussed": "refused",
    "comfirmed": "confirmed",
    "confrimed": "confirmed",
    "confirmd": "confirmed",
    "confimed": "confirmed",
    "comfirms": "confirms",
    "confrims": "confirms",
    "veryfied": "verified",
    "verfied": "verified",
    "offical": "official",
    "officals": "officials",
    "soruce": "source",
    "soruces": "sources",
    "souces": "sources",
    "decliend": "declined",
    "diputed": "disputed",
}
"""Slips of a first draft in the words that the rules turn on."""

STANCE_WORDS = {
    Stance.DECLINES: "declined to comment",
    Stance.NO_RESPONSE: "did not respond",
    Stance.NEITHER: "would neither confirm nor deny it",
    Stance.CANNOT_SAY: "could not say",
    Stance.ACKNOWLEDGES: "said no more than that they had heard of it",
    Stance.NOT_DISPUTED: "did not dispute it",
    Stance.IMPLIES: "did something that only implies it",
    Stance.DISPUTES: "disputed it",
    Stance.RETRACTS: "took back what had been said",
    Stance.CONFIRMS: "confirmed it",
}
"""What each stance is in a sentence, after a name."""

SINGULAR_HEADS = words_of(
    "source official officer aide adviser advisor insider staffer diplomat employee person participant investigator "
    "whistleblower informant"
)
PLURAL_HEADS = frozenset((*(f"{head}s" for head in SINGULAR_HEADS), "people", "persons"))
AFTER = words_of(
    "in at of from with who familiar close briefed not inside within speaking on near involved working whose and"
)
"""What may stand between a source and its verb."""

DESCRIBING = words_of("in at inside within from close familiar with briefed near of on")
"""What describes a source after the word source."""

OFFICE_WORDS = words_of(
    "press office desk team service spokesperson spokesman spokeswoman media communications public affairs department"
)
INSTITUTION = OFFICE_WORDS | words_of(
    "ministry command agency committee council court bureau board government force forces corps university police "
    "commission archive centre center company group party house union"
)
SUFFIXES = words_of("jr sr ii iii iv v usmc usn usa usaf ret phd md esq kc qc mp cbe obe")
PARTICLES = words_of("van von der de den di da del la le al el bin ibn abu mac ter ten du dos")
COMMON_SURNAMES = words_of(
    "may brown young white black green gray grey king long short rich price rice hall hill stone wood will mark grant "
    "church day field fields banks bush case cook cross fox frost gold good love moon park parks pope read ring rose "
    "sharp small snow strong summer waters weeks west winter wise power best bond bell baker butler carter page "
    "porter potter taylor turner walker ward law lane marsh mills north east"
)
STOP_WORDS = words_of(
    "the a an and or but of to in on at by for from with that this it its is are was were be been being as has have "
    "had he she they we i you his her their our your not no do did does who which what when where whether if than then "
    "there here so such about into over after before under out up down will would could should may might can also one "
    "us any all more most some really very"
)
