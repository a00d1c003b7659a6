"""Taking back, restoring and erasing from the command line."""

from tests.cli.conftest import Line


def test_erasing_asks_and_what_is_erased_is_gone(letter: Line) -> None:
    assert "--yes" in letter("erase", "letter", "s1", "--reason", "Names a source.", code=2).err
    assert "draft" in letter("show", "letter").out
    letter("erase", "letter", "s1", "--reason", "Names a source.", "--by", "A. B.", "--yes")
    assert "draft" not in letter("show", "letter").out
    assert letter("search", "draft", code=1).out == ""
    verified = letter("verify", "--thorough")
    assert "erased by A. B." in verified.out
    assert "All is well." in verified.out


def test_what_was_restored_stays_restored(letter: Line) -> None:
    letter("note", "letter", "A first note.")
    letter("note", "letter", "A second note.")
    assert "note added" in letter("undo", "letter").out
    letter("undo", "letter", "--redo")
    assert "second" in letter("show", "letter").out
    assert "Nothing was taken back" in letter("undo", "letter", "--redo", code=2).err
    assert "second" in letter("show", "letter").out
    letter("undo", "letter")
    assert "second" not in letter("show", "letter").out


def test_an_undo_says_in_words_what_it_took_back(letter: Line) -> None:
    for act, said in (
        (("passage", "letter", "limits", "Nobody rang."), "passage for the public"),
        (("disclose", "letter", "Page one.", "--office", "the ministry"), "what somebody was shown or told"),
        (("accuse", "letter", "He hid it.", "--name", "Seely"), "allegation"),
        (("initial", "letter", "law", "--by", "ed"), "box initialled"),
    ):
        letter(*act)
        assert letter("undo", "letter", "--reason", "Wrong.").out.startswith(f"Took back: {said} (")


def test_a_source_is_not_erased_without_its_words_and_an_erasure_is_not_undone(letter: Line) -> None:
    refused = letter("erase", "letter", "milley", "--reason", "At risk.", "--yes", code=2)
    assert "what it said" in refused.err and "s1" in refused.err
    letter("erase", "letter", "milley", "s1", "--reason", "At risk.", "--yes")
    letter("undo", "letter")
    assert letter("verify").out.count("erased by") == 2
    assert "genuine" in letter("erase", "letter", "genuine", "--reason", "No.", "--yes", code=2).err
