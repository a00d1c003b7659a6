"""Attacks on random cases: words that must stay are in no file, and no file tells whose unnamed words are."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import msgspec
from hypothesis import assume, given, settings

from tests.newsroom import Newsroom
from tests.summaries.desk import DESK, for_lawyer, formats, states
from tests.summaries.public_desk import approved, public
from tests.workflow.strategies import TERMS, TIMES, agree, chance, pick, rngs, take_back, tighten, when
from workflow import facts as f
from workflow.case import Case, Moment
from workflow.deadlines import calendar
from workflow.facts import Entry
from workflow.fold import fold
from workflow.letter import NothingToAsk, letter
from workflow.summaries import case_version
from workflow.summaries.changes import Then
from workflow.summaries.making import difference_file
from workflow.terms import Audience, Gate, Standing
from workflow.voices import Names, Voice
from workflow.when import parse_instant

NOW = parse_instant("2020-01-10T00:00Z")
NOON = Moment(parse_instant("2020-01-06T12:30Z"), NOW)
READERS = (Audience.EDITOR, Audience.LAWYER, Audience.PUBLIC)
STANDINGS = {"issuer": 4, "author": 2, "insider": 4, "expert": 2, "outlet": 1, "recipient": 1}
FIELDS = ("quote", "paraphrase", "via", "agreed", "reason", "take", "terms", "file", "by")
LOUD = {**TERMS, "on_record": 5}


def differences(case: Case, moment: Moment) -> dict[str, str]:
    """What changed since noon, for each reader."""
    if moment.present.at < NOON.at:
        return {}
    then = Then(case, NOON, "then")
    return {
        f"diff-{reader}": difference_file(then, case, moment, reader, "json", DESK).data.decode() for reader in READERS
    }


def letters(case: Case, moment: Moment) -> dict[str, str]:
    """The letters to the author, the issuer and a recipient."""
    found = {}
    for standing in (Standing.AUTHOR, Standing.ISSUER, Standing.RECIPIENT):
        try:
            found[f"letter-{standing}"] = letter(case, moment, standing, DESK, NOW)
        except NothingToAsk as nothing:
            found[f"letter-{standing}"] = str(nothing)
    return found


def pages(case: Case, moment: Moment) -> dict[str, str]:
    """Everything that can leave the desk of a case at a moment, in one form of each at least."""
    found = {f"editor-{form}": text for form, text in formats(case, moment).items()}
    found |= {f"lawyer-{form}": text for form, text in for_lawyer(case, moment).items()}
    found |= {f"public-{form}": text for form, text in public(case, moment).items()}
    found |= {**differences(case, moment), **letters(case, moment)}
    found["calendar"] = calendar([case], moment.now).decode()
    return found


def word(field: str, number: int) -> str:
    """The word that stands in a field of a statement, and nowhere else."""
    return f"z{field}{number}q"


def canary_desk(rng: Random) -> Newsroom:
    """Statements on all terms, under embargo, answering requests, each field a word of its own; then some changes."""
    desk = Newsroom("genuine", "status", timezone=rng.choice(("UTC", "America/New_York", "Asia/Tokyo")))
    people = [
        desk.source(f"p{n}", pick(rng, STANDINGS), unnamed=chance(rng, 40), name=f"Nm{n}x Person", descriptor=f"zd{n}q")
        for n in range(rng.randint(2, 4))
    ]
    for number in range(rng.randint(2, 7)):
        _speaks(rng, desk, rng.choice(people), number)
        if chance(rng, 25):
            asked = desk.asks(rng.choice(people), sent=rng.choice(TIMES), deadline=rng.choice(TIMES))
            desk.answers(asked, statement=f"s{number}", note=word("note", number))
    said = list(desk.case().by_id)
    for change in (tighten, tighten, agree, take_back):
        if chance(rng, 35):
            change(rng, desk, people, said)
    return desk


def _speaks(rng: Random, desk: Newsroom, who: str, number: int) -> None:
    def w(field: str) -> str:
        return word(field, number)

    stances = {q: rng.choice(("confirms", "disputes", "retracts", "declines")) for q in desk.asked if chance(rng, 80)}
    promise = f.Promise(w("by"), w("agreed"), w("reason"), rng.choice((None, True, False)), w("take"))
    desk.says(
        who,
        said=when(rng),
        learned=when(rng) if chance(rng, 30) else "",
        terms=pick(rng, LOUD),
        knows=rng.choice(("direct", "unknown")),
        via=w("via") if chance(rng, 30) else "",
        embargo=rng.choice(TIMES) if chance(rng, 30) else "",
        quote=w("quote"),
        paraphrase=w("paraphrase"),
        agreement=w("terms"),
        promise=promise if chance(rng, 60) else None,
        on=stances,
        id=f"s{number}",
    )
    if chance(rng, 20):
        desk.holds("reply", about=f"s{number}", name=w("file"))


def forbidden(case: Case, names: Names, moment: Moment, number: int) -> tuple[set[str], set[str]]:
    """The words of a statement that may be in no file, and those that may be in none that is not an insider's."""
    every = {word(field, number) for field in FIELDS}
    statement = case.by_id.get(f"s{number}")
    if statement is None or names.voice(statement) is Voice.COUNTED:
        return every, every
    nowhere = {word("note", number)}
    voice, (_, embargo) = names.voice(statement), names.terms[statement.id]
    if moment.as_of is not None and statement.learned_key > moment.as_of:
        nowhere |= every - {word("agreed", number)}
    if voice is Voice.CHATHAM:
        nowhere |= {word(field, number) for field in ("via", "agreed", "reason")}
    if voice is not Voice.OPEN:
        nowhere.add(word("file", number))
    if voice is Voice.CHATHAM or (embargo is not None and embargo > min(moment.at, moment.now)):
        return nowhere, every
    unquoted = voice is not Voice.OPEN and statement.promise.may_quote is not True
    return nowhere, nowhere | ({word("quote", number)} if unquoted else set())


def holding(found: dict[str, str], words: set[str]) -> list[tuple[str, str]]:
    """Which of the words are in which files."""
    return [(name, w) for name, text in found.items() for w in words if w in text]


@settings(max_examples=20, deadline=None)
@given(rngs)
def test_what_the_terms_forbid_is_in_no_file_at_any_moment(rng: Random) -> None:
    desk, now = canary_desk(rng), parse_instant(rng.choice(TIMES))
    moment = rng.choice((Moment(None, now), Moment(parse_instant(rng.choice(TIMES)), now)))
    case = approved(desk.case(), moment)
    found = {name: text.casefold() for name, text in pages(case, moment).items()}
    outside = {name: text for name, text in found.items() if not name.startswith(("editor", "lawyer", "diff-"))}
    outside |= {name: text for name, text in found.items() if name == "diff-public"}
    names = Names(case, moment.present)
    for number in range(7):
        nowhere, not_outside = forbidden(case, names, moment.present, number)
        assert holding(found, nowhere) == []
        assert holding(outside, not_outside) == []


Two = Callable[[Newsroom], tuple[list[Entry], list[Entry]]]


def _more(desk: Newsroom, *facts: f.Fact) -> list[Entry]:
    return [*desk.log, *(Entry(f"secret-{number}", fact) for number, fact in enumerate(facts))]


def _owned(desk: Newsroom) -> tuple[list[Entry], list[Entry]]:
    """The unnamed word is of the one, or of the other."""

    def by(owner: str) -> list[Entry]:
        return [
            Entry(e.id, msgspec.structs.replace(e.fact, source=owner), e.claimed_at, e.writer)
            if e.id == "unnamed"
            else e
            for e in desk.log
        ]

    return by("north"), by("south")


def _turned_out(desk: Newsroom) -> tuple[list[Entry], list[Entry]]:
    """The guest turns out to be the one, or the other."""
    north, south = (_more(desk, f.SourcesMerged(name, "guest", "One.")) for name in ("north", "south"))
    return north, south


def _answered(desk: Newsroom) -> tuple[list[Entry], list[Entry]]:
    """The unnamed word answers a request to the one, or to the other."""

    def by(name: str) -> list[Entry]:
        asked = f.RequestSent("2020-01-06T08:00Z", "signal", "Is it so?", name, deadline="2020-01-11T08:00Z")
        return _more(desk, asked, f.RequestAnswered("secret-0", "2020-01-06T09:00Z", "unnamed"))

    return by("north"), by("south")


def _called(desk: Newsroom) -> tuple[list[Entry], list[Entry]]:
    """The guest has another code name, body, rank, editor who knows, and a note about it."""
    before = desk.case().setters("guest", ("code_name", "body", "rank"))

    def by(code: str, body: str, rank: int) -> list[Entry]:
        changes = {"code_name": code, "body": body, "rank": rank}
        described = f.SourceDescribed("guest", changes, body, before)
        return _more(desk, described, f.EditorInformed("guest", code, "2020-01-06"), f.NoteAdded(code, "unnamed"))

    return by("KESTREL", "the Pentagon", 1), by("HOBBY", "the White House", 4)


def _paired(desk: Newsroom) -> tuple[list[Entry], list[Entry]]:
    """Somebody overrode the forbidden pairing for this reason, or for that, or before another override."""
    one, other = (f.GateOverridden(Gate.WORDING, ("g6:pairing",), reason, "ED") for reason in ("Aaa.", "Bbb."))
    held = f.GateOverridden(Gate.ORIGINAL, ("g5:original",), "We saw it.", "ED")
    return _more(desk, one, held), [*_more(desk, held)[:-1], *_more(desk, other, held)[-2:]]


SECRETS: tuple[Two, ...] = (_owned, _turned_out, _answered, _called, _paired)


def busy_desk(rng: Random) -> Newsroom:
    """Two who speak by name, one who also speaks unnamed, and a guest without a name; requests, files, exports."""
    desk = Newsroom("genuine", "status", timezone=rng.choice(("UTC", "America/New_York")))
    for name in ("north", "south", "guest"):
        desk.source(name, rng.choice(("insider", "issuer", "expert")), unnamed=name == "guest", body="the Pentagon")
        stances = {question: rng.choice(("confirms", "disputes", "declines")) for question in desk.asked}
        said = f"2020-01-06T{rng.randrange(24):02}:00Z"
        desk.says(name, said=said, knows="direct", on=stances, quote=f"Word of {rng.randrange(9)}.", id=f"{name}-spoke")
        if chance(rng, 30):
            desk.exports(rng.choice(("editor", "lawyer", "public")))
    stances = {question: rng.choice(("confirms", "disputes")) for question in desk.asked}
    promise = f.Promise("ED", "an official", "it was agreed", True)
    desk.says("north", terms="background", said="2020-01-06T10:00Z", knows="direct", on=stances, promise=promise,
              quote="So it was.", via=rng.choice(("", "AFP")), id="unnamed")  # fmt: skip
    desk.holds("reply", about="unnamed")
    desk.keeps(source="guest")
    if chance(rng, 50):
        desk.asks("guest", sent="2020-01-06T07:00Z", deadline="2020-01-12T07:00Z")
    return desk


@settings(max_examples=15, deadline=None)
@given(rngs)
def test_no_file_tells_what_only_the_desk_may_know(rng: Random) -> None:
    one, other = map(fold, rng.choice(SECRETS)(busy_desk(rng)))
    moment = rng.choice((Moment(None, NOW), NOON))
    assume(states(one, moment) == states(other, moment) and states(one, NOON) == states(other, NOON))
    assert case_version(one, moment, DESK) == case_version(other, moment, DESK)
    told = [pages(approved(case, moment), moment) for case in (one, other)]
    assert [name for name in told[0] if told[0][name] != told[1][name]] == []
