"""Files that their owner alone may read."""

from __future__ import annotations

import os
from pathlib import Path


def open_private(path: Path, how: int) -> int:
    """A descriptor for writing a file of mode 0600, never through a link; `how` is O_EXCL, O_TRUNC or O_APPEND.

    Raises OSError; FileExistsError where a new file is asked for and one stands.
    """
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | how, 0o600)
