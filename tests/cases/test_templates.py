"""Plain sentences made from templates: every way of telling with every pair of verbs, and who, where and when it was.

Rows written one by one leave gaps that no annotated report fills; all the plain ways of saying the same do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import pytest

from .compare import read

PUBLISHED = "2024-05-15"  # a Wednesday


class Verb(NamedTuple):
    """What befalls those counted, in the active, the passive and the -ing form."""

    kind: str
    active: str
    passive: str
    ing: str


OF_PEOPLE = (
    Verb("killed", "killed", "killed", "killing"),
    Verb("killed", "shot dead", "shot dead", "shooting dead"),
    Verb("injured", "wounded", "wounded", "wounding"),
    Verb("injured", "injured", "injured", "injuring"),
    Verb("abducted", "kidnapped", "kidnapped", "kidnapping"),
    Verb("detained", "arrested", "arrested", "arresting"),
)
OF_THINGS = (
    Verb("destroyed", "destroyed", "destroyed", "destroying"),
    Verb("destroyed", "burned down", "burned down", "burning down"),
    Verb("damaged", "damaged", "damaged", "damaging"),
)
# Twelve of one kind and five of another.
OF_BOTH = (
    "Gunmen {act} 12 farmers and 5 {who} were {also}.",
    "Rebels {act} 12 farmers, and at least 5 {who} were later {also}.",
    "Rebels {act} 12 farmers and {act_also} 5 {who}.",
    "Militants {act} 12 farmers in the town of Tarsa, {ing_also} 5 {who}.",
    "Gunmen attacked a village on Monday, {ing} 12 farmers and {ing_also} 5 {who}.",
    "12 farmers were {done} and 5 {who} were {also} by the army.",
    "At least 12 farmers were {done} and 5 {who} {also} in the raid.",
    "12 farmers were {done} while 5 {who} were {also}.",
    "Some 12 farmers have been {done} and 5 {who} have been {also} since Monday.",
    "Residents said 12 farmers were {done} and that five {who} were {also}.",
    "The raid on Tarsa, in which 12 farmers were {done} and five {who} were {also}, lasted two hours.",
)
OF_OTHERS = (
    "Gunmen {act} 12 farmers and 5 others were {also}.",
    "Twelve farmers were {done} and 5 others {also} on Monday, the police said.",
    "Twelve farmers were {done} and 5 {also} in the raid.",
)
DOERS = ("gunmen", "the army", "Boko Haram fighters", "M23 rebels", "Russian forces", "suspected jihadists")
TOLD = (
    "{Doer} killed 12 farmers in {place} {day}, {source} said.",
    "Twelve farmers were killed by {doer} in {place} {day}, according to {source}.",
    "{Source} said that 12 farmers had been killed by {doer} in {place} {day}.",
    "An attack by {doer} on {place} killed 12 farmers {day}, {source} said.",
    "{Doer} stormed the town of {place} {day} and killed 12 farmers, {source} reported.",
    "{Source} accused {doer} of killing 12 farmers in {place} {day}.",
    "“{Doer} killed 12 farmers in {place} {day},” {source} said.",
    "In {place}, {doer} killed 12 farmers {day}, {source} said.",
)
SOURCES = ("residents", "the governor", "the health ministry", "two witnesses", "Amnesty International")
PLACES = ("Goma", "Kharkiv", "Idlib")
DAYS = {
    "on Monday": "2024-05-13",
    "on May 6": "2024-05-06",
    "yesterday": "2024-05-14",
    "last Friday": "2024-05-10",
}


def _filled(template: str) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The sentences of a template with the counts that each tells."""
    for one, other in product(OF_PEOPLE, (*OF_PEOPLE, *OF_THINGS)):
        things, alike = other in OF_THINGS, one.kind == other.kind
        if (things and template in OF_OTHERS) or (alike and "were {also}" not in template):
            continue
        text = template.format(
            act=one.active, done=one.passive, ing=one.ing, who="houses" if things else "soldiers",
            act_also=other.active, also=other.passive, ing_also=other.ing,
        )  # fmt: skip
        yield text, [(one.kind, 12), (other.kind, 5)]


def _told() -> Iterator[tuple[str, str, str, str, str]]:
    for number, (template, doer) in enumerate(product(TOLD, DOERS)):
        source, place = SOURCES[number % len(SOURCES)], PLACES[number % len(PLACES)]
        day = list(DAYS)[number % len(DAYS)]
        text = template.format(
            doer=doer, Doer=doer[0].upper() + doer[1:], place=place, day=day,
            source=source, Source=source[0].upper() + source[1:],
        )  # fmt: skip
        yield text, doer, source, place, DAYS[day]


@pytest.mark.parametrize("template", [*OF_BOTH, *OF_OTHERS])
def test_each_number_has_the_verb_that_tells_it(template: str) -> None:
    assert [text for text, told in _filled(template) if _counts(text) != Counter(told)] == []


def _counts(text: str) -> Counter[tuple[str, float]]:
    claims = read({"text": text, "published": PUBLISHED})
    return Counter((claim.kind, claim.quantity.value) for claim in claims)


@pytest.mark.parametrize("verb", [*OF_PEOPLE, *OF_THINGS], ids=lambda verb: verb.active)
@pytest.mark.parametrize("who", ["men", "soldiers", "police officers", "masked men on motorcycles"])
def test_who_acts_is_not_counted_among_those_harmed(verb: Verb, who: str) -> None:
    harmed = "houses" if verb in OF_THINGS else "pupils"
    assert _counts(f"Three {who} {verb.active} 14 {harmed}.") == {(verb.kind, 14): 1}
    assert _counts(f"At least 30 {who} {verb.active} 14 {harmed} on Monday.") == {(verb.kind, 14): 1}


@pytest.mark.parametrize(("text", "doer", "source", "place", "day"), list(_told()))
def test_who_did_it_who_says_so_where_and_when(
    text: str, doer: str, source: str, place: str, day: str
) -> None:
    (claim,) = read({"text": text, "published": PUBLISHED})
    assert claim.by is not None and claim.by.text.casefold() in doer.casefold()
    assert claim.source is not None and claim.source.text.casefold() in source.casefold()
    assert [each.text for each in claim.where] == [place]
    assert claim.when is not None and str(claim.when.first) == day
