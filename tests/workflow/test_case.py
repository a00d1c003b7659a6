"""A case at a moment: what was written later is not there yet."""

from tests.newsroom import Newsroom


def test_notes_and_disagreements_are_there_from_the_minute_they_were_written() -> None:
    desk = Newsroom("genuine")
    first = desk.notes("They rang back.")
    disagreement = desk.disagrees("genuine", "contested")
    second = desk.notes("They rang again.")
    case = desk.case()
    written = {entry.id: entry.claimed_at for entry in case.entries}
    assert written[first] < written[disagreement] < written[second]
    for at, notes, against in (
        (case.entries[0].claimed_at, [], []),
        (written[first], [first], []),
        (written[disagreement], [first], [disagreement]),
        (written[second], [first, second], [disagreement]),
        (None, [first, second], [disagreement]),
    ):
        moment = desk.moment(at)
        assert [note.id for note in case.notes_by(moment)] == notes
        assert [noted.id for noted in case.disagreements_by(moment)] == against
