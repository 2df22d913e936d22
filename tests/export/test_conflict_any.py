"""Whatever words say, rows are well formed, add up, and none is there twice."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.export import idu
from sayso.export.conflict import acled, ged
from sayso.export.conflict.deaths import beyond, dead_of
from sayso.export.conflict.events import LeftOut

from .shapes import acled_rows, ged_rows, idu_rows
from .telling import Told, all_events, words_of

ARMED = [
    None,
    "Myanmar Armed Forces",
    "People's Defence Force",
    "National Unity Government",
    "Armed Forces of Russia",
]
CLAIM = st.fixed_dictionaries({
    "incident": st.sampled_from(["i1", "i2"]),
    "number": st.integers(0, 300),
    "kind": st.sampled_from(["killed", "killed", "injured", "casualties", "detained", "displaced", "attacks", "missing"]),
    "hedge": st.sampled_from(["exact", "at_least", "more_than", "about", "up_to", "vague"]),
    "who": st.sampled_from(["civilians", "soldiers", "people", "children"]),
    "party": st.sampled_from(ARMED),
    "by": st.sampled_from(ARMED),
    "means": st.sampled_from([None, "airstrike", "ground", "shelling", "bomb", "accident", "other"]),
    "where": st.sampled_from(["Loikaw", "Demoso", "Kayah", "Myanmar", "Hroza", "Poezarchan", "", "Loikaw+Mobye"]),
    "days": st.sampled_from([None, "11-14", "11-14/11-16", "11-13/11-19", "11-01/11-30", "11-01/12-14"]),
    "precision": st.sampled_from(["day", "week", "month", "year"]),
    "measure": st.sampled_from(["flow", "stock"]),
    "origin": st.sampled_from(["one", "two"]),
    "stance": st.sampled_from(["said", "denied"]),
    "speaker": st.sampled_from(["a spokesman", "=cmd()", 'a "source"\nnearby']),
    "outlet": st.sampled_from(["Example Times", "Myanmar Now", None]),
})  # fmt: skip


@settings(max_examples=40)
@given(st.lists(CLAIM, min_size=1, max_size=5))
def test_rows_are_well_formed_whatever_is_told(claims: list[dict[str, Any]]) -> None:
    words = words_of(claims)
    for write, policy, read in (
        (acled.write, "acled", acled_rows), (ged.write, "ucdp", ged_rows), (idu.write, "sayso", idu_rows),
    ):  # fmt: skip
        out = io.StringIO()
        told = write(Told(words, policy), out)  # type: ignore[arg-type]
        rows = read(out.getvalue())
        assert told.rows == len(rows)
        assert all(count > 0 for count in told.left_out.values())


@settings(max_examples=40)
@given(st.lists(CLAIM, min_size=1, max_size=5))
def test_fatalities_of_an_incident_are_its_figures(claims: list[dict[str, Any]]) -> None:
    """However it is divided among days and places, what is exported is what is concluded."""
    source: Any = Told(words_of(claims), "acled")
    expected = defaultdict[str, int](int)
    for found in all_events(source):
        if isinstance(found, LeftOut):
            continue
        kept = [event for event in found if acled.not_coded(event) is None]
        figures = dead_of(kept, source)
        for event, figure in zip(kept, figures, strict=True):
            assert figure is not None
            expected[event.incident] += figure.best or 0
        if kept:
            expected[kept[0].incident] += beyond(kept, figures, source)[0]
    out, followed = io.StringIO(), io.StringIO()
    acled.write(source, out, followed=followed)
    whose = {
        line["row"]: line["claim"]
        for line in csv.DictReader(io.StringIO(followed.getvalue()))
        if line["column"] == "event"
    }
    incidents = {word.id: word.incident for word in source.told}
    exported = defaultdict[str | None, int](int)
    for row in acled_rows(out.getvalue()):
        exported[incidents[whose[row["event_id_cnty"]]]] += int(row["fatalities"])
    assert dict(exported) == dict(expected)
