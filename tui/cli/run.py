"""One run of a command: the desk it opens, the moment it runs at, and the case it names."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tui.desk import Choice, NoDesk, OpenDesk, find_desk, open_desk, open_with, own_desk, state_dir

if TYPE_CHECKING:
    from workflow.case import Case, Moment
    from workflow.ledger import Ledger
    from workflow.people import People
    from workflow.seal import Key
    from workflow.store.glance import Glanced
    from workflow.vault import Vault
    from workflow.when import Instant

EXAMPLE = "Example: changes are not kept."
"""What stands over the example, as its ledger says it."""


class Run:
    """What a command works with. The desk opens when it is first needed and closes with the command."""

    def __init__(self, choice: Choice, plain: bool, theme: str | None) -> None:
        self.choice = choice
        self.theme = theme
        self.plain = plain or not _shows_signs()
        self.now: Instant = time.time_ns() // 1000
        self.case_id = ""
        self.quiet = False
        self._desk: OpenDesk | None = None
        self._key: Key | None = None
        self._vault: Vault | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._vault is not None:
            self._vault.close()
        if self._desk is not None and self._desk.ledger is not None:
            self._desk.ledger.close()
        self.forget_descriptors()

    def forget_descriptors(self) -> None:
        """Close the files that passphrases were read from."""
        if self.choice.passphrase_fd is not None or self.choice.vault_fd is not None:
            from tui.cli.secrets import keep_to_ourselves

            keep_to_ourselves(self.choice.passphrase_fd, self.choice.vault_fd)

    @property
    def desk(self) -> OpenDesk:
        """The desk of this run, opened at the first call; of a sealed one the passphrase is asked for."""
        if self._desk is None:
            self._desk = self._greeted(self._unlocked(open_desk(self.choice)))
        return self._desk

    def _greeted(self, desk: OpenDesk) -> OpenDesk:
        """An open desk, with what a reader must know of it first."""
        if desk.ledger is not None and not self.quiet:
            self._say(desk.ledger.banner)
            self.say_of_place(desk.path)
        return desk

    def key(self, path: Path) -> Key:
        """The key of a sealed desk; its passphrase is asked for once a run.

        Raises WrongPassphrase, DamagedKeys, NoTerminal, and what opening says of a bad file.
        """
        if self._key is None:
            from tui.cli.secrets import opened_with
            from workflow.sealing.keys import read_keys, unlock
            from workflow.store.files import examine

            examine(path)
            read_keys(path)
            self._key = opened_with(
                "Passphrase of the desk", lambda words: unlock(path, words), self.choice.passphrase_fd
            )
        return self._key

    def open_vault(self) -> Vault:
        """The vault of the desk, by a passphrase that is asked for once a run; what a crash left half done is finished.

        Raises NoVault, OtherDesk, DamagedVault, WrongPassphrase or NoTerminal.
        """
        if self._vault is None:
            from tui.cli.secrets import VAULT_FD, opened_with
            from tui.failures import tell
            from workflow.identities import must_not_be_lost, settle
            from workflow.vault import NoVault, OlderVault, Vault, vault_path

            path, desk_id = vault_path(self.ledger.path), self.ledger.desk_id
            if self.ledger.in_memory or not path.exists():
                must_not_be_lost(self.ledger)
                raise NoVault("This desk has no vault yet.", remedy="onrecord vault add makes one.")
            self._vault = opened_with(
                "Passphrase of the vault",
                lambda words: Vault.open(path, words, desk_id),
                self.choice.vault_fd,
                option=VAULT_FD,
            )
            if not self.ledger.read_only:
                try:
                    settle(self.ledger, self._vault)
                except OlderVault as error:
                    tell(error)
        return self._vault

    def people(self, case: Case) -> People:
        """Which sources of a case are one person, as far as the vault tells where its passphrase was given."""
        from workflow.identities import people_of
        from workflow.people import NOBODY

        if not case.identities:
            return NOBODY
        return people_of(case, self.open_vault() if self.choice.vault_fd is not None else None)

    def say_of_place(self, path: Path) -> None:
        """Say, once a place, that a desk's folder is copied elsewhere or lies on another machine."""
        from tui.placing import warning_of

        self._say(warning_of(path))

    def _unlocked(self, desk: OpenDesk) -> OpenDesk:
        return open_with(desk, self.key(desk.path)) if desk.locked else desk

    @property
    def ledger(self) -> Ledger:
        """The ledger of this run's desk. Raises NoDesk with what to do where there is none."""
        if self.desk.ledger is None:
            from tui.desk import key_alone

            if gone := key_alone(self.desk.path):
                raise NoDesk(
                    gone,
                    where=str(self.desk.path),
                    remedy="Put it back beside it; or move what lies there elsewhere, and then: onrecord restore FILE.",
                )
            raise NoDesk(
                "There is no desk here yet.",
                where=str(self.desk.path),
                remedy="Begin one with onrecord init, or look at the example: onrecord --example list.",
            )
        return self.desk.ledger

    def glance(self) -> list[tuple[str, Glanced]] | None:
        """The rows of the list as they are kept; None where the ledger has to be asked."""
        from workflow.store.glance import glance

        place = find_desk(self.choice)
        key = self.key(place.path) if place.is_sealed else None
        found = glance(place.path, self.now, state_dir, key) if place.path.is_file() else None
        if found is not None and found.is_example:
            self._say(EXAMPLE)
        return found.rows if found is not None else None

    def ledger_to_begin(self) -> Ledger:
        """The ledger for a new case: a desk of one's own is made where there is none, or only the example.

        It is sealed, and whoever stands at the terminal is asked for its passphrase. Raises NoDesk where nobody does.
        """
        desk = self._desk or self._unlocked(open_desk(self.choice))
        if desk.ledger is None or (desk.is_example and self._fell_back(desk)):
            from tui.cli.making import make_sealed, must_have_somebody

            own = self._unlocked(own_desk(desk))
            if desk.ledger is not None:
                desk.ledger.close()
            if own.ledger is None:
                must_have_somebody(own.path, self.choice.passphrase_fd)
                own = make_sealed(own, self.choice.passphrase_fd)
                self.say_of_place(own.path)
            self._desk = own
        elif self._desk is None:
            self._desk = self._greeted(desk)
        return self.ledger

    def case(self, name: str) -> Case:
        """The case of that name; its id on the desk is `case_id` from now on."""
        self.case_id = self.find_case(name)
        return self.ledger.case(self.case_id)

    def find_case(self, name: str) -> str:
        """The id of the case of that name. Raises NoSuchCase."""
        return self.ledger.find_case(sought(name))

    def moment(self, case: Case, as_of: str | None, option: str = "--as-of") -> Moment:
        """The moment that `option` names, in the case's zone; now without one. Raises UsageError."""
        from tui.cli.words import read_date
        from workflow.case import Moment
        from workflow.when import parse_when

        if not as_of:
            return Moment(None, self.now)
        return Moment(parse_when(read_date(as_of, self.now, case.zone, option)).known_at(case.zone), self.now)

    def _fell_back(self, desk: OpenDesk) -> bool:
        """Whether the example is open only because nothing else was there."""
        return not self.choice.example and not desk.given

    @staticmethod
    def _say(sentence: str) -> None:
        if sentence:
            from tui.cli import out

            out.message(sentence)


def _shows_signs() -> bool:
    """Whether standard output can hold the signs of the states."""
    from tui.cli.out import SIGNS

    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "".join(both[0] for both in SIGNS.values()).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def sought(words: str) -> str:
    """Words to look for, with a question mark for a byte that is no letter: nothing on a desk holds one."""
    return words.encode("utf-8", "replace").decode()
