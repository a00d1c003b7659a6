"""The vocabulary of looking at a file: how a check ended, what a finding weighs, how the reader was locked in."""

from __future__ import annotations

from workflow.terms.word import Word


class Severity(Word):
    """How much a finding weighs: for the reporter's attention, never as a score."""

    INFO = "info", "info", "Context: true of most files of this kind."
    NOTE = "note", "note", "Worth looking at: it tells something of this very file."
    WARNING = "warning", "warning", "It bars a claim, or can endanger somebody."


class Outcome(Word):
    """How a check ended. What was not checked is never told as not found."""

    FOUND = "found", "found", "The check was made, and there is something."
    NOT_FOUND = "not_found", "not found", "The check was made to its end, and there is nothing."
    NOT_APPLICABLE = "not_applicable", "does not apply", "A file of this kind cannot have it."
    NOT_CHECKED = "not_checked", "not checked", "The check was not made to its end; the reason stands beside it."


class Rung(Word):
    """How the process that reads a hostile file is locked in, the strongest first."""

    BWRAP = "bwrap", "bubblewrap", "No network, none of our files, bounded memory and time."
    USERNS = "userns+landlock", "namespaces and Landlock", "No network, no file but the one, bounded memory and time."
    SANDBOX_EXEC = "sandbox-exec", "sandbox-exec", "No network, no file but the one, bounded time."
    LANDLOCK = "landlock", "Landlock", "No network, no file but the one, bounded memory and time."
    RLIMITS = "rlimits", "limits alone", "Bounded memory and time; files and network are not shut off."

    @property
    def is_weak(self) -> bool:
        """Whether complex formats are left unread on it, unless the reporter says otherwise for one file."""
        return self is Rung.RLIMITS


class Speaks(Word):
    """Which of the four questions about a file a finding speaks to; none speaks to whether what it says is true."""

    ORIGIN = "origin", "origin", "Whether it came from where it says."
    INTEGRITY = "integrity", "integrity", "Whether it changed since."
    STATUS = "status", "status", "Whether it is a draft or final, signed, sent."
    RISK = "risk", "source risk", "What in it could give somebody away, or call home."
    READING = "reading", "how it was read", "How far the file could be read at all."


class Handling(Word):
    """What was done with a file that the desk keeps."""

    COPIED_OUT = "copied_out", "copied out", "Its bytes were written to a place outside the desk."
    FLATTENED = "flattened", "flattened", "A copy of pictures alone was made of it, to show."
    CLEANED = "cleaned", "cleaned", "A copy without metadata was made of it by a cleaning tool."
    UNPACKED = "unpacked", "unpacked", "A file that lay within it was taken out and kept by itself."
    COMPARED = "compared", "compared", "It was compared with another copy."


class Seen(Word):
    """What a person sees where a handwritten signature would stand."""

    YES = "yes", "yes", "A handwritten signature can be seen."
    NO = "no", "no", "No handwritten signature can be seen."
    UNCLEAR = "unclear", "cannot tell", "It cannot be told from this copy."
