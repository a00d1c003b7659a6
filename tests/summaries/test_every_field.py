"""Every text of every fact against every export: what each audience may read is listed here, and all else is absent."""

from __future__ import annotations

import base64
from functools import cache

import msgspec
import pytest

from tests.summaries.canaries import Canaries, canaries
from workflow import facts as f
from workflow import summaries
from workflow.case import Case, Moment
from workflow.casefile.writing import write_case
from workflow.facts import DeskSettings
from workflow.summaries import lawyer, public
from workflow.terms import Audience
from workflow.when import parse_instant

NOW = Moment(None, parse_instant("2020-02-01T00:00Z"))

EVERYBODY = """
case.renamed/title desk.settings/newsroom
document.described/author document.described/issuer document.described/recipient document.described/date
document.described/form document.described/claims document.described/note
question.worded/genuine/proposition question.worded/intact/proposition question.worded/status/proposition
question.worded/delivered/proposition question.worded/reading/proposition question.worded/content/proposition
question.worded/handling/proposition
source.added/open/descriptor source.added/open/name statement.corrected/open/quote
statement.agreed/descriptor statement.agreed/reason statement.logged/ours/quote
source.added/relayed/descriptor statement.logged/relayed/via statement.logged/relayed/quote
"""
EDITOR_AND_LAWYER = """
desk.settings/reporter
statement.logged/open/sign_off statement.logged/open/asserted statement.logged/open/paraphrase
statement.logged/open/url exhibit.attached/open/name exhibit.attached/open/url exhibit.attached/open/note
source.described/open/body
statement.logged/ours/sign_off statement.logged/ours/asserted statement.logged/ours/paraphrase
statement.logged/relayed/sign_off statement.logged/relayed/asserted statement.logged/relayed/paraphrase
statement.logged/relayed/url
statement.logged/chatham/sign_off statement.logged/chatham/asserted statement.logged/chatham/quote
statement.logged/chatham/paraphrase
source.added/embargoed/descriptor source.added/embargoed/body source.added/embargoed/name
statement.logged/embargoed/sign_off statement.logged/embargoed/asserted statement.logged/embargoed/quote
statement.logged/embargoed/paraphrase statement.logged/embargoed/url
exhibit.attached/embargoed/name exhibit.attached/embargoed/url exhibit.attached/embargoed/note
request.sent/open/channel request.sent/open/wording request.sent/open/shown request.sent/open/attempt
request.sent/open/copy_reason
request.sent/office/channel request.sent/office/wording request.sent/office/shown request.sent/office/attempt
request.sent/office/copy_reason request.sent/office
exhibit.attached/document/name exhibit.attached/document/url exhibit.attached/document/note
custody.recorded/open/how custody.recorded/ours/how custody.recorded/office/how custody.recorded/holder
disclosure.made/open/what disclosure.made/open/reason
disclosure.made/office disclosure.made/office/what disclosure.made/office/reason
person.accused/allegation person.accused/name
file/name file.checked/type file.checked/version file.checked/reason file.checked/plain/where file.checked/plain/value
tool/plain file.handled/tool
box.initialled/by box.initialled/note gate.overridden/reason gate.overridden/by
"""
EDITOR = "disagreement.noted/reason disagreement.noted/by"
LAWYER = """
statement.agreed/by statement.agreed/agreement statement.logged/ours/agreement statement.logged/ours/promise.take_to
statement.logged/chatham/agreement statement.logged/chatham/promise.by statement.logged/chatham/promise.take_to
statement.logged/embargoed/agreement text.approved/by
"""
LAWYER_AND_PUBLIC = "public_text.written/surfaced public_text.written/method public_text.written/limits"
PUBLIC = "export.printed/where correction.made/where correction.made/text"

MAY_READ = {
    Audience.EDITOR: {*EVERYBODY.split(), *EDITOR_AND_LAWYER.split(), *EDITOR.split()},
    Audience.LAWYER: {*EVERYBODY.split(), *EDITOR_AND_LAWYER.split(), *LAWYER.split(), *LAWYER_AND_PUBLIC.split()},
    Audience.PUBLIC: {*EVERYBODY.split(), *LAWYER_AND_PUBLIC.split(), *PUBLIC.split()},
}
"""The places whose texts an audience reads; a text in any other place is absent from its bytes."""

NO_TEXTS = {
    "AnchorAccepted": "of the log alone, in no case that is exported",
    "WriterOpened": "of the log alone, in no case that is exported",
    "FrontierMerged": "says nothing",
    "Erasure": "names entries whose words are gone",
}
NOT_TEXT = {
    *("source", "question", "statement", "request", "about", "target", "keep", "gone", "export", "exports"),
    *("questions", "supersedes", "retracts", "corrects", "findings", "exhibit", "place", "digest", "sha256"),
    *("said_at", "learned_at", "embargo_until", "agreed_at", "sent_at", "at", "deadline", "since", "obtained_at"),
    *("as_of", "timezone", "grade", "form", "stances", "knowledge", "derived_from"),
    *("copy_of", "rests_on", "finding", "made"),
}
"""Fields that hold ids, times, hashes or vocabulary."""


@cache
def told() -> tuple[Canaries, Case, DeskSettings]:
    """The case with everything approved that the public summary would print."""
    c = canaries()
    newsroom, reporter, initials = (c.word(f"desk.settings/{field}") for field in ("newsroom", "reporter", "initials"))
    desk = DeskSettings(newsroom, reporter, initials)
    texts = public.public_texts(c.case(), NOW, desk)
    for number, approval in enumerate(public.approve(c.case(), texts, c.word("text.approved/by"))):
        c.logs(f"approval-{number}", approval, 9)
    return c, c.case(), desk


@cache
def exported(audience: Audience) -> dict[str, str]:
    """Every format of an audience's summary."""
    _, case, desk = told()
    if audience is Audience.EDITOR:
        editors = summaries.editor_summary(case, NOW, desk)
        return {form: render(editors) for form, render in summaries.RENDERERS.items()}
    if audience is Audience.LAWYER:
        lawyers = lawyer.lawyer_summary(case, NOW, desk)
        return {form: render(lawyers) for form, render in lawyer.RENDERERS.items()}
    publics = public.public_summary(case, NOW, desk)
    return {form: render(publics) for form, render in public.RENDERERS.items()}


def forms_of(word: str) -> tuple[str, ...]:
    """A word raw, in hexadecimal and in base64 at each offset."""
    raw = word.encode()
    encoded = [base64.b64encode(b" " * offset + raw).decode()[4 if offset else 0 : -4] for offset in range(3)]
    return (word, raw.hex(), *encoded)


@pytest.mark.parametrize("audience", MAY_READ)
def test_an_audience_reads_what_it_may_and_nothing_else(audience: Audience) -> None:
    c, _, _ = told()
    pages = exported(audience)
    whole = "\n".join(pages.values())
    read = {place for place, word in c.words.items() if any(form in whole for form in forms_of(word))}
    assert read - MAY_READ[audience] == set(), "these must be absent"
    assert MAY_READ[audience] - read == set(), "these were to be read"


def test_the_public_gets_nothing_that_identifies_the_copy() -> None:
    for page in exported(Audience.PUBLIC).values():
        for trace in ("ab" * 4, "cd" * 4, "31337", "4711", "B3", "09:00:00", "2031"):
            assert trace not in page


def test_the_case_file_is_the_one_that_holds_everything_states_are_made_of() -> None:
    c, case, _ = told()
    data = write_case(case)[0].decode()
    for place in ("source.added/off/code_name", "note.added/off", "exhibit.attached/off/name"):
        assert c.words[place] not in data
    assert c.words["statement.logged/off/quote"] in data


@pytest.mark.parametrize("kind", f.KINDS)
def test_every_text_of_every_fact_is_tried(kind: str) -> None:
    c, _, _ = told()
    cls, words = f.KINDS[kind], set(c.words.values())
    if cls.__name__ in NO_TEXTS or cls is f.DeskSettings:
        return
    texts = {field.name for field in msgspec.structs.fields(cls) if "str" in str(field.type)} - NOT_TEXT
    tried = {
        name
        for entry in c.log
        if type(entry.fact) is cls
        for name, value in msgspec.to_builtins(entry.fact).items()
        if words.intersection(texts_in(value))
    }
    assert texts - tried == set()


def texts_in(value: object) -> set[str]:
    """The texts anywhere within a value."""
    if isinstance(value, dict):
        return set().union(*map(texts_in, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(texts_in, value))
    return {value} if isinstance(value, str) else set()
