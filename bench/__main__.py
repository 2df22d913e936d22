"""Runs the benches named, or all of them, and prints what each measures, one figure a line."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main(named: list[str]) -> int:
    """0, or 1 where a name is none of the benches."""
    known = sorted(each.name for each in pkgutil.iter_modules(bench.__path__) if each.name[0] != "_")
    unknown = sorted(set(named) - set(known))
    if unknown:
        print(f"no bench is called {', '.join(unknown)}; there are: {', '.join(known)}")
        return 1
    for name in named or known:
        print(name)
        for figure in importlib.import_module(f"bench.{name}").measure():
            print(f"  {figure}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
