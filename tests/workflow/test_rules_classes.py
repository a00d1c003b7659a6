"""What one statement is worth on one question: sections 1 to 3 of the rules, and each row of 4a."""

import pytest

from tests.newsroom import Newsroom
from tests.newsroom_publishing import as_word
from workflow.terms import FIRST_STATES, Kind, Knowledge, Stance, Standing, State, Term, Weight, Word
from workflow.verdict import evaluate

SPEAKS_OFFICIALLY = {
    "author": {"genuine", "intact", "status", "delivered", "reading"},
    "issuer": {"genuine", "intact", "status", "delivered", "reading", "content", "handling"},
    "custodian": {"genuine", "intact", "status", "handling"},
    "recipient": {"delivered"},
    "subject": {"content"},
    "authority": {"handling"},
}
WEIGHTLESS = ("declines", "no_response", "neither", "cannot_say", "acknowledges", "not_disputed", "implies")


def weight(desk: Newsroom, question: str = "genuine", now: str = "2030-01-01T00:00Z") -> str:
    """The class of the last statement logged."""
    tally = evaluate(desk.case(), desk.moment(now=now)).tallies[question]
    return str(tally.fates[-1].weight)


def said_by(standing: str, kind: str = "genuine", **how: object) -> str:
    """The class of one dispute by one source of this standing on this kind of question."""
    desk = Newsroom(*{"genuine": None, kind: None})
    source = desk.source("somebody", standing)
    desk.says(source, on={kind: "disputes"}, **how)  # type: ignore[arg-type]
    return weight(desk, kind)


def test_the_words_on_the_screen() -> None:
    words = ["genuine", "intact", "status", "delivered", "meaning", "truth", "handling"]
    assert [kind.word for kind in Kind] == words
    assert [len(list(cls)) for cls in (Standing, Stance, Knowledge, Term, State)] == [14, 10, 4, 6, 12]
    assert FIRST_STATES == ("unconfirmed", "anonymously_confirmed", "officially_disputed")
    assert {stance for stance in Stance if stance.weighs} == {"confirms", "disputes"}
    assert {weight for weight in Weight if weight.strong} == {"O", "T", "N"}


@pytest.mark.parametrize("cls", [Kind, Standing, Stance, Knowledge, Term, State, Weight])
def test_every_word_has_its_meaning(cls: type[Word]) -> None:
    for member in cls:
        assert member.word
        assert member.meaning.endswith(".")
        assert len({other.word for other in cls}) == len(list(cls))


@pytest.mark.parametrize("standing", [str(standing) for standing in Standing])
@pytest.mark.parametrize("kind", [str(kind) for kind in Kind])
def test_row_4_who_speaks_officially_on_what(standing: str, kind: str) -> None:
    official = kind in SPEAKS_OFFICIALLY.get(standing, ())
    assert as_word(Standing, standing).official_on == SPEAKS_OFFICIALLY.get(standing, set())
    if official:
        assert said_by(standing, kind) == "O"
        assert said_by(standing, kind, knows="none") == "O", "row 4 stands before row 5"
        assert said_by(standing, kind, technical=True) == "O", "row 4 stands before row 7"
        assert said_by(standing, kind, terms="background") == "A", "officially means on the record"
    else:
        assert said_by(standing, kind) == "none"
        barred = standing == "provider" and kind != "handling"
        assert said_by(standing, kind, knows="direct") == ("none" if barred else "N")


@pytest.mark.parametrize("stance", WEIGHTLESS)
def test_row_1_only_confirms_and_disputes_count(stance: str) -> None:
    desk = Newsroom("genuine")
    desk.says(desk.source("office", "issuer"), genuine=stance)
    assert weight(desk) == "none"
    assert desk.states() == {"genuine": "unconfirmed"}, "silence is never confirmation"


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("on_record", "O"),
        ("background", "A"),
        ("not_for_attribution", "A"),
        ("deep_background", "none"),
        ("off_record", "none"),
        ("chatham_house", "none"),
    ],
)
def test_row_2_which_terms_count(terms: str, expected: str) -> None:
    assert said_by("issuer", terms=terms, knows="direct") == expected
    assert as_word(Term, terms).counts is (expected != "none")


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2020-01-06T21:59:59Z", "none"), ("2020-01-06T17:00-05:00", "O"), ("2020-01-06T22:00:01Z", "O")],
)
def test_row_2_an_embargo_lifts_at_its_moment_inclusive(now: str, expected: str) -> None:
    desk = Newsroom("genuine")
    desk.says(desk.source("office", "issuer"), genuine="confirms", embargo="2020-01-06T22:00Z")
    assert weight(desk, now=now) == expected
    at = desk.states(at=now)["genuine"]
    assert at == ("unconfirmed" if expected == "none" else "officially_confirmed")


def test_row_2_an_embargo_is_judged_where_one_stands() -> None:
    desk = Newsroom("genuine")
    desk.says(
        desk.source("office", "issuer"), genuine="confirms", said="2020-01-06T10:00Z", embargo="2020-01-08T00:00Z"
    )
    assert desk.states(at="2020-01-07") == {"genuine": "unconfirmed"}, "whatever the wall clock shows"
    assert desk.states(at="2020-01-08T00:00Z") == {"genuine": "officially_confirmed"}


@pytest.mark.parametrize(
    ("grade", "expected"),
    [("A1", "N"), ("F6", "N"), ("B2", "N"), ("E1", "none"), ("A5", "none"), ("E", "none"), ("5", "none"), ("F", "N")],
)
def test_row_3_grades_e_and_5_are_held_back(grade: str, expected: str) -> None:
    assert said_by("insider", knows="direct", grade=grade) == expected
    assert said_by("issuer", grade=grade) == ("none" if expected == "none" else "O")


def test_row_3_what_repeats_another_report_does_not_count_even_an_officials() -> None:
    assert said_by("issuer", derived_from="the wire") == "none"
    assert said_by("insider", terms="background", derived_from="the wire") == "none"


@pytest.mark.parametrize(
    ("knows", "on_record", "unnamed"),
    [("direct", "N", "A"), ("unknown", "none", "A"), ("", "none", "A"), ("indirect", "none", "none"), ("none",) * 3],
)
def test_rows_5_8_and_9_what_knowledge_is_worth(knows: str, on_record: str, unnamed: str) -> None:
    assert said_by("insider", knows=knows) == on_record
    assert said_by("insider", knows=knows, terms="background") == unnamed


def test_row_5_stands_before_row_7() -> None:
    assert said_by("expert", technical=True, knows="indirect") == "none"
    assert said_by("expert", technical=True) == "N", "examining the copy is direct knowledge"


def test_knowledge_can_differ_by_question() -> None:
    desk = Newsroom("genuine", "status")
    desk.says(
        desk.source("clerk", "insider"),
        genuine="confirms",
        status="confirms",
        knows={"default": "direct", "status": "indirect"},
    )
    assert desk.states() == {"genuine": "named_confirmed", "status": "unconfirmed"}


@pytest.mark.parametrize("terms", ["on_record", "background"])
@pytest.mark.parametrize("technical", [True, False])
def test_row_6_the_provider_cannot_vouch_but_on_handling(terms: str, technical: bool) -> None:
    assert said_by("provider", "genuine", knows="direct", terms=terms, technical=technical) == "none"
    expected = "N" if terms == "on_record" else "A"
    assert said_by("provider", "handling", knows="direct", terms=terms, technical=technical) == expected


@pytest.mark.parametrize("stance", ["confirms", "disputes"])
def test_row_7_one_examiner_is_named_two_lineages_are_technical(stance: str) -> None:
    desk = Newsroom("genuine")
    first = desk.source("first", "expert")
    desk.says(first, technical=True, genuine=stance)
    assert weight(desk) == "N"
    second = desk.source("second", "expert", lineage="first")
    desk.says(second, technical=True, genuine=stance)
    assert weight(desk) == "N", "the second rests on the first"
    desk.says(second, technical=True, genuine=stance, lineage="a sample of its own")
    assert weight(desk) == "T"
    side = "independently_verified" if stance == "confirms" else "independently_disputed"
    assert desk.states() == {"genuine": side}


def test_row_7_lineages_count_on_one_side_only() -> None:
    desk = Newsroom("genuine")
    desk.says(desk.source("first", "expert"), technical=True, genuine="confirms")
    desk.says(desk.source("second", "expert"), technical=True, genuine="disputes")
    assert weight(desk) == "N"
    assert desk.states() == {"genuine": "contested"}


def test_row_7_needs_live_statements() -> None:
    desk = Newsroom("genuine")
    first, second = desk.source("first", "expert"), desk.source("second", "expert")
    desk.says(first, technical=True, genuine="disputes")
    desk.says(second, technical=True, genuine="disputes")
    assert desk.states() == {"genuine": "independently_disputed"}
    desk.says(second, genuine="retracts")
    assert desk.states() == {"genuine": "named_disputed"}


def test_row_7_a_conclusive_finding_lifts_every_examiner_of_its_side() -> None:
    desk = Newsroom("genuine")
    desk.says(desk.source("first", "expert", lineage="lab"), technical=True, genuine="confirms")
    desk.says(desk.source("second", "expert", lineage="lab"), conclusive=True, genuine="confirms")
    fates = evaluate(desk.case(), desk.moment()).tallies["genuine"].fates
    assert [fate.weight for fate in fates] == ["T", "T"]


def test_row_9_an_unnamed_examiner_is_anonymous_even_when_conclusive() -> None:
    desk = Newsroom("genuine")
    desk.says(desk.source("lab", "expert", unnamed=True), conclusive=True, genuine="disputes")
    assert weight(desk) == "A"
    assert desk.states() == {"genuine": "anonymously_disputed"}


def test_conclusive_has_effect_only_on_a_technical_statement() -> None:
    desk = Newsroom("genuine")
    said = desk.says(desk.source("clerk", "insider"), knows="direct", conclusive=True, genuine="disputes")
    assert desk.states() == {"genuine": "shown_false"}
    desk.corrects(said, technical=False)
    assert desk.states() == {"genuine": "named_disputed"}
