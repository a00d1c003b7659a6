"""What other programs noted of our files: editors, lists of recent files, small pictures. Counted, never shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from workflow.doctor.finding import Finding, command, mend, well, word
from workflow.doctor.leftovers import is_export
from workflow.doctor.looking import entries, look, tail
from workflow.doctor.machine import Machine
from workflow.doctor.survey import Survey, beside
from workflow.phrases import counted

MOST_READ = 4_000_000
"""Bytes of a note of an editor that are read, from its end."""

NOTES = (
    ".viminfo",
    ".vim/.viminfo",
    ".local/state/nvim/shada/main.shada",
    ".local/share/nvim/shada/main.shada",
    ".emacs.d/recentf",
    ".emacs.d/places",
    ".nano/filepos_history",
    ".local/share/nano/filepos_history",
    ".local/state/kak/history",
)
KEPT = (
    ".local/state/nvim/undo",
    ".local/state/nvim/swap",
    ".local/state/nvim/backup",
    ".local/share/nvim/undo",
    ".local/share/nvim/swap",
    ".local/share/nvim/backup",
    ".vim/undo",
    ".vim/undodir",
    ".vim/swap",
    ".vim/backup",
    ".cache/vim/undo",
    ".cache/vim/swap",
    ".cache/vim/backup",
    ".emacs.d/auto-save-list",
    ".emacs.d/backups",
    ".local/share/micro/buffers",
)
_WORDS = re.compile(rb"onrecord-[^/%!\s\x00]{1,40}[/%!]words\.txt")
_KEPT_NAME = re.compile(r"onrecord-.+words\.txt")
_RECENT = re.compile(rb'href="[^"\n]*(?:/onrecord/|/cases\.db|\.case\.json|how-we-checked-|-(?:editor|lawyer)\.)')


def editors(survey: Survey) -> Iterator[Finding]:
    """Whether an editor noted, or kept, text that was written with it for a case."""
    home = survey.machine.home
    noted = [path for name in NOTES if _WORDS.search(tail(path := home / name, MOST_READ))]
    kept = [e.path for folder in KEPT for e in entries(home / folder) if _KEPT_NAME.search(e.path.name)]
    if kept:
        seen = "An editor keeps what was written for a case: the words themselves, in undo, swap or backup files."
        yield mend("editors", seen, f"{command('rm', kept)}; and turn these files off for onrecord-*/words.txt.", kept)
    if noted:
        seen = "An editor noted that it had text of onrecord open; its registers can hold lines of it."
        yield mend("editors", seen, f"If you can do without it: {command('rm', noted)}", noted)
    if not kept and not noted:
        yield well("editors", "No editor is seen to have kept text of a case.")


def recent_files(survey: Survey) -> Iterator[Finding]:
    """Whether the desktop's list of recent files, or its small pictures, name files of ours."""
    machine = survey.machine
    listing = machine.home / ".local/share/recently-used.xbel"
    number = len(_RECENT.findall(tail(listing, MOST_READ)))
    if number:
        seen = f"The desktop's list of recent files names files of ours ({counted(number, 'entry', 'entries')})."
        yield mend("recent files", seen, f"Clear it in the settings under privacy, or: rm {word(listing)}", [listing])
    pictures = _pictures(machine, survey)
    if pictures:
        seen = "The desktop keeps small pictures of files of ours, which stay when the files are gone."
        yield mend("recent files", seen, command("rm", pictures), pictures)
    if not number and not pictures:
        yield well("recent files", "The desktop's lists name no file of ours.")


def _pictures(machine: Machine, survey: Survey) -> list[Path]:
    ours = [entry.path for entry in survey.files if is_export(entry.path.name)]
    for desk in survey.desks:
        ours += [desk, *beside(desk)]
    found = []
    sizes = [entry.path for entry in entries(machine.home / ".cache/thumbnails") if entry.is_folder]
    for path in ours if sizes else ():
        address = f"file://{quote(str(path.absolute()), errors='surrogateescape')}"
        name = hashlib.md5(address.encode(), usedforsecurity=False).hexdigest() + ".png"
        found += [picture for size in sizes if look(picture := size / name) is not None]
    return found
