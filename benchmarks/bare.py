"""The least that a Textual program can be: one Static."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

SAYS = "Ready."


class Bare(App[None]):
    """One Static, and nothing else."""

    def compose(self) -> ComposeResult:
        """The Static."""
        yield Static(SAYS)
