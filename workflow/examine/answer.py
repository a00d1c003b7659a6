"""Holding what a worker answers to its bounds: its answer is as hostile as the file that it read."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from workflow.findings import KINDS, Checked, Finding, Page, Report, Told
from workflow.sandbox import frames
from workflow.sandbox.limits import MOST_NUMBER, MOST_SIDE
from workflow.terms import Outcome, Rung

MOST_FINDINGS_OF_A_KIND = 20
_MOST_WORDS = 2000
_MOST_PLACE = 300
_MOST_FACTS = 400
_MOST_IN_A_FACT = 200
_MOST_KEY = 100
_TYPE = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")


class Unsound(Exception):
    """An answer that no sound worker gives; the words say how, for tests alone."""


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report as it comes out of a worker, which does not say how the worker was locked in."""

    type: str
    findings: tuple[Finding, ...]
    checks: tuple[Checked, ...]
    facts: dict[str, Told]


def report(words: bytes, rung: Rung) -> Report:
    """The report in a frame. Raises Unsound."""
    try:
        told = msgspec.msgpack.decode(words, type=Answer)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError) as error:
        raise Unsound(str(error)) from None
    if not _TYPE.fullmatch(told.type):
        raise Unsound("type")
    _hold_findings(told.findings)
    _hold_checks(told)
    return Report(told.type, rung, told.findings, told.checks, _facts(told.facts))


def _hold_findings(findings: tuple[Finding, ...]) -> None:
    for name, number in Counter(one.id for one in findings).items():
        if name not in KINDS or number > MOST_FINDINGS_OF_A_KIND:
            raise Unsound("findings")
    for one in findings:
        _hold(one.value, _MOST_WORDS)
        _hold(one.where, _MOST_PLACE)
        _hold(one.tool, _MOST_PLACE)


def _hold_checks(told: Answer) -> None:
    if len(told.checks) != len(KINDS) or {one.check for one in told.checks} != set(KINDS):
        raise Unsound("checks")
    found = {one.id for one in told.findings}
    for one in told.checks:
        _hold(one.reason, _MOST_PLACE)
        if (one.outcome is Outcome.FOUND) != (one.check in found):
            raise Unsound("outcome")
        if one.outcome is Outcome.NOT_CHECKED and not one.reason.strip():
            raise Unsound("reason")


def _facts(facts: dict[str, Told]) -> dict[str, Told]:
    if len(facts) > _MOST_FACTS:
        raise Unsound("facts")
    for key, value in facts.items():
        _hold(key, _MOST_KEY)
        if isinstance(value, tuple) and len(value) > _MOST_IN_A_FACT:
            raise Unsound("fact")
        for word in value if isinstance(value, tuple) else (value,):
            if isinstance(word, str):
                _hold(word, _MOST_WORDS)
            elif not -MOST_NUMBER <= word <= MOST_NUMBER:
                raise Unsound("number")
    return facts


def _hold(text: str, most: int) -> None:
    """Text of a bounded length that can be encoded; control characters are cleaned by whoever shows them."""
    if len(text) > most:
        raise Unsound("length")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unsound("characters") from None


def page(words: bytes) -> Page:
    """A page of text in a frame. Raises Unsound."""
    try:
        told = msgspec.msgpack.decode(words, type=Page)
    except (msgspec.MsgspecError, UnicodeError, ValueError) as error:
        raise Unsound(str(error)) from None
    _hold(told.name, _MOST_PLACE)
    _hold(told.text, len(told.text))
    return told


def picture(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and pixels in a frame. Raises Unsound."""
    if len(data) < frames.SIZE.size:
        raise Unsound("picture")
    width, height = frames.SIZE.unpack(data[: frames.SIZE.size])
    rgb = data[frames.SIZE.size :]
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE and len(rgb) == width * height * 3):
        raise Unsound("picture")
    return width, height, rgb


def member(data: bytes) -> tuple[str, bytes]:
    """Name and bytes of a file within a file. Raises Unsound."""
    start = frames.NAME.size
    size = frames.NAME.unpack(data[:start])[0] if len(data) >= start else -1
    if not 0 <= size <= min(4000, len(data) - start):
        raise Unsound("member")
    return data[start : start + size].decode("utf-8", "replace"), data[start + size :]
