"""Who of those told as injured may have died since: persons are counted once, as it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.reconcile.overtaken import Standing
from sayso.reconcile.statements import Statement


def died_since(all_standing: Sequence[Standing]) -> tuple[int, ...]:
    """Beside each statement, how many of those it counts as injured others may count among the dead.

    "A boy was wounded" in one report and "a boy was killed" in another of one shooting may be the same boy,
    so that nobody need be injured. Dead that the report itself tells of are beside its injured. Of several
    that are counted together, deaths are told as news: only who is singled out may be told of anew.
    """
    dead = defaultdict[str | None, list[Statement]](list)
    beside = defaultdict[str, int](int)
    for each in (standing.statement for standing in all_standing):
        if each.kind == "killed" and each.happening and each.floor > 0:
            dead[each.incident].append(each)
            for word in each.words:
                beside[word.claim.document] = max(beside[word.claim.document], each.floor)
    return tuple(_among(each.statement, dead, beside) for each in all_standing)


def _among(each: Statement, dead: Mapping[str | None, Sequence[Statement]], beside: Mapping[str, int]) -> int:
    """How many of one statement's injured may be among the dead: one who is singled out, or nobody."""
    if each.kind != "injured" or each.said != 1 or not each.happening or each.incident is None:
        return 0
    alike = (one.floor for one in dead.get(each.incident, ()) if one.group.people & each.group.people)
    known = max(beside.get(word.claim.document, 0) for word in each.words)
    return min(each.floor, max(0, max(alike, default=0) - known))
