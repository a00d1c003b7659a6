"""The one way to change anything: a message that carries what to log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from tui.session import Done, Write
    from workflow.errors import OnRecordError


class Act(Message):
    """Log the facts of one act. `said` tells it in past tense; `then` runs when it is logged, `failed` when not.

    An empty `case_id` opens a new case.
    """

    def __init__(
        self,
        case_id: str,
        write: Write,
        said: str,
        then: Callable[[Done], None] | None = None,
        failed: Callable[[OnRecordError], None] | None = None,
    ) -> None:
        super().__init__()
        self.case_id = case_id
        self.write = write
        self.said = said
        self.then = then
        self.failed = failed
