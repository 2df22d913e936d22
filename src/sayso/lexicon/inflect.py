"""Regular English inflection, so that a lexicon row names a word once.

A word with an irregular form gives all its forms itself, parted by "|": verbs base|s|past|participle|ing,
nouns singular|plural.
"""

from __future__ import annotations

_VOWELS = "aeiou"


def verb_forms(entry: str) -> tuple[str, str, str, str, str]:
    """Base, third person, past, participle and -ing form of a verb or verb phrase (its first word bends).

    >>> verb_forms("lay|lays|laid|laid|laying down arms")
    ('lay down arms', 'lays down arms', 'laid down arms', 'laid down arms', 'laying down arms')
    >>> verb_forms("carry off")[2]
    'carried off'
    """
    head, _, rest = entry.partition(" ")
    tail = f" {rest}" if rest else ""
    parts = head.split("|") if "|" in head else _regular_verb(head)
    if len(parts) != 5:
        raise ValueError(f"{entry!r}: a verb has five forms, base|s|past|participle|ing")
    base, third, past, participle, ing = (part + tail for part in parts)
    return base, third, past, participle, ing


def noun_forms(entry: str) -> tuple[str, str]:
    """Singular and plural of a noun or noun phrase (its last word bends).

    >>> noun_forms("police officer"), noun_forms("policeman|policemen"), noun_forms("body")
    (('police officer', 'police officers'), ('policeman', 'policemen'), ('body', 'bodies'))
    """
    if "|" in entry:
        singular, _, plural = entry.partition("|")
        return singular, plural
    return entry, _add_s(entry)


def _add_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _regular_verb(base: str) -> list[str]:
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    if base.endswith("y") and base[-2] not in _VOWELS:
        past = base[:-1] + "ied"
    elif base.endswith("e"):
        past = base + "d"
    else:
        past = base + "ed"
    return [base, _add_s(base), past, past, stem + "ing"]
