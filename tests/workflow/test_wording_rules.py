"""Each rule of wording by a table: what was logged, and every sentence that may be printed of it."""

from __future__ import annotations

import pytest

from tests.workflow.wording_desk import CLOSED, LEE, MEMO, Log, Memo
from workflow import facts as f

BY_NAME: list[tuple[str, Log, list[str]]] = [
    (
        "on the record, said to us",
        lambda d: d.says("spokeswoman", genuine="confirms", quote="It is ours"),
        [f"on_record: {LEE} confirmed that {MEMO}: “It is ours”."],
    ),
    (
        "a quote that ends its sentence, and holds quotation marks",
        lambda d: d.says("spokeswoman", genuine="disputes", quote="“Ours”? Never."),
        [f"on_record: {LEE} disputed that {MEMO}: “‘Ours’? Never.”"],
    ),
    (
        "quotation marks taken away",
        lambda d: d.says("spokeswoman", genuine="confirms", quote="Ours", promise=f.Promise(may_quote=False)),
        [f"on_record: {LEE} confirmed that {MEMO}."],
    ),
    (
        "words without a stance",
        lambda d: d.says("spokeswoman", quote="We will look into it."),
        [f"on_record: {LEE} said: “We will look into it.”"],
    ),
    (
        "relayed",
        lambda d: d.says("spokeswoman", genuine="confirms", quote="It is ours", via="The Post"),
        [
            f"relayed: {LEE} confirmed that {MEMO} (as first relayed by The Post).",
            f"relayed: {LEE} told The Post: “It is ours” (as first relayed by The Post).",
        ],
    ),
    (
        "relayed by a record, which is told nothing",
        lambda d: d.says("spokeswoman", quote="It is ours", via="Ministry press release"),
        [f"relayed: {LEE} said: “It is ours” (as first relayed by a Ministry press release)."],
    ),
    (
        "an office whose name begins with an article",
        lambda d: (d.source("court", "issuer", name="The Court", body="C"), d.says("court", genuine="not_disputed")),
        ["not_disputed: Asked about the document, the Court did not dispute it."],
    ),
    (
        "relayed until we hold the recording",
        lambda d: d.holds("recording", about=d.says("spokeswoman", genuine="confirms", quote="Ours", via="The Post")),
        [f"on_record: {LEE} confirmed that {MEMO}: “Ours”."],
    ),
    (
        "the report that relayed it is not what was said",
        lambda d: d.holds("report", about=d.says("spokeswoman", genuine="confirms", via="The Post")),
        [f"relayed: {LEE} confirmed that {MEMO} (as first relayed by The Post)."],
    ),
    (
        "split, one clause per question",
        lambda d: d.says("spokeswoman", genuine="confirms", status="disputes", reading="disputes"),
        [f"split: {LEE} confirmed that {MEMO} but disputed that the document is final and that {CLOSED}."],
    ),
    (
        "split with what it left alone",
        lambda d: d.says("spokeswoman", genuine="not_disputed", reading="disputes"),
        [f"split: Asked about the document, {LEE} did not dispute that {MEMO} but disputed that {CLOSED}."],
    ),
    (
        "hedged",
        lambda d: d.says("spokeswoman", genuine="confirms", status="disputes", hedged=True),
        [f"split: {LEE} said that it appeared that {MEMO} but said that it did not appear that the document is final."],
    ),
    (
        "named, and nobody asked how it knows",
        lambda d: (
            d.source("ex", "former_official", name="Cy Old", descriptor="former aide"),
            d.says("ex", genuine="confirms"),
        ),
        [f"on_record: Cy Old, former aide, said that {MEMO}."],
    ),
    (
        "named, and told by others",
        lambda d: (
            d.source("ex", "former_official", name="Cy Old", descriptor="former aide"),
            d.says("ex", genuine="disputes", knows="indirect"),
        ),
        [f"on_record: Cy Old, former aide, disputed, without knowing it at first hand, that {MEMO}."],
    ),
    (
        "an examiner",
        lambda d: (
            d.source("lab", "expert", name="Di Lab", descriptor="examiner"),
            d.says("lab", genuine="confirms", technical=True, knows="direct"),
        ),
        [f"on_record: Di Lab, examiner, confirmed, after an examination, that {MEMO}."],
    ),
    (
        "a descriptor that the name holds",
        lambda d: (d.source("x", "issuer", name="Mayor Di Lab", descriptor="mayor"), d.says("x", genuine="confirms")),
        [f"on_record: Mayor Di Lab confirmed that {MEMO}."],
    ),
    (
        "an outlet's own report",
        lambda d: d.says("paper", genuine="confirms", quote="A scoop"),
        [f"second_hand: The Post reported that {MEMO}. We have not confirmed this independently."],
    ),
    (
        "an outlet's own report, logged as through itself",
        lambda d: d.says("paper", genuine="confirms", via="Post (Ann Lee); AFP"),
        [f"second_hand: The Post reported that {MEMO}. We have not confirmed this independently."],
    ),
    (
        "an outlet's own words, logged as through itself",
        lambda d: d.says("paper", quote="We stand by it", via="The Post"),
        ["on_record: The Post said: “We stand by it”."],
    ),
    (
        "an outlet's report that another relayed",
        lambda d: d.says("paper", genuine="confirms", via="The Post Herald"),
        [
            f"second_hand: The Post reported that {MEMO} (as first relayed by The Post Herald)."
            " We have not confirmed this independently."
        ],
    ),
]

SILENT: list[tuple[str, Log, list[str]]] = [
    (
        "declined",
        lambda d: d.says("office", genuine="declines", reading="declines"),
        [f"declined: The Ministry press office declined to comment on whether {MEMO} or whether {CLOSED}."],
    ),
    (
        "neither",
        lambda d: d.says("office", genuine="neither"),
        [f"neither: The Ministry press office would neither confirm nor deny that {MEMO}."],
    ),
    (
        "cannot say, a person",
        lambda d: d.says("spokeswoman", genuine="cannot_say"),
        [f"cannot_say: {LEE} said they could not vouch for the document."],
    ),
    (
        "cannot say, an office, on another question",
        lambda d: d.says("office", status="cannot_say"),
        ["cannot_say: The Ministry press office said it could not say whether the document is final."],
    ),
    (
        "not disputed",
        lambda d: d.says("spokeswoman", genuine="not_disputed"),
        [f"not_disputed: Asked about the document, {LEE} did not dispute it."],
    ),
    (
        "acknowledges",
        lambda d: d.says("office", genuine="acknowledges"),
        ["acknowledges: The Ministry press office said it was aware of the matter."],
    ),
    (
        "no response",
        lambda d: d.says("spokeswoman", reading="no_response"),
        [f"silence: {LEE} did not respond when asked whether {CLOSED}."],
    ),
    ("implies", lambda d: d.says("office", genuine="implies"), []),
]


@pytest.mark.parametrize(
    ("log", "expected"), [pytest.param(log, said, id=name) for name, log, said in (*BY_NAME, *SILENT)]
)
def test_what_may_be_printed(log: Log, expected: list[str]) -> None:
    desk = Memo()
    log(desk)
    assert desk.printed() == expected
    if not expected:
        assert desk.refused()


@pytest.mark.parametrize(
    ("log", "rule"),
    [
        (lambda d: d.tells(terms="off_record", genuine="confirms"), "off_record"),
        (lambda d: d.tells(terms="deep_background", genuine="confirms"), "deep_background"),
        (lambda d: d.says("spokeswoman", genuine="confirms", embargo="2040-01-01T00:00Z"), "embargo"),
        (lambda d: d.tells(terms="off_record", genuine="confirms", embargo="2040-01-01T00:00Z"), "off_record"),
        (lambda d: d.says("spokeswoman", genuine="implies"), "implies"),
        (lambda d: d.says("spokeswoman", genuine="confirms", derived_from="a wire"), "repeats"),
        (lambda d: d.says("spokeswoman", genuine="confirms", grade="E3"), "set_aside"),
        (lambda d: d.says("spokeswoman", genuine="confirms", grade="B5"), "set_aside"),
        (lambda d: (d.words("genuine", ""), d.says("spokeswoman", genuine="confirms")), "lacking"),
        (lambda d: (d.words("genuine", "Is it real?"), d.says("spokeswoman", genuine="confirms")), "lacking"),
        (lambda d: d.says("friend", terms="on_record", quote="Words."), "lacking"),
        (lambda d: d.says("theirs", via="AFP", quote="Words."), "lacking"),
    ],
)
def test_what_is_refused_says_the_rule(log: Log, rule: str) -> None:
    desk = Memo()
    log(desk)
    assert desk.printed() == []
    assert set(desk.refused()) >= {rule}
