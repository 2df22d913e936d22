"""Reports made up for tests, with names that must not be told and names that may: nobody in them exists."""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sayso.records import Report

VICTIMS: Final = (
    "Khin Mar Thwe", "Saw Htoo Wai", "Naw Eh Khu Paw", "Maung Tin Shwe", "Olena Kravchuk", "Petro Hnatiuk",
    "Svitlana Bondarenko-Lys", "Mykola Yaroshenko", "Ahmad al-Rantissi", "Umm Khalil Zaqout", "Yousef Abu Daqqa",
    "Hanan Skaik", "Jean-Bosco Ndayizeye", "Chantal Mukamwezi", "Grace Wanjiru", "Ibrahim Ould Sidi",
    "Aminata Koulibaly", "Rafiqul Haque", "José Luis Quispe", "Nourhan",
)  # fmt: skip
MINORS: Final = ("Min Thu Kyaw", "Sofiia Melnychuk", "Layan")
SOURCES: Final = (
    "Zaw Htet Naing",
    "Nidal Barhoum",
    "Iryna Shevchuk",
    "Moussa Diop-Sarr",
    "Fatoumata Sangaré",
)
SITES: Final = ("Htee Poe Kaloe", "Al-Karamra", "Bavlakhe", "Kruhlyk-Pole")
PUBLIC: Final = ("Zaw Lin Aung", "Oleh Trach", "Sami al-Hourani", "Adama Bakayoko")

REPORTS: Final[tuple[tuple[dict[str, object], str], ...]] = (
    (
        {
            "id": "example-khin-mar-thwe", "outlet": "Example Times", "published": date(2023, 11, 21),
            "title": "Teacher Khin Mar Thwe Among 14 Killed In Loikaw", "story": "planted",
            "url": "https://news.example.org/2023/11/khin-mar-thwe-among-the-dead.html",
        },
        ("Fourteen civilians were killed when shells hit Loikaw, the capital of Kayah State, on Tuesday, resistance spokesman "
        "Zaw Lin Aung said. One teacher, Daw Khin Mar Thwe, 45, was killed in her home. Her son Min Thu Kyaw, 9, was wounded.\n\n"
        "Two farmers, Saw Htoo Wai and Maung Tin Shwe, were killed in Demoso on Monday, a resident, Ko Zaw Htet Naing, told the "
        "Example Times. \"We buried them at night,\" Zaw Htet Naing said, asking to be called at +95 9 450 123 456.\n\n"
        "Five people were injured in an airstrike on a camp for displaced people in Htee Poe Kaloe on Sunday. Naw Eh Khu Paw, a "
        "nurse, was among three people killed there. Khin Mar Thwe had taught at the Htee Poe Kaloe camp. The army has killed "
        "at least 30 people in Kayah State since the start of November, Zaw Lin Aung added."),
    ),
    (
        {
            "id": "example-2", "outlet": "Example Post", "published": date(2023, 10, 6), "story": "planted",
            "title": "Missile kills nine in Kharkiv region; Olena Kravchuk identified",
            "url": "https://post.example.org/olenakravchuk",
        },
        ("A missile killed nine people in the Kharkiv region on Thursday, Governor Oleh Trach said. The dead were identified as Olena "
        "Kravchuk, 61, Petro Hnatiuk and Svitlana Bondarenko-Lys. A 12-year-old girl, Sofiia Melnychuk, was wounded together with "
        "three other people. Mykola Yaroshenko, a driver, was killed near Kupiansk, his neighbour Iryna Shevchuk said.\n\n"
        "Evacuees were fired at on the evacuation route through Kruhlyk-Pole, and two people were killed there, Trach told "
        "reporters. Hnatiuk’s widow could not be reached. Write to iryna.shevchuk@example.org for help."),
    ),
    (
        {
            "id": "example-3", "outlet": "Example Times", "published": date(2023, 11, 13), "story": "planted",
            "title": "Strike on hospital kills 20",
        },
        ("An air strike on the Al-Karamra Hospital in Gaza City killed 20 people on Monday, Health Ministry spokesman Sami al-Hourani "
        "said. Ahmad al-Rantissi, Umm Khalil Zaqout and Yousef Abu Daqqa were among six people killed in Khan Younis. A woman named "
        "Nourhan was killed along with her daughter Layan.\n\n"
        "\"Two patients died for lack of power,\" said Dr. Nidal Barhoum. One journalist, Hanan Skaik, was killed on Sunday, "
        "colleagues said. Barhoum spoke by phone; his account is @nidal_barhoum. Al-Rantissi (أحمد) was 30. Seven people were wounded, "
        "al-Hourani added."),
    ),
    (
        {
            "id": "example-4", "outlet": "Example Wire", "published": date(2023, 8, 20), "story": "planted",
            "title": "Gunmen kill 15 in Djibo", "url": "https://wire.example.org/gunmen-kill-15",
        },
        ("Gunmen killed 15 people in Djibo, Burkina Faso, on Saturday, army Colonel Adama Bakayoko said. The body of Ibrahim Ould Sidi, "
        "a trader, was found on Sunday. Aminata Koulibaly, 33, was shot dead, her mother Fatoumata Sangaré said. Six people are "
        "missing, according to Moussa Diop-Sarr, who saw the attack.\n\n"
        "Some 40 displaced people were sheltering in the monastery at Bavlakhe when it was hit, killing four. In Kenya, one aid "
        "worker, Grace Wanjiru, was kidnapped. Two Burundians, Jean-Bosco Ndayizeye and Chantal Mukamwezi, were killed, and a "
        "Bangladeshi peacekeeper, Rafiqul Haque, was injured. A Peruvian priest, Father José Luis Quispe, died of wounds. "
        "Bakayoko denied that soldiers killed 12 villagers."),
    ),
)  # fmt: skip


def planted_reports() -> list[Report]:
    """The reports."""
    return [
        Report(text=text, digest=hashlib.sha256(text.encode()).hexdigest(), **known)  # type: ignore[arg-type]
        for known, text in REPORTS
    ]


@dataclass(frozen=True, slots=True)
class Planted:
    """What must not be found in anything that is told: names of persons and sites, and words of them."""

    names: tuple[str, ...]
    words: tuple[str, ...]

    def found_in(self, told: str | bytes) -> list[str]:
        """The names and words that stand in something that was told, however it is written."""
        text = _plain(_text_of(told))
        return [each for each in (*self.names, *self.words) if _stands_in(_plain(each), text)]


def planted_words(is_common: Iterable[str]) -> Planted:
    """The names, and their words of four letters and more that are no words of the language."""
    common = frozenset(is_common)
    names = (*VICTIMS, *MINORS, *SOURCES, *SITES)
    words = dict.fromkeys(
        word for name in names for word in re.findall(r"\w{4,}", name) if _plain(word) not in common
    )
    return Planted(names, tuple(words))


def _stands_in(name: str, text: str) -> bool:
    """Does a name stand in a text, its words parted by whatever; of several words, run together too?"""
    words = re.findall(r"\w+", name)
    between = r"(?:[\W_]|20){0,4}" if len(words) > 1 else ""
    return re.search(r"(?<![^\W\d_])" + between.join(words) + r"(?![^\W\d_])", text) is not None


def _plain(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text)
    return "".join(each for each in parted if not unicodedata.combining(each)).casefold()


def _text_of(told: str | bytes) -> str:
    """The text of a file: of an archive that of all files in it."""
    if isinstance(told, str):
        return told
    if zipfile.is_zipfile(io.BytesIO(told)):
        with zipfile.ZipFile(io.BytesIO(told)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if told.startswith(b"PAR1"):
        return _text_of_parquet(told)
    return told.decode("utf-8", "replace")


def _text_of_parquet(told: bytes) -> str:
    """All rows of a Parquet file, which has its texts packed."""
    import duckdb

    with tempfile.NamedTemporaryFile(suffix=".parquet") as kept:
        kept.write(told)
        kept.flush()
        return str(duckdb.sql(f"SELECT * FROM read_parquet('{kept.name}')").fetchall())


def planted_ledger(path: Path) -> Path:
    """A ledger with the reports and the claims that the pipeline reads from them, linked."""
    from sayso.pipeline import extract
    from sayso.records import Run
    from sayso.store import open_ledger

    with open_ledger(path) as ledger:
        for report in planted_reports():
            ledger.add(report, extract(report), Run("planted", date(2024, 1, 1)))
        ledger.links()
    return path
