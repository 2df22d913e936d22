"""Regular English inflection, so that a lexicon row names a word once.

A word with an irregular form gives all its forms itself, parted by "|": verbs base|s|past|participle|ing,
nouns singular|plural.
"""

from __future__ import annotations

from functools import cache

_VOWELS = "aeiou"


def verb_forms(entry: str) -> tuple[str, str, str, str, str]:
    """Base, third person, past, participle and -ing form of a verb or verb phrase.

    The word that gives its own forms bends, else the first word that is no adverb; the word behind "and" or
    "or" bends with it.

    >>> verb_forms("lay|lays|laid|laid|laying down arms")
    ('lay down arms', 'lays down arms', 'laid down arms', 'laid down arms', 'laying down arms')
    >>> verb_forms("kill or wound")[2], verb_forms("badly hurt|hurts|hurt|hurt|hurting")[4]
    ('killed or wounded', 'badly hurting')
    >>> verb_forms("seriously injure")[2]
    'seriously injured'
    """
    head, blank, tail = entry.partition(" ")
    is_adverb = head.endswith("ly") and tail != ""
    if not (is_adverb or "|" in tail or "and " in tail or "or " in tail):
        base, third, past, participle, ing = (form + blank + tail for form in _bent(head))
        return base, third, past, participle, ing
    words = entry.split(" ")
    bending = {at for at, word in enumerate(words) if "|" in word} or {int(is_adverb)}
    bending |= {at + 1 for at, word in enumerate(words[:-1]) if word in ("and", "or")}
    columns = [_bent(word) if at in bending else [word] * 5 for at, word in enumerate(words)]
    base, third, past, participle, ing = (" ".join(row) for row in zip(*columns, strict=True))
    return base, third, past, participle, ing


@cache
def _bent(word: str) -> list[str]:
    parts = word.split("|") if "|" in word else _regular_verb(word)
    if len(parts) != 5 or not all(parts):
        raise ValueError(f"{word!r}: a verb has five forms, base|s|past|participle|ing")
    return parts


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
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        past = base[:-1] + "ied"
    elif base.endswith("e"):
        past = base + "d"
    else:
        past = base + "ed"
    return [base, _add_s(base), past, past, stem + "ing"]
