"""The prompts that wait for files, promises, exports and initials: where each comes, what it says, what it keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.newsroom import LATER, Newsroom
from workflow import facts as f
from workflow.advice import Place, Prompt, first_prompt, prompts
from workflow.facts import Promise
from workflow.fold import fold
from workflow.shelf import holds_until, shelf_row
from workflow.terms import Audience, Term
from workflow.verdict import evaluate
from workflow.when import parse_instant

Scene = Callable[[Newsroom], object]
AGREED = Promise(descriptor="an official briefed on it", reason="fears for the post")
LIFTS = "2020-01-07T00:00Z"


def newsroom() -> Newsroom:
    """An official has confirmed, and a clerk without a name."""
    desk = Newsroom("genuine", "status")
    desk.source("press", "issuer", name="Press office")
    desk.source("clerk", "insider", unnamed=True, descriptor="an aide")
    desk.says("press", genuine="confirms")
    return desk


def walk(desk: Newsroom, at: str | None = None, now: str = LATER) -> tuple[Prompt, ...]:
    case, moment = desk.case(), desk.moment(at, now)
    return prompts(case, evaluate(case, moment), moment)


def only(desk: Newsroom, rule: str) -> Prompt:
    (found,) = [prompt for prompt in walk(desk) if prompt.rule == rule]
    return found


def informs(desk: Newsroom, **says: str) -> str:
    return desk.says("clerk", **{"genuine": "confirms", **says})  # type: ignore[arg-type]


def agreed(desk: Newsroom) -> str:
    return desk.says("clerk", genuine="confirms", promise=AGREED)


def exported(desk: Newsroom) -> str:
    return desk.logs(f.Exported(Audience.PUBLIC, "md", "0" * 64), id="out")


def denies(desk: Newsroom) -> str:
    return desk.says("press", genuine="disputes")


def approved(desk: Newsroom) -> str:
    return desk.approves("case:title", "The letter")


TABLE: list[tuple[str, bool, str, Scene]] = [
    ("W1", True, "nothing held", lambda d: None),
    ("W1", False, "the file", lambda d: d.holds()),
    ("W1", False, "the page", lambda d: d.holds("capture")),
    ("W1", True, "a copy to show", lambda d: d.holds("copy")),
    ("W1", True, "a reply", lambda d: d.holds("reply", about="s1")),
    ("W1", True, "the file was taken back", lambda d: d.takes_back(d.holds())),
    ("W16", True, "ours", informs),
    ("W16", True, "on deep background", lambda d: informs(d, terms="deep_background")),
    ("W16", False, "an editor knows", lambda d: (informs(d), d.informs("clerk"))),
    ("W16", False, "an outlet's", lambda d: informs(d, via="AFP")),
    ("W16", False, "off the record", lambda d: informs(d, terms="off_record")),
    ("W16", False, "by name", lambda d: None),
    ("W17", True, "nothing agreed", informs),
    ("W17", True, "no reason", lambda d: d.says("clerk", promise=Promise(descriptor="an aide"), quote="Hm.")),
    ("W17", True, "no descriptor", lambda d: d.says("clerk", promise=Promise(reason="fears"), quote="Hm.")),
    ("W17", False, "both", agreed),
    ("W17", False, "under the Chatham House Rule", lambda d: informs(d, terms="chatham_house")),
    ("W17", False, "an outlet's", lambda d: informs(d, via="AFP")),
    ("W29", True, "another word since", lambda d: (exported(d), denies(d))),
    ("W29", False, "told since", lambda d: (exported(d), denies(d), d.sets_right("out"))),
    ("W29", False, "nothing since", exported),
    ("W29", False, "no export", denies),
    ("W34", True, "nothing initialled", lambda d: None),
    ("W34", True, "two boxes", lambda d: d.initials("harm", "law")),
    ("W34", False, "all boxes", lambda d: d.initials()),
    ("W34", True, "a text approved since", lambda d: (d.initials(), approved(d))),
    ("W34", False, "initialled after it", lambda d: (approved(d), d.initials())),
    ("W34", False, "it is out", lambda d: (approved(d), exported(d))),
    ("W34", True, "the next text", lambda d: (exported(d), approved(d))),
    ("W34", True, "an editor has it", lambda d: d.exports("editor")),
]


@pytest.mark.parametrize(
    ("rule", "comes", "scene"), [pytest.param(r, c, s, id=f"{r} {name}") for r, c, name, s in TABLE]
)
def test_a_prompt_comes_where_its_rule_says(rule: str, comes: bool, scene: Scene) -> None:
    desk = newsroom()
    scene(desk)
    assert (rule in [prompt.rule for prompt in walk(desk)]) is comes


def test_nobody_needs_initials_before_anybody_has_spoken() -> None:
    assert "W34" not in [prompt.rule for prompt in walk(Newsroom("genuine"))]
    desk = newsroom()
    assert "W34" not in [prompt.rule for prompt in walk(desk, "2020-01-05")]


def test_what_readers_hold_comes_first_then_the_original_then_the_rest_in_order() -> None:
    desk = newsroom()
    exported(desk)
    denies(desk)
    approved(desk)
    informs(desk, status="confirms")
    assert [prompt.rule for prompt in walk(desk) if prompt.level == "!"] == [
        *("W29", "W1", "W2", "W14", "W16", "W17", "W34"),
    ]


def test_the_texts_are_those_of_the_rules_and_lead_to_their_places() -> None:
    desk = newsroom()
    informs(desk)
    told = {prompt.rule: (prompt.text, prompt.reason, prompt.place) for prompt in walk(desk)}
    assert told["W1"] == (
        "Save the original, and the page you found it on, before anything else.",
        "Neither the document nor the page where it was found is kept here.",
        Place("document"),
    )
    assert told["W16"] == (
        "Tell an editor who this is before publication.",
        "1 unnamed source of ours: no editor is on file as knowing who it is.",
        Place("source", "clerk"),
    )
    assert told["W17"] == (
        "Agree the description word for word, and record why there is no name.",
        "1 unnamed source of ours: the agreed description, or why there is no name, is not on file.",
        Place("source", "clerk"),
    )
    assert told["W34"] == (
        "Harm, law, traces that identify the source: initials.",
        "Harm, law and traces are not initialled.",
        Place("gate", "g7"),
    )


def test_the_duty_to_tell_names_the_questions_and_the_exports() -> None:
    desk = newsroom()
    exported(desk)
    desk.prints("out")
    informs(desk, status="confirms")
    desk.exports("editor")
    denies(desk)
    found = only(desk, "W29")
    assert found.text == (
        "Affected: genuine and status; the export for the public of 6 Jan 2020 08:06 UTC, printed at"
        " https://paper.example/letter and the export for an editor of 6 Jan 2020 08:09 UTC."
        " Tell the editor, correct what was published."
    )
    assert found.reason == (
        "They were told that genuine was officially confirmed, and it is officially disputed;"
        " 1 more question moved too. And 1 more like it."
    )
    assert found.place == Place("export", "out")


def test_an_address_of_print_is_short_clean_and_on_one_line() -> None:
    desk = newsroom()
    exported(desk)
    desk.prints("out", "https://paper.example/\n\x1b[2J\u202e" + "letter" * 40)
    desk.prints("out", "page 3")
    denies(desk)
    text = only(desk, "W29").text
    assert "printed at https://paper.example/ " in text and "… and page 3. Tell the editor" in text
    assert text.isprintable()
    assert len(text) < 250


def test_what_was_erased_after_an_export_is_told_without_its_words() -> None:
    desk = newsroom()
    exported(desk)
    desk.prints("out")
    desk.says("press", genuine="retracts")
    desk.erases("s1")
    found = only(desk, "W29")
    assert found.text.startswith("Affected: what has been erased since; the export for the public of 6 Jan 2020")
    assert found.reason == "Something that stood in the log when it was made has been erased since."
    informs(desk)
    assert only(desk, "W29").reason == (
        "Something that stood in the log when it was made has been erased since."
        " On genuine, what was told does not stand as it was."
    )


def test_a_summary_that_leaves_does_not_tell_of_an_erasure() -> None:
    desk = newsroom()
    informs(desk, status="confirms")
    shown = desk.case()
    exported(desk)
    desk.erases("s2")
    moment = desk.moment()
    told = prompts(shown, evaluate(shown, moment), moment, whole=desk.case())
    assert not [prompt for prompt in told if "erased" in f"{prompt.text} {prompt.reason}"]


def test_a_summary_tells_no_earlier_state_whose_words_were_erased_since() -> None:
    desk = newsroom()
    exported(desk)
    desk.erases("s1")
    informs(desk)
    case, moment = desk.case(), desk.moment()
    told = prompts(fold(desk.log), evaluate(case, moment), moment, whole=case)
    (duty,) = [prompt for prompt in told if prompt.rule == "W29"]
    assert duty.reason == "On genuine, what counted when it was made does not count now."


def test_a_word_taken_back_beside_a_stronger_one_is_told_too() -> None:
    desk = newsroom()
    informs(desk)
    exported(desk)
    desk.says("clerk", genuine="retracts")
    assert only(desk, "W29").reason == "On genuine, what counted when it was made does not count now."


def test_terms_that_are_stricter_than_when_it_was_printed_are_told() -> None:
    desk = newsroom()
    exported(desk)
    desk.logs(f.TermsTightened("s1", Term.ON_RECORD, "Asked to.", "", ("s1",), True))
    assert only(desk, "W29").reason == "On genuine, the terms of what was told are stricter now."


def test_no_line_tells_who_an_unnamed_source_is() -> None:
    desk = newsroom()
    desk.says("press", genuine="declines")
    desk.tightens("s1", "background")
    informs(desk, terms="deep_background")
    told = " ".join(f"{prompt.text} {prompt.reason}" for prompt in walk(desk) if prompt.rule in ("W16", "W17"))
    assert told
    for word in ("Press", "CLERK", "aide"):
        assert word not in told


def test_a_summary_shows_part_of_the_case_and_is_told_of_the_whole() -> None:
    desk = newsroom()
    informs(desk)
    exported(desk)
    desk.says("clerk", genuine="retracts")
    desk.holds()
    moment = desk.moment()
    shown = newsroom().case()

    def rules() -> list[str]:
        return [prompt.rule for prompt in prompts(shown, evaluate(shown, moment), moment, whole=desk.case())]

    assert {"W1", "W16", "W17", "W29", "W34"}.intersection(rules()) == set()
    approved(desk)
    denies(desk)
    assert {"W1", "W16", "W17", "W29", "W34"}.intersection(rules()) == {"W29", "W34"}


def test_the_row_of_a_case_turns_when_an_embargo_opens_the_duty() -> None:
    desk = newsroom()
    desk.holds()
    desk.says("press", status="disputes", embargo=LIFTS)
    exported(desk)
    case = desk.case()
    before = shelf_row(case, parse_instant("2020-01-06T12:00Z"))
    assert before.holds_until == holds_until(case, parse_instant("2020-01-06T12:00Z")) == parse_instant(LIFTS)
    assert not before.prompt.startswith("Affected")
    assert shelf_row(case, parse_instant(LIFTS)).prompt.startswith("Affected: status;")


def test_the_first_prompt_is_the_duty_to_tell() -> None:
    desk = newsroom()
    exported(desk)
    denies(desk)
    case, moment = desk.case(), desk.moment()
    first = first_prompt(case, evaluate(case, moment), moment)
    assert first == walk(desk)[0]
    assert first.rule == "W29"
