"""A figure of a brief: its sentence, who says what on one scale, and how it was known from day to day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.concluded import Figure, Voice
from sayso.export.brief.notes import Notes, Sentence, Told
from sayso.export.brief.sentences import (
    Asked,
    best_claims,
    lead,
    listing,
    range_of,
    support,
    sureness,
)
from sayso.export.brief.steps import Steps, steps_of
from sayso.export.charts.numbers import answered, best_of
from sayso.export.source import Followed
from sayso.records import Interest

MOST_VOICES: Final = 8  # sources that have a line each
_START, _REACH = 1.5, 72.0  # per cent of a track's width: where 0 lies, and how far the greatest number is
_INTERESTS: Final[dict[Interest, str]] = {
    "own_loss": "on its own losses", "enemy_loss": "on losses of the enemy",
    "own_harm_to_civilians": "on harm it did to civilians",
    "enemy_harm_to_civilians": "on harm the enemy did to civilians",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Track:
    """A line on the scale, in per cent of its width: where it begins, how long, its mark; open at its end?"""

    start: float
    length: float
    mark: float | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Who says what: all together, a perspective, or one source; `beside` says more of who it is."""

    who: str
    beside: str
    said: Sentence
    track: Track | None
    kind: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that is told of one question; `is_known` says whether anybody counts it."""

    name: str
    heading: str
    lead: Sentence
    support: Sentence
    sureness: Sequence[tuple[str, str]]
    lines: Sequence[Line]
    greatest: int
    more_voices: int
    steps: Steps | None
    is_known: bool


def card_of(number: int, followed: Followed, notes: Notes) -> Card:
    """The card of a question, the notes of its numbers taken down in the order in which it names them."""
    answer = followed.answer
    figure = answer.figure
    asked = Asked(figure.question, answer.words)
    said, who = lead(answer, asked, notes), support(figure, notes)
    greatest = _greatest(figure, answer.perspectives)
    lines = [_figure_line("All words together", figure, "all", notes, greatest)]
    lines += [
        _figure_line(_whose(each), each, "side", notes, greatest)
        for each in answer.perspectives
        if (each.low, each.high) != (figure.low, figure.high)
    ]
    voices = sorted(figure.voices, key=lambda voice: (-voice.low, voice.origin))
    lines += [_voice_line(voice, notes, greatest) for voice in voices[:MOST_VOICES]]
    known = answered(figure)
    return Card(
        f"figure-{number}", asked.heading(), said, who, sureness(figure, notes), lines if known else (),
        greatest, max(0, len(voices) - MOST_VOICES), steps_of(followed.toll, notes) if known else None, known,
    )  # fmt: skip


def _whose(figure: Figure) -> str:
    told = figure.question.perspective
    return {"independent": "Independent voices", "conceded": "Own losses conceded"}.get(
        told, f"The side of {told}"
    )


def _greatest(figure: Figure, others: Iterable[Figure]) -> int:
    """The greatest number on the scale."""
    ends = [end for each in (figure, *others) if answered(each) for end in (each.low, each.best, each.high)]
    ends += [end for voice in figure.voices for end in (voice.low, voice.high)]
    return max((end for end in ends if end is not None), default=0)


def _track(low: int, high: int | None, best: int | None, greatest: int) -> Track:
    def at(number: int) -> float:
        return round(_START + _REACH * number / max(greatest, 1), 2)

    last = at(low if high is None else high)
    return Track(at(low), round(last - at(low), 2), None if best is None else at(best), high is None)


def _figure_line(who: str, figure: Figure, kind: str, notes: Notes, greatest: int) -> Line:
    if not answered(figure):
        return Line(who, "", (Told("not counted"),), None, kind)
    assert figure.low is not None
    said = range_of(figure, notes)
    best: Sentence = ()
    if figure.best is not None and figure.best not in (figure.low, figure.high):
        best = (Told("; best "), notes.told(best_of(figure), best_claims(figure)))
    track = _track(figure.low, figure.high, figure.best, greatest)
    return Line(who, "", (*said, *best), track, kind)


def _voice_line(voice: Voice, notes: Notes, greatest: int) -> Line:
    told = [each for name in voice.claims if (each := notes.claim(name))]
    outlets = list(dict.fromkeys(each.report.outlet for each in told if each.report.outlet))
    others = [each for each in outlets if not each.startswith(voice.origin)]
    carried = f"in {listing(others)}" if others else ""
    beside = ", ".join(filter(None, (_INTERESTS.get(voice.interest, ""), carried)))
    more = voice.hedge == "more_than" and voice.low > 0
    number = f"{voice.low - 1 if more else voice.low:,}"
    if voice.high is None:
        words = f"{'more than' if more else 'at least'} {number}"
    else:
        words = number if voice.high == voice.low else f"{number} to {voice.high:,}"
    track = _track(voice.low, voice.high, None, greatest)
    return Line(voice.origin, beside, (notes.told(words, voice.claims),), track, "voice")
