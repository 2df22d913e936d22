"""What is known, in plain words: a sentence for a figure, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sayso.concluded import Answer, Figure, Limit, Question, Word
from sayso.export.asked import day, happening
from sayso.export.brief.notes import Notes, Sentence, Told
from sayso.export.charts.numbers import answered
from sayso.lexicon.inflect import noun_forms
from sayso.records import Hedge

_ONE_AND_MANY: Final = {
    "people": ("person", "people"), "civilian": ("civilian", "civilians"),
    "combatant": ("combatant", "combatants"), "children": ("child", "children"),
    "women": ("woman", "women"), "men": ("man", "men"), "elderly": ("elderly person", "elderly people"),
    "medical": ("medical worker", "medical workers"),
    "press": ("member of the press", "members of the press"), "aid": ("aid worker", "aid workers"),
    "patients": ("patient", "patients"), "students": ("student", "students"),
    "educators": ("educator", "educators"),
}  # fmt: skip
_HAPPENED: Final = {
    "casualties": "were killed or injured", "missing": "went missing", "surrendered": "surrendered",
    "returned": "returned", "attacks": "were carried out", "custody": "were detained or surrendered",
}  # fmt: skip
_SHORT: Final = {"casualties": "killed or injured", "custody": "detained or surrendered"}
_HEDGED: Final[dict[Hedge | None, str]] = {
    "at_least": "at least {}", "more_than": "more than {}", "about": "about {}", "nearly": "nearly {}",
    "up_to": "up to {}", "fewer_than": "fewer than {}", "vague": "at least {}",
}  # fmt: skip
_WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED: Final = 4  # sources that a sentence names


class Asked:
    """A question in words: whom it asks about, what happened to them, where and when."""

    def __init__(self, question: Question, words: Iterable[Word]) -> None:
        self.question = question
        place, first, last = happening(question, words) if question.incidents else (None, None, None)
        self._places = question.where or ((place,) if place else ())
        self._first, self._last = question.first or first, question.last or last

    def heading(self) -> str:
        """What stands over a figure: "Civilians killed in Loikaw, on 14 Nov 2023"."""
        if self.question.text:
            return self.question.text
        kind = self.question.kind
        told = [self.whom(2)] if kind == "attacks" else [self.whom(2), _SHORT.get(kind, kind)]
        words = " ".join((*told, self._where()))
        return f"{words[:1].upper()}{words[1:]}".strip() + self._when(", ")

    def whom(self, number: int) -> str:
        """Whom or what is counted, one of it or many."""
        who, side = self.question.who, self.question.side
        if who in _ONE_AND_MANY:
            one, many = _ONE_AND_MANY[who]
        elif who.endswith("s"):
            one = many = who
        else:
            one, many = noun_forms(who)
        told = one if number == 1 else many
        return f"{told} of {side}" if side else told

    def happened(self, number: int) -> str:
        """What happened to them, where and when: "were killed in Loikaw on 14 Nov 2023"."""
        kind = self.question.kind
        verb = _HAPPENED.get(kind, f"were {kind}")
        verb = verb.replace("were ", "was ", 1) if number == 1 else verb
        by = f" by {self.question.by}" if self.question.by else ""
        return " ".join(filter(None, (verb + by, self._where()))) + self._when(" ")

    def _where(self) -> str:
        return f"in {' or '.join(self._places)}" if self._places else ""

    def _when(self, before: str) -> str:
        first, last = self._first, self._last
        if first and first == last:
            return f"{before}on {day(first)}"
        if first and last:
            return f"{before}from {_shorter(first, last)} to {day(last)}"
        if first:
            return f"{before}from {day(first)} on"
        return f"{before}up to {day(last)}" if last else ""


def _shorter(first: date, last: date) -> str:
    """The first day, without the year where that is the last day's."""
    return f"{first.day} {first:%b}" if first.year == last.year else day(first)


def lead(answer: Answer, asked: Asked, notes: Notes) -> Sentence:
    """What is known, with its numbers: "Between 53 and 77 civilians were killed in Loikaw ...".

    What no word caps is said to be open; what nobody counts is said so, without a number.
    """
    figure = answer.figure
    if not answered(figure):
        return (Told(f"Nobody counts {_lower(asked)}."),)
    return (*_ends(figure, asked, notes), *_best(figure, notes))


def _lower(asked: Asked) -> str:
    heading = asked.heading()
    return heading if heading[1:2].isupper() else f"{heading[:1].lower()}{heading[1:]}"


def _ends(figure: Figure, asked: Asked, notes: Notes) -> list[Told]:
    assert figure.low is not None
    if not figure.low and figure.high is None:
        return [Told(f"How many {asked.whom(2)} {asked.happened(2)} is open.")]
    low = notes.told(_number(figure.low, low_hedge(figure)), resting(figure.low_limit), bold=True)
    if figure.high is None:
        low = _hedged(low, low_hedge(figure) or "at_least")
        many = figure.low
        return [
            _capital(low),
            Told(f" {asked.whom(many)} {asked.happened(many)}."),
        ]
    refs = resting(figure.high_limit)
    high = notes.told(f"{figure.high:,}", refs, bold=True)
    after = Told(f"{_capped(figure)} {asked.whom(figure.high)} {asked.happened(figure.high)}.")
    if figure.high == figure.low:
        both = notes.told(f"{figure.high:,}", (*resting(figure.low_limit), *refs), bold=True)
        return [_capital(_hedged(both, figure.best_hedge)), after]
    if figure.low == 0:
        return [Told("Up to "), high, after]
    if low_hedge(figure) == "more_than":
        return [_capital(_hedged(low, "more_than")), Told(" and at most "), high, after]
    return [Told("Between "), low, Told(" and "), high, after]


def _capped(figure: Figure) -> str:
    """What is said behind a ceiling that rests on no words: those who live there, by the gazetteer."""
    capped = figure.high_limit is not None and figure.high_limit.mark == "population"
    return " (as many as live there)" if capped else ""


def _best(figure: Figure, notes: Notes) -> list[Told]:
    """The number to print, where that is neither end."""
    if figure.best is None or figure.best in (figure.low, figure.high):
        return []
    number = _HEDGED.get(figure.best_hedge, "{}").format(_number(figure.best, figure.best_hedge))
    return [Told(" Best supported: "), notes.told(number, best_claims(figure), bold=True), Told(".")]


def resting(limit: Limit | None) -> tuple[str, ...]:
    """The claims that an end rests on."""
    return limit.claims if limit else ()


def best_claims(figure: Figure) -> tuple[str, ...]:
    """The claims that best rests on: those of the voices that allow it, else of all that bear on it."""
    if figure.best == figure.low and (found := resting(figure.low_limit)):
        return found
    if figure.best == figure.high and (found := resting(figure.high_limit)):
        return found
    best = figure.best or 0
    allowing = [
        each for each in figure.voices if each.low <= best and (each.high is None or best <= each.high)
    ]
    return tuple(claim for each in allowing for claim in each.claims) or figure.claims


def low_hedge(figure: Figure) -> Hedge | None:
    """How the low end is said: "more than 110" for 111, where the words are so."""
    hedge = figure.low_limit.hedge if figure.low_limit else None
    return hedge if hedge in ("at_least", "more_than") else None


def _number(number: int, hedge: Hedge | None) -> str:
    return f"{number - 1 if hedge == 'more_than' and number else number:,}"


def _hedged(told: Told, hedge: Hedge | None) -> Told:
    return Told(_HEDGED.get(hedge, "{}").format(told.words), told.refs, told.bold)


def _capital(told: Told) -> Told:
    return Told(f"{told.words[:1].upper()}{told.words[1:]}", told.refs, told.bold)


def range_of(figure: Figure, notes: Notes) -> Sentence:
    """A figure's ends: "53 to 77", "more than 45,000", "at least 82"."""
    assert figure.low is not None
    more = low_hedge(figure) == "more_than"
    number = f"{figure.low - 1 if more else figure.low:,}"
    low = resting(figure.low_limit) or figure.claims
    if figure.high == figure.low:
        return (notes.told(number, (*low, *resting(figure.high_limit))),)
    said = f"more than {number}" if more else number if figure.high is not None else f"at least {number}"
    if figure.high is None:
        return (notes.told(said, low),) if figure.low else (Told("open"),)
    return (
        notes.told(said, low),
        Told(", at most " if more else " to "),
        notes.told(f"{figure.high:,}", resting(figure.high_limit)),
        Told(_capped(figure)),
    )


def support(figure: Figure, notes: Notes) -> Sentence:
    """On whose word it is: "Three independent sources say at least 53: A, B and C."."""
    agreed = [rung for rung in figure.ladder if len(rung.origins) > 1]
    told: list[Told] = []
    if agreed:
        most = max(agreed, key=lambda rung: (rung.number, len(rung.origins)))
        claims = [claim for voice in figure.voices if voice.origin in most.origins for claim in voice.claims]
        number = notes.told(f"at least {most.number:,}", claims)
        many = counting(len(most.origins)).capitalize()
        told += [Told(f"{many} independent sources say "), number, Told(f": {listing(most.origins)}. ")]
    names = sources(figure, notes)
    if names and len(backing(figure)) < 2:
        what = "The lower end" if agreed else "It"
        many = (
            "one source alone" if len(names) == 1 else f"the words of {counting(len(names))} sources together"
        )
        told.append(Told(f"{what} rests on {many}: {listing(names)}. "))
    if not agreed and len(figure.origins) > len(names) > 0:
        told.append(Told(f"In all, {counting(len(figure.origins))} sources count some or all of it."))
    return tuple(told)


def backing(figure: Figure) -> list[str]:
    """The sources that say of just what is asked that it is at least the low end."""
    low = figure.low or 0
    return list(dict.fromkeys(voice.origin for voice in figure.voices if voice.low >= low > 0))


def sources(figure: Figure, notes: Notes) -> list[str]:
    """Whose words the low end rests on; where that is nought, the high end."""
    claims = resting(figure.low_limit if figure.low else figure.high_limit)
    told = (notes.claim(name) for name in claims)
    return list(dict.fromkeys(each.word.origin for each in told if each is not None))


def listing(names: Sequence[str]) -> str:
    """Names in a row: "A, B and C"; of many the first ones."""
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and {counting(len(names) - _NAMED)} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def counting(number: int) -> str:
    """A small number in words."""
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"


def sureness(figure: Figure, notes: Notes) -> list[tuple[str, str]]:
    """How sure a figure is, as labels: each with its kind, good, plain or careful."""
    if not answered(figure):
        return [("plain", "not counted")]
    agreed, own = len(backing(figure)), sources(figure, notes)
    labels = []
    if agreed > 1:
        labels.append(("good", f"{counting(agreed)} independent sources"))
    elif len(own) == 1:
        labels.append(("careful", f"one source alone: {own[0]}"))
    elif own:
        labels.append(("careful", f"added up from {counting(len(own))} sources"))
    marks = {limit.mark for limit in (figure.low_limit, figure.high_limit) if limit}
    words = {
        "claimed": "claimed by a side of the conflict", "inferred": "inferred from other counts",
        "as counted": "as counted so far", "population": "capped by who lives there",
        "chosen": "chosen by a person",
    }  # fmt: skip
    labels += [("careful", said) for mark, said in words.items() if mark in marks]
    if figure.high is None:
        labels.append(("plain", "no ceiling: may be more"))
    if figure.settlements and len({(way.low, way.high) for way in figure.settlements}) > 1:
        labels.append(("careful", "sources contradict"))
    return labels
