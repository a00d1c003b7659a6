"""The brute-force twin of the rules: classes, supersession, decision table and headline, read literally and slowly."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from workflow.case import Case, Moment, Question, Statement
from workflow.terms import Kind, Knowledge, Stance, Standing, State, Term

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WORST = "shown_false officially_disputed contested independently_disputed named_disputed withdrawn anonymously_disputed"
OFFICIAL = {
    "author": "genuine intact status delivered reading",
    "issuer": "genuine intact status delivered reading content handling",
    "custodian": "genuine intact status handling",
    "recipient": "delivered",
    "subject": "content",
    "authority": "handling",
}
STRENGTH = {"A": 1, "N": 2, "technical": 3, "O": 3}
CONFIRMED_BY = {
    "O": State.OFFICIALLY_CONFIRMED,
    "T": State.INDEPENDENTLY_VERIFIED,
    "N": State.NAMED_CONFIRMED,
}


@dataclass
class Finding:
    """What the twin makes of one question: its state, the row of the table, and how each statement fared.

    `rows` holds the row of 4a for each statement, `fates` what became of those with a class.
    """

    state: State
    row: str
    rows: dict[str, int]
    fates: dict[str, str]
    confirming: dict[str, str] = field(default_factory=dict)
    disputing: dict[str, str] = field(default_factory=dict)
    marked: bool = False


def judge(case: Case, moment: Moment) -> dict[str, Finding]:
    """The finding on each question by its id."""
    return {question.id: _Desk(case, moment, question).finding() for question in case.questions}


def head(case: Case, findings: dict[str, Finding]) -> tuple[State, tuple[str, ...]]:
    """The headline: its state and the ids of the questions that it names."""
    genuine = next(question for question in case.questions if question.kind is Kind.GENUINE)
    state = findings[genuine.id].state
    if state in ("officially_confirmed", "independently_verified", "named_confirmed", "anonymously_confirmed"):
        for worst in WORST.split():
            named = [q.id for q in case.questions if q is not genuine and findings[q.id].state == worst]
            if named:
                return State[worst.upper()], tuple(named)
    return state, (genuine.id,)


def time_of(text: str) -> datetime | None:
    """The time that a text holds, in UTC; None for a date alone."""
    return datetime.fromisoformat(text).astimezone(UTC) if "T" in text else None


def age(one: str, other: str) -> int:
    """-1, 0 or 1 as one text is earlier than, level with or later than the other, by 4b."""
    first, second = time_of(one), time_of(other)
    a: object = first if first and second else one[:10]
    b: object = second if first and second else other[:10]
    return 0 if a == b else -1 if a < b else 1  # type: ignore[operator]


def learned_text(statement: Statement) -> str:
    """When a statement was learned, as written."""
    return statement.says.learned_at or statement.says.said_at


def learned_time(case: Case, text: str) -> datetime:
    """The time at which something written so was learned; a date alone is the end of that date where the case is."""
    exact = time_of(text)
    if exact:
        return exact
    morning = datetime.combine(date.fromisoformat(text) + timedelta(days=1), time(0), case.zone).astimezone(UTC)
    return morning - timedelta(microseconds=1)


class _Desk:
    """One question at one moment."""

    def __init__(self, case: Case, moment: Moment, question: Question) -> None:
        self.case, self.moment, self.question = case, moment, question
        self.at = EPOCH + timedelta(microseconds=moment.at)
        self.live: list[Statement] = []
        self.counted: list[Statement] = []
        self.retractions: list[Statement] = []
        self.fates: dict[str, str] = {}
        self.marked = False

    def finding(self) -> Finding:
        learned = self.in_order()
        for statement in learned:
            self.take(statement)
        confirming = {s.id: self.final(s) for s in self.live if self.stance(s) == "confirms"}
        disputing = {s.id: self.final(s) for s in self.live if self.stance(s) == "disputes"}
        state, row = self.decide(set(confirming.values()), set(disputing.values()))
        rows = {statement.id: self.row(statement) for statement in learned}
        return Finding(state, row, rows, self.fates, confirming, disputing, self.marked)

    def in_order(self) -> list[Statement]:
        """Those learned by the moment: again and again the first learned of those that are left."""
        left = list(self.case.statements)
        if self.moment.as_of is not None:
            left = [s for s in left if learned_time(self.case, learned_text(s)) <= self.at]
        ordered = []
        while left:
            first = left[0]
            for other in left:
                a = (learned_time(self.case, learned_text(other)), other.position)
                if a < (learned_time(self.case, learned_text(first)), first.position):
                    first = other
            left.remove(first)
            ordered.append(first)
        return ordered

    def stance(self, statement: Statement) -> Stance | None:
        return statement.says.stances.get(self.question.id)

    def knowledge(self, statement: Statement) -> Knowledge:
        known = statement.says.knowledge
        return known.get(self.question.id, known.get("default", Knowledge.UNKNOWN))

    def terms(self, statement: Statement) -> tuple[Term, bool]:
        """The terms in force, and whether an embargo still holds."""
        terms, embargo = statement.terms_at(self.moment.as_of)
        return terms, embargo is not None and self.at < EPOCH + timedelta(microseconds=embargo)

    def row(self, statement: Statement) -> int:
        """The row of 4a that fits first."""
        says, source = statement.says, self.case.sources[statement.source]
        terms, held = self.terms(statement)
        knowledge = self.knowledge(statement)
        if self.stance(statement) not in ("confirms", "disputes"):
            return 1
        if terms not in ("on_record", "background", "not_for_attribution") or held:
            return 2
        if says.derived_from or "E" in says.grade or "5" in says.grade:
            return 3
        if terms == "on_record" and self.question.kind in OFFICIAL.get(source.standing, "").split():
            return 4
        if knowledge in ("none", "indirect"):
            return 5
        if source.standing == "provider" and self.question.kind != "handling":
            return 6
        if says.technical and terms == "on_record":
            return 7
        return 8 if terms == "on_record" else 9

    def mark(self, statement: Statement) -> str:
        """The class before technical statements are told from named ones; empty for none."""
        row = self.row(statement)
        named = "N" if self.knowledge(statement) == "direct" else ""
        return {4: "O", 7: "technical", 8: named, 9: "A"}.get(row, "")

    def newer(self, one: Statement, other: Statement) -> bool:
        """Whether one was said after the other; of two said at once, the one learned later."""
        order = age(one.says.said_at, other.says.said_at)
        if order == 0:
            mine, theirs = learned_time(self.case, learned_text(one)), learned_time(self.case, learned_text(other))
            return (mine, one.position) > (theirs, other.position)
        return order > 0

    def overtakes(self, one: Statement, other: Statement) -> bool:
        mine, theirs = self.mark(one), self.mark(other)
        if not self.newer(one, other):
            return False
        if one.source == other.source and STRENGTH[mine] >= STRENGTH[theirs]:
            return True
        me, them = self.case.sources[one.source], self.case.sources[other.source]
        return mine == theirs == "O" and me.body != "" and me.body == them.body and me.rank >= them.rank

    def removes(self, retraction: Statement, other: Statement) -> bool:
        if retraction.says.retracts:
            return other.id in retraction.says.retracts
        return retraction.source == other.source and self.newer(retraction, other)

    def take(self, statement: Statement) -> None:
        """One statement, as it is learned."""
        if self.stance(statement) == "retracts":
            self.retractions.append(statement)
            for other in [s for s in self.live if self.removes(statement, s)]:
                self.live.remove(other)
                self.fates[other.id] = "retracted"
                self.marked = self.marked or self.stance(other) == "confirms"
            return
        if not self.mark(statement):
            return
        if any(self.overtakes(other, statement) for other in self.counted):
            self.fates[statement.id] = "overtaken on arrival"
            return
        if any(self.removes(other, statement) for other in self.retractions):
            self.fates[statement.id] = "retracted on arrival"
            return
        for other in [s for s in self.live if self.overtakes(statement, s)]:
            self.live.remove(other)
            self.fates[other.id] = "overtaken"
        self.counted.append(statement)
        self.live.append(statement)
        self.fates[statement.id] = "live"

    def final(self, statement: Statement) -> str:
        """The class of a live statement, after row 7 of 4a."""
        mark = self.mark(statement)
        if mark != "technical":
            return mark
        peers = [s for s in self.live if self.stance(s) == self.stance(statement) and self.mark(s) == "technical"]
        sources = self.case.sources
        lineages = {s.says.lineage or sources[s.source].lineage or sources[s.source].slug or s.source for s in peers}
        return "T" if any(s.says.conclusive for s in peers) or len(lineages) >= 2 else "N"

    def shown(self, statement: Statement) -> bool:
        """Whether a live dispute is a conclusive technical finding or a maker's admission."""
        standing = self.case.sources[statement.source].standing
        terms, _ = self.terms(statement)
        examined = statement.says.technical and statement.says.conclusive and self.mark(statement) in ("technical", "O")
        admitted = standing == Standing.MAKER and terms == "on_record" and self.question.kind in ("genuine", "intact")
        return examined or admitted

    def decide(self, c: set[str], d: set[str]) -> tuple[State, str]:
        """The state by 4c, and the row (with its part) that gives it."""
        strong = {"O", "T", "N"}
        disputes = [s for s in self.live if self.stance(s) == "disputes"]
        if any(self.shown(s) for s in disputes) and not c & {"O", "T"}:
            return State.SHOWN_FALSE, "1"
        if {"O", "T"} <= d and not c & strong:
            return State.SHOWN_FALSE, "2"
        if c & strong and d & strong:
            return State.CONTESTED, "3"
        if c & strong:
            best = "O" if "O" in c else "T" if "T" in c else "N"
            return CONFIRMED_BY[best], f"4{best}"
        if "O" in d:
            return State.OFFICIALLY_DISPUTED, "5"
        if d & strong:
            if self.marked and not c:
                return State.WITHDRAWN, "6 withdrawn"
            return (State.INDEPENDENTLY_DISPUTED, "6T") if "T" in d else (State.NAMED_DISPUTED, "6N")
        if c and d:
            return State.CONTESTED, "7"
        if c:
            return State.ANONYMOUSLY_CONFIRMED, "8"
        if d:
            return (State.WITHDRAWN, "9 withdrawn") if self.marked else (State.ANONYMOUSLY_DISPUTED, "9")
        return (State.WITHDRAWN, "10 withdrawn") if self.marked else (State.UNCONFIRMED, "10")
