"""Files of questions, checked; and the questions that words raise by themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, cast

from sayso.concluded import ASKED_KINDS, AskedKind, Question, Word
from sayso.errors import QuestionError
from sayso.reconcile.groups import Whom
from sayso.records import THING_KINDS

_TEXTS: Final = ("who", "side", "by", "perspective")
_LISTS: Final = ("where", "incidents")
_DAYS: Final = ("from", "to", "at")
_KEYS: Final = ("kind", *_TEXTS, *_LISTS, *_DAYS)


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a file, in its order; raises `QuestionError` with every fault of it.

        {"questions": [{"question": "How many were killed?", "ask": {"kind": "killed", "who": "people",
         "side": null, "by": null, "where": ["Hroza"], "from": "2023-10-05", "to": "2023-10-05", "at":
         null}}]}

    Of `ask` only the kind must be there; `incidents` and `perspective` may be. Other keys are passed over.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QuestionError([f"{path}: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise QuestionError([f"{path}: not UTF-8"]) from error
    except json.JSONDecodeError as error:
        raise QuestionError([f"{path}:{error.lineno}: no JSON: {error.msg}"]) from error
    listed = document.get("questions") if isinstance(document, dict) else document
    if not isinstance(listed, list):
        raise QuestionError([f"{path}: no questions: expected {{'questions': [...]}}"])
    faults: list[str] = []
    questions = [
        _question(each, f"{path}: question {number}", faults) for number, each in enumerate(listed, 1)
    ]
    if faults:
        raise QuestionError(faults)
    return tuple(question for question in questions if question is not None)


def _question(told: Any, where: str, faults: list[str]) -> Question | None:
    """One question of a file; what is wrong goes to the faults."""
    asked = told.get("ask") if isinstance(told, dict) else None
    if not isinstance(asked, dict):
        faults.append(f"{where}: no ask: expected an object with kind, who, where, from, to ...")
        return None
    before = len(faults)
    for key in asked.keys() - set(_KEYS):
        faults.append(f"{where}: unknown key {key!r}; did you mean {_nearest(key, _KEYS)!r}?")
    if asked.get("kind") not in ASKED_KINDS:
        near = _nearest(str(asked.get("kind")), ASKED_KINDS)
        faults.append(f"{where}: kind is {asked.get('kind')!r}; did you mean {near!r}?")
    for key in _TEXTS:
        if not isinstance(asked.get(key), str | None):
            faults.append(f"{where}: {key} is {asked[key]!r}; expected a text or null")
    for key in _LISTS:
        listed = asked.get(key) or []
        if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
            faults.append(f"{where}: {key} is {asked[key]!r}; expected a list of names")
    first, last, at = (_day(asked, key, where, faults) for key in _DAYS)
    if first is not None and last is not None and last < first:
        faults.append(f"{where}: to is {last}; expected a day from {first} on")
    if len(faults) > before:
        return None
    text = told.get("question")
    return Question(
        cast("AskedKind", asked["kind"]), asked.get("who") or "people", asked.get("side"), asked.get("by"),
        tuple(asked.get("where") or ()), first, last, at, tuple(asked.get("incidents") or ()),
        asked.get("perspective") or "all", text if isinstance(text, str) else None,
    )  # fmt: skip


def _day(asked: Mapping[str, Any], key: str, where: str, faults: list[str]) -> date | None:
    value = asked.get(key)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        faults.append(f"{where}: {key} is {value!r}; expected a day such as 2023-11-14, or null")
        return None


def _nearest(word: str, valid: Iterable[str]) -> str:
    return get_close_matches(word, list(valid), n=1, cutoff=0.0)[0]


def raised(words: Iterable[Word], whom: Whom) -> tuple[Question, ...]:
    """The questions that words raise by themselves, those about most first: each kind, whom and incident.

    Words of one strike on 51 people and six injured raise two: its killed and its injured.
    """
    most: dict[Question, float] = {}
    for word in words:
        if word.incident is None:
            continue
        question = _about(word, word.incident, whom)
        most[question] = max(word.claim.quantity.value, most.get(question, 0))
    return tuple(
        sorted(most, key=lambda each: (-most[each], each.incidents, each.kind, each.who, each.side or ""))
    )


def _about(word: Word, incident: str, whom: Whom) -> Question:
    """The question that a word answers: about a thing, fighters of a side, or people."""
    claim = word.claim
    if claim.kind == "attacks":
        return Question(claim.kind, "attacks", incidents=(incident,))
    if claim.kind in THING_KINDS:
        said = claim.whom.text if claim.whom is not None else None
        noun = whom.head(said) if said else None
        return Question(
            claim.kind, noun.lemma if noun is not None else said or "things", incidents=(incident,)
        )
    if claim.whom is not None and claim.whom.harmed_class == "combatant":
        return Question(claim.kind, "combatant", claim.whom.party, incidents=(incident,))
    return Question(claim.kind, incidents=(incident,))
