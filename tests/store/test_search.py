"""Search: words are words, hits are marked, and what everybody said is ranked within a bound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.conftest import says, small_case
from workflow import facts as f
from workflow.ledger import Ledger
from workflow.store.search import RANKED, Hit, expression
from workflow.terms import Copy, ExhibitKind, Section, State


def marked(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.marks]


def test_each_kind_of_thing_is_found(desk: Ledger) -> None:
    ids = small_case(desk)
    case, question, source = ids["case"], ids["question"], ids["source"]
    with desk.batch(case) as batch:
        request = batch.add(f.RequestSent("2020-01-06T09:00Z", "mail", "Is the heron real?", source))
        batch.add(f.RequestAnswered(request, "2020-01-06T10:00Z", note="The ibis wrote back."))
        batch.add(f.NoteAdded("Ask the cormorant.", source))
        batch.add(f.DocumentDescribed({"issuer": "Ministry of Egrets"}))
        batch.add(f.DisagreementNoted(question, State.UNCONFIRMED, "A pelican says so", "JF"))
        batch.add(says(source, question, "The bittern flew.", slug="s2"))
        batch.add(f.ExhibitAttached(ExhibitKind.ORIGINAL, "stork.jpg", "0" * 64, 9))
        batch.add(f.CustodyRecorded("From a plover.", source=source))
        batch.add(f.Disclosed("2020-01-06T09:00Z", "Shown to a curlew.", Copy.DESCRIBED, source))
        batch.add(f.PersonAccused("Stole a godwit.", name="Cal"))
        first = batch.add(f.PublicTextWritten(Section.METHOD, "We asked a dunlin."))
        batch.add(f.PublicTextWritten(Section.METHOD, "We asked a whimbrel.", (first,)))
    assert desk.search("dunlin").total == 0
    later = {word: desk.search(word).hits[0].kind for word in ("stork", "plover", "curlew", "godwit", "whimbrel")}
    assert list(later.values()) == ["exhibit", "custody", "disclosure", "accusation", "public text"]
    found = {
        word: [(hit.kind, hit.slug, marked(hit)) for hit in desk.search(word).hits]
        for word in ("heron", "ibis", "cormorant", "egrets", "pelican", "bittern", "spokeswoman", "wrote it", "letter")
    }
    assert found["heron"] == [("request", "letter", ["heron"])]
    assert found["ibis"] == [("answer", "letter", ["ibis"])]
    assert found["cormorant"] == [("note", "letter", ["cormorant"])]
    assert found["egrets"] == [("document", "letter", ["Egrets"])]
    assert found["pelican"] == [("disagreement", "letter", ["pelican"])]
    assert found["bittern"] == [("statement", "letter", ["bittern"])]
    assert found["spokeswoman"] == [("source", "letter", ["spokeswoman"])]
    assert found["wrote it"] == [("question", "letter", ["wrote", "it"])]
    assert {kind for kind, _, _ in found["letter"]} == {"case", "statement"}
    [hit] = desk.search("bittern").hits
    assert (hit.case_id, hit.title, hit.heading) == (case, "The letter", "Ann Marlow")


def test_what_is_corrected_is_found_in_its_new_form_alone(desk: Ledger) -> None:
    ids = small_case(desk, quote="An old heron.")
    case = ids["case"]
    for before, after in (("heron", "ibis"), ("ibis", "egret")):
        standing = desk.case(case).setters(ids["statement"], ["quote"])
        change = f.StatementCorrected(ids["statement"], {"quote": f"A new {after}."}, "typo", standing)
        [correction] = desk.append(case, change)
        assert (desk.search(before).total, desk.search(after).total) == (0, 1)
    [undo] = desk.append(case, f.TakenBack(correction.id))
    assert (desk.search("ibis").total, desk.search("egret").total) == (1, 0)
    desk.append(case, f.TakenBack(undo.id))
    assert (desk.search("ibis").total, desk.search("egret").total) == (0, 1)
    desk.append(case, f.TakenBack(ids["statement"]))
    assert desk.search("egret").total == 0
    desk.append(case, f.SourceDescribed(ids["source"], {"descriptor": "a retired falconer"}, "left", (ids["source"],)))
    desk.append(case, f.CaseRenamed("The memorandum", "it is one", (desk.case(case).id,)))
    desk.append(case, f.QuestionWorded(ids["question"], "The admiral wrote it.", "", (ids["question"],)))
    totals = {word: desk.search(word).total for word in ("spokeswoman", "falconer", "general", "admiral", "memorandum")}
    assert totals == {"spokeswoman": 0, "falconer": 1, "general": 0, "admiral": 1, "memorandum": 1}
    desk.append(case, f.QuestionWithdrawn(ids["question"], "moot"))
    assert desk.search("admiral").total == 0
    assert desk.verify(thorough=True).sound


def test_merged_sources_head_their_statements(desk: Ledger) -> None:
    ids = small_case(desk)
    case = ids["case"]
    other = desk.append(
        case, f.SourceAdded("bo", "the deputy", desk.case(case).sources[ids["source"]].standing, name="Bo")
    )
    desk.append(case, says(other[0].id, ids["question"], "A dotterel.", slug="s2"))
    assert desk.search("dotterel").hits[0].heading == "Bo"
    desk.append(case, f.SourcesMerged(ids["source"], other[0].id, "one person"))
    assert desk.search("dotterel").hits[0].heading == "Ann Marlow"
    assert desk.verify(thorough=True).sound


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("red kite", 2),
        ('"red kite"', 1),
        ('"red kite', 1),
        ("kite red", 2),
        ("RED KITE", 2),
        ("réd kité", 2),
        ("kit", 2),
        ("ki", 0),
        ("kit*", 2),
        ("ki*", 0),
        ("red OR heron", 0),
        ("NOT red", 0),
        ("red NEAR kite", 0),
        ("words:red", 0),
        ("red^", 2),
        ("-red", 2),
        ("(red)", 2),
        ('red"kite', 1),
        ("*", 0),
        ('""', 0),
        ('"', 0),
        ("", 0),
        ("  ", 0),
        ("' OR 1=1 --", 0),
        ("— … !", 0),
        ("red — kite", 2),
        ("red\x00kite", 2),
        ("{red}", 2),
    ],
)
def test_what_is_typed_is_words_and_phrases(desk: Ledger, words: str, count: int) -> None:
    case = small_case(desk)["case"]
    desk.append(
        case, f.NoteAdded("A red kite over the house."), f.NoteAdded("The kite was red."), f.NoteAdded("Heron.")
    )
    page = desk.search(words)
    assert (page.total, page.total_is_exact, page.ranked_among) == (count, True, None)
    assert len(page.hits) == count


def test_no_text_is_syntax(desk: Ledger) -> None:
    case = small_case(desk)["case"]

    @given(st.text(max_size=60))
    def search(words: str) -> None:
        assert expression(words, None) == "" or expression(words, None).startswith("words : (")
        for page in (desk.search(words), desk.search(words, case_id=case)):
            assert page.total == len(page.hits)

    search()


def test_one_case_alone_can_be_searched(desk: Ledger) -> None:
    one, two = small_case(desk, "one"), small_case(desk, "two")
    assert desk.search("confirm").total == 2
    assert [hit.fact_id for hit in desk.search("confirm", case_id=one["case"]).hits] == [one["statement"]]
    assert [hit.fact_id for hit in desk.search("confi", case_id=two["case"]).hits] == [two["statement"]]


def test_a_word_that_most_hold_is_ranked_within_a_bound_and_says_so(desk: Ledger) -> None:
    case = small_case(desk)["case"]
    with desk.batch(case) as batch:
        first = batch.add(f.NoteAdded("everyone everyone everyone"))
        for number in range(RANKED + 50):
            batch.add(f.NoteAdded(f"everyone said {number} of many other things at length"))
        short = batch.add(f.NoteAdded("everyone"))
    page = desk.search("everyone", limit=10)
    assert (page.total, page.total_is_exact, page.ranked_among) == (RANKED, False, RANKED)
    assert len(page.hits) == 10
    assert page.hits[0].fact_id == short
    assert first not in [hit.fact_id for hit in page.hits]
    page = desk.search("everyone 17")
    assert (page.total, page.total_is_exact) == (1, True)


def test_long_words_are_cut_to_a_snippet_around_the_hit(desk: Ledger) -> None:
    case = small_case(desk)["case"]
    desk.append(
        case, f.NoteAdded("before " * 400 + "kingfisher " + "after " * 400), f.NoteAdded("\x02odd\x03 kingfisher")
    )
    for hit in desk.search("kingfisher").hits:
        assert len(hit.snippet) < 400
        assert marked(hit) == ["kingfisher"]
