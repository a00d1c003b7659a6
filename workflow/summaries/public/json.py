"""A public summary as JSON whose keys never change: absent things are null, empty lists or empty texts.

Safe to stand inside a page: what could end a script element or a line there is written as an escape.
"""

from __future__ import annotations

from collections.abc import Iterable
from json import dumps

from workflow.phrases import capital
from workflow.summaries.public import words
from workflow.summaries.public.model import Day, Name, Passage, PublicSummary, Question, Sentence, Time
from workflow.summaries.public.text import PublicText
from workflow.summaries.public.version import version
from workflow.terms import State

Json = dict[str, object]
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def render_json(summary: PublicSummary) -> str:
    """The summary as one JSON object, keys sorted, two spaces of indent."""
    line, others = words.headline(summary.headline)
    found: Json = {
        "as_of": _time(summary.as_of),
        "changes": None
        if summary.since is None
        else {
            "changes": [
                {
                    "question": _name(it.name),
                    "before": _state(it.before) if it.before else None,
                    "after": _state(it.after) if it.after else None,
                }
                for it in summary.since.changes
            ],
            "since": _time(summary.since.moment),
        },
        "corrections": [
            {"date": date(it.at), "text": _text(it.text), "where": _text(it.where)} for it in summary.corrections
        ],
        "document": {it.claim.value: it.text.text for it in summary.facts},
        "headline": {"line": line, "others": others},
        "invented": summary.invented,
        "legend": [_state(it) for it in words.legend(summary)],
        "limits": _passage(summary.limits),
        "method": _passage(summary.method),
        "newsroom": _text(summary.newsroom),
        "not_shown": list(words.gaps(summary.gaps)),
        "published": [{"date": date(it.at), "where": it.where.text} for it in summary.printed],
        "questions": [_question(it) for it in summary.questions],
        "quotes": _sentences(summary.quotes),
        "requests": _sentences(summary.requests),
        "surfaced": _passage(summary.surfaced),
        "title": _text(summary.title),
        "version": version(summary),
    }
    return written(found)


def written(found: Json) -> str:
    """JSON in one form on every machine, with nothing in it that a page could read as markup."""
    return dumps(found, ensure_ascii=False, indent=2, sort_keys=True).translate(_UNSAFE) + "\n"


def date(day: Day) -> str:
    """A day as ISO 8601."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def _time(time: Time) -> str:
    return f"{date(time.day)}T{time.hour:02}:{time.minute:02}Z"


def _question(it: Question) -> Json:
    return {
        **_name(it.name),
        "confirms": _sentences(it.confirms),
        "disputes": _sentences(it.disputes),
        "others": _sentences(it.others),
        "proposition": _text(it.proposition),
        "state": _state(it.state),
        "told_in_full": it.is_told,
    }


def _name(it: Name) -> Json:
    return {"asks": words.CLAUSES[it.kind], "kind": it.kind.value, "name": words.name(it)}


def _state(it: State) -> Json:
    return {"meaning": it.meaning, "value": it.value, "word": capital(it.word)}


def _sentences(found: Iterable[Sentence]) -> list[Json]:
    return [{"said": date(it.said) if it.said else None, "text": words.text(it)} for it in found]


def _passage(it: Passage | None) -> Json | None:
    return None if it is None else {"text": _text(it.text)}


def _text(it: PublicText | None) -> str | None:
    return it.text if it else None
