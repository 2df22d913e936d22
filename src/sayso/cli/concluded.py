"""Asks a ledger and shows what is concluded: as tables, data and charts."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.linked import tell_linking
from sayso.errors import QuestionError, SettingsError
from sayso.pipeline import answer, questions, toll
from sayso.policy import POLICIES, Policy, read_policies
from sayso.settings import load_settings

if TYPE_CHECKING:
    from sayso.concluded import Question
    from sayso.store import Filters, Ledger


def policy_of(name: str) -> Policy:
    """A packaged policy by its name, with or without its version; or the first of a TOML file.

    Raises `SettingsError` for a name that is none, `PolicyError` for a file with faults.
    """
    if name.endswith(".toml"):
        return next(iter(read_policies(Path(name)).values()))
    known = {policy.name.partition("/")[0]: policy for policy in POLICIES.values()}
    known |= {policy.name: policy for policy in POLICIES.values()}
    if name not in known:
        (near,) = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
        raise SettingsError(
            f"--policy: {name!r} is neither a file .toml nor a policy; did you mean {near!r}?"
        )
    return known[name]


class Asking:
    """A ledger, linked, with filters and a policy under which it is asked."""

    def __init__(self, kept: Ledger, filters: Filters, policy: Policy) -> None:
        self._links = kept.links(tell_linking)
        self._filters, self._policy = filters, policy
        self._settlements = load_settings().max_settlements

    def questions(self, file: Path | None, at: date | None, perspective: str) -> Sequence[Question]:
        """The questions of a file, else of the filters, as of a day and from a perspective."""
        if file is not None:
            from sayso.reconcile import read_questions

            found = read_questions(file)
        else:
            found = questions(self._links, self._filters)
        _check(perspective)
        return [
            replace(
                each,
                at=at or each.at,
                perspective=perspective if each.perspective == "all" else each.perspective,
            )
            for each in found
        ]

    def show(self, asked: Sequence[Question], form: str, chart: Path | None, *, explain: bool) -> None:
        """Prints the answers, and draws them where that is asked."""
        answers = [
            answer(self._links, each, self._policy, self._filters, self._settlements) for each in asked
        ]
        if chart is not None:
            from sayso.export.charts import range_chart, write_chart

            write_chart(range_chart(answers), chart)
        if form == "table":
            from sayso.cli.figure_table import show_answers

            show_answers(answers, explain=explain)
        else:
            from sayso.export.figures import answers_csv, answers_json

            _write(answers_json(answers) if form == "json" else answers_csv(answers))

    def show_over_time(self, asked: Sequence[Question], form: str, chart: Path | None) -> None:
        """Prints each question's figures by the day on which they were known; a chart draws one question."""
        if chart is not None and len(asked) != 1:
            raise QuestionError(
                [f"--chart: draws one question over time, not {len(asked)}; ask for one kind"]
            )
        tolls = [toll(self._links, each, self._policy, self._filters, self._settlements) for each in asked]
        if chart is not None:
            from sayso.export.charts import toll_chart, write_chart

            write_chart(toll_chart(tolls[0], _title(asked[0])), chart)
        if form == "table":
            from sayso.cli.figure_table import show_tolls

            show_tolls(list(zip(map(_title, asked), tolls, strict=True)))
        else:
            from sayso.export.figures import figures_csv, tolls_json

            _write(
                tolls_json(tolls) if form == "json" else figures_csv(each for told in tolls for each in told)
            )


def _check(perspective: str) -> None:
    """Raises `SettingsError` for a perspective that is none, naming the nearest."""
    from sayso.knowledge.parties import open_parties
    from sayso.reconcile.scope import PERSPECTIVES

    parties = open_parties()
    if perspective not in PERSPECTIVES and parties.identify(perspective) is None:
        names = [*PERSPECTIVES, *parties.by_name]
        (near,) = difflib.get_close_matches(perspective, names, n=1, cutoff=0.0)
        raise SettingsError(f"--perspective: {perspective!r} is no party; did you mean {near!r}?")


def _title(question: Question) -> str:
    from sayso.export.asked import asked

    return asked(question)


def _write(text: str) -> None:
    """UTF-8 whatever the terminal's encoding: what comes out is data."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
