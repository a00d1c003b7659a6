"""The correction form: the statement form filled in as the statement stands, for what was logged wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tui.forms.asking import Ask, Control
from tui.forms.promising import PROMISE_FIELDS
from tui.forms.statement import StatementForm
from tui.forms.statement_asks import ALSO
from tui.forms.statement_facts import statement_fields
from workflow.facts import STATEMENT_FIELDS, StatementCorrected
from workflow.terms import Knowledge

if TYPE_CHECKING:
    from tui.forms.reading import Gathering
    from tui.session import Write
    from workflow.case import Statement

TERMS_FIELDS = ("terms", "embargo", *PROMISE_FIELDS)
"""What a correction leaves alone: terms have a form of their own."""


class CorrectionForm(StatementForm):
    """Correct fields of a statement, with a reason; only what changed is logged."""

    name_in_table = "correction"
    heading = "Correction"

    def __init__(self, case_id: str, statement_id: str) -> None:
        super().__init__(case_id)
        self.about = {"statement_id": statement_id}

    def title_words(self) -> str:
        return f"Correct {self.statement.says.slug or 'a statement'}"

    @property
    def statement(self) -> Statement:
        """The statement as it stands."""
        return self.case.by_id[self.about["statement_id"]]

    def on_mount(self) -> None:
        if not self.answers:
            names = {offer.value: offer.word for offer in self.offers}
            self.answers = answers_of(self.statement, names[self.statement.source])
        super().on_mount()

    def asks(self) -> list[Ask]:
        asks: list[Ask] = []
        for ask in super().asks():
            if ask.name == "also":
                kept = tuple(option for option in ALSO if option.value != "embargo")
                asks.append(ask._replace(options=kept))
            elif ask.name not in TERMS_FIELDS:
                asks.append(ask)
        known = [ask for ask in asks if ask.name not in ("code_name", "descriptor", "standing", "body", "rank", "root")]
        return [*known, Ask("reason", "Reason", Control.WORDS, "Why it was wrong; it stays in the log.")]

    def write(self, gather: Gathering) -> Write:
        statement = self.statement
        speaker = self.speaker
        if speaker.known is None:
            gather.miss("who", "Choose a source of this case, or add it first.")
        before: dict[str, Any] = msgspec.structs.asdict(
            msgspec.structs.replace(statement.says, source=statement.source)
        )
        after = {"source": speaker.known.id if speaker.known is not None else "", **statement_fields(self.case, gather)}
        changes = {name: after[name] for name in STATEMENT_FIELDS if name in after and after[name] != before[name]}
        reason = gather.text("reason")
        if gather.troubles:
            return lambda add: None
        fact = StatementCorrected(statement.id, changes, reason, self.case.setters(statement.id, changes))
        return lambda add: add(fact)

    def said(self) -> str:
        return f"Corrected {self.statement.says.slug or 'the statement'}."

    def field_of(self, name: str) -> str:
        return "reason" if name == "changes" else super().field_of(name)

    def _again(self, name: str) -> tuple[()]:
        return ()


def answers_of(statement: Statement, who: str) -> dict[str, str]:
    """A statement as the answers that would log it."""
    says = statement.says
    answers = {
        "who": who,
        "terms": statement.terms_at(None)[0].value,
        "said": says.said_at,
        "learned": says.learned_at,
        "heard": "via" if says.via else "us",
        "via": says.via,
        "knows": says.knowledge.get("default", Knowledge.UNKNOWN).value,
        "conclusive": "yes" if says.conclusive else "",
        "sign_off": says.sign_off,
        "derived": says.derived_from,
        "lineage": says.lineage,
        "grade": says.grade,
        "retracts": " ".join(says.retracts),
        "corrects": " ".join(says.corrects),
        "quote": says.quote,
        "paraphrase": says.paraphrase,
        "url": says.url,
        "copy_of": says.copy_of,
        "also": " ".join(_also(statement)),
        **{f"stance:{name}": stance.value for name, stance in says.stances.items()},
        **{f"knows:{name}": how.value for name, how in says.knowledge.items() if name != "default"},
        **{f"asserted:{name}": text for name, text in says.asserted.items()},
    }
    return {name: text for name, text in answers.items() if text}


def _also(statement: Statement) -> list[str]:
    says = statement.says
    told = {
        "later": says.learned_at,
        "hedged": says.hedged,
        "knows": set(says.knowledge) - {"default"},
        "asserted": says.asserted,
        "method": says.technical,
        "derived": says.derived_from,
        "lineage": says.lineage,
        "corrects": says.corrects,
        "grade": says.grade,
        "url": says.url,
    }
    return [name for name, value in told.items() if value]
