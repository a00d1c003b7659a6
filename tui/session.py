"""What a sitting at the desk holds: the ledger, the moment stood at, and the acts that can be undone. No screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from workflow.errors import OnRecordError
from workflow.when import Instant, iso

if TYPE_CHECKING:
    from tui.desk import OpenDesk
    from workflow.case import Case, Moment
    from workflow.facts import Entry, Fact, FactId
    from workflow.ledger import Ledger
    from workflow.people import People
    from workflow.vault import Vault
    from workflow.verdict import Evaluation, Headline

    Add = Callable[[Fact], FactId]
    """Adds one fact and tells its id, so that the next can name it."""

    Write = Callable[[Add], object]
    """Adds the facts of one act, all or none."""


def trial_of(write: Write, now: Instant) -> tuple[Entry, ...]:
    """The entries that an act would add, under ids of their own, at an instant in microseconds since 1970."""
    from workflow.facts import Entry

    entries: list[Entry] = []

    def add(fact: Fact) -> FactId:
        entries.append(Entry(f"trial:{len(entries)}", fact, iso(now)))
        return entries[-1].id

    write(add)
    return tuple(entries)


class CannotAct(OnRecordError):
    """The act cannot be done now; the sentence says why."""


class View(NamedTuple):
    """A case as it stands at the moment of the sitting."""

    case: Case
    moment: Moment
    evaluation: Evaluation
    headline: Headline


class Done(NamedTuple):
    """An act of this sitting: in which case, which facts it added, and what it was in past tense."""

    case_id: str
    facts: tuple[FactId, ...]
    said: str


class Session:
    """One sitting. Times are microseconds since 1970; `clock` is given by tests.

    `vault` is the open vault of the desk, None while it is locked or there is none.
    """

    def __init__(self, desk: OpenDesk, clock: Callable[[], Instant] | None = None) -> None:
        self.desk = desk
        self.vault: Vault | None = None
        self.clock = clock or (lambda: time.time_ns() // 1000)
        self.as_of: Instant | None = None
        self.names_hidden = False
        self.brought: dict[str, str] = {}
        self._undo: list[Done] = []
        self._redo: list[Done] = []
        self._views: dict[str, tuple[FactId, Instant | None, Instant | None, View]] = {}

    @property
    def ledger(self) -> Ledger:
        """The open ledger. Raises CannotAct while there is no desk."""
        if self.desk.ledger is None:
            raise CannotAct("There is no desk yet.", remedy="Start one of your own, or open the example.")
        return self.desk.ledger

    @property
    def moment(self) -> Moment:
        """Where the sitting stands: a moment of the past, or now."""
        from workflow.case import Moment

        return Moment(self.as_of, self.clock())

    def case(self, case_id: str) -> Case:
        """A case as its facts tell it."""
        return self.ledger.case(case_id)

    def people(self, case: Case) -> People:
        """Which sources of a case are one person, as far as the vault tells while it is open."""
        if not case.identities:
            from workflow.people import NOBODY

            return NOBODY
        from workflow.identities import people_of

        return people_of(case, self.vault)

    def close(self) -> None:
        """Let go of the vault and the ledger."""
        if self.vault is not None:
            self.vault.close()
        if self.desk.ledger is not None:
            self.desk.ledger.close()

    def has_case(self, case_id: str) -> bool:
        """Whether the desk holds a case of this id."""
        try:
            self.ledger.case(case_id)
        except OnRecordError:
            return False
        return True

    def view(self, case_id: str) -> View:
        """A case at the moment of the sitting; computed again only when a fact came, or its moment has passed."""
        from workflow.shelf import holds_until
        from workflow.verdict import evaluate, headline

        case = self.ledger.case(case_id)
        moment = self.moment
        last = case.entries[-1].id if case.entries else ""
        held = self._views.get(case_id)
        if held is not None:
            known, as_of, until, view = held
            if known == last and as_of == self.as_of and (until is None or moment.now < until):
                return view
        evaluation = evaluate(case, moment)
        view = View(case, moment, evaluation, headline(case, evaluation.states))
        self._views[case_id] = (last, self.as_of, holds_until(case, moment.now), view)
        return view

    def problems(self, case: Case, write: Write) -> tuple[str, ...]:
        """Why the desk would not take the facts of an act, one sentence each; empty when it would."""
        from workflow.admission import problems_in

        return tuple(problem.sentence for problem in problems_in(case, self.trial(write)))

    def trial(self, write: Write) -> tuple[Entry, ...]:
        """The entries an act would add, under ids of their own: what a preview folds in."""
        return trial_of(write, self.clock())

    def act(self, case_id: str, write: Write, said: str) -> Done:
        """Log the facts of one act; an empty `case_id` opens a new case. Raises CannotAct, or what the ledger raises.

        Standing in the past is no place to log from: facts are logged now.
        """
        if self.as_of is not None:
            raise CannotAct("You stand in the past.", remedy="Press t and go back to now first.")
        if case_id and (found := self.problems(self.case(case_id), write)):
            raise CannotAct(found[0])
        done = self._log(case_id, write, said)
        if case_id:
            self._undo.append(done)
            self._redo.clear()
        return done

    def erase(self, case_id: str, name: FactId, reason: str) -> int:
        """Remove the words of an entry for good; how many entries went. Raises CannotAct, or what the ledger raises."""
        from workflow.admission import problems
        from workflow.facts import Erasure

        initials = self.ledger.settings().initials
        if found := problems(self.case(case_id), Erasure((name,), reason, initials)):
            raise CannotAct(found[0].sentence)
        return len(self.ledger.erase(case_id, [name], reason, initials))

    def undo(self) -> Done:
        """Take back the last act of this sitting; tells which. Raises CannotAct when there is none."""
        if not self._undo:
            raise CannotAct("Nothing of this sitting is left to undo.")
        done = self._undo[-1]
        taken = self._take_back(done, f"undo: {done.said}")
        self._undo.pop()
        self._redo.append(Done(done.case_id, taken.facts, done.said))
        return done

    def redo(self) -> Done:
        """Restore what was undone last; tells which. Raises CannotAct when there is nothing."""
        if not self._redo:
            raise CannotAct("Nothing was undone that could be redone.")
        done = self._redo[-1]
        taken = self._take_back(done, f"redo: {done.said}")
        self._redo.pop()
        self._undo.append(Done(done.case_id, taken.facts, done.said))
        return done

    def _take_back(self, done: Done, reason: str) -> Done:
        from workflow.facts import TakenBack

        def write(add: Add) -> None:
            for fact in reversed(done.facts):
                add(TakenBack(fact, reason))

        return self._log(done.case_id, write, done.said)

    def _log(self, case_id: str, write: Write, said: str) -> Done:
        from workflow.facts import CaseOpened

        ids: list[FactId] = []
        with self.ledger.batch(case_id or None) as batch:

            def add(fact: Fact) -> FactId:
                if not case_id and not ids and not isinstance(fact, CaseOpened):
                    raise CannotAct("A case opens before anything else is said of it.")
                ids.append(batch.add(fact))
                return ids[-1]

            write(add)
        return Done(batch.case_id, tuple(ids), said)
