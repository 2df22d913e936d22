"""A claim with what a person says it should say, or why that does not fit the report."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sayso.records import Claim, Doubt, Evidence, Report
from sayso.rows import claim_of, id_of, whole_row
from sayso.ruling.fields import PLACE

_EMPTY: Final[Mapping[str, dict[str, Any]]] = {
    "whom": {"text": None, "start": None, "end": None, "class": "unclear", "groups": [], "party": None},
    "by": {"text": "", "party": None},
    "when": {"text": "", "from": None, "to": None, "precision": "day"},
    "told": {"text": "", "from": None, "to": None, "precision": "day"},
    "source": {
        "text": None, "start": None, "end": None, "verb": None, "stance": "said", "chain": [], "party": None,
        "outlet": None, "interest": "unknown",
    },
}  # fmt: skip
_SPAN: Final = frozenset({"text", "start", "end"})


def corrected(
    claim: Claim, values: Mapping[str, Any], report: Report, known: Sequence[Claim] = ()
) -> Claim | list[str]:
    """The claim with other values, by the names of the public row; or the faults of values that do not fit.

    >>> corrected(claim, {"quantity.value": 15, "whom.text": "soldiers", "by": None}, report)

    Words (`whom.text`) are those of the report that stand nearest to the number. `where` takes words or whole
    rows; words that one of the `known` claims has as a place are that place. The claim's id stays: it names
    what was extracted. Names and types of `values` must be right already: `faults_of`.
    """
    fields = copy.deepcopy(whole_row(claim))
    faults: list[str] = []
    for name, value in sorted(values.items()):  # a slot is taken away before its parts are set
        slot, _, part = name.partition(".")
        if slot == "where":
            fields["where"] = [_place(each, fields, report.text, known, faults) for each in value]
        elif not part:
            fields[slot] = value
        else:
            if fields[slot] is None:
                start = fields["quantity"]["start"]
                fields[slot] = {"start": start, "end": start} | copy.deepcopy(_EMPTY[slot])
            fields[slot][part] = value
    for slot in sorted(slots_of(values)):
        given = {part for part in _SPAN if f"{slot}.{part}" in values}
        if given:
            _stand(slot, fields[slot], given, fields["quantity"]["start"], report.text, faults)
    _settle_range(fields["quantity"], values)
    faults += _contradictions(fields, values)
    return faults or _settled(claim_of(fields), values)


def blank_claim(report: Report, evidence: Evidence) -> Claim:
    """A claim as a person begins one: its number still 0, its evidence the paragraph of the number."""
    assert evidence.start is not None
    assert evidence.end is not None
    first = report.text.rfind("\n", 0, evidence.start) + 1
    last = report.text.find("\n", evidence.end)
    last = len(report.text) if last == -1 else last
    said = {"start": evidence.start, "end": evidence.end, "text": report.text[evidence.start : evidence.end]}
    return claim_of(
        dict.fromkeys(("whom", "by", "means", "when", "told", "source", "part_of", "incident"))
        | {
            "document": report.id,
            "id": id_of(evidence),
            "kind": evidence.kind,
            "quantity": said
            | {"value": 0, "value_high": None, "hedge": "exact", "unit": "people", "partial": False},
            "measure": "flow",
            "state": "current",
            "where": [],
            "mentions": [],
            "evidence": {"start": first, "end": last, "text": report.text[first:last]},
            "policy": "sayso/1",
            "rules": [],
            "doubts": [],
        }
    )


def slots_of(values: Mapping[str, Any]) -> set[str]:
    """The slots that values speak of: "whom" of "whom.class"."""
    return {name.partition(".")[0] for name in values}


def overwrites(later: Iterable[str], names: Iterable[str]) -> bool:
    """Are all these fields said again by later ones? A slot's words and where they stand are one field."""
    told = {_field(name) for name in later}
    return all(_field(name) in told or name.partition(".")[0] in told for name in names)


def _field(name: str) -> str:
    slot, _, part = name.partition(".")
    return f"{slot}.text" if part in _SPAN else name


def _stand(
    slot: str, fields: dict[str, Any], given: set[str], near: int, text: str, faults: list[str]
) -> None:
    """Puts words where they stand in the text, or a stretch of the text into words."""
    if given == {"text"}:
        words = fields["text"]
        if words is None:
            fields["start"] = fields["end"] = None
            return
        start = _nearest_place(words, near, text)
        if start is None:
            faults.append(f"{slot}.text: {words!r} does not stand in the report")
            return
        fields["start"], fields["end"] = start, start + len(words)
        return
    start, end = fields["start"], fields["end"]
    if start is None or end is None or not start < end <= len(text):
        faults.append(f"{slot}: {start} to {end} is no stretch of the report's {len(text)} characters")
    elif "text" in given and fields["text"] != text[start:end]:
        faults.append(f"{slot}.text: {fields['text']!r}, but at {start} to {end} stands {text[start:end]!r}")
    else:
        fields["text"] = text[start:end]


def _nearest_place(words: str, near: int, text: str) -> int | None:
    """Where words stand in a text, nearest to a place in it."""
    if not words:
        return None
    after = text.find(words, near)
    before = text.rfind(words, 0, near + len(words))
    found = [each for each in (before, after) if each >= 0]
    return min(found, key=lambda each: abs(each - near)) if found else None


def _place(
    given: str | dict[str, Any], fields: dict[str, Any], text: str, known: Sequence[Claim], faults: list[str]
) -> dict[str, Any]:
    """The row of a place from its words or from what is given of its row."""
    row: dict[str, Any] = dict.fromkeys(PLACE) | (given if isinstance(given, dict) else {"text": given})
    if isinstance(given, str):
        places = (place for claim in known for place in claim.where)
        match = next((place for place in places if given in (place.text, place.name)), None)
        if match:
            row = {name: getattr(match, name) for name in PLACE}
            return row
    if row["text"] is None and row["start"] is None:
        faults.append("where: a place has text, or start and end")
        return row
    _stand("where", row, {part for part in _SPAN if row[part] is not None},
           fields["quantity"]["start"], text, faults)  # fmt: skip
    return row


def _settle_range(quantity: dict[str, Any], values: Mapping[str, Any]) -> None:
    """What is no range any more loses its high end."""
    if "quantity.hedge" in values and "quantity.value_high" not in values and quantity["hedge"] != "range":
        quantity["value_high"] = None


def _contradictions(fields: dict[str, Any], values: Mapping[str, Any]) -> list[str]:
    """What the new values say against each other, or against those that were there."""
    faults = ["part_of: a claim is no part of itself"] if fields["part_of"] == fields["id"] else []
    quantity = fields["quantity"]
    low, high = quantity["value"], quantity["value_high"]
    if any(name.startswith("quantity.") for name in values):
        if high is not None and high < low:
            faults.append(f"quantity.value_high: {high} is less than the value, {low}")
        if quantity["hedge"] == "range" and high is None:
            faults.append("quantity.value_high: null; a range needs its high end")
        if values.get("quantity.value_high") is not None and quantity["hedge"] != "range":
            faults.append(f"quantity.value_high: {high}, but the hedge is {quantity['hedge']!r}, not 'range'")
    for slot in ("when", "told"):
        days = fields[slot] or {}
        first, last = days.get("from"), days.get("to")
        if first and last and first > last:
            faults.append(f"{slot}.to: {last} is before {slot}.from, {first}")
    return faults


def _settled(claim: Claim, values: Mapping[str, Any]) -> Claim:
    """The claim without the doubts about what a person has now said, with one where a place stays unknown."""
    said = slots_of(values) | set(values)
    doubts = [doubt for doubt in claim.doubts if doubt.about not in said]
    if "where" in values:
        unknown = [place.text for place in claim.where if place.name is None]
        doubts += [
            Doubt("where", f"{words}: named by a person, its position is not told") for words in unknown
        ]
    return replace(claim, doubts=tuple(doubts))
