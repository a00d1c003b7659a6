"""A lawyer's summary as Markdown: what speaks against the story first, then what is to be published."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.phrases import capital
from workflow.summaries import marking
from workflow.summaries.lawyer.model import Adverse, Claim, Evidence, LawyerSummary, Promise, Reply
from workflow.summaries.marking import escape, items, section, table
from workflow.summaries.marks import ADVICE, sign
from workflow.summaries.speaking import ended
from workflow.terms import Audience


def render_lawyer_markdown(summary: LawyerSummary) -> str:
    """The summary as Markdown."""
    parts = [
        marking.top(summary, Audience.LAWYER, ADVICE),
        *(_adverse(summary), _publish(summary), _claims(summary), _replies(summary)),
        *(_accused(summary), _promises(summary), _weighed(summary), *_document(summary)),
        *(marking.since(summary.since), _bottom(summary)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _adverse(summary: LawyerSummary) -> str:
    rows = [[f"**A{it.number}**", *_said(it.evidence), _against(it), _held(it.evidence)] for it in summary.adverse]
    head = ["No.", "Who, on what terms", "What was said", "When", "Against", "Exhibit"]
    return section(
        "1. Adverse evidence and retractions", table(head, rows) or "Nothing on file disputes a claim or is taken back."
    )


def _against(it: Adverse) -> str:
    return "; ".join(
        f"claim {against.claim}, {_e(against.question)}: {_e(against.stance.word)}"
        f"{f' ({_e(against.worth)})' if against.worth else ''}"
        for against in it.against
    )


def _said(it: Evidence) -> tuple[str, str, str]:
    """Who said it on what terms, what was said, and when."""
    who = ", ".join(filter(None, (_e(it.who), _e(it.standing), _e(it.terms))))
    through = f", through {_e(it.through)}" if it.through else ""
    embargo = f", **under embargo until {_e(it.embargo)}**" if it.embargo else ""
    when = _e(it.said.text) if it.said == it.learned else f"{_e(it.said.text)}, learned {_e(it.learned.text)}"
    return f"{who}{through}{embargo}", _words(it), when


def _words(it: Evidence) -> str:
    words = marking.quoted(it.words) if it.quoted else _e(it.words)
    return " · ".join(part for part in (words, *map(_e, it.details)) if part)


def _held(it: Evidence) -> str:
    return _e("; ".join(it.exhibits)) or "none"


def _publish(summary: LawyerSummary) -> str:
    passages = (f"**{_e(it.section.word)}** (approved by {_e(it.by)}): {_e(it.text)}" for it in summary.passages)
    waiting = ", ".join(it.word for it in summary.unapproved)
    return section(
        "2. To be published, verbatim",
        marking.printable(summary.printable) or "No sentence may be printed yet.",
        items(passages),
        f"Written and not approved, so not shown: {_e(waiting)}." if waiting else "",
    )


def _claims(summary: LawyerSummary) -> str:
    return section("3. The claims and their evidence", *(_claim(claim) for claim in summary.claims))


def _claim(claim: Claim) -> str:
    top = f"**Claim {claim.number}, {_e(claim.word)}: {sign(claim.state)} {_e(claim.state.word)}.** "
    rows = [[*_said(it.evidence), _e(it.worth), _held(it.evidence)] for it in claim.supports]
    against = f"Against it: {', '.join(f'A{number}' for number in claim.adverse)}." if claim.adverse else ""
    others = f"Took no side: {_e('; '.join(claim.others))}." if claim.others else ""
    evidence = table(["Who, on what terms", "What was said", "When", "What it is worth", "Exhibit"], rows)
    found = (
        f"{top}{_e(claim.proposition) or 'Not yet worded.'}",
        evidence or "Nothing on file confirms it.",
        " ".join(part for part in (against, others) if part),
    )
    return "\n\n".join(part for part in found if part)


def _replies(summary: LawyerSummary) -> str:
    told = marking.disclosures(summary.disclosures)
    return section(
        "4. Right of reply",
        *(_reply(reply) for reply in summary.replies),
        "" if summary.replies else "No request for comment is listed.",
        f"Also shown or told, outside a request:\n\n{told}" if told else "",
    )


def _reply(reply: Reply) -> str:
    lines = [f"**{_e(reply.to)}** {_e(reply.phrase)}."]
    channel = f" by {_e(reply.channel)}" if reply.channel else ""
    lines.append(
        f"- Asked {_e(reply.sent.text)}{channel}{f', deadline {_e(reply.deadline)}' if reply.deadline else ''}."
    )
    if reply.attempts:
        lines.append(f"- Tried before: {ended(_e('; '.join(reply.attempts)))}")
    if reply.claims:
        lines.append(f"- On: {_e(', '.join(reply.claims))}.")
    lines.append(f"- Put: {marking.quoted(reply.wording) or 'not noted'}")
    if shown := marking.requested(reply.copy, reply.shown, reply.reason):
        lines.append(f"- {ended(capital(shown))}")
    for answer in reply.answers:
        words = _words(answer.evidence) if answer.evidence else "an answer came; its words are not on file"
        held = f" ({_held(answer.evidence)})" if answer.evidence and answer.evidence.exhibits else ""
        lines.append(f"- Answered {_e(answer.at.text)}: {words}{held}")
    return "\n".join(lines)


def _accused(summary: LawyerSummary) -> str:
    people = marking.accused(summary.accused) or "No allegation against a person is logged."
    return section("5. People named, and the allegation against each", people)


def _promises(summary: LawyerSummary) -> str:
    counts = f"Off the record: {summary.off_record}. On deep background: {summary.deep_background}. Only counted."
    promised = [_promise(promise) for promise in summary.promises] or ["No promise of ours is listed."]
    return section("6. Promises made to sources", *promised, counts)


def _promise(promise: Promise) -> str:
    late = " **Some of it was agreed after the words were said.**" if promise.late else ""
    embargo = f", under embargo until {_e(promise.embargo)}" if promise.embargo else ""
    lines = [f"**{_e(promise.who)}**, {_e(promise.terms)}{embargo}, for what was said {_e(promise.said.text)}.{late}"]
    for made in promise.agreements:
        on = f", {_e(made.on.text)}" if made.on.text else ""
        words = marking.quoted(made.words) or "the words of the agreement are not on file"
        lines.append(f"- {_e(made.terms)}{on} ({_e(made.spoken.word)}): {words}")
    kept = (
        ("To be called", promise.descriptor),
        ("Why there is no name", promise.reason),
        ("Words", promise.quoting),
        ("May be taken to", promise.take_to),
        ("Agreed by", promise.by),
    )
    lines += [f"- {name}: {ended(_e(text))}" for name, text in kept if text]
    return "\n".join(lines)


def _weighed(summary: LawyerSummary) -> str:
    overrides = marking.overrides(summary.overrides)
    return section(
        "7. Harm, public interest and redactions",
        marking.boxes(summary.boxes),
        f"Opened in spite of what is missing:\n\n{overrides}"
        if overrides
        else "No gate was opened in spite of anything.",
    )


def _document(summary: LawyerSummary) -> Iterable[str]:
    yield section(
        "8. The document, and how it was obtained",
        marking.document(summary.document),
        marking.custody(summary.custody),
        items(map(_e, (*summary.checked, *summary.unchecked))),
    )
    held = marking.exhibits(summary.exhibits, summary.undescribed)
    yield section("9. Exhibits", held or "No file is held.")


def _bottom(summary: LawyerSummary) -> str:
    legend = [f"{sign(state)} {_e(state.word)}: {_e(state.meaning)}" for state in summary.legend]
    legend += [f"{_e(weight.word)}: {_e(weight.meaning)}" for weight in summary.classes]
    integrity = [f"Case version {summary.version}", *(f"Head of a chain: {_e(head)}" for head in summary.heads)]
    return f"{section('The words used here', items(legend))}\n\n{section('Integrity of the log', items(integrity))}"


_e = escape
