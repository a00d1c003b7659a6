"""What the program and its reporter leave lying: summaries in clear, and files of the program's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.doctor.finding import Finding, command, know, mend, well
from workflow.doctor.looking import Entry, entries
from workflow.doctor.survey import Survey, beside

FORMS = r"(?:md|html|json|csv|claimreview\.json)"
_AGAIN = r"(?: ?\(\d+\)| \d+)?"
_FOR_SOME = re.compile(rf".+-(?:editor|lawyer|internal){_AGAIN}\.{FORMS}|.*\.case{_AGAIN}\.json", re.IGNORECASE)
_FOR_ALL = re.compile(rf"(?:how-we-checked|summary)-[0-9a-f]{{6,}}{_AGAIN}\.{FORMS}", re.IGNORECASE)
_DRAFT = re.compile(r"\..+\.[0-9a-f]{8}\.new(?:-wal|-shm|-journal)?|.+\.new")


def is_export(name: str) -> bool:
    """Whether a file is by its name a case file or a summary for some readers alone, in clear."""
    return bool(_FOR_SOME.fullmatch(name))


def exports(survey: Survey) -> Iterator[Finding]:
    """Whether case files or summaries lie about in clear."""
    for_some = [entry.path for entry in survey.files if is_export(entry.path.name)]
    for_all = [entry.path for entry in survey.files if _FOR_ALL.fullmatch(entry.path.name)]
    if for_some:
        seen = "By their names these are cases or summaries for editors and lawyers, in clear: whoever finds them reads"
        remedy = (
            "Export again to a reader's key (export --encrypt-to), hand that over, and remove these: "
            f"{command('rm', for_some)}"
        )
        yield mend("exports", f"{seen} them.", remedy, for_some)
    if for_all:
        seen = "Summaries for the public: they tell that you work, or worked, on these."
        yield know("exports", seen, f"Where they are not out yet: {command('rm', for_all)}", for_all)
    if not for_some and not for_all:
        yield well("exports", "No case file or summary was seen where files usually lie.")


def left_over(survey: Survey) -> Iterator[Finding]:
    """Whether files of the program's own are left over: copied text, its log of failures, unfinished desks."""
    machine = survey.machine
    state = {entry.path.name: entry for entry in entries(machine.state)}
    if copied := state.get("copied.txt"):
        seen = "What was copied when no clipboard took it stands here in clear."
        yield mend("leftovers", seen, command("rm", [copied.path]), [copied.path])
    if failures := state.get("failures.log"):
        seen = "When the program failed, and where in its code: no words of a case, but the days on which you used it."
        yield mend("leftovers", seen, command("rm", [failures.path]), [failures.path])
    drafts = [entry.path for entry in _drafts(survey)]
    if drafts:
        seen = "Files that were being made when the program was stopped; they can hold all of a desk."
        yield mend("leftovers", seen, f"Close onrecord, then: {command('rm', drafts)}", drafts)
    words = [e.path for folder in machine.temporary for e in entries(folder) if _is_editors(e, machine.uid)]
    if words:
        seen = "Folders of an editor that was stopped; the text that was written is in them in clear."
        yield mend("leftovers", seen, f"Close onrecord, then: {command('rm -r', words)}", words)
    if not (copied or failures or drafts or words):
        yield well("leftovers", "The program has left nothing over.")


def _drafts(survey: Survey) -> Iterator[Entry]:
    names = {path.name for desk in survey.desks for path in (desk, *beside(desk))} | {"screens.json"}
    ours = {survey.machine.state, survey.machine.data}
    found = {e.path: e for e in (*survey.files, *entries(survey.machine.state)) if _DRAFT.fullmatch(e.path.name)}
    for entry in found.values():
        name = entry.path.name
        named = any(name.startswith((f".{own}.", f"{own}.")) for own in names)
        if named or entry.path.parent in ours:
            yield entry


def _is_editors(entry: Entry, uid: int) -> bool:
    return entry.is_folder and entry.uid == uid and entry.path.name.startswith("onrecord-")
