"""A file that names places on the network makes nobody call them, whatever its type."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox.rungs import available

ADDRESS = "http://127.0.0.1:9/beacon"
SVG = f"""<?xml version="1.0"?><!DOCTYPE svg SYSTEM "{ADDRESS}.dtd" [<!ENTITY x SYSTEM "{ADDRESS}">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<image xlink:href="{ADDRESS}"/><text>&x;</text><style>@import url({ADDRESS});</style></svg>"""
HTML = f"""<!doctype html><html><head><link rel="stylesheet" href="{ADDRESS}"><base href="{ADDRESS}">
<script src="{ADDRESS}"></script></head><body><img src="{ADDRESS}"><iframe src="{ADDRESS}"></iframe></body></html>"""
MAIL = f"""From: a@localhost\nTo: b@localhost\nSubject: s\nMessage-ID: <1@localhost>\nMIME-Version: 1.0
DKIM-Signature: v=1; a=rsa-sha256; d=localhost; s=x; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AA==
Content-Type: text/html\n\n{HTML}"""
PDF = b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(@)>>>> endobj
2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]
/A<</S/URI/URI(@)>>>>]/AA<</O<</S/SubmitForm/F<</FS/URL/F(@)>>>>>>>> endobj
trailer <</Root 1 0 R/Size 4>>
%%EOF
""".replace(b"@", ADDRESS.encode())
CALLS = "trace=socket,connect,execve"
LOOK = """
import sys
from pathlib import Path
from workflow.examine import Examiner, NotRead, opened
from workflow.findings import Supplies
from workflow.sandbox.trying import Tried
with Examiner(tried=Tried(sys.argv[1], locks=tuple(sys.argv[2].split()))) as examiner:
    for path in sys.argv[3:]:
        with opened(Path(path)) as target:
            print(examiner.check(target, Supplies(now=1_780_000_000_000_000)).type)
            for ask in (lambda: examiner.pages(target), lambda: examiner.picture(target, 1),
                        lambda: list(examiner.members(target))):
                try:
                    ask()
                except NotRead:
                    pass
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_nothing_that_a_file_names_is_called(tmp_path: Path) -> None:
    files = {"a.svg": SVG.encode(), "b.html": HTML.encode(), "c.pdf": PDF, "d.eml": MAIL.encode()}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    log = tmp_path / "calls"
    tried = next(one for one in available() if one.rung != "bwrap")  # which asks its own kernel about the loopback
    words = [sys.executable, "-c", LOOK, tried.rung, " ".join(tried.locks), *(str(tmp_path / name) for name in files)]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", CALLS, "-o", str(log), *words], capture_output=True, text=True, timeout=60
    )
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        pytest.skip("this machine lets nobody be traced")
    assert done.stdout.split() == ["svg", "html", "pdf", "eml"], done.stderr
    calls = log.read_text("utf-8", "replace").splitlines()
    assert any("execve(" in line for line in calls)
    assert not [line for line in calls if re.search(r"\b(connect|socket)\(", line)]
