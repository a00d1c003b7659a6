"""Copies of a desk that no re-key and no erasure reaches: older files beside it, and what a backup program keeps."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.doctor.finding import Finding, cannot_tell, command, know, mend, well, word
from workflow.doctor.looking import look
from workflow.doctor.survey import BESIDE, Survey

OLDER = (".bak", "~", ".old", ".orig", ".save", ".copy", ".backup", ".tmp")
"""What the name of an older copy ends in."""

PROGRAMS = {
    "Déjà Dup": ("config/deja-dup", "home/.cache/deja-dup"),
    "Borg": ("config/borg", "home/.cache/borg", "config/borgmatic", "home/.config/vorta", "home/.local/share/vorta"),
    "restic": ("config/restic", "home/.cache/restic"),
    "Back In Time": ("config/backintime",),
    "Kopia": ("config/kopia",),
    "Duplicati": ("config/Duplicati",),
    "Timeshift": ("etc/timeshift",),
}
"""Where backup programs keep their settings."""


def older_copies(survey: Survey) -> Iterator[Finding]:
    """Whether older copies of a desk lie about: by their names, sealed or not."""
    desks = {entry.path for entry in survey.there} | set(survey.desks)
    stems = {path.name for path in desks} | {"cases.db"}
    made = survey.backups
    known = desks | set(made)
    found = [entry.path for entry in survey.files if entry.path not in known and _is_copy(entry.path.name, stems)]
    if clear := [path for path, sealed in made.items() if not sealed]:
        seen = "Backups of a desk in clear: whoever has one reads all of the desk as it stood."
        yield mend("backups", seen, f"Seal the desk, make a new backup, then: {command('rm', clear)}", clear)
    if sealed := [path for path, sealed in made.items() if sealed]:
        seen = "Backups of a sealed desk: the passphrase of that day opens them, and what was erased since is in them."
        yield know("backups", seen, "Keep them on a medium of their own, away from this machine.", sealed)
    if found:
        seen = (
            "Older copies of a desk: what was erased since is still in them, and an old passphrase still opens those "
            "that are sealed."
        )
        remedy = f"Take those you need to an encrypted medium, then: {command('rm', found)}"
        yield mend("older copies", seen, remedy, found)
    else:
        yield well("older copies", "No older copy of a desk was seen beside it or where files usually lie.")


def _is_copy(name: str, stems: set[str]) -> bool:
    """Whether a name is that of a desk, or of a file beside one, with more to it."""
    for stem in stems:
        if name.startswith(stem) and name not in (stem, *(stem + end for end in BESIDE)):
            return True
        root = stem.removesuffix(".db")
        marked = name.startswith((f"{root} ", f"{root}-", f"{root}_", f"{root}.")) and name.endswith((".db", *OLDER))
        if (marked and name not in stems) or name in (f"Copy of {stem}", f"copy of {stem}"):
            return True
    return False


def backups(survey: Survey) -> Iterator[Finding]:
    """Whether a backup program that is set up here may keep the desk."""
    machine = survey.machine
    if machine.is_mac:
        yield _time_machine(survey)
    roots = {"config": machine.config, "home": machine.home, "etc": machine.etc}
    for program, places in PROGRAMS.items():
        paths = (roots[place.partition("/")[0]] / place.partition("/")[2] for place in places)
        set_up = [path for path in paths if look(path) is not None]
        if set_up:
            seen = f"{program} is set up here: whoever reaches its backups finds every state of the desk it kept."
            remedy = f"Exclude {word(survey.desk.parent)} and {word(machine.state)}; use onrecord backup instead."
            yield know("backups", seen, remedy, set_up)


def _time_machine(survey: Survey) -> Finding:
    desk = survey.desk
    said = survey.machine.ask(("/usr/bin/tmutil", "isexcluded", str(desk)))
    remedy = f"tmutil addexclusion {word(desk.parent)}; use onrecord backup instead."
    if said is not None and said.startswith("[Excluded]"):
        return well("backups", "Time Machine leaves the desk out.")
    if said is not None and said.startswith("[Included]"):
        seen = "Time Machine keeps every state of the desk: what was erased and an old passphrase stay of use there."
        return mend("backups", seen, remedy, [desk])
    how = f"Look with: tmutil isexcluded {word(desk)}; leave it out with: {remedy}"
    return cannot_tell("backups", "Whether Time Machine keeps the desk cannot be told.", how)
