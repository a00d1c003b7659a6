"""The answers of the statement form as facts: a new source where one is needed, the statement, an answered request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tui.forms.asking import Answers, member, ticked
from tui.forms.promising import agreed_at, promise_of
from tui.forms.reading import Gathering, unquoted
from tui.forms.speaker import Speaker
from tui.forms.statement_asks import PARTLY, SPLIT
from tui.short_names import next_code_name, next_statement, slug_of
from workflow.facts import RequestAnswered, SourceAdded, StatementLogged
from workflow.terms import Knowledge, Stance, Standing, Term

if TYPE_CHECKING:
    from tui.session import Add, Write
    from workflow.case import Case

FIELDS_OF_FACTS = {
    "source": "who",
    "said_at": "said",
    "learned_at": "learned",
    "embargo_until": "embargo",
    "derived_from": "derived",
    "stances": "quote",
    "knowledge": "knows",
    "slug": "who",
}
"""Where a problem with a field of a fact is shown on the form."""


def statement_write(case: Case, gather: Gathering, speaker: Speaker, request: str = "") -> Write:
    """What saving logs. What is missing or cannot be read is gathered; then the write may not be used."""
    source = new_source_fact(case, gather, speaker) if speaker.is_new else None
    if speaker.known is None and source is None:
        gather.miss("who", "Who said it?")
    terms = gather.word("terms", Term, "On what terms was it said?")
    embargo = gather.date("embargo", ahead=True, timed=True) if "embargo" in ticked(gather.answers, "also") else ""
    fields = statement_fields(case, gather)
    statement = StatementLogged(
        slug=next_statement(case),
        source=speaker.known.id if speaker.known is not None else "",
        terms=terms or Term.OFF_RECORD,
        embargo_until=embargo,
        **_agreed(gather, terms, fields["said_at"]),
        **fields,
    )

    def write(add: Add) -> None:
        said = statement if source is None else msgspec.structs.replace(statement, source=add(source))
        logged = add(said)
        if request:
            add(RequestAnswered(request, said.learned_at or said.said_at, logged))

    return write


def new_source_fact(case: Case, gather: Gathering, speaker: Speaker) -> SourceAdded:
    """The entry of a source that is not known yet, named or with a code name, never both."""
    named = speaker.by_name
    typed = "name" if speaker.known is not None else "who"
    name = gather.text(typed, "Give the name, as it may be printed.") if named else ""
    code_name = "" if named else gather.answers.get("code_name", next_code_name(case)).strip()
    descriptor = gather.text("descriptor", "" if named else "Under which words may it be printed?")
    standing = gather.word("standing", Standing, "What is the source to the document?") or Standing.OTHER
    taken = [source.slug for source in case.sources.values()]
    return SourceAdded(
        slug=slug_of(name or code_name, taken, "source"),
        descriptor=descriptor,
        standing=standing,
        name=name,
        code_name=code_name,
        body=gather.text("body"),
        rank=int(gather.answers.get("rank", "2")) if standing.official_on else 2,
        lineage=gather.text("root"),
    )


def statement_fields(case: Case, gather: Gathering) -> dict[str, Any]:
    """The fields of a statement that a correction may change too."""
    answers = gather.answers
    also = ticked(answers, "also")
    method = "method" in also
    conclusive = method and answers.get("conclusive") == "yes"
    derived = gather.text("derived") if "derived" in also else ""
    named = next((one.id for one in case.statements if derived and one.says.slug == derived), derived)
    stances = _stances(case, gather)
    retracts = ticked(answers, "retracts") if Stance.RETRACTS in stances.values() else ()
    return {
        "said_at": gather.date("said", "When was it said?"),
        "learned_at": gather.date("learned", "When did we learn of it?") if "later" in also else "",
        "via": gather.text("via", "Which outlet relayed it?") if answers.get("heard") == "via" else "",
        "stances": stances,
        "knowledge": _knowledge(case, answers, also),
        "technical": method,
        "conclusive": conclusive,
        "sign_off": gather.text("sign_off") if conclusive else "",
        "derived_from": named,
        "lineage": gather.text("lineage") if "lineage" in also else "",
        "grade": gather.text("grade").upper() if "grade" in also else "",
        "retracts": retracts,
        "corrects": ticked(answers, "corrects") if "corrects" in also else (),
        "asserted": _asserted(case, gather) if "asserted" in also else {},
        "hedged": "hedged" in also,
        "quote": unquoted(answers.get("quote", "")),
        "copy_of": answers.get("copy_of", ""),
        "paraphrase": gather.text("paraphrase"),
        "url": gather.text("url") if "url" in also else "",
    }


def _stances(case: Case, gather: Gathering) -> dict[str, Stance]:
    found: dict[str, Stance] = {}
    for question in case.questions:
        value = gather.answers.get(f"stance:{question.id}", "")
        if value == PARTLY:
            gather.miss(f"stance:{question.id}", SPLIT)
        elif value:
            found[question.id] = member(Stance, value)
    return found


def _knowledge(case: Case, answers: Answers, also: tuple[str, ...]) -> dict[str, Knowledge]:
    default = answers.get("knows", "")
    found = {"default": member(Knowledge, default)} if default and default != Knowledge.UNKNOWN else {}
    if "knows" in also:
        for question in case.questions:
            if answers.get(f"stance:{question.id}") and (value := answers.get(f"knows:{question.id}")):
                found[question.id] = member(Knowledge, value)
    return found


def _asserted(case: Case, gather: Gathering) -> dict[str, str]:
    texts = {question.id: gather.text(f"asserted:{question.id}") for question in case.questions}
    return {name: text for name, text in texts.items() if text}


def _agreed(gather: Gathering, terms: Term | None, said_at: str) -> dict[str, Any]:
    """What was agreed with a source that spoke to us; on the record there is nothing to agree on."""
    if terms is None or terms is Term.ON_RECORD or gather.answers.get("heard", "us") != "us":
        return {}
    return {
        "agreement": gather.text("agreement"),
        "agreed_at": agreed_at(gather, said_at),
        "promise": promise_of(gather, terms),
    }
