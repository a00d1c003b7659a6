"""A person under two entries: found with the vault open, called unchecked with it locked, and never told outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom import Newsroom
from tests.workflow.strategies import desks
from workflow import facts as f
from workflow import summaries
from workflow.admission import warnings
from workflow.advice import check_findings, first_prompt, prompts
from workflow.case import Case
from workflow.facts import DeskSettings, Promise
from workflow.gates import gates
from workflow.jigsaw import linked_descriptors, new_descriptors, printed_descriptors
from workflow.people import NOBODY, NOT_CHECKED, UNCHECKED, People
from workflow.promises import linked_pairing, paired
from workflow.shelf import shelf_row
from workflow.summaries import lawyer, public
from workflow.terms import Audience, Gate, RevealReason, Term
from workflow.timeline import timeline
from workflow.verdict import evaluate
from workflow.when import parse_instant

NOW = parse_instant("2020-01-08T12:00Z")
ONE = People.of([("named", "heron")])
IDS = {"heron": "5" * 32, "other": "6" * 32}


def newsroom() -> Newsroom:
    """A named official who declines, and two unnamed ones who inform."""
    desk = Newsroom("genuine")
    desk.source("named", "insider", name="Sam Speaker", descriptor="an aide")
    desk.source("heron", "insider", unnamed=True, descriptor="a clerk of the court")
    desk.source("other", "insider", unnamed=True, descriptor="a driver")
    desk.says("named", genuine="declines")
    desk.says("heron", terms="background", genuine="confirms", promise=Promise(descriptor="a clerk of the court"))
    desk.says("other", terms="background", genuine="confirms", promise=Promise(descriptor="a driver"))
    return desk


def w32(desk: Newsroom, people: People) -> list[tuple[str, str, str]]:
    case, moment = desk.case(), desk.moment()
    found = prompts(case, evaluate(case, moment), moment, people=people)
    return [(prompt.level, prompt.text, prompt.reason) for prompt in found if prompt.rule == "W32"]


def g6(desk: Newsroom, people: People) -> list[str]:
    case, moment = desk.case(), desk.moment()
    (view,) = gates(case, evaluate(case, moment), moment, of=(Gate.WORDING,), people=people)
    return [lack.sentence for lack in view.findings]


def neither(*sentences: str) -> bool:
    """Whether no sentence says of whom it is."""
    words = ("Sam", "Speaker", "heron", "aide", "clerk", "driver", "S-")
    return not [word for sentence in sentences for word in words if word in sentence]


def test_links_that_touch_are_of_one_person() -> None:
    people = People.of([("a", "b"), ("c", "d"), ("e",), ("b", "c")])
    assert people.groups == (frozenset("abcd"),)
    assert people.same_as("a") == frozenset("abcd")
    assert people.same_as("e") == frozenset("e")
    assert People.of([]) == NOBODY


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), min_size=1, max_size=3)))
def test_people_are_apart_in_whatever_order_they_are_linked(links: list[frozenset[str]]) -> None:
    people = People.of(links)
    assert set(people.groups) == set(People.of(reversed(links)).groups)
    assert sum(map(len, people.groups)) == len(frozenset().union(*people.groups))
    assert all(link <= people.same_as(next(iter(link))) for link in links)


def test_the_pairing_is_found_between_entries_with_the_vault_open() -> None:
    desk = newsroom()
    assert (w32(desk, NOBODY), g6(desk, NOBODY)) == ([], [])
    reason = "One person both declines by name and informs unnamed, under two entries."
    assert w32(desk, ONE) == [("!", "A forbidden pairing. Change one.", reason)]
    assert g6(desk, ONE) == [reason]
    assert neither(*w32(desk, ONE)[0], *g6(desk, ONE))
    assert w32(desk, People.of([("heron", "other")])) == []
    levels = [(found.level, found.rule) for found in check_findings(desk.case(), desk.moment(), ONE)]
    assert ("!", "W32") in levels and ("!", "g6") in levels


def test_with_the_vault_locked_it_says_once_that_it_was_not_checked() -> None:
    desk = newsroom()
    assert [told[2] for told in w32(desk, UNCHECKED)] == [NOT_CHECKED]
    assert g6(desk, UNCHECKED) == [NOT_CHECKED]
    assert neither(*w32(desk, UNCHECKED)[0])
    damaged = ONE._replace(checked=False)
    assert len(w32(desk, damaged)) == 2, "what a damaged vault still tells is told too"


def test_a_pairing_of_one_entry_is_found_without_any_vault() -> None:
    desk = newsroom()
    desk.says("named", terms="background", genuine="confirms")
    before = w32(desk, NOBODY)
    assert len(before) == 1
    assert w32(desk, People.of([("heron", "other")])) == before
    assert g6(desk, UNCHECKED) == [*g6(desk, NOBODY), NOT_CHECKED]
    assert "And 1 more" in w32(desk, ONE)[0][2]


def test_no_override_covers_what_only_the_vault_tells() -> None:
    desk = newsroom()
    for key in ("g6:linked", "g6:unchecked", "g6:pairing"):
        desk.logs(f.GateOverridden(Gate.WORDING, (key,), "Why", "ED"))
    assert len(g6(desk, ONE)) == 1
    assert g6(desk, UNCHECKED) == [NOT_CHECKED]


def test_descriptors_of_one_person_stand_side_by_side() -> None:
    desk = newsroom()
    desk.exports("editor")
    both = People.of([("heron", "other")])
    assert linked_descriptors(desk.case(), NOBODY) == linked_descriptors(desk.case(), UNCHECKED) == ()
    assert linked_descriptors(desk.case(), ONE) == (), "a name that was printed is no descriptor"
    (found,) = linked_descriptors(desk.case(), both)
    assert found.source == ""
    assert {piece.descriptor for piece in found.printed} == {"a clerk of the court", "a driver"}
    assert found.differs
    assert [jigsaw.differs for jigsaw in printed_descriptors(desk.case())] == [False, False]


def test_a_descriptor_about_to_be_printed_is_set_beside_those_of_the_same_person() -> None:
    desk = newsroom()
    desk.takes_back("s3")
    desk.exports("editor")
    desk.says("other", terms="background", genuine="confirms", promise=Promise(descriptor="a driver"))
    both, case = People.of([("heron", "other")]), desk.case()
    assert new_descriptors(case, Audience.EDITOR, desk.moment()) == ()
    (new,) = new_descriptors(case, Audience.EDITOR, desk.moment(), both)
    assert (new.source, [piece.descriptor for piece in new.before]) == ("", ["a clerk of the court"])
    assert neither(new.sentence)
    (locked,) = new_descriptors(case, Audience.EDITOR, desk.moment(), UNCHECKED)
    assert locked.sentence == NOT_CHECKED
    fact = f.StatementLogged("s9", "other", "2020-01-06T08:00Z", Term.BACKGROUND, promise=Promise(descriptor="a cook"))
    assert [doubt.sentence for doubt in warnings(case, fact, NOW, both)] == [new.sentence]
    assert [doubt.sentence for doubt in warnings(case, fact, NOW, UNCHECKED)] == [NOT_CHECKED]
    assert warnings(case, fact, NOW) == ()
    named = msgspec.structs.replace(fact, source="named")
    assert warnings(case, named, NOW, UNCHECKED) == ()
    desk.exports("lawyer")
    assert new_descriptors(desk.case(), Audience.LAWYER, desk.moment(), both) == ()


def with_identities(desk: Newsroom) -> Case:
    """The same case with identities kept, one changed, one looked at, one deleted."""
    for source, identity in IDS.items():
        desk.logs(f.IdentityKept(source, identity, "ab" * 32), id=f"kept-{source}")
    desk.logs(f.IdentityKept("heron", IDS["heron"], "cd" * 32, ("kept-heron",)))
    desk.logs(f.IdentityRevealed(IDS["heron"], RevealReason.LAWYER, "QQ"))
    desk.logs(f.IdentityDeleted(IDS["other"], "QQ"))
    return desk.case()


SUMMARIES: dict[str, tuple[Callable[..., object], Mapping[str, Callable[..., str]]]] = {
    "editor": (summaries.editor_summary, summaries.RENDERERS),
    "lawyer": (lawyer.lawyer_summary, lawyer.RENDERERS),
    "public": (public.public_summary, public.RENDERERS),
}


@pytest.mark.parametrize("audience", SUMMARIES)
def test_no_summary_tells_that_an_identity_is_kept(audience: str) -> None:
    make, renderers = SUMMARIES[audience]
    desk = newsroom()
    desk.exports("editor")
    before, moment = desk.case(), desk.moment()
    after = with_identities(desk)
    for render in renderers.values():
        page = render(make(after, moment, DeskSettings()))
        assert page == render(make(before, moment, DeskSettings()))
        assert "ot checked between" not in page


def test_the_desks_own_list_and_timeline_stay_as_they_were() -> None:
    desk = newsroom()
    before, moment = desk.case(), desk.moment()
    after = with_identities(desk)
    assert timeline(after, moment) == timeline(before, moment)
    assert first_prompt(after, evaluate(after, moment), moment) == first_prompt(
        before, evaluate(before, moment), moment
    )
    assert shelf_row(after, NOW).prompt == shelf_row(before, NOW).prompt


def test_identities_of_the_case() -> None:
    desk = newsroom()
    held = with_identities(desk).identities
    assert set(held) == {"heron"}
    assert (held["heron"].commitment, [seen.by for seen in held["heron"].reveals]) == ("cd" * 32, ["QQ"])
    desk.takes_back("kept-heron")
    assert set(desk.case().identities) == {"heron"}
    desk.logs(f.IdentityKept("nobody", "7" * 32, "ab" * 32))
    assert set(desk.case().identities) == {"heron"}


@given(desks)
def test_nobody_and_nothing_linked_are_alike(room: Newsroom) -> None:
    """Linking no two sources changes nothing, and linking all finds at least what was found."""
    case, moment = room.case(), room.moment()
    assert paired(case, moment, People.of([[name] for name in case.sources])) == paired(case, moment)
    everybody = People.of([case.sources])
    assert paired(case, moment) <= paired(case, moment, everybody)
    assert linked_pairing(case, moment, everybody) is (paired(case, moment) != paired(case, moment, everybody))


def g1(desk: Newsroom, people: People) -> list[str]:
    case, moment = desk.case(), desk.moment()
    (view,) = gates(case, evaluate(case, moment), moment, of=(Gate.ORIGINS,), people=people)
    return [lack.key for lack in view.findings]


def test_two_entries_of_one_person_are_one_origin_and_nobody_but_the_open_vault_says_so() -> None:
    desk = newsroom()
    assert g1(desk, NOBODY) == g1(desk, UNCHECKED) == g1(desk, ONE) == []
    two = People.of([("heron", "other")])
    assert g1(desk, two) == ["g1:linked"]
    case, moment = desk.case(), desk.moment()
    (view,) = gates(case, evaluate(case, moment), moment, of=(Gate.ORIGINS,), people=two)
    assert neither(view.findings[0].sentence, view.findings[0].opens)
    desk.source("third", "insider", unnamed=True, descriptor="a guard")
    desk.says("third", terms="background", genuine="confirms", promise=Promise(descriptor="a guard"))
    assert g1(desk, two) == []


def test_what_shares_an_origin_already_is_linked_through_it() -> None:
    desk = newsroom()
    desk.source("third", "insider", unnamed=True, descriptor="a guard", lineage="the fax")
    desk.says("third", terms="background", genuine="confirms", promise=Promise(descriptor="a guard"))
    desk.says("heron", terms="background", genuine="confirms", lineage="the fax", promise=Promise(descriptor="a clerk"))
    assert g1(desk, NOBODY) == []
    assert g1(desk, People.of([("heron", "other")])) == ["g1:linked"]
