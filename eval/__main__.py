"""Prints every measure with its change against eval/floors.json.

    python -m eval                       all: the sets, held out by outlet and at random, the outside measures
    python -m eval sets outside          some
    python -m eval --pin [--lower]       and writes the figures as floors
    python -m eval causes                writes the causes of error into eval/README.md

The annotated sets are found by SAYSO_GOLD; the corpora and their scorers by SAYSO_CORPORA and SAYSO_BENCH, or
beside the sets. Weights are learnt from some of the sets, so what counts for those is the table of what was
held out; there only the decision what counts, and of which kind, is held out.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from eval.figures import answers
from eval.links import links
from eval.outside import Result, outside
from sayso.errors import EvaluationError
from sayso.evaluate import (
    Comparison,
    by_kind,
    compare,
    counts,
    figure_table,
    figures,
    folds_at_random,
    folds_by_outlet,
    gold_digest,
    pin,
    read_floors,
    read_gold,
)
from sayso.evaluate.causes import cause_table, faults
from sayso.pipeline import extract

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "eval" / "floors.json"
README = ROOT / "eval" / "README.md"
CAUSES_BEGIN, CAUSES_END = "<!-- causes: python -m eval causes -->", "<!-- end -->"
SETS = ("seed", "dev1", "train", "retold", "stories-dev", "dev2")
DEVELOPED_ON = ("train", "dev1", "retold")
LARGEST = 10
PARTS = ("sets", "folds", "outside", "links", "figures", "causes")
Pinned = tuple[str, str, Mapping[str, float | None]]


def main() -> int:
    """0, or 1 with one line where something cannot be measured."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []], help=", ".join(PARTS))
    asked.add_argument("--pin", action="store_true", help="write the figures as floors")
    asked.add_argument("--lower", action="store_true", help="let --pin lower a floor")
    options = asked.parse_args()
    try:
        for part in options.parts or PARTS[:-1]:
            for name, digest, reached in _MEASURE[part]():
                if options.pin:
                    pin(FLOORS, name, digest, reached, lower=options.lower)
    except EvaluationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _gold() -> Path:
    folder = os.environ.get("SAYSO_GOLD")
    if not folder or not Path(folder).is_dir():
        raise EvaluationError("set SAYSO_GOLD to the folder of annotated report sets")
    return Path(folder)


def _sets() -> Iterator[Pinned]:
    gold = _gold()
    sets = {name: read_gold(gold / name) for name in SETS if (gold / name).is_dir()}
    compared = {
        name: [compare(each, extract(each.report)) for each in reports] for name, reports in sets.items()
    }
    rows = {name: {**counts(found), **figures(found), **by_kind(found)} for name, found in compared.items()}
    print(figure_table(rows, read_floors(FLOORS)), flush=True)
    for name, found in compared.items():
        yield name, gold_digest(sets[name]), figures(found)


def _folds() -> Iterator[Pinned]:
    held = {
        f"{name} {how}": found
        for how, sets in (("by outlet", _held_out()), ("at random", _held_out(at_random=True)))
        for name, found in sets.items()
        if name in DEVELOPED_ON
    }
    rows = {name: {**counts(found), **figures(found)} for name, found in held.items()}
    print("\nlearnt without the report's outlet, and without the report\n")
    print(figure_table(rows, read_floors(FLOORS)), flush=True)
    for name, found in held.items():
        yield name, gold_digest([each.gold for each in found]), figures(found)


def _held_out(*, at_random: bool = False) -> Mapping[str, Sequence[Comparison]]:
    """Each set's reports as weights read them that were learnt without them."""
    _gold()
    sys.path.insert(0, str(ROOT / "train"))
    import kinds  # type: ignore[import-not-found]  # a recipe, not a package

    every = list(kinds.examples())
    own = [kinds.Example("written", *annotated) for annotated in kinds.written()]
    if at_random:
        parts = folds_at_random(every, lambda example: example[1].report.id, kinds.FOLDS)
    else:
        parts = folds_by_outlet(every, lambda example: example[1].report.outlet, kinds.FOLDS)
    held: Mapping[str, Sequence[Comparison]] = kinds.held_out(parts, own)
    return held


def _outside() -> Iterator[Pinned]:
    _, corpora, bench = _folders()
    yield from _scored(outside(corpora, bench))


def _links() -> Iterator[Pinned]:
    yield from _scored(links(*_folders()))


def _figures() -> Iterator[Pinned]:
    yield from _scored(answers(*_folders()))


def _folders() -> tuple[Path, Path, Path]:
    """The annotated sets, the corpora and their scorers."""
    gold = _gold()
    corpora = Path(os.environ.get("SAYSO_CORPORA") or gold.parent / "corpora")
    return gold, corpora, Path(os.environ.get("SAYSO_BENCH") or gold.parent / "bench")


def _scored(results: Iterator[tuple[str, Result | str]]) -> Iterator[Pinned]:
    """Prints what others' scorers gave, beside what a trivial answer reaches."""
    for name, result in results:
        if not isinstance(result, Result):
            print(f"\n{name}: {result}")
            continue
        trivial = {measure: result.baselines.get(measure) for measure in result.figures}
        print(
            "\n" + figure_table({name: result.figures, "trivial": trivial}, read_floors(FLOORS)), flush=True
        )
        yield name, result.digest, result.figures


def _causes() -> Iterator[Pinned]:
    found = [
        fault
        for name, compared in _held_out().items()
        if name in DEVELOPED_ON
        for each in compared
        for fault in faults(each)
    ]
    table = cause_table(found, LARGEST)
    head, _, rest = README.read_text(encoding="utf-8").partition(CAUSES_BEGIN)
    _, _, tail = rest.partition(CAUSES_END)
    README.write_text(f"{head}{CAUSES_BEGIN}\n{table}\n{CAUSES_END}{tail}", encoding="utf-8")
    print(table)
    yield from ()


_MEASURE = {
    "sets": _sets,
    "folds": _folds,
    "outside": _outside,
    "links": _links,
    "figures": _figures,
    "causes": _causes,
}

if __name__ == "__main__":
    sys.exit(main())
