"""What the tables of a lexicon hold: one type a table, and phrases found by their first word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, Literal, NamedTuple, TypeVar

from sayso.records import HarmedClass, Hedge, Kind, Means, Stance

T = TypeVar("T")
Use = Literal["transitive", "intransitive", "adjective", "noun", "toll", "of"]
VerbForm = Literal["base", "third", "past", "participle", "past_participle", "ing", "none"]
HedgeSide = Literal["before", "after"]
SayingUse = Literal["verb", "noun", "phrase"]
NumeralRole = Literal["unit", "multiplier", "vague", "ordinal", "zero", "pair"]
NounType = Literal[
    "person", "body", "group", "life", "organisation", "livestock", "weapon", "munition", "vehicle",
    "aircraft", "vessel", "building", "post", "settlement", "infrastructure", "goods", "act", "toll", "time",
    "money", "measure", "age", "count-other",
]  # fmt: skip
Group = Literal[
    "children", "women", "men", "elderly", "patients", "students", "medical", "press", "aid", "educators"
]

VERB_FORMS: Final[tuple[VerbForm, ...]] = VerbForm.__args__  # type: ignore[attr-defined]
USES: Final[tuple[Use, ...]] = Use.__args__  # type: ignore[attr-defined]
HEDGE_SIDES: Final[tuple[HedgeSide, ...]] = HedgeSide.__args__  # type: ignore[attr-defined]
SAYING_USES: Final[tuple[SayingUse, ...]] = SayingUse.__args__  # type: ignore[attr-defined]
NUMERAL_ROLES: Final[tuple[NumeralRole, ...]] = NumeralRole.__args__  # type: ignore[attr-defined]
NOUN_TYPES: Final[tuple[NounType, ...]] = NounType.__args__  # type: ignore[attr-defined]
GROUPS: Final[tuple[Group, ...]] = Group.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One form of a word that says people or things were affected.

    `use` says where the affected stands: transitive (object in the active, subject in the passive),
    intransitive (subject), adjective ("12 dead"), noun ("12 deaths"), toll ("the death toll rose to 12"),
    of ("the killing of 12"). `kinds` gives the kind by the type of the noun counted; "" stands for every
    other noun and for none, and where it is missing the word says nothing of other nouns.
    """

    rule: str
    kinds: Mapping[str, Kind]
    use: Use
    form: VerbForm
    means: Means | None = None


class Noun(NamedTuple):
    """What is counted. `noun_type` is person, weapon, building ... or a unit (time, money, measure ...)."""

    lemma: str
    plural: bool
    harmed_class: HarmedClass | None
    noun_type: NounType
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HedgeWord:
    """A hedge phrase and the side of the number it stands on."""

    rule: str
    hedge: Hedge
    side: HedgeSide


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number word; its role: unit (one ... ninety), multiplier (hundred, lakh), vague (dozens), ordinal."""

    value: float
    role: NumeralRole


@dataclass(frozen=True, slots=True)
class SayingWord:
    """A word of saying; `use` verb ("X said"), noun ("X's statement"), phrase ("according to X")."""

    rule: str
    stance: Stance
    use: SayingUse


@dataclass(slots=True)
class PhraseTable(Generic[T]):
    """Phrases by their first word. A text meets few of them, so they are cut into words when first met."""

    by_first: dict[str, list[tuple[str, T]]] = field(default_factory=dict)
    _cut: dict[str, _Cut[T]] = field(default_factory=dict)

    def add(self, phrase: str, payload: T) -> None:
        """Takes in a phrase; upper and lower case are one, a hyphen is a word of its own."""
        self.add_all([(phrase, payload)])

    def add_all(self, phrases: Iterable[tuple[str, T]]) -> None:
        """Takes in many phrases, each with its payload."""
        by_first = self.by_first
        for phrase, payload in phrases:
            folded = phrase.casefold()
            first = folded.partition(" ")[0]
            if "-" in first:
                first = words_of(first)[0]
            if first in by_first:
                by_first[first].append((folded, payload))
            else:
                by_first[first] = [(folded, payload)]

    def at(self, words: Sequence[str], index: int) -> Iterator[tuple[int, T]]:
        """All payloads whose phrase begins at `index`, the longest first, with the index after it."""
        first = words[index]
        if first not in self.by_first:
            return
        cut = self._cut.get(first) or self._cut_up(first)
        if cut.longer and index + 1 < len(words):
            for phrase, payload in cut.longer.get(words[index + 1], ()):
                end = index + len(phrase)
                if tuple(words[index:end]) == phrase:
                    yield end, payload
        for payload in cut.alone:
            yield index + 1, payload

    def longest(self, words: tuple[str, ...], index: int, stop: int) -> tuple[int, list[T]]:
        """The index after the longest phrase from `index` that ends by `stop`, and its payloads.

        Asked only where a phrase begins with the word at `index`.
        """
        cut = self._cut.get(words[index]) or self._cut_up(words[index])
        following = cut.longer.get(words[index + 1], ()) if index + 1 < stop else ()
        for phrase, _ in following:
            end = index + len(phrase)
            if end <= stop and words[index:end] == phrase:
                return end, [payload for other, payload in following if other == phrase]
        return index + 1, cut.alone

    def _cut_up(self, first: str) -> _Cut[T]:
        """The phrases that open with a word, cut into words: the longest first, of one length as added."""
        cut: _Cut[T] = _Cut({}, [])
        phrases = [(words_of(phrase), payload) for phrase, payload in self.by_first[first]]
        for phrase, payload in sorted(phrases, key=lambda entry: -len(entry[0])):
            if len(phrase) == 1:
                cut.alone.append(payload)
            else:
                cut.longer.setdefault(phrase[1], []).append((phrase, payload))
        self._cut[first] = cut
        return cut


class _Cut(NamedTuple, Generic[T]):
    """What phrases of one first word say: those of several words by their second, and the word alone."""

    longer: dict[str, list[tuple[tuple[str, ...], T]]]
    alone: list[T]


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they stand among a text's tokens.

    >>> words_of("press-gang")
    ('press', '-', 'gang')
    """
    return tuple(phrase.replace("-", " - ").split())


@dataclass(slots=True, eq=False)
class Lexicon:
    """All tables of one language. Compared by identity, so that what is derived from one can be cached."""

    language: str
    triggers: PhraseTable[Trigger] = field(default_factory=PhraseTable)
    hedges: PhraseTable[HedgeWord] = field(default_factory=PhraseTable)
    numerals: dict[str, Numeral] = field(default_factory=dict)
    nouns: PhraseTable[Noun] = field(default_factory=PhraseTable)
    saying: PhraseTable[SayingWord] = field(default_factory=PhraseTable)
    means: PhraseTable[Means] = field(default_factory=PhraseTable)
    words: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_in(self, word: str, word_class: str) -> bool:
        """Is a lower-case word in a closed class of words.toml?"""
        return word in self.words[word_class]

    def is_numeral(self, word: str) -> bool:
        """Is a word a numeral, or does it begin with a digit?"""
        return word[:1].isdigit() or word in self.numerals
