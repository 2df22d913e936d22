"""Texts as rows and back: what tells, of the reports that came before, who repeats whom."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from sayso.knowledge.parties import Parties
from sayso.link import Origins, Text, texts_of
from sayso.link.block import Blocks
from sayso.store.among import portions, rows_with
from sayso.store.happenings import make_due
from sayso.store.tables import linked, repeats, run_for_each, text_keys, texts
from sayso.store.views import Standing, of_names, standing_reports

_NAMED: Final = re.compile(r"\b[0-9a-f]{16}\b")


class StoredOrigins:
    """Whose word each claim of a ledger is: found out first, then written."""

    def __init__(self, connection: Connection, parties: Parties) -> None:
        self._connection = connection
        self._keys = _Keys(connection)
        self._repeats = _Repeats(connection)
        self._texts = _Texts(connection, parties)
        self._parties = parties
        self._origins = Origins(parties, self._texts, self._repeats, self._keys)
        self._entered: dict[str, Standing] = {}
        self._touched: set[str] = set()
        self._emptied: list[int] = []  # reports that are taken out
        self._dropped: list[tuple[str, str]] = []  # pairs of which the first is of one of these
        self._repeated: list[dict[str, object]] = []
        self._traced: list[dict[str, object]] = []
        self._claims: list[int] = []

    def take_out(self, numbers: Sequence[int]) -> None:
        """Takes out the texts of reports, whether or not they still stand."""
        chosen = select(repeats.c.one, repeats.c.other)
        self._emptied = list(numbers)
        self._dropped = [
            (row.one, row.other) for row in rows_with(self._connection, chosen, repeats.c.report, numbers)
        ]
        gone = {one for one, _ in self._dropped}
        reached = set(gone)
        waiting = [*gone]
        while waiting:
            new = self._repeats[waiting.pop()].keys() - reached
            reached |= new
            waiting += new
        self._touched |= {_document(text) for text in reached - gone}
        written = rows_with(self._connection, select(texts.c.id), texts.c.report, numbers)
        gone |= {row.id for row in written}
        self._repeats.leave_out(gone)
        self._keys.leave_out(gone)

    def enter(self, each: Standing) -> None:
        """Takes in a report."""
        self._entered[each.report.id] = each
        told = texts_of(each.report, [claim for _, claim in each.claims], self._parties)
        near = self._keys.look_up(key for text in told for key in text.keys)
        self._texts.fetch(map(_document, near))
        self._repeats.fetch(near)
        self._touched |= {_document(text) for text in self._origins.take_in(told)}

    def settle(self) -> None:
        """Finds out the origin of each claim that may have another now."""
        found = {
            (one, other, because)
            for text, known in self._repeats.items()
            if _document(text) in self._entered
            for repeated, because in known.items()
            for one, other in ((text, repeated), (repeated, text))
        }
        concerned = {each.report.id: each for each in self._standing(self._touched)}
        self._repeated = [
            {"one": one, "other": other, "because": because, "report": concerned[_document(one)].number}
            for one, other, because in sorted(found)
        ]
        self._traced = list(self._origins_of(concerned))
        self._claims = [number for each in concerned.values() for number, _ in each.claims]

    def write(self, connection: Connection) -> None:
        """Writes what was taken out and in, and the origins."""
        for some in portions(self._emptied):
            own = select(texts.c.number).where(texts.c.report.in_(some))
            connection.execute(delete(text_keys).where(text_keys.c.text.in_(own)))
            connection.execute(delete(texts).where(texts.c.report.in_(some)))
            connection.execute(delete(repeats).where(repeats.c.report.in_(some)))
        back = [{"of_one": other, "of_other": one} for one, other in self._dropped]
        run_for_each(connection, _DROP, back)
        new = [
            {"id": text, "report": self._entered[_document(text)].number} for text in sorted(self._keys.new)
        ]
        run_for_each(connection, insert(texts), new)
        chosen = select(texts.c.id, texts.c.number)
        numbers = {row.id: row.number for row in rows_with(connection, chosen, texts.c.id, self._keys.new)}
        keyed = [
            {"key": key, "text": numbers[text]}
            for text, keys in self._keys.new.items()
            for key in sorted(set(map(_hashed, keys)))
        ]
        run_for_each(connection, insert(text_keys), keyed)
        run_for_each(connection, insert(repeats), self._repeated)
        run_for_each(connection, _TRACED, self._traced)
        make_due(connection, self._claims)

    def _origins_of(self, concerned: Mapping[str, Standing]) -> Iterator[dict[str, object]]:
        """The origin of each claim, and why; reports are named by their given ids."""
        named = {name: each.document for name, each in concerned.items()}
        for name, each in concerned.items():
            for number, claim in each.claims:
                voice, because = self._origins.trace(name, claim.id)
                told = _NAMED.sub(lambda found: named.get(found[0], found[0]), because)
                yield {"of": number, "voice": voice, "told": told}

    def _standing(self, names: set[str]) -> Iterator[Standing]:
        yield from (self._entered[name] for name in sorted(names & self._entered.keys()))
        yield from self._texts.reports(names - self._entered.keys())


class _Texts(dict[str, Text]):
    """Texts by id, read with all others of their report when one is first asked for."""

    def __init__(self, connection: Connection, parties: Parties) -> None:
        super().__init__()
        self._connection, self._parties = connection, parties
        self._reports: dict[str, Standing] = {}

    def __missing__(self, text: str) -> Text:
        self.fetch([_document(text)])
        assert text in self, f"{text} is no text of the ledger"
        return self[text]

    def fetch(self, names: Iterable[str]) -> None:
        """Reads the texts of reports in one go, as far as they are not there yet."""
        for each in self.reports(set(names)):
            if each.report.id not in self:
                for text in texts_of(each.report, [claim for _, claim in each.claims], self._parties):
                    self.setdefault(text.id, text)

    def reports(self, names: set[str]) -> Iterator[Standing]:
        """The reports of these names that stand."""
        for some in portions(name for name in names if name not in self._reports):
            read = standing_reports(self._connection, of_names(some))
            self._reports |= {each.report.id: each for each in read}
        yield from (self._reports[name] for name in sorted(names & self._reports.keys()))


class _Repeats(dict[str, dict[str, str]]):
    """Why texts are held to repeat each other, by both; read when first asked for."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection
        self._gone: Set[str] = frozenset()

    def leave_out(self, gone: Set[str]) -> None:
        """Forgets what was read; from now on texts that are gone repeat nothing, though the table has it."""
        self.clear()
        self._gone = gone

    def __missing__(self, text: str) -> dict[str, str]:
        self.fetch([text])
        return self[text]

    def fetch(self, wanted: Iterable[str]) -> None:
        """Reads what texts repeat, or are repeated by, in one go."""
        missing = {each for each in wanted if each not in self}
        self.update((text, {}) for text in missing)
        chosen = select(repeats.c.one, repeats.c.other, repeats.c.because)
        for one, other, because in rows_with(self._connection, chosen, repeats.c.one, missing):
            if one not in self._gone and other not in self._gone:
                self[one][other] = because


class _Keys:
    """The keys of a ledger's texts: those in its table, and those of texts that are not written yet."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._blocks = Blocks()
        self._looked_up: dict[int, set[str]] = {}
        self._gone: Set[str] = frozenset()
        self.new: dict[str, frozenset[str]] = {}

    def leave_out(self, gone: Set[str]) -> None:
        """From now on texts that are gone are not found, though the table has them."""
        self._gone = gone

    def add(self, telling: str, keys: Iterable[str]) -> None:
        """Makes a new text findable."""
        self.new[telling] = frozenset(keys)
        self._blocks.add(telling, self.new[telling])

    def remove(self, telling: str, keys: Iterable[str]) -> None:
        """Takes a text out that was not written yet; those that were go with their report."""
        self._blocks.remove(telling, keys)
        del self.new[telling]

    def look_up(self, keys: Iterable[str]) -> set[str]:
        """The written texts that have one of these keys, which `near` then knows."""
        asked = set(map(_hashed, keys))
        missing = {key for key in asked if key not in self._looked_up}
        self._looked_up |= {key: set() for key in missing}
        chosen = select(text_keys.c.key, texts.c.id).join(texts, texts.c.number == text_keys.c.text)
        for key, text in rows_with(self._connection, chosen, text_keys.c.key, missing):
            if text not in self._gone:
                self._looked_up[key].add(text)
        return {text for key in asked for text in self._looked_up[key]}

    def near(self, keys: Iterable[str]) -> set[str]:
        """The texts that share a key with these."""
        asked = list(keys)
        return self.look_up(asked) | self._blocks.near(asked)


def _hashed(key: str) -> int:
    """A key as the number that the table has; of two keys of one number the texts are compared in vain."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)


def _document(text: str) -> str:
    return text.partition("#")[0]


_DROP: Final = delete(repeats).where(
    repeats.c.one == bindparam("of_one"), repeats.c.other == bindparam("of_other")
)
_TRACED: Final = (
    update(linked)
    .where(linked.c.standing == bindparam("of"))
    .values(origin=bindparam("voice"), because=bindparam("told"))
)
