"""Facts in, case out: one pure pass over the entries, in total order, to the case that they tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from typing import Any, TypeVar

import msgspec

from workflow import facts as f
from workflow import fold_desk
from workflow.case import (
    Case,
    Contested,
    Disagreement,
    Note,
    Question,
    Source,
    Statement,
    TermChange,
)
from workflow.facts import Entry, FactId
from workflow.outgoing import PublicPassage
from workflow.terms import Section, Standing
from workflow.when import parse_instant, parse_when, zone_of

Setter = tuple[FactId, Mapping[str, Any], tuple[FactId, ...]]
AnyFact = TypeVar("AnyFact", bound=f.Fact)


def fold(entries: Iterable[Entry]) -> Case:
    """The case that a set of entries tells, given in their total order."""
    log = tuple(entries)
    return _Fold(log).case()


def in_effect(log: Sequence[Entry]) -> frozenset[FactId]:
    """The ids of the entries that are not taken back; an entry that takes back may itself be taken back."""
    takers: dict[FactId, list[FactId]] = {}
    for entry in log:
        if isinstance(entry.fact, f.TakenBack):
            takers.setdefault(entry.fact.target, []).append(entry.id)
    if not takers:
        return frozenset(entry.id for entry in log)
    gone: dict[FactId, bool] = {}
    for entry in reversed(log):
        gone[entry.id] = any(not gone.get(taker, True) for taker in takers.get(entry.id, ()))
    return frozenset(name for name, out in gone.items() if not out)


class _Values:
    """The values of one subject's fields: what was assigned, less what later facts superseded."""

    def __init__(self, case: _Fold) -> None:
        self._fold = case
        self.contested: list[str] = []

    def resolve(self, subject: FactId, base: Mapping[str, Any], setters: Sequence[Setter]) -> dict[str, Any]:
        values = dict(base)
        self.contested = []
        for field in {name: None for _, changes, _ in setters for name in changes}:
            touching = [setter for setter in setters if field in setter[1]]
            lifted = self._fold.lifted(name for _, _, supersedes in touching for name in supersedes)
            live = [(name, changes[field]) for name, changes, _ in touching if name not in lifted]
            if subject not in lifted and field in base:
                live.insert(0, (subject, base[field]))
            self._fold.set_by[subject, field] = tuple(name for name, _ in live)
            values[field] = live[0][1]
            if any(value != live[0][1] for _, value in live):
                self.contested.append(field)
                self._fold.contested.append(Contested(subject, field, tuple(name for name, _ in live)))
        return values


class _Fold:
    """One pass: the facts in effect sorted by kind, then each part of the case built from its own."""

    def __init__(self, log: tuple[Entry, ...]) -> None:
        self.log = log
        self.standing = in_effect(log)
        self.by_kind: dict[type, list[tuple[int, Entry]]] = {}
        self.taken_back: dict[FactId, tuple[FactId, ...]] = {}
        for position, entry in enumerate(log):
            if entry.id in self.standing:
                self.by_kind.setdefault(type(entry.fact), []).append((position, entry))
            else:
                self.taken_back[entry.id] = getattr(entry.fact, "supersedes", ())
        self.contested: list[Contested] = []
        self.waiting: list[FactId] = []
        self.set_by: dict[tuple[FactId, str], tuple[FactId, ...]] = {}
        self.values = _Values(self)

    def lifted(self, superseded: Iterable[FactId]) -> set[FactId]:
        """The facts superseded, and what those of them that were taken back had superseded themselves."""
        found: set[FactId] = set()
        todo = list(superseded)
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo.extend(self.taken_back.get(name, ()))
        return found

    def each(self, cls: type[AnyFact]) -> list[tuple[FactId, AnyFact]]:
        return [(entry.id, entry.fact) for _, entry in self.by_kind.get(cls, ())]  # type: ignore[misc]

    def placed(self, cls: type) -> Sequence[tuple[int, Entry]]:
        return self.by_kind.get(cls, ())

    def case(self) -> Case:
        opened = self.each(f.CaseOpened)
        case_id, opening = opened[0] if opened else ("", f.CaseOpened(slug="", title=""))
        base = {"title": opening.title, "timezone": opening.timezone}
        renames: list[Setter] = [(n, {"title": x.title}, x.supersedes) for n, x in self.each(f.CaseRenamed)]
        zonings: list[Setter] = [(n, {"timezone": x.timezone}, x.supersedes) for n, x in self.each(f.CaseZoned)]
        head = self.values.resolve(case_id, base, [*renames, *zonings])
        lifted = self.lifted(name for _, reopened in self.each(f.CaseReopened) for name in reopened.supersedes)
        closings = [name for name, _ in self.each(f.CaseClosed) if name not in lifted]
        sources, root = self.sources()
        statements = self.statements(zone_of(head["timezone"]), root)
        passages = self.passages()
        return Case(
            id=case_id,
            slug=opening.slug,
            title=head["title"],
            timezone=head["timezone"],
            invented=opening.invented,
            is_open=not closings,
            document=self.document(),
            questions=self.questions(),
            sources=sources,
            statements=statements,
            requests=fold_desk.requests(self.placed, root),
            notes=tuple(
                Note(entry.id, entry.fact.text, entry.fact.about, entry.claimed_at)
                for _, entry in self.by_kind.get(f.NoteAdded, ())
                if isinstance(entry.fact, f.NoteAdded)
            ),
            disagreements=tuple(
                Disagreement(entry.id, x.question, x.state, x.reason, x.by, entry.claimed_at)
                for _, entry in self.by_kind.get(f.DisagreementNoted, ())
                if isinstance(x := entry.fact, f.DisagreementNoted)
            ),
            contested=tuple(self.contested),
            waiting=tuple(self.waiting),
            entries=self.log,
            in_effect=self.standing,
            set_by={**self.set_by, ("case", "closed"): tuple(closings)},
            holdings=fold_desk.holdings(self.log, self.placed, root),
            outgoing=fold_desk.outgoing(self.placed, passages),
        )

    def document(self) -> dict[str, str]:
        setters: list[Setter] = [(n, x.fields, x.supersedes) for n, x in self.each(f.DocumentDescribed)]
        fields = self.values.resolve("document", {}, setters)
        return {name: fields[name] for name in f.DOCUMENT_FIELDS if fields.get(name)}

    def passages(self) -> tuple[PublicPassage, ...]:
        setters: list[Setter] = [(n, {str(x.section): x.text}, x.supersedes) for n, x in self.each(f.PublicTextWritten)]
        texts = self.values.resolve("public", {}, setters)
        return tuple(
            PublicPassage(self.set_by["public", section][0], section, texts[section])
            for section in Section
            if texts.get(section)
        )

    def questions(self) -> tuple[Question, ...]:
        worded: dict[FactId, list[Setter]] = {}
        for name, x in self.each(f.QuestionWorded):
            worded.setdefault(x.question, []).append((name, {"proposition": x.proposition}, x.supersedes))
        withdrawn = {x.question for _, x in self.each(f.QuestionWithdrawn)}
        return tuple(
            Question(
                name,
                x.slug,
                x.kind,
                self.values.resolve(name, {"proposition": x.proposition}, worded.get(name, ()))["proposition"],
            )
            for name, x in self.each(f.QuestionRaised)
            if name not in withdrawn
        )

    def sources(self) -> tuple[dict[FactId, Source], dict[FactId, FactId]]:
        described: dict[FactId, list[Setter]] = {}
        for name, x in self.each(f.SourceDescribed):
            described.setdefault(x.source, []).append((name, x.changes, x.supersedes))
        added = dict(self.each(f.SourceAdded))
        root = merged_roots([(m.keep, m.gone) for _, m in self.each(f.SourcesMerged)], added)
        merged: dict[FactId, list[FactId]] = {}
        for name, kept in root.items():
            if name != kept:
                merged.setdefault(kept, []).append(name)
        sources = {}
        for name, new in added.items():
            if root[name] != name:
                continue
            values = {field: getattr(new, field) for field in f.SOURCE_FIELDS}
            if name in described:
                values = self.values.resolve(name, values, described[name])
                values["standing"] = msgspec.convert(_plain(values["standing"]), Standing)
            sources[name] = Source(id=name, slug=new.slug, merged=tuple(merged.get(name, ())), **values)
        return sources, root

    def statements(self, zone: tzinfo, root: Mapping[FactId, FactId]) -> tuple[Statement, ...]:
        corrected: dict[FactId, list[Setter]] = {}
        for name, x in self.each(f.StatementCorrected):
            corrected.setdefault(x.statement, []).append((name, x.changes, x.supersedes))
        changes = self.term_changes(zone)
        found = []
        for position, entry in self.by_kind.get(f.StatementLogged, ()):
            says = entry.fact
            assert isinstance(says, f.StatementLogged)
            contested: tuple[str, ...] = ()
            if entry.id in corrected:
                base = {field: getattr(says, field) for field in f.STATEMENT_FIELDS}
                values = self.values.resolve(entry.id, base, corrected[entry.id])
                contested = tuple(self.values.contested)
                says = msgspec.convert({**_plain(says), **_plain(values)}, f.StatementLogged)
            if says.source not in root:
                self.waiting.append(entry.id)
                continue
            said = parse_when(says.said_at)
            learned = parse_when(says.learned_at) if says.learned_at else said
            found.append(
                Statement(
                    entry.id,
                    says,
                    root[says.source],
                    said,
                    learned,
                    learned.known_at(zone),
                    position,
                    parse_instant(says.embargo_until) if says.embargo_until else None,
                    tuple(changes.get(entry.id, ())),
                    contested,
                )
            )
        found.sort(key=lambda statement: statement.order)
        return tuple(found)

    def term_changes(self, zone: tzinfo) -> dict[FactId, list[TermChange]]:
        changes: dict[FactId, list[TermChange]] = {}
        for _, entry in (*self.by_kind.get(f.TermsTightened, ()), *self.by_kind.get(f.TermsAgreed, ())):
            x: Any = entry.fact
            until = parse_instant(x.embargo_until) if x.embargo_until else None
            lifts = tuple(self.lifted(x.supersedes))
            agreed, promise = None, f.Promise(may_quote=False if getattr(x, "no_quote", False) else None)
            if isinstance(x, f.TermsAgreed):
                agreed, promise = parse_when(x.agreed_at).known_at(zone), x.promise
            changes.setdefault(x.statement, []).append(TermChange(entry.id, x.terms, until, agreed, lifts, promise))
        for statement, made in changes.items():
            depths = _depths(made)
            made.sort(key=lambda change: (depths[change.id], change.agreed_at or 0, change.id))
            lifted = {name for change in made for name in change.supersedes}
            live = tuple(name for name in (statement, *(change.id for change in made)) if name not in lifted)
            self.set_by[statement, "terms"] = live
        return changes


def _depths(made: Sequence[TermChange]) -> dict[FactId, int]:
    """How many changes of terms each one stands upon, every one replaced by the next: what is newer in any log."""
    depths = dict.fromkeys((change.id for change in made), 0)
    for _ in made:
        before = dict(depths)
        for change in made:
            depths[change.id] = max((before[name] + 1 for name in change.supersedes if name in before), default=0)
        if depths == before:
            break
    return depths


def merged_roots(merges: Sequence[tuple[FactId, FactId]], known: Iterable[FactId]) -> dict[FactId, FactId]:
    """For each known source the one that stands for it after mergers, whatever their order."""
    group = {name: name for name in known}

    def find(name: FactId) -> FactId:
        while group[name] != name:
            name = group[name]
        return name

    gone = {out for _, out in merges}
    for keep, out in merges:
        if keep in group and out in group:
            first, second = sorted((find(keep), find(out)), key=lambda name: (name in gone, name))
            group[second] = first
    return {name: find(name) for name in group}


def _plain(values: Any) -> Any:
    return msgspec.to_builtins(values)
