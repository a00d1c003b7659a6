"""Finds to whom a draft gives the words in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.case import Statement
from workflow.lint.draft import Draft, Quotation, Sentence
from workflow.lint.lexicon import ARTICLES, PLURAL_HEADS, SAID, SINGULAR_HEADS, words_of
from workflow.lint.parties import RANKS, How, Mention, Parties, is_aside
from workflow.lint.tokens import Token

_GIVES = SAID | words_of(
    "called calls branded dubbed dismissed declared declares replied replies wrote writes tweeted posted asked"
)
_PASSED_ON = words_of("quoted quoting quotes repeated repeating echoed echoing citing cited reading relayed recalling")
"""Verbs of somebody who says another's words."""

_PRONOUNS = frozenset(("he", "she", "they", "who", "it", "we", "i"))
_BEFORE_NAMES = RANKS | ARTICLES
_AHEAD = 12
_BACK = 10


class Speakers:
    """Who is given which words in a draft, where the sentence leaves no doubt."""

    def __init__(self, draft: Draft, parties: Parties) -> None:
        self.draft, self.parties = draft, parties

    def is_another(self, quoted: Quotation, held: Sequence[Statement]) -> bool:
        """Whether the draft gives these words to somebody who is none of those whose words they are."""
        sentence = self.draft.sentences[self.draft.sentence_at(quoted.start)]
        if any(word.key in _PASSED_ON for word in sentence.words):
            return False
        found = self._after(sentence, quoted) or self._before(sentence, quoted)
        if found is None or found.party.how is How.OUTLET:
            return False
        return not found.party.sources & {statement.source for statement in held}

    def _after(self, sentence: Sentence, quoted: Quotation) -> Mention | None:
        """`“…,” said the general`, or `“…,” the general said`."""
        around = self.draft.text[quoted.end - 1 : quoted.end + 2].replace("\n", " ")
        if not {",", "?", "!"} & set(around):
            return None
        words = [word for word in sentence.words if word.start >= quoted.end][:_AHEAD]
        mentions = self.parties.mentions(words)
        if not mentions:
            return None
        first = mentions[0]
        lead = [word.key for word in words[: first.first]]
        if lead and lead[0] in _GIVES and set(lead[1:]) <= _BEFORE_NAMES:
            return self._alone(words, mentions)
        return first if set(lead) <= _BEFORE_NAMES and self._speaks(words, mentions) else None

    def _before(self, sentence: Sentence, quoted: Quotation) -> Mention | None:
        """`The general said: “…”`, or `the general called it “…”`."""
        words = [word for word in sentence.words if word.start < quoted.start]
        verb = next((at for at in range(len(words) - 1, -1, -1) if words[at].key in _GIVES), -1)
        if verb < 1 or len(words) - verb > _BACK or self._parted(words, verb):
            return None
        mentions = [m for m in self.parties.mentions(words) if m.last <= verb and not is_aside(words, m)]
        return mentions[-1] if mentions and self._speaks(words[: verb + 1], mentions[-1:]) else None

    def _speaks(self, words: Sequence[Token], mentions: Sequence[Mention]) -> bool:
        """Whether a verb follows a name, with nothing between them but an office or an adverb."""
        if self._alone(words, mentions) is None:
            return False
        for at in range(mentions[0].last, len(words)):
            key = words[at].key
            if key in _GIVES:
                return True
            if key in _PRONOUNS or key in SINGULAR_HEADS or key in PLURAL_HEADS or self._parted(words, at - 1, at):
                return False
        return False

    def _alone(self, words: Sequence[Token], mentions: Sequence[Mention]) -> Mention | None:
        """The first mention, unless a name follows that the log does not know: `Pentagon spokesman John Smith`."""
        mention = mentions[0]
        at = mention.last
        if len(mentions) > 1 and mentions[1].first == at and mentions[1].party.sources & mention.party.sources:
            at = mentions[1].last
        while at < len(words) and self.draft.gap(words[at - 1], words[at]).isspace() and words[at].key not in _GIVES:
            if words[at].is_capital or words[at].key.startswith("spokes") or words[at].key == "and":
                return None
            at += 1
        return mention

    def _parted(self, words: Sequence[Token], first: int, last: int | None = None) -> bool:
        """Whether a clause ends between some words."""
        stop = len(words) if last is None else last + 1
        return any(self.draft.has_between(words, at, frozenset(";()—")) for at in range(first + 1, stop))
