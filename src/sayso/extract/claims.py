"""Combines what the role modules say into claims; the only place that does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.extract.completeness import completeness
from sayso.extract.counted import Chosen, Counted
from sayso.extract.doers.camps import Camps
from sayso.extract.doers.doers import by
from sayso.extract.harmed.whom import whom
from sayso.extract.means import means
from sayso.extract.measure import measure
from sayso.extract.nouns.geometry import voice_of
from sayso.extract.parts.parts import parts
from sayso.extract.speech.attribution import attribute
from sayso.lexicon import Reading
from sayso.records import Attribution, Claim, Doer, Doubt, Harmed, Kind, Quote
from sayso.rows import claim_id

CLAUSE_REACH: Final = 12
_DONE_TO_THINGS: Final[frozenset[Kind]] = frozenset({"attacks", "damaged", "destroyed"})
_HARM: Final[frozenset[Kind]] = frozenset(
    {"killed", "injured", "casualties", "missing", "displaced", "abducted"}
)


def combine(reading: Reading, counted: Sequence[Counted]) -> tuple[Claim, ...]:
    """The claims of a report, places and days still to be resolved, in the order of `counted`."""
    if not counted:
        return ()
    report = reading.report
    harmed = whom(reading, counted)
    phrases = [choice.value for choice in harmed]
    ids = [claim_id(report, item.kind, item.quantity) for item in counted]
    wholes = parts(reading, counted, phrases)
    whole_of = [choice.value for choice in wholes]
    partial = completeness(reading, counted, whole_of)
    camps = Camps(reading)
    columns = zip(
        ids, counted, harmed, by(reading, counted, phrases, camps),
        means(reading, counted, phrases, whole_of), attribute(reading, counted), wholes, partial, strict=True,
    )  # fmt: skip
    claims = []
    for own_id, item, who, named, way, source, whole, open_end in columns:
        doer = _not_for_speaking(reading, item, named, source.value)
        doer = _not_by_own(camps, item, who.value, doer, source.value)
        how = measure(reading, item)
        chosen = (item, who, doer, way, source, whole, open_end, how)
        claims.append(
            Claim(
                document=report.id,
                id=own_id,
                kind=item.kind,
                quantity=replace(item.quantity, partial=open_end.value),
                evidence=_evidence(reading, item),
                whom=who.value,
                by=doer.value,
                means=way.value,
                source=source.value,
                part_of=None if whole.value is None else ids[whole.value],
                measure=how.value,
                mentions=item.mentions,
                rules=tuple(dict.fromkeys(rule for choice in chosen for rule in choice.rules)),
                doubts=tuple(doubt for choice in chosen for doubt in choice.doubts),
            )
        )
    return tuple(claims)


def _not_for_speaking(
    reading: Reading, item: Counted, doer: Chosen[Doer | None], source: Attribution | None
) -> Chosen[Doer | None]:
    """The doer, but not a speaker who tells of harm to people and is not said to have done it.

    "12 were killed, police said" blames nobody; "the army said it killed 12" does, by its "it". Nor does
    "police said four rockets were fired".
    """
    if doer.value is None or source is None or not (item.kind in _HARM or _is_suffered(reading, item)):
        return doer
    if not source.start <= doer.value.start < doer.value.end <= source.end:
        return doer
    speaker, said = reading.token_at(source.end), item.trigger.first if item.trigger else item.first
    between = reading.words[speaker:said]
    passive = any(reading.lexicon.is_in(word, "auxiliaries") for word in between)
    itself = between[-2:] == ("to", "have") and not passive  # "rebels | claim to have | killed nine"
    own = itself or any(reading.lexicon.is_in(word, "own_pronouns") for word in between)
    if len(between) <= CLAUSE_REACH and own:
        return doer
    doubt = Doubt("by", f"{doer.value.text} is named as the speaker, not as the doer")
    return Chosen(None, ("by.speaker_only",), (doubt,))


def _not_by_own(
    camps: Camps,
    item: Counted,
    who: Harmed | None,
    doer: Chosen[Doer | None],
    source: Attribution | None,
) -> Chosen[Doer | None]:
    """The doer, but not one told elsewhere that is on the side of who tells, unless fighters were harmed."""
    if doer.value is None or source is None or item.kind not in _HARM or doer.rules[0].startswith("by.here"):
        return doer
    if (who is not None and who.harmed_class == "combatant") or not camps.is_own(who, doer.value, source):
        return doer
    doubt = Doubt("by", f"{doer.value.text} is of the speaker's own side")
    return Chosen(None, ("by.own_side",), (doubt,))


def _is_suffered(reading: Reading, item: Counted) -> bool:
    """Are attacks, or damage, told of in the passive: "four rockets were | fired", "two houses | burned"?"""
    if item.kind not in _DONE_TO_THINGS or item.trigger is None:
        return False
    begin, stop = reading.bounds[reading.passage_of[item.trigger.first]]
    return voice_of(reading, item.trigger, begin, stop) in ("passive", "reduced")


def _evidence(reading: Reading, item: Counted) -> Quote:
    passage = reading.passages[reading.passage_of[item.first]]
    return Quote(reading.report.text[passage.start : passage.end], passage.start, passage.end)
