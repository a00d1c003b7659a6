"""A public summary as schema.org ClaimReview (JSON-LD): one review for each question whose proposition is approved.

A rating has no number: schema.org asks for none, and a state is no score. Its name is the state with its question.
An address is not known before it is published, so there is none; whoever publishes adds `url`.
"""

from __future__ import annotations

from workflow.summaries.public import words
from workflow.summaries.public.json import Json, date, written
from workflow.summaries.public.model import PublicSummary, Question
from workflow.summaries.public.text import PublicText


def render_claimreview(summary: PublicSummary) -> str:
    """The reviews as one JSON-LD object that may stand in a script element as it is."""
    reviews = [_review(summary, it, it.proposition) for it in summary.questions if it.proposition]
    return written({"@context": "https://schema.org", "@graph": reviews})


def _review(summary: PublicSummary, question: Question, proposition: PublicText) -> Json:
    claim: Json = {"@type": "Claim", "text": proposition.text}
    if summary.title:
        claim["appearance"] = {"@type": "CreativeWork", "name": summary.title.text}
    review: Json = {
        "@type": "ClaimReview",
        "claimReviewed": proposition.text,
        "datePublished": date(summary.as_of.day),
        "itemReviewed": claim,
        "name": words.KICKER,
        "reviewBody": _body(question, summary.invented),
        "reviewRating": {
            "@type": "Rating",
            "alternateName": words.group(question.state, (question.name,)),
            "ratingExplanation": question.state.meaning,
        },
    }
    if summary.newsroom:
        review["author"] = {"@type": "Organization", "name": summary.newsroom.text}
    return review


def _body(question: Question, invented: bool) -> str:
    parts = [f"{label}: {' '.join(words.dated(it) for it in sentences)}" for label, sentences in words.sides(question)]
    if not question.is_told:
        parts.append(words.UNTOLD)
    if invented:
        parts.append(words.INVENTED)
    return " ".join((words.group(question.state, (question.name,)), question.state.meaning, *parts))
