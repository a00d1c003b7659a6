"""What the public may read: made from an approval of that very text in that very place, and in no other way."""

from __future__ import annotations

import ast
import copy
import json
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
from jinja2 import UndefinedError

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow.outgoing import digest_of
from workflow.summaries.public import RENDERERS, OwnWords, PublicSummary, PublicText
from workflow.summaries.public import model as public_model
from workflow.terms import Section, Word
from workflow.wording import Field, Shape

PLACE = "genuine:proposition"
TEXT = "The letter is real."


def desk_with(place: str = PLACE, text: str = TEXT) -> Newsroom:
    desk = Newsroom("genuine")
    desk.words("genuine", TEXT)
    desk.logs(f.TextApproved(place, digest_of(text), "ED"), id="approval")
    return desk


def minted(desk: Newsroom, text: str = TEXT) -> PublicText | None:
    return PublicText.approved(desk.case(), Field(PLACE, text))


def test_an_approval_of_that_text_in_that_place_makes_it() -> None:
    found = minted(desk_with())
    assert found is not None
    assert found.text == TEXT


@pytest.mark.parametrize(
    ("place", "text"),
    [(PLACE, TEXT[:-1]), (PLACE, f"{TEXT} "), (PLACE, TEXT.upper()), ("status:proposition", TEXT), ("genuine", TEXT)],
)
def test_an_approval_of_another_text_or_place_does_not(place: str, text: str) -> None:
    assert minted(desk_with(place, text)) is None


def test_an_approval_that_was_taken_back_does_not() -> None:
    desk = desk_with()
    undo = desk.takes_back("approval")
    assert minted(desk) is None
    desk.takes_back(undo)
    assert minted(desk) is not None


def test_no_empty_text_is_made() -> None:
    assert minted(desk_with(text=""), "") is None


def test_it_is_shaped_as_its_sentence_needs() -> None:
    desk = desk_with(text="The letter is real.")
    clause = PublicText.approved(desk.case(), Field(PLACE, TEXT, Shape.CLAUSE))
    first = PublicText.approved(desk.case(), Field(PLACE, TEXT, Shape.CLAUSE), starts=True)
    assert [it.text for it in (clause, first) if it] == ["the letter is real", "The letter is real"]


WAYS: dict[str, Callable[[PublicText], object]] = {
    "f-string": lambda it: f"{it}",
    "percent": lambda it: "%s" % it,  # noqa: UP031
    "str": str,
    "format": format,
    "join": lambda it: "".join([it]),  # type: ignore[list-item]
    "add": lambda it: "" + it,  # type: ignore[operator]
    "json": json.dumps,
    "msgspec": msgspec.json.encode,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": pickle.dumps,
    "set": lambda it: setattr(it, "_text", "x"),
    "new field": lambda it: setattr(it, "more", "x"),
    "delete": lambda it: delattr(it, "_text"),
    "construct": lambda it: PublicText("x"),
    "construct empty": lambda it: PublicText(),
    "bare": lambda it: object.__new__(PublicText).text,
    "of its class": lambda it: it.__class__("x"),
    "subclass": lambda it: type("Mine", (PublicText,), {"__new__": object.__new__})().text,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("cls", [PublicText, OwnWords])
def test_there_is_no_other_way_in_and_no_accident_out(way: str, cls: type) -> None:
    it = minted(desk_with()) if cls is PublicText else OwnWords.of("told ")
    with pytest.raises((TypeError, AttributeError)):
        WAYS[way](it)  # type: ignore[arg-type]


def test_it_is_no_string_and_shows_nothing() -> None:
    it = minted(desk_with())
    assert not isinstance(it, str)
    assert repr(it) == "<PublicText>"
    assert "__dict__" not in dir(it)


def test_two_are_equal_by_what_they_say_and_never_across_kinds() -> None:
    one, other = minted(desk_with()), minted(desk_with())
    assert one == other
    assert hash(one) == hash(other)
    assert one != OwnWords.of(TEXT)
    assert one != TEXT


def leaves(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of, through tuples, unions and structs."""
    if get_args(annotation):
        assert get_origin(annotation) is not dict
        for part in get_args(annotation):
            if part is not Ellipsis:
                yield from leaves(part)
    elif isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        for part in get_type_hints(annotation).values():
            yield from leaves(part)
    else:
        yield annotation


def test_no_plain_string_stands_anywhere_in_the_model() -> None:
    found = set(leaves(PublicSummary))
    assert {PublicText, OwnWords, int, bool, type(None)} <= found
    for leaf in found - {PublicText, OwnWords, int, bool, type(None)}:
        assert issubclass(leaf, Word), leaf


def test_a_plain_string_would_be_found() -> None:
    loose = msgspec.defstruct("Loose", [("lines", tuple[tuple[str, int] | None, ...])])
    assert str in set(leaves(loose))


def test_the_claims_of_a_document_are_its_fields() -> None:
    assert sorted(claim.value for claim in public_model.Claim) == sorted(f.DOCUMENT_FIELDS)


@pytest.mark.parametrize("form", RENDERERS)
def test_a_renderer_takes_nothing_else(form: str) -> None:
    from tests.summaries.desk import DESK, past
    from workflow.summaries import editor_summary
    from workflow.summaries.public import public_summary

    desk, moment = desk_with(), past("2020-01-06T15:30-05:00")
    summary = public_summary(desk.case(), moment, DESK)
    assert RENDERERS[form](summary)
    wrong = msgspec.structs.replace(summary, title="A title")
    questions = tuple(msgspec.structs.replace(it, proposition="It is so.") for it in summary.questions)
    editors: Any = editor_summary(desk.case(), moment, DESK)
    others: tuple[Any, ...] = (wrong, msgspec.structs.replace(summary, questions=questions), editors, "text", None)
    for other in others:
        with pytest.raises((TypeError, AttributeError, UndefinedError)):
            RENDERERS[form](other)


def test_the_passages_have_a_place_each() -> None:
    assert {section.value for section in Section} == {"surfaced", "method", "limits"}


PUBLIC = Path(public_model.__file__).parent
RENDERING = {"words.py", "version.py", "markdown.py", "html.py", "json.py", "claimreview.py"}


def test_only_the_press_makes_public_words_and_no_renderer_knows_a_case() -> None:
    makers, knowing = set(), set()
    for path in PUBLIC.parent.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if (node.value.id, node.attr) in {("PublicText", "approved"), ("OwnWords", "of")}:
                    makers.add(path.name)
            elif isinstance(node, ast.ImportFrom) and path.parent == PUBLIC and path.name in RENDERING:
                knowing |= {node.module} & {"workflow.case", "workflow.wording", "workflow.summaries.outward"}
    assert makers == {"press.py"}
    assert not knowing
