"""In no format does a text from outside become anything but text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser

import msgspec
import pytest
from markdown_it import MarkdownIt

from tests.summaries.desk import DESK, formats, letter, past
from tests.summaries.hostile import ALL, CSV, HTML, MARKDOWN, plain, poisoned
from workflow.case import Case, Moment
from workflow.summaries import RENDERERS, editor_summary, lawyer
from workflow.summaries.csv import HEADER, inert
from workflow.summaries.markdown import escape
from workflow.when import parse_instant

TODAY = Moment(None, parse_instant("2020-01-08T00:00Z"))
URLS = {"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite", "ping", "style"}
SAFE = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "section", "h1", "h2", "h3"),
    *("p", "div", "span", "strong", "bdi", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "dl", "dt", "dd"),
    *("figure", "figcaption", "svg", "desc", "line", "rect", "circle", "text", "path", "polygon"),
}


class Page(HTMLParser):
    """The tags and attributes of a page, and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def editors(case: Case) -> tuple[dict[str, str], str]:
    """The editor's formats, and the Markdown without the sentences, of which equal ones are one."""
    found = editor_summary(case, TODAY, DESK)
    rendered = {form: render(found) for form, render in RENDERERS.items()}
    return rendered, RENDERERS["md"](msgspec.structs.replace(found, printable=()))


def lawyers(case: Case) -> tuple[dict[str, str], str]:
    """The same for the lawyer's."""
    found = lawyer.lawyer_summary(case, TODAY, DESK)
    rendered = {form: render(found) for form, render in lawyer.RENDERERS.items()}
    return rendered, lawyer.RENDERERS["md"](msgspec.structs.replace(found, printable=()))


@cache
def quiet(made: Callable[[Case], tuple[dict[str, str], str]]) -> tuple[dict[str, str], str]:
    return made(plain().case())


@pytest.mark.parametrize(
    ("made", "attack"), [*((editors, attack) for attack in ALL), *((lawyers, attack) for attack in (*HTML, *MARKDOWN))]
)
def test_every_format_holds_against_an_attack_in_every_field(
    attack: str, made: Callable[[Case], tuple[dict[str, str], str]]
) -> None:
    found, bare = made(poisoned(attack))
    html_is_inert(found["html"])
    markdown_is_safe(found["md"])
    markdown_is_inert(bare, quiet(made)[1])
    if made is editors:
        csv_is_inert(found["csv"], quiet(made)[0]["csv"])
    json.loads(found["json"])
    for text in found.values():
        assert not set(text) & {"\x1b", "\x00", "\u202e", "\u200b", "\ufeff", "\u2028", "\x07"}


def html_is_inert(text: str) -> None:
    page = Page(text)
    assert set(page.tags) <= SAFE
    assert page.tags.count("style") == 1
    for name, value in page.attributes:
        assert name not in URLS
        assert not name.startswith("on")
        assert name == "content" or ":" not in value, (name, value)
    policies = [value for name, value in page.attributes if name == "content" and "default-src 'none'" in value]
    assert len(policies) == 1
    assert "'unsafe" not in policies[0]


READERS = (MarkdownIt("commonmark"), MarkdownIt("commonmark").enable("table"))


@cache
def tags_of(reader: MarkdownIt, text: str) -> list[str]:
    return Page(reader.render(text)).tags


def markdown_is_safe(text: str) -> None:
    for reader in READERS:
        tags = set(Page(reader.render(text)).tags)
        assert tags <= {"h1", "h2", "p", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


def markdown_is_inert(text: str, quiet: str) -> None:
    for reader in READERS:
        tags = Page(reader.render(text)).tags
        expected = tags_of(reader, quiet)
        for tag in ("h1", "h2", "table", "tr", "th", "td"):
            assert tags.count(tag) == expected.count(tag), tag
    assert text.startswith("# ")


def csv_is_inert(text: str, quiet: str) -> None:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [len(row) for row in rows] == [len(row) for row in csv.reader(io.StringIO(quiet, newline=""))]
    assert tuple(rows[0]) == HEADER
    for cell in (cell for row in rows for cell in row):
        bare = cell.lstrip(" \t\r\n\"'") if not cell.startswith("'") else ""
        assert not bare.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "|"))


@pytest.mark.parametrize("cell", CSV)
def test_a_cell_that_starts_a_formula_is_held_back_by_an_apostrophe(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "plain", "2020-01-06T16:25:00-05:00", "“quoted” words", "a=b", "It's"])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert inert(cell) == cell


@pytest.mark.parametrize("attack", ALL)
def test_escaped_markdown_reads_as_the_text_it_was(attack: str) -> None:
    html = MarkdownIt("commonmark").render(f"- {escape(attack)}")
    assert "".join(Page(html).texts).split() == attack.replace("\x00", "\ufffd").split()


def test_quiet_markdown_is_hardly_touched() -> None:
    assert escape("It said so: 6 Jan 2020 16:25 -05:00 (AFP).") == "It said so: 6 Jan 2020 16:25 -05:00 (AFP)."


def test_the_page_asks_nothing_of_anyone() -> None:
    page = formats(letter(), past("2020-01-08T10:00-05:00"))["html"]
    html_is_inert(page)
    for word in ("@import", "url(", "<script", "expression("):
        assert word not in page


def test_the_style_is_the_one_that_the_policy_names() -> None:
    from base64 import b64encode
    from hashlib import sha256

    page = formats(letter(), past("2020-01-08T10:00-05:00"))["html"]
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in page


def test_the_drawing_has_its_words() -> None:
    page = formats(letter(), past("2020-01-06T17:00-05:00"))["html"]
    assert page.count("<svg") == page.count("<desc") >= 2
    told = page.partition("<desc")[2].partition(">")[2].partition("</desc>")[0]
    assert "16:25 -05:00: status unconfirmed to officially disputed (Gen. Mark Milley" in told
