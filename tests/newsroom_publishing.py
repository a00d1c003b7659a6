"""What a newsroom holds, decides and prints, in the sentences of tests: files, custody, approvals, exports."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from workflow import facts as f
from workflow.case import Case
from workflow.facts import Entry, FactId
from workflow.outgoing import digest_of
from workflow.terms import Audience, Box, Copy, ExhibitKind, Gate, Section, Word

AnyWord = TypeVar("AnyWord", bound=Word)


def as_word(cls: type[AnyWord], value: str) -> AnyWord:
    """The member of the vocabulary with this value; msgspec.ValidationError for any other text."""
    return msgspec.convert(str(value), cls)


class Publishing:
    """The sentences of a newsroom about what it holds and what leaves it; each logs one entry and returns its id."""

    log: list[Entry]

    def logs(self, fact: f.Content, *, id: str = "", writer: str = "") -> FactId:
        raise NotImplementedError

    def case(self) -> Case:
        raise NotImplementedError

    def _tick(self) -> str:
        raise NotImplementedError

    def holds(self, kind: str = "original", *, about: str = "", name: str = "", sha256: str = "") -> FactId:
        """A file is held: of the document, or `about` a statement or a request."""
        digest = sha256 or digest_of(f"{kind}{about}{name}{len(self.log)}")
        return self.logs(f.ExhibitAttached(as_word(ExhibitKind, kind), name or f"{kind}.pdf", digest, 1024, about))

    def keeps(self, holder: str = "The desk", *, source: str = "", how: str = "By post.") -> FactId:
        """A step of custody: a holder in words, or a source."""
        return self.logs(f.CustodyRecorded(how, source, "" if source else holder))

    def shows(self, source: str = "", *, office: str = "", copy: str = "described", what: str = "Its words.") -> FactId:
        return self.logs(f.Disclosed(self._tick(), what, as_word(Copy, copy), source, office, "", "They asked."))

    def accuses(self, name: str = "", *, source: str = "", of: str = "Wrote a false order.") -> FactId:
        return self.logs(f.PersonAccused(of, source, name))

    def informs(self, source: str, by: str = "ED") -> FactId:
        """An editor learns who an unnamed source is."""
        return self.logs(f.EditorInformed(source, by, self._tick()))

    def writes(self, section: str, text: str) -> FactId:
        """A passage of the public summary."""
        word = as_word(Section, section)
        return self.logs(f.PublicTextWritten(word, text, self.case().setters("public", (str(word),))))

    def approves(self, place: str, text: str, by: str = "ED") -> FactId:
        return self.logs(f.TextApproved(place, digest_of(text), by))

    def overrides(self, gate: str, *findings: str, reason: str = "It matters.", by: str = "ED") -> FactId:
        return self.logs(f.GateOverridden(as_word(Gate, gate), findings, reason, by))

    def initials(self, *boxes: str, by: str = "ED") -> tuple[FactId, ...]:
        """These boxes, or all of them."""
        return tuple(self.logs(f.BoxInitialled(as_word(Box, box), by)) for box in boxes or ("harm", "law", "traces"))

    def exports(self, audience: str = "public", *, as_of: str = "", form: str = "md", by: str = "ED") -> FactId:
        return self.logs(f.Exported(as_word(Audience, audience), form, "0" * 64, as_of, by))

    def fails(self, export: str) -> FactId:
        return self.logs(f.ExportFailed(export, "The disk was full."))

    def prints(self, export: str, where: str = "https://paper.example/letter") -> FactId:
        return self.logs(f.Printed(export, where, self._tick()))

    def sets_right(self, *exports: str, text: str = "We told it wrong.") -> FactId:
        """A correction reaches whoever got these exports."""
        return self.logs(f.CorrectionMade(exports, self._tick(), "The same page.", text))
