"""Where the key file of a desk stands: asked at every start, so that nothing is loaded for it."""

from __future__ import annotations

from pathlib import Path


def keys_path(beside: Path) -> Path:
    """Where the key file of a desk stands."""
    return beside.with_name(beside.name + ".keys")


def is_sealed(desk: Path) -> bool:
    """Whether a desk is expected to be sealed: a key file stands beside it."""
    return keys_path(desk).exists() or keys_path(desk).is_symlink()
