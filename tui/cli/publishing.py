"""Commands on what is decided before anything goes out: passages for the public, initials, overrides of gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import out
from tui.cli.run import Run
from tui.cli.words import OneOf, choices, read_text
from workflow.errors import UsageError
from workflow.terms import Box, Gate, Section

if TYPE_CHECKING:
    from workflow.case import Case

NO_PROPOSAL = "Nothing can be proposed: no check of a file of the document found what the public could be told."


@click.command("passage")
@click.argument("case")
@click.argument("section", type=OneOf(Section))
@click.argument("text", required=False)
@click.option("--propose", is_flag=True, help="Write nothing: print words from the checks of the file, to edit.")
@click.pass_obj
def passage_command(run: Run, case: str, section: Section, text: str | None, propose: bool) -> None:
    """Write a passage of the public summary; it goes out once it is approved, and an empty TEXT takes it out."""
    from tui.cli.acts import log
    from workflow.facts import PublicTextWritten

    held = run.case(case)
    if propose:
        from workflow.summaries.public.proposing import proposal

        out.prose(proposal(held, section) or NO_PROPOSAL)
        return
    if text is None:
        raise UsageError("Give the words of the passage.", where="TEXT", remedy="An empty text takes it out.")
    written = PublicTextWritten(section, read_text(text).strip(), held.setters("public", (section.value,)))
    said = f"Wrote the passage: {section.word}." if written.text else f"Took out the passage: {section.word}."
    log(run, held, lambda add: add(written), said, options={"text": "TEXT"})


passage_command.help = (
    f"{passage_command.help} A dash reads it from standard input. SECTION is one of {choices(Section)}."
)


@click.command("initial")
@click.argument("case")
@click.argument("box", type=OneOf(Box))
@click.option("--by", default="", metavar="INITIALS", help="Whoever weighed it; you if not given.")
@click.option("--note", default="", metavar="TEXT", help="What was weighed, and why it goes out all the same.")
@click.pass_obj
def initial_command(run: Run, case: str, box: Box, by: str, note: str) -> None:
    """Initial what was weighed before anything goes to the public."""
    from tui.cli.acts import log
    from workflow.facts import BoxInitialled

    held = run.case(case)
    initialled = BoxInitialled(box, by or run.ledger.settings().initials, read_text(note))
    log(run, held, lambda add: add(initialled), f"{initialled.by} initialled {box.word}.")


initial_command.help = f"{initial_command.help} BOX is one of {choices(Box)}."


@click.command("override")
@click.argument("case")
@click.argument("gate", type=OneOf(Gate))
@click.option(
    "--finding", "findings", multiple=True, metavar="NUMBER", type=int, help="Only this one; repeat for more."
)
@click.option("--reason", default="", metavar="TEXT", help="Why it opens in spite of them; editor and lawyer see it.")
@click.option("--by", required=True, metavar="INITIALS", help="The senior editor who decides this.")
@click.pass_obj
def override_command(run: Run, case: str, gate: Gate, findings: tuple[int, ...], reason: str, by: str) -> None:
    """Open a gate in spite of what is missing, for a reason that stays."""
    from tui.cli.acts import log
    from workflow.facts import GateOverridden
    from workflow.gates.overriding import VAULTED

    held = run.case(case)
    keys = _missing(run, held, gate)
    for number in findings:
        if not 1 <= number <= len(keys):
            lacks = f"The gate lacks {len(keys)} {'thing' if len(keys) == 1 else 'things'}."
            raise UsageError(lacks, where="--finding", remedy="Give one by its number, as onrecord gates lists it.")
    chosen = tuple(keys[number - 1] for number in findings) or tuple(key for key in keys if key not in VAULTED)
    if VAULTED.intersection(chosen):
        raise UsageError("No override covers what only the vault tells.", where="--finding", remedy="Leave it out.")
    overridden = GateOverridden(gate, chosen, reason, by)
    said = f"{by} opened gate {gate.value}, {gate.word}, in spite of {len(chosen)} of {len(keys)} findings."
    log(run, held, lambda add: add(overridden), said, options={"findings": "GATE"})


override_command.help = f"{override_command.help} GATE is one of {choices(Gate)}."


def _missing(run: Run, case: Case, gate: Gate) -> tuple[str, ...]:
    """The keys of what a gate lacks now, in the order in which it tells them."""
    from workflow.gates import gates
    from workflow.verdict import evaluate

    moment = run.moment(case, None)
    views = gates(case, evaluate(case, moment), moment, people=run.people(case))
    return tuple(lack.key for view in views if view.gate is gate for lack in view.findings)
