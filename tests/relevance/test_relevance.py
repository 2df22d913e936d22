"""Reports about violence, disaster and their harm pass; others are told from them by their words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso import evaluate
from sayso.lexicon import load
from sayso.relevance import SHORT, relevance

LOST = 0.01  # of the annotated claims, at most
DROPPED = 0.70  # of the local news, at least

HARM = {
    "shelling": """Shells hit the market of Mobye on Tuesday morning, killing four residents and wounding eleven,
        a relief worker said. The wounded were taken to a clinic across the river because the town's hospital had
        been damaged in an earlier attack. Soldiers have held the hills above the town since last month, and some
        two thousand villagers have fled. A spokesman for the resistance said its fighters had captured two posts
        and a quantity of ammunition before the army withdrew under fire.""",
    "flood": """The river broke its banks overnight after three days of rain. At least nine people drowned and
        six are missing, the district's disaster office said, and more than 1,200 families were moved to schools
        on higher ground. Bridges were swept away and some eighty houses collapsed. Rescue teams had not reached
        two villages by evening. The provincial governor said that the number of victims was likely to rise, as
        several of those taken to hospital are in a serious condition after hours in the water.""",
    "prisoners": """The two armies exchanged prisoners of war for the first time since spring, the ministry of
        defence said. Ninety soldiers returned, among them eleven officers who had been captured when the port
        fell. Three of the freed men are wounded and were taken to a military hospital. The other side said it
        had received the same number. Talks on handing over the bodies of those killed in the fighting continue
        with the help of the Red Cross, the ministry's spokesman said in the evening.""",
}
NO_HARM = {
    "fair": """The county fair opens on Saturday with the usual contest for the best pie. Gates open at nine, and
        parking is free for families who come before ten. The school band will play at noon, followed by a horse
        show and a concert in the park. Organisers expect a good turnout because of the fine weather and have
        added two rows of seats. Tickets are sold at the library and at the door; children under six get in free.
        The winners will be announced on Sunday afternoon by the mayor.""",
    "budget": """The council voted seven to two to raise the price of water by four per cent from July. The money
        will pay for new pipes under the old town, which have leaked for years. Residents who use little will pay
        about three dollars more a month. Two members said the plan had been drawn up in haste and that the
        committee should have asked three firms instead of one. The next meeting, at which the plans for a new
        library are to be shown, takes place on the second of May.""",
    "match": """The visitors took an early lead and never gave it back. Their captain scored twice before half
        time, once from the spot, and the home side found no answer to the tall defender who won every ball in
        the air. The coach said that his players had looked tired after a long season. With four matches left the
        club is third in the table, two points behind its rivals from across the bridge, whom it meets at home on
        the last Saturday of the month in front of a full house.""",
}


@pytest.mark.parametrize("text", HARM.values(), ids=HARM)
def test_harm_passes_and_names_its_words(text: str) -> None:
    found = relevance(text, load())
    assert len(text) >= SHORT
    assert found.relevant
    assert found.words
    assert all(word in text.lower() for word in found.words)


@pytest.mark.parametrize("text", NO_HARM.values(), ids=NO_HARM)
def test_the_rest_does_not(text: str) -> None:
    assert len(text) >= SHORT
    assert not relevance(text, load()).relevant


def test_a_report_that_opens_with_violence_and_harm_is_about_harm_however_plain_the_rest() -> None:
    opened = "A 17-year-old was found in the yard with a gunshot wound to the back and died on the way."
    found = relevance(f"{opened} {NO_HARM['fair']}", load())
    assert found.relevant
    assert found.score < 0
    assert not relevance(f"{NO_HARM['fair']} {NO_HARM['budget']} {opened}", load()).relevant


def test_somebody_shot_is_harm_though_no_other_word_says_so() -> None:
    for opened in ("A mother was shot on Sunday.", "The guests, still unnamed, had been shot."):
        assert relevance(f"{opened} {NO_HARM['fair']}", load()).relevant


@pytest.mark.parametrize(
    "opened", ["The guard shot a look at the clock.", "The old pier died a slow death, the mayor joked."]
)
def test_one_word_of_violence_or_of_harm_alone_is_not_enough(opened: str) -> None:
    assert not relevance(f"{opened} {NO_HARM['fair']}", load()).relevant


def test_a_short_text_is_sooner_read_than_judged() -> None:
    assert relevance("The fair opens on Saturday.", load()).relevant
    assert relevance("", load()).relevant


def test_words_of_harm_never_make_a_report_less_relevant() -> None:
    plain = NO_HARM["fair"]
    assert relevance(f"{plain} Two soldiers were killed.", load()).score > relevance(plain, load()).score


def test_words_of_an_overlay_weigh_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "nouns.csv").write_text(
        "# Own knowledge.\nword,class,type,groups\nkrazzer,combatant,person,\n", "utf-8"
    )
    text = NO_HARM["fair"] + " The krazzers came."
    assert relevance(text, load("en", (tmp_path,))).score > relevance(text, load()).score


@pytest.mark.parametrize("name", ["seed", "dev1", "dev2", "train", "retold", "stories-dev"])
def test_hardly_a_claim_is_lost(gold: Path, name: str) -> None:
    reports = evaluate.read_gold(gold / name)
    lost = sum(len(each.claims) for each in reports if not relevance(each.report.text, load()).relevant)
    assert lost < LOST * sum(len(each.claims) for each in reports)


def test_local_news_is_dropped(corpora: Path) -> None:
    with (corpora / "places" / "lgl.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    dropped = [not relevance(text, load()).relevant for text in texts]
    assert sum(dropped) >= DROPPED * len(texts)
