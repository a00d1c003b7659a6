"""The benchmarks run and print their figures; how fast anything is stays their own business."""

import json
import math
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import desks, figures, timing
from benchmarks.figures import Figure

TINY = desks.Sizes(1, 1, 2, 200, (20, 200), 12, 50, 400, 10, 500, 5, 20)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "QUICK", TINY)
    monkeypatch.setattr(desks, "VOCABULARY", 2_000)


@pytest.mark.parametrize("name", bench.BENCHMARKS)
def test_a_theme_prints_its_figures(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--quick", "--json", "--only", name]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert found
    assert f"{name}: " in said.err
    for figure in found:
        assert figure["what"]
        assert math.isfinite(figure["value"])
        assert figure["met"] in ((None,) if figure["bar"] is None else (True, False))


def test_the_heavy_modules_stay_out_of_the_help(tmp_path: Path) -> None:
    from benchmarks.start import heavy_in_help

    assert heavy_in_help(tmp_path) == 0


def test_a_bar_is_met_on_its_side() -> None:
    least, most = (Figure("A", "1 s", "2 s", 0.5, "x", 0.5, at_least=side) for side in (True, False))
    assert least.met is most.met is True
    assert least._replace(value=0.4).met is most._replace(value=0.6).met is False
    assert least._replace(bar=None).met is None


def test_the_table_is_aligned_and_says_what_was_missed() -> None:
    made = [Figure("first", "1.0 ms", "2.0 ms", 0.5, "x", 1.2), Figure("second thing", "3 s", "", 1_234.5, " ms", 250)]
    head, first, second = figures.table(made)
    assert first.split("  ")[0] == "first"
    assert head.index("FIGURE") == first.index("0.5x") == second.index("1,234 ms")
    assert first.endswith("<= 1.2x    met")
    assert second.endswith("<= 250 ms  NOT MET")


def test_pairs_run_in_turn_and_a_ratio_is_that_of_its_pair() -> None:
    ours, other = iter([9.0, 2.0, 4.0, 30.0]), iter([9.0, 1.0, 2.0, 10.0])
    pair = timing.paired(lambda: next(ours), lambda: next(other), 3)
    assert pair == timing.Pair(4.0, 2.0, 2.0)
    assert pair.rate == 0.5
    assert timing.share([float(number) for number in range(100)], 0.95) == 95


def test_words_fall_as_they_do_in_a_language() -> None:
    words = desks.Words()
    texts = [set(text.split()) for text in words.texts(500)]
    holding = sum(words.commonest in text for text in texts)
    assert len(texts) == 500
    assert holding > 0.8 * len(texts)
    assert sum(words.all[-1] in text for text in texts) < 0.1 * len(texts)
