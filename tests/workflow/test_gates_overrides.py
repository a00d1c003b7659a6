"""What an override of a gate covers: the findings that it names, and nothing that came since."""

from __future__ import annotations

from tests.newsroom import Newsroom
from tests.summaries.desk import formats
from tests.workflow.test_gates import AGREED, clerk, documented, keys, looked, newsroom, officer, press
from workflow import facts as f
from workflow.advice import prompts
from workflow.facts import Promise
from workflow.verdict import evaluate

ORIGIN, SECOND_HAND = "g1:genuine:confirms", "g2:genuine:confirms"


def rules(desk: Newsroom, at: str | None = None) -> set[str]:
    case, moment = desk.case(), desk.moment(at)
    return {prompt.rule for prompt in prompts(case, evaluate(case, moment), moment)}


def test_an_override_covers_the_keys_that_it_names_and_nothing_found_since() -> None:
    desk = newsroom()
    clerk()(desk)
    desk.overrides("g1", ORIGIN, reason="Two more are waiting.")
    view = looked(desk)["g1"]
    assert view.is_open
    assert [(lack.key, override.reason) for lack, override in view.overridden] == [(ORIGIN, "Two more are waiting.")]
    clerk(status="confirms", genuine="declines")(desk)
    assert keys(desk, "g1") == ["g1:status:confirms"]
    assert looked(desk)["g1"].overridden == view.overridden
    desk.overrides("g2", "g1:status:confirms")
    assert keys(desk, "g1") == ["g1:status:confirms"]
    desk.takes_back(desk.overrides("g1", "g1:status:confirms"))
    assert keys(desk, "g1") == ["g1:status:confirms"]


def test_another_word_on_the_same_side_asks_the_editor_anew() -> None:
    desk = newsroom()
    clerk()(desk)
    first = desk.overrides("g1", ORIGIN)
    desk.says("clerk", genuine="retracts")
    officer()(desk)
    assert keys(desk, "g1") == [ORIGIN]
    assert looked(desk, "2020-01-06T08:07Z")["g1"].is_open, "before it was learned"
    assert looked(desk, "2020-01-06T08:07Z")["g1"].lapsed == ()
    ((lack, override),) = looked(desk)["g1"].lapsed
    assert (lack, override.id) == (looked(desk)["g1"].findings[0], first)
    desk.overrides("g1", ORIGIN)
    assert looked(desk)["g1"].is_open and not looked(desk)["g1"].lapsed
    desk.corrects("s3", lineage="elsewhere")
    assert keys(desk, "g1") == [ORIGIN]


def test_what_does_not_count_leaves_an_override_as_it_is() -> None:
    desk = newsroom()
    clerk()(desk)
    desk.overrides("g1", ORIGIN)
    officer(terms="off_record")(desk)
    officer(genuine="disputes", terms="deep_background")(desk)
    officer(embargo="2040-01-01T00:00Z")(desk)
    desk.says("general", genuine="declines")
    assert looked(desk)["g1"].is_open
    desk.agrees("s2", "background", at="2020-01-06T12:00Z", promise=Promise(descriptor="a planner"))
    desk.tightens("s4", "off_record")
    desk.corrects("s2", lineage="clerk")
    assert keys(desk, "g1") == [ORIGIN]


def test_how_a_source_knows_is_asked_of_each_new_word() -> None:
    desk = newsroom()
    clerk(promise=AGREED)(desk)
    desk.informs("clerk")
    desk.overrides("g3", "g3:clerk:knowledge")
    assert looked(desk)["g3"].is_open
    clerk(status="confirms")(desk)
    assert keys(desk, "g3") == ["g3:clerk:knowledge"]


def test_another_author_is_asked_anew() -> None:
    desk = newsroom()
    documented(desk)
    press()(desk)
    desk.overrides("g4", "g4:author", reason="He is dead.")
    desk.logs(f.DocumentDescribed({"form": "a letter"}))
    assert looked(desk)["g4"].is_open
    desk.logs(
        f.DocumentDescribed({"author": "Col. B. Other"}, "Misread.", desk.case().setters("document", ("author",)))
    )
    assert keys(desk, "g4") == ["g4:author"]


def test_the_next_forbidden_pairing_is_decided_anew() -> None:
    desk = newsroom()
    press(genuine="declines")(desk)
    press(terms="background")(desk)
    desk.overrides("g6", "g6:pairing")
    assert looked(desk)["g6"].is_open
    desk.says("general", genuine="declines")
    assert looked(desk)["g6"].is_open
    desk.says("general", terms="background", genuine="confirms")
    assert keys(desk, "g6") == ["g6:pairing"]


def test_a_senior_editors_reason_ends_the_prompts_that_ask_for_it() -> None:
    desk = newsroom()
    clerk(via="AFP")(desk)
    assert {"W13", "W14"} <= rules(desk)
    desk.overrides("g1", ORIGIN)
    assert {"W13", "W14"} & rules(desk) == {"W13"}
    taken = desk.overrides("g2", SECOND_HAND)
    assert not {"W13", "W14"} & rules(desk)
    desk.takes_back(taken)
    assert {"W13", "W14"} & rules(desk) == {"W13"}
    officer(via="CNN")(desk)
    assert {"W13", "W14"} <= rules(desk)


def test_what_leaves_the_desk_shows_a_gate_shut_again_where_an_override_has_lapsed() -> None:
    def told(desk: Newsroom) -> list[str]:
        page = formats(desk.case(), desk.moment())["md"].splitlines()
        return [line for line in page if "g1 two origins" in line or "One origin only" in line]

    desk = newsroom()
    clerk()(desk)
    desk.overrides("g1", ORIGIN)
    assert told(desk) == ["- **g1 two origins**: open."]
    desk.says("clerk", genuine="retracts")
    officer()(desk)
    assert [line.split(".")[0] for line in told(desk)] == [
        "- **g1 two origins**: shut",
        "- Before publishing: One origin only",
    ]
