"""Paths of somebody's machine or network, as they stand in the settings and properties of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

_END = r"[^\x00-\x1f\"<>|*?;\ufffd]"
_PATH = re.compile(
    rf"(?:file:/{{2,5}}{_END}+"
    rf"|(?<![A-Za-z])[A-Za-z]:[\\/](?!/){_END}+"
    rf"|(?<![\\\w:])\\\\(?:\?\\)?[\w.$-]+\\{_END}+"
    rf"|(?<![\w/.:-])/(?:Users|home|Volumes)/{_END}+"
    rf"|(?:\.\./)+(?:[^/]+/)*(?:Users|AppData|Documents and Settings)/{_END}+)"
)
_SYSTEM = re.compile(
    r"(?i)\A(?:file:/+)?(?:[a-z]:[\\/](?:program files|programme|windows|progra~1)"
    r"|/usr/|/opt/|/Applications/|/Library/)"
)
_REMOTE = re.compile(
    r"(?i)\A(?:https?:|ftps?:|webdav|smb:|mhtml:https?|\\\\|//|file:/*\\\\|file:/{4,}[^/]"
    r"|file://(?!/|localhost/|[a-z]:)[^/])"
)
_ESCAPED = re.compile(r"[A-Za-z]:\\\\|\\\\\\\\")


def local_paths(words: str) -> Iterator[str]:
    """All paths in some words that name a folder of a machine, a share or a user."""
    words = unquote(words) if "%" in words else words
    if _ESCAPED.search(words):
        words = words.replace("\\\\", "\\")
    for found in _PATH.finditer(words):
        path = found[0].strip().rstrip("',)")
        if len(path) > 4:
            yield path


def is_of_the_system(path: str) -> bool:
    """Whether a path is one that every machine has, which names nobody."""
    return bool(_SYSTEM.match(path))


def is_remote(target: str) -> bool:
    """Whether what a target names lies on a network, so that opening it tells somebody."""
    return bool(_REMOTE.match(unquote(target.strip())))
