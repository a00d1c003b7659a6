"""Who else on this machine may read what is ours: modes, owners and links of desk, keys, vault and state folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workflow.doctor.finding import Finding, command, mend, well
from workflow.doctor.looking import Entry, entries, look
from workflow.doctor.survey import Survey, beside, kept_files, kept_folders

CHECK = "permissions"
OTHERS = 0o077
"""The bits of a mode that let anybody but the owner in."""

STICKY_FOR_ALL = 0o1002


def modes(survey: Survey) -> Iterator[Finding]:
    """Whether folders are 0700, files 0600, all of it the reporter's own, and none of it a link to elsewhere."""
    folders, files = _kept(survey)
    links = [entry for entry in (*folders, *files) if entry.is_link]
    kept = [entry for entry in (*folders, *files) if not entry.is_link]
    public = [entry for entry in kept if entry.is_folder and entry.mode & STICKY_FOR_ALL == STICKY_FOR_ALL]
    foreign = [entry for entry in kept if entry.uid != survey.machine.uid and entry not in public]
    own = [entry for entry in kept if entry.uid == survey.machine.uid and entry not in public]
    open_folders = [entry.path for entry in own if entry.is_folder and entry.mode & OTHERS]
    open_files = [entry.path for entry in own if entry.is_file and entry.mode & OTHERS]
    if open_folders:
        seen = "Other accounts of this machine can look into these folders."
        yield mend(CHECK, seen, command("chmod 700", open_folders), open_folders)
    if open_files:
        seen = "Other accounts of this machine may be let in to these files."
        yield mend(CHECK, seen, command("chmod 600", open_files), open_files)
    if public:
        seen = "A desk lies in a folder that everybody on this machine writes to."
        yield mend(CHECK, seen, "Move it to a folder of your own.", [entry.path for entry in public])
    if foreign:
        seen = "These belong to another account, which can read, replace or remove them."
        paths = [entry.path for entry in foreign]
        yield mend(CHECK, seen, f"Move the desk away, or: {command('sudo chown $(id -u)', paths)}", paths)
    if links:
        seen = "These are links: what they lead to is kept, copied and protected elsewhere."
        remedy = "Put the file itself in this place, or name the desk where it is with --db."
        yield mend(CHECK, seen, remedy, [entry.path for entry in links])
    if not (open_folders or open_files or public or foreign or links):
        yield well(CHECK, "Nobody else may read the desk's files." if kept else "There is nothing of ours yet.")


def _kept(survey: Survey) -> tuple[list[Entry], list[Entry]]:
    """The folders and the files of ours, each once."""
    machine = survey.machine
    desks = [entry.path for entry in survey.there]
    folders = [machine.state, *(desk.parent for desk in desks), *(f for desk in desks for f in kept_folders(desk))]
    files = [path for desk in desks for path in (desk, *beside(desk), *kept_files(desk))]
    held = [entry for folder in (machine.state, machine.data) for entry in entries(folder)]
    if any(entry.path.parent == machine.data for entry in held):
        folders.append(machine.data)
    within = {entry.path: entry for entry in held if not entry.is_folder}
    for path in files:
        if entry := look(path):
            within[path] = entry
    return [entry for path in dict.fromkeys(folders) if (entry := _folder(path))], list(within.values())


def _folder(path: Path) -> Entry | None:
    return look(path.absolute())
