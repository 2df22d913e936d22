"""A question and the statements that bear on it as one set of regions, cells and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from sayso.concluded import Question, Unused, Word
from sayso.reconcile.areas import Area, area_of, areas_named
from sayso.reconcile.cells import Region, cells, members
from sayso.reconcile.fates import died_since
from sayso.reconcile.fit import Fit, near, of_the_day, regions_of
from sayso.reconcile.groups import Whom
from sayso.reconcile.occasions import STOCKS, Days, ordinal
from sayso.reconcile.overtaken import Standing, opened, outgrown, standing
from sayso.reconcile.singled_out import ages_open
from sayso.reconcile.solve import Program
from sayso.reconcile.speaking import speaking
from sayso.reconcile.statements import Statement
from sayso.reconcile.sums import Row, Weights


@dataclass(frozen=True)
class Problem:
    """What is asked as a region, and the statements as they stand, each with its cells.

    `casualties` are the cells of the killed and injured together; `told` are the cells it speaks of,
    `floors` and `ceilings` those it surely bounds from below and above. `died` is how many of the injured it
    counts may be among the dead.
    """

    region: Region
    casualties: frozenset[int]
    asked: frozenset[int]
    number_of_cells: int
    standing: tuple[Standing, ...]
    told: tuple[frozenset[int], ...]
    floors: tuple[frozenset[int], ...]
    ceilings: tuple[frozenset[int], ...]
    died: tuple[int, ...]
    unused: tuple[Unused, ...] = ()
    assumptions: tuple[str, ...] = ()

    def _rows(self, *, as_said: bool = False, weak: bool = False, tolerant: bool = False) -> list[Row]:
        """The rows of every statement, as `_read` says; `weak`: with the floors of weak readings."""
        found = []
        for number, each in enumerate(self.standing):
            statement = each.statement
            low, high = _read(statement, as_said=as_said, tolerant=tolerant)
            if statement.weak and not weak:
                low = 0
            low -= min(low, self.died[number])
            if low > 0:
                found.append(Row(self.floors[number], low, None, number))
            if high is not None:
                found.append(Row(self.ceilings[number], 0, high, number))
        return found

    @cached_property
    def program(self) -> Program:
        """The rows under the policy."""
        return Program(self.number_of_cells, self._rows())

    def readings(self) -> Iterator[Program]:
        """The rows with "about 70" as 70: with the floors of weak readings, and without them."""
        if any(each.statement.weak for each in self.standing):
            yield Program(self.number_of_cells, self._rows(as_said=True, weak=True))
        if any(each.statement.soft for each in self.standing):
            yield Program(self.number_of_cells, self._rows(as_said=True))
        else:
            yield self.program

    def tolerant(self) -> Program:
        """The rows with "more than 350" as 350 or more, and loose words not stretched to their very ends."""
        return Program(self.number_of_cells, self._rows(tolerant=True))

    def least(self, program: Program) -> tuple[int, Weights]:
        """The least number asked for that a program leaves; nobody is dead because others are hurt.

        Whoever is left over of "five were shot, four are in hospital" may be hurt as well.
        """
        loose = self._without_hurt(program) if self.region.kind == "killed" else program
        return loose.least(self.asked)

    def most(self, program: Program) -> tuple[int | None, Weights]:
        """The greatest number asked for that a program leaves.

        A count of the injured that leaves out some who were hit, and whom nobody tells to be dead, is no
        ceiling: "five were shot", and "one is in hospital". Nor is a weak reading: what may be misread caps
        nothing, though it goes on to contradict what may be misread as well.
        """
        program = self._kept(program, lambda row: not self.standing[row.of].statement.weak)
        if self.region.kind == "injured":
            program = self._without_hurt(program, fewer_than=self.hit_and_alive(program))
        return program.most(self.asked)

    def hit_and_alive(self, program: Program) -> int:
        """How many of the casualties nobody tells to be dead.

        "Five were shot, one of them fatally": four.
        """
        dead, _ = self._without_hurt(program).least(self.casualties - self.asked)
        return program.least(self.casualties)[0] - dead if self.casualties else 0

    def _without_hurt(self, program: Program, fewer_than: float = inf) -> Program:
        """A program without ceilings of the injured below a number."""
        return self._kept(
            program,
            lambda row: (row.high or 0) >= fewer_than or self.standing[row.of].statement.kind != "injured",
        )

    def _kept(self, program: Program, holds: Callable[[Row], bool]) -> Program:
        """A program with those of its ceilings that hold."""
        kept = [row for row in program.rows if row.high is None or holds(row)]
        return program if len(kept) == len(program.rows) else Program(program.cells, kept)

    def ids(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The claims of statements."""
        return tuple(sorted({name for number in numbers for name in self.standing[number].statement.ids}))

    @cached_property
    def direct(self) -> frozenset[int]:
        """The statements about just the region that is asked."""
        return frozenset(
            number for number, held in enumerate(self.told)
            if held == self.asked and not self.standing[number].statement.described
        )  # fmt: skip

    @cached_property
    def speaking(self) -> frozenset[int]:
        """The statements that are voices."""
        return speaking({number: self.standing[number] for number in self.direct})

    @cached_property
    def inside(self) -> frozenset[int]:
        """The statements about a part of what is asked, or all of it, that no person set aside."""
        return frozenset(
            number for number, held in enumerate(self.told)
            if held and held <= self.asked and self.standing[number].statement.set_aside is None
        )  # fmt: skip

    @cached_property
    def bearing(self) -> frozenset[int]:
        """The statements inside what is asked, and the casualties among whom those asked about must be."""
        return self.inside | {
            number for number, held in enumerate(self.told) if held & self.asked and held <= self.casualties
        }  # fmt: skip

    @cached_property
    def is_told_of(self) -> bool:
        """Does any statement speak of what is asked, or do wider ones cap all of it? If not, nothing needs to
        be settled: most of what is asked from a perspective nobody of it speaks of.
        """
        capped = {cell for row in self.program.rows if row.high is not None for cell in row.cells}
        return self.asked <= capped or not self.bearing.isdisjoint(self.bounding)

    @cached_property
    def bounding(self) -> frozenset[int]:
        """The statements that bound something, or would, if their readings were not weak."""
        return frozenset(row.of for row in self.program.rows) | frozenset(
            number for number, each in enumerate(self.standing) if each.statement.floor > 0
        )

    @cached_property
    def tallies(self) -> dict[int, int]:
        """The tally of each statement: that of the total which its origin counts it part of."""
        by_claim = {
            name: number for number, each in enumerate(self.standing)
            if not each.statement.none_of_others for name in each.statement.ids
        }  # fmt: skip
        above = {
            number: by_claim[each.statement.whole]
            for number, each in enumerate(self.standing) if each.statement.whole in by_claim
        }  # fmt: skip
        found = {}
        for number in range(len(self.standing)):
            top, passed = number, {number}
            while top in above and above[top] not in passed:
                top = above[top]
                passed.add(top)
            found[number] = top
        return found


def _read(each: Statement, *, as_said: bool, tolerant: bool) -> tuple[int, int | None]:
    """The bounds of a statement. `as_said` reads "about 70" as 70, `tolerant` "more than 350" as 350 or
    more.

    A number called rough is then not stretched to its very end, so that two loose words do not just touch.
    """
    low, high = each.floor, each.ceiling
    if each.soft and as_said:
        return low and each.said, high and each.said
    if tolerant and each.hedge == "more_than" and low > 0:
        return each.said, high
    if tolerant and each.soft:
        return low and min(each.said, low + 1), high and max(each.said, high - 1)
    return low, high


def pose(question: Question, words: Sequence[Word], statements: Sequence[Statement], whom: Whom) -> Problem:
    """The problem of a question.

    "How many civilians in Loikaw on 14 November?" is one region; "5 in Loikaw since the 11th" another that
    holds it.
    """
    days = _days(question, statements)
    areas = _areas(question, words, statements)
    group = whom.of_question(question)
    reached = near(areas, None if question.kind in STOCKS else days, statements)
    kept, assumptions = of_the_day(question, days, reached)
    fit = Fit(question, days, group, kept)
    taken = [fit.of(each) for each in kept]
    assumptions += _matched(kept, taken)
    asked = Region(question.kind, group, areas, days)
    casualties = replace(asked, kind="casualties") if question.kind in {"killed", "injured"} else asked
    told_by = zip(taken, ages_open(taken), strict=True)
    bounded = (regions_of(each, asked, age_open=is_open) for each, is_open in told_by)
    regions = [asked, casualties, *(region for three in bounded for region in three)]
    found = cells(regions)
    held = members(found, len(regions))
    told, floors, ceilings = (held[2 + which :: 3] for which in range(3))
    now = outgrown(standing(taken), len(found), floors.__getitem__, ceilings.__getitem__)
    now = opened(now, told)
    died = died_since(now)
    assumptions += [
        f"{' and '.join(each.statement.ids)}: hurt, and perhaps among the dead that others tell"
        for each, count in zip(now, died, strict=True) if count
    ]  # fmt: skip
    assumptions += [
        f"{' and '.join(each.statement.ids)}: doubted to count this, and so no bound"
        for each, cells_of in zip(now, told, strict=True)
        if each.statement.weak and each.statement.floor and cells_of <= held[0]
    ]  # fmt: skip
    return Problem(
        asked, held[1], held[0], len(found), tuple(_parts_of_lapsed(now)), tuple(told),
        tuple(floors), tuple(ceilings), died, _far(statements, kept), tuple(assumptions),
    )  # fmt: skip


def _days(question: Question, statements: Sequence[Statement]) -> Days | None:
    """The days asked about; an end that is not told is that of the words."""
    windows = [each.days for each in statements if each.days is not None]
    first, last = ordinal(question.first), ordinal(question.last)
    if first is None:
        first = min((window[0] for window in windows), default=last)
    if last is None:
        last = max((window[1] for window in windows), default=first)
    return None if first is None or last is None else (min(first, last), last)


def _areas(
    question: Question, words: Sequence[Word], statements: Sequence[Statement]
) -> frozenset[Area] | None:
    """The areas asked about; a place nobody knows lies where the words put it."""
    if not question.where:
        return None
    places = [place for word in words for place in word.claim.where]
    put = {area.name: area for each in statements for area in each.areas if area.within is not None}
    named = areas_named(question.where, (area_of(place) for place in places), places)
    return frozenset(area if area.known else put.get(area.name, area) for area in named)


def _parts_of_lapsed(all_standing: Sequence[Standing]) -> list[Standing]:
    """Parts of a total that was outgrown or brought up to date were counted, but cap no more."""
    lapsed = {
        name for each in all_standing
        if any(change.act in {"outgrown", "superseded", "corrected"} for change in each.changes)
        and not each.statement.none_of_others
        for name in each.statement.ids
    }  # fmt: skip
    return [
        replace(each, statement=replace(each.statement, ceiling=None, counted=each.statement.ceiling))
        if each.statement.whole in lapsed and each.statement.ceiling is not None else each
        for each in all_standing
    ]  # fmt: skip


def _far(statements: Sequence[Statement], kept: Sequence[Statement]) -> tuple[Unused, ...]:
    """Statements that were not taken in."""
    near_ids = {each.ids for each in kept}
    far = sorted(name for each in statements if each.ids not in near_ids for name in each.ids)
    return (Unused(tuple(far), "speaks of other places or days"),) if far else ()


def _matched(before: Sequence[Statement], after: Sequence[Statement]) -> list[str]:
    return [
        f"{' and '.join(new.ids)}: told for other days, taken for those asked"
        for old, new in zip(before, after, strict=True) if old.days != new.days
    ]  # fmt: skip
