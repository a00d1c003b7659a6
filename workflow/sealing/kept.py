"""The files that a plain desk keeps, sealed with it: encrypted first, and removed in clear once the desk is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.files import FileStore, files_path
from workflow.files.box import is_sealed
from workflow.seal import Key


@contextmanager
def sealed_files(desk: Path, kept: Iterable[str], key: Key) -> Iterator[None]:
    """Encrypt every file that lies beside a plain desk; those in clear go when the block has ended well.

    What an earlier sealing that was cut short left is made anew. Raises StoreBusy, StoreFull or StoreTrouble; then
    the files in clear are as they were.
    """
    if not files_path(desk).is_dir():
        yield
        return
    plain, sealed = FileStore(files_path(desk)), FileStore(files_path(desk), (key,))
    with plain.alone():
        known = set(kept)
        clear = [path for path in plain.names() if path.name in known or not is_sealed(path)]
        named = {path.name for path in clear}
        plain.wipe([path for path in plain.names() if path.name not in named])
        for path in clear:
            sealed.adopt(path)
        sealed.sync()
        yield
        plain.wipe(clear)
