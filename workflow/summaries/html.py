"""An editor's summary as one HTML file that asks nothing of anyone: no script, link, font or picture from afar."""

from __future__ import annotations

from workflow.summaries.chart import chart
from workflow.summaries.gating import PAIRING
from workflow.summaries.lineage_chart import lineage_chart
from workflow.summaries.marks import ADVICE, HASH_WARNING, LAPSED, LATER, LEFT_OUT, LEVELS, sign
from workflow.summaries.model import EditorSummary
from workflow.summaries.page import filled


def render_html(summary: EditorSummary) -> str:
    """The summary as a self-contained HTML file; every text in it is escaped by the template."""
    charts = [drawing for wide in (True, False) if (drawing := chart(summary, wide=wide))]
    maps = [found for wide in (True, False) if (found := lineage_chart(summary.lineage, wide=wide))]
    flags = {flag.word: flag.meaning for question in summary.questions for flag in question.flags}
    return page("editor.html.j2", s=summary, charts=charts, maps=maps, flags=flags, levels=LEVELS, left_out=LEFT_OUT)


def page(template: str, **values: object) -> str:
    """A page that stays between colleagues, with the signs and remarks that these share."""
    return filled(
        template,
        later=LATER,
        lapsed=LAPSED,
        advice=ADVICE,
        hash_warning=HASH_WARNING,
        pairing=PAIRING,
        sign=sign,
        **values,
    )
