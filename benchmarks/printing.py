"""What may be printed of a large case: sentences, gates, a draft's faults, the summaries, the row in the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec.structs import replace

from benchmarks.desks import Room
from benchmarks.figures import Figure, span
from benchmarks.rules import NOW, case_facts, folded
from benchmarks.timing import paired, timed
from workflow import facts as f
from workflow.case import Case
from workflow.facts import DeskSettings, Fact
from workflow.gates import gates
from workflow.lint import lint
from workflow.outgoing import digest_of
from workflow.shelf import shelf_row
from workflow.summaries import making
from workflow.terms import Audience, Copy, ExhibitKind, Term
from workflow.verdict import Evaluation, evaluate
from workflow.wording import sentences

EVERY = 500
"""One file, one request and one export for so many statements."""

DESK = DeskSettings(newsroom="The Gazette", reporter="A. Reporter")
DRAFT = "\n\n".join(
    f"“{word} it is so,” Name {number} told The Gazette on Monday. Officials confirmed that it is so, sources said. A "
    f"person familiar with it disputed that. Ministry {number} refused to comment, and Name {number + 1} did not "
    "respond to questions. It is officially confirmed, three people who read it said; “not a word of it is so.”"
    for number, word in enumerate(("Indeed", "Perhaps", "Surely", "Again", "Then") * 5)
)
"""Two pages."""


def printing(room: Room) -> Iterator[Figure]:
    """Each against all states of the same case."""
    statements = room.sizes.statements[-2]
    case = publishable(statements)
    evaluation = evaluate(case, NOW)
    states = timed(lambda: evaluate(case, NOW))
    for what, work, most in _works(case, evaluation):
        pair = paired(timed(work), states, room.sizes.rounds)
        named = f"{what} of {statements:,} statements / all their states"
        yield Figure(named, span(pair.ours), span(pair.other), pair.slower, "x", most)
    few = publishable(room.sizes.statements[0] // 10)
    known = evaluate(few, NOW)
    characters = room.sizes.characters
    longest, tenth = (
        timed(partial(lint, (DRAFT * length)[:length], few, known, NOW)) for length in (characters, characters // 10)
    )
    pair = paired(longest, tenth, room.sizes.rounds)
    yield Figure(
        "the faults in {characters:,} characters / in a tenth", span(pair.ours), span(pair.other), pair.slower, "x", 13
    )


def _works(case: Case, evaluation: Evaluation) -> Iterator[tuple[str, Callable[[], object], float]]:
    yield "the sentences", lambda: sentences(case, evaluation, NOW), 25
    yield "the gates", lambda: gates(case, evaluation, NOW), 20
    yield "the faults in two pages", lambda: lint(DRAFT, case, evaluation, NOW), 25
    yield "the row in the list", lambda: shelf_row(case, NOW.now, evaluation), 20
    for audience in (Audience.EDITOR, Audience.LAWYER, Audience.PUBLIC):
        yield f"the page for {audience.word}", partial(making.summary, case, NOW, audience, "html", DESK), 200


def publishable(statements: int) -> Case:
    """A case whose sources agreed how they may be called, with requests, files, approvals, and exports in between."""
    facts: list[tuple[str, Fact]] = []
    for name, bare in case_facts(statements, max(statements // 3, 1)):
        fact = _with_words(name, bare)
        facts += [(name, fact), *_approvals(name, fact)]
        if isinstance(fact, f.StatementLogged) and not int(name.removeprefix("said-")) % EVERY:
            facts += _around(name, fact)
    return folded(facts)


def _with_words(name: str, fact: Fact) -> Fact:
    if not isinstance(fact, f.StatementLogged):
        return fact
    promise = f.Promise("AR", "person familiar with it", "it is secret", True)
    agreed = {} if fact.terms is Term.ON_RECORD else {"promise": promise}
    return replace(fact, quote=f"Word {name} of it is so.", **agreed)


def _approvals(name: str, fact: Fact) -> Iterator[tuple[str, Fact]]:
    for field in ("quote", "name", "proposition"):
        if words := getattr(fact, field, ""):
            yield f"{name}-{field}", f.TextApproved(f"{name}:{field}", digest_of(words), "AR")


def _around(name: str, said: f.StatementLogged) -> list[tuple[str, Fact]]:
    """A file of the words, a request to whoever said them, and an export, printed."""
    export = f"{name}-export"
    return [
        (f"{name}-file", f.ExhibitAttached(ExhibitKind.RECORDING, f"{name}.wav", digest_of(name), 1_000, name)),
        (f"{name}-request", f.RequestSent("2020-01-06T09:00Z", "mail", "Is it so?", said.source, copy=Copy.NOTHING)),
        (export, f.Exported(Audience.PUBLIC, "html", digest_of(export), "", "AR")),
        (f"{name}-printed", f.Printed(export, "https://gazette.example/1", "2020-01-07")),
    ]
