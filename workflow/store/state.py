"""Where this machine keeps what belongs to no desk. It is asked for before anything is opened, so it loads nothing."""

from __future__ import annotations

import os
from pathlib import Path


def state_folder() -> Path:
    """Where this machine keeps its writing key and the anchor: ONRECORD_STATE_DIR, else the user's state folder."""
    if named := os.environ.get("ONRECORD_STATE_DIR"):
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("onrecord")
