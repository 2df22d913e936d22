"""The claims that the mapped columns of a row make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from sayso.knowledge.gazetteer.named import code_of, place_named
from sayso.lexicon import Lexicon
from sayso.lexicon.source import listed
from sayso.read.spreadsheet.cells import CellNumber, days_of, degrees_of, number_of
from sayso.read.spreadsheet.mapping import CHOICES, ColumnMapping, Slot, parts_of
from sayso.read.spreadsheet.text import RowText
from sayso.records import (
    THING_KINDS,
    Attribution,
    Claim,
    DayPrecision,
    Doer,
    Doubt,
    Harmed,
    HarmedClass,
    Kind,
    Period,
    Place,
    Quantity,
    Quote,
    Report,
)
from sayso.rows import claim_id

RULE: Final = "spreadsheet.row"
_FROM_NARROW: Final = ("place", "admin2", "admin1", "country")
_COARSER: Final[tuple[DayPrecision, ...]] = ("day", "week", "month", "year")
Slots = Mapping[str, Slot]


class UnusableRowError(Exception):
    """A row that cannot be read as the mapping says: `str(error)` names column and cell."""


def claims_of_row(report: Report, text: RowText, meant: ColumnMapping, lexicon: Lexicon) -> tuple[Claim, ...]:
    """A claim for every mapped number that the row tells; raises `UnusableRowError` where it tells none."""
    row = _Row(report, text, meant.sheet.days, lexicon)
    claims: dict[str | None, Claim] = {}
    for number, slots in enumerate(meant.claims):
        claim = row.claim(slots)
        if claim is not None:
            claims[slots["quantity"].column or str(number)] = claim
    if not claims:
        columns = dict.fromkeys(slots["quantity"].column or "quantity" for slots in meant.claims)
        raise UnusableRowError(f"no number in {', '.join(columns)}")
    wholes = {each["quantity"].column: each["part_of"].column for each in meant.claims if "part_of" in each}
    return tuple(
        replace(claim, part_of=claims[wholes[column]].id) if wholes.get(column) in claims else claim
        for column, claim in claims.items()
    )


class _Row:
    """A row that is being read."""

    def __init__(self, report: Report, text: RowText, days: str | None, lexicon: Lexicon) -> None:
        self.report, self.text, self.days, self.lexicon = report, text, days, lexicon

    def claim(self, slots: Slots) -> Claim | None:
        """The claim of one number; None where the row does not tell it."""
        quote = self._quote(slots, "quantity") or self._quote(slots, "high")
        if quote is None:
            return None
        kind: Kind | None = self._choice(slots, "kind")
        if kind is None:
            raise UnusableRowError(f"{slots['kind'].column}: expected {listed(CHOICES['kind'])}")
        quantity = self._quantity(slots, quote, kind)
        place, doubts = self._place(slots)
        by = self._quote(slots, "by")
        return Claim(
            document=self.report.id,
            id=claim_id(self.report, kind, quantity),
            kind=kind,
            quantity=quantity,
            evidence=Quote(self.text.whole, 0, len(self.text.whole)),
            whom=self._whom(slots, kind, quantity),
            by=Doer(by.text, by.start, by.end) if by else None,
            means=self._choice(slots, "means"),
            where=(place,) if place else (),
            when=self._when(slots),
            source=self._source(slots),
            measure=self._choice(slots, "measure") or "flow",
            rules=(RULE,),
            doubts=doubts,
        )

    def _quote(self, slots: Slots, name: str) -> Quote | None:
        return self.text.quote(name, slots.get(name))

    def _choice(self, slots: Slots, name: str) -> Any:
        """The word of a slot that has fixed ones; None where the row tells none."""
        words = self.text.words(slots.get(name))
        if words is not None and words not in CHOICES[name]:
            raise _wrong(slots[name], words, listed(CHOICES[name], words))
        return words

    def _number(self, slots: Slots, name: str) -> CellNumber | None:
        quote = self._quote(slots, name)
        if quote is None:
            return None
        number = number_of(quote.text, self.lexicon)
        if number is None:
            raise _wrong(slots[name], quote.text, 'a number like 12, "at least 12", 10-15 or "dozens"')
        return number

    def _quantity(self, slots: Slots, quote: Quote, kind: Kind) -> Quantity:
        low, high = self._number(slots, "quantity"), self._number(slots, "high")
        said = low or high
        assert said is not None
        value, hedge, value_high = said.value, said.hedge, said.value_high
        if low is None and high is not None:
            hedge = "up_to"
        elif low is not None and high is not None and high.value != low.value:
            if high.value < low.value:
                raise _wrong(slots["high"], f"{high.value:,}", f"a number from {low.value:,} up")
            hedge, value_high = "range", high.value
        told = self._choice(slots, "hedge")
        unit = said.unit or self._choice(slots, "unit") or ("things" if kind in THING_KINDS else "people")
        return Quantity(
            quote.text, quote.start, quote.end, value,
            told if told and hedge == "exact" else hedge, value_high, unit,
        )  # fmt: skip

    def _whom(self, slots: Slots, kind: Kind, said: Quantity) -> Harmed:
        """The harmed; their class is open where the row does not tell it."""
        quote = self._quote(slots, "whom")
        told: HarmedClass | None = self._choice(slots, "class")
        harmed_class: HarmedClass = told or ("object" if kind in THING_KINDS else "unclear")
        groups = parts_of("groups", self.text.words(slots.get("groups")) or "")
        for group in groups:
            if group not in CHOICES["groups"]:
                raise _wrong(slots["groups"], group, listed(CHOICES["groups"], group))
        if quote is None:
            return Harmed(None, said.end, said.end, harmed_class, tuple(groups))
        return Harmed(quote.text, quote.start, quote.end, harmed_class, tuple(groups))

    def _source(self, slots: Slots) -> Attribution | None:
        quote = self._quote(slots, "source")
        if quote is None:
            return None
        return Attribution(quote.text, quote.start, quote.end, outlet=self.report.outlet)

    def _when(self, slots: Slots) -> Period | None:
        """From the first day to the last; either alone is both."""
        told = [(name, quote) for name in ("first", "last") if (quote := self._quote(slots, name))]
        spans = []
        for name, quote in told:
            days = days_of(quote.text, self.days)
            if days is None:
                raise _wrong(slots[name], quote.text, expected_day(self.days))
            spans.append(days)
        if not spans:
            return None
        first, last = spans[0][0], spans[-1][1]
        if last < first:
            raise _wrong(slots["last"], told[-1][1].text, f"a day not before {first}")
        precision = max((span[2] for span in spans), key=_COARSER.index)
        quote = told[0][1]
        return Period(quote.text, quote.start, quote.end, first, last, precision)

    def _place(self, slots: Slots) -> tuple[Place | None, tuple[Doubt, ...]]:
        """The narrowest place the row names, with the position that it gives."""
        named = [quote for name in _FROM_NARROW if (quote := self._quote(slots, name))]
        country = self.text.words(slots.get("country"))
        position = self._position(slots)
        if not named:
            quote = self._quote(slots, "latitude")
            if position is None or quote is None:
                return None, ()
            return Place(quote.text, quote.start, quote.end, None, *position, precision="point"), ()
        narrow, *wide = named
        name, *around = [part.strip() for part in narrow.text.split(",") if part.strip()] or [narrow.text]
        start = narrow.start + narrow.text.index(name)
        quote = Quote(name, start, start + len(name))
        within = [*around, *(each.text for each in wide)]
        place, doubts = place_named(quote, within, country or next(filter(code_of, around), None))
        if position is None:
            return place, doubts
        if doubts:  # the position says which place it is, not the gazetteer
            place = Place(name, quote.start, quote.end, name, country=code_of(country) if country else None)
        latitude, longitude = position
        return replace(place, latitude=latitude, longitude=longitude, precision="point"), ()

    def _position(self, slots: Slots) -> tuple[float, float] | None:
        degrees = []
        for name, most in (("latitude", 90), ("longitude", 180)):
            quote = self._quote(slots, name)
            if quote is None:
                continue
            value = degrees_of(quote.text, most)
            if value is None:
                raise _wrong(slots[name], quote.text, f"degrees from -{most} to {most}")
            degrees.append(value)
        if len(degrees) == 1:
            raise UnusableRowError("latitude without longitude, or longitude without latitude")
        return (degrees[0], degrees[1]) if degrees else None


def _wrong(slot: Slot, words: str, expected: str) -> UnusableRowError:
    return UnusableRowError(f"{slot.column or 'fixed value'} {words!r}: expected {expected}")


def expected_day(written: str | None) -> str:
    """How a day may be written."""
    other = (
        f" or one written {written}"
        if written
        else '; the mapping can tell another form (days = "dd/mm/yyyy")'
    )
    return f"a day like 2023-11-21{other}"
