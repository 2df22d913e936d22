"""The class of the harmed (civilian, combatant, unclear, object) and the groups they belong to."""

from __future__ import annotations

from sayso.extract.counted import Chosen, Counted
from sayso.extract.noun_phrases import Phrase
from sayso.lexicon import Reading
from sayso.records import THING_KINDS, Harmed, HarmedClass


def classify(reading: Reading, item: Counted, phrase: Phrase | None, rule: str) -> Chosen[Harmed | None]:
    """The harmed with class and groups."""
    kind_class: HarmedClass = "object" if item.kind in THING_KINDS else "unclear"
    rules = [rule]
    if phrase is None:
        harmed = Harmed(None, item.quantity.end, item.quantity.end, kind_class)
        return Chosen(harmed, (rule, "class.kind"))
    head = phrase.head.payload if phrase.head else None
    chosen = kind_class
    if kind_class != "object" and head is not None and head.harmed_class and head.harmed_class != "object":
        chosen = head.harmed_class
        rules.append("class.noun")
    else:
        rules.append("class.kind")
    quote = reading.quote(phrase.first, phrase.last)
    groups = head.groups if head else ()
    return Chosen(Harmed(quote.text, quote.start, quote.end, chosen, groups), tuple(rules))
