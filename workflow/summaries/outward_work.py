"""The desk's own work as it may leave the desk: files held, custody, disclosure, people accused, promises, decisions.

Of a file that belongs to an unnamed statement only its kind is told; of one that belongs to what may only be counted,
nothing. Who held the document is told by name only where the name may be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workflow.case import Case, Moment, Source, Statement
from workflow.facts import FactId, Promise
from workflow.findings import KINDS
from workflow.gates import covered
from workflow.holdings import Accused, CustodyStep, Disclosure, Exhibit, Holdings, Informed
from workflow.outgoing import Outgoing, Override, PublicPassage
from workflow.promises import Kept, Spoken
from workflow.redaction import Redaction
from workflow.summaries.outward_files import work_on_files
from workflow.terms import Standing, Term
from workflow.voices import UNNAMED, Names, Voice
from workflow.when import When, parse_when

PAIRING_KEY = "g6:pairing"
"""The key of what gate g6 finds where one source declines by name and informs unnamed (W32)."""

NOT_NAMED = "a person who is not named here"
"""Who is accused, where the case holds no name that may be told."""


class Agreement(NamedTuple):
    """The exact words in which terms were agreed: on which date, if that was noted, and whether before the words."""

    terms: Term
    words: str
    agreed: When | None
    spoken: Spoken


class Places(NamedTuple):
    """The new ids of what is printed, by the real ones: statements and requests."""

    statements: Mapping[FactId, FactId]
    requests: Mapping[FactId, FactId]


class Work:
    """Turns the desk's own work outward."""

    def __init__(self, real: Case, moment: Moment, names: Names) -> None:
        self.real, self.moment, self.names = real, moment, names
        hidden = {real.sources[source].name for source in names.protected}
        self._without_hidden = Redaction(hidden)
        self._named = {_plain(s.descriptor) for s in real.sources.values() if names.speaks_openly(s.id)}

    def told(self, text: str, *, unnamed: bool = False, multiline: bool = False) -> str:
        """The desk's own words: without the name of anybody who only speaks unnamed; for an unnamed one, of anybody."""
        return self._without_hidden(self.names.told(text, unnamed=unnamed, multiline=multiline))

    def by_name(self, fact: FactId, source: Source) -> bool:
        """Whether a fact of the desk's own was logged of a source by name."""
        return self._is_open(source) and not self.names.turned_out(fact, source.id)

    def holdings(self, places: Places, speakers: Mapping[FactId, Mapping[FactId, When]]) -> Holdings:
        """Files, custody, disclosures, people accused, and of which speakers an editor knows who they are.

        `speakers` holds the real sources behind each unnamed one, with a time for each.
        """
        exhibits = list(enumerate(self._exhibits(places), 1))
        files = {exhibit.id: f"e{n}" for n, exhibit in exhibits if exhibit.id and exhibit.kind.is_document}
        return Holdings(
            tuple(exhibit._replace(id=f"e{n}", number=n) for n, exhibit in exhibits),
            tuple(self._custody()),
            tuple(self._disclosures()),
            tuple(self._accused()),
            tuple(self._informed(speakers)),
            *work_on_files(self.real.holdings, files, self.moment, self.told),
        )

    def decisions(self, places: Mapping[FactId, FactId]) -> Outgoing:
        """Passages, overrides and initials as they stand today; neither approvals nor exports.

        `places` leads from real ids to new ones, for what an override of the gates may name. Of the findings those are
        left that it still covers, and its place is after all that leaves.
        """
        told, made = self.told, self.real.outgoing
        covers = covered(self.real, self.moment)
        return Outgoing(
            passages=tuple(PublicPassage("", p.section, told(p.text, multiline=True)) for p in made.passages),
            overrides=tuple(
                o._replace(
                    id=f"o{number}",
                    findings=frozenset(
                        filter(None, (_key(key, places) for key in o.findings if (o.gate, key) in covers))
                    ),
                    position=len(self.real.entries),
                    reason=told(o.reason, multiline=True),
                    by=told(o.by),
                )
                for number, o in enumerate(overrides_told(made), 1)
            ),
            initials=tuple(
                i._replace(id="", position=0, by=told(i.by), note=told(i.note, multiline=True)) for i in made.initials
            ),
        )

    def promise(self, statement: Statement, *, unnamed: bool) -> Promise:
        """What is agreed beside the terms; no descriptor that is a named source's own, none under Chatham House."""
        agreed = statement.promise
        bare = self.names.terms[statement.id][0] is Term.CHATHAM_HOUSE
        leads_to_a_name = bare or (unnamed and _plain(agreed.descriptor) in self._named)
        return Promise(
            by=self.told(agreed.by),
            descriptor="" if leads_to_a_name else self.told(agreed.descriptor, unnamed=unnamed),
            reason="" if bare else self.told(agreed.reason, unnamed=unnamed, multiline=True),
            may_quote=agreed.may_quote,
            take_to=self.told(agreed.take_to, unnamed=unnamed),
        )

    def agreements(self, kept: Kept, *, unnamed: bool) -> tuple[Agreement, ...]:
        """The agreements on the terms of a statement, in their exact words, the first one first."""
        return tuple(
            Agreement(
                made.terms,
                self.told(made.words, unnamed=unnamed, multiline=True),
                as_date(made.at) if made.at else None,
                made.spoken,
            )
            for made in (kept.first, *kept.later)
        )

    def _exhibits(self, places: Places) -> Iterator[Exhibit]:
        """Those of the document, then those of named statements, then those of requests; of unnamed words the kinds."""
        held = [exhibit for exhibit in self.real.holdings.exhibits if self._seen(exhibit.obtained, exhibit.claimed_at)]
        yield from (self._exhibit(exhibit, "") for exhibit in held if not exhibit.about)
        for place, name in (*places.statements.items(), *places.requests.items()):
            if place not in self.real.by_id or self.names.voice(self.real.by_id[place]) is Voice.OPEN:
                yield from (self._exhibit(exhibit, name) for exhibit in held if exhibit.about == place)
        for place, name in places.statements.items():
            if self.names.voice(self.real.by_id[place]) is not Voice.OPEN:
                kinds = sorted(exhibit.kind for exhibit in held if exhibit.about == place)
                yield from (Exhibit("", 0, name, kind, "", "", 0, None, "", "", "") for kind in kinds)

    def _exhibit(self, exhibit: Exhibit, about: FactId) -> Exhibit:
        told = self.told
        return exhibit._replace(
            about=about,
            name=told(exhibit.name, unnamed=not about),
            obtained=as_date(exhibit.obtained) if exhibit.obtained else None,
            url=told(exhibit.url),
            note=told(exhibit.note, unnamed=not about, multiline=True),
            claimed_at="",
        )

    def _custody(self) -> Iterator[CustodyStep]:
        for number, step in enumerate(self.real.holdings.custody, 1):
            if not self._seen(step.since, step.claimed_at):
                continue
            source = self.real.sources.get(step.source)
            holder, named = (self.told(step.holder), True) if source is None else self._holder(step.id, source)
            since = as_date(step.since) if step.since and named else None
            how = self.told(step.how, unnamed=not named, multiline=True)
            yield CustodyStep(f"c{number}", "", holder, since, how, "")

    def _holder(self, fact: FactId, source: Source) -> tuple[str, bool]:
        """Who held it, and whether that is a name: a descriptor where it leads to nobody, and never a provider's."""
        if self.by_name(fact, source) and (source.id in self.names.open_roots or not _could_be_secret(source)):
            return self.told(source.name or source.descriptor), True
        described = self.names.unnamed_voice(source.id) is Voice.DESCRIBED
        return (self.told(source.descriptor) if described and not _could_be_secret(source) else UNNAMED), False

    def _disclosures(self) -> Iterator[Disclosure]:
        at, zone = self.moment.as_of, self.real.zone
        for shown in self.real.holdings.disclosures:
            source = self.real.sources.get(shown.source)
            if source is not None and not self.by_name(shown.id, source):
                continue
            if at is not None and shown.at.known_at(zone) > at:
                continue
            yield Disclosure(
                "",
                "",
                self.told(source.name or source.descriptor if source else shown.office),
                shown.at,
                self.told(shown.what, multiline=True),
                shown.copy,
                "",
                self.told(shown.reason, multiline=True),
            )

    def _accused(self) -> Iterator[Accused]:
        for number, accused in enumerate(self.real.holdings.accused, 1):
            if self.moment.has_seen(accused.claimed_at):
                source, called = self.real.sources.get(accused.source), accused.name
                if source is not None:
                    called = "" if self.names.turned_out(accused.id, source.id) else source.name
                name = self.names.told(called) or NOT_NAMED
                allegation = self.told(accused.allegation, multiline=True)
                yield Accused(f"a{number}", source.id if source and called else "", name, allegation, "")

    def _informed(self, speakers: Mapping[FactId, Mapping[FactId, When]]) -> Iterator[Informed]:
        """The speakers of whom an editor knows who they are, all those behind them; a name in the case is known."""
        at, zone = self.moment.as_of, self.real.zone
        told = {i.source for i in self.real.holdings.informed if at is None or i.at.known_at(zone) <= at}
        for speaker, behind in speakers.items():
            if all(source in told or self.real.sources[source].name for source in behind):
                yield Informed("", speaker, "", next(iter(behind.values())))

    def _is_open(self, source: Source) -> bool:
        return self.names.speaks_openly(source.id) and source.id not in self.names.protected

    def _seen(self, when: When | None, claimed_at: str) -> bool:
        if when is None or self.moment.as_of is None:
            return self.moment.has_seen(claimed_at)
        return when.known_at(self.real.zone) <= self.moment.as_of


def overrides_told(made: Outgoing) -> tuple[Override, ...]:
    """The overrides that may be told: not one of the forbidden pairing alone, for that stays on the desk's screens."""
    return tuple(override for override in made.overrides if override.findings != {PAIRING_KEY})


def told_finding(name: str) -> str:
    """The id of the finding that an examination was made from; nothing where it is a source risk."""
    return "" if name in KINDS and KINDS[name].is_risk else name


def as_date(when: When) -> When:
    """The calendar date of a time, as written: the hour at which somebody had a file can tell who it was."""
    return parse_when(when.text[:10])


def _key(key: str, places: Mapping[FactId, FactId]) -> str:
    """The key of a finding of a gate under the new ids, as in `g1:a question:a stance`; empty for any other."""
    gate, _, rest = key.partition(":")
    subject, _, point = rest.rpartition(":")
    if gate in ("g1", "g2", "g3"):
        return f"{gate}:{places[subject]}:{point}" if subject in places else ""
    if gate == "g4":
        return f"g4:{places.get(rest, rest if rest.isalpha() else '')}"
    return key if gate == "g5" else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _could_be_secret(source: Source) -> bool:
    return source.standing in (Standing.PROVIDER, Standing.INSIDER)
