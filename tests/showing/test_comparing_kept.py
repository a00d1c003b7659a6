"""Two kept copies are compared and nothing tells who gave which, nor what the files are called."""

from __future__ import annotations

import json

import pytest

from tests.checks.corpus import SUPPLIES
from tests.showing.conftest import CANARY, Desk, letter
from workflow.comparing import Aspect, plain
from workflow.errors import OnRecordError, UsageError
from workflow.files import store_of
from workflow.holdings import Exhibit
from workflow.showing import NotToShow, compare_kept
from workflow.terms import ExhibitKind, Handling


def test_what_differs_is_told_and_nothing_of_who_gave_it(desk: Desk) -> None:
    one, other = desk.exhibits()
    found = compare_kept(desk.ledger, desk.case_id, one.id, other.id, SUPPLIES)
    worded = [(it.where, it.a, it.b) for it in found.differences if it.aspect is Aspect.WORDS]
    assert worded == [(f"page {page}", "matter", "point") for page in (1, 2, 3)]
    assert found.one_paper
    assert any("An author" in it.a and "Another author" in it.b for it in found.differences)
    (done,) = desk.handled()
    assert (done.exhibit, done.act, done.made) == (one.id, Handling.COMPARED, other.id)
    told = json.dumps(plain(found)) + repr(found) + done.note
    for word in (CANARY, "Zara", "kitchen", "2020-01-06", "again.pdf", one.id, other.id, one.sha256, other.sha256):
        assert word not in told


def test_the_same_bytes_differ_in_nothing(desk: Desk) -> None:
    again = desk.takes(letter(), "once-more.pdf", ExhibitKind.CAPTURE)
    assert again == desk.exhibits()[0]
    with pytest.raises(UsageError, match="This is one file"):
        compare_kept(desk.ledger, desk.case_id, again.id, again.id, SUPPLIES)


def test_pages_of_pictures_alone_are_compared_by_their_pixels(desk: Desk) -> None:
    from workflow.showing import Look, flatten

    one, other = (flatten(desk.ledger, desk.case_id, it.id, SUPPLIES, Look(50)).copy for it in desk.exhibits())
    found = compare_kept(desk.ledger, desk.case_id, one.id, other.id, SUPPLIES)
    hints = [it for it in found.differences if it.aspect is Aspect.PICTURES]
    assert [it.where for it in hints] == ["page 1", "page 2", "page 3"]
    assert all("on average, most in the" in it.what for it in hints)
    assert "Words: neither copy holds any that can be extracted." in found.not_compared


def test_a_file_known_by_its_hash_alone_cannot_be_compared(desk: Desk, known_by_hash: Exhibit) -> None:
    with pytest.raises(NotToShow, match="by its hash alone"):
        compare_kept(desk.ledger, desk.case_id, desk.exhibits()[0].id, known_by_hash.id, SUPPLIES)
    assert not desk.handled()


@pytest.mark.parametrize("lost", [True, False])
def test_a_copy_that_cannot_be_read_is_told_by_its_number(desk: Desk, lost: bool) -> None:
    one, other = desk.exhibits()
    place = store_of(desk.ledger).place(other.sha256)
    assert place is not None
    place.unlink() if lost else place.write_bytes(b"other")
    with pytest.raises(OnRecordError) as caught:
        compare_kept(desk.ledger, desk.case_id, one.id, other.id, SUPPLIES)
    assert f"file {other.number}" in str(caught.value)
    assert CANARY not in str(caught.value)
