"""By whom: the party held responsible in the claim's own sentence or the nearest one that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.extract.counted import Chosen, Counted
from sayso.extract.doers.camps import Camps
from sayso.extract.doers.doers_told import doer_told, tells_of_itself, who_before
from sayso.extract.doers.no_doers import is_in_care, is_no_doer, is_of_old, is_of_war, is_of_year, is_unknown
from sayso.extract.doers.parties import STEM, Party, only_describes
from sayso.extract.doers.party_signs import CLAUSAL, VERB_REACH
from sayso.extract.doers.scenes import Scene, scene_of
from sayso.extract.doers.whose_attack import attack_before, who_claimed
from sayso.extract.role_weights import Choice, heaviest, role_weights
from sayso.extract.speech.phrases import holds
from sayso.extract.speech.sayings import says
from sayso.lexicon import Reading
from sayso.lexicon.weights import Weights
from sayso.records import Doer, Doubt, Harmed, Kind

BACK_SENTENCES: Final = 4
AHEAD_SENTENCES: Final = 1
PER_SENTENCE: Final = 2
_OF_THESE: Final = (("of", "these"), ("of", "those"), ("of", "them"), ("among", "them"), ("among", "these"))
ITS_REACH: Final = 3  # tokens from "its" to the attack: its | surprise October | attacks
ACCUSED_REACH: Final = 2  # tokens between a party and what it is accused by: | men | who are suspected
_GOVERNED: Final = frozenset({"from", "of", "preposition"})
_CUSTODY: Final[frozenset[Kind]] = frozenset({"detained", "abducted", "released"})
_DONE: Final = frozenset({"by", "act"})
_ITS: Final = frozenset({"its", "their"})
# Between a party and an attack: that it is another's.
_OTHERS: Final = frozenset({"he", "she", "after", "following"})
_CLAIMED: Final[frozenset[Kind]] = frozenset(
    {"killed", "injured", "casualties", "missing", "destroyed", "damaged", "abducted", "attacks"}
)
# What no party of another sentence did.
_OF_OTHERS: Final = (is_of_old, is_of_war, is_of_year, is_unknown, is_in_care)
_ELSEWHERE: Final = Doubt("by", "named in another sentence, which may tell of other harm")


def by(
    reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None], camps: Camps
) -> list[Chosen[Doer | None]]:
    """The party each harm is laid to, verbatim, in order.

    In "An Israeli air strike killed six" it is "Israeli". Where the sentence does not say, the nearest one
    that does; background totals and accidents have none.
    """
    return doers_by(reading, counted, harmed, camps, role_weights(reading.lexicon.language, "by"))


def doers_by(
    reading: Reading,
    counted: Sequence[Counted],
    harmed: Sequence[Harmed | None],
    camps: Camps,
    weights: Weights,
) -> list[Chosen[Doer | None]]:
    """The same by these weights."""
    scene, last, chosen = scene_of(reading, harmed, camps), None, list[Chosen[Doer | None]]()
    memory: dict[tuple[str, ...], float] = {}
    for item, who in zip(counted, harmed, strict=True):
        found = list(candidates(reading, item, who, scene))
        options = doer_options(reading, item, who, scene, found, last)
        best = heaviest(options, weights, memory) - 1
        told = doer_told(reading, item, found)
        party = told or (found[best] if best >= 0 else None) or _claimed(reading, item, who, scene)
        last = Before(item, who, party)
        chosen.append(_told(reading, item, party))
    return chosen


def _claimed(reading: Reading, item: Counted, who: Harmed | None, scene: Scene) -> Party | None:
    """Who claimed what nobody else is said to have done, if it was an attack of these days."""
    if item.kind not in _CLAIMED or any(rule(reading, item) for rule in _OF_OTHERS):
        return None
    party = who_claimed(reading, item, scene.by_passage)
    return None if party is None or is_no_doer(reading, item, who, party) else party


@dataclass(frozen=True, slots=True)
class Before:
    """The claim before, with the party it was laid to."""

    item: Counted
    who: Harmed | None
    party: Party | None


def _is_of_other(reading: Reading, party: Party, attack: int) -> bool:
    """ "| Guards shot a man after he carried out an | attack that killed two": he did, or is accused.

    "| Police | held a man after an | attack that killed two": they did not either. "The raids by | Israel |
    after the | attack that killed two" are no more that attack, and who speaks of it behind it ("the | attack
    that | officials | say killed two") did not carry it out.
    """
    if reading.passage_of[party.first] != reading.passage_of[attack]:
        return False
    if party.last > attack:
        return any(says(reading, at) for at in (party.last, party.last + 1))
    between = reading.words[party.last : attack]
    if not _ITS.isdisjoint(between[-ITS_REACH:]):
        return False
    if "detained" in reading.kinds_in(range(party.last, attack)):
        return True
    return not _OTHERS.isdisjoint(between) or any(
        reading.lexicon.is_in(word, "prosecuted") for word in between
    )


def _told(reading: Reading, item: Counted, party: Party | None) -> Chosen[Doer | None]:
    if party is None:
        return Chosen(None, ("by.none",))
    distance = reading.passage_of[party.first] - reading.passage_of[item.first]
    place = "here" if distance == 0 else "before" if distance < 0 else "after"
    sign = next((sign for sign in ("by", "act", "subject", "verb") if sign in party.signs), "party")
    quote = reading.quote(party.first, party.last)
    doubts = () if place == "here" else (_ELSEWHERE,)
    return Chosen(Doer(quote.text, quote.start, quote.end), (f"by.{place}.{sign}",), doubts)


def candidates(reading: Reading, item: Counted, who: Harmed | None, scene: Scene) -> Iterator[Party]:
    """The parties a harm may be laid to: those of its sentence, and those that act in sentences near.

    Who only finds the dead, or is the one harmed, is none, and nobody elsewhere did what was an accident,
    happened years before or is a total of a year, nor brought people out of harm's way. Of "a man who
    killed two" it is the man, or none.
    """
    attack, who_did = attack_before(reading, item), who_before(reading, item)
    accused, itself = _accused_before(reading, item), tells_of_itself(reading, item)
    alone = any(rule(reading, item) for rule in _OF_OTHERS)
    alone = alone or item.kind == "evacuated" or _is_by_chance(reading, item, scene)
    near = list(_near(reading, item, who, scene))
    others = _stems_of_others(reading, scene, item, attack)
    if who_did is not None and not any(_is_meant(party, who_did) for party in near):
        return
    for party in near:
        apart = reading.passage_of[party.first] != reading.passage_of[item.first]
        if apart and (
            alone
            or party.stems[0] in others
            or (_only_speaks(party) and not itself)
            or _is_apart(reading, item, who, party, scene)
        ):
            continue
        if attack is not None and _is_of_other(reading, party, attack):
            continue
        if accused is not None and not apart and not 0 <= accused - party.last <= ACCUSED_REACH:
            continue
        if not is_no_doer(reading, item, who, party):
            yield party


def _stems_of_others(reading: Reading, scene: Scene, item: Counted, attack: int | None) -> frozenset[str]:
    """Whose names are told of in its sentence as others than whoever carried out the attack it was.

    In "| Arden | sent troops after the attack that killed 90" nobody is "Arden", whatever else it did.
    """
    if attack is None:
        return frozenset()
    here = scene.named.get(reading.passage_of[item.first], ())
    return frozenset(party.stems[0] for party in here if _is_of_other(reading, party, attack))


def _is_apart(reading: Reading, item: Counted, who: Harmed | None, party: Party, scene: Scene) -> bool:
    """Did a party of another sentence do nothing of the kind, or nothing there?"""
    return (
        _only_arrests(reading, item, party)
        or not _can_fly(reading, item, party, scene)
        or _is_theirs(reading, item, party, scene)
        or scene.camps.is_shared(who, party)
    )


def _is_theirs(reading: Reading, item: Counted, party: Party, scene: Scene) -> bool:
    """ "| Israeli forces | went on. In Israel 900 died": whose land it was in, where no doer is named."""
    return party.stems[0] in scene.lands.get(reading.passage_of[item.first], ())


def _accused_before(reading: Reading, item: Counted) -> int | None:
    """The accusation of whoever stands before it: "held two men who are | suspected | of killing three"."""
    if item.trigger is None or item.trigger.payload.form != "ing":
        return None
    at = item.trigger.first - 2
    charged = at > 0 and reading.words[at + 1] == "of"
    return at if charged and reading.lexicon.is_in(reading.words[at], "prosecuted") else None


def _only_speaks(party: Party) -> bool:
    """ "| Police | said so. 20 were killed": who tells of harm in another sentence did not do it by that.

    "Said | Aung Lwin", but not "said | rebels | shot two".
    """
    inverted = "after_says" in party.signs and CLAUSAL.isdisjoint(party.signs)
    return ("says" in party.signs or inverted) and _DONE.isdisjoint(party.signs)


def _only_arrests(reading: Reading, item: Counted, party: Party) -> bool:
    """ "| Police | have detained three over the fire. Two hotels burned down": by no act of theirs."""
    if item.kind in _CUSTODY or "subject" not in party.signs:
        return False
    hits = list(reading.triggers_in(range(party.last, party.last + VERB_REACH)))
    return bool(hits) and all("detained" in hit.payload.kinds.values() for hit in hits)


def _can_fly(reading: Reading, item: Counted, party: Party, scene: Scene) -> bool:
    """Had a party of another sentence what it took? | Rebels | have no aircraft: "air raids killed 20"."""
    raided = "airstrike" in scene.ways.get(reading.passage_of[item.first], ())
    return not raided or not holds(reading, (party.first, party.last), "rebel_side")


def _is_meant(party: Party, who: int) -> bool:
    """ "| Gunmen | who killed two", "the man from | Jenin | who killed two": only the gunmen are meant."""
    governed = party.sort == "name" and _GOVERNED.intersection(party.signs)
    return 0 <= who - party.last <= 1 and not governed


def _is_by_chance(reading: Reading, item: Counted, scene: Scene) -> bool:
    """Does its sentence tell of an accident? A building may collapse under bombs as well."""
    passage = reading.passage_of[item.first]
    if passage not in scene.accidents:
        return False
    return scene.accident or not holds(reading, reading.bounds[passage], "collapsing")


def _near(reading: Reading, item: Counted, who: Harmed | None, scene: Scene) -> Iterator[Party]:
    passage = reading.passage_of[item.first]
    for party in scene.by_passage.get(passage, ()):
        apart = party.last <= item.first or item.last <= party.first
        whose = item.kind == "attacks" or not _overlaps(reading, party, who)  # "ten | Russian | raids"
        if apart and whose and _may_act(reading, party):
            yield party
    for step in range(-BACK_SENTENCES, AHEAD_SENTENCES + 1):
        if step and not (step > 0 and _parts_it(reading, passage + step)):
            likely = [party for party in scene.by_passage.get(passage + step, ()) if party.likely]
            yield from sorted(likely, key=lambda party: not party.acts)[:PER_SENTENCE]
    for party in scene.leaders:
        if not -BACK_SENTENCES <= reading.passage_of[party.first] - passage <= AHEAD_SENTENCES:
            yield party


def _may_act(reading: Reading, party: Party) -> bool:
    """May a party have done what its own sentence tells, though the words beside it may not say so?"""
    told = party.likely or "against" in party.signs
    return told or (party.sort == "people" and not only_describes(reading, party))


def _parts_it(reading: Reading, passage: int) -> bool:
    """ "Of these, 52 were killed by soldiers": what is told of some of those counted before."""
    begin = reading.bounds[passage][0] if passage < len(reading.bounds) else 0
    return begin > 0 and reading.words[begin : begin + 2] in _OF_THESE


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
) -> list[Choice]:
    """Having no doer, then each party; `last` is what was chosen for the claim before."""
    passage = reading.passage_of[item.first]
    begin, stop = reading.bounds[passage]
    harmed_class = who.harmed_class if who else None
    here = sum([begin <= party.first < stop and party.acts for party in found])
    background = not reading.lexicon.words["war_words"].isdisjoint(reading.words[begin:stop])
    accident = passage in scene.accidents
    acting = sum([party.acts for party in found])
    leader = scene.leaders[0].sort if scene.leaders else None
    link = _link(reading, item, who, last) if last is not None else "first"
    none = [
        "none", f"none:kind={item.kind}", f"none:class={harmed_class}", f"none:here={min(here, 3)}",
        f"none:accident={accident}/{scene.accident}", f"none:kind={item.kind}/{here > 0}",
        f"none:parties={min(len(found), 4)}", f"none:back={background}/{here > 0}",
        f"none:last={last is not None and last.party is None}/{link}",
        f"none:acting={min(acting, 5)}/{here > 0}", f"none:acting={min(acting, 5)}/{accident}",
        f"none:leader={leader}/{scene.accident}",
        f"none:leader={leader}/{harmed_class}", f"none:after={last is not None}/{here > 0}/{scene.accident}",
    ]  # fmt: skip
    theirs = {word[:STEM] for word in who.text.lower().split()} if who and who.text else set[str]()
    times = min(2, sum([_is_of_time(reading, word) for word in reading.words[begin:stop]]))
    claim = _Asked(reading, item, passage, harmed_class, theirs, scene, last, link, times)
    return [Choice((), none), *(claim.option(party) for party in found)]


def _is_of_time(reading: Reading, word: str) -> bool:
    return reading.lexicon.is_in(word, "time_words") or reading.lexicon.is_in(word, "months")


def _link(reading: Reading, item: Counted, who: Harmed | None, last: Before) -> str:
    """How a claim hangs together with the one before: how far, same kind, same class."""
    steps = min(reading.passage_of[item.first] - reading.passage_of[last.item.first], 3)
    same_class = (who.harmed_class if who else None) == (last.who.harmed_class if last.who else None)
    return f"{steps}/{item.kind == last.item.kind}/{same_class}"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim whose doer is asked for."""

    reading: Reading
    item: Counted
    passage: int
    harmed_class: str | None
    theirs: set[str]
    scene: Scene
    last: Before | None
    link: str
    times: int  # words of time in its sentence, up to two

    def option(self, party: Party) -> Choice:
        """A party as the doer: what it is and where it stands."""
        steps = self.reading.passage_of[party.first] - self.passage
        near = "here" if steps == 0 else "else"
        fixed = self.scene.fixed.get((party.first, near)) or self._fixed(party, near)
        where = max(-7, min(steps, 3))
        same = not self.theirs.isdisjoint(party.stems)
        loose = [
            f"{near}:same={same}", f"{near}:same={same}/{party.sort}", f"at={where}/act={party.acts}",
            f"sort={party.sort}/class={self.harmed_class}", f"kind={self.item.kind}/sort={party.sort}",
        ]  # fmt: skip
        loose += self._place(party) if steps == 0 else self._elsewhere(party, where)
        if self.last is None or self.last.party is None:
            loose.append(f"last=none/{party.acts}")
        else:
            alike = party.stems[0] == self.last.party.stems[0]
            loose += [f"last={alike}/{self.link}", f"last={alike}/{party.first == self.last.party.first}"]
        return Choice(fixed, loose)

    def _fixed(self, party: Party, near: str) -> tuple[str, ...]:
        """What a party is, whatever it is asked for; kept in the scene."""
        signs = "+".join(party.signs)
        fixed = (
            f"{near}:sort={party.sort}/act={party.acts}", f"{near}:signs={signs}",
            f"{near}:sort={party.sort}/signs={signs}", *(f"{near}:sign={sign}" for sign in party.signs),
            f"{near}:rank={self.scene.ranks.get(party.stems[0])}",
        )  # fmt: skip
        self.scene.fixed[party.first, near] = fixed
        return fixed

    def _place(self, party: Party) -> list[str]:
        """How a party of the same sentence stands to the trigger."""
        trigger = self.item.trigger
        anchor = trigger.first if trigger is not None else self.item.first
        use = f"{trigger.payload.use}/{trigger.payload.form}" if trigger is not None else None
        side = party.first < anchor
        far = _bucket(abs(party.first - anchor))
        return [
            f"side={side}/{party.signs[0]}",
            f"far={far}/{party.acts}",
            f"side={side}/use={use}/{party.signs[0]}",
        ]

    def _elsewhere(self, party: Party, where: int) -> list[str]:
        passages, there = self.reading.passages, self.reading.passage_of[party.first]
        beside = passages[there].paragraph == passages[self.passage].paragraph
        lo, hi = sorted((there, self.passage))
        between = sum([len(self.scene.by_passage.get(at, ())) for at in range(lo + 1, hi)])
        ways = self._ways(there)
        return [
            f"paragraph={beside}/at={where}", f"between={min(between, 3)}", f"ways={ways}",
            f"ways={ways}/{where}", f"time={self.times}/{where}",
        ]  # fmt: skip

    def _ways(self, there: int) -> str:
        """Do the claim's sentence and another tell the same means?"""
        here, told = self.scene.ways.get(self.passage), self.scene.ways.get(there)
        if not here or not told:
            return "none here" if not here else "none there"
        return "other" if here.isdisjoint(told) else "same"


def _bucket(tokens: int) -> str:
    for top in (1, 2, 4, 6, 9, 13, 20, 30):
        if tokens <= top:
            return str(top)
    return "more"
