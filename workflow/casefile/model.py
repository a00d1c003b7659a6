"""What a case file holds, as plain frozen data: its keys are the names of these fields."""

from __future__ import annotations

import re

import msgspec

from workflow.clean import one_line
from workflow.errors import OnRecordError
from workflow.terms import Kind, Knowledge, Stance, Standing, State, Term

FORMAT = "onrecord-case/1"
LIMIT_BYTES = 64_000_000
"""The largest case file, in bytes."""

_HIDDEN = r"\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
IDENT = re.compile(rf"[^{_HIDDEN}](?:[^{_HIDDEN}]| (?! )){{0,118}}(?<! )")
"""What the id of a question, a source or a statement may be: up to 119 visible characters, single spaces inside."""

SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", re.ASCII)
"""What the id of a case may be: it is typed on the command line and stands in file names."""

GRADE = re.compile(r"[A-F][1-6]", re.ASCII)
"""An Admiralty pair: how reliable the source, how credible the information."""


class BadCaseFile(OnRecordError):
    """A case file that cannot be taken; `path` is the place inside it, such as statements[3].stances.genuine."""

    def __init__(self, what: str, *, file: str, path: str = "", remedy: str = "") -> None:
        super().__init__(what, where=f"{file}, {path}" if path else file, remedy=remedy)
        self.path = path


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a case file; a field that stands at its default is not written."""


class FileQuestion(Part, frozen=True):
    """A question, by its id in the file."""

    id: str
    kind: Kind
    proposition: str


class FileSource(Part, frozen=True):
    """A source, by its id in the file; an empty lineage is its own id."""

    id: str
    descriptor: str
    standing: Standing
    name: str = ""
    body: str = ""
    rank: int = 2
    lineage: str = ""


class FileStatement(Part, frozen=True):
    """A statement; everything that it names goes by the ids of the file. `learned_at` is empty if it is `said_at`."""

    id: str
    source: str
    said_at: str
    terms: Term
    stances: dict[str, Stance]
    learned_at: str = ""
    via: str = ""
    knowledge: dict[str, Knowledge] = {}
    method: str = ""
    conclusive: bool = False
    derived_from: str = ""
    lineage: str = ""
    grade: str = ""
    embargo_until: str = ""
    retracts: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    asserted: dict[str, str] = {}
    hedged: bool = False
    quote: str = ""
    paraphrase: str = ""
    url: str = ""


class FileHeadline(Part, frozen=True):
    """An expected headline: the state and the questions that it names."""

    state: State
    questions: tuple[str, ...]


class Expected(Part, frozen=True):
    """What a replay compares after a statement; questions that are not listed are not compared."""

    after: str
    states: dict[str, State] = {}
    headline: FileHeadline | None = None


class CaseFile(Part, frozen=True, kw_only=True):
    """A whole case file, checked. Statements stand in the order in which they were learned."""

    id: str
    title: str
    document: dict[str, str] = {}
    questions: tuple[FileQuestion, ...]
    sources: tuple[FileSource, ...]
    statements: tuple[FileStatement, ...]
    expected: tuple[Expected, ...] = ()
    invented: bool = False


class Misfit(Exception):
    """Something in a case file that does not fit, on its way up to the place where the whole path is known."""

    def __init__(self, what: str, remedy: str = "", path: tuple[str | int, ...] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.path = path

    def inside(self, step: str | int) -> Misfit:
        """The same misfit, seen from one level further out."""
        return Misfit(self.what, self.remedy, (step, *self.path))

    def error(self, file: str) -> BadCaseFile:
        """The error that a reporter sees."""
        return BadCaseFile(self.what, file=file, path=path_text(self.path), remedy=self.remedy)


def path_text(path: tuple[str | int, ...]) -> str:
    """A path as it is shown: statements[3].stances.genuine."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{one_line(step, 60)}" for step in path)
    return "".join(steps).removeprefix(".")


def shown(text: str) -> str:
    """Text from a file as an error may show it: cleaned, short, in quotation marks."""
    return f"“{one_line(text, 60)}”"


def said_knowledge(knowledge: dict[str, Knowledge]) -> dict[str, Knowledge]:
    """Kinds of knowledge without those that say nothing: what is missing is unknown unless a default says more."""
    if knowledge.get("default", Knowledge.UNKNOWN) is not Knowledge.UNKNOWN:
        return knowledge
    return {name: how for name, how in knowledge.items() if how is not Knowledge.UNKNOWN}
