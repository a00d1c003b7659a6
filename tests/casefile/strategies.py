"""Random case files that the format takes: every key in play, ids that look like each other, statements that refer."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from workflow.casefile.checks import learned_key
from workflow.casefile.model import CaseFile, FileQuestion, FileSource, FileStatement, said_knowledge
from workflow.facts import DOCUMENT_FIELDS
from workflow.terms import Kind, Knowledge, Stance, Standing, Term

visible = st.characters(exclude_categories=("C", "Z"))
ids = st.one_of(
    st.sampled_from(["s1", "s2", "a", "genuine", "Ünïcode", "two words", "$&+", "default-2"]),
    st.text(visible, min_size=1, max_size=8),
)
words = st.one_of(st.text(min_size=1, max_size=20), st.sampled_from(["s1", "two\nlines", "\x1b[31m\u202e", "\x00"]))
texts = st.just("") | words
lines = words.map(lambda text: "".join(text.splitlines()) or "one line")
times = st.sampled_from(
    [
        *("2020-01-05", "2020-01-06", "2020-01-07", "2020-01-06T00:30+09:00", "2020-01-06T09:00Z"),
        *("2020-01-06T09:00:00.5Z", "2020-01-06T23:00-05:00", "2020-01-07T00:00Z"),
    ]
)
exact_times = st.sampled_from(["2020-01-06T00:30+09:00", "2020-01-06T09:00Z", "2020-01-06T23:00-05:00"])


def marked(text: str) -> str:
    """As the reader gives what tells things apart: white space alone is absent."""
    return "" if text.isspace() else text


@st.composite
def sources(draw: st.DrawFn, name: str) -> FileSource:
    """A source; half of them have a name, which is taken away again where they never speak on the record."""
    return FileSource(
        id=name,
        descriptor=draw(texts),
        standing=draw(st.sampled_from(Standing)),
        name=draw(st.one_of(st.just(""), words.map(marked))),
        body=draw(st.sampled_from(["", "the Pentagon"])),
        rank=draw(st.integers(1, 4)),
        lineage=draw(texts.map(marked).map(lambda text: "" if text == name else text)),
    )


@st.composite
def statements(draw: st.DrawFn, name: str, asked: list[str], by: list[FileSource], others: list[str]) -> FileStatement:
    """A statement of one of the sources, which may refer to any statement, itself included."""
    source = draw(st.sampled_from(by))
    stances = draw(st.dictionaries(st.sampled_from(asked), st.sampled_from(Stance)))
    terms = draw(st.sampled_from([term for term in Term if source.name or not stances or term is not Term.ON_RECORD]))
    said = draw(times)
    some = st.lists(st.sampled_from(others), max_size=3).map(tuple)
    technical = draw(st.booleans())
    values: dict[str, Any] = {
        "learned_at": draw(st.just("") | times.map(lambda text: "" if text == said else text)),
        "knowledge": said_knowledge(
            draw(st.dictionaries(st.sampled_from([*asked, "default"]), st.sampled_from(Knowledge)))
        ),
        "method": "technical" if technical else "",
        "conclusive": technical and draw(st.booleans()),
        "derived_from": draw(st.one_of(st.just(""), st.just(""), texts.map(marked), st.sampled_from(others))),
        "grade": draw(st.sampled_from(["", "", "B2", "E5", "F6"])),
        "embargo_until": draw(st.one_of(st.just(""), st.just(""), exact_times)),
        "retracts": draw(some) if Stance.RETRACTS in stances.values() else (),
        "corrects": draw(some),
        "asserted": draw(st.dictionaries(st.sampled_from(asked), words, max_size=2)),
        "hedged": draw(st.booleans()),
        "lineage": draw(texts.map(marked)),
        **{key: draw(texts) for key in ("via", "quote", "paraphrase", "url")},
    }
    return FileStatement(name, source.id, said, terms, stances, **values)


@st.composite
def case_files(draw: st.DrawFn) -> CaseFile:
    """A whole case file, as the reader would give it."""
    asked = draw(st.lists(ids.filter(lambda name: name != "default"), min_size=1, max_size=4, unique=True))
    kinds = [Kind.GENUINE, *draw(st.lists(st.sampled_from([k for k in Kind if k is not Kind.GENUINE]), min_size=3))]
    questions = tuple(FileQuestion(name, kind, draw(texts)) for name, kind in zip(asked, kinds, strict=False))
    by = [draw(sources(name)) for name in draw(st.lists(ids, min_size=1, max_size=4, unique=True))]
    names = draw(st.lists(ids, min_size=0, max_size=6, unique=True))
    said = sorted((draw(statements(name, asked, by, names)) for name in names), key=learned_key)
    speaking = {statement.source for statement in said if statement.terms is Term.ON_RECORD}
    kept = [
        source if source.id in speaking or source.standing is Standing.OUTLET else _nameless(source) for source in by
    ]
    return CaseFile(
        id=draw(st.sampled_from(["letter", "A.b_c-1", "7"])),
        title=draw(lines),
        document={key: text for key in DOCUMENT_FIELDS if (text := draw(texts))},
        questions=questions,
        sources=tuple(kept),
        statements=tuple(said),
        invented=draw(st.booleans()),
    )


def _nameless(source: FileSource) -> FileSource:
    return FileSource(source.id, source.descriptor, source.standing, "", source.body, source.rank, source.lineage)
