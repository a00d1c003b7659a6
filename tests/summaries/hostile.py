"""A case in which every text of every fact is an attack on the format that it will be written in."""

from __future__ import annotations

from typing import Any

import msgspec

from tests.newsroom import Newsroom
from workflow import facts as f
from workflow.case import Case
from workflow.clean import clean
from workflow.facts import Entry
from workflow.fold import fold
from workflow.outgoing import digest_of
from workflow.terms import Copy

HTML = (
    "</td><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "--><iframe src=https://evil.example/></iframe>",
    "javascript:alert(1)",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "data:text/html;base64,PHNjcmlwdD4=",
    "&lt;script&gt;&#60;script&#62;",
    "{{ 7*7 }}{% raw %}",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<a href=https://evil.example>x</a>",
)
MARKDOWN = (
    "`code` ``` ~~~",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "[x]: https://evil.example",
    "[x][x] ![x][x]",
    "<https://evil.example>",
    "https://evil.example www.evil.example mailto:a@evil.example a@evil.example",
    "<b onclick=alert(1)>raw</b>",
    "# heading",
    "a\n# heading\n\nsecond\n===\n\n---\n",
    "| a | b |\n|---|---|\n| c | d |",
    "---\ntitle: front matter\n---",
    "- list",
    "* list",
    "+ list",
    "1. list",
    "2) list",
    "> quote",
    "    indented code",
    "\tcode",
    "*em* **strong** __u__ _v_ ~~s~~",
    "&amp; &#35; &copy;",
    "\\",
    "\\|",
    "a\\",
    "$x$ $$y$$",
    "[^1]: note",
    "===",
    "```\nfence\n```",
    "<!-- comment",
    "<?php ?>",
    "<![CDATA[ x",
)
CSV = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", " =1", '"=1', "'=1", "\n=1", "﹦1")
TERMINAL = (
    "\x1b]52;c;AAAA\x07",
    "\x1b[2J",
    "\u202egnp.exe",
    "a\u200bb",
    "\x00",
    "\ufeff",
    "\u2028line",
    "e" + "\u0301" * 40,
)
ALL = (*HTML, *MARKDOWN, *CSV, *TERMINAL)

_FREE = {
    *(
        "descriptor",
        "body",
        "lineage",
        "title",
        "quote",
        "paraphrase",
        "via",
        "url",
        "sign_off",
        "derived_from",
        "grade",
    ),
    *("agreement", "reason", "text", "office", "channel", "wording", "shown", "note", "by"),
    *("holder", "how", "what", "allegation", "take_to", "copy_reason"),
}


def plain() -> Newsroom:
    """A case with every kind of fact that a summary reads, in quiet words."""
    desk = Newsroom("genuine", "status", "content", timezone="Europe/Berlin")
    desk.logs(f.DocumentDescribed({"author": "An author", "issuer": "An issuer", "claims": "Some claims"}))
    desk.source("able", "issuer", name="Able", body="the Army", rank=3)
    desk.source("baker", "insider", unnamed=True)
    desk.source("carol", "expert", name="Carol")
    desk.says(
        "baker", genuine="confirms", knows="direct", via="AFP", quote="I saw it.", grade="B2", hedged=True, id="b1"
    )
    desk.says("able", genuine="confirms", status="disputes", quote="Ours, but a draft.", id="a1")
    desk.says("able", status="disputes", quote="As I said.", id="a2")
    desk.says("carol", content="disputes", technical=True, conclusive=True, quote="The ink is new.", id="c1")
    desk.says("carol", content="confirms", derived_from="A wire story", embargo="2029-01-01T00:00Z")
    desk.says("baker", terms="off_record", content="confirms", quote="Hush.", id="b2")
    desk.corrects("a2", paraphrase="In other words.", url="https://news.example/a", asserted={"status": "a draft"})
    desk.asks("able", deadline="2020-01-06T18:00+01:00", questions=("genuine",))
    desk.asks(office="The ministry")
    desk.disagrees("genuine", "contested")
    desk.words("content", "It says so.", supersedes=("content",))
    desk.words("content", "It says otherwise.", supersedes=("content",))
    desk.notes("A note.")
    works(desk)
    return desk


def works(desk: Newsroom) -> None:
    """What the desk holds, asks, promises and decides, in quiet words."""
    promise = f.Promise("AR", "a clerk of the Army", "she would lose her post", True, "the Army")
    said = desk.says("baker", genuine="confirms", knows="direct", quote="It is real.", promise=promise, id="d")
    desk.agrees(said, "background", at="2020-01-07T08:00Z")
    for kind, about in (("original", ""), ("capture", ""), ("transcript", "a1"), ("reply", "d"), ("recording", "b2")):
        desk.holds(kind, about=about)
    desk.log[-4] = msgspec.structs.replace(
        desk.log[-4], fact=msgspec.structs.replace(desk.log[-4].fact, url="https://found.example", note="Found there.")
    )
    desk.keeps("The print shop")
    desk.keeps(source="baker")
    desk.shows(office="The court")
    desk.accuses("Somebody else")
    desk.accuses(source="able")
    desk.informs("baker")
    desk.logs(
        f.RequestSent(
            sent_at="2020-01-06T10:00Z",
            channel="email",
            wording="Is it yours?\nIs it final?",
            office="The court",
            shown="A page.",
            attempts=("By telephone.",),
            copy=Copy.ORIGINAL,
            copy_reason="They asked.",
        ),
        id="put",
    )
    desk.says("carol", genuine="declines", quote="No comment on that.", id="c2")
    desk.answers("put", statement="c2")
    desk.writes("method", "We compared\nthe copies.")
    desk.writes("limits", "We saw no original.")
    desk.approves("passage:method", "We compared\nthe copies.")
    desk.overrides("g5", "g5:custody")
    desk.initials("harm", "law")


def poisoned(attack: str) -> Case:
    """The same case with one text in place of all others; code names apart, for those are taken out of every text."""
    return fold(Entry(e.id, _poison(e, attack), e.claimed_at, e.writer) for e in plain().log)


def _poison(entry: Entry, attack: str) -> f.Content:
    changed: dict[str, Any] = {}
    for field in entry.fact.__struct_fields__:
        value = getattr(entry.fact, field)
        if (field in _FREE and value) or field == "sign_off":
            changed[field] = attack
        elif field in ("slug", "name", "proposition") and value:
            changed[field] = f"{attack} {entry.id}"
        elif field == "promise" and value != f.Promise():
            changed[field] = f.Promise(attack, attack, attack, value.may_quote, attack)
        elif field == "attempts" and value:
            changed[field] = (attack,)
        elif field == "digest":
            changed[field] = digest_of(clean(attack, multiline=True))
        elif field in ("fields", "asserted", "changes"):
            changed[field] = {name: _text(old, attack) for name, old in value.items()}
    return msgspec.structs.replace(entry.fact, **changed)


def _text(value: object, attack: str) -> object:
    if isinstance(value, dict):
        return dict.fromkeys(value, attack)
    return attack if isinstance(value, str) else value
