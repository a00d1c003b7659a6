"""The forms of outreach hold the copy made to show when they open; the original still needs a reason."""

from __future__ import annotations

from tests.newsroom import Newsroom
from tui.forms.asking import Ask
from tui.forms.reading import Gathering
from tui.forms.showing import copy_asks, shown_of
from tui.naming import Naming
from workflow import facts as f
from workflow.case import Case
from workflow.terms import Copy, ExhibitKind, Handling
from workflow.when import parse_instant, zone_of

NOW = parse_instant("2020-02-03T18:00-05:00")


def asked(case: Case, **answers: str) -> dict[str, Ask]:
    return {ask.name: ask for ask in copy_asks(case, answers, Naming(case))}


def given(**answers: str) -> Gathering:
    return Gathering(answers, NOW, zone_of("UTC"))


def newsroom() -> tuple[Newsroom, str, str, str]:
    room = Newsroom("genuine")
    original = room.holds()
    first, second = (room.logs(f.ExhibitAttached(ExhibitKind.COPY, "copy.pdf", digit * 64, 1)) for digit in "ab")
    return room, original, first, second


def test_without_a_copy_made_to_show_no_page_was_shown() -> None:
    room, *_ = newsroom()
    assert asked(room.case())["copy"].default == "described"


def test_the_newest_copy_made_to_show_stands_there_at_once() -> None:
    room, original, first, second = newsroom()
    room.logs(f.FileHandled(original, Handling.FLATTENED, second))
    room.logs(f.FileHandled(original, Handling.CLEANED, first))
    case = room.case()
    assert asked(case)["copy"].default == "remade"
    assert asked(case)["exhibit"].default == second
    assert "copy_reason" not in asked(case)
    assert shown_of(case, given(copy="remade", exhibit=second)) == (Copy.REMADE, second, "")


def test_pictures_alone_go_before_what_a_cleaning_tool_made() -> None:
    room, original, first, second = newsroom()
    room.logs(f.FileHandled(original, Handling.CLEANED, second))
    assert asked(room.case())["exhibit"].default == second
    room.logs(f.FileHandled(original, Handling.FLATTENED, first))
    assert asked(room.case())["exhibit"].default == first


def test_a_newer_copy_that_is_linked_to_nothing_does_not_stand_there() -> None:
    room, original, first, _ = newsroom()
    room.logs(f.FileHandled(original, Handling.FLATTENED, first))
    assert asked(room.case())["exhibit"].default == first


def test_the_original_still_needs_a_reason() -> None:
    room, original, first, _ = newsroom()
    room.logs(f.FileHandled(original, Handling.FLATTENED, first))
    asks = asked(room.case(), copy="original")
    assert asks["exhibit"].default == original
    assert "copy_reason" in asks


def test_a_file_that_was_taken_out_of_another_is_no_copy_to_show() -> None:
    room, original, first, _ = newsroom()
    room.logs(f.FileHandled(original, Handling.UNPACKED, first))
    room.logs(f.FileHandled(original, Handling.COMPARED, first))
    assert asked(room.case())["copy"].default == "described"
