"""The name in a speaker's phrase: "army spokesman X" is X, "a report by the UN" is the UN."""

from __future__ import annotations

from typing import Final

from sayso.extract.nouns.name_runs import CLITICS, Span, is_name
from sayso.extract.speech.phrases import ARTICLES, MARKS, PUT_OUT, holds, inside_word, trim
from sayso.extract.speech.saying_asides import is_paper
from sayso.lexicon import Reading

MAX_APPOSED_NAME: Final = 8


def speaker_like(reading: Reading, span: Span) -> bool:
    """Does a phrase name a role, a body, or what a speaker puts out?"""
    return (
        holds(reading, span, "roles") or holds(reading, span, "bodies")
        or any(is_paper(reading, i) for i in range(*span))
    )  # fmt: skip


def most_specific(reading: Reading, span: Span, stop: int) -> tuple[Span, bool]:
    """The name in a speaker's phrase, and whether it is a person's: "army spokesman X" is X.

    "X's Harry Fawcett" is Harry Fawcett; "a report by the UN" is the UN; "the head of Y, X," is X; "medical
    charity Z" is Z.
    """
    span = _without_description(reading, span)
    first, last = span
    words, lexicon = reading.words, reading.lexicon
    roles = [i for i in range(first, last) if _is_role(reading, i, last)]
    if roles:
        after = roles[-1] + 1
        while after < last and words[after] in {".", "-"}:
            after += 1
        if is_name(reading, (after, last)) and not lexicon.is_in(words[last - 1], "bodies"):
            return (after, last), True
    if roles and (named := _name_beside_role(reading, span, roles)) is not None:
        return named, True
    if (named := _name_after_comma(reading, last, stop)) and (roles or not reading.capitalised(last - 1)):
        titled = lexicon.is_in(words[named[0]], "roles") and named[1] - named[0] > 1
        return (named[0] + titled, named[1]), bool(roles)
    for i in range(last - 2, first, -1):
        if (
            words[i] in CLITICS
            and reading.ends[i] < reading.starts[i + 1]  # not "B'Tselem"
            and "in" not in words[first:i]  # "medics in | Jarin's Old Town"
            and is_name(reading, (i + 1, last))
            and not holds(reading, (i + 1, last), "bodies")
        ):
            return (i + 1, last), True
    if (named := _name_before_of(reading, span)) is not None:
        return named, True
    if (body := _author(reading, span)) is not None:
        return most_specific(reading, body, body[1])[0] if body[0] > first else body, False
    for i in range(last - 2, first - 1, -1):
        described = lexicon.is_in(words[i], "bodies") and (not reading.capitalised(i) or words[i] == "ngo")
        if described and is_name(reading, (i + 1, last)) and words[i + 1] not in CLITICS:
            return (i + 1, last), False
    span = _without_adjectives(reading, span)
    of_body = holds(reading, span, "bodies") or holds(
        reading, span, "prepositions"
    )  # "Doctors Without Borders"
    bare = words[first - 1 : first] != ("the",)  # "the White Helmets"
    person = bare and is_name(reading, span) and last - first >= 2 and not of_body
    return span, person or bool(roles)


def _is_role(reading: Reading, index: int, last: int) -> bool:
    """Is a word what a person is: not "local | media", "refugee | agency", "Doctors | Without"?"""
    if not reading.lexicon.is_in(reading.words[index], "roles") or _opens_name(reading, index):
        return False
    if index > 0 and holds(reading, (index, index + 1), "watchers") and reading.capitalised(index - 1):
        return not reading.capitalised(index)  # "the Velman Monitor"
    if index == last - 1:
        return True
    behind = index + 1 + (reading.words[index + 1] in CLITICS)  # "the spokesperson's | unit"
    return reading.words[index] != "local" and not holds(reading, (behind, behind + 1), "bodies")


def _without_description(reading: Reading, span: Span) -> Span:
    """ "Observatory for Human Rights | monitoring group": a named body without what it is."""
    first, last = span
    end = last
    while end > first and not reading.capitalised(end - 1):
        end -= 1
    watches = holds(reading, (end, last), "watchers") and holds(reading, (first, end), "bodies")
    return (first, end) if watches and reading.capitalised(first) else span


def _name_before_of(reading: Reading, span: Span) -> Span | None:
    """ "Laura Khan | of Radio Zara" is Laura Khan; "Army of Conquest" is one name."""
    first, last = span
    joint = next((i for i in range(first + 2, last) if reading.words[i] in ("of", "from")), None)
    if joint is None or not is_name(reading, (first, joint)) or speaker_like(reading, (first, joint)):
        return None
    return (first, joint) if holds(reading, (joint, last), "bodies") else None


def _opens_name(reading: Reading, index: int) -> bool:
    """ "Doctors | Without Borders" are no doctors who speak."""
    behind = reading.words[index + 1] if index + 1 < len(reading.words) else ""
    return reading.lexicon.is_in(behind, "prepositions") and reading.capitalised(index + 1)


def _name_beside_role(reading: Reading, span: Span, roles: list[int]) -> Span | None:
    """ "X Y coordinator of the council" and "director for the area X Y", their commas lost, are X Y."""
    first, last = span
    if roles[0] - first >= 2 and not reading.capitalised(roles[0]) and is_name(reading, (first, roles[0])):
        return None if holds(reading, (first, roles[0]), "bodies") else (first, roles[0])
    start = last
    while start > first and reading.capitalised(start - 1):
        start -= 1
    while start < last and (holds(reading, (start, start + 1), "bodies") or start == roles[-1]):
        start += 1
    if (officer := _behind_office(reading, roles[-1], last)) is not None:
        return officer
    before = reading.words[start - 1]
    joined = reading.lexicon.is_in(before, "prepositions") or before in ARTICLES or before in CLITICS
    if last - start < 2 or start - 1 <= roles[-1] or joined or holds(reading, (start, last), "bodies"):
        return None
    return start, last


def _behind_office(reading: Reading, role: int, last: int) -> Span | None:
    """ "Secretary of State | X Y", "Minister of Health | X Y"."""
    at = role + 2
    if reading.words[role + 1 : at] != ("of",):
        return None
    while at < last and reading.lexicon.is_in(reading.words[at], "offices"):
        at += 1
    return (at, last) if at > role + 2 and last - at > 1 and is_name(reading, (at, last)) else None


def _ends_name(reading: Reading, first: int, index: int) -> bool:
    """ "Center for Strategic | Studies", "Zara | Information | Centre" are no papers."""
    if (
        reading.capitalised(index)
        and holds(reading, (index + 1, index + 2), "bodies")
        and reading.capitalised(index + 1)
    ):
        return True
    joined = any(reading.words[i] in {"for", "of"} for i in range(first, index))
    return joined and reading.capitalised(index) and reading.capitalised(index - 1)


def _without_adjectives(reading: Reading, span: Span) -> Span:
    """ "Britain-based Syrian Observatory for Human Rights" without "Britain-based" and the like."""
    first, last = span
    based = next(
        (at for at in range(first + 1, last - 1) if reading.words[at - 1 : at + 1] == ("-", "based")), None
    )
    if based is not None and holds(reading, span, "watching_bodies"):
        return based + 1, last  # "New York-based | Rights Watch"
    start = first
    while start < last - 1 and (not reading.capitalised(start) or reading.words[start + 1] == "-"):
        if reading.lexicon.is_in(reading.words[start], "roles") or reading.lexicon.is_in(
            reading.words[start], "bodies"
        ):
            return span
        start += 3 if reading.words[start + 1] == "-" else 1
    return (start, last) if start < last - 1 and holds(reading, (start, last), "bodies") else span


def _name_after_comma(reading: Reading, last: int, stop: int) -> Span | None:
    """ "the head of the council, John Doe," gives John Doe."""
    if last + 1 >= stop or reading.words[last] != ",":
        return None
    end = last + 1
    while (
        end < stop
        and end - last < MAX_APPOSED_NAME
        and (reading.words[end] not in MARKS or inside_word(reading, end, last + 1))
    ):
        end += 1
    first = last + 1
    while first < end - 1 and (reading.words[first] == "." or reading.words[first + 1] == "."):
        first += 1  # "| Col. | X Y"
    span = (first, end)
    closed = end >= stop or reading.words[end] in MARKS
    return span if closed and is_name(reading, span) and not holds(reading, span, "time_words") else None


def _tells_whose(reading: Reading, at: int) -> bool:
    """ "Israeli | tallies", "official | figures" are no one's by name."""
    noun = reading.nouns.get(at)
    return reading.words[at] == "official" or (noun is not None and noun.payload.lemma[0].isupper())


def _author(reading: Reading, span: Span) -> Span | None:
    """Whose paper it is: "a report by the UN", "UN report", "figures from the ministry"."""
    first, last = span
    words = reading.words
    papers = [i for i in range(first, last) if is_paper(reading, i) and not _ends_name(reading, first, i)]
    if not papers:
        return None
    after = papers[-1] + 1
    while after < last and words[after] in PUT_OUT:
        after += 1
    if after < last and words[after] in {"by", "from", "of"}:
        return trim(reading, after + 1, last)
    before = next((at for at in range(first + 1, papers[0]) if words[at] in CLITICS), papers[0])
    while before > first and (words[before - 1] in CLITICS or is_paper(reading, before - 1)):
        before -= 1
    opens_sentence = reading.bounds[reading.passage_of[first]][0]
    if all(_tells_whose(reading, i) for i in range(first, before)):
        return None
    proper = any(reading.capitalised(i) and i != opens_sentence for i in range(first, before))
    described = before - first > 1 and not reading.capitalised(first) and reading.capitalised(first + 1)
    first += described and not holds(reading, (first, first + 1), "bodies")  # "the | latest | UN figures"
    return trim(reading, first, before) if proper or holds(reading, (first, before), "bodies") else None
