"""What leads to a person without a name: telephone numbers, addresses, handles; words in other scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sayso.disclosure.rules import RuleId

_MAIL: Final = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_HANDLE: Final = r"(?<![\w@.])@\w{3,30}"
# What may not stand before it is looked for behind its first sign, so that the search goes from sign to sign.
_FIRST: Final = r"[+(0](?<![\w.,][+(0])"
_TELEPHONE: Final = rf"{_FIRST}(?:(?<=\+)\d|(?<=\()0\d|(?<=0)\d)[\d \u00a0().-]{{6,16}}\d(?!\w)"
_ONLINE: Final = re.compile(f"{_MAIL}|{_HANDLE}")
_CALLED: Final = re.compile(_TELEPHONE)
# Letters and marks of scripts other than Latin.
_OTHER: Final = (
    "[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2dff\u3040-\u318f\u31a0-\u31bf\u3400-\ua71f\ua800-\uab2f"
    "\uab70-\ud7ff\uf900-\ufaff\ufb13-\ufdff\ufe70-\ufefc\U00010000-\U0001d3ff\U0001e000-\U0001efff\U00020000-\U0003ffff]"
)
# The whole word: what is left of one that mixes scripts could be taken for a name.
_WORD: Final = rf"\w*{_OTHER}+\w*"
_OTHER_SCRIPT: Final = re.compile(rf"(?<!\w){_WORD}(?:[ \u00a0\u200b-\u200f.,·-]{{1,3}}{_WORD})*")


def patterns(text: str) -> Iterator[tuple[int, int, RuleId, str]]:
    """The stretches of a text that are withheld for their form, with what is told instead.

    >>> list(patterns("call +95 9 123 456 789"))
    [(5, 22, 'contact', '[contact withheld]')]
    """
    if "@" in text:
        yield from _found(_ONLINE, text, "contact", "[contact withheld]")
    yield from _found(_CALLED, text, "contact", "[contact withheld]")
    if not text.isascii():
        yield from _found(_OTHER_SCRIPT, text, "other_script", "[words withheld]")


def _found(
    pattern: re.Pattern[str], text: str, rule: RuleId, told: str
) -> Iterator[tuple[int, int, RuleId, str]]:
    for found in pattern.finditer(text):
        yield found.start(), found.end(), rule, told
