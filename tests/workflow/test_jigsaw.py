"""All descriptors printed for one source, side by side, and the warning before there is another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow.admission import warnings
from workflow.facts import Fact, Promise
from workflow.jigsaw import new_descriptor_warnings, new_descriptors, printed_descriptors
from workflow.terms import Audience, Standing, Term

Printed = dict[str, dict[str, list[str]]]
Scene = Callable[[Newsroom], object]


def newsroom() -> Newsroom:
    """An unnamed official of ours, one whom AFP cites, and a press office by name."""
    desk = Newsroom("genuine")
    desk.source("own", "insider", unnamed=True, descriptor="a U.S. official")
    desk.source("cited", "insider", unnamed=True, descriptor="an Iraqi officer")
    desk.source("press", "issuer", name="Press Office", descriptor="the spokesman")
    desk.says("own", genuine="confirms", promise=Promise(descriptor="an official briefed on it"))
    desk.says("cited", genuine="confirms", via="AFP")
    desk.says("press", genuine="declines")
    return desk


def printed(desk: Newsroom) -> Printed:
    return {
        found.source: {piece.descriptor: [str(made.audience) for made in piece.exports] for piece in found.printed}
        for found in printed_descriptors(desk.case())
    }


def renamed(desk: Newsroom) -> None:
    desk.exports("editor")
    desk.describes("own", descriptor="a Marine officer")
    desk.describes("cited", descriptor="a colonel")
    desk.exports("lawyer")


def approved(desk: Newsroom) -> None:
    desk.exports("public")
    desk.approves("s1:descriptor", "an official briefed on it")
    desk.approves("cited:descriptor", "an Iraqi officer")
    desk.exports("public")


def embargoed(desk: Newsroom) -> None:
    desk.tightens("s1", "background", embargo="2020-01-07T00:00Z")
    desk.exports("editor")
    desk.exports("lawyer")


def merged(desk: Newsroom) -> None:
    desk.exports("editor")
    desk.source("twin", "insider", unnamed=True, descriptor="a planner")
    desk.says("twin", genuine="confirms")
    desk.exports("editor")
    desk.merges("own", "twin")
    desk.exports("editor")


OURS = "an official briefed on it"
BOTH = {"cited": {"an Iraqi officer": ["editor"]}}
PRINTED: list[tuple[str, Scene, Printed]] = [
    ("nothing left", lambda d: None, {"own": {}}),
    ("the editor", lambda d: d.exports("editor"), {"own": {OURS: ["editor"]}, **BOTH}),
    ("another desk", lambda d: d.exports("desk"), {"own": {}}),
    ("a file that failed", lambda d: d.fails(d.exports("editor")), {"own": {}}),
    (
        "described anew",
        renamed,
        {
            "own": {OURS: ["editor", "lawyer"]},
            "cited": {"an Iraqi officer": ["editor"], "a colonel": ["lawyer"]},
        },
    ),
    (
        "the public, once approved",
        approved,
        {"own": {OURS: ["public"]}, "cited": {"an Iraqi officer": ["public"]}},
    ),
    (
        "under embargo",
        embargoed,
        {"own": {OURS: ["editor"]}, "cited": {"an Iraqi officer": ["editor", "lawyer"]}},
    ),
    ("off the record", lambda d: (d.tightens("s1", "off_record"), d.exports("editor")), {"own": {}, **BOTH}),
    ("Chatham House", lambda d: (d.tightens("s1", "chatham_house"), d.exports("editor")), {"own": {}, **BOTH}),
    ("before it was learned", lambda d: d.exports("editor", as_of="2020-01-06T08:00Z"), {"own": {}}),
    (
        "merged since",
        merged,
        {
            "own": {OURS: ["editor", "editor", "editor"], "a planner": ["editor"]},
            "cited": {"an Iraqi officer": ["editor", "editor", "editor"]},
        },
    ),
]


@pytest.mark.parametrize(("scene", "expected"), [row[1:] for row in PRINTED], ids=[row[0] for row in PRINTED])
def test_what_was_printed_is_worked_out_from_the_log(scene: Scene, expected: Printed) -> None:
    desk = newsroom()
    scene(desk)
    assert printed(desk) == expected


def test_agreed_descriptors_that_differ_stand_beside_them() -> None:
    desk = newsroom()
    assert [found.differs for found in printed_descriptors(desk.case())] == [False]
    desk.says("own", genuine="confirms", promise=Promise(descriptor="An official  briefed on it"))
    assert [found.differs for found in printed_descriptors(desk.case())] == [False]
    desk.says("own", genuine="confirms", promise=Promise(descriptor="a planner"))
    (found,) = printed_descriptors(desk.case())
    assert found.agreed == ("an official briefed on it", "An official  briefed on it", "a planner")
    assert found.differs


def test_a_name_is_never_among_them() -> None:
    desk = newsroom()
    desk.exports("editor")
    desk.describes("own", name="Jane Roe", code_name="", descriptor="the deputy")
    assert "own" not in printed(desk)
    case = desk.case()
    assert new_descriptor_warnings(case, f.SourceDescribed("own", {"descriptor": "a minister"}, "Why")) == ()
    assert new_descriptor_warnings(case, f.SourceDescribed("press", {"descriptor": "a minister"}, "Why")) == ()


def logged(descriptor: str) -> f.StatementLogged:
    return f.StatementLogged("s9", "own", "2020-01-07", Term.BACKGROUND, promise=Promise(descriptor=descriptor))


WARNED: list[tuple[Fact, bool]] = [
    (f.SourceDescribed("own", {"descriptor": "a Marine officer"}, "Why"), False),
    (f.SourceDescribed("cited", {"descriptor": "a colonel"}, "Why"), True),
    (f.SourceDescribed("cited", {"descriptor": "An Iraqi  officer"}, "Why"), False),
    (f.SourceDescribed("own", {"rank": 3}, "Why"), False),
    (f.SourceDescribed("nobody", {"descriptor": "x"}, "Why"), False),
    (f.TermsAgreed("s1", Term.BACKGROUND, "Yes.", "2020-01-07", promise=Promise(descriptor="a planner")), True),
    (f.TermsAgreed("s1", Term.BACKGROUND, "Yes.", "2020-01-07"), False),
    (f.TermsAgreed("s7", Term.BACKGROUND, "Yes.", "2020-01-07", promise=Promise(descriptor="a planner")), False),
    (logged("a planner"), True),
    (logged("An official  briefed on it"), False),
    (f.SourceAdded("new", "a planner", Standing.INSIDER, code_name="N"), False),
]


@pytest.mark.parametrize(("fact", "warned"), WARNED)
def test_a_new_descriptor_beside_one_that_was_printed_is_worth_a_second_look(fact: Fact, warned: bool) -> None:
    desk = newsroom()
    assert new_descriptor_warnings(desk.case(), fact) == ()
    desk.exports("editor")
    found = new_descriptor_warnings(desk.case(), fact)
    assert bool(found) is warned
    assert bool([doubt for doubt in warnings(desk.case(), fact, 2**60) if "new descriptor" in doubt.sentence]) is warned
    if warned:
        assert found[0].endswith("(for an editor, 6 Jan 2020 08:08 UTC). Together they may tell who it is.")
        assert "beside “an official briefed on it”" in found[0] or "beside “an Iraqi officer”" in found[0]


def test_an_export_about_to_be_made_tells_its_new_descriptors() -> None:
    desk = newsroom()
    desk.exports("editor")
    assert new_descriptors(desk.case(), Audience.EDITOR, desk.moment()) == ()
    desk.agrees("s1", "background", at="2020-01-07", promise=Promise(descriptor="a planner"))
    assert new_descriptors(desk.case(), Audience.PUBLIC, desk.moment()) == ()
    desk.approves("s1:descriptor", "a planner")
    (new,) = new_descriptors(desk.case(), Audience.PUBLIC, desk.moment())
    assert (new.source, new.descriptor) == ("own", "a planner")
    assert new.sentence == (
        "A new descriptor for OWN: “a planner” beside “an official briefed on it”"
        " (for an editor, 6 Jan 2020 08:08 UTC). Together they may tell who it is."
    )


def test_many_exports_of_one_state_cost_one_look() -> None:
    desk = newsroom()
    desk.exports("editor")
    desk.describes("cited", descriptor="a planner")
    for _ in range(500):
        desk.exports("editor")
    case = desk.case()
    assert [len(piece.exports) for piece in printed_descriptors(case)[1].printed] == [1, 500]
    assert len(case.earlier) == 1
