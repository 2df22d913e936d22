"""Decisions as a person writes them, in one line or as rows of a file, on their way into the ledger."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, get_args

import typer

from sayso.errors import DecisionError, ReportError
from sayso.records import ACTS, Act, Decision, Evidence, Kind
from sayso.ruling.fields import nearest, typed
from sayso.store import Ledger

# Acts that name claims or decisions by their targets alone.
_TARGETS_ALONE: Final[frozenset[Act]] = frozenset({"merge", "split"})
_KNOWN: Final = ("act", "about", "targets", "values", "reason", "who", "at")
_TYPES: Final[dict[str, tuple[type, str]]] = {
    "act": (str, "text"),
    "about": (str, "the id of a claim or report"),
    "targets": (list, "a list of ids"),
    "values": (dict, "an object"),
    "reason": (str, "text"),
    "who": (str, "text"),
    "at": (str, "a time with its zone: 2023-12-01T09:00:00+00:00"),
}


def row_of_words(act: str, words: Sequence[str], reason: str | None) -> dict[str, Any]:
    """The row of a decision that is written in one line: ids, then fields with their values.

    >>> row_of_words("correct", ["9f2c…", "quantity.value=15"], "misread")
    {'act': 'correct', 'about': '9f2c…', 'targets': [], 'values': {'quantity.value': 15}, 'reason': 'misread'}
    """
    values = dict(word.split("=", 1) for word in words if "=" in word)
    ids = [word for word in words if "=" not in word]
    about, targets = (None, ids) if act in _TARGETS_ALONE or not ids else (ids[0], ids[1:])
    said = {name: _several(value) if name == "from" else typed(name, value) for name, value in values.items()}
    return {"act": act, "about": about, "targets": targets, "values": said, "reason": reason}


class Deciding:
    """Takes rows into a ledger, under a name and a time where they do not tell their own."""

    def __init__(self, ledger: Ledger, who: str, now: datetime, leads: Collection[str]) -> None:
        self._ledger, self._who, self._now, self._leads = ledger, who, now, leads

    def one(self, row: dict[str, Any], place: int = 0) -> str:
        """Records the decision of a row; its id. Raises `DecisionError` with all its faults.

        Rows that tell no time are taken one after the other, by their place.
        """
        if faults := _faults(row):
            raise DecisionError(faults)
        decision = self._decision(row, self._now + timedelta(microseconds=place))
        if decision.act == "merge":
            decision = self._whole(decision)
        return self._ledger.record(decision, as_lead=decision.who in self._leads)

    def file(self, path: Path) -> int:
        """Records all of a file that can be; each fault is told with its line. The exit code."""
        taken = faulty = 0
        for number, line in enumerate(_lines(path), 1):
            if not line.strip():
                continue
            try:
                self.one(_object(line), number)
                taken += 1
            except DecisionError as error:
                faulty += 1
                for fault in error.faults:
                    typer.echo(f"{path}:{number}: {fault}", err=True)
        typer.echo(f"decisions taken: {taken:,}" + (f", left out: {faulty:,}" if faulty else ""))
        return 1 if faulty else 0

    def _decision(self, row: dict[str, Any], now: datetime) -> Decision:
        values, about = dict(row.get("values") or {}), row.get("about")
        targets = tuple(row.get("targets") or ())
        undoes = about is not None and self._is_decision(row["act"], about)
        if undoes:
            targets = (about, *targets)
        evidence = None if about is None or undoes else self._ledger.evidence(about)
        if evidence and row["act"] == "add":
            evidence = self._begun(evidence, values)
        return Decision(
            act=row["act"],
            who=row.get("who") or self._who,
            at=datetime.fromisoformat(row["at"]) if row.get("at") else now,
            evidence=evidence,
            targets=targets,
            values=values,
            reason=row.get("reason"),
        )

    def _whole(self, merge: Decision) -> Decision:
        """A merge of all claims of its incidents, as they are linked now; the same again is the same one."""
        own = (merge.act, merge.who, merge.at)
        for _, known in self._ledger.decisions():
            if (known.act, known.who, known.at) == own and set(merge.targets) <= set(known.targets):
                return known
        return replace(merge, targets=self._ledger.links().fellows(merge.targets))

    def _is_decision(self, act: Act, named: str) -> bool:
        return act == "withdraw" and any(named == identity for identity, _ in self._ledger.decisions())

    def _begun(self, report: Evidence, values: dict[str, Any]) -> Evidence:
        """The evidence of a new claim, out of its values: its kind, and where its number stands."""
        kind, words = values.pop("kind", None), values.pop("quantity.text", None)
        start, end = values.pop("quantity.start", None), values.pop("quantity.end", None)
        if kind not in get_args(Kind):
            near = f"; did you mean {nearest(kind, get_args(Kind))!r}?" if kind else ""
            raise DecisionError([f"kind: {kind!r}; expected what happened to those counted{near}"])
        if start is None and words is not None:
            start, end = _only_place(str(words), self._ledger.report(report.report).text)
        if start is None or end is None:
            raise DecisionError(["quantity.text: missing; expected the words of the number"])
        return Evidence(report.report, kind, start, end)


def _only_place(words: str, text: str) -> tuple[int, int]:
    """Where words stand in a text. Raises `DecisionError` where that is nowhere or at several places."""
    number = text.count(words) if words else 0
    if number != 1:
        where = "does not stand in the report" if number == 0 else f"stands in the report {number} times"
        told = "" if number == 0 else "; expected more words, or quantity.start and quantity.end"
        raise DecisionError([f"quantity.text: {words!r} {where}{told}"])
    start = text.index(words)
    return start, start + len(words)


def _lines(path: Path) -> Iterable[str]:
    """The lines of a file. Raises `ReportError` where it cannot be read."""
    try:
        return path.read_text("utf-8").splitlines()
    except OSError as error:
        raise ReportError(str(path), error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise ReportError(str(path), "not UTF-8") from error


def _object(line: str) -> dict[str, Any]:
    """The object of a line. Raises `DecisionError` where there is none."""
    try:
        value = json.loads(line)
    except ValueError as error:
        raise DecisionError([f"no JSON: {error}"]) from error
    except RecursionError:
        raise DecisionError(["no JSON that can be read: nested too deeply"]) from None
    if not isinstance(value, dict):
        raise DecisionError([f"{type(value).__name__}; expected an object with {', '.join(_KNOWN)}"])
    return value


def _faults(row: dict[str, Any]) -> list[str]:
    """What is wrong with the form of a row."""
    unknown = [name for name in row if name not in _KNOWN]
    faults = [f"{name}: no such field; did you mean {nearest(name, _KNOWN)!r}?" for name in unknown]
    for name, (kind, expected) in _TYPES.items():
        value = row.get(name)
        if value is not None and not isinstance(value, kind):
            faults.append(f"{name}: {value!r}; expected {expected}")
    if row.get("act") not in ACTS and not any(fault.startswith("act:") for fault in faults):
        faults.append(f"act: {row.get('act')!r}; did you mean {nearest(row.get('act'), ACTS)!r}?")
    if isinstance(row.get("targets"), list) and not all(isinstance(each, str) for each in row["targets"]):
        faults.append(f"targets: {row['targets']!r}; expected a list of ids")
    if isinstance(row.get("at"), str) and not _is_time(row["at"]):
        faults.append(f"at: {row['at']!r}; expected {_TYPES['at'][1]}")
    return faults


def _is_time(written: str) -> bool:
    try:
        return datetime.fromisoformat(written).tzinfo is not None
    except ValueError:
        return False


def _several(written: str) -> list[str]:
    return [each.strip() for each in written.split(",") if each.strip()]
