"""What was said since: a word that was answered, overtaken or taken back is never printed as if it stood."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workflow.wording_desk import ASKED, LEE, MEMO, Log, Memo
from workflow import facts as f

NINE, TEN, NOON = "2020-01-06T09:00Z", "2020-01-06T10:00Z", "2020-01-06T12:00Z"
AT_NINE, AT_TEN, AT_ELEVEN = "6 Jan 2020 09:00 UTC", "6 Jan 2020 10:00 UTC", "6 Jan 2020 11:00 UTC"
RAY = "Bo Ray, minister of energy,"

CASES: list[tuple[str, Log, list[str]]] = [
    (
        "the same source says otherwise",
        lambda d: (
            d.says("spokeswoman", said=NINE, genuine="disputes"),
            d.says("spokeswoman", said=TEN, genuine="confirms"),
        ),
        [
            f"on_record: {LEE} confirmed that {MEMO}.",
            f"later_word: On 6 Jan 2020 {LEE} disputed that {MEMO}; later that day Ann Lee confirmed that {MEMO}.",
        ],
    ),
    (
        "its words are quoted with what it said since",
        lambda d: (
            d.says("spokeswoman", said=NINE, genuine="disputes", quote="A forgery."),
            d.says("minister", said=TEN, genuine="confirms"),
        ),
        [
            f"on_record: {LEE} said: “A forgery.” On {AT_TEN} {RAY} confirmed that {MEMO}.",
            f"on_record: {RAY} confirmed that {MEMO}.",
            f"later_word: On 6 Jan 2020 {LEE} disputed that {MEMO}; later that day {RAY} confirmed that {MEMO}.",
        ],
    ),
    (
        "the same again is no later word",
        lambda d: (
            d.says("spokeswoman", said=NINE, genuine="confirms", quote="Ours."),
            d.says("minister", said=TEN, genuine="confirms"),
        ),
        [f"on_record: {LEE} confirmed that {MEMO}: “Ours.”", f"on_record: {RAY} confirmed that {MEMO}."],
    ),
    (
        "back and forth ends where it began",
        lambda d: [
            d.says("spokeswoman", said=f"2020-01-06T{hour}:00Z", genuine=stance)
            for hour, stance in (("09", "confirms"), ("10", "disputes"), ("11", "confirms"))
        ],
        [
            f"on_record: {LEE} confirmed that {MEMO}.",
            f"later_word: On 6 Jan 2020 {LEE} disputed that {MEMO}; later that day Ann Lee confirmed that {MEMO}.",
        ],
    ),
    (
        "a lower rank does not answer, but what it left open is answered by a minister",
        lambda d: (
            d.says("minister", said=NINE, genuine="disputes"),
            d.says("spokeswoman", said=TEN, genuine="confirms"),
        ),
        [f"on_record: {LEE} confirmed that {MEMO}.", f"on_record: {RAY} disputed that {MEMO}."],
    ),
    (
        "declined, and the body answered",
        lambda d: (
            d.says("office", said=NINE, genuine="declines"),
            d.says("spokeswoman", said=TEN, genuine="confirms"),
        ),
        [
            f"on_record: {LEE} confirmed that {MEMO}.",
            f"later_word: On 6 Jan 2020 the Ministry press office declined to comment on whether {MEMO}; "
            f"later that day {LEE} confirmed that {MEMO}.",
        ],
    ),
    (
        "answered first, declined later",
        lambda d: (
            d.says("spokeswoman", said=NINE, genuine="confirms"),
            d.says("office", said=TEN, genuine="declines"),
        ),
        [
            f"on_record: {LEE} confirmed that {MEMO}.",
            f"declined: The Ministry press office declined to comment on whether {MEMO}.",
        ],
    ),
    (
        "answered by somebody whose words are under embargo",
        lambda d: (
            d.says("spokeswoman", said=NINE, genuine="disputes"),
            d.says("minister", said=TEN, genuine="confirms", embargo="2040-01-01T00:00Z"),
        ),
        [f"on_record: {LEE} disputed that {MEMO}."],
    ),
    (
        "one of ours says otherwise",
        lambda d: (d.tells(said=NINE, genuine="confirms"), d.tells(said=TEN, genuine="disputes")),
        [f"background: A U.S. military official, who {ASKED}, disputed that {MEMO}."],
    ),
    (
        "taken back",
        lambda d: (
            d.says("spokeswoman", said=NINE, genuine="confirms", quote="Ours."),
            d.says("spokeswoman", said=TEN, genuine="retracts", quote="I was wrong"),
        ),
        [f"retraction: {LEE} withdrew the statement of {AT_NINE} that {MEMO}, saying: “I was wrong”."],
    ),
    (
        "a denial taken back, and said anew",
        lambda d: (
            d.says("spokeswoman", said=NINE, genuine="disputes"),
            d.says("spokeswoman", said=TEN, genuine="retracts"),
            d.says("spokeswoman", said=NOON, genuine="confirms"),
        ),
        [
            f"on_record: {LEE} confirmed that {MEMO}.",
            f"retraction: {LEE} withdrew the statement of {AT_NINE} disputing that {MEMO}. "
            f"On 6 Jan 2020 12:00 UTC Ann Lee confirmed that {MEMO}.",
        ],
    ),
    (
        "an outlet takes back what it carried",
        lambda d: d.says(
            "paper",
            retracts=(d.says("theirs", said=NINE, via="The Post", genuine="confirms"),),
            genuine="retracts",
            paraphrase="We could not stand it up.",
        ),
        [f"retraction: The Post withdrew its report of {AT_NINE} that {MEMO}. In our words: We could not stand it up."],
    ),
    (
        "one of ours takes it back",
        lambda d: (d.tells(said=NINE, genuine="confirms"), d.tells(said=TEN, genuine="retracts")),
        [f"retraction: A U.S. military official withdrew an earlier statement on whether {MEMO}."],
    ),
    (
        "one of ours takes back what was off the record",
        lambda d: (d.tells(said=NINE, terms="off_record", genuine="confirms"), d.tells(said=TEN, genuine="retracts")),
        [],
    ),
    (
        "a retraction off the record stops the sentence and has none",
        lambda d: (d.tells(said=NINE, genuine="confirms"), d.tells(said=TEN, terms="off_record", genuine="retracts")),
        [],
    ),
    (
        "a name never takes back unnamed words",
        lambda d: d.says("minister", retracts=(d.tells(said=NINE, genuine="confirms"),), said=TEN, genuine="retracts"),
        [],
    ),
]


@pytest.mark.parametrize(("log", "expected"), [pytest.param(log, said, id=name) for name, log, said in CASES])
def test_what_was_said_since(log: Log, expected: list[str]) -> None:
    desk = Memo()
    log(desk)
    assert desk.printed() == expected


def test_before_the_later_word_the_earlier_stands_alone() -> None:
    desk = Memo()
    desk.says("office", said=NINE, genuine="declines")
    desk.says("spokeswoman", said=TEN, genuine="confirms")
    assert desk.printed("2020-01-06T09:30Z") == [
        f"declined: The Ministry press office declined to comment on whether {MEMO}."
    ]


def test_stricter_terms_hold_at_every_moment_and_name_nobody() -> None:
    desk = Memo()
    said = desk.says("spokeswoman", said=NINE, genuine="confirms", quote="Ours.")
    desk.tightens(said, "background")
    assert desk.printed("2020-01-06T09:30Z") == desk.printed() == []
    desk.agrees(said, "background", at=TEN, promise=f.Promise("AR", "ministry official"))
    assert desk.printed() == [f"background: A ministry official, who asked not to be named, said that {MEMO}."]


def test_an_embargo_lifts_by_the_clock_on_the_wall() -> None:
    desk = Memo()
    desk.says("spokeswoman", said=NINE, genuine="confirms", embargo=NOON)
    assert desk.printed("2020-01-06T11:59Z") == []
    assert desk.printed("2020-01-06T13:00Z", now="2020-01-06T11:00Z") == []
    assert desk.printed(NOON) == [f"on_record: {LEE} confirmed that {MEMO}."]


SENT: dict[str, Any] = {"sent": NINE, "deadline": NOON}


@pytest.mark.parametrize(
    ("ask", "at", "expected"),
    [
        (lambda d: d.asks("spokeswoman", **SENT), "2020-01-06T08:59Z", []),
        (
            lambda d: d.asks("spokeswoman", **SENT),
            TEN,
            [f"silence: {LEE} did not immediately respond to questions sent {AT_NINE}."],
        ),
        (
            lambda d: d.asks("spokeswoman", **SENT),
            NOON,
            [f"silence: {LEE} did not respond to questions sent {AT_NINE} with a deadline of 6 Jan 2020 12:00 UTC."],
        ),
        (
            lambda d: d.gives_up(d.asks(office="Ministry of Trade", sent=NINE), at=TEN),
            NOON,
            [f"silence: The Ministry of Trade did not respond to questions sent {AT_NINE}."],
        ),
        (lambda d: d.asks("friend", **SENT), NOON, []),
        (lambda d: d.answers(d.asks("spokeswoman", **SENT), at=TEN, note="Called back."), NOON, []),
    ],
)
def test_silence(ask: Log, at: str, expected: list[str]) -> None:
    desk = Memo()
    ask(desk)
    assert desk.printed(at) == expected


def test_nobody_could_be_reached() -> None:
    desk = Memo()
    request = desk.logs(f.RequestSent(NINE, "phone", "Yours?", "spokeswoman", attempts=("home, 08:10", "desk")))
    desk.gives_up(request, at=TEN)
    assert desk.printed() == [f"silence: {LEE} could not be reached for comment in three attempts."]


@pytest.mark.parametrize("asked", [{"source": "spokeswoman"}, {"office": "The Ministry"}])
def test_whoever_has_answered_is_not_called_silent(asked: dict[str, str]) -> None:
    desk = Memo()
    desk.asks(**asked, **SENT, questions=("genuine",))
    desk.says("spokeswoman", said=TEN, reading="confirms")
    assert [line for line in desk.printed(NOON) if line.startswith("silence")]
    desk.says("spokeswoman", said="2020-01-06T11:00Z", genuine="confirms")
    assert not [line for line in desk.printed(NOON) if line.startswith("silence")]
    assert "no_longer_stands" in desk.refused(NOON)


def test_an_answer_to_a_reminder_ends_the_silence_before_it() -> None:
    desk = Memo()
    desk.asks("spokeswoman", **SENT, questions=("genuine",))
    reminder = desk.asks("spokeswoman", sent=NOON, deadline="2020-01-06T18:00Z", questions=("genuine", "status"))
    other = desk.asks("spokeswoman", sent=NOON, deadline="2020-01-06T18:00Z", questions=("reading",))
    desk.answers(other, at="2020-01-06T13:00Z", note="Called back.")
    assert len([line for line in desk.printed("2020-01-06T14:00Z") if line.startswith("silence")]) == 2
    desk.answers(reminder, at="2020-01-06T13:00Z", note="Called back.")
    assert not [line for line in desk.printed("2020-01-06T14:00Z") if line.startswith("silence")]
    assert len([line for line in desk.printed("2020-01-06T12:30Z") if line.startswith("silence")]) == 2


def test_what_was_said_before_the_questions_were_put_is_no_answer_to_them() -> None:
    desk = Memo()
    desk.asks("spokeswoman", **SENT)
    desk.says("spokeswoman", said="2020-01-05", learned=TEN, genuine="confirms")
    assert [line for line in desk.printed(NOON) if line.startswith("silence")]
    desk.asks("minister", sent="2020-01-06", deadline=NOON)
    desk.says("minister", said=TEN, genuine="confirms")
    assert len([line for line in desk.printed(NOON) if line.startswith("silence")]) == 1


def test_an_answer_that_is_only_noted_asks_for_its_statement() -> None:
    desk = Memo()
    request = desk.asks("spokeswoman", **SENT)
    desk.answers(request, at=TEN, note="Called back.")
    desk.answers(request, at="2020-01-07", statement=desk.says("spokeswoman", said="2020-01-07", genuine="declines"))
    assert desk.refused(NOON) == ["silence"]
    assert desk.refused() == []


def test_an_unnamed_word_never_answers_one_by_name() -> None:
    desk = Memo()
    desk.says("paper", said=NINE, genuine="declines")
    before = desk.printed()
    desk.says("paper", said=TEN, terms="background", via="AFP", genuine="confirms")
    assert before == [f"declined: The Post declined to comment on whether {MEMO}."]
    assert before[0] in desk.printed()


def test_two_words_of_one_instant_are_not_told_as_later_that_day() -> None:
    desk = Memo()
    desk.says("spokeswoman", said=NINE, genuine="disputes")
    desk.says("minister", said=NINE, genuine="confirms")
    (line,) = [line for line in desk.printed() if line.startswith("later_word")]
    assert "later that day" not in line and f"; on {AT_NINE} {RAY}" in line


def test_a_retraction_tells_nothing_of_what_was_learned_later() -> None:
    desk = Memo()
    desk.says("spokeswoman", said=NINE, genuine="confirms")
    late = desk.says("spokeswoman", said="2020-01-05", learned=NOON, genuine="confirms", id="late")
    desk.says("spokeswoman", said=TEN, genuine="retracts", retracts=("s1", late))
    told = f"retraction: {LEE} withdrew the statement"
    assert desk.printed("2020-01-06T10:30Z") == [f"{told} of {AT_NINE} that {MEMO}."]
    assert desk.printed() == [f"{told}s of 5 Jan 2020 and {AT_NINE} that {MEMO}."]
