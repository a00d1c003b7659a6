"""What is computed beside the log is a function of it: dropped and computed again, the tables are equal to the byte."""

from __future__ import annotations

from random import Random

import msgspec

from tests.newsroom import Newsroom
from tests.store.conftest import Room, opened, small_case
from tests.workflow.strategies import random_desk
from workflow import facts as f
from workflow.case import Moment
from workflow.ledger import Draft, Ledger
from workflow.store import projections
from workflow.verdict import evaluate


def log_newsroom(desk: Ledger, news: Newsroom, slug: str, rng: Random) -> str:
    """Log a random newsroom's entries, its names put in ids, some by themselves and some in batches."""
    with desk.batch() as batch:
        case = batch.new_case(opened(slug, f"The {slug}"))
    ids = {news.log[0].id: desk.entries(case)[0].id}
    left = news.log[1:]
    while left:
        size = rng.choice([1, 1, 3, 20])
        with desk.batch(case) as batch:
            for entry in left[:size]:
                ids[entry.id] = batch.add(renamed(entry.fact, ids))
        left = left[size:]
    return case


def renamed(fact: f.Content, ids: dict[str, str]) -> f.Fact:
    assert isinstance(fact, f.Fact)

    def put(value: object) -> object:
        if isinstance(value, str):
            return ids.get(value, value)
        if isinstance(value, dict):
            return {put(key): put(item) for key, item in value.items()}
        return [put(item) for item in value] if isinstance(value, list) else value

    return msgspec.convert(put(msgspec.to_builtins(fact)), type(fact))


def test_rebuilding_gives_equal_tables(room: Room) -> None:
    rng = Random(11)
    desk = room.create()
    cases = [log_newsroom(desk, random_desk(rng), f"case-{number}", rng) for number in range(6)]
    desk.append(cases[0], f.NoteAdded("a note"))
    desk.erase(cases[0], [desk.entries(cases[0])[-1].id], "why")
    desk.erase_case(cases[1], "why")
    connection = desk._desk.connection
    desk.refresh_shelf(room.clock.now)
    before = projections.dump(connection)
    desk.rebuild()
    assert projections.dump(connection) == before
    assert {len(rows) > 0 for rows in before.values()} == {True}
    assert desk.verify(thorough=True).sound


def test_the_states_table_holds_what_the_rules_say(room: Room) -> None:
    rng = Random(12)
    desk = room.create()
    for number in range(5):
        case_id = log_newsroom(desk, random_desk(rng), f"case-{number}", rng)
        case = desk.case(case_id)
        states = evaluate(case, Moment(None, room.clock.now)).states
        rows = desk._desk.connection.execute(
            "SELECT question, state FROM states WHERE case_id = ?", (bytes.fromhex(case_id),)
        )
        assert dict(rows.fetchall()) == {name: str(state) for name, state in states.items()}


def test_drafts_are_kept_outside_the_log(room: Room) -> None:
    desk = room.create()
    case = small_case(desk)["case"]
    entries = desk.entries(case)
    words = desk.save_draft(Draft("", "", "words", {"quote": "as taken down on the phone"}))
    form = desk.save_draft(Draft("", case, "statement", {"source": "", "quote": "half"}))
    assert words.id != form.id
    form = desk.save_draft(Draft(form.id, case, "statement", {"source": "ann", "quote": "half a sen"}))
    room.close()
    desk = room.open()
    assert desk.drafts() == [form, words]
    assert desk.drafts(case) == [form]
    assert desk.drafts("") == [words]
    desk.discard_draft(words.id)
    desk.discard_draft(words.id)
    assert desk.drafts() == [form]
    assert desk.entries(case) == entries
    odd = Draft("odd", "", "words", {"quote": "\x1b]52;c;x\x07 \u202e \x00 é"})
    assert desk.save_draft(odd).fields == odd.fields == next(d for d in desk.drafts() if d.id == "odd").fields
