"""What shells, terminals, editors and desktops keep; words are counted and never shown."""

import hashlib
import subprocess

import pytest

from tests.doctor.conftest import Built
from workflow.doctor.history import count_calls, shell_history, terminals
from workflow.doctor.traces import editors, recent_files

CANARY = "Zara Quillfeather"


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("onrecord", (1, 0)),
        ("onrecord list --json", (1, 0)),
        ("onrecord --db x.db show letter --as-of 2020", (1, 0)),
        ("onrecord source letter --name Zara", (1, 1)),
        ("onrecord statement letter --quote=Zara", (1, 1)),
        ("onrecord note letter words", (1, 1)),
        ("onrecord search Zara", (1, 1)),
        ("onrecord show 'Zara'", (1, 1)),
        (": 1700000000:0;onrecord source x --code-name S-1", (1, 1)),
        ("- cmd: onrecord terms x --reason y", (1, 1)),
        ("cd x && /usr/bin/onrecord list; onrecord search a", (2, 1)),
        ("onrecord source letter \\\n  --name Zara", (1, 1)),
        ("python -m tui.main note a b", (1, 1)),
        ("cat onrecord-notes.txt", (0, 0)),
        ("onrecorder --name x", (0, 0)),
        ("ls ~/.local/share/onrecord/", (0, 0)),
    ],
)
def test_calls_and_words_are_counted(line: str, counted: tuple[int, int]) -> None:
    calls, wordy = count_calls(line.encode())
    assert (calls, wordy) == counted


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        (".bash_history", "HISTIGNORE"),
        (".zsh_history", "HISTORY_IGNORE"),
        (".zsh_sessions/1.history", "HISTORY_IGNORE"),
        (".local/share/fish/fish_history", "history delete"),
        ("named by the user", "HISTIGNORE"),
    ],
)
def test_a_history_with_our_commands_in_it(built: Built, name: str, hint: str) -> None:
    built.change(env={"HISTFILE": str(built.home / "named by the user")})
    path = built.put(name, "ls\n")
    assert built.outcomes(shell_history) == {"well"}
    built.put(name, f"ls\nonrecord source letter --name '{CANARY}'\nonrecord list\n")
    (found,) = built.asked(shell_history)
    assert found.outcome == "mend"
    assert "2 commands of onrecord kept here, 1 of them" in found.seen
    assert hint in found.remedy
    assert "Zara" not in str(found)
    if "sed" in found.remedy:
        cut = found.remedy.partition("then: ")[2].partition("; put")[0]
        subprocess.run(["/bin/sh", "-c", cut], check=True)
        assert path.read_text() == "ls\n"
        assert [one for one in path.parent.iterdir() if ".cut" in one.name] == []
        assert built.outcomes(shell_history) == {"well"}


@pytest.mark.parametrize(("name", "tool"), [("TMUX", "tmux"), ("STY", "screen")])
def test_terminals_that_keep_what_was_printed(built: Built, name: str, tool: str) -> None:
    assert built.outcomes(terminals) == {"well"}
    built.change(env={name: "1"})
    (found,) = built.asked(terminals)
    assert found.outcome == "cannot tell"
    assert tool in found.seen


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".viminfo", "> /tmp/onrecord-ab12/words.txt\n\t*\t1\n"),
        (".local/share/nvim/shada/main.shada", b"\x84\xa1f\xc4\x1d/tmp/onrecord-ab12/words.txt"),
        (".local/state/nvim/undo/%tmp%onrecord-ab12%words.txt", b"x"),
        (".vim/swap/%tmp%onrecord-ab12%words.txt.swp", b"x"),
    ],
)
def test_editors_that_kept_our_text(built: Built, name: str, content: str | bytes) -> None:
    built.put(".viminfo", "> /home/me/words.txt\n> /tmp/onrecord-notes\n")
    assert built.outcomes(editors) == {"well"}
    path = built.put(name, content)
    (found,) = built.asked(editors)
    assert (found.outcome, found.places) == ("mend", (str(path),))


def test_the_list_of_recent_files(built: Built) -> None:
    name = ".local/share/recently-used.xbel"
    built.put(name, '<bookmark href="file:///home/me/picture.png"/>')
    assert built.outcomes(recent_files) == {"well"}
    built.put(
        name, '<bookmark href="file:///h/Downloads/zara.case.json"/>\n<bookmark href="file:///h/zara-editor.md"/>'
    )
    (found,) = built.asked(recent_files)
    assert "2 entries" in found.seen
    assert "zara" not in str(found)


def test_small_pictures_of_our_files(built: Built) -> None:
    built.put("Downloads/letter-editor.html")
    address = f"file://{built.home}/Downloads/letter-editor.html"
    assert built.outcomes(recent_files) == {"well"}
    picture = hashlib.md5(address.encode(), usedforsecurity=False).hexdigest()
    path = built.put(f".cache/thumbnails/large/{picture}.png")
    (found,) = built.asked(recent_files)
    assert (found.outcome, found.places) == ("mend", (str(path),))
