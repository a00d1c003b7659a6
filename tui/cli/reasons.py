"""Commands that explain a case: why a state, how it came about, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run

if TYPE_CHECKING:
    from workflow.case import Case
    from workflow.fate import Fate
    from workflow.why import Why


@click.command("why")
@click.argument("case")
@click.argument("question")
@click.option("--as-of", metavar="TIME", help="As it stood at that moment.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def why_command(run: Run, case: str, question: str, as_of: str | None, as_json: bool) -> None:
    """Say why a question has its state, what was set aside, and what would change it."""
    from workflow.verdict import evaluate
    from workflow.why import why

    held = run.case(case)
    asked = naming.question(held, question)
    found = why(held, evaluate(held, run.moment(held, as_of)), asked.id)
    if as_json:
        from tui.cli.plain import plain_why

        out.json(plain_why(held, asked.slug, found))
        return
    out.line(f"{asked.word}: {asked.proposition or 'no proposition yet'}")
    out.line(f"{out.state(found.state, plain=run.plain)}. {found.sentence}")
    _account(held, found)


def _account(case: Case, found: Why) -> None:
    from workflow.why import reason, rests_on

    def tell(title: str, fates: tuple[Fate, ...]) -> None:
        if fates:
            out.heading(title)
            out.columns(
                [_cells(case, fate, fate.weight.word if fate.live else reason(case, fate)) for fate in fates], "  "
            )
        for fate in fates:
            if found := rests_on(case, fate.statement):
                out.line(f"  {fate.statement.says.slug} was made from {found}.")

    tell("What makes it", found.makes)
    tell("Counts too, and is not needed", found.also)
    tell("Set aside", found.set_aside)
    if found.reach:
        out.heading("What one more statement would do")
        for reach in found.reach:
            out.line(f"  {reach.sentence}")


def _cells(case: Case, fate: Fate, worth: str) -> tuple[str, ...]:
    from tui.dates import stamp

    said = stamp(fate.statement.said, case.zone)
    return fate.statement.says.slug, said, fate.stance.word, worth, case.source_of(fate.statement).label


@click.command("next")
@click.argument("case")
@click.option("--as-of", metavar="TIME", help="As it stood at that moment.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_obj
def next_command(run: Run, case: str, as_of: str | None, as_json: bool) -> None:
    """Say what to do next, the most pressing first, each with its reason."""
    from workflow.advice import prompts
    from workflow.verdict import evaluate

    held = run.case(case)
    moment = run.moment(held, as_of)
    found = prompts(held, evaluate(held, moment), moment, people=run.people(held))
    if as_json:
        from tui.cli.plain import plain_prompts

        out.json(plain_prompts(found))
        return
    for prompt in found:
        out.line(f"{prompt.level} {prompt.text}")
        out.line(f"  {prompt.rule}: {prompt.reason}")
