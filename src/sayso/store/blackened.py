"""What was said of a person with the name made unreadable, so that everything else stays where it was."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sayso.errors import LedgerError
from sayso.records import Claim, Decision, Report
from sayso.rows import claim_id, claim_of, requoted, whole_row
from sayso.ruling.decision import READING

BLOCK: Final = "█"
_LEAST_LETTERS: Final = 3  # of a name: shorter ones would blacken half of every text
_BETWEEN: Final = r"(?:[\s_+.-]|%20){1,9}"  # words of a name, in addresses too
_LETTER_OR_DIGIT: Final = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as it is looked for: its words in order, in any case, whatever parts them."""

    words: re.Pattern[str]

    def stands_in(self, text: str | None) -> bool:
        """Does a text have the name?"""
        return text is not None and self.words.search(text) is not None

    def blackened(self, text: str) -> str:
        """The text with the name's letters replaced one by one, so that every offset holds.

        >>> name_of("Ma Hla").blackened("Ma Hla, 34, was killed")
        '██ ███, 34, was killed'
        """
        return self.words.sub(lambda found: _LETTER_OR_DIGIT.sub(BLOCK, found[0]), text)

    def anywhere(self, value: Any) -> Any:
        """A JSON value with the name blackened in all its texts."""
        if isinstance(value, str):
            return self.blackened(value)
        if isinstance(value, Mapping):
            return {key: self.anywhere(each) for key, each in value.items()}
        if isinstance(value, Sequence):
            return [self.anywhere(each) for each in value]
        return value


def name_of(person: str) -> Name:
    """The name as a pattern. Raises `LedgerError` for one so short that it would stand everywhere."""
    words = person.split()
    if sum(map(len, words)) < _LEAST_LETTERS:
        raise LedgerError(repr(person), f"too short a name; expected {_LEAST_LETTERS} letters or more")
    in_order = _BETWEEN.join(map(re.escape, words))
    return Name(re.compile(rf"(?<![^\W_]){in_order}(?![^\W_])", re.IGNORECASE))


def blackened_report(report: Report, name: Name) -> Report:
    """The report without the name; its text keeps its length and has a digest of its own."""
    text = name.blackened(report.text)
    told: dict[str, Any] = {
        field: value and name.blackened(value)
        for field in ("id", "outlet", "title", "url", "story")
        for value in [getattr(report, field)]
    }
    return replace(
        report,
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        facts_from=tuple(map(name.blackened, report.facts_from)),
        doubts=tuple(replace(doubt, reason=name.blackened(doubt.reason)) for doubt in report.doubts),
        **told,
    )


def blackened_claims(claims: Sequence[Claim], report: Report, name: Name) -> list[Claim]:
    """The claims as they are of the blackened report: its words as their quotes, ids after its digest."""
    ids = {claim.id: claim_id(report, claim.kind, claim.quantity) for claim in claims}
    made = []
    for claim in claims:
        fields = requoted(name.anywhere(whole_row(claim)), report.text)
        fields |= {"document": report.id, "id": ids[claim.id], "part_of": ids.get(claim.part_of or "")}
        made.append(claim_of(fields))
    return made


def blackened_decision(
    decision: Decision, name: Name, digests: Mapping[str, str], ids: Mapping[str, str]
) -> Decision:
    """The decision without the name, about the blackened report; claims and decisions by their new ids.

    Which reading it ruled on is no longer told where the text is another.
    """
    about = decision.evidence
    renewed = about is not None and about.report in digests
    values = {field: _renamed(value, ids) for field, value in name.anywhere(decision.values).items()}
    if renewed:
        values.pop(READING, None)
    return replace(
        decision,
        who=name.blackened(decision.who),
        evidence=about and replace(about, report=digests.get(about.report, about.report)),
        targets=tuple(ids.get(target, target) for target in decision.targets),
        values=values,
        reason=decision.reason and name.blackened(decision.reason),
    )


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    """A value in which claims go by their new ids."""
    if isinstance(value, list):
        return [_renamed(each, ids) for each in value]
    return ids.get(value, value) if isinstance(value, str) else value
