"""From whose perspectives a question can be answered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from sayso.concluded import Question, Word
from sayso.reconcile.groups import Whom, bears_on
from sayso.reconcile.scope import speaker_of


def perspectives(question: Question, words: Iterable[Word], whom: Whom) -> tuple[str, ...]:
    """Whose words can be asked for alone: independent voices, each side that speaks, what is conceded.

    >>> perspectives(question, words, whom)
    ('independent', 'Karenni Nationalities Defence Force', 'Myanmar Armed Forces', 'conceded')

    None where no side speaks. A side goes by the party of it that speaks most; parties without a side, such
    as the United Nations, are independent.
    """
    speakers: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        party = speaker_of(word, whom.parties)
        side = whom.side_of(party) if bears_on(word.claim.kind, question.kind) else None
        if party is not None and side is not None:
            speakers[side][party] += 1
    sides = sorted(min(told, key=lambda party: (-told[party], party)) for told in speakers.values())
    return ("independent", *sides, "conceded") if sides else ()
