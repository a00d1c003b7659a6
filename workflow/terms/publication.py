"""The vocabulary of what leaves the building: copies, exhibits, audiences, gates, boxes."""

from __future__ import annotations

from workflow.terms.word import Word


class Copy(Word):
    """What of the document somebody was shown; a copy can give the source away."""

    NOTHING = "nothing", "nothing", "Asked without showing or describing it."
    DESCRIBED = "described", "described in words", "Told what it says; no page was shown."
    RETYPED = "retyped", "its words, typed anew", "Its words on a page of our own, with none of its marks."
    REMADE = "remade", "a copy made to show", "A picture of it made for showing, with no metadata."
    ORIGINAL = "original", "the original", "The file or page as it reached us: it can give the source away."


class ExhibitKind(Word):
    """What a file is that the desk holds."""

    ORIGINAL = "original", "the document", "The document as it reached us."
    CAPTURE = "capture", "page where it was found", "The page or post on which the document circulated."
    COPY = "copy", "copy made to show", "A copy of the document made to be shown."
    RECORDING = "recording", "recording", "Sound or pictures of the source saying it."
    TRANSCRIPT = "transcript", "transcript", "The words as somebody took them down in full."
    REPLY = "reply", "reply", "The letter or message in which the source said it."
    SCREENSHOT = "screenshot", "screenshot", "A picture of the source's own post or message."
    REPORT = "report", "report", "The article or broadcast that relayed it."

    @property
    def holds_words(self) -> bool:
        """Whether it holds the source's own words, so that nobody need relay them."""
        return self in (ExhibitKind.RECORDING, ExhibitKind.TRANSCRIPT, ExhibitKind.REPLY, ExhibitKind.SCREENSHOT)

    @property
    def is_document(self) -> bool:
        """Whether it is the document itself, or shows it."""
        return self in (ExhibitKind.ORIGINAL, ExhibitKind.CAPTURE, ExhibitKind.COPY)


class Audience(Word):
    """For whom a file is that leaves the desk."""

    EDITOR = "editor", "an editor", "All that may leave the desk; no unnamed source shows."
    LAWYER = "lawyer", "a lawyer", "What is to be published, its evidence, promises, right of reply; no opinions."
    PUBLIC = "public", "the public", "How we checked this: only texts that were approved, word for word."
    DESK = "desk", "another desk", "Everything, names included, or a calendar of our own."


class Section(Word):
    """A passage of the public summary that the desk writes itself."""

    SURFACED = "surfaced", "where it surfaced", "How the document came to light, as far as that may be told."
    METHOD = "method", "what we did to check it", "What was examined, compared and asked."
    LIMITS = "limits", "what we could not check", "The limits of the checks."


class Gate(Word):
    """The gates before publication; a shut gate says what is missing and never blocks work."""

    ORIGINS = "g1", "two origins", "What rests on unnamed sources alone rests on two origins."
    OWN_SOURCE = "g2", "a source of our own", "What rests on the unnamed sources of others is told second-hand alone."
    UNNAMED = "g3", "unnamed sources", "An editor knows who each is; reason, descriptor and knowledge are on file."
    REPLY = "g4", "right of reply", "Author, issuer and anyone accused were asked, and answered or let it pass."
    ORIGINAL = "g5", "the original", "It is kept and hashed; custody and what it claims about itself are on file."
    WORDING = "g6", "wording", "No text says more than its statements; no state stands without its question."
    BOXES = "g7", "harm and law", "Harm, law, and traces that identify the source are initialled."
    LEAKS = "g8", "nothing that must stay", "Nothing off the record, under embargo or identifying is in what goes out."


class Box(Word):
    """What somebody weighs and initials before anything goes to the public."""

    HARM = "harm", "harm", "Who could be hurt by this, and why it is published all the same."
    LAW = "law", "law", "Secrecy, contempt, privacy, libel, copyright."
    TRACES = "traces", "traces", "Marks, words and times in what is shown that could identify the source."


class RevealReason(Word):
    """Why somebody looked at an identity in the vault; the log holds the kind alone."""

    CONTACT = "contact", "to reach the source", "A question, a warning or an answer has to get to them."
    EDITOR = "editor", "to tell an editor", "An editor has to know who it is before publication."
    LAWYER = "lawyer", "on a lawyer's advice", "A lawyer has to know, or asked us to look."
    SAFETY = "safety", "for the source's safety", "Somebody is in danger."
    CORRECTION = "correction", "to put an entry right", "What the vault holds has to be corrected."
    OTHER = "other", "another reason", "The words of the reason stand in the vault."
