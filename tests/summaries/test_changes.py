"""What changed, for each reader: what it says, and what must not be in its bytes."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.newsroom import Newsroom
from tests.summaries import hostile
from tests.summaries.desk import DESK, letter, past
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.errors import UsageError
from workflow.exported import standing_then
from workflow.facts import Entry
from workflow.fold import fold
from workflow.outgoing import digest_of
from workflow.summaries.changes import RESTRICTED, Then
from workflow.summaries.changes_page import render_html, render_json, render_markdown
from workflow.summaries.making import changed, difference_file, since_export
from workflow.terms import Audience

READERS = (Audience.EDITOR, Audience.LAWYER)
EARLIER, LATER = past("2020-01-06T15:45-05:00"), past("2020-01-08T10:00-05:00")


def left(desk: Newsroom) -> Then:
    """A file leaves now; what comes next is since then."""
    name = desk.logs(f.Exported(Audience.EDITOR, "md", "0" * 64))
    case = desk.case()
    return Then(*standing_then(case, next(e for e in case.outgoing.exports if e.id == name)), "the file for an editor")


def told(then: Then, desk: Newsroom, reader: Audience) -> dict[str, Any]:
    """What changed, as its JSON."""
    found: dict[str, Any] = json.loads(render_json(changed(then, desk.case(), desk.moment(), reader, DESK)))
    return found


def lines(found: dict[str, Any], key: str) -> list[tuple[str, str, str]]:
    return [
        (it["who"], it["detail"], it["words"]) for part in found["parts"] if part["key"] == key for it in part["lines"]
    ]


def everything(then: Then, case: Case, moment: Moment, reader: Audience) -> str:
    """All three forms in one text."""
    return "".join(
        difference_file(then, case, moment, reader, form, DESK).data.decode() for form in ("md", "html", "json")
    )


def newsroom() -> Newsroom:
    desk = Newsroom("genuine", "status")
    desk.source("milley", "issuer", name="Mark Milley", descriptor="the chairman")
    desk.source("deep", "insider", unnamed=True, descriptor="an army officer")
    desk.says("deep", genuine="confirms", id="d1", quote="Deepwords one.")
    desk.says("deep", status="confirms", id="d2", quote="Deepwords two.")
    desk.says("milley", genuine="confirms", id="m1", quote="Ours.")
    return desk


def test_the_letter_from_the_afternoon_to_two_days_later() -> None:
    text = difference_file(Then(letter(), EARLIER, "as it stood then"), letter(), LATER, Audience.EDITOR, "md", DESK)
    page = text.data.decode()
    assert "**Officially disputed: meaning. Before: anonymously confirmed: genuine.**" in page
    assert "- genuine: ◐ anonymously confirmed → ● officially confirmed" in page
    assert "- **Mark Esper, U.S. Secretary of Defense**, on the record, through pool reporters" in page
    assert "- **defense official not authorized to speak on the record**, background, through Politico" in page
    assert "From 6 Jan 2020 15:45 -05:00 (as it stood then) to 8 Jan 2020 10:00 -05:00." in page
    assert (text.form, text.as_of) == ("diff-md", "2020-01-08T15:00:00Z")


@pytest.mark.parametrize("reader", [*READERS, Audience.PUBLIC, Audience.DESK])
def test_nothing_changed_is_said_in_every_form(reader: Audience) -> None:
    desk = newsroom()
    then = left(desk)
    found = changed(then, desk.case(), desk.moment(), reader, DESK)
    for text in (render_markdown(found), render_html(found)):
        assert "Nothing has changed." in text
    assert json.loads(render_json(found))["states"] == []


def test_the_desk_reads_its_own_names() -> None:
    desk = newsroom()
    then = left(desk)
    desk.says("deep", terms="off_record", genuine="confirms", quote="Hush.")
    desk.takes_back("d2")
    desk.logs(f.TextApproved("case:title", digest_of("The letter"), "AR"))
    found = told(then, desk, Audience.DESK)
    assert lines(found, "learned")[0][0] == "DEEP"
    assert lines(found, "learned")[0][2] == "Hush."
    assert found["notes"] == ["1 statement taken back or erased.", "1 text approved for the public."]


@pytest.mark.parametrize("reader", READERS)
def test_corrections_retractions_terms_descriptors_requests_and_the_rest_are_told(reader: Audience) -> None:
    desk = newsroom()
    desk.logs(f.DocumentDescribed({"author": "Seely"}), id="doc")
    asked = desk.asks("milley", deadline="2031-01-01T00:00Z", questions=("genuine",))
    desk.says("deep", terms="chatham_house", genuine="not_disputed", id="c1")
    then = left(desk)
    desk.corrects("m1", quote="Ours, we think.")
    desk.agrees("c1", "background", at="2020-01-07T00:00Z")
    desk.says("milley", status="disputes", genuine="disputes", id="m2")
    desk.says("deep", status="retracts", id="r")
    desk.describes("deep", descriptor="a staff officer")
    desk.answers(asked, note="They rang.")
    desk.words("status", "It was sent.")
    desk.logs(f.DocumentDescribed({"author": "Gen. Seely"}, supersedes=("doc",)))
    found = told(then, desk, reader)
    assert [who for who, _, _ in lines(found, "learned")] == ["Mark Milley, the chairman", "a staff officer"]
    assert lines(found, "corrected")[0][1:] == ("said 6 Jan 2020 08:07 UTC; corrected: the words", "“Ours, we think.”")
    retracted, overtaken = lines(found, "fallen")
    assert retracted[0] == "a staff officer"
    assert retracted[1].endswith("on status: it was retracted")
    assert "on genuine: a later word overtook it (Mark Milley, the chairman" in overtaken[1]
    assert lines(found, "terms")[0][1].endswith("now background")
    assert {who for who, _, _ in lines(found, "described")} == {"a staff officer"}
    assert lines(found, "requests")[0][::2] == ("Mark Milley, the chairman", "answered")
    assert lines(found, "questions") == [("status", "", "It was sent.")]
    assert lines(found, "document") == [("author", "", "Gen. Seely")]
    assert found["notes"] == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("gone", ["taken back", "off the record", "deep background"])
def test_what_may_not_be_told_any_more_is_in_no_byte(reader: Audience, gone: str) -> None:
    desk = newsroom()
    desk.says("deep", genuine="disputes", id="x", quote="Vanishing words.")
    desk.describes("deep", descriptor="a vanishing officer")
    then = left(desk)
    desk.describes("deep", descriptor="an army officer")
    if gone == "taken back":
        desk.takes_back("x")
    else:
        desk.tightens("x", gone.replace("off the", "off").replace(" ", "_"))
    text = everything(then, desk.case(), desk.moment(), reader)
    assert "anishing" not in text
    assert RESTRICTED in text


@pytest.mark.parametrize("reader", READERS)
def test_an_unnamed_word_that_becomes_named_is_new_and_leads_to_nothing_else(reader: Audience) -> None:
    desk = newsroom()
    then = left(desk)
    desk.describes("deep", name="Joan Smith")
    desk.agrees("d1", "on_record", at="2020-01-07T00:00Z")
    found = told(then, desk, reader)
    assert [who for who, _, _ in lines(found, "learned")] == ["Joan Smith, an army officer"]
    assert [part["key"] for part in found["parts"]] == ["learned"]
    assert "Deepwords two" not in json.dumps(found)


@pytest.mark.parametrize("reader", READERS)
def test_a_named_word_that_becomes_unnamed_stands_nowhere(reader: Audience) -> None:
    desk = newsroom()
    desk.says("milley", status="disputes", id="m2", quote="Not final.")
    then = left(desk)
    desk.tightens("m2", "background")
    found = told(then, desk, reader)
    assert found["parts"] == []
    assert found["notes"] == [RESTRICTED]


def test_words_under_embargo_are_an_editors_until_their_time() -> None:
    desk = newsroom()
    then = left(desk)
    desk.says("milley", status="confirms", quote="Embargoed words.", embargo="2030-06-01T00:00Z")
    case = desk.case()
    before, after = desk.moment(now="2030-05-01T00:00Z"), desk.moment(now="2030-07-01T00:00Z")
    assert "under embargo until 1 Jun 2030" in everything(then, case, before, Audience.EDITOR)
    assert "Embargoed words" not in everything(then, case, before, Audience.LAWYER)
    assert "Embargoed words" in everything(then, case, after, Audience.LAWYER)
    assert "Embargoed words" not in everything(then, case, before, Audience.PUBLIC)


@pytest.mark.parametrize("reader", [*READERS, Audience.PUBLIC])
def test_nothing_secret_is_in_the_bytes(reader: Audience) -> None:
    desk = newsroom()
    then = left(desk)
    desk.source("mole", "provider", unnamed=True, descriptor="MOLEDESCRIPTOR", lineage="LINEAGEWORD", body="BODYWORD")
    desk.source("held", "insider", name="Heldname Person", descriptor="a planner")
    desk.says("mole", terms="off_record", genuine="confirms", quote="OFFWORDS")
    desk.says("mole", terms="deep_background", genuine="confirms", quote="DEEPWORDS")
    desk.says("held", terms="background", genuine="confirms", quote="MOLE and Heldname Person know.", grade="GRADEWORD")
    desk.corrects("d1", lineage="ROOTWORD", grade="GRADEWORD")
    desk.notes("NOTEWORD")
    desk.disagrees("genuine", "contested", "REASONWORD")
    text = everything(then, desk.case(), desk.moment(), reader)
    secrets = (
        *("MOLE", "OFFWORDS", "DEEPWORDS", "LINEAGEWORD", "BODYWORD", "Heldname", "NOTEWORD", "ROOTWORD"),
        *("GRADEWORD", "REASONWORD", "MOLEDESCRIPTOR"),
    )
    assert [word for word in secrets if word in text] == []


def test_the_public_is_told_states_and_approved_sentences_alone() -> None:
    desk = newsroom()
    then = left(desk)
    desk.says("milley", status="disputes", id="m2", quote="Not final.")
    for place, text in (
        ("m2:quote", "Not final."),
        ("milley:name", "Mark Milley"),
        ("milley:descriptor", "the chairman"),
        ("status:proposition", "It is so."),
    ):
        desk.logs(f.TextApproved(place, digest_of(text), "AR"))
    found = told(then, desk, Audience.PUBLIC)
    assert [it["question"] for it in found["states"]] == ["status"]
    assert [who for who, _, _ in lines(found, "learned")] == ["Status"]
    assert "Mark Milley" in lines(found, "learned")[0][2]
    assert found["title"] == ""
    assert "# What changed: A document" in everything(then, desk.case(), desk.moment(), Audience.PUBLIC)


def test_since_an_export_names_the_reader_and_needs_one() -> None:
    desk = newsroom()
    with pytest.raises(UsageError, match="No file to compare with has left yet"):
        since_export(desk.case(), Audience.DESK)
    left(desk)
    assert since_export(desk.case(), Audience.DESK).words == "the file for an editor (md)"
    with pytest.raises(UsageError, match="for a lawyer"):
        since_export(desk.case(), Audience.LAWYER)


def test_a_file_of_changes_is_nothing_to_compare_with() -> None:
    desk = newsroom()
    left(desk)
    before = len(desk.case().entries)
    desk.logs(f.Exported(Audience.EDITOR, "diff-md", "0" * 64))
    desk.logs(f.Exported(Audience.LAWYER, "diff-html", "0" * 64))
    for reader in (Audience.EDITOR, Audience.DESK):
        assert len(since_export(desk.case(), reader).case.entries) == before - 1
    with pytest.raises(UsageError, match="for a lawyer"):
        since_export(desk.case(), Audience.LAWYER)


def test_the_public_is_told_the_changes_since_what_was_printed() -> None:
    desk = newsroom()
    desk.logs(f.Exported(Audience.PUBLIC, "html", "0" * 64), id="first")
    desk.logs(f.Exported(Audience.PUBLIC, "md", "0" * 64), id="second")
    assert since_export(desk.case(), Audience.PUBLIC).words.endswith("(md)")
    desk.logs(f.Printed("first", "The Gazette", "2020-01-06"))
    assert since_export(desk.case(), Audience.PUBLIC).words.endswith("(html)")


def test_an_earlier_moment_that_is_later_is_refused() -> None:
    with pytest.raises(UsageError, match="stood later"):
        changed(Then(letter(), LATER, ""), letter(), EARLIER, Audience.DESK, DESK)


class Page(HTMLParser):
    """What a page holds that could act: handlers, and elements and addresses that ask for something."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        bad = {name for name in names if name.startswith("on") or name in ("href", "src", "action")}
        if tag in ("script", "img", "iframe", "a", "object", "form", "svg", "link") or bad:
            self.acting.append(f"{tag} {sorted(bad)}")


@pytest.mark.parametrize("reader", [*READERS, Audience.DESK])
@pytest.mark.parametrize("attack", [hostile.HTML[0], hostile.HTML[3], hostile.MARKDOWN[1], hostile.TERMINAL[0]])
def test_hostile_text_stays_text(reader: Audience, attack: str) -> None:
    case = hostile.poisoned(attack)
    then = Then(fold(case.entries[:1]), Moment(None, LATER.now), "the beginning")
    found = changed(then, case, Moment(None, LATER.now), reader, DESK)
    page = Page()
    page.feed(render_html(found))
    assert page.acting == []
    assert "default-src 'none'" in render_html(found)
    markdown = render_markdown(found)
    assert "\x1b" not in markdown + render_json(found)
    kinds = {t.type for token in MarkdownIt("commonmark").parse(markdown) for t in (token, *(token.children or ()))}
    assert kinds.isdisjoint({"html_block", "html_inline", "link_open", "image", "fence", "code_block", "code_inline"})


def test_the_same_case_gives_the_same_bytes_whatever_the_order_of_the_log_within_a_moment() -> None:
    desk = newsroom()
    then = left(desk)
    for name in ("a", "b", "c"):
        desk.says("deep", said="2020-01-07T10:00Z", genuine="confirms", quote=name)
    head, tail = desk.log[:-3], desk.log[-3:]
    turned = fold((*head, *(Entry(e.id, e.fact, e.claimed_at, e.writer) for e in reversed(tail))))
    texts = {everything(then, case, desk.moment(), Audience.EDITOR) for case in (desk.case(), turned)}
    assert len({text.partition("Case version")[0] for text in texts}) == 1
