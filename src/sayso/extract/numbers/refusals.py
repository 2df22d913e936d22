"""Numbers that by their form count nothing: dates, ages, addresses, money, measures, names of units, scores.

Each refusal is named; a named refusal is final, so only what the form alone decides belongs here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sayso.extract.nouns.heads import UNIT_TYPES, is_model
from sayso.extract.numbers.addresses import is_house, is_on_road, is_picture, is_room, is_telephone
from sayso.extract.numbers.ages import (
    follows_age_word,
    is_decade,
    is_died_at,
    is_of_extreme,
    is_of_group,
    is_of_person,
    is_of_pronoun,
    is_short,
    stands_behind_person,
    stands_in_brackets,
    stands_in_row,
)
from sayso.extract.numbers.dates import is_dashed, is_date, is_spelled_year, is_time, is_year
from sayso.extract.numbers.setting import Setting, setting
from sayso.extract.numbers.which_one import (
    is_all_but,
    is_correlative,
    is_density,
    is_height,
    is_or_so,
    is_share,
    is_spelled_again,
    is_superlative,
    is_the_number,
    is_which_one,
    stands_alone,
)
from sayso.lexicon import Hit, Noun, Reading
from sayso.lexicon.numbers import NumberForm, Numeral

SEXUAL_REACH: Final = 5  # tokens: of conflict-related sexual violence
CHARGED: Final = 2  # tokens behind the number: individual counts
CHANGE_REACH: Final = 12  # tokens between the victims and by how many they rose
MOST: Final = 10_000_000_000  # that anybody counted of people or things
_CURRENCY: Final = frozenset("$€£¥₹₽₪₦₴")
_HEARD_BY: Final = frozenset({"told", "tells"})
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
_PERCENT: Final = frozenset({"%", "percent", "pc", "percentage"})
_GLUED_BEFORE: Final = frozenset("-–.:/№#+_@")
_UNIT_JOINERS: Final = frozenset("more further or square full long cubic nautical of".split())
LEVEL_REACH: Final = 4  # tokens of a verb: has more than doubled
PREVENTED: Final = 5  # tokens behind what is counted: ” had been prevented
_SCALES: Final = frozenset({"k", "m", "b", "t"})
FRACTION: Final = 3  # tokens: 1/2
_THOUSAND: Final = 1000
_NUMBERED_GO_ON: Final = frozenset({"of", ",", ".", "", ":", ";"})


def refusal(reading: Reading, spelled: Numeral, begin: int, stop: int) -> str | None:
    """Why a number can be no count ("age", "money", "designation" ...), or None where it may be one."""
    checks = _CHECKS.get(spelled.form)
    if checks is None:
        return None
    at = setting(reading, spelled, begin, stop)
    for name, holds in checks:
        if holds(at):
            return name
    return _unit(reading, spelled, stop)


def _is_money(at: Setting) -> bool:
    return bool(at.before) and at.before[-1] in _CURRENCY


def _is_ordinal(at: Setting) -> bool:
    return at.glued_after and at.after in _ORDINALS


def _is_glued_name(at: Setting) -> bool:
    """ "Su-25", "10:30", "M4", "41WXY"; not the second half of a range, which is read with its first.

    Nor "a toll of 41: 26 bodies".
    """
    mark = at.spelled.last
    split = (
        at.after in (":", "/") and at.reading.starts[mark + 1 : mark + 2] == at.reading.ends[mark : mark + 1]
    )
    if at.glued_after and (split or _is_call_sign(at) or _is_drive(at)):
        return True
    return at.glued_before and at.before in _GLUED_BEFORE


def _is_call_sign(at: Setting) -> bool:
    """ "41 | WXY": a broadcaster's, "3 | R": a group's name, and no "20 | K"."""
    letters = at.after.isalpha() and at.reading.surface[at.spelled.last].isupper()
    return letters and (len(at.after) > 1 or at.after not in _SCALES)


def _is_drive(at: Setting) -> bool:
    """ "4 | x4 vehicles": what they are."""
    return at.after[:1] == "x" and at.after[1:].isdecimal()


def _is_named_unit(at: Setting) -> bool:
    """ "Resolution 1701", "LIB 344", "the Group of 7"; not "told Tarsa TV 14 had died"."""
    index = at.spelled.first - 1
    if at.before == "of" and at.reading.surface[index - 1] == "Group":
        return True
    if at.is_before("numbered_ways") and at.spelled.last not in at.reading.nouns:  # "on the main road | 60"
        return not at.reading.lexicon.is_in(at.after, "auxiliaries")
    if not at.before or not at.reading.capitalised(index):
        return False
    if at.is_before("designators"):
        return True
    shouted = at.reading.surface[index].isupper() and len(at.before) > 1 and index > at.begin
    first = index
    while at.reading.capitalised(first - 1) and first > at.begin:
        first -= 1
    return shouted and at.before.isalpha() and at.word(first - 1) not in _HEARD_BY


def _is_numbered(at: Setting) -> bool:
    """ "Week | five of the league", "day | 12 of the war"; not "on the same day | five soldiers"."""
    return (
        at.is_before("numbered") and at.spelled.last not in at.reading.nouns and at.after in _NUMBERED_GO_ON
    )


def _is_item_number(at: Setting) -> bool:
    """ "2.": all of a passage, before what is listed there."""
    return at.spelled.first == at.begin and at.spelled.last == at.stop - 1 and at.after in (".", ")")


def _is_even_odds(at: Setting) -> bool:
    """ "Her chances were 50 - 50": either number."""
    if "-" not in (at.before, at.after) or at.word(at.spelled.first) != "50":
        return False
    return (at.after == "-" and at.word(at.spelled.last + 1) == "50") or (
        at.before == "-" and at.word(at.spelled.first - 2) == "50"
    )


def _is_anyone(at: Setting) -> bool:
    """ "One cannot confirm it": whoever, and nobody counted."""
    return at.word(at.spelled.first) == "one" and at.is_after("modals")


def _is_reference(at: Setting) -> bool:
    return at.before == "[" and at.after == "]"


def _is_decimal(at: Setting) -> bool:
    """ "5.0 on the Richter scale", "09"; not "2.5 million"."""
    token = at.word(at.spelled.first)
    bare = at.spelled.last - at.spelled.first == 1
    return bare and ("." in token or (token[0] == "0" and len(token) > 1))


def _is_percentage(at: Setting) -> bool:
    return at.after in _PERCENT or (at.after == "per" and at.word(at.spelled.last + 1) == "cent")


def _is_compound(at: Setting) -> bool:
    """ "a 10-day offensive", "a two-storey house", "17–year–old"; not "fifty-plus villagers"."""
    if not at.glued_after or at.after not in ("-", "‑", "–") or at.spelled.last in at.reading.hedges:
        return False
    following = at.spelled.last + 1
    unit = at.reading.nouns.get(following)
    measured = unit is not None and unit.payload.noun_type in UNIT_TYPES
    return at.word(following)[:1].isalpha() and (at.after != "–" or measured)


def _is_prevented(at: Setting) -> bool:
    """ "Foiled | three attacks", "hundreds of attacks | had been prevented": what did not happen."""
    if at.is_before("preventing"):
        return True
    last = at.head.last if at.head is not None else at.spelled.last
    behind = [word for word in at.reading.words[last : last + PREVENTED] if word[0].isalpha()]
    done = next(
        (
            word
            for word in behind
            if not at.reading.lexicon.is_in(word, "perfect")
            and not at.reading.lexicon.is_in(word, "auxiliaries")
        ),
        "",
    )
    return done != behind[0] and at.reading.lexicon.is_in(done, "preventing") if behind else False


def _is_kin(at: Setting) -> bool:
    """ "The father of | four boys", "the wives of the | five men": whose they are; not "the killer of"."""
    of = at.spelled.first - 1 - at.is_before("determiners")
    if at.word(of) != "of" or of - 1 in at.reading.triggers:
        return False
    kin = at.reading.nouns.get(of - 1)
    return at.is_of_one() or (kin is not None and at.reading.lexicon.is_in(kin.payload.lemma, "kin"))


def _is_beyond(at: Setting) -> bool:
    """More than all people and what they have: no count, but a code or a slip."""
    return at.spelled.value > MOST


def _is_stock(at: Setting) -> bool:
    """ "A population of | 4,500", "an army of | 3,000", "home to | 4,500": how many there are.

    "The population was | 4,500", "the population has doubled to | 4,500", "a territory of | 2.3 million
    people"; not "a camp of 4,500 displaced people".
    """
    first = at.opening
    if _is_level_of_stock(at):
        return True
    if (at.word(first - 2), at.word(first - 1)) == ("home", "to"):
        return True
    is_stock = at.reading.lexicon.is_in(at.word(first - 2), "stocks")
    if at.word(first - 1) != "of":
        return is_stock and at.reading.lexicon.is_in(at.word(first - 1), "auxiliaries")
    return is_stock or _is_of_place(at)


def _is_level_of_stock(at: Setting) -> bool:
    """ "Its population | has nearly doubled to | 4,500": what it has become."""
    if at.word(at.opening - 1) not in ("to", "by", "from"):
        return False
    lexicon, index = at.reading.lexicon, at.opening - 2
    least = max(at.begin, index - LEVEL_REACH)
    while index > least and (
        lexicon.is_in(at.word(index), "risers")
        or lexicon.is_in(at.word(index), "perfect")
        or at.word(index).endswith("ly")
    ):
        index -= 1
    return index < at.opening - 2 and lexicon.is_in(at.word(index), "stocks")


def _is_of_place(at: Setting) -> bool:
    place = at.reading.nouns.get(at.opening - 2)
    if place is None or place.payload.plural or not at.reading.lexicon.is_in(place.payload.lemma, "peopled"):
        return False
    told = range(at.spelled.last, at.head.last + 1) if at.head else range(0)  # "a village of 85 people fled"
    return not any(index in at.reading.triggers for index in told)


def _is_affected(at: Setting) -> bool:
    """ "The flood affected | 35,350", "239,500 | people affected": touched by it, not harmed."""
    behind = at.head.last if at.head is not None else at.spelled.last
    while (
        at.reading.lexicon.is_in(at.word(behind), "auxiliaries")
        or at.reading.lexicon.is_in(at.word(behind), "perfect")
        or at.word(behind).endswith("ly")
    ):
        behind += 1
    return at.is_verb_before("affecting") or at.reading.lexicon.is_in(at.word(behind), "affected")


def _is_sent(at: Setting) -> bool:
    """ "Deployed | nine battalions": who shall act."""
    return at.is_verb_before("deploying")


def _is_band(at: Setting) -> bool:
    """ "Attacked by a gang of | 50": so many did it."""
    first = at.opening
    words = tuple(at.word(first - back) for back in (4, 3, 2, 1))
    return words[0] in ("by", "from") and words[3] == "of" and at.reading.lexicon.is_in(words[2], "bands")


def _is_searching(at: Setting) -> bool:
    """ "| 3,000 officers are searching for": who looks for others."""
    behind = at.head.last if at.head is not None else at.spelled.last
    is_doing = at.reading.lexicon.is_in(at.word(behind), "auxiliaries")
    return is_doing and at.reading.lexicon.is_in(at.word(behind + 1), "searching")


def _is_charge(at: Setting) -> bool:
    """ "Faces | five counts of murder", "| three murder charges": how many crimes, whoever suffered them."""
    return any(
        at.reading.lexicon.is_in(at.word(index), "charges")
        for index in range(at.spelled.last, at.spelled.last + CHARGED)
    )


def _is_unknown(at: Setting) -> bool:
    """ "An unknown | number of": nobody told how many."""
    return at.is_before("uncounted")


def _is_sexual(at: Setting) -> bool:
    """ "| 40 victims of sexual violence", "victims of CRSV rose from | 35 to 40": of no kind yet."""
    lexicon, words = at.reading.lexicon, at.reading.words
    if at.head is not None:
        behind = words[at.head.last : min(at.stop, at.head.last + SEXUAL_REACH)]
        return behind[:1] == ("of",) and any(lexicon.is_in(word, "sexual") for word in behind)
    for word in reversed(words[max(at.begin, at.spelled.first - CHANGE_REACH) : at.spelled.first]):
        if word in (",", ";") or lexicon.is_in(word, "clause_openers"):
            return False
        if lexicon.is_in(word, "sexual"):
            return True
    return False


def _is_vote(at: Setting) -> bool:
    """ "By a margin of | 120 to 14", "by 120 votes to | 14": how many were for it, and how many against."""
    is_in, first = at.reading.lexicon.is_in, at.spelled.first
    if at.before == "of":
        return is_in(at.word(first - 2), "ballots")
    against = at.before == "to" and at.reading.lexicon.is_numeral(at.word(first - 2))
    return at.before == "to" and is_in(at.word(first - 4 if against else first - 2), "ballots")


def _is_scaled_name(at: Setting) -> bool:
    """ "N676 | million", "Rs12 | lakh": the number itself stands in a word with a currency's letters."""
    bare = at.word(at.spelled.first).isalpha() and at.spelled.value >= _THOUSAND
    return bare and at.before[:1].isalpha() and at.before[-1:].isdecimal()


_OF_DIGITS: Final[tuple[tuple[str, Callable[[Setting], bool]], ...]] = (
    ("money", _is_money),
    ("ordinal", _is_ordinal),
    ("designation", _is_glued_name),
    ("reference", _is_reference),
    ("item", _is_item_number),
    ("odds", _is_even_odds),
    ("age", stands_in_brackets),
    ("age", stands_behind_person),
    ("age", stands_in_row),
    ("age", is_decade),
    ("age", is_short),
    ("telephone", is_telephone),
    ("address", is_house),
    ("address", is_room),
    ("address", is_on_road),
    ("picture", is_picture),
    ("date", is_dashed),
    ("date", is_date),
    ("year", is_year),
    ("designation", _is_named_unit),
    ("page", stands_alone),
    ("decimal", _is_decimal),
    ("time", is_time),
)
_OF_ALL: Final[tuple[tuple[str, Callable[[Setting], bool]], ...]] = (
    ("age", follows_age_word),
    ("age", is_of_person),
    ("age", is_of_pronoun),
    ("age", is_of_group),
    ("age", is_of_extreme),
    ("age", is_died_at),
    ("percentage", _is_percentage),
    ("compound", _is_compound),
    ("designation", _is_numbered),
    ("prevented", _is_prevented),
    ("affected", _is_affected),
    ("sent", _is_sent),
    ("unknown", _is_unknown),
    ("charge", _is_charge),
    ("band", _is_band),
    ("searching", _is_searching),
    ("sexual violence", _is_sexual),
    ("size", _is_beyond),
    ("kin", _is_kin),
    ("stock", _is_stock),
    ("correlative", is_correlative),
    ("share", is_share),
    ("superlative", is_superlative),
    ("anyone", _is_anyone),
    ("which", is_which_one),
    ("which", is_or_so),
    ("left out", is_all_but),
    ("height", is_height),
    ("again", is_spelled_again),
    ("density", is_density),
    ("number", is_the_number),
    ("year", is_spelled_year),
    ("money", _is_scaled_name),
    ("vote", _is_vote),
)
_CHECKS: Final[Mapping[NumberForm, tuple[tuple[str, Callable[[Setting], bool]], ...]]] = {
    "digits": (*_OF_DIGITS, *_OF_ALL),
    "word": _OF_ALL,
    "vague": _OF_ALL,
}


def _unit(reading: Reading, spelled: Numeral, stop: int) -> str | None:
    """Units of time, money, length ... right behind the number ("30 minutes", "12 more days", "122 mm")."""
    first = spelled.last + (FRACTION if reading.words[spelled.last + 1 : spelled.last + 2] == ("/",) else 0)
    for index in range(first, min(first + 2, stop)):  # "2 | 1/2 | years"
        hit = reading.nouns.get(index)
        if hit is not None and not is_model(reading, index):
            counts = hit.payload.noun_type not in UNIT_TYPES or _counts_attacks(reading, spelled, hit)
            return None if counts else hit.payload.noun_type
        if reading.words[index] not in _UNIT_JOINERS:
            return None
    return None


def _counts_attacks(reading: Reading, spelled: Numeral, hit: Hit[Noun]) -> bool:
    """ "Shelled the town | 20 times": so many attacks."""
    if hit.payload.lemma != "times":
        return False
    return "attacks" in reading.kinds_in(range(*reading.bounds[reading.passage_of[spelled.first]]))
