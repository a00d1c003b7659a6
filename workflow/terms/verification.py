"""The vocabulary of verification: every word that the rules use, with what it is called and what it means."""

from __future__ import annotations

from workflow.terms.word import Word


class Kind(Word):
    """The seven kinds of question that a document raises."""

    GENUINE = "genuine", "genuine", "The purported author or issuer really produced it."
    INTACT = "intact", "intact", "The circulating copy is complete and unaltered."
    STATUS = "status", "status", "It is what it is presented as: final, signed, sent, current."
    DELIVERED = "delivered", "delivered", "It reached its purported recipient."
    READING = "reading", "meaning", "The reported meaning is right."
    CONTENT = "content", "truth", "What it says about the world is true."
    HANDLING = (
        "handling",
        "handling",
        "It was classified, confidential, lawfully released or stolen, as claimed.",
    )


class Standing(Word):
    """What a source is to the document; it decides on which questions the source speaks officially."""

    AUTHOR = "author", "author", "Is said to have written it."
    ISSUER = "issuer", "issuer", "Speaks for the office that is said to have issued it."
    CUSTODIAN = "custodian", "custodian", "An archive, court, registry or police force that holds the original."
    RECIPIENT = "recipient", "recipient", "Is said to have received it."
    SUBJECT = "subject", "subject", "Is what the document is about."
    AUTHORITY = "authority", "authority", "The classification authority or a court."
    INSIDER = "insider", "insider", "Works where the document was made or received."
    PROVIDER = "provider", "provider", "Gave us the copy."
    EXPERT = "expert", "expert", "Examined it, or knows the field."
    MAKER = "maker", "maker", "Admits to having made it."
    OUTLET = "outlet", "outlet", "A news organisation that reported on it."
    FORMER_OFFICIAL = "former_official", "former official", "Held office once; never speaks officially."
    OTHER_OFFICIAL = "other_official", "other official", "Another government or body; never official here."
    OTHER = "other", "other", "Anyone else."

    @property
    def official_on(self) -> frozenset[Kind]:
        """The kinds of question on which this standing speaks officially."""
        return _OFFICIAL.get(self, frozenset())


_OFFICIAL: dict[Standing, frozenset[Kind]] = {
    Standing.AUTHOR: frozenset({Kind.GENUINE, Kind.INTACT, Kind.STATUS, Kind.DELIVERED, Kind.READING}),
    Standing.ISSUER: frozenset(Kind),
    Standing.CUSTODIAN: frozenset({Kind.GENUINE, Kind.INTACT, Kind.STATUS, Kind.HANDLING}),
    Standing.RECIPIENT: frozenset({Kind.DELIVERED}),
    Standing.SUBJECT: frozenset({Kind.CONTENT}),
    Standing.AUTHORITY: frozenset({Kind.HANDLING}),
}


class Term(Word):
    """What a source allows us to do with its words, agreed before they are spoken."""

    ON_RECORD = "on_record", "on the record", "Words and name may be used."
    BACKGROUND = "background", "background", "Usable without a name, under the agreed descriptor."
    NOT_FOR_ATTRIBUTION = (
        "not_for_attribution",
        "not for attribution",
        "Usable without a name, under the agreed descriptor.",
    )
    CHATHAM_HOUSE = "chatham_house", "Chatham House", "The information may be used, neither speaker nor affiliation."
    DEEP_BACKGROUND = "deep_background", "deep background", "Usable in our own voice only, with no source at all."
    OFF_RECORD = "off_record", "off the record", "Not usable: a lead only."

    @property
    def counts(self) -> bool:
        """Whether words on these terms can support a state."""
        return self in (Term.ON_RECORD, Term.BACKGROUND, Term.NOT_FOR_ATTRIBUTION)

    @property
    def strictness(self) -> int:
        """How much these terms withhold; background and not for attribution are equal."""
        return _STRICTNESS[self]


_STRICTNESS = {
    Term.ON_RECORD: 0,
    Term.BACKGROUND: 1,
    Term.NOT_FOR_ATTRIBUTION: 1,
    Term.CHATHAM_HOUSE: 2,
    Term.DEEP_BACKGROUND: 3,
    Term.OFF_RECORD: 4,
}


class Stance(Word):
    """What a statement says on one question. Only confirms and disputes carry weight."""

    CONFIRMS = "confirms", "confirms", "Says so explicitly."
    DISPUTES = "disputes", "disputes", "Denies it explicitly."
    DECLINES = "declines", "declines", "Will not comment."
    NO_RESPONSE = "no_response", "no response", "Did not answer."
    NEITHER = "neither", "neither confirms nor denies", "Will neither confirm nor deny."
    CANNOT_SAY = "cannot_say", "cannot say", "Lacks the knowledge to say."
    ACKNOWLEDGES = "acknowledges", "acknowledges", "Is aware of reports, or has received the query."
    NOT_DISPUTED = "not_disputed", "does not dispute", "Answers on substance and leaves it alone."
    IMPLIES = "implies", "implies", "Acts as if: an inquiry, a suit, an apology, a dismissal."
    RETRACTS = "retracts", "retracts", "Takes back what was said before."

    @property
    def weighs(self) -> bool:
        """Whether the stance can count at all."""
        return self in (Stance.CONFIRMS, Stance.DISPUTES)


class Knowledge(Word):
    """How a source knows what it says."""

    DIRECT = "direct", "knows directly", "Saw it made, sent or received, or held it."
    INDIRECT = "indirect", "was told", "Was told, or infers."
    NONE = "none", "cannot know", "Has no knowledge of it."
    UNKNOWN = "unknown", "not asked", "Nobody asked how the source knows."


class Weight(Word):
    """The class of one statement on one question (4a), strongest first."""

    OFFICIAL = "O", "official", "On the record, by someone who speaks officially on this kind of question."
    TECHNICAL = "T", "technical", "An examination with a stated method, conclusive or from two lineages."
    NAMED = "N", "named", "On the record, with direct knowledge."
    ANONYMOUS = "A", "anonymous", "Unnamed, and not known to be hearsay."
    NONE = "none", "does not count", "Carries no weight on this question."

    @property
    def strong(self) -> bool:
        """Official, technical or named: what an unnamed word never beats."""
        return self in (Weight.OFFICIAL, Weight.TECHNICAL, Weight.NAMED)


class State(Word):
    """The twelve states of a question. The first three are those that a reporter meets first."""

    UNCONFIRMED = "unconfirmed", "unconfirmed", "Nothing that counts speaks for or against it."
    ANONYMOUSLY_CONFIRMED = (
        "anonymously_confirmed",
        "anonymously confirmed",
        "Only unnamed sources confirm it, and nothing that counts speaks against it.",
    )
    OFFICIALLY_DISPUTED = (
        "officially_disputed",
        "officially disputed",
        "Someone who speaks officially on it disputes it; that does not make the document fake.",
    )
    OFFICIALLY_CONFIRMED = (
        "officially_confirmed",
        "officially confirmed",
        "Someone who speaks officially on it confirms it, and nothing of weight speaks against it.",
    )
    INDEPENDENTLY_VERIFIED = (
        "independently_verified",
        "independently verified",
        "Examination confirms it: a conclusive finding, or examiners who share nothing.",
    )
    NAMED_CONFIRMED = (
        "named_confirmed",
        "confirmed by name",
        "A named person with direct knowledge confirms it.",
    )
    CONTESTED = "contested", "contested", "Evidence of like weight stands on both sides."
    SHOWN_FALSE = (
        "shown_false",
        "shown false",
        "A conclusive finding, the maker's admission, or officials and examiners together speak against it.",
    )
    INDEPENDENTLY_DISPUTED = (
        "independently_disputed",
        "independently disputed",
        "Examiners who share nothing dispute it.",
    )
    NAMED_DISPUTED = "named_disputed", "disputed by name", "A named person with direct knowledge disputes it."
    ANONYMOUSLY_DISPUTED = (
        "anonymously_disputed",
        "anonymously disputed",
        "Only unnamed sources dispute it.",
    )
    WITHDRAWN = "withdrawn", "withdrawn", "A confirmation that counted was taken back, and nothing replaces it."

    @property
    def positive(self) -> bool:
        """One of the four states in which the question is confirmed."""
        return self in _POSITIVE

    @property
    def settled(self) -> bool:
        """Whether something stands, on one side alone; not so while nothing does, or both sides do."""
        return self not in (State.UNCONFIRMED, State.CONTESTED, State.WITHDRAWN)

    @property
    def glyph(self) -> str:
        """The name of the state's glyph; the screen and the summaries draw it."""
        return _GLYPHS[self]


_POSITIVE = frozenset(
    {
        State.OFFICIALLY_CONFIRMED,
        State.INDEPENDENTLY_VERIFIED,
        State.NAMED_CONFIRMED,
        State.ANONYMOUSLY_CONFIRMED,
    }
)

_GLYPHS: dict[State, str] = {
    State.UNCONFIRMED: "hollow",
    State.ANONYMOUSLY_CONFIRMED: "half",
    State.OFFICIALLY_DISPUTED: "cross",
    State.OFFICIALLY_CONFIRMED: "full",
    State.INDEPENDENTLY_VERIFIED: "full",
    State.NAMED_CONFIRMED: "full",
    State.CONTESTED: "split",
    State.SHOWN_FALSE: "cross",
    State.INDEPENDENTLY_DISPUTED: "cross",
    State.NAMED_DISPUTED: "cross",
    State.ANONYMOUSLY_DISPUTED: "half_cross",
    State.WITHDRAWN: "struck",
}


FIRST_STATES = (State.UNCONFIRMED, State.ANONYMOUSLY_CONFIRMED, State.OFFICIALLY_DISPUTED)
"""The three states that a reporter meets first; the other nine are their neighbours."""

WORST_FIRST = (
    State.SHOWN_FALSE,
    State.OFFICIALLY_DISPUTED,
    State.CONTESTED,
    State.INDEPENDENTLY_DISPUTED,
    State.NAMED_DISPUTED,
    State.WITHDRAWN,
    State.ANONYMOUSLY_DISPUTED,
)
"""The order in which the headline looks for the worst of the other questions (4d)."""

PURPORTED = {
    "author": "Who is said to have written it.",
    "issuer": "Which office is said to have issued it.",
    "recipient": "To whom it is addressed.",
    "date": "Its own date, as it writes it.",
    "form": "What it is: a letter, an e-mail, a photo of a page.",
    "claims": "What it says, in its own words.",
    "note": "Anything else it says about itself.",
}
"""What a document claims about itself: each purported fact, and what to write there."""

RANKS = {1: "working level", 2: "spokesperson", 3: "minister, deputy or senior officer", 4: "head or formal act"}
"""What the ranks of a source within its body mean."""
