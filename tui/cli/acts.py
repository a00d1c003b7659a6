"""How a command logs: it asks the desk whether it would take the facts, shows what they change, then adds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.cli import out
from tui.cli.run import Run
from workflow.errors import UsageError

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.case import Case
    from workflow.facts import Entry
    from workflow.verdict import Headline


def log(run: Run, case: Case, write: Write, said: str, *, options: Mapping[str, str] | None = None) -> None:
    """Log the facts of one act in a case, then say so and what they changed. Raises UsageError that names options."""
    trial = admitted(case, write, options or {}, run.now)
    changes = what_changes(run, case, trial)
    with run.ledger.batch(run.case_id) as batch:
        write(batch.add)
    out.line(said)
    for change in changes:
        out.line(change)


def show_preview(run: Run, case: Case, write: Write, *, options: Mapping[str, str] | None = None) -> None:
    """Show what the facts of an act would change, and log nothing."""
    changes = what_changes(run, case, admitted(case, write, options or {}, run.now))
    for change in changes or ["No question would change."]:
        out.line(change)
    out.message("Nothing was logged: this was a preview.")


def admitted(case: Case, write: Write, options: Mapping[str, str], now: int) -> tuple[Entry, ...]:
    """The entries that an act would add, under ids of their own. Raises UsageError when the desk would not take one."""
    from tui.session import trial_of
    from workflow.admission import problems_in, warnings
    from workflow.facts import Fact

    entries = trial_of(write, now)
    if found := problems_in(case, entries):
        raise UsageError("\n".join(_told(problem.field, problem.sentence, options) for problem in found))
    for entry in entries:
        if isinstance(entry.fact, Fact):
            for doubt in warnings(case, entry.fact, now):
                out.message(f"note: {_told(doubt.field, doubt.sentence, options)}")
    return entries


def _told(field: str, sentence: str, options: Mapping[str, str]) -> str:
    return f"{option_of(field, options)}: {sentence}" if field else sentence


def option_of(field: str, options: Mapping[str, str]) -> str:
    """The option in which a field of a fact is given."""
    name = field.partition(".")[0].partition("[")[0]
    return options.get(name, f"--{name.replace('_', '-')}")


def what_changes(run: Run, case: Case, entries: tuple[Entry, ...]) -> list[str]:
    """One line for each question that goes from one state to another, and one for the headline."""
    from workflow.case import Moment
    from workflow.fold import fold
    from workflow.preview import preview
    from workflow.verdict import question_words

    found = preview(case, entries, Moment(None, run.now))
    fuller = fold((*case.entries, *entries))

    def said(head: Headline, there: Case) -> str:
        named = [name for name in head.questions if name in there.question_by_id]
        return f"{head.state.word.upper()}: {out.listed(question_words(there, named))}"

    lines = []
    for change in found.questions:
        before, after = (out.state(state, plain=run.plain) for state in (change.before, change.after))
        word = out.listed(question_words(fuller, (change.question_id,)))
        lines.append(f"{word}: {before} -> {after}. {change.because}".rstrip())
    before, after = said(found.headline_before, case), said(found.headline_after, fuller)
    if before != after:
        lines.append(f"{before} -> {after}")
    return lines
