"""Who of those shot or hurt died and who lived, where the words about them or the next sentences tell.

"A girl was shot in the leg" lived, "He was found with a gunshot wound. The teen died at the hospital" did
not, though no word of death stands beside the number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from sayso.extract.counted import Counted
from sayso.extract.counts.singulars import REFLEXIVES
from sayso.extract.speech.phrases import holds
from sayso.lexicon import Reading
from sayso.records import Kind, Quote

FOLLOWING: Final = 2  # sentences that may go on about the same people
NEGATION_REACH: Final = 3
LIMB_REACH: Final = 5
_ONE: Final = frozenset({"he", "she", "him"})
_SUBJECTS: Final = frozenset({"he", "she"})
_CHAIN: Final = frozenset({"later", "also", "then", "subsequently", "pronounced", "declared"})
_POINTING: Final = frozenset({"the", "that"})
_WHOLE: Final = frozenset({"both", "all"})

Outcome = Literal["died", "lived", "both"]
_KIND: Final[Mapping[Outcome, Kind]] = {"died": "killed", "lived": "injured", "both": "casualties"}
_RULE: Final[Mapping[Outcome, str]] = {
    "died": "outcome.died", "lived": "injured.shoot", "both": "outcome.both",
}  # fmt: skip
_TENDED: Final = frozenset({"injured.hospital", "injured.treat"})
_OF_PERSONS: Final = frozenset({"killed", "injured", "casualties"})


def settled(reading: Reading, counted: Sequence[Counted]) -> list[Counted]:
    """The quantities, those hurt who are told to have died as killed, those shot who lived as injured.

    A later word for the same person ("The teen was pronounced dead") becomes a mention of the first. Who
    lived may die after the report, so that its rule leaves the outcome open.
    """
    open_rules = reading.lexicon.words["open_outcomes"]
    items = _one_outcome(counted, open_rules)
    said_again: set[int] = set()
    for place, item in enumerate(items):
        is_open = item.rules[0] in open_rules
        if place in said_again or item.trigger is None or item.kind not in _OF_PERSONS:
            continue
        stop, places = _told_until(reading, items, place)
        mortally = item.kind == "injured" and item.quantity.value > 1 and _some_fatally(reading, stop)
        if not (is_open or mortally or _is_one_hurt(item)):
            continue
        again = [items[at] for at in places]
        outcome: Outcome | None
        whole = mortally and not is_open
        whole = whole or _is_whole(reading, item) or (is_open and _has_died_of(reading, items, place))
        outcome = "both" if whole else _outcome(reading, item, stop, again)
        if (
            outcome is None
            and is_open
            and (_is_of_hurt(reading, items, place) or _is_beside_dead(reading, items, place))
        ):
            outcome = "lived"
        if outcome is None or (outcome == "lived" and not is_open):
            continue
        kind = _KIND[outcome]
        same = [at for at in places if items[at].kind == kind or items[at].rules[0] in open_rules]
        said_again.update(same)
        items[place] = _decided(item, outcome, [items[at] for at in same])
    return _told_once(item for place, item in enumerate(items) if place not in said_again)


def _is_of_hurt(reading: Reading, items: Sequence[Counted], place: int) -> bool:
    """ "40 were wounded, including | a boy | who was shot": one of those hurt."""
    item, whole = items[place], items[place - 1] if place else None
    if whole is None or whole.kind != "injured" or whole.quantity.value <= item.quantity.value:
        return False
    included = reading.lexicon.is_in(reading.words[item.first - 1], "part_openers")
    return included and reading.passage_of[whole.first] == reading.passage_of[item.first]


def _is_beside_dead(reading: Reading, items: Sequence[Counted], place: int) -> bool:
    """ "One man was killed and | eleven others | shot", "He died. | Two others | were shot": not the dead."""
    item, dead = items[place], items[place - 1] if place else None
    others = reading.words[item.last : item.last + 1] == ("others",)
    if dead is None or not others or reading.passage_of[item.first] - reading.passage_of[dead.first] > 1:
        return False
    return dead.kind == "killed" and dead.rules[0] not in reading.lexicon.words["open_outcomes"]


def _has_died_of(reading: Reading, items: Sequence[Counted], place: int) -> bool:
    """ "| Two people | were shot. One of the men later died": some of those counted did."""
    item = items[place]
    if item.quantity.value == 1:
        return False
    stop = reading.passage_of[item.first] + FOLLOWING
    for other in items[place + 1 :]:
        if reading.passage_of[other.first] > stop:
            return False
        part = reading.words[other.last : other.last + 1] in (("of",), ("who",))
        fewer = other.quantity.value < item.quantity.value and other.kind == "killed"
        if part and fewer and other.rules[0] not in reading.lexicon.words["open_outcomes"]:
            return True
    return False


def _told_once(items: Iterable[Counted]) -> list[Counted]:
    """The quantities, each once a kind: "was wounded and died" counts one dead by both its words."""
    found: dict[tuple[Kind, int, int], Counted] = {}
    for item in items:
        found.setdefault((item.kind, item.first, item.last), item)
    return list(found.values())


def _one_outcome(counted: Sequence[Counted], open_rules: Collection[str]) -> list[Counted]:
    """Of a number that one open word made both killed and injured only the likelier, which comes first."""
    seen: set[int] = set()
    kept = []
    for item in counted:
        if item.rules[0] in open_rules:
            if item.first in seen:
                continue
            seen.add(item.first)
        kept.append(item)
    return kept


def _is_one_hurt(item: Counted) -> bool:
    return item.kind == "injured" and item.quantity.value == 1 and item.quantity.hedge == "exact"


def _decided(item: Counted, outcome: Outcome, again: Sequence[Counted]) -> Counted:
    mentions = tuple(Quote(each.quantity.text, each.quantity.start, each.quantity.end) for each in again)
    return replace(
        item,
        kind=_KIND[outcome],
        rules=(_RULE[outcome], *item.rules[1:]),
        mentions=(*item.mentions, *mentions),
    )


def _told_until(reading: Reading, items: Sequence[Counted], place: int) -> tuple[int, list[int]]:
    """Up to which token the same people are spoken of, and the places of quantities that say them again."""
    item = items[place]
    passage = reading.passage_of[item.first]
    stop = reading.bounds[min(passage + FOLLOWING, len(reading.bounds) - 1)][1]
    again = []
    for at in range(place + 1, len(items)):
        other = items[at]
        if other.first >= stop:
            break
        if other.first == item.first or other.kind not in _OF_PERSONS:
            continue
        if not _points_back(reading, item, other) or _is_other_dead(reading, items, place, other):
            stop = other.first
            break
        again.append(at)
    if item.quantity.value > 1:
        behind = range(item.last, stop)
        stop = next((at for at in behind if reading.words[at] in reading.lexicon.numerals), stop)
    return stop, again


def _points_back(reading: Reading, item: Counted, other: Counted) -> bool:
    """ "The teen", "he" in a later sentence: the one person told before; "both": the two."""
    word = reading.words[other.first]
    if item.quantity.value != 1 or other.quantity.value != 1:
        later = reading.passage_of[other.first] > reading.passage_of[item.first]
        return later and word in _WHOLE and other.quantity.value == item.quantity.value
    if reading.passage_of[other.first] == reading.passage_of[item.first]:
        between = reading.words[item.last : other.first]
        named = between.count(",") == 1 and between[-1] == "," and reading.capitalised(other.first)
        return word in _ONE or named  # "one of the wounded, | Ko Min, | died"
    return (word in _POINTING or word in _ONE) and not any(
        reading.lexicon.is_in(reading.words[at], "others") for at in range(other.first, other.last + 1)
    )


def _is_other_dead(reading: Reading, items: Sequence[Counted], place: int, other: Counted) -> bool:
    """ "A boy was shot dead and | his father | wounded. The boy ...": who was told dead before."""
    item, open_rules = items[place], reading.lexicon.words["open_outcomes"]
    if other.kind != "killed" or reading.words[other.first] not in _POINTING or item.rules[0] in open_rules:
        return False
    second = reading.lexicon.is_in(reading.words[item.first], "possessives") or any(
        reading.lexicon.is_in(reading.words[at], "others") for at in range(item.first, item.last + 1)
    )
    return second and any(each.kind == "killed" and each.quantity.value == 1 for each in items[:place])


def _outcome(reading: Reading, item: Counted, stop: int, again: Sequence[Counted]) -> Outcome | None:
    """Died where one person is told to have, lived where words of treatment, limbs or few deaths are told."""
    assert item.trigger is not None
    open_rules = reading.lexicon.words["open_outcomes"]
    limb = _in_a_limb(reading, item.trigger.last, stop)
    told_dead = any(
        other.kind == "killed"
        and other.rules[0] not in open_rules
        and (not limb or _is_pronoun(reading, other))
        for other in again
    )
    if told_dead or _died(reading, item, stop, by_pronoun=limb) or _is_buried(reading, item):
        return "died"
    if any(other.kind == "injured" and other.rules[0] not in open_rules for other in again):
        return "lived"
    behind = range(item.first, stop)
    treated = any(
        reading.lexicon.is_in(reading.words[at], "survival_words") and not _is_denied(reading, at)
        for at in behind
    )
    cared = item.quantity.value == 1 and _is_cared_for(reading, behind)
    few = _some_fatally(reading, stop) or _is_badly_hurt(reading, item, stop)
    return "lived" if treated or cared or limb or few else None


def _is_whole(reading: Reading, item: Counted) -> bool:
    """ "One of | five people shot there | has died": some did, and some did not."""
    at = item.first - 1 - reading.lexicon.is_in(reading.words[item.first - 1], "determiners")
    of = at > 0 and reading.words[at] == "of" and item.quantity.value > 1
    return of and reading.lexicon.is_numeral(reading.words[at - 1])


def _is_buried(reading: Reading, item: Counted) -> bool:
    """ "Shot | three hostages and buried them": told of all that are counted, in the same sentence."""
    stop = reading.bounds[reading.passage_of[item.first]][1]
    return holds(reading, (item.last, stop), "burial_words")


def _is_cared_for(reading: Reading, behind: range) -> bool:
    """ "A boy was shot in the chest and | taken to hospital |"; whether he died there is asked before."""
    return any(hit.payload.rule in _TENDED for hit in reading.triggers_in(behind))


def _is_pronoun(reading: Reading, item: Counted) -> bool:
    return reading.words[item.first] in _ONE


def _died(reading: Reading, item: Counted, stop: int, *, by_pronoun: bool) -> bool:
    """ "A girl who was shot on Monday died on Saturday", "He was pronounced dead": of one person alone.

    Where somebody was shot in a limb, "the driver died" tells of another (`by_pronoun`); "he died" does not.
    """
    if item.quantity.value != 1 or item.trigger is None:
        return False
    own = reading.passage_of[item.first]
    for index in range(max(item.last, item.trigger.last), stop):
        if not reading.lexicon.is_in(reading.words[index], "death_words") or _is_denied(reading, index):
            continue
        passage = reading.passage_of[index]
        begin = item.trigger.last if passage == own else reading.bounds[passage][0]
        pronouns = {reading.words[begin], _subject_of(reading, begin, index)}
        if by_pronoun and passage != own and pronouns.isdisjoint(_ONE):
            continue
        is_subject = item.first < item.trigger.first or reading.words[item.first] in REFLEXIVES
        if passage == own and is_subject and _closes_aside(reading, item, index):
            return True
        if _goes_on(reading, begin, index, passage == own, is_subject):
            return True
    return False


def _closes_aside(reading: Reading, item: Counted, index: int) -> bool:
    """ "A boy, | shot by his cousin on Sunday, | has died": whoever the aside names, the boy did."""
    assert item.trigger is not None
    at = index - 1
    while at > item.trigger.last and reading.lexicon.is_in(reading.words[at], "perfect"):
        at -= 1
    return reading.words[at] == "," and "," in reading.words[item.last : item.trigger.first]


def _goes_on(reading: Reading, begin: int, index: int, is_own: bool, is_subject: bool) -> bool:
    """Is the subject of the word the same person: nobody else named between, or "he", "the victim" first?"""
    people = [
        at
        for at in range(begin, index)
        if at in reading.nouns
        and reading.nouns[at].payload.noun_type == "person"
        and not reading.capitalised(at)  # "Children's Hospital"
    ]
    if is_own:
        return is_subject and not people
    word = reading.words[begin]
    if word in _ONE or _subject_of(reading, begin, index) in _SUBJECTS:  # "the ward said | she | later died"
        return True
    return word == "the" and len(people) <= 1 and begin + 1 in people


def _subject_of(reading: Reading, begin: int, index: int) -> str:
    """The word before a word of death, its auxiliaries and adverbs: "| she | was later pronounced dead"."""
    at = index - 1
    while at > begin and (
        reading.words[at] in _CHAIN
        or any(reading.lexicon.is_in(reading.words[at], name) for name in ("auxiliaries", "perfect"))
    ):
        at -= 1
    return reading.words[at]


def _some_fatally(reading: Reading, index: int) -> bool:
    """ "Nine were shot, | two fatally": the others lived."""
    return reading.words[index + 1 : index + 2] in (("fatally",), ("mortally",))


def _is_badly_hurt(reading: Reading, item: Counted, stop: int) -> bool:
    """ "Four were shot, | one critically", "| one | critically": the worst hurt lives, as the others do."""
    badly = reading.lexicon.words["hurt_badly"]
    return not badly.isdisjoint(
        (*reading.words[item.last : item.last + 1], *reading.words[stop + 1 : stop + 2])
    )


def _is_denied(reading: Reading, index: int) -> bool:
    return any(
        reading.lexicon.is_in(reading.words[at], "negations") or reading.words[at] in ("no", "nobody", "none")
        for at in range(max(index - NEGATION_REACH, 0), index)
    )


def _in_a_limb(reading: Reading, index: int, stop: int) -> bool:
    """ "Shot | twice in the left leg"."""
    words = reading.words[index : min(index + LIMB_REACH, stop)]
    return any(reading.lexicon.is_in(word, "limbs") for word in words)
