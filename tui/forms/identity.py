"""The form for who a source is: what is typed goes into the vault alone, also half-filled; the log holds no word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.forms.asking import Ask, Control, Option, ticked
from tui.forms.base import Form
from tui.forms.naming import source_options
from tui.forms.reading import Gathering
from tui.naming import Naming
from tui.screens.lines import Block
from tui.widgets.rows import Cell
from workflow.errors import OnRecordError

if TYPE_CHECKING:
    from tui.session import Write
    from workflow.vault import Person, Vault

EMPTIED = "-"
"""What is typed into a field to empty what the vault holds in it."""

SOMETHING = "Type at least a name, a mail address, a phone number or another name."
UNSEEN = "What the vault holds stays unseen. A field left empty stays as it is; a single - empties it."
ONLY_THERE = "This goes into the vault alone: it does not stand in the log, in a search, in a draft or in an export."
NO_EDITOR = "Who a source is does not go into an editor."


class IdentityForm(Form):
    """Keep who a source is, or with `identity` change it without seeing it."""

    name_in_table = "identity_form"
    heading = "Who it is"
    keeps_to_itself = True

    def __init__(self, case_id: str, source_id: str, identity: str = "") -> None:
        super().__init__(case_id, source_id=source_id, identity=identity)
        self._source, self._identity = source_id, identity

    @property
    def _vault(self) -> Vault:
        vault = self.sitting.vault
        assert vault is not None
        return vault

    def title_words(self) -> str:
        return f"{self.heading}: {Naming(self.case, self.sitting.names_hidden).label(self.case.sources[self._source])}"

    def on_mount(self) -> None:
        try:
            begun = self._vault.draft(self.case_id, self._source)
        except OnRecordError as error:
            begun = None
            self.desk.complain(error)
        if begun:
            self.answers = dict(begun)
            self.call_after_refresh(self.desk.say, "This goes on with what you began; it was kept in the vault.")

    def asks(self) -> list[Ask]:
        several = "Several with commas between."
        others = self._others()
        asks = [
            Ask("name", "Name", hint="As it is written in full."),
            Ask("mails", "Mail", hint=several),
            Ask("phones", "Phone", hint=several),
            Ask("aliases", "Other names", hint=f"Nicknames, maiden name, handles. {several}"),
            Ask("note", "Note", Control.WORDS, "How to reach them safely, and what else you must not forget."),
        ]
        if others:
            hint = "Other sources of this case that are this same person; only the vault holds that."
            asks.append(Ask("same", "Is also", Control.TICKS, hint, others, self._linked()))
        told = "Words of these that are too common to be sought in what leaves the desk, such as a month or a colour."
        return [*asks, Ask("spared", "Too common", hint=told)]

    def _others(self) -> tuple[Option, ...]:
        naming = Naming(self.case, self.sitting.names_hidden)
        return tuple(one for one in source_options(self.case, naming) if one.value != self._source)

    def _linked(self) -> str:
        """The sources that the vault takes for this one now; none where it was deleted meanwhile, as saving says."""
        try:
            return " ".join(self._vault.read(self._identity).same_as) if self._identity else ""
        except OnRecordError:
            return ""

    def strip(self) -> list[Block]:
        return [Cell(f"{ONLY_THERE} {UNSEEN}" if self._identity else ONLY_THERE, "muted")]

    # What is typed

    def _person(self, gather: Gathering) -> Person:
        from workflow.vault import Person

        held = self._vault.read(self._identity) if self._identity else Person()
        mails, phones, aliases = (_split(gather.text(name)) for name in ("mails", "phones", "aliases"))
        found = Person(
            _kept(gather.text("name"), held.name),
            _all_kept(mails, held.mails),
            _all_kept(phones, held.phones),
            _all_kept(aliases, held.aliases),
            _kept(gather.text("note"), held.note),
            ticked(gather.answers, "same"),
            _all_kept(tuple(gather.text("spared").replace(",", " ").split()), held.spared),
        )
        if not (found.name or found.mails or found.phones or found.aliases):
            gather.miss("name", SOMETHING)
        return found

    def write(self, gather: Gathering) -> Write:
        return lambda add: None

    def action_save(self) -> None:
        from workflow import identities

        given = {ask.name: ask.default for ask in self.asked if ask.default} | self.answers
        gather = Gathering(given, self.sitting.clock(), self.zone())
        ledger, vault = self.sitting.ledger, self._vault
        try:
            person = self._person(gather)
            if gather.troubles:
                self._show(gather.troubles)
                return
            if self._identity:
                identities.change(ledger, vault, self._identity, person)
            else:
                identities.keep(ledger, vault, self.case_id, self._source, person)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self.discard()
        self.dismiss(None)
        self.desk.facts_came()
        self.desk.say("Changed who it is, in the vault." if self._identity else "Kept who it is, in the vault.")

    # Half-filled, it is kept in the vault

    def keep_draft(self) -> None:
        if self._dirty_since is None or self._finished:
            return
        try:
            self._vault.keep_draft(self.case_id, self._source, self.answers)
        except OnRecordError as error:
            self.desk.complain(error)
            return
        self._dirty_since = None

    def discard(self) -> None:
        self._finished = True
        if self._keeping is not None:
            self._keeping.stop()
        try:
            self._vault.drop_draft(self.case_id, self._source)
        except OnRecordError as error:
            self.desk.complain(error)

    def action_back(self) -> None:
        self.keep_draft()
        typed = any(text.strip() for text in self.answers.values())
        self.desk.go_back()
        if typed:
            self.desk.say("What you typed is kept in the vault; @ on this source goes on with it.")

    def why_not(self, action: str) -> str:
        return NO_EDITOR if action == "editor" else super().why_not(action)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[,;\n]", text) if part.strip())


def _kept(typed: str, held: str) -> str:
    return "" if typed == EMPTIED else typed or held


def _all_kept(typed: tuple[str, ...], held: tuple[str, ...]) -> tuple[str, ...]:
    return () if typed == (EMPTIED,) else typed or held
