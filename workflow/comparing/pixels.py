"""How much two pictures of a page differ, and where most: a hint for the eye, never a finding."""

from __future__ import annotations

from operator import sub

from workflow.comparing.model import Drawn

_ROWS = ("upper", "middle", "lower")
_COLUMNS = ("left", "middle", "right")


def difference_of(a: Drawn, b: Drawn) -> str:
    """In words: the mean difference of all pixels, of 255, and the ninth of the page that differs most.

    Nothing where the pixels are the same, or the sizes are not.
    """
    if (a.width, a.height) != (b.width, b.height) or a.rgb == b.rgb:
        return ""
    apart = bytes(map(abs, map(sub, a.rgb, b.rgb)))
    mean = sum(apart) / len(apart)
    ninths = _ninths(apart, a.width, a.height)
    row, column = divmod(ninths.index(max(ninths)), 3)
    place = "middle" if (row, column) == (1, 1) else f"{_ROWS[row]} {_COLUMNS[column]}"
    shown = f"{mean:.2f}" if mean >= 0.01 else "less than 0.01"
    return f"pixels differ by {shown} of 255 on average, most in the {place} of the page"


def _ninths(apart: bytes, width: int, height: int) -> list[int]:
    """The sum of the differences in each ninth of the page, row by row."""
    sums = [0] * 9
    edges = [3 * (width * third // 3) for third in range(4)]
    for line in range(height):
        start, row = line * width * 3, min(line * 3 // height, 2) * 3
        for column in range(3):
            sums[row + column] += sum(apart[start + edges[column] : start + edges[column + 1]])
    return sums
