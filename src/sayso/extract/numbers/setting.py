"""A numeral with the words on either side: what a refusal looks at."""

from __future__ import annotations

from typing import Final, NamedTuple

from sayso.extract.nouns.heads import head_noun
from sayso.lexicon import Hit, Noun, Reading
from sayso.lexicon.numbers import Numeral

HEDGE_REACH: Final = 4  # tokens of a hedge


class Setting(NamedTuple):
    """A numeral in its sentence, tokens begin..stop-1; `glued_*` where nothing stands between.

    `opening` is where the number begins with its hedge ("more than | 4,500"), `head` the noun it counts.
    """

    reading: Reading
    spelled: Numeral
    begin: int
    stop: int
    before: str
    after: str
    glued_before: bool
    glued_after: bool
    opening: int
    head: Hit[Noun] | None

    def is_before(self, word_class: str) -> bool:
        """Is the word before it of a class?"""
        return self.reading.lexicon.is_in(self.before.rstrip("."), word_class)

    def is_verb_before(self, word_class: str) -> bool:
        """Is the word before it and its hedge of a class: "affected | more than 20 million"?"""
        return self.reading.lexicon.is_in(self.word(self.opening - 1), word_class)

    def is_after(self, word_class: str) -> bool:
        """Is the word behind it of a class?"""
        return self.reading.lexicon.is_in(self.after.rstrip("."), word_class)

    def is_of_one(self) -> bool:
        """Do one person and "of" stand before it: "a man | of 68", "the father | of four"?"""
        before = self.reading.nouns.get(self.spelled.first - 2)
        if self.before != "of" or before is None:
            return False
        return before.payload.noun_type == "person" and not before.payload.plural

    def word(self, index: int) -> str:
        """A word of the sentence; nothing beyond its ends."""
        return self.reading.words[index] if self.begin <= index < self.stop else ""

    def few(self, word: str) -> float:
        """The value of a small number in a word; 0 where it is none."""
        numeral = self.reading.lexicon.numerals.get(word)
        return numeral.value if numeral is not None and numeral.role == "unit" else 0


def setting(reading: Reading, spelled: Numeral, begin: int, stop: int) -> Setting:
    """The numeral as it stands in the sentence of tokens begin..stop-1."""
    first, last, hedges = spelled.first, spelled.last, reading.hedges
    hedged = (at for at in range(first - HEDGE_REACH, first) if at in hedges and hedges[at].last == first)
    return Setting(
        reading,
        spelled,
        begin,
        stop,
        reading.words[first - 1] if first > begin else "",
        reading.words[last] if last < stop else "",
        first > begin and reading.ends[first - 1] == reading.starts[first],
        last < stop and reading.starts[last] == reading.ends[last - 1],
        next(hedged, first),
        head_noun(reading, last, stop),
    )
