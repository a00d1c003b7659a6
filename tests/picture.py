"""Draws the picture of the README, the example's case on the real screen. Run it as `python -m tests.picture`.

It needs rsvg-convert, which librsvg brings.
"""

import asyncio
import subprocess
from pathlib import Path

from tests.tui.reporter import example, reporter

PICTURE = Path(__file__).parent.parent / "docs" / "case.png"
SIZE = (84, 24)


async def _drawn() -> str:
    async with reporter(example(), size=SIZE, theme="dark") as r:
        await r.presses("enter")
        await r.waits(0.2)
        return r.app.export_screenshot(title="onrecord")


def draw(picture: Path) -> None:
    """Write the picture."""
    svg = asyncio.run(_drawn()).replace("<svg ", '<svg xml:space="preserve" ', 1)
    picture.parent.mkdir(parents=True, exist_ok=True)
    command = ("rsvg-convert", "--width", "720", "--output", str(picture), "/dev/stdin")
    subprocess.run(command, input=svg.encode(), check=True)


if __name__ == "__main__":
    draw(PICTURE)
