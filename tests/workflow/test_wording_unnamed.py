"""The rules of wording for sources without a name, by tables: what was logged, and what may be printed."""

from __future__ import annotations

import pytest

from tests.workflow.wording_desk import ASKED, CLOSED, MEMO, Log, Memo
from workflow import facts as f

OFFICIAL = "A U.S. military official, who "
RETIRED = f.Promise("AR", "person familiar with the memo", "it is secret", True)

UNNAMED: list[tuple[str, Log, list[str]]] = [
    (
        "saw it",
        lambda d: d.tells(genuine="confirms", knows="direct"),
        [f"background: {OFFICIAL}saw the document and {ASKED}, said that {MEMO}."],
    ),
    (
        "was briefed on it",
        lambda d: d.tells(genuine="disputes", knows="indirect"),
        [f"background: {OFFICIAL}was briefed on the document and {ASKED}, disputed that {MEMO}."],
    ),
    (
        "nobody asked how it knows",
        lambda d: d.tells(genuine="confirms"),
        [f"background: {OFFICIAL}{ASKED}, said that {MEMO}."],
    ),
    (
        "how it knows differs by question",
        lambda d: d.tells(genuine="confirms", reading="confirms", knows={"genuine": "direct", "reading": "indirect"}),
        [f"background: {OFFICIAL}{ASKED}, said that {MEMO} and that {CLOSED}."],
    ),
    (
        "without an agreed reason",
        lambda d: d.tells(genuine="confirms", promise=f.Promise(descriptor="an aide")),
        [f"background: An aide, who asked not to be named, said that {MEMO}."],
    ),
    (
        "a reason that is no clause",
        lambda d: d.tells(genuine="confirms", promise=f.Promise(descriptor="an aide", reason="fear of reprisals")),
        [f"background: An aide, who asked not to be named, citing fear of reprisals, said that {MEMO}."],
    ),
    (
        "a quote, not agreed",
        lambda d: d.tells(genuine="confirms", quote="Real."),
        [f"background: {OFFICIAL}{ASKED}, said that {MEMO}."],
    ),
    (
        "a quote, agreed",
        lambda d: d.tells(genuine="confirms", quote="Real.", promise=RETIRED),
        [
            f"background: A person familiar with the memo, who asked not to be named because it is secret, "
            f"said that {MEMO}: “Real.”"
        ],
    ),
    ("no descriptor agreed", lambda d: d.says("friend", genuine="confirms"), []),
    ("a descriptor of several", lambda d: d.tells(genuine="confirms", promise=f.Promise(descriptor="two aides")), []),
    (
        "the descriptor of one who has a name",
        lambda d: d.tells(genuine="confirms", promise=f.Promise(descriptor="Minister  of Energy")),
        [],
    ),
    (
        "a descriptor with a name in it",
        lambda d: d.tells(genuine="confirms", promise=f.Promise(descriptor="an aide to Bo Ray")),
        [],
    ),
    ("cannot know", lambda d: d.tells(genuine="confirms", knows="none"), []),
    ("what it left open", lambda d: d.tells(genuine="declines", reading="not_disputed"), []),
    (
        "a recipient, whose descriptor does not tell it",
        lambda d: (d.describes("friend", standing="recipient"), d.tells(genuine="confirms", knows="direct")),
        [f"background: {OFFICIAL}saw the document and {ASKED}, said that {MEMO}."],
    ),
    (
        "a recipient, by its own agreed words",
        lambda d: (
            d.describes("friend", standing="recipient"),
            d.tells(genuine="confirms", knows="direct", promise=f.Promise(descriptor="recipient of the memo")),
        ),
        [
            f"background: A recipient of the memo, who received the document and asked not to be named, "
            f"said that {MEMO}."
        ],
    ),
    ("the provider", lambda d: (d.describes("friend", standing="provider"), d.tells(genuine="confirms")), []),
    (
        "Chatham House",
        lambda d: d.says("friend", terms="chatham_house", genuine="confirms", quote="Real", promise=RETIRED),
        [f"chatham_house: At a meeting under the Chatham House Rule it was said that {MEMO}."],
    ),
]

SECOND_HAND: list[tuple[str, Log, list[str]]] = [
    (
        "confirmed",
        lambda d: d.says("theirs", via="The Post", genuine="confirms"),
        [
            f"second_hand: The Post reported, citing an official briefed on the plan, that {MEMO}. "
            "We have not confirmed this independently."
        ],
    ),
    (
        "disputed, and told of it",
        lambda d: d.says("theirs", via="The Post", genuine="disputes", knows="indirect"),
        [
            f"second_hand: The Post reported that an official briefed on the plan, who was told of it, disputed "
            f"that {MEMO}. We have not confirmed this independently."
        ],
    ),
    (
        "one of ours says the same",
        lambda d: (d.says("theirs", via="The Post", genuine="confirms"), d.tells(genuine="confirms")),
        [
            f"background: {OFFICIAL}{ASKED}, said that {MEMO}.",
            f"second_hand: The Post reported, citing an official briefed on the plan, that {MEMO}.",
        ],
    ),
    (
        "the record says the same of one question",
        lambda d: (
            d.says("theirs", via="AFP", genuine="confirms", reading="confirms"),
            d.says("minister", genuine="confirms"),
        ),
        [
            f"on_record: Bo Ray, minister of energy, confirmed that {MEMO}.",
            f"second_hand: AFP reported, citing an official briefed on the plan, that {MEMO}.",
            f"second_hand: AFP reported, citing an official briefed on the plan, that {CLOSED}. "
            "We have not confirmed this independently.",
        ],
    ),
    (
        "twice the same",
        lambda d: (d.says("theirs", via="AFP", genuine="confirms"), d.says("theirs", via="AFP", genuine="confirms")),
        [
            f"second_hand: AFP reported, citing an official briefed on the plan, that {MEMO}. "
            "We have not confirmed this independently."
        ],
    ),
    (
        "an outlet speaking without its name",
        lambda d: d.says("paper", terms="background", via="AFP", genuine="confirms"),
        [],
    ),
    (
        "its words for its source are a minister's",
        lambda d: (
            d.describes("theirs", descriptor="minister of energy"),
            d.says("theirs", via="AFP", genuine="confirms"),
        ),
        [],
    ),
]

TWO: list[tuple[str, Log, str]] = [
    (
        "two of one description",
        lambda d: (d.tells(genuine="confirms", knows="direct"), d.tells("other", genuine="confirms", knows="direct")),
        f"Two U.S. military officials, interviewed separately, who saw the document and {ASKED}, said that {MEMO}.",
    ),
    (
        "two of two descriptions",
        lambda d: (
            d.tells(genuine="disputes"),
            d.tells("other", genuine="disputes", promise=f.Promise(descriptor="Iraqi officer")),
        ),
        "Two sources, an Iraqi officer and a U.S. military official, interviewed separately, who asked not to be "
        f"named, disputed that {MEMO}.",
    ),
    (
        "a description without a safe plural",
        lambda d: (d.tells(genuine="confirms", promise=RETIRED), d.tells("other", genuine="confirms", promise=RETIRED)),
        "Two sources, each described as a person familiar with the memo, interviewed separately, who asked not to be "
        f"named because it is secret, said that {MEMO}.",
    ),
    (
        "one of the two hedged",
        lambda d: (d.tells(genuine="confirms"), d.tells("other", genuine="confirms", hedged=True)),
        f"Two U.S. military officials, interviewed separately, who {ASKED}, said that it appeared that {MEMO}.",
    ),
    (
        "three",
        lambda d: (
            d.source("third", "insider", unnamed=True),
            *(d.tells(who, genuine="confirms") for who in ("friend", "other", "third")),
        ),
        f"Three U.S. military officials, interviewed separately, who {ASKED}, said that {MEMO}.",
    ),
    (
        "one lineage",
        lambda d: (d.tells(genuine="confirms"), d.tells("other", genuine="confirms", lineage="friend")),
        "",
    ),
    ("two sides", lambda d: (d.tells(genuine="confirms"), d.tells("other", genuine="disputes")), ""),
    (
        "one of them an outlet's",
        lambda d: (d.tells(genuine="confirms"), d.says("theirs", via="AFP", genuine="confirms")),
        "",
    ),
    ("one person twice", lambda d: (d.tells(genuine="confirms"), d.tells(genuine="confirms")), ""),
    (
        "one of them under embargo",
        lambda d: (d.tells(genuine="confirms"), d.tells("other", genuine="confirms", embargo="2040-01-01T00:00Z")),
        "",
    ),
    (
        "one of them without agreed words",
        lambda d: (d.tells(genuine="confirms"), d.says("other", genuine="confirms")),
        "",
    ),
]


@pytest.mark.parametrize(
    ("log", "expected"), [pytest.param(log, said, id=name) for name, log, said in (*UNNAMED, *SECOND_HAND)]
)
def test_what_may_be_printed(log: Log, expected: list[str]) -> None:
    desk = Memo()
    log(desk)
    assert desk.printed() == expected
    if not expected:
        assert desk.refused()


@pytest.mark.parametrize(("log", "expected"), [pytest.param(log, said, id=name) for name, log, said in TWO])
def test_two_of_ours(log: Log, expected: str) -> None:
    desk = Memo()
    log(desk)
    found = [line for line in desk.printed() if line.startswith("two_of_ours")]
    assert found == ([f"two_of_ours: {expected}"] if expected else [])


def test_the_newsroom_speaks_of_itself_by_name() -> None:
    desk = Memo()
    desk.says("theirs", via="AFP", genuine="confirms")
    assert desk.printed(newsroom="The Gazette")[0].endswith(". The Gazette has not confirmed this independently.")
