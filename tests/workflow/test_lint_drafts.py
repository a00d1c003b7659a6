"""Drafts as reporters write them: what each rule of the lint must find in them, and what it must leave alone.

They were written apart from the rules, from what each rule is for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.summaries.desk import REPLAY, STANDING_AT, letter, past
from tests.workflow.lint_drafts import case as lorne
from workflow.case import Case, Moment
from workflow.casefile.reading import read_case_file
from workflow.casefile.telling import entries_of
from workflow.fold import fold
from workflow.lint import Finding, lint
from workflow.verdict import Evaluation, evaluate

FOLDER = Path(__file__).parent / "lint_drafts"
RULES = (
    "not-a-confirmation",
    "plural-for-one",
    "refused-to-comment",
    "bare-state",
    "bare-sources",
    "other-descriptor",
    "not-verbatim",
    "forbidden-name",
    "under-embargo",
    "off-record",
    "not-what-was-asked",
)
LEAST = 10
WHOLE = sorted(path.stem for path in (FOLDER / "letter").glob("*.md"))

Span = tuple[int, int]


@cache
def at_lorne(when: str) -> tuple[Case, Evaluation, Moment]:
    case, moment = lorne.build(), lorne.moment(when)
    return case, evaluate(case, moment), moment


@cache
def at_replay(slug: str, when: str) -> tuple[Case, Evaluation, Moment]:
    case, moment = fold(entries_of(read_case_file(REPLAY / f"{slug}.json"))), past(when)
    return case, evaluate(case, moment), moment


def standing(draft: dict[str, Any]) -> tuple[Case, Evaluation, Moment]:
    """The case that a draft is about, at the moment of writing."""
    if "case" in draft:
        return at_replay(draft["case"], draft["when"])
    return at_lorne(draft.get("when", lorne.WRITTEN_AT))


@cache
def at_five() -> tuple[Case, Evaluation, Moment]:
    case, moment = letter(), past(STANDING_AT["1700"])
    return case, evaluate(case, moment), moment


def drafts(rule: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / f"{rule}.toml").read_text("utf-8"))["draft"]
    return found


def each() -> Iterator[Any]:
    for rule in RULES:
        for number, draft in enumerate(drafts(rule), 1):
            yield pytest.param(rule, draft, id=f"{rule}-{number}")


def span(text: str, finding: Finding) -> Span:
    """Where a finding stands; lines and columns count from 1, in characters."""
    start = sum(len(line) + 1 for line in text.split("\n")[: finding.line - 1]) + finding.column - 1
    return start, start + finding.length


def places(text: str, excerpt: str) -> list[Span]:
    starts = [at for at in range(len(text)) if text.startswith(excerpt, at)]
    return [(at, at + len(excerpt)) for at in starts]


def told(findings: tuple[Finding, ...]) -> str:
    return "\n".join(f"{found.line}:{found.column}+{found.length} {found.rule}: {found.excerpt}" for found in findings)


@pytest.mark.parametrize(("rule", "draft"), list(each()))
def test_a_draft(rule: str, draft: dict[str, Any]) -> None:
    text = draft["text"]
    findings = lint(text, *standing(draft))
    of_rule = [span(text, found) for found in findings if str(found.rule) == rule]
    if not draft["flags"]:
        assert not of_rule, f"{text}\n{draft['why']}\n{told(findings)}"
        assert not (draft.get("clean") and findings), f"{text}\nis clean\n{told(findings)}"
        return
    assert of_rule, f"{text}\n{draft['why']}\n{told(findings)}"
    wanted = places(text, draft["at"])
    covers = any(start <= a and b <= end for start, end in of_rule for a, b in wanted)
    assert covers, f"{text}\nnot over {draft['at']!r}\n{told(findings)}"


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_draft(name: str) -> None:
    text = (FOLDER / "letter" / f"{name}.md").read_text("utf-8")
    known = tomllib.loads((FOLDER / "letter" / f"{name}.toml").read_text("utf-8"))
    findings = lint(text, *at_five())
    found = [(str(finding.rule), span(text, finding)) for finding in findings]
    allowed = [(rule, places(text, excerpt)) for rule, excerpt in (*known["findings"], *known.get("may", ()))]
    missed = [
        (rule, excerpt)
        for rule, excerpt in known["findings"]
        if not any(rule == of and _meet(where, places(text, excerpt)) for of, where in found)
    ]
    extra = [
        finding
        for finding, (rule, where) in zip(findings, found, strict=True)
        if not any(rule == of and _meet(where, excerpts) for of, excerpts in allowed)
    ]
    assert not missed, f"missed {missed}\n{told(findings)}"
    assert not extra, told(tuple(extra))


def _meet(where: Span, excerpts: list[Span]) -> bool:
    return any(where[0] < end and start < where[1] for start, end in excerpts)


@pytest.mark.parametrize("rule", RULES)
def test_there_are_enough_drafts(rule: str) -> None:
    found = drafts(rule)
    flagged = [draft for draft in found if draft["flags"]]
    spared = [draft for draft in found if not draft["flags"]]
    assert min(len(flagged), len(spared)) >= LEAST
    assert all(draft["at"] in draft["text"] for draft in flagged)
    assert 2 * sum(draft.get("clean", False) for draft in spared) >= len(spared)
    assert len({draft["text"] for draft in found}) == len(found)


def test_every_file_of_drafts_is_a_rule_s() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(RULES)


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_known_of_a_whole_draft_stands_in_it_once(name: str) -> None:
    text = (FOLDER / "letter" / f"{name}.md").read_text("utf-8")
    known = tomllib.loads((FOLDER / "letter" / f"{name}.toml").read_text("utf-8"))
    assert 100 <= len(text.split()) <= 250
    assert [excerpt for _, excerpt in known["findings"] if len(places(text, excerpt)) != 1] == []
