"""By whom: the party held responsible in the claim's own sentence or the nearest one that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.extract.counted import Chosen, Counted
from sayso.extract.parties import Party, parties
from sayso.extract.role_weights import Weights, heaviest, role_weights
from sayso.lexicon import Reading
from sayso.records import Doer, Harmed

BACK_SENTENCES: Final = 6
AHEAD_SENTENCES: Final = 2
PER_SENTENCE: Final = 4
LEADING: Final = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """What a report says of parties, once for all its claims."""

    by_passage: dict[int, list[Party]]
    ranks: dict[str, int]
    accident: bool


def by(reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None]) -> list[Chosen[Doer | None]]:
    """The party each harm is laid to, verbatim, in order.

    In "An Israeli air strike killed six" it is "Israeli". Where the sentence does not say, the nearest one
    that does; background totals and accidents have none.
    """
    return doers_by(reading, counted, harmed, role_weights(reading.lexicon.language, "by"))


def doers_by(
    reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None], weights: Weights
) -> list[Chosen[Doer | None]]:
    """The same by these weights."""
    scene, last, chosen = scene_of(reading), None, []
    for item, who in zip(counted, harmed, strict=True):
        found = list(candidates(reading, item, who, scene))
        options = doer_options(reading, item, who, scene, found, last)
        best = heaviest(options, weights) - 1
        party = found[best] if best >= 0 else None
        last = Before(item, who, party)
        chosen.append(_told(reading, item, party))
    return chosen


@dataclass(frozen=True, slots=True)
class Before:
    """The claim before, with the party it was laid to."""

    item: Counted
    who: Harmed | None
    party: Party | None


def _told(reading: Reading, item: Counted, party: Party | None) -> Chosen[Doer | None]:
    if party is None:
        return Chosen(None, ("by.none",))
    distance = reading.passage_of[party.first] - reading.passage_of[item.first]
    place = "here" if distance == 0 else "before" if distance < 0 else "after"
    sign = next((sign for sign in ("by", "act", "subject", "verb") if sign in party.signs), "party")
    quote = reading.quote(party.first, party.last)
    return Chosen(Doer(quote.text, quote.start, quote.end), (f"by.{place}.{sign}",))


def scene_of(reading: Reading) -> Scene:
    """The parties of a report by passage, and which of them acts most."""
    by_passage: dict[int, list[Party]] = {}
    acting: Counter[str] = Counter()
    for party in parties(reading):
        by_passage.setdefault(reading.passage_of[party.first], []).append(party)
        if party.likely:
            acting[key(reading, party)] += 3 if party.acts else 1
    ranks = {name: rank for rank, (name, _) in enumerate(sorted(acting.items(), key=lambda entry: (-entry[1], entry[0])))}
    accidents = sum(hit.payload == "accident" for hit in reading.means.values())
    return Scene(by_passage, ranks, accidents * 2 > len(reading.means))


def key(reading: Reading, party: Party) -> str:
    """What two mentions of one party share: their first word's beginning ("Israel", "Israeli forces")."""
    return reading.words[party.first][:5]


def candidates(reading: Reading, item: Counted, who: Harmed | None, scene: Scene) -> Iterator[Party]:
    """The parties a harm may be laid to: all of its sentence, and those that act in sentences near."""
    passage = reading.passage_of[item.first]
    for party in scene.by_passage.get(passage, ()):
        if not (item.first < party.last and party.first < item.last) and not _overlaps(reading, party, who):
            yield party
    for step in range(-BACK_SENTENCES, AHEAD_SENTENCES + 1):
        if step:
            likely = [party for party in scene.by_passage.get(passage + step, ()) if party.likely]
            yield from sorted(likely, key=lambda party: not party.acts)[:PER_SENTENCE]
    yield from _leading(reading, passage, scene)


def _leading(reading: Reading, passage: int, scene: Scene) -> Iterator[Party]:
    """The first mentions of the parties that act most in the report, where they stand far off."""
    wanted = {name for name, rank in scene.ranks.items() if rank < LEADING}
    for number in sorted(scene.by_passage):
        near = -BACK_SENTENCES <= number - passage <= AHEAD_SENTENCES
        for party in scene.by_passage[number]:
            name = key(reading, party)
            if party.likely and name in wanted:
                wanted.discard(name)
                if not near:
                    yield party


def _overlaps(reading: Reading, party: Party, who: Harmed | None) -> bool:
    if who is None or who.text is None:
        return False
    return who.start < reading.ends[party.last - 1] and reading.starts[party.first] < who.end


def doer_options(
    reading: Reading,
    item: Counted,
    who: Harmed | None,
    scene: Scene,
    found: Sequence[Party],
    last: Before | None,
) -> list[list[str]]:
    """The features of having no doer, then of each party; `last` is what was chosen for the claim before."""
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    harmed_class = who.harmed_class if who else None
    here = [party for party in found if begin <= party.first < stop and party.acts]
    background = any(reading.words[at] in ("since", "year", "years", "total") for at in range(begin, stop))
    accident = any(reading.means[at].payload == "accident" for at in range(begin, stop) if at in reading.means)
    none = [
        "none", f"none:kind={item.kind}", f"none:class={harmed_class}", f"none:background={background}",
        f"none:accident={accident}", f"none:report={scene.accident}", f"none:here={min(len(here), 3)}",
        f"none:accident={accident}/{scene.accident}", f"none:kind={item.kind}/{bool(here)}",
        f"none:parties={min(len(found), 4)}", f"none:back={background}/{bool(here)}",
    ]  # fmt: skip
    if last is not None:
        none.append(f"none:last={last.party is None}/{_link(reading, item, who, last)}")
    return [none, *([*_features(reading, item, who, scene, party), *_like_last(reading, item, who, party, last)] for party in found)]


def _link(reading: Reading, item: Counted, who: Harmed | None, last: Before) -> str:
    """How a claim hangs together with the one before: how far, same kind, same class."""
    steps = min(reading.passage_of[item.first] - reading.passage_of[last.item.first], 3)
    same_class = (who.harmed_class if who else None) == (last.who.harmed_class if last.who else None)
    return f"{steps}/{item.kind == last.item.kind}/{same_class}"


def _like_last(
    reading: Reading, item: Counted, who: Harmed | None, party: Party, last: Before | None
) -> Iterator[str]:
    if last is None or last.party is None:
        yield f"last=none/{party.acts}"
        return
    same = key(reading, party) == key(reading, last.party)
    link = _link(reading, item, who, last)
    yield f"last={same}/{link}"
    yield f"last={same}"
    yield f"last={same}/same mention={party.first == last.party.first}"


def _features(reading: Reading, item: Counted, who: Harmed | None, scene: Scene, party: Party) -> Iterator[str]:
    steps = reading.passage_of[party.first] - reading.passage_of[item.first]
    where = str(max(-7, min(steps, 3)))
    busiest = min(scene.ranks.get(key(reading, party), 9), 4)
    ours = {word[:5] for word in reading.words[party.first : party.last]}
    theirs = {word[:5] for word in who.text.lower().split()} if who and who.text else set()
    same = bool(ours & theirs)
    signs = "+".join(party.signs)
    near = "here" if steps == 0 else "else"
    yield from (f"{near}:sort={party.sort}", f"{near}:same={same}", f"{near}:busiest={busiest}", f"at={where}")
    yield from (f"{near}:sign={sign}" for sign in party.signs)
    yield f"{near}:signs={signs}"
    yield f"{near}:sort={party.sort}/act={party.acts}"
    yield f"{near}:sort={party.sort}/signs={signs}"
    yield f"at={where}/act={party.acts}/sort={party.sort}"
    yield f"sort={party.sort}/class={who.harmed_class if who else None}"
    yield f"kind={item.kind}/sort={party.sort}"
    yield f"accident={scene.accident}"
    yield f"busiest={busiest}/at={where}"
    if steps == 0:
        anchor = item.trigger.first if item.trigger is not None else item.first
        yield f"side={party.first < anchor}/{party.signs[0]}"
        yield f"far={_bucket(abs(party.first - anchor))}"
        yield f"far={_bucket(abs(party.first - anchor))}/{party.acts}"
        use = item.trigger.payload.use if item.trigger is not None else None
        form = item.trigger.payload.form if item.trigger is not None else None
        yield f"side={party.first < anchor}/use={use}/{form}/{party.signs[0]}"
    else:
        same_paragraph = (
            reading.passages[reading.passage_of[party.first]].paragraph
            == reading.passages[reading.passage_of[item.first]].paragraph
        )
        yield f"paragraph={same_paragraph}/at={where}"


def _bucket(tokens: int) -> str:
    for top in (1, 2, 4, 6, 9, 13, 20, 30):
        if tokens <= top:
            return str(top)
    return "more"
