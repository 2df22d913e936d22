"""Words for tests, made of few strokes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from sayso.concluded import Choice, Word
from sayso.records import Attribution, Claim, Doer, Doubt, Harmed, Period, Place, Quantity, Quote

PLACES = {
    "Kayah": ("Kayah State", "MM", "Kayah State", None, "province", None),
    "Loikaw": ("Loikaw", "MM", "Kayah State", "Loikaw District", "town", (19.678, 97.21)),
    "Loikaw University": ("Loikaw University", "MM", "Kayah State", None, "point", (19.69, 97.24)),
    "Demoso": ("Demoso", "MM", "Kayah State", "Loikaw District", "town", (19.55, 97.16)),
    "Mobye": ("Moebye", "MM", "Shan State", None, "town", (19.74, 97.08)),
    "Myanmar": ("Myanmar", "MM", None, None, "country", None),
    "Hroza": ("Hroza", "UA", "Kharkiv", None, "town", (49.655, 37.3)),
}
GROUPS = {
    "children": ("children",), "women": ("women",), "men": ("men",), "boy": ("men", "children"),
    "journalists": ("press",),
}  # fmt: skip
CLASSES = {"soldiers": "combatant", "fighters": "combatant", "people": "unclear"}


def day(text: str | None) -> date | None:
    """A day of "2023-11-14", or of "11-14" in 2023."""
    if text is None:
        return None
    return date.fromisoformat(text if len(text) > 5 else f"2023-{text}")


def place(name: str) -> Place:
    """A place by its name; one that is not in the table is not resolved."""
    if name not in PLACES:
        return Place(name, 0, 0)
    known, country, admin1, admin2, precision, point = PLACES[name]
    return Place(name, 0, 0, known, *(point or (None, None)), country, admin1, admin2, precision)  # type: ignore[arg-type]


def word(name: str, value: float, **told: Any) -> Word:
    """A word by name; what is told beside the number as keywords.

    >>> word("c1", 53, who="civilians", where="Loikaw", days="11-11/11-18", origin="KnHRG", said="11-21")
    """
    who = told.get("who", "civilians")
    days = told.get("days")
    first, last = (*days.split("/"), days)[:2] if days and "/" in days else (days, days)
    when = Period("", 0, 0, day(first), day(last), told.get("precision", "day")) if days else None
    source = None
    if told.get("speaker", "somebody"):
        source = Attribution(
            told.get("speaker", "somebody"), 0, 0, party=told.get("speaker_party"),
            interest=told.get("interest", "third_party"),
        )  # fmt: skip
    document = told.get("report", f"report-{name}")
    text, evidence = told.get("text", str(value)), told.get("evidence", "")
    begin = max(told.get("at", 0), evidence.find(text))
    claim = Claim(
        document=document, id=name, kind=told.get("kind", "killed"), source=source,
        evidence=Quote(evidence, told.get("sentence", 0), told.get("sentence", 0) + len(evidence)),
        quantity=Quantity(
            text, begin, begin + len(text), value, told.get("hedge", "exact"), told.get("value_high"),
            told.get("unit", "people"), told.get("partial", False),
        ),
        whom=Harmed(
            who, 0, 0, told.get("class", CLASSES.get(who, "civilian")), GROUPS.get(who, ()), told.get("party")
        ),
        by=Doer(told["by"], 0, 0, told["by"]) if told.get("by") else None,
        where=tuple(place(each) for each in told.get("where", "Loikaw").split("+") if each),
        when=when, told=Period("", 0, 0, day(told["told"]), day(told["told"])) if told.get("told") else None,
        part_of=told.get("part_of"), measure=told.get("measure", "flow"), state=told.get("state", "current"), rules=tuple(told.get("rules", ())),
        doubts=(Doubt("kind", "weighed at 0.40"),) if told.get("weak") else (),
    )  # fmt: skip
    choice = chosen(name, **told["choice"]) if "choice" in told else None
    published = day(told.get("said", "12-31"))
    return Word(claim, told.get("origin", "one"), told.get("incident"), published, choice=choice)


def chosen(name: str, **said: Any) -> Choice:
    """What a person chose a claim for; of a day in December unless that is told."""
    made = day(said.get("at", "12-20"))
    assert made is not None
    return Choice(
        name, said.get("who", "Ma Thida"), datetime.combine(made, time(9), UTC), said.get("reason"),
        tuple(said.get("over", ())), said.get("low"), said.get("best"), said.get("high"),
    )  # fmt: skip
