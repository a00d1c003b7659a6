"""The command that searches every case of a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import naming, out
from tui.cli.run import Run

if TYPE_CHECKING:
    from workflow.store.search import Hit, SearchPage


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--case", metavar="CASE", default="", help="Only in this case.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="At most so many hits.")
@click.option("--json", "as_json", is_flag=True, help="For a tool to read.")
@click.pass_context
def search_command(context: click.Context, words: tuple[str, ...], case: str, limit: int, as_json: bool) -> None:
    """Search titles, propositions, statements, notes and descriptors; exit code 1 where nothing is found."""
    run: Run = context.obj
    case_id = run.find_case(case) if case else None
    page = run.ledger.search(" ".join(words), limit=limit, case_id=case_id)
    if as_json:
        out.json(_plain(page))
    elif page.hits:
        out.columns([(hit.slug, hit.kind, naming.short(hit.fact_id), _words(hit)) for hit in page.hits])
    out.message(_count(page))
    if not page.hits:
        context.exit(1)


def _words(hit: Hit) -> str:
    """The snippet on one line, with each hit in square brackets."""
    told, at = "", 0
    for start, end in hit.marks:
        told += f"{hit.snippet[at:start]}[{hit.snippet[start:end]}]"
        at = end
    told = " ".join((told + hit.snippet[at:]).split())
    return f"{hit.heading}: {told}" if hit.heading else told


def _count(page: SearchPage) -> str:
    if not page.hits:
        return "Nothing holds all of these words."
    total = f"{page.total}" if page.total_is_exact else f"{page.total} or more"
    said = f"{len(page.hits)} of {total} {'hit' if total == '1' else 'hits'}"
    among = f", the best among the newest {page.ranked_among}" if page.ranked_among is not None else ""
    return f"{said}{among}."


def _plain(page: SearchPage) -> dict[str, object]:
    return {
        "total": page.total,
        "total_is_exact": page.total_is_exact,
        "ranked_among": page.ranked_among,
        "hits": [
            {
                "case": hit.slug,
                "title": hit.title,
                "id": hit.fact_id,
                "kind": hit.kind,
                "heading": hit.heading,
                "snippet": hit.snippet,
                "marks": [list(mark) for mark in hit.marks],
            }
            for hit in page.hits
        ],
    }
