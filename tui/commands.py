"""Every command of the program, once, with its keys, as one table."""

from __future__ import annotations

from dataclasses import dataclass

EVERYWHERE = "everywhere"
LIST = "list"
TEXT = "text"
PANES = ("questions", "timeline", "sources", "document", "outreach")
"""The panes of a case, in the order of the keys 1 to 5."""

SCREENS: dict[str, tuple[str, ...]] = {
    "welcome": (),
    "unlock": (),
    "cases": (LIST,),
    "case": (LIST, TEXT, *PANES),
    "form": (LIST,),
    "why": (LIST, TEXT),
    "search": (LIST,),
    "drafts": (LIST,),
    "export": (LIST, TEXT),
    "print": (LIST,),
    "gates": (LIST,),
    "approvals": (LIST,),
    "lint": (LIST, TEXT),
    "descriptors": (LIST,),
    "report": (LIST,),
    "viewer": (TEXT,),
    "versions": (LIST,),
    "differences": (LIST,),
    "taken_in": (LIST,),
    "look": ("form",),
    "exports": (LIST,),
    "settings": (),
    "help": (LIST,),
    "dialog": (LIST,),
}
"""Each screen with the panes and widgets it may hold; their keys act there too."""


@dataclass(frozen=True)
class Command:
    """One thing a reporter can do: its action's name, its keys, a label for the footer, a sentence for help.

    `weight` orders the footer, lightest first; at 100 it never stands there. `typing` means that the key also acts
    while a text field has the focus. `palette` is false for keys that only move about.
    """

    action: str
    keys: tuple[str, ...]
    label: str
    sentence: str
    weight: int
    where: tuple[str, ...]
    typing: bool = False
    palette: bool = True


_CASE = ("case",)
_SAYS = ("case", "report")
_READ = ("case", "why", "search", "print", "gates", "approvals")
_WHEREVER_READ = ("cases", *_READ, "exports", "descriptors")
_BEFORE_PRINT = ("case", "print", "gates", "approvals", "lint", "exports")
_LEAVING = (*_BEFORE_PRINT, "export")
_HITS = (TEXT, "search")
_FILE = ("document", "report", "viewer")

COMMANDS: tuple[Command, ...] = (
    Command(
        "statement", ("a",), "Statement", "Log what a source said, or what a finding tells an examiner.", 10, _SAYS
    ),
    Command("request", ("r",), "Request", "Ask someone for comment, with a deadline.", 11, _CASE),
    Command("why", ("w",), "Why", "See which statements make this state, and what would change it.", 12, _CASE),
    Command("as_of", ("t",), "As of", "Stand at any moment: every screen shows what was known then.", 13, _READ),
    Command("export", ("x",), "Export", "Write a summary or the case to a file.", 14, ("cases", *_BEFORE_PRINT)),
    Command("source", ("s",), "Source", "Add a source.", 16, _CASE),
    Command("now", ("full_stop",), "Now", "Come back from a past moment to now.", 100, _WHEREVER_READ),
    Command("answer", ("A",), "Answer", "Log what came of a request for comment.", 9, ("outreach",)),
    Command("edit", ("e",), "Edit", "Change the words of what is selected, with a reason.", 30, ("cases", "case")),
    Command("correct", ("c",), "Correct", "Correct a logged statement, with a reason.", 40, ("case", "why")),
    Command("terms", ("T",), "Terms", "Tighten the terms of a statement, or log a new agreement.", 41, ("case", "why")),
    Command("take_back", ("b",), "Take back", "Take back a logged entry, with a reason; it stays visible.", 42, _CASE),
    Command("withdraw", ("W",), "Withdraw", "Withdraw a question from the case, with a reason.", 43, ("questions",)),
    Command("merge", ("M",), "Merge", "Say that two sources are one person, with a reason.", 21, ("sources",)),
    Command("note", ("N",), "Note", "Write a note on the case.", 44, _CASE),
    Command("disagree", ("d",), "Disagree", "Log an editor's disagreement with this state.", 45, ("case", "why")),
    Command(
        "prompts", ("p",), "What next", "Show everything there is to do next, not the first three alone.", 46, _CASE
    ),
    Command("states", ("i",), "States", "Read what each of the twelve states means.", 47, ("case", "why")),
    Command("close", ("C",), "Close case", "Close the case, or open it again.", 48, ("cases", "case")),
    Command("erase", ("E",), "Erase", "Remove the words of an entry for good; asks first.", 90, ("case", "drafts")),
    Command("exhibit", ("F",), "Attach file", "Attach a file to what is selected, or to the document.", 61, _CASE),
    Command(
        "informed", ("K",), "Editor knows", "Log that an editor knows who a source is.", 22, ("sources", "questions")
    ),
    Command("identity", ("at",), "Identity", "Keep or see in the vault who a source is.", 20, ("sources", "questions")),
    Command(
        "vault",
        ("ampersand",),
        "Vault",
        "Open the vault, to check what depends on it.",
        60,
        ("case", "gates", "descriptors"),
    ),
    Command("print", ("P",), "May be printed", "See the sentences that may be printed now.", 19, _BEFORE_PRINT),
    Command("gates", ("B",), "Gates", "See what is missing before publication.", 20, _LEAVING),
    Command("approvals", ("v",), "Approvals", "Read and approve the texts that the public gets.", 21, _LEAVING),
    Command("lint", ("L",), "Lint", "Check a draft against what was said, and on what terms.", 23, _BEFORE_PRINT),
    Command("exports", ("z",), "Exports", "See what left the desk, and what has changed since.", 24, _LEAVING),
    Command("letter", ("R",), "Letter", "Draft a letter to the author, the issuer or the recipient.", 25, _CASE),
    Command("descriptors", ("J",), "Descriptors", "See every descriptor printed of a source.", 49, ("case", "gates")),
    Command("custody", ("O",), "Custody", "Log who held the document, and how it came to them.", 7, ("document",)),
    Command("read_file", ("greater_than_sign",), "Read", "Read the words and the pages of the file.", 4, _FILE[:2]),
    Command("signature", ("underscore",), "Signature", "Say whether a handwritten signature can be seen.", 5, _FILE),
    Command("check_file", ("exclamation_mark",), "Check", "Check the file, or check it again.", 6, _FILE[:2]),
    Command("revisions", ("less_than_sign",), "Earlier", "Read the earlier versions within the file.", 27, _FILE),
    Command("flatten", ("minus",), "Copy to show", "Make a copy of pictures alone, to show it.", 28, _FILE[:2]),
    Command("compare", ("tilde",), "Compare", "Compare the file with another that is kept.", 29, _FILE[:2]),
    Command("picture", ("semicolon",), "Picture", "Show the page as a picture, or its words.", 4, ("viewer",)),
    Command("specks", ("colon",), "Yellow specks", "Show the small yellow specks of the page alone.", 11, ("viewer",)),
    Command(
        "next_page",
        ("right_curly_bracket",),
        "Next page",
        "Go to the next page, or to the next earlier version.",
        6,
        ("viewer", "versions"),
    ),
    Command(
        "previous_page",
        ("left_curly_bracket",),
        "Page before",
        "Go to the page before, or to the version before.",
        7,
        ("viewer", "versions"),
    ),
    Command("go_to_page", ("number_sign",), "Page", "Go to a page by its number.", 8, ("viewer",)),
    Command("closer", ("right_parenthesis",), "Larger", "Show the picture larger.", 9, ("viewer", "look")),
    Command("farther", ("left_parenthesis",), "Smaller", "Show the picture smaller.", 10, ("viewer", "look")),
    Command("accused", ("m",), "Accused", "Log somebody against whom something is alleged.", 8, ("document",)),
    Command("disclosure", ("S",), "Shown", "Log what somebody was shown or told, and which copy.", 10, ("outreach",)),
    Command("passage", ("Q",), "Passage", "Write a passage of the public summary.", 5, ("approvals",)),
    Command(
        "approve",
        ("space",),
        "Approve",
        "Approve the text word for word, or take its approval back.",
        2,
        ("approvals",),
    ),
    Command(
        "approve_all", ("asterisk",), "Approve all", "Approve every text that is listed; asks first.", 6, ("approvals",)
    ),
    Command("misses", ("ctrl+n",), "Not seen", "Read what the scan does not see.", 30, ("export",), True),
    Command("initialled", ("I",), "Initials", "Initial harm, law or traces before publication.", 5, ("gates",)),
    Command("override", ("Z",), "Override", "Open a gate in spite of what is missing, with a reason.", 4, ("gates",)),
    Command("corrected", ("equals_sign",), "Put right", "Log that readers were told what changed.", 5, ("exports",)),
    Command("open", ("enter",), "Open", "Open what is selected.", 1, (LIST,)),
    Command(
        "new",
        ("n",),
        "New",
        "Make a new one of what this list holds.",
        2,
        ("cases", "questions", "sources", "drafts", "exports"),
    ),
    Command("filter", ("slash",), "Filter", "Show only what holds these words.", 3, (LIST, TEXT)),
    Command("copy_row", ("y",), "Copy", "Copy the selected row.", 50, (LIST,)),
    Command("copy_citation", ("Y",), "Copy citation", "Copy the row as a citation.", 51, ("case", "why", "search")),
    Command("save", ("ctrl+s",), "Save", "Save the form, or write the file.", 1, ("form", "export"), typing=True),
    Command(
        "editor",
        ("ctrl+o", "o"),
        "Editor",
        "Write the text in your own editor.",
        18,
        ("form", "case", "lint"),
        typing=True,
    ),
    Command(
        "next_field", ("tab",), "Next", "Go to the next field or pane.", 5, ("form", "export", "lint"), True, False
    ),
    Command(
        "previous_field",
        ("shift+tab",),
        "Previous",
        "Go to the previous field or pane.",
        100,
        ("form", "lint"),
        True,
        False,
    ),
    *(
        Command(f"pane('{name}')", (str(number),), name.capitalize(), f"Go to the pane {name.capitalize()}.", 70, _CASE)
        for number, name in enumerate(PANES, 1)
    ),
    Command("own_desk", ("plus",), "Own desk", "Make a desk of your own.", 4, ("welcome", "cases")),
    Command(
        "example",
        ("X",),
        "Example",
        "Open the example; changes to it are not kept.",
        5,
        ("welcome", "unlock", "settings"),
    ),
    Command("search", ("f",), "Search", "Search every case.", 52, ("cases", "case", "why")),
    Command("drafts", ("D",), "Drafts", "See the drafts, go on with one or discard it.", 53, ("cases", "case")),
    Command("settings", ("comma",), "Settings", "Newsroom, names, initials, time zone, theme.", 54, ("cases", "case")),
    Command("next_hit", ("right_square_bracket",), "Next hit", "Go to the next hit.", 55, _HITS, False, False),
    Command("previous_hit", ("left_square_bracket",), "Hit before", "Go to the hit before.", 56, _HITS, False, False),
    Command("cursor_down", ("down", "j"), "Down", "Move down.", 100, (LIST, TEXT), False, False),
    Command("cursor_up", ("up", "k"), "Up", "Move up.", 100, (LIST, TEXT), False, False),
    Command("page_down", ("pagedown",), "Page down", "Move down by a page.", 100, (LIST, TEXT), False, False),
    Command("page_up", ("pageup",), "Page up", "Move up by a page.", 100, (LIST, TEXT), False, False),
    Command("first", ("home", "g"), "First", "Go to the first row.", 100, (LIST, TEXT), False, False),
    Command("last", ("end", "G"), "Last", "Go to the last row.", 100, (LIST, TEXT), False, False),
    Command(
        "left", ("left", "h"), "Left", "Go to the pane, or the choice, on the left.", 100, (LIST, TEXT), False, False
    ),
    Command(
        "right",
        ("right", "l"),
        "Right",
        "Go to the pane, or the choice, on the right.",
        100,
        (LIST, TEXT),
        False,
        False,
    ),
    Command("quit", ("q",), "Quit", "Quit; drafts are kept.", 59, ("welcome", "unlock", "cases")),
    Command(
        "help",
        ("question_mark", "f1"),
        "Help",
        "List the keys of this place, each with a sentence.",
        15,
        (EVERYWHERE,),
        True,
    ),
    Command("back", ("escape",), "Back", "Go back one step; a form keeps its draft.", 17, (EVERYWHERE,), True),
    Command(
        "commands",
        ("ctrl+p",),
        "Commands",
        "Find any action, case, question or source by name.",
        100,
        (EVERYWHERE,),
        True,
    ),
    Command("undo", ("u",), "Undo", "Undo the last act of this session.", 100, (EVERYWHERE,)),
    Command("redo", ("U",), "Redo", "Do again what was undone.", 100, (EVERYWHERE,)),
    Command(
        "hide_names", ("H",), "Hide names", "Hide or show the names of sources on every screen.", 100, (EVERYWHERE,)
    ),
    Command(
        "theme",
        ("V",),
        "Theme",
        "Take the next theme: dark, light, high contrast, the terminal's own.",
        100,
        (EVERYWHERE,),
    ),
    Command("lock", ("ctrl+l",), "Lock", "Lock the desk; drafts are kept.", 100, (EVERYWHERE,), True),
    Command("exit", ("ctrl+q",), "Quit", "Quit from anywhere; drafts are kept.", 100, (EVERYWHERE,), True),
)
"""The table. A key means one thing wherever it acts."""
