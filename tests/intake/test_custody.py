"""The way of the document from us back to its maker, and what was done with each copy."""

import msgspec

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow.advice import prompts
from workflow.case import Moment
from workflow.copies import copies
from workflow.custody import GAVE_US, LinkKind, chain, deeds
from workflow.terms import Copy, ExhibitKind, Handling, Rung
from workflow.verdict import evaluate
from workflow.when import parse_instant


def original(number: int, **changes: object) -> f.ExhibitAttached:
    fact = f.ExhibitAttached(ExhibitKind.ORIGINAL, f"{number}.pdf", f"{number:064x}", 9, is_kept=True)
    return msgspec.structs.replace(fact, **changes)


def kinds(room: Newsroom) -> list[LinkKind]:
    return [link.kind for link in chain(room.case())]


def test_with_nothing_said_all_of_it_is_a_gap_and_the_maker_is_unknown() -> None:
    room = Newsroom("genuine")
    assert kinds(room) == [LinkKind.US, LinkKind.GAP, LinkKind.MAKER]
    first, _, last = chain(room.case())
    assert "no copy" in first.how
    assert "unknown" in last.how


def test_the_last_holder_comes_first_and_gaps_are_links() -> None:
    room = Newsroom("genuine")
    room.source("anon", "insider", unnamed=True)
    room.logs(f.DocumentDescribed({"author": "Gen. A. Author"}))
    room.logs(f.CustodyRecorded("He wrote it.", holder="gen. a.  author", since="2020-01-02"))
    room.logs(f.CustodyRecorded("By courier from Gen. A. Author.", holder="The ministry", since="2020-01-03"))
    room.logs(f.CustodyRecorded("They printed it.", source="anon", since="2020-01-05"))
    room.logs(original(1, obtained_at="2020-01-06", note="By hand."))
    found = chain(room.case())
    assert [link.kind for link in found] == [
        LinkKind.US,
        LinkKind.HOLDER,
        LinkKind.GAP,
        LinkKind.HOLDER,
        LinkKind.HOLDER,
        LinkKind.MAKER,
    ]
    assert found[1].source == "anon"
    assert "nobody has said" in found[2].how
    assert found[0].since is not None
    assert found[0].since.text == "2020-01-06"
    assert "Gen. A. Author" in found[-1].who


def test_whoever_gave_it_to_us_has_no_gap_between_them_and_us() -> None:
    room = Newsroom("genuine")
    room.logs(f.CustodyRecorded("It lay on the printer.", holder="A cousin"))
    room.logs(original(1))
    assert kinds(room) == [LinkKind.US, LinkKind.GAP, LinkKind.HOLDER, LinkKind.GAP, LinkKind.MAKER]
    room.logs(f.CustodyRecorded(GAVE_US, holder="A neighbour"))
    assert kinds(room)[:3] == [LinkKind.US, LinkKind.HOLDER, LinkKind.GAP]


def test_what_was_done_with_each_copy_is_told_with_it() -> None:
    room = Newsroom("genuine")
    one, two = room.logs(original(1)), room.logs(original(2))
    assert chain(room.case())[0].how == "We hold files 1 and 2."
    room.logs(f.FileChecked(one, "pdf", Rung.BWRAP, "0.1.0"))
    room.logs(f.FileHandled(one, Handling.UNPACKED, two, "onrecord 0.1.0"))
    room.logs(f.Disclosed("2020-01-07", "All of it.", Copy.ORIGINAL, office="The lab", exhibit=two, reason="Its seal."))
    told = [(deed.exhibit, deed.what) for deed in deeds(room.case(), room.moment())]
    assert [name for name, _ in told] == [one, one, one, two, two, two]
    words = " / ".join(what for _, what in told)
    for part in ("its bytes are kept", "onrecord 0.1.0, locked in by bubblewrap", "taken out of", "shown to The lab"):
        assert part in words


def w28(room: Newsroom) -> list[str]:
    case, moment = room.case(), room.moment()
    return [one.text for one in prompts(case, evaluate(case, moment), moment) if one.rule == "W28"]


def test_a_second_copy_is_asked_about_until_each_statement_that_counts_says_which() -> None:
    room = Newsroom("genuine")
    room.source("spox", "issuer", name="Sam Speaker")
    first = room.logs(original(1))
    room.says("spox", genuine="confirms")
    assert not w28(room)
    second = room.logs(original(2))
    assert w28(room) == ["Which statements were about which copy?"]
    before = Moment(parse_instant(room.log[-2].claimed_at), room.moment().now)
    assert not [one for one in prompts(room.case(), evaluate(room.case(), before), before) if one.rule == "W28"]
    assert len(copies(room.case())) == 2
    said = room.case().statements[0].id
    room.logs(f.StatementCorrected(said, {"copy_of": first}, "It was the first.", (said,)))
    assert not w28(room)
    room.logs(f.FileHandled(first, Handling.UNPACKED, second, "onrecord 0.1.0"))
    assert len(copies(room.case())) == 1


def test_a_copy_to_show_is_no_second_copy_of_the_document() -> None:
    room = Newsroom("genuine")
    room.logs(original(1))
    room.logs(original(2, kind=ExhibitKind.COPY))
    assert [one.name for one in copies(room.case())] == ["1.pdf"]


def test_whoever_is_named_in_how_it_came_to_the_next_leaves_no_gap() -> None:
    room = Newsroom("genuine")
    room.logs(f.CustodyRecorded("He wrote it.", holder="The clerk", since="2020-01-02"))
    room.logs(f.CustodyRecorded("By courier from the clerk.", holder="The ministry", since="2020-01-03"))
    room.logs(original(1, note="By hand."))
    assert kinds(room) == [LinkKind.US, LinkKind.HOLDER, LinkKind.HOLDER, LinkKind.GAP, LinkKind.MAKER]


def test_a_name_within_another_word_names_nobody() -> None:
    room = Newsroom("genuine")
    room.logs(f.CustodyRecorded("He wrote it.", holder="Ann", since="2020-01-02"))
    room.logs(f.CustodyRecorded("By courier, like every annual paper.", holder="The ministry", since="2020-01-03"))
    room.logs(original(1, note="By hand."))
    assert kinds(room)[:4] == [LinkKind.US, LinkKind.HOLDER, LinkKind.GAP, LinkKind.HOLDER]


def test_limits_alone_lock_nobody_in() -> None:
    room = Newsroom("genuine")
    room.logs(f.FileChecked(room.logs(original(1)), "pdf", Rung.RLIMITS, "0.1.0"))
    assert any("held by limits alone" in deed.what for deed in deeds(room.case(), room.moment()))
