"""A case as a case file: what states are made of, and a list of what the format cannot carry."""

from __future__ import annotations

import json
import re

import msgspec

from workflow import facts as f
from workflow.case import Case, Moment, Question, Source, Statement
from workflow.casefile.leaving import LeftOut, not_carried
from workflow.casefile.model import (
    FORMAT,
    GRADE,
    IDENT,
    LIMIT_BYTES,
    SLUG,
    CaseFile,
    FileQuestion,
    FileSource,
    FileStatement,
    said_knowledge,
)
from workflow.clean import has_line_end
from workflow.evidence import weigh
from workflow.facts import FactId
from workflow.fate import Rule
from workflow.terms import Kind, Stance, Standing, Term
from workflow.when import iso

# Raw, these would move a terminal's cursor or hide in an editor; JSON can say each as an escape.
_UNSEEN = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")

_TAKEN_BACK = "a statement that was taken back"


def write_case(case: Case) -> tuple[bytes, tuple[str, ...]]:
    """The case file of a case, the same bytes for the same facts, and sentences on what it cannot carry."""
    file, left_out = case_file_of(case)
    data = encode(file)
    if len(data) > LIMIT_BYTES:
        left_out += ("The file is larger than 64 MB, the most that an import takes.",)
    return data, left_out


def encode(case: CaseFile) -> bytes:
    """A case file as JSON in UTF-8, indented, every character in it visible."""
    content = {"format": FORMAT, **msgspec.to_builtins(case)}
    for statement in content["statements"]:
        if set(statement.get("knowledge", ())) == {"default"}:
            statement["knowledge"] = statement["knowledge"]["default"]
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return (_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode()


def case_file_of(case: Case) -> tuple[CaseFile, tuple[str, ...]]:
    """A case in the terms of a case file, as it stands today, and sentences on what is not carried.

    What the format would refuse is put so that the states stay what they are.
    """
    return _Writer(case).write()


class _Writer:
    """One case on its way into the format."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.left = LeftOut()
        # A date alone ends in UTC in the format, and in the case's own zone on the desk.
        self.said = sorted(case.statements, key=lambda said: (said.learned.known_at(), said.position))
        if [said.id for said in self.said] != [said.id for said in case.statements]:
            self.left.say("Some statements change places: in the file a date without a time ends at midnight UTC.")
        lineages = {source.lineage for source in case.sources.values()} | {said.says.lineage for said in self.said}
        free_text = {_TAKEN_BACK, *(said.says.derived_from for said in self.said)} - case.by_id.keys()
        self.questions = _ids(self._asked(), "question-", {"default"})
        self.sources = _ids([(source.id, source.slug) for source in case.sources.values()], "source-", set(), lineages)
        self.statements = _ids([(said.id, said.says.slug) for said in self.said], "s", free_text)
        tallies = weigh(case, Moment(None, 0)).values()
        self.unsettled = {fate.statement.id for tally in tallies for fate in tally.fates if fate.rule is Rule.CONTESTED}

    def write(self) -> tuple[CaseFile, tuple[str, ...]]:
        statements = tuple(self._statement(said) for said in self.said)
        file = CaseFile(
            id=self._slug(),
            title=self._title(),
            document={name: text for name in f.DOCUMENT_FIELDS if (text := self.case.document.get(name))},
            questions=tuple(self._question(question) for question in self.case.questions if self._kept(question)),
            sources=tuple(self._source(source, statements) for source in self.case.sources.values()),
            statements=statements,
            invented=self.case.invented,
        )
        if not any(question.kind is Kind.GENUINE for question in file.questions):
            added = FileQuestion(_free("genuine", set(self.questions.values())), Kind.GENUINE, "")
            file = msgspec.structs.replace(file, questions=(added, *file.questions))
            self.left.say("A question of the kind genuine is added without words, for a case file needs one.")
        return file, self.left.sentences() + not_carried(self.case)

    def _slug(self) -> str:
        if SLUG.fullmatch(self.case.slug):
            return self.case.slug
        return re.sub(r"[^A-Za-z0-9._-]+", "-", self.case.slug).strip("._-")[:80] or "case"

    def _title(self) -> str:
        title = self.case.title or self._slug()
        if not has_line_end(title):
            return title
        self.left.say("The title has several lines; in the file it stands on one.")
        return " ".join(title.split()) or self._slug()

    def _asked(self) -> list[tuple[FactId, str]]:
        kept = [question for question in self.case.questions if self._kept(question)]
        if len(kept) < len(self.case.questions):
            self.left.say("A second question of the kind genuine is left out, and every stance on it.")
        return [(question.id, question.slug) for question in kept]

    def _kept(self, question: Question) -> bool:
        first = next((other for other in self.case.questions if other.kind is Kind.GENUINE), question)
        return question.kind is not Kind.GENUINE or question is first

    def _question(self, question: Question) -> FileQuestion:
        return FileQuestion(self.questions[question.id], question.kind, question.proposition)

    def _source(self, source: Source, statements: tuple[FileStatement, ...]) -> FileSource:
        own = self.sources[source.id]
        on_record = [said for said in statements if said.source == own and said.terms is Term.ON_RECORD]
        name = source.name if source.name.strip() else ""
        if not name and any(said.stances for said in on_record):
            name = next((words for words in (source.descriptor, source.code_name) if words.strip()), own)
            self.left.add("name", "The descriptor stands in for the missing name of {} on the record.", own)
        elif name and not on_record and source.standing is not Standing.OUTLET:
            name = ""
            self.left.add("unnamed", "The name of {} is left out: the source has not spoken on the record.", own)
        if own != source.slug and source.slug:
            self.left.add("renamed", "The source {} goes by another id in the file.", source.slug)
        return FileSource(
            id=own,
            descriptor=source.descriptor,
            standing=source.standing,
            name=name,
            body=source.body,
            rank=min(max(source.rank, 1), 4),
            lineage="" if source.root == own else source.lineage or source.slug,
        )

    def _statement(self, said: Statement) -> FileStatement:
        says = said.says
        terms, embargo = said.terms_at(None)
        stances = self._stances(said)
        technical = says.technical
        known = {name: how for name, how in says.knowledge.items() if name == "default" or name in self.questions}
        return FileStatement(
            id=self.statements[said.id],
            source=self.sources[said.source],
            said_at=says.said_at,
            terms=terms,
            stances=stances,
            learned_at="" if says.learned_at == says.said_at else says.learned_at,
            via=says.via,
            knowledge=said_knowledge({self.questions.get(name, name): how for name, how in known.items()}),
            method="technical" if technical else "",
            conclusive=says.conclusive and technical,
            derived_from=self._derived(says.derived_from),
            lineage=says.lineage,
            grade=_grade(says.grade),
            embargo_until=says.embargo_until if embargo == said.embargo else iso(embargo) if embargo else "",
            retracts=self._retracts(said, stances),
            corrects=tuple(self.statements[name] for name in says.corrects if name in self.statements),
            asserted={self.questions[name]: words for name, words in says.asserted.items() if name in self.questions},
            hedged=says.hedged,
            quote=says.quote,
            paraphrase=says.paraphrase,
            url=says.url,
        )

    def _stances(self, said: Statement) -> dict[str, Stance]:
        stances = {}
        for name, stance in said.says.stances.items():
            if said.id in self.unsettled and stance.weighs:
                sentence = "{} carries no stance that counts: two facts about it disagree on the desk."
                self.left.add("unsettled", sentence, self.statements[said.id])
            elif name in self.questions:
                stances[self.questions[name]] = stance
        return stances

    def _derived(self, origin: str) -> str:
        if origin in self.statements:
            return self.statements[origin]
        return _TAKEN_BACK if origin and any(entry.id == origin for entry in self.case.entries) else origin

    def _retracts(self, said: Statement, stances: dict[str, Stance]) -> tuple[str, ...]:
        listed = said.says.retracts
        if not listed or Stance.RETRACTS not in stances.values():
            return ()
        # An empty list would take back all that the source said; a retraction that names itself takes back nothing.
        return tuple(self.statements[name] for name in listed if name in self.statements) or (self.statements[said.id],)


def _ids(
    items: list[tuple[FactId, str]], prefix: str, reserved: set[str], lineages: frozenset[str] | set[str] = frozenset()
) -> dict[FactId, str]:
    """An id in the file for each item: its slug where that is well formed and free, else a made one."""
    taken = set(reserved)
    found: dict[FactId, str] = {}
    for name, slug in items:
        if slug not in taken and IDENT.fullmatch(slug):
            taken.add(slug)
            found[name] = slug
    taken |= lineages
    for number, (name, _) in enumerate(items, 1):
        if name not in found:
            found[name] = _free(f"{prefix}{number}", taken)
            taken.add(found[name])
    return {name: found[name] for name, _ in items}


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _grade(grade: str) -> str:
    """The grade as an Admiralty pair; half of one is completed so that it holds the statement back or not as before."""
    if not grade or GRADE.fullmatch(grade):
        return grade
    letters, digits = re.findall("[A-F]", grade), re.findall("[1-6]", grade)
    if not letters and not digits:
        return ""
    letter = "E" if "E" in letters else (letters or ["F"])[0]
    return letter + ("5" if "5" in digits else (digits or ["6"])[0])
