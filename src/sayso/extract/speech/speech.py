"""A speech: the place where a text names a speaker beside a word of saying."""

from __future__ import annotations

from typing import NamedTuple

from sayso.extract.nouns.name_runs import Span
from sayso.records import Stance


class Speech(NamedTuple):
    """A speaker and the word of saying: tokens cue..cue_end-1 say it, first..last-1 are the speaker.

    `phrase` is the whole phrase the speaker was cut from. `opens` says that what is said follows the cue,
    `closes` that it stands before it. `named` is False for one that points back ("he added") to nobody known.
    """

    passage: int
    cue: int
    cue_end: int
    first: int
    last: int
    phrase: Span
    stance: Stance
    rule: str
    opens: bool
    closes: bool
    person: bool = False
    named: bool = True
    chain: tuple[Span, ...] = ()
