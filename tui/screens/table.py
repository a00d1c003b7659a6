"""All screens by name, and which comes first. The tests walk this table: a screen that is not here does not exist."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.preferences import Preferences
    from tui.screens.base import DeskScreen
    from tui.session import Session

SCREENS = {
    "welcome": ("tui.screens.welcome", "WelcomeScreen"),
    "unlock": ("tui.screens.unlock", "UnlockScreen"),
    "new_desk": ("tui.screens.new_desk", "NewDeskScreen"),
    "recovery": ("tui.screens.recovery", "RecoveryScreen"),
    "vault_again": ("tui.screens.vault", "VaultAgainScreen"),
    "vault": ("tui.screens.vault", "VaultScreen"),
    "cases": ("tui.screens.cases", "CasesScreen"),
    "case": ("tui.screens.case", "CaseScreen"),
    "words": ("tui.screens.words", "WordsScreen"),
    "why": ("tui.screens.why", "WhyScreen"),
    "prompts": ("tui.screens.prompts", "PromptsScreen"),
    "states": ("tui.screens.states", "StatesScreen"),
    "search": ("tui.screens.search", "SearchScreen"),
    "help": ("tui.screens.help", "HelpScreen"),
    "palette": ("tui.screens.palette", "PaletteScreen"),
    "erase": ("tui.screens.erasing", "EraseScreen"),
    "as_of": ("tui.screens.as_of", "AsOfScreen"),
    "drafts": ("tui.screens.drafts", "DraftsScreen"),
    "print": ("tui.screens.printing", "PrintScreen"),
    "gates": ("tui.screens.gates", "GatesScreen"),
    "approvals": ("tui.screens.approvals", "ApprovalsScreen"),
    "approval": ("tui.screens.approvals", "ApprovalScreen"),
    "initials": ("tui.screens.initials", "InitialsScreen"),
    "exports": ("tui.screens.exports", "ExportsScreen"),
    "descriptors": ("tui.screens.descriptors", "DescriptorsScreen"),
    "report": ("tui.screens.report", "ReportScreen"),
    "viewer": ("tui.screens.viewer", "ViewerScreen"),
    "revisions": ("tui.screens.revisions", "RevisionsScreen"),
    "differences": ("tui.screens.differences", "DifferencesScreen"),
    "progress": ("tui.screens.progress", "ProgressScreen"),
    "export": ("tui.screens.export", "ExportScreen"),
    "lint": ("tui.screens.lint", "LintScreen"),
    "letter": ("tui.screens.letter", "LetterScreen"),
    "settings": ("tui.screens.settings", "SettingsScreen"),
    "identity": ("tui.screens.identity", "IdentityScreen"),
    "revealed": ("tui.screens.revealed", "RevealedScreen"),
    "confirm": ("tui.screens.confirm", "ConfirmScreen"),
    "statement": ("tui.forms.statement", "StatementForm"),
    "correction": ("tui.forms.correction", "CorrectionForm"),
    "terms": ("tui.forms.terms", "TermsForm"),
    "source": ("tui.forms.source", "SourceForm"),
    "merge": ("tui.forms.merge", "MergeForm"),
    "request": ("tui.forms.request", "RequestForm"),
    "answer": ("tui.forms.answer", "AnswerForm"),
    "question": ("tui.forms.question", "QuestionForm"),
    "document": ("tui.forms.document", "DocumentForm"),
    "case_form": ("tui.forms.case", "CaseForm"),
    "note": ("tui.forms.note", "NoteForm"),
    "disagreement": ("tui.forms.disagreement", "DisagreementForm"),
    "reason": ("tui.forms.reason", "ReasonForm"),
    "exhibit": ("tui.forms.exhibit", "ExhibitForm"),
    "finding": ("tui.forms.finding", "FindingForm"),
    "check": ("tui.forms.check", "CheckForm"),
    "flatten": ("tui.forms.flatten", "FlattenForm"),
    "taken_in": ("tui.screens.taken_in", "TakenInScreen"),
    "look": ("tui.forms.look", "LookForm"),
    "compare": ("tui.forms.compare", "CompareForm"),
    "custody": ("tui.forms.custody", "CustodyForm"),
    "disclosure": ("tui.forms.disclosure", "DisclosureForm"),
    "accused": ("tui.forms.accused", "AccusedForm"),
    "informed": ("tui.forms.informed", "InformedForm"),
    "reveal": ("tui.forms.reveal", "RevealForm"),
    "identity_form": ("tui.forms.identity", "IdentityForm"),
    "passage": ("tui.forms.passage", "PassageForm"),
    "initialled": ("tui.forms.initialled", "InitialledForm"),
    "override": ("tui.forms.override", "OverrideForm"),
    "printed": ("tui.forms.printed", "PrintedForm"),
    "corrected": ("tui.forms.corrected", "CorrectedForm"),
}
"""Where each screen lives: module and class."""


def screen_class(name: str) -> Callable[..., DeskScreen]:
    """The class of a screen, imported now."""
    module, cls = SCREENS[name]
    found: Callable[..., DeskScreen] = getattr(import_module(module), cls)
    return found


def first_screen(sitting: Session, preferences: Preferences, case: str | None) -> DeskScreen:
    """The screen to begin with: the passphrase of a sealed desk, the welcome without one; else a case, or their list.

    The case is the one asked for, else the last one. Raises OnRecordError where the desk has no such case.
    """
    if sitting.desk.ledger is None:
        return screen_class("unlock" if sitting.desk.locked else "welcome")()
    if case is not None:
        return screen_class("case")(sitting.ledger.find_case(case))
    last, question = preferences.place(sitting.desk.path)
    if last and sitting.has_case(last):
        return screen_class("case")(last, place=("question", question))
    return screen_class("cases")()
