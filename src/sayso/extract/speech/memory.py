"""The memory of a report's speakers: "he added", "the group" and "a monitor" get their names."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from sayso.extract.nouns.name_runs import Span, end_of_name
from sayso.extract.speech.headline_speakers import headline_speeches
from sayso.extract.speech.names import most_specific
from sayso.extract.speech.phrases import ARTICLES, PRONOUNS, holds, left_phrase, right_phrase
from sayso.extract.speech.saying_asides import is_paper
from sayso.extract.speech.speakers import AS_SUBJECT, all_speeches
from sayso.extract.speech.speech import Speech
from sayso.lexicon import Reading

MAX_REMEMBERED: Final = 200
MENTION_PASSAGES: Final = 1
MAX_TITLE: Final = 10
MAX_NAME: Final = 6
MAX_SEVERAL: Final = 5
SUBJECT_PASSAGES: Final = 2
_FIGURES: Final = frozenset({"data", "statistics", "records", "estimates"})
_TOLD_TO_BE: Final = ARTICLES | {"who"}
_PLURAL_ENDS: Final = ("s", "men", "people")


def speeches(reading: Reading) -> list[Speech]:
    """All speeches of a report in the order of the text, those that point back resolved.

    "The ministry said five died. It added that two were missing." gives the ministry twice. One that points
    back to nobody known keeps `named` False.
    """
    heard = sorted([*all_speeches(reading), *headline_speeches(reading)], key=lambda speech: speech.cue)
    found: list[Speech] = []
    recent: deque[Speech] = deque(maxlen=MAX_REMEMBERED)
    names = _LongNames(reading)
    surnames: set[str] = set()
    for number, speech in enumerate(heard):
        told = _without_same(reading, _watcher(reading, speech, number, heard))
        resolved = _resolved(reading, told, recent, names)
        found.append(_known(reading, _mentioned(reading, resolved), surnames))
        recent.append(found[-1])
    return found


def _known(reading: Reading, speech: Speech, surnames: set[str]) -> Speech:
    """A person too who was named in full before: "Ana Ruiz said ... | Ruiz | added"; full names are kept."""
    name = reading.words[speech.last - 1]
    if speech.last - speech.first > 1 and speech.person and reading.capitalised(speech.last - 1):
        surnames.add(name)
    return speech._replace(person=speech.person or (speech.last - speech.first == 1 and name in surnames))


class _LongNames:
    """Where a capitalised word stands behind another one: surnames, heads of bodies' names."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def of(self, word: str) -> Sequence[int]:
        """The tokens at which a word stands so, in order."""
        return self._places.get(word, ())

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        capitals = [at for at, surface in enumerate(self._reading.surface) if surface[0].isupper()]
        for before, at in pairwise(capitals):
            if at == before + 1:
                found.setdefault(self._reading.words[at], []).append(at)
        return found


def _resolved(reading: Reading, speech: Speech, earlier: deque[Speech], names: _LongNames) -> Speech:
    first, last = speech.first, speech.last
    head = reading.words[last - 1]
    if (
        last - first == 1
        and _pronoun_said(reading, speech) in PRONOUNS
        and not reading.surface[first].isupper()
    ):
        return _pointing(speech, _pronoun(reading, speech, earlier, names), "source.pronoun")
    if last - first > 2 or not _points_back(reading, first):
        return speech
    if is_paper(reading, last - 1):
        named = reading.capitalised(first) and first != reading.bounds[speech.passage][0]
        if named or _are_figures(reading, first, head):
            return speech
        body = _last(reading, earlier, person=False) or _last(reading, earlier)
        return _pointing(speech, body, "source.paper_of")
    if last - first > 1:
        return speech
    if reading.lexicon.is_in(head, "roles"):
        same = next((s for s in reversed(earlier) if s.named and _calls(reading, s, head)), None)
        if same is not None and same.last - same.first > 1:
            return _pointing(speech, same, "source.same_role")
        if head == "source" and same is None and earlier:  # "the centre said ... the source added"
            return _pointing(speech, _last(reading, earlier), "source.points_back")
    if reading.lexicon.is_in(head, "anaphoric_bodies"):
        if (name := _full_name_before(reading, names.of(head), first)) is not None:
            return speech._replace(first=name[0], last=name[1], rule="source.points_back")
        body = _last_body(reading, speech, earlier)
        if body is not None and _is_other_body(reading, body, head):
            return speech
        described = body is not None and not reading.capitalised(body.last - 1)  # "the aid | group"
        unnamed = described and _acronym_before(reading, speech) is not None
        return _pointing(speech, None if unnamed else body, "source.points_back")
    return speech


def _without_same(reading: Reading, speech: Speech) -> Speech:
    """ "The same | doctor |"."""
    same = speech.last - speech.first > 1 and reading.words[speech.first] == "same"
    return speech._replace(first=speech.first + 1) if same else speech


def _pronoun_said(reading: Reading, speech: Speech) -> str:
    """The first word of a speaker, "by | its | count" as "it"."""
    word = reading.words[speech.first]
    return AS_SUBJECT.get(word, word)


def _is_other_body(reading: Reading, body: Speech, head: str) -> bool:
    """ "The army said ... | the commission |": no army is called so."""
    called = reading.words[body.last - 1]
    return (
        called != head
        and reading.lexicon.is_in(called, "bodies")
        and reading.lexicon.is_in(head, "bodies_apart")
    )


def _points_back(reading: Reading, first: int) -> bool:
    """ "the group", "the report", "its statement"."""
    before = reading.words[first - 1] if first else ""
    return before in {"the", "this", "that", "same"} or reading.lexicon.is_in(before, "possessives")


def _are_figures(reading: Reading, first: int, head: str) -> bool:
    """ "The latest | figures" are no one's of whom is told, "its figures" are."""
    counts = reading.lexicon.is_in(head, "tolls") or head in _FIGURES
    return counts and not reading.lexicon.is_in(reading.words[first - 1], "possessives")


def _full_name_before(reading: Reading, heads: Sequence[int], stop: int) -> Span | None:
    """ "the Mission" is the "UN Monitoring Mission in Ukraine" named before it."""
    at = bisect_left(heads, stop)
    if not at:
        return None
    begin, end = reading.bounds[reading.passage_of[heads[at - 1]]]
    first = heads[at - 1]
    while first > begin and reading.capitalised(first - 1):
        first -= 1
    return right_phrase(reading, first, end)


def _calls(reading: Reading, speech: Speech, head: str) -> bool:
    """Was the earlier speaker called so: "Defence Minister X" or "X, the minister," is "the minister"?"""
    first, last = speech.phrase
    if (
        speech.person and reading.words[speech.first - 1] == head
    ):  # "Governor X went. She said ... the governor"
        return True
    if any(reading.words[i] == head for i in range(first, last)):
        return reading.words[last - 1] != head or last - first > 1
    stop = reading.bounds[speech.passage][1]
    return (
        speech.person
        and reading.words[last : last + 1] == (",",)
        and head in reading.words[last : min(last + MAX_TITLE, stop)]
    )


def _pronoun(reading: Reading, speech: Speech, earlier: deque[Speech], names: _LongNames) -> Speech | None:
    """Whom "he", "it" or "they" means: the last speaker of that sort, or a nearer subject of a sentence."""
    pronoun = _pronoun_said(reading, speech)
    found = _last(reading, earlier) if pronoun == "they" else None
    if pronoun == "it":
        found = _last_body(reading, speech, earlier)
    elif found is None:
        singular = (s for s in reversed(earlier) if s.named and s.person and not _plural(reading, s))
        found = next(singular, None)
    if pronoun == "they":
        if found is None or (found.person and not _plural(reading, found)):
            return _several(reading, speech)
        return found if found.passage >= speech.passage - 1 else _several(reading, speech) or found
    if pronoun != "it" and not speech.closes and (named := _titled_before(reading, speech)) is not None:
        return speech._replace(first=named[0], last=named[1], person=True, named=True)
    for passage in range(speech.passage - 1, max(speech.passage - SUBJECT_PASSAGES, 0) - 1, -1):
        if found is not None and found.passage >= passage:
            return found
        subject = _subject(reading, passage, names, person=pronoun != "it")
        if subject is not None:
            return speech._replace(first=subject[0], last=subject[1], person=pronoun != "it", named=True)
    return found or (_surname(reading, earlier) if pronoun != "it" else None)


def _several(reading: Reading, speech: Speech) -> Speech | None:
    """ "Other sources believe it is more. | They | speak of 40": the sentence before is about several."""
    begin, stop = reading.bounds[max(speech.passage - 1, 0)]
    for at in range(begin, min(begin + MAX_SEVERAL, stop)):
        if reading.lexicon.is_in(reading.words[at], "prepositions"):
            return None
        if reading.words[at].endswith(_PLURAL_ENDS) and reading.lexicon.is_in(reading.words[at], "roles"):
            span = left_phrase(reading, at + 1, begin)
            return speech._replace(first=span[0], last=span[1], person=True, named=True) if span else None
    return None


def _surname(reading: Reading, earlier: deque[Speech]) -> Speech | None:
    """The last speaker of whom only one name is told: "Karimi said ... | he | added"."""
    alone = (s for s in reversed(earlier) if s.named and s.last - s.first == 1)
    return next(
        (s for s in alone if reading.surface[s.first].istitle() and not holds(reading, s.phrase, "bodies")),
        None,
    )


def _titled_before(reading: Reading, speech: Speech) -> Span | None:
    """A person named with a title earlier in the sentence: "by prosecutor X Y: he spoke of"."""
    begin = reading.bounds[speech.passage][0]
    for index in range(speech.first - 1, begin, -1):
        if reading.capitalised(index) and not reading.capitalised(index + 1):
            first = index
            while first > begin and reading.capitalised(first - 1):
                first -= 1
            title = first - 1 - (reading.words[first - 1] == ",")
            titled = title >= begin and _is_of_person(reading, title)
            if titled and index - first >= 1 and not holds(reading, (first, index + 1), "bodies"):
                return first, index + 1
    return None


def _is_of_person(reading: Reading, at: int) -> bool:
    """ "| Prosecutor | X Y", "a | girl | X Y"."""
    noun = reading.nouns.get(at)
    person = noun is not None and noun.payload.noun_type == "person" and not noun.payload.plural
    return person or reading.lexicon.is_in(reading.words[at], "roles")


def _plural(reading: Reading, speech: Speech) -> bool:
    return reading.words[speech.last - 1].endswith(_PLURAL_ENDS) and not reading.capitalised(speech.last - 1)


def _subject(reading: Reading, passage: int, names: _LongNames, *, person: bool) -> Span | None:
    """The name a sentence opens with, if it is a person's (full, or a surname told before) or a body's.

    "| Ahmed al-Basri, the head of surgery, recorded a message": of a person who is told to be somebody.
    """
    begin, stop = reading.bounds[passage]
    if person and (apposed := _apposed_subject(reading, begin, stop)) is not None:
        return apposed
    first = begin + (reading.words[begin] == "the")
    if not person and first > begin and reading.lexicon.is_in(reading.words[first], "bodies_apart"):
        return first, first + 1  # "| The commission | received reports. It documented"
    last = end_of_name(reading, first, min(stop, first + MAX_NAME))
    if last == first or last >= stop:
        return None
    span = (first, last)
    if person and last - first > 1 and reading.words[last] == "," and reading.words[last + 1] in _TOLD_TO_BE:
        return None if holds(reading, span, "bodies") or first in reading.nouns else span
    if not reading.surface[last][:1].islower():
        return None
    if reading.lexicon.is_in(reading.words[last], "prepositions") or holds(reading, span, "clause_openers"):
        return None
    body = holds(reading, span, "bodies") or (
        last - first == 1 and len(reading.words[first]) > 1 and reading.surface[first].isupper()
    )
    if body or not person:
        return span if body and not person else None
    if last - first == 1:
        known = names.of(reading.words[first])
        named = bool(known) and known[0] < begin and first not in reading.nouns
    else:
        named = reading.lexicon.is_in(reading.words[first], "roles")
    return most_specific(reading, span, last)[0] if named else None


def _apposed_subject(reading: Reading, begin: int, stop: int) -> Span | None:
    """ "Her neighbour, | Idris Tamo |, lost three brothers"."""
    at = begin + 1 if reading.lexicon.is_in(reading.words[begin], "possessives") else begin
    at += reading.words[begin] in ARTICLES
    comma = next((i for i in range(at, min(at + MAX_SEVERAL, stop)) if reading.words[i] == ","), None)
    if comma in {None, begin} or at == begin or not _is_of_person(reading, comma - 1):
        return None
    last = end_of_name(reading, comma + 1, min(stop, comma + 1 + MAX_NAME))
    named = last - comma > 2 and last < stop and reading.words[last] == ","
    return (comma + 1, last) if named and not holds(reading, (comma + 1, last), "bodies") else None


def _last(reading: Reading, earlier: deque[Speech], person: bool | None = None) -> Speech | None:
    """The last speaker, of persons or of bodies alone where that is asked.

    "The army said that ..., according to Zara News. | It | added": the army, and not who relays its words.
    """
    fit = (s for s in reversed(earlier) if s.named and (person is None or s.person == person))
    last = next(fit, None)
    if last is None or not holds(reading, last.phrase, "media_bodies"):
        return last
    beside = next(fit, None)
    relayed = beside is not None and beside.passage == last.passage and beside.opens
    return beside if relayed and last.closes else last


def _last_body(reading: Reading, speech: Speech, earlier: deque[Speech]) -> Speech | None:
    """The last that is no person, and a name told of without title or role where it spoke right before.

    "Ansar Vakil said it had killed 12. | It | added": names alone tell persons and bodies not apart.
    """
    last = earlier[-1] if earlier else None
    if last is not None and last.passage >= speech.passage - 1 and _is_bare_name(reading, last):
        return last._replace(person=False)
    return _last(reading, earlier, person=False)


def _is_bare_name(reading: Reading, speech: Speech) -> bool:
    """ "| Ansar Vakil | said", and no "Dr. Ansar Vakil", "Ansar Vakil, a teacher, said", "Vakil said"."""
    first, last = speech.phrase
    alone = (
        speech.rule == "source.saying" and (first, last) == (speech.first, speech.last) and last - first > 1
    )
    titled = _is_of_person(reading, first - 1) or reading.words[first - 1] in {",", "."}
    return (
        speech.person
        and alone
        and reading.words[last] != ","
        and not (
            holds(reading, speech.phrase, "roles") or (first > reading.bounds[speech.passage][0] and titled)
        )
    )


def _pointing(speech: Speech, found: Speech | None, rule: str) -> Speech:
    """With the name of whom it points back to; "quoting | the same nurse |" still cites her."""
    rule = "source.citing" if speech.rule == "source.citing" else rule
    if found is None:
        return speech._replace(named=False, rule=rule)
    return speech._replace(first=found.first, last=found.last, person=found.person, rule=rule)


def _mentioned(reading: Reading, speech: Speech) -> Speech:
    """One that points back to no speaker takes the body last named: "run by UNRWA ..., the agency told"."""
    pronoun = _pronoun_said(reading, speech)
    if speech.named or pronoun in {"he", "she", "they"}:
        return speech
    if (index := _acronym_before(reading, speech)) is not None:
        return speech._replace(first=index, last=index + 1, named=True, rule="source.mentioned")
    if pronoun in PRONOUNS:
        return speech
    return speech._replace(named=True, rule="source.as_said")


def _acronym_before(reading: Reading, speech: Speech) -> int | None:
    """Where the nearest acronym of the sentence and the one before it stands: "UNRWA"."""
    earliest = reading.bounds[max(speech.passage - MENTION_PASSAGES, 0)][0]
    for index in range(speech.phrase[0] - 1, earliest - 1, -1):
        surface, word = reading.surface[index], reading.words[index]
        acronym = surface.isupper() and surface.isalpha() and len(surface) > 2
        if acronym and not reading.lexicon.is_in(word, "time_zones"):
            return index
    return None


def _watcher(reading: Reading, speech: Speech, number: int, found: list[Speech]) -> Speech:
    """ "a monitor", "the Britain-based watchdog": the body that the report names next, or named before."""
    first, last = speech.first, speech.last
    if last - first > 4 or reading.capitalised(last - 1) or not holds(reading, (first, last), "watchers"):
        return speech
    if any(_names_body(reading, i) for i in range(first, last)):
        return speech
    behind, before = (
        found[number + 1 : number + MAX_REMEMBERED],
        found[max(number - MAX_REMEMBERED, 0) : number],
    )
    nearby = (*behind, *reversed(before))
    named = next((s for s in nearby if _full_name(reading, s)), None)
    return _pointing(speech, named, "source.watcher") if named else speech


def _names_body(reading: Reading, at: int) -> bool:
    """ "The | UN | monitor", "a monitor | of | ...": unlike "the | UK | -based monitor" no description."""
    based = reading.words[at + 1 : at + 2] == ("-",)
    name = reading.surface[at].isupper() or (reading.capitalised(at) and at not in reading.nouns)
    return reading.words[at] in {"of", "for"} or (name and not based)


def _full_name(reading: Reading, speech: Speech) -> bool:
    """The full name of a body that watches: "Syrian Observatory for Human Rights"."""
    span = (speech.first, speech.last)
    return (
        not speech.person and reading.capitalised(speech.last - 1) and speech.last - speech.first > 2
        and holds(reading, span, "watching_bodies")
    )  # fmt: skip
