"""What is wrong with a decision, whatever it is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, Literal

from sayso.records import ACTS, KINDS, SENSITIVITIES, Act, Decision, Evidence
from sayso.ruling.decision import READING, decision_row
from sayso.ruling.fields import CHOSEN, LARGEST, Field, faults_of, nearest
from sayso.ruling.grouping import FROM
from sayso.ruling.labels import PARTY

LONGEST_TEXT: Final = 10_000  # characters of a reason, a name or a value

About = Literal["a claim", "a claim or a report", "no claim"]

# What each act is about, and how many targets it has at least (None: it has none).
_FORM: Final[Mapping[Act, tuple[About, int | None]]] = MappingProxyType({
    "accept": ("a claim", None),
    "correct": ("a claim", None),
    "reject": ("a claim", None),
    "add": ("a claim", None),
    "move": ("a claim", 1),
    "merge": ("no claim", 2),
    "split": ("no claim", 1),
    "choose": ("a claim", 0),
    "comment": ("a claim or a report", None),
    "approve": ("a claim", None),
    "relabel": ("a claim or a report", None),
    "withdraw": ("a claim or a report", 0),
})  # fmt: skip
_OTHERS: Final = Field("texts")
_LABEL: Final = Field("word", SENSITIVITIES)
_PARTY: Final = Field("text")


def faults_in(decision: Decision) -> list[str]:
    """One line for each thing that is wrong with a decision; none where it can be taken.

    >>> faults_in(Decision("relabel", "Ma Thida", at, evidence, values={"sensitivity": "secret"}))
    ["sensitivity: 'secret'; expected one of public, restricted, confidential, strictly confidential; did you
    mean 'restricted'?"]
    """
    if decision.act not in ACTS:
        return [f"act: {decision.act!r}; did you mean {nearest(decision.act, ACTS)!r}?"]
    faults = [] if decision.who.strip() else ["who: empty; expected who decides"]
    if decision.at.tzinfo is None:
        faults.append(f"at: {decision.at.isoformat()} has no time zone")
    if decision.act == "choose" and not decision.targets and not decision.values:
        faults.append("choose: nothing; expected the claims it is chosen over, or low, best or high")
    tells_nothing_else = decision.act in ("comment", "withdraw") and not decision.targets
    if tells_nothing_else and not (decision.reason or "").strip():
        faults.append(f"reason: empty; {decision.act} needs one")
    if not _can_be_written(decision):
        faults.append("a text of it has half a character, which cannot be stored")
    faults += [
        f"{name}: longer than {LONGEST_TEXT:,} characters"
        for name, text in (("who", decision.who), ("reason", decision.reason or ""))
        if len(text) > LONGEST_TEXT
    ]
    about, least = _FORM[decision.act]
    faults += _about(decision, about) + _targets(decision, least)
    return faults + _VALUES.get(decision.act, _no_values)(decision.values)


def _can_be_written(decision: Decision) -> bool:
    """JSON can name halves of characters (lone surrogates) that no file can hold."""
    try:
        json.dumps(decision_row(decision), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _about(decision: Decision, about: About) -> list[str]:
    """What is wrong with the evidence."""
    evidence = decision.evidence
    if about == "no claim":
        return [f"evidence: {decision.act} names claims by its targets alone"] if evidence else []
    if decision.act == "relabel" and PARTY in decision.values:
        return [] if evidence is None else [f"{PARTY}: labelled by itself, without a claim or report"]
    if evidence is None:
        return (
            [] if decision.act == "withdraw" and decision.targets else [f"evidence: none; expected {about}"]
        )
    if decision.act == "withdraw" and not decision.targets and evidence.kind is not None:
        return ["evidence: a claim is not withdrawn but rejected; expected a report, or decisions as targets"]
    if (evidence.kind, evidence.start, evidence.end) == (None, None, None):
        return [f"evidence: a report; {decision.act} expects a claim"] if about == "a claim" else []
    return _span(evidence)


def _span(evidence: Evidence) -> list[str]:
    faults = []
    if evidence.kind not in KINDS:
        faults.append(f"evidence.kind: {evidence.kind!r}; did you mean {nearest(evidence.kind, KINDS)!r}?")
    start, end = evidence.start, evidence.end
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        faults.append(f"evidence: {start} to {end} is no stretch of a text")
    return faults


def _targets(decision: Decision, least: int | None) -> list[str]:
    number = len(decision.targets)
    if least is None and number:
        return [f"targets: {decision.act} has none"]
    if least is not None and number < least:
        return [f"targets: {number}; {decision.act} names at least {least}"]
    repeated = sorted({each for each in decision.targets if decision.targets.count(each) > 1})
    return [f"targets: {each} is named twice" for each in repeated]


def _corrections(values: Mapping[str, Any]) -> list[str]:
    said = {name: value for name, value in values.items() if name != READING}
    return _too_long(said) + (
        faults_of(said) if said else ["values: none; expected what the claim should say"]
    )


def _additions(values: Mapping[str, Any]) -> list[str]:
    own = [
        f"{name}: the evidence tells it"
        for name in ("kind", "quantity.start", "quantity.end")
        if name in values
    ]
    need = [] if "quantity.value" in values else ["quantity.value: missing; expected the number said"]
    return own + need + (_corrections(values) if values else [])


def _label(values: Mapping[str, Any]) -> list[str]:
    if "sensitivity" not in values:
        return ["sensitivity: missing; expected the label"]
    return faults_of(values, {"sensitivity": _LABEL, PARTY: _PARTY}) + _too_long(values)


def _choice(values: Mapping[str, Any]) -> list[str]:
    faults = faults_of(values, CHOSEN)
    numbers = [(name, values[name]) for name in CHOSEN if name in values]
    if faults:
        return faults
    for (name, number), (other, above) in pairwise(numbers):
        if above < number:
            faults.append(f"{other}: {above} is below {name}, which is {number}")
    return faults + [
        f"{name}: {number}; expected at most {LARGEST:,}" for name, number in numbers if number > LARGEST
    ]


def _others(values: Mapping[str, Any]) -> list[str]:
    return _too_long(values) + faults_of(values, {FROM: _OTHERS})


def _others_needed(values: Mapping[str, Any]) -> list[str]:
    return _others(values) if values.get(FROM) else ["from: missing; expected the claims that stay"]


def _no_values(values: Mapping[str, Any]) -> list[str]:
    return [f"{name}: this act has no values" for name in values if name != READING]


def _too_long(values: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: longer than {LONGEST_TEXT:,} characters"
        for name, value in values.items()
        if len(str(value)) > LONGEST_TEXT
    ]


_VALUES: Final[Mapping[Act, Callable[[Mapping[str, Any]], list[str]]]] = MappingProxyType({
    "correct": _corrections,
    "add": _additions,
    "relabel": _label,
    "choose": _choice,
    "move": _others,
    "split": _others_needed,
})  # fmt: skip
