"""Who rests on whom: one origin, repeats, circles, and that nothing links an unnamed word to a name."""

from __future__ import annotations

import re

import msgspec
import pytest

from tests.newsroom import Newsroom
from tests.summaries.desk import STANDING_AT, formats, letter, past
from workflow.case import Case
from workflow.lineage import Layer, LineageMap, Tie, as_lines, lineage_map
from workflow.summaries.lineage_chart import MOST, Drawing, lineage_chart
from workflow.summaries.outward import outward
from workflow.summaries.parties import sources
from workflow.summaries.rests import APART, Rests, rests


def desk() -> Newsroom:
    return Newsroom("genuine", "status")


def unnamed(room: Newsroom, slug: str, descriptor: str, lineage: str = "") -> None:
    room.source(slug, "insider", unnamed=True, descriptor=descriptor, lineage=lineage)


def mapped(room: Newsroom, at: str | None = None) -> LineageMap:
    return lineage_map(room.case(), room.moment(at))


def shown(room: Newsroom, at: str | None = None) -> Rests:
    return rests(outward(room.case(), room.moment(at)).case, room.moment(at))


def tied(found: LineageMap, kind: Tie) -> set[tuple[str, str]]:
    return {(found.nodes[link.start].label, found.nodes[link.end].label) for link in found.links if link.tie is kind}


def circular() -> Newsroom:
    """Three outlets in a circle, a fourth that repeats one of them, and a source of our own."""
    room = desk()
    for slug, name in (("herald", "The Herald"), ("wire", "The Wire"), ("blog", "Harbor Blog"), ("post", "The Post")):
        room.source(slug, "outlet", name=name)
    unnamed(room, "rook", "a person who typed it")
    room.says("herald", genuine="confirms", derived_from="s2", id="s1")
    room.says("wire", genuine="confirms", derived_from="s3", id="s2")
    room.says("blog", genuine="confirms", derived_from="s1", id="s3")
    room.says("post", genuine="confirms", derived_from="s1", id="s4")
    room.says("rook", knows="direct", genuine="confirms", status="disputes", id="s5")
    return room


def test_two_outlets_whose_unnamed_sources_share_a_root_rest_on_one_origin() -> None:
    room = desk()
    unnamed(room, "magpie", "a palace aide", lineage="butler")
    unnamed(room, "jackdaw", "a palace guard", lineage="butler")
    room.says("magpie", via="The Herald", genuine="confirms")
    room.says("jackdaw", via="The Wire", knows="direct", genuine="confirms")
    assert tied(mapped(room), Tie.RESTS) == {
        ("MAGPIE", "One origin (unnamed A)"),
        ("JACKDAW", "One origin (unnamed A)"),
    }
    assert as_lines(mapped(room))[0] == "One origin (unnamed A)"
    assert [line.text for line in shown(room).lines] == [
        "One origin (unnamed A)",
        *("a palace aide, through The Herald", "confirms genuine"),
        *("a palace guard, through The Wire", "confirms genuine"),
    ]


def test_the_unnamed_sources_of_outlets_count_as_one_until_an_outlet_vouches_for_its_own() -> None:
    room = desk()
    for slug, outlet, knows in (("a1", "One", ""), ("b2", "Two", "indirect"), ("c3", "Three", "direct")):
        unnamed(room, slug, f"an aide of {outlet}")
        room.says(slug, via=outlet, knows=knows, genuine="confirms")
    found = mapped(room)
    assert tied(found, Tie.RESTS) == {("A1", "Counted as one origin"), ("B2", "Counted as one origin")}
    assert {node.label for node in found.nodes if node.own} == {"C3"}


def test_one_unnamed_source_of_an_outlet_is_an_origin_of_its_own() -> None:
    room = desk()
    unnamed(room, "magpie", "a palace aide")
    room.says("magpie", via="The Herald; The Wire", genuine="confirms")
    found = mapped(room)
    assert [node.label for node in found.nodes if node.layer is Layer.ORIGIN] == []
    assert tied(found, Tie.TOLD) == {("MAGPIE", "The Herald"), ("MAGPIE", "The Wire")}


def test_an_origin_of_hearsay_alone_says_that_it_counts_with_the_others() -> None:
    room = desk()
    for slug, root in (("a1", "butler"), ("b2", "butler"), ("c3", "")):
        unnamed(room, slug, f"an aide, {slug}", lineage=root)
        room.says(slug, via=f"Outlet {slug}", genuine="confirms")
    origins = {node.label: node.note for node in mapped(room).nodes if node.layer is Layer.ORIGIN}
    assert origins["One origin (unnamed A)"] == "counted as one with the others of outlets"
    assert "Counted as one origin" in origins


def test_who_repeats_whom_and_who_goes_round_in_a_circle() -> None:
    found = mapped(circular())
    circle = "Harbor Blog repeats The Herald, which repeats The Wire, which repeats Harbor Blog."
    assert found.circles == (circle,)
    assert tied(found, Tie.REPEATS) == {
        ("The Herald", "The Wire"),
        ("The Wire", "Harbor Blog"),
        ("Harbor Blog", "The Herald"),
        ("The Post", "The Herald"),
    }
    assert sum(link.circular for link in found.links) == 3
    assert as_lines(found) == (
        f"In a circle: {circle} None of it counts.",
        *("Each an origin of its own", "  ROOK", "    confirms genuine; disputes status"),
        "Repeats another report, and does not count",
        *("  Harbor Blog, repeats The Herald", "    confirms genuine"),
        *("  The Herald, repeats The Wire", "    confirms genuine"),
        *("  The Post, repeats The Herald", "    confirms genuine"),
        *("  The Wire, repeats Harbor Blog", "    confirms genuine"),
    )


def test_a_circle_is_none_before_its_last_report_is_heard() -> None:
    room = circular()
    found = mapped(room, at="2020-01-06T08:08Z")
    assert found.circles == ()
    assert not any(link.circular for link in found.links)
    assert all(not re.search(r"\bs\d\b", line) for line in as_lines(found))


def test_an_outlet_that_repeats_itself() -> None:
    room = desk()
    room.source("herald", "outlet", name="The Herald")
    room.says("herald", genuine="confirms", derived_from="s1", id="s1")
    assert mapped(room).circles == ("The Herald repeats itself.",)
    assert mapped(room).links == ()


def test_a_report_in_words_is_the_same_report_for_all_who_repeat_it() -> None:
    room = desk()
    for slug in ("herald", "wire"):
        room.source(slug, "outlet", name=f"The {slug.title()}")
        room.says(slug, genuine="confirms", derived_from="an agency report")
    assert tied(mapped(room), Tie.REPEATS) == {("The Herald", "an agency report"), ("The Wire", "an agency report")}


def test_an_outlet_that_speaks_for_itself_and_carries_others_is_one_node() -> None:
    room = desk()
    room.source("herald", "outlet", name="The Herald")
    unnamed(room, "magpie", "a palace aide")
    room.says("magpie", via="the  herald", genuine="confirms")
    room.says("herald", status="disputes")
    assert [node.label.casefold() for node in mapped(room).nodes if node.layer is Layer.OUTLET] == ["the herald"]


def test_who_takes_no_side_is_not_drawn_and_nobody_has_a_sentence() -> None:
    room = desk()
    room.source("okafor", "issuer")
    room.says("okafor", genuine="declines")
    assert mapped(room).nodes == ()
    assert as_lines(mapped(room)) == ("Nobody has confirmed or disputed anything yet.",)
    assert lineage_chart(shown(room), wide=True) is None


def test_words_under_embargo_are_marked() -> None:
    room = desk()
    room.source("abara", "expert")
    room.says("abara", genuine="confirms", embargo="2031-01-01T00:00Z")
    assert as_lines(mapped(room))[-1] == "    confirms genuine (under embargo)"


def test_one_who_speaks_with_and_without_a_name_is_two_who_share_nothing() -> None:
    room = desk()
    room.source("dunne", "issuer", name="Gen. Dunne", descriptor="a general", lineage="staff")
    unnamed(room, "magpie", "a palace aide", lineage="staff")
    room.says("dunne", genuine="confirms")
    room.says("dunne", genuine="disputes", terms="background", via="The Wire")
    room.says("magpie", genuine="confirms", derived_from="s1")
    found = shown(room)
    names = [str(node.label) for node in found.nodes]
    assert names == ["Gen. Dunne", "a palace aide", "Sources who asked not to be named", "other reports", "The Wire"]
    dunne = names.index("Gen. Dunne")
    assert all(dunne not in (tie.start, tie.end) for tie in found.ties)
    assert "Dunne" not in "".join(line.text for line in found.lines if "disputes" in line.text)


def test_it_is_not_told_how_many_stand_behind_words_that_lead_to_nobody() -> None:
    def told(speakers: int) -> Rests:
        room = desk()
        for number in range(speakers):
            room.source(f"fellow{number}", "expert", name=f"Fellow {number}", lineage="institute")
            room.says(f"fellow{number}", terms="chatham_house", genuine="confirms")
        return shown(room)

    assert told(1) == told(3)
    assert [node.label for node in told(1).nodes] == ["Participants under the Chatham House Rule"]


def raw_names(case: Case) -> set[str]:
    roots = {source.root for source in case.sources.values()} | {s.says.lineage for s in case.statements}
    return (roots | set(case.sources) | {s.id for s in case.statements} | {q.id for q in case.questions}) - {""}


@pytest.mark.parametrize("name", STANDING_AT)
def test_no_short_name_or_id_is_in_what_leaves_the_desk(name: str) -> None:
    moment = past(STANDING_AT[name])
    shown_case = outward(letter(), moment).case
    text = msgspec.json.encode(rests(shown_case, moment)).decode()
    words = set(re.findall(r"[\w-]+", text))
    assert not words & (raw_names(shown_case) | raw_names(letter()))


def test_the_letters_are_those_of_the_table_of_sources() -> None:
    room = desk()
    for slug, root in (("alder", "r2"), ("birch", "r1"), ("cedar", "r1"), ("elm", "r2")):
        room.source(slug, "expert", lineage=root)
        room.says(slug, genuine="confirms")
    for slug, root in (("m1", "r4"), ("m2", "r3"), ("m3", "r4"), ("m4", "r3")):
        unnamed(room, slug, f"an aide of bench {slug[1:]}", lineage=root)
        room.says(slug, knows="direct", genuine="confirms")
    case = outward(room.case(), room.moment()).case
    found = lineage_map(case, room.moment(), APART)
    drawn = {start: end.removeprefix("One origin (")[:-1] for start, end in tied(found, Tie.RESTS)}
    table = {row.called.partition(",")[0]: row.lineage for row in sources(case)}
    assert drawn == table
    assert set(drawn.values()) == {"A", "B", "unnamed A", "unnamed B"}


def test_the_order_of_entry_shows_nowhere() -> None:
    def told(slugs: tuple[str, ...]) -> Rests:
        room = desk()
        for slug in slugs:
            unnamed(room, slug, f"an aide of {slug}", lineage="butler")
        for slug in slugs:
            room.says(slug, via=f"Paper {slug}", said="2020-01-06T09:00Z", genuine="confirms")
        return shown(room)

    assert told(("u1", "u2", "u3")) == told(("u3", "u1", "u2"))


def drawings(found: Rests) -> list[Drawing]:
    return [drawing for wide in (True, False) if (drawing := lineage_chart(found, wide=wide))]


@pytest.mark.parametrize(
    "drawing",
    [
        *drawings(shown(circular())),
        *drawings(rests(outward(letter(), past(STANDING_AT["8-january"])).case, past(STANDING_AT["8-january"]))),
    ],
)
def test_boxes_stand_within_the_drawing_and_not_over_each_other(drawing: Drawing) -> None:
    for box in drawing.boxes:
        assert box.x >= 0 and box.x + box.width <= drawing.width
        assert box.y > 0 and box.bottom <= drawing.height
        assert len(box.lines) <= 4
    for one in drawing.boxes:
        for other in drawing.boxes:
            assert one is other or one.x != other.x or one.bottom < other.y or other.bottom < one.y
    assert not re.search(r"\d\.\d", " ".join(path.d for path in drawing.paths))


def test_a_circle_is_drawn_in_its_own_colour() -> None:
    (drawing, _) = drawings(shown(circular()))
    assert sum("ring" in path.kind for path in drawing.paths) == 3
    assert {line for box in drawing.boxes if "ring" in box.kind for line in box.lines} == {
        *("Harbor Blog", "The Herald", "The Wire")
    }


def test_a_crowd_is_cut_and_the_circle_stays() -> None:
    room = circular()
    for number in range(60):
        room.source(f"expert{number}", "expert", name=f"Expert {number}")
        room.says(f"expert{number}", via=f"Paper {number}", genuine="disputes")
    found = shown(room)
    for drawing in drawings(found):
        assert len(drawing.boxes) <= MOST
        assert drawing.left_out == len(found.nodes) - len(drawing.boxes)
        assert sum("ring" in box.kind for box in drawing.boxes) == 3
    page = formats(room.case(), room.moment())["html"]
    assert f"And {drawings(found)[0].left_out} more in the list." in page


def test_every_format_tells_it_and_nothing_in_it_is_markup() -> None:
    room = circular()
    room.source("bad", "expert", name="<script>alert(1)</script> *x* \u202e")
    room.says("bad", genuine="disputes", via="</svg><img src=x>")
    told = formats(room.case(), room.moment())
    assert "## Who rests on whom\n\n- In a circle: Harbor Blog repeats The Herald" in told["md"]
    assert "\\<script\\>" in told["md"]
    assert "<script" not in told["html"]
    assert "<img" not in told["html"]
    assert "\u202e" not in told["html"]
    assert "rests-desc-wide" in told["html"]
    assert msgspec.json.decode(told["json"])["lineage"]["circles"]
