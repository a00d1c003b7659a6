"""What seals a desk, keeps identities, scans, encrypts and backs up asks nobody on any network, nor another process."""

import sys
from pathlib import Path

from pyrage import x25519  # type: ignore[import-untyped]

from tests.security.test_process import harmless_call, once, strace

SEALED = """
import os, sys
import workflow.seal
workflow.seal.USUAL = workflow.seal.FLOOR
from workflow import sealing
for made in (sealing.new_desk, sealing.change_passphrase, sealing.rekey):
    made.__kwdefaults__["cost"] = workflow.seal.FLOOR
from tui.main import main
def run(*words):
    reading, writing = os.pipe()
    os.write(writing, b"four words and more\\n" * 2)
    os.close(writing)
    given = ("--db", "sealed.db", "--passphrase-fd", str(reading), "--vault-passphrase-fd", str(reading))
    assert main((*given, *words)) == 0, words
key = "age1" + sys.argv[1]
run("init", "--recovery-fd", "2")
run("new", "--title", "A letter", "--slug", "letter")
run("source", "letter", "aide", "--descriptor", "a clerk", "--standing", "insider", "--code-name", "S-1")
run("recipient", "add", "Bea", key)
from workflow import identities
from workflow.ledger import Ledger
from workflow.vault import Person, Vault, vault_path
from pathlib import Path
path = Path("sealed.db")
with Ledger.open(path, key=sealing.unlock(path, "four words and more")) as ledger:
    case = ledger.find_case("letter")
    vault = Vault.create(vault_path(path), "four words and more", ledger.desk_id, workflow.seal.FLOOR)
    identities.keep(ledger, vault, case, next(iter(ledger.case(case).sources)), Person("Zara Quillfeather"))
run("export", "letter", "--for", "editor", "--encrypt-to", "Bea", "-o", "letter.age")
run("vault", "list")
run("gates", "letter")
run("backup", "copy.tar")
run("passphrase")
run("rekey", "--recovery-fd", "2")
run("verify", "--thorough")
"""


@strace
def test_what_seals_scans_and_encrypts_opens_no_socket(tmp_path: Path) -> None:
    trace, key = tmp_path / "trace", str(x25519.Identity.generate().to_public())
    wrap = ("strace", "-f", "-qq", "-e", "trace=%network", "-o", str(trace))
    done = once(tmp_path, *wrap, sys.executable, "-c", SEALED, key.removeprefix("age1"))
    assert done.returncode == 0, done
    assert (tmp_path / "letter.age").exists() and (tmp_path / "copy.tar").exists()
    assert [line for line in trace.read_text("utf-8").splitlines() if not harmless_call(line)] == []
