"""Words of harm in another sense: streets, courts, publications, slogans, words exchanged."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from sayso.extract.counts.exclusions.pair import VERBAL, Pair, Rule
from sayso.extract.counts.option_features import OPEN_FORMS
from sayso.extract.nouns.noun_phrases import blocks
from sayso.extract.speech.phrases import holds
from sayso.records import Kind

PUBLISHER: Final = 9  # tokens from a publication over whose it is to "released"
PUBLISHED: Final = 3  # tokens behind a number of what is published: pages of documents
FILMED: Final = 3  # tokens behind a word of capture: on a camera
CROWDED: Final = 5  # tokens behind "packed into": a large central square
GUILTY: Final = 3  # tokens behind a number: the | seven men guilty
_LISTING: Final = frozenset({"and", "or", ","})
_CLAIM: Final = "killed.claim"
_SOUGHT: Final = "missing.sought"
CHANTED: Final = 3  # tokens from a word of chanting to the slogan
_OPENING: Final = frozenset({"“", '"', "‘", "«"})
_HOLDING: Final = frozenset({"hold", "holds", "held", "holding"})
_OWN: Final = frozenset({"post", "weapon"})  # what is held without being taken: an office, a rifle
CAUGHT: Final = 7  # tokens behind "caught": its security forces off guard
_OFF_GUARD: Final = frozenset({("off", "guard"), ("off", "-"), ("by", "surprise")})
_TO_COURT: Final = frozenset({"justice", "trial", "court", "account", "book"})
_EDGES: Final = frozenset({"brink", "edge", "verge", "limit"})
_PLAYING: Final = frozenset({"play", "plays", "played", "playing"})
_LET_GO: Final = frozenset({"released", "discharged"})
_GOT: Final = frozenset({"get", "gets", "got", "getting"})
_TAKEN: Final = frozenset({"take", "takes", "took", "taken", "taking"})
_NOT_TAKEN: Final = frozenset({"vehicle", "vessel", "aircraft", "building"})
_FELL: Final = "killed.fall"
_FALL: Final = "seized.fall"
_HOLDS: Final = frozenset({"to", "under", "into"})
_FALLEN: Final = frozenset({"ill", "sick", "asleep", "apart", "short", "silent", "behind"})
_HELD: Final[frozenset[Kind]] = frozenset({"abducted", "detained"})


def _is_name_found(pair: Pair) -> bool:
    """ "They | found | Mara Hill, 43", "| found | the back door open": nothing is seized by being found."""
    hit = pair.spot.hit
    named = pair.number.form in ("name", "the") and pair.head is None and hit.last == hit.first + 1
    if pair.head is not None and pair.head.payload.noun_type == "settlement":  # "| found | a place to rest"
        named = pair.number.form == "article" and pair.spot.voice == "active"
    finding = pair.reading.lexicon.is_in(pair.reading.words[hit.first], "finding")
    return finding and (named or _is_found_again(pair) or _is_found_out(pair))


def _is_found_again(pair: Pair) -> bool:
    """ "| The car | was | found | in the lake": nobody took it; a rifle that is found is taken."""
    head = pair.head
    return pair.number.form == "the" and head is not None and head.payload.noun_type in _NOT_TAKEN


def _is_found_out(pair: Pair) -> bool:
    """ "Inspectors | found | 12 posts had no doctor": what they learnt."""
    reading, head, hit = pair.reading, pair.head, pair.spot.hit
    if head is None or pair.spot.voice != "active" or hit.last > pair.number.first:
        return False
    behind = reading.words[head.last : head.last + 1]
    return any(reading.lexicon.is_in(word, name) for word in behind for name in ("perfect", "auxiliaries"))


def _is_adjective_of_place(pair: Pair) -> bool:
    """ "In | occupied | East Jerusalem": how the place is, not what befell it now."""
    hit, words = pair.spot.hit, pair.reading.words
    before = hit.last == pair.number.first and pair.number.form == "name"
    return before and pair.reading.lexicon.is_in(words[hit.first], "directions")


def _is_caught_out(pair: Pair) -> bool:
    """ "| Caught | by surprise", "| caught | them off guard", "| caught | between fronts": none is held."""
    words, hit, lexicon, reading = pair.reading.words, pair.spot.hit, pair.reading.lexicon, pair.reading
    if words[hit.first] != "caught" or _HELD.isdisjoint(hit.payload.kinds.values()):
        return False
    behind = words[hit.last : hit.last + 2]
    if any(lexicon.is_in(" ".join(behind[:length]), "caught_out") for length in (1, 2)):
        return True
    if behind[:1] == ("in",) and "attacks" in reading.kinds_in(range(hit.last, hit.last + CAUGHT)):
        return True  # "| caught | in one of the air raids"
    surprised = words[hit.last : hit.last + CAUGHT]  # "caught | its forces off guard"
    return any(words_of in _OFF_GUARD for words_of in pairwise(surprised))


def _is_in_name(pair: Pair) -> bool:
    """ "450 staff of the Agency for Valley | Refugees": a body's name, where those counted are no title.

    "The Kana | Massacre of | 100 people" tells of these.
    """
    at, reading = pair.spot.hit.first, pair.reading
    if pair.spot.hit.payload.use == "of" and reading.opens_count(pair.spot.hit.last):
        return False
    named = reading.capitalised(at) and reading.capitalised(at - 1)
    return named and pair.head is not None and not reading.capitalised(pair.head.first)


def _is_only_aimed_at(pair: Pair) -> bool:
    """ "Gunmen | attacked | the convoy", "| targeted | the port", "sanctions | target | ten men": not hit."""
    words, first, lexicon = pair.reading.words, pair.spot.hit.first, pair.reading.lexicon
    if not lexicon.is_in(words[first], "aiming"):
        return False
    if pair.head is None and first < pair.number.first:  # "are | targeting | four more in their inquiry"
        return True
    by_law = lexicon.is_in(words[first - 1 - (words[first - 1] == "also")], "rulings")
    return by_law or pair.number.form in ("the", "name")


def _is_stoppage(pair: Pair) -> bool:
    """ "Workers held | two strikes": nobody is attacked by a strike that is held."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    inside = hit.payload.use == "noun" and number.first <= hit.first
    staged = reading.lexicon.is_in(reading.words[number.first - 1], "staging")
    return inside and (staged or reading.lexicon.is_in(reading.words[hit.first - 1], "stopping_work"))


def _is_of_unknown(pair: Pair) -> bool:
    """ "Received | 400 tips": no bodies; "recovered 12" may be of some told before, where any are told."""
    kinds, reading, last = pair.spot.hit.payload.kinds, pair.reading, pair.number.last
    if pair.head is not None or "" in kinds or "person" in kinds or pair.number.form not in OPEN_FORMS:
        return False
    if reading.lexicon.is_in(reading.words[pair.spot.hit.first], "handling") and not _tells_of_bodies(pair):
        return True
    word = reading.words[last] if last < len(reading.words) else ""
    return word.isalpha() and word.endswith("s") and not blocks(reading, last)


def _tells_of_bodies(pair: Pair) -> bool:
    """Does the sentence, or the one before it, tell of bodies, of dead, or of whom somebody killed?"""
    reading, passage = pair.reading, pair.reading.passage_of[pair.number.first]
    told = range(reading.bounds[max(0, passage - 1)][0], reading.bounds[passage][1])
    nouns = (reading.nouns[at].payload.noun_type for at in told if at in reading.nouns)
    others = (hit for hit in reading.triggers_in(told) if hit.payload.rule != pair.spot.hit.payload.rule)
    if any((hit.payload.kinds.get("person") or hit.payload.kinds.get("")) == "killed" for hit in others):
        return True
    return "body" in nouns or holds(reading, (told.start, told.stop), "death_words")


def _is_of_court(pair: Pair) -> bool:
    """ "The | murder | trial heard 12 witnesses": what courts and detectives do about it."""
    hit, reading = pair.spot.hit, pair.reading
    return holds(reading, (hit.last, hit.last + 1), "of_courts")


def _may_be_town(pair: Pair) -> bool:
    """ "The rebels | captured | Al-Fashir": one word more than a person's, who is told by a full name."""
    kinds, words = pair.spot.hit.payload.kinds, pair.reading.surface[pair.number.first : pair.number.last]
    alone = pair.number.form == "name" and (len(words) == 1 or (len(words) == 3 and words[1] == "-"))
    return alone and "settlement" in kinds and kinds.get("") in _HELD and pair.spot.voice == "active"


def _is_published(pair: Pair) -> bool:
    """ "Four hostages were shown in a video | released | on Tuesday", "| released | two statements".

    "Half a million starve, says a report by the UN | released | today" as well.
    "| Released | a video of one of the captives" frees nobody.
    """
    words, hit, number, lexicon = pair.reading.words, pair.spot.hit, pair.number, pair.reading.lexicon
    noted = lexicon.is_in(words[hit.first - 1], "publications")
    if number.last < hit.first:
        reach = range(max(number.last, hit.first - PUBLISHER), hit.first - 1)
        of_body = pair.spot.voice == "reduced" and any(
            lexicon.is_in(words[at], "publications") and words[at + 1] in ("by", "from", "of") for at in reach
        )
        return of_body or noted
    if noted and pair.spot.voice == "reduced":  # "a report | released | on Monday that 900 starve"
        return True
    if "released" not in hit.payload.kinds.values():
        return False
    told = words[hit.last : number.first]
    if not (pair.head and pair.head.payload.noun_type == "person"):
        told += words[number.last : number.last + PUBLISHED]
    return any(lexicon.is_in(word, "publications") for word in told)


def _is_feigned(pair: Pair) -> bool:
    """ "Two men played | dead |": they live."""
    words, hit = pair.reading.words, pair.spot.hit
    return words[hit.first : hit.last] == ("dead",) and words[hit.first - 1] in _PLAYING


def _is_carried_out(pair: Pair) -> bool:
    """ "A woman was | taken out | of a house", "four | got out | of a car": nobody killed or saved them."""
    words, hit = pair.reading.words, pair.spot.hit
    return (
        words[hit.last - 1] == "out"
        and words[hit.first] in _TAKEN | _GOT
        and words[hit.last : hit.last + 1] == ("of",)
    )


def _falls_elsewhere(pair: Pair) -> bool:
    """ "Suspicion has | fallen | on a man", "rain | fell | upon the hundreds", "had | fallen | ill"."""
    words, last = pair.reading.words, pair.spot.hit.last
    on_them = last < pair.number.first and pair.reading.lexicon.is_in(words[last], "prepositions")
    if on_them and pair.spot.hit.payload.rule == _FELL:
        return True
    if words[pair.spot.hit.first : last] != ("fallen",):
        return False
    behind = " ".join(words[last : last + 1])
    return behind in _FALLEN or pair.reading.lexicon.is_in(behind, "prepositions")


def _fell_there(pair: Pair) -> bool:
    """ "One rocket hit a field, | another | fell | inside the town": no town that fell."""
    hit, behind = pair.spot.hit, pair.reading.words[pair.spot.hit.last : pair.spot.hit.last + 1]
    if hit.payload.rule != _FALL or pair.head is not None or hit.last - hit.first > 1:
        return False
    return bool(behind) and pair.reading.lexicon.is_in(behind[0], "prepositions") and behind[0] not in _HOLDS


def _claims_one(pair: Pair) -> bool:
    """ "He is | claiming | the son", "Pekon, the rebels | claimed": only many are claimed by a war."""
    if pair.spot.hit.payload.rule != _CLAIM:
        return False
    words, hit = pair.reading.words, pair.spot.hit
    if words[hit.last : hit.last + 1] == ("that",):  # "the | claim | that a dozen clerks took part"
        return True
    if pair.head is not None and pair.reading.lexicon.is_in(pair.head.payload.lemma, "joiners"):
        return True  # "a group that | claims | 3,300 members"
    one = pair.number.value == 1 and (pair.number.first == pair.spot.hit.last or pair.number.form == "name")
    return one and pair.number.form not in OPEN_FORMS


def _is_lived_in(pair: Pair) -> bool:
    """ "A home | occupied | by two brothers": they live there."""
    if pair.reading.words[pair.spot.hit.first] != "occupied" or pair.spot.voice != "reduced":
        return False
    return pair.head is not None and pair.head.payload.noun_type == "building"


def _is_supply(pair: Pair) -> bool:
    """ "The 900 staff bring food, water and | shelter": a thing that is given, and no verb."""
    words, hit = pair.reading.words, pair.spot.hit
    listed = words[hit.first : hit.last] == ("shelter",) and words[hit.first - 1] in _LISTING
    return listed and pair.reading.lexicon.is_in(words[hit.first - 2], "supplies")


def _is_seen(pair: Pair) -> bool:
    """ "He | sees | a lot of her in him", "thousands | turned up": no bodies, where none are counted."""
    hit = pair.spot.hit
    if pair.number.form != "vague" or pair.head is not None or hit.payload.use not in VERBAL:
        return False
    return pair.reading.lexicon.is_in(hit.payload.rule, "of_bodies")


def _is_of_words(pair: Pair) -> bool:
    """ "Groups have settled into an | exchange of words", "tit-for-tat | exchanges": nobody is released."""
    reading, hit = pair.reading, pair.spot.hit
    if not reading.words[hit.first].startswith("exchange"):
        return False
    held = (noun.payload.lemma for noun in reading.nouns.values())
    return not any(reading.lexicon.is_in(lemma, "captives") for lemma in held)


def _is_chanted(pair: Pair) -> bool:
    """ "| 1,000 people marched, chanting “ | Free | our land”": a slogan, which tells of nobody."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    opened = [at for at in range(number.last, hit.first) if reading.words[at] in _OPENING]
    if not opened:
        return False
    return holds(reading, (max(number.last, opened[0] - CHANTED), opened[0]), "chanting")


def _is_pursued(pair: Pair) -> bool:
    """ "Police launched a | search for | two men", "they are | looking for | 40 drivers": not the missing."""
    hit, reading = pair.spot.hit, pair.reading
    sought = hit.payload.rule == _SOUGHT
    if hit.payload.use != "of" or not (sought or reading.words[hit.first] == "search"):
        return False
    begin, stop = reading.bounds[reading.passage_of[hit.first]]
    head = pair.head.last if pair.head is not None else pair.number.last
    if reading.words[head : head + 2] == ("in", "connection"):
        return True
    if holds(reading, (begin, stop), "pursuers"):
        return "missing" not in reading.kinds_in(range(hit.last, stop))
    return sought and not holds(reading, (begin, hit.first), "searchers")


def _is_tried(pair: Pair) -> bool:
    """ "Nobody was | brought | to justice": no bodies; "the court | found | the seven guilty": no weapons."""
    words, hit = pair.reading.words, pair.spot.hit
    if "guilty" in words[hit.last : pair.number.last + GUILTY]:
        return True
    to, court = (words[hit.last + at : hit.last + at + 1] for at in (0, 1))
    return to == ("to",) and not _TO_COURT.isdisjoint(court)


def _is_at_edge(pair: Pair) -> bool:
    """ "| Pushed | hundreds of thousands to the brink of famine": from no home."""
    head, words = pair.head, pair.reading.words
    last = head.last if head is not None else pair.number.last
    return words[last : last + 2] == ("to", "the") and not _EDGES.isdisjoint(words[last + 2 : last + 3])


def _is_at_hand(pair: Pair) -> bool:
    """ "Who | holds | a position in the ministry", "pictured | holding | a rifle": nobody took it."""
    hit, head = pair.spot.hit, pair.head
    held = pair.reading.words[hit.first] in _HOLDING
    return held and head is not None and head.payload.noun_type in _OWN


def _is_hailed(pair: Pair) -> bool:
    """ "They | found | a taxi": no soldiers' booty."""
    words, hit, head = pair.reading.words, pair.spot.hit, pair.head
    found = words[hit.first] in ("found", "find", "finds", "finding") and pair.number.form == "article"
    return found and head is not None and pair.reading.lexicon.is_in(head.payload.lemma, "unaimed")


def _is_held_back(pair: Pair) -> bool:
    """ "Police | held | back hundreds of protesters": nobody was taken."""
    hit, words = pair.spot.hit, pair.reading.words
    return words[hit.first] in _HOLDING and words[hit.last : hit.last + 1] == ("back",)


def _is_crowd(pair: Pair) -> bool:
    """ "Thousands | packed into | a square": they shelter only where people can, or do."""
    hit, reading = pair.spot.hit, pair.reading
    if reading.words[hit.last - 1] != "into" or pair.number.last > hit.first:
        return False
    behind = reading.words[hit.last : min(len(reading.words), hit.last + CROWDED)]
    return any(reading.lexicon.is_in(word, "gathering_places") for word in behind)


def _is_discharged(pair: Pair) -> bool:
    """ "Both were taken to hospital, treated and | released": no captives."""
    words, first = pair.reading.words, pair.spot.hit.first
    return words[first] in _LET_GO and words[max(0, first - 2) : first] == ("treated", "and")


def _is_filmed(pair: Pair) -> bool:
    """ "Two men were | captured | on camera", "the raid was | shot | on video"."""
    last = pair.spot.hit.last
    behind = pair.reading.words[last : last + 1]
    return behind in (("on",), ("in",), ("by",)) and holds(pair.reading, (last, last + FILMED), "cameras")


SENSES: Final[tuple[Rule, ...]] = (
    _is_name_found,
    _is_adjective_of_place,
    _is_caught_out,
    _is_in_name,
    _is_only_aimed_at,
    _is_stoppage,
    _is_of_unknown,
    _is_of_court,
    _is_feigned,
    _is_carried_out,
    _falls_elsewhere,
    _fell_there,
    _claims_one,
    _may_be_town,
    _is_lived_in,
    _is_supply,
    _is_seen,
    _is_of_words,
    _is_chanted,
    _is_pursued,
    _is_tried,
    _is_at_edge,
    _is_at_hand,
    _is_hailed,
    _is_held_back,
    _is_crowd,
    _is_discharged,
    _is_filmed,
    _is_published,
)
