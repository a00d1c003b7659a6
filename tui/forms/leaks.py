"""Whether what is about to be logged holds what the open vault protects: said before it is saved, never forbidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.asking import Answers, Ask, Control, Trouble, chosen

if TYPE_CHECKING:
    from tui.session import Session

TYPED = (Control.LINE, Control.WORDS, Control.SUGGEST)
SAVE_AGAIN = "Save again to keep it all the same."


def protected(sitting: Session, asked: list[Ask], answers: Answers) -> list[Trouble]:
    """A sentence for each field that holds somebody of the vault; none where it is locked. Raises VaultTrouble."""
    typed = {ask.name: text for ask in asked if (text := _typed(ask, answers))}
    if sitting.vault is None or not sitting.vault.is_open or not typed:
        return []
    from workflow.leakscan import scan

    needles = sitting.vault.needles()
    labels = {ask.name: ask.label for ask in asked}
    found = []
    for name, text in typed.items():
        hits = scan(text.encode("utf-8", "replace"), "txt", needles)
        kinds = dict.fromkeys(f"{'an' if hit.kind.value[0] in 'aeiou' else 'a'} {hit.kind.value}" for hit in hits)
        if kinds:
            told = f"This holds {' and '.join(kinds)} that the vault protects, in {labels[name]}. {SAVE_AGAIN}"
            found.append(Trouble(name, told))
    return found


def _typed(ask: Ask, answers: Answers) -> str:
    """What was typed into a field; nothing for what was chosen."""
    text = answers.get(ask.name, "").strip()
    return text if ask.control in TYPED and chosen(ask.options, text) is None else ""
