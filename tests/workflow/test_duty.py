"""The duty to tell: what an export said that no longer holds, and what closes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow.duty import Duty, duties
from workflow.terms import Audience, State, Term

Scene = Callable[[Newsroom], object]
LIFTS = "2020-01-07T00:00Z"


def newsroom() -> Newsroom:
    """An official confirms, an unnamed clerk too; a summary for the public leaves, and is printed."""
    desk = Newsroom("genuine", "status")
    desk.source("press", "issuer", name="Press office", body="the Task Force")
    desk.source("clerk", "insider", unnamed=True)
    desk.source("expert", "expert", name="Eve Expert")
    desk.says("press", genuine="confirms", id="yes")
    desk.says("clerk", genuine="confirms", status="confirms", id="hint")
    desk.logs(f.Exported(Audience.PUBLIC, "md", "0" * 64), id="out")
    desk.prints("out")
    return desk


def found(desk: Newsroom, at: str | None = None, now: str = "2030-01-01T00:00Z") -> tuple[Duty, ...]:
    return duties(desk.case(), desk.moment(at, now))


OPENS: list[tuple[str, Scene, dict[str, tuple[str, str]], dict[str, str]]] = [
    # what happens after the export, which questions moved, which statements ended
    ("nothing", lambda d: None, {}, {}),
    ("more of the same", lambda d: d.says("expert", genuine="confirms", knows="direct"), {}, {}),
    ("said again", lambda d: d.says("press", genuine="confirms"), {}, {}),
    ("a new question", lambda d: d.question("intact"), {}, {}),
    ("a note", lambda d: d.notes("Call."), {}, {}),
    (
        "retracted",
        lambda d: d.says("clerk", genuine="retracts", status="retracts"),
        {"status": ("anonymously_confirmed", "withdrawn")},
        {"hint": "it was retracted"},
    ),
    (
        "retracted beside a stronger word",
        lambda d: d.says("clerk", genuine="retracts"),
        {},
        {"hint": "it was retracted"},
    ),
    (
        "overtaken",
        lambda d: d.says("press", genuine="disputes"),
        {"genuine": ("officially_confirmed", "officially_disputed")},
        {"yes": "a later word overtook it"},
    ),
    (
        "taken back",
        lambda d: d.takes_back("yes"),
        {"genuine": ("officially_confirmed", "anonymously_confirmed")},
        {"yes": "it was taken back"},
    ),
    (
        "tightened",
        lambda d: d.tightens("hint", "off_record"),
        {"status": ("anonymously_confirmed", "unconfirmed")},
        {"hint": "its terms do not let it count"},
    ),
    (
        "tightened beside a word as strong",
        lambda d: (d.says("expert", genuine="confirms", knows="direct"), d.tightens("hint", "background")),
        {},
        {},
    ),
    (
        "unnamed now, and somebody else speaks officially",
        lambda d: (
            d.source("chief", "issuer", name="Chief", body="the Palace"),
            d.says("chief", genuine="confirms"),
            d.tightens("yes", "background"),
        ),
        {},
        {"yes": "its terms are stricter now"},
    ),
    (
        "not to be quoted any more",
        lambda d: d.logs(f.TermsTightened("yes", Term.ON_RECORD, "Asked to.", "", ("yes",), True)),
        {},
        {"yes": "its terms are stricter now"},
    ),
    (
        "corrected",
        lambda d: d.corrects("hint", stances={"status": "disputes"}),
        {"status": ("anonymously_confirmed", "anonymously_disputed")},
        {"hint": "it was corrected"},
    ),
    (
        "contradicted",
        lambda d: d.says("expert", genuine="disputes", technical=True, knows="direct"),
        {"genuine": ("officially_confirmed", "contested")},
        {},
    ),
    (
        "said twice, then otherwise",
        lambda d: (d.says("clerk", status="confirms"), d.says("clerk", status="disputes")),
        {"status": ("anonymously_confirmed", "anonymously_disputed")},
        {"hint": "a later word overtook it"},
    ),
]


@pytest.mark.parametrize(("scene", "moved", "ended"), [row[1:] for row in OPENS], ids=[row[0] for row in OPENS])
def test_a_change_after_an_export_opens_the_duty(
    scene: Scene, moved: dict[str, tuple[str, str]], ended: dict[str, str]
) -> None:
    desk = newsroom()
    scene(desk)
    open_duties = found(desk)
    if not moved and not ended:
        assert open_duties == ()
        return
    (duty,) = open_duties
    assert {move.question: (str(move.before), str(move.after)) for move in duty.moved} == moved
    assert {end.statement: end.why for end in duty.ended} == ended
    assert (duty.export.id, [printed.where for printed in duty.printed]) == ("out", ["https://paper.example/letter"])
    assert set(duty.questions) == set(moved) | {end.question for end in duty.ended}


def denies(desk: Newsroom) -> str:
    return desk.says("press", genuine="disputes")


CLOSES: list[tuple[str, bool, Scene]] = [
    ("a correction", True, lambda d: (denies(d), d.sets_right("out"))),
    ("a correction before the change", False, lambda d: (d.sets_right("out"), denies(d))),
    (
        "a correction of another export",
        False,
        lambda d: (d.logs(f.Exported(Audience.LAWYER, "md", "0" * 64), id="law"), denies(d), d.sets_right("law")),
    ),
    (
        "another change after the correction",
        False,
        lambda d: (denies(d), d.sets_right("out"), d.says("press", genuine="confirms")),
    ),
    ("a later export to the public", False, lambda d: (denies(d), d.exports("public"))),
    ("the change is undone", True, lambda d: d.takes_back(d.says("press", genuine="disputes"))),
    ("the correction is undone", False, lambda d: (denies(d), d.takes_back(d.sets_right("out")))),
]


@pytest.mark.parametrize(("closed", "scene"), [row[1:] for row in CLOSES], ids=[row[0] for row in CLOSES])
def test_what_closes_the_duty_to_readers(closed: bool, scene: Scene) -> None:
    desk = newsroom()
    scene(desk)
    assert ("out" not in [duty.export.id for duty in found(desk)]) is closed


@pytest.mark.parametrize("audience", ["editor", "lawyer"])
def test_a_later_export_tells_editor_and_lawyer(audience: str) -> None:
    desk = newsroom()
    desk.sets_right("out")
    first = desk.exports(audience)
    denies(desk)
    assert {duty.export.id for duty in found(desk)} == {"out", first}
    desk.exports(audience)
    assert {duty.export.id for duty in found(desk)} == {"out"}


def test_what_left_for_another_desk_or_failed_opens_nothing() -> None:
    desk = Newsroom("genuine")
    desk.source("press", "issuer", name="Press office")
    desk.says("press", genuine="confirms")
    desk.exports("desk")
    desk.fails(desk.exports("public"))
    denies(desk)
    assert found(desk) == ()


def test_an_export_that_stood_in_the_past_is_told_only_what_came_after_it_was_made() -> None:
    desk = Newsroom("genuine")
    desk.source("press", "issuer", name="Press office")
    desk.says("press", genuine="confirms", said="2020-01-06T15:00Z")
    desk.says("press", genuine="disputes", said="2020-01-06T16:00Z")
    desk.exports("public", as_of="2020-01-06T15:30Z")
    assert found(desk) == ()
    desk.says("press", genuine="confirms", said="2020-01-06T17:00Z")
    (duty,) = found(desk)
    assert (duty.moved[0].before, duty.moved[0].after) == (State.OFFICIALLY_DISPUTED, State.OFFICIALLY_CONFIRMED)


def retracted_and_erased(desk: Newsroom) -> None:
    desk.says("press", genuine="retracts")
    desk.says("clerk", genuine="retracts", status="retracts")
    desk.erases("yes", "hint")


ERASED: list[tuple[str, bool, Scene]] = [
    ("a retraction and the erasure of what it retracts", True, retracted_and_erased),
    ("an erasure alone", True, lambda d: d.erases("hint")),
    ("a correction before the erasure", True, lambda d: (d.sets_right("out"), d.erases("yes"))),
    ("a correction after the erasure", False, lambda d: (d.erases("yes"), d.sets_right("out"))),
    ("a correction of another export", True, lambda d: (d.erases("yes"), d.sets_right(d.exports("lawyer")))),
    ("what came after the export is erased", False, lambda d: d.erases(d.notes("Call."))),
]


@pytest.mark.parametrize(("opens", "scene"), [row[1:] for row in ERASED], ids=[row[0] for row in ERASED])
def test_what_was_erased_after_an_export_opens_the_duty(opens: bool, scene: Scene) -> None:
    desk = newsroom()
    scene(desk)
    assert [duty.export.id for duty in found(desk) if duty.erased] == (["out"] if opens else [])


def test_an_erasure_leaves_nothing_else_to_tell_and_an_export_after_it_holds_nothing_of_it() -> None:
    desk = newsroom()
    retracted_and_erased(desk)
    later = desk.prints(desk.exports("public"))
    (duty,) = found(desk)
    assert (duty.export.id, duty.questions, duty.affected(desk.case())) == ("out", (), ("what has been erased since",))
    assert found(desk, at="2020-01-06T08:09Z") == ()
    assert later


def test_the_clock_alone_can_open_it() -> None:
    desk = newsroom()
    desk.says("press", status="disputes", embargo=LIFTS)
    desk.sets_right("out")
    assert found(desk, now="2020-01-06T23:59Z") == ()
    assert [duty.questions for duty in found(desk, now=LIFTS)] == [("status",)]


def test_a_moment_before_the_export_knows_nothing_of_it() -> None:
    desk = newsroom()
    denies(desk)
    exported = desk.case().outgoing.exports[0]
    assert found(desk, at="2020-01-06T08:01Z") == ()
    assert exported.claimed_at == "2020-01-06T08:08Z"
    assert len(found(desk, at="2020-01-06T09:00Z")) == 1


def test_a_thousand_exports_are_looked_at_once() -> None:
    desk = newsroom()
    printed = [desk.prints(desk.exports("public")) for _ in range(30)]
    for _ in range(1000):
        desk.exports("editor")
    denies(desk)
    case = desk.case()
    assert len(duties(case, desk.moment())) == len(printed) + 2
    assert len(case.earlier) == 1
