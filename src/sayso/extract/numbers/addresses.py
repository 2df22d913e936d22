"""Numbers by which things are found: houses, blocks, rooms, telephones, pictures of a page."""

from __future__ import annotations

from typing import Final

from sayso.extract.numbers.setting import Setting

STREET_REACH: Final = 6
PICTURE_REACH: Final = 4
_AREA_CODE, _EXCHANGE, _LINE = 3, 3, 4
_DIRECTIONS: Final = frozenset({"n", "s", "e", "w", "ne", "nw", "se", "sw", "n.e.", "n.w.", "s.e.", "s.w."})
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
_SHIELDS: Final = frozenset({"u.s.", "us", "cr", "sr", "hwy", "rt", "rte", "fm"})
_RELATED: Final = "related"
_COUNTERS: Final = frozenset({"of", "/"})


def is_house(at: Setting) -> bool:
    """ "at 833 Anderson St.", "6000 NW 32nd Court", "the 1300 block of Mill Street"."""
    if at.after in ("block", "blocks", "blk") and at.spelled.value >= 100:
        return True
    if at.after in _DIRECTIONS and at.reading.capitalised(at.spelled.last):
        return True
    for index in range(at.spelled.last, min(at.spelled.last + STREET_REACH, at.stop)):
        word = at.word(index)
        named = at.reading.capitalised(index) or word[0].isdigit() or word in _ORDINALS or word == "."
        if not named:
            return False
        if index > at.spelled.last and at.reading.lexicon.is_in(word, "streets"):
            return True
    return False


def is_room(at: Setting) -> bool:
    """ "in room 140", "exit 12": named by its number, and nothing counted by it."""
    designator = at.spelled.first - 1
    if not at.is_before("numbered_places") or at.spelled.last in at.reading.nouns:
        return False
    return not at.reading.lexicon.is_in(at.word(designator - 1), "determiners")


def is_on_road(at: Setting) -> bool:
    """ "At 11690 U.S. 36", either number, "Lot No. 15", "on CR 2701"."""
    if at.after in _SHIELDS and at.word(at.spelled.last + 1).isdigit():
        return True
    first = at.spelled.first
    if at.before == "." and at.word(first - 2) == "no":
        return at.reading.capitalised(first - 2)
    return at.before in _SHIELDS and (at.before.endswith(".") or at.reading.surface[first - 1].isupper())


def is_telephone(at: Setting) -> bool:
    """ "(910) 555-0142", "910-555-0142", "1-800-555-0142", "(866) TIP-LINE", "dial 911"."""
    first, words = at.spelled.first, at.word
    if at.before == "(" and at.after == ")" and len(words(first)) == _AREA_CODE:
        spelled = (
            first + 2 < at.stop and len(words(first + 2)) > 1 and at.reading.surface[first + 2].isupper()
        )
        return spelled or (len(words(first + 2)) == _EXCHANGE and words(first + 2).isdigit())
    number, line = words(first), words(first + 2)
    parts = (words(first + 3), words(first + 4))
    if words(first + 1) == "-" == parts[0] and number.isdigit() and line.isdigit() and parts[1].isdigit():
        return len(line) == _EXCHANGE and (len(parts[1]) == _LINE or number == "1")
    if words(first + 1) == "-" and number.isdigit() and line.isdigit():
        glued = at.reading.ends[first] == at.reading.starts[first + 1]
        return glued and (len(number), len(line)) == (_EXCHANGE, _LINE) and not _counts(at, first + 3)
    return at.reading.lexicon.is_in(number, "emergency_numbers") and not _counts(at, first + 1)


def is_picture(at: Setting) -> bool:
    """Both numbers of "Image 7 of 12", "Photo 1 of / 8", and what a page counts: "| 371 | Related"."""
    if at.after == _RELATED and at.reading.capitalised(at.spelled.last):
        return True
    for index in range(at.spelled.first - 1, max(at.begin - 1, at.spelled.first - 1 - PICTURE_REACH), -1):
        word = at.word(index)
        if at.reading.lexicon.is_in(word, "pictures"):
            return True
        if word not in _COUNTERS and not word.isdigit():
            return False
    return False


def _counts(at: Setting, index: int) -> bool:
    """Does a noun in the plural follow, or a word of harm?"""
    hit = at.reading.nouns.get(index)
    return index < at.stop and ((hit is not None and hit.payload.plural) or index in at.reading.triggers)
