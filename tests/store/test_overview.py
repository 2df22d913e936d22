"""What there is in a ledger, counted: reports, their versions and copies, stories, outlets, places, sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sayso.errors import NotInLedgerError
from sayso.records import Attribution, Place
from sayso.store import Counted, Filters, KindThere, Ledger, Overview
from tests.decisions.rulings import decide, evidence

from .made import FIRST_RUN, LOIKAW, a_claim, a_report, claims_of
from .test_links import STORY, add

UNKNOWN = Place("the hill", 0, 0)


@pytest.fixture
def overview(ledger: Ledger) -> Overview:
    """Two reports of one story with two claims each; one was ruled on; a third with none, by nobody."""
    for day in (21, 22):
        report = a_report(id=f"r{day}", outlet=f"Post {day}", story="loikaw", published=date(2023, 11, day))
        killed, injured = claims_of(report)
        ledger.add(report, [killed, replace(injured, where=(UNKNOWN, UNKNOWN))], FIRST_RUN)
    ledger.add(a_report("Nothing.", id="none", outlet=None), [], FIRST_RUN)
    ledger.record(decide("accept", evidence(report, killed)))
    return ledger.overview()


def test_reports_are_listed_with_their_claims_the_last_added_first(overview: Overview) -> None:
    items, after = overview.reports(limit=2)
    assert [(each.report.id, each.claims, each.open) for each in items] == [("none", 0, 0), ("r22", 2, 1)]
    ((last,), after) = overview.reports(after=after)
    assert (last.report.id, last.claims, last.open, after) == ("r21", 2, 1, None)
    assert [each.report.id for each in overview.reports(Filters(outlet="post 22")).items] == ["r22"]
    digest = items[1].report.digest
    assert overview.heading(digest).claims == 2


def test_stories_and_outlets_are_counted(overview: Overview) -> None:
    assert overview.stories() == [Counted("loikaw", 2, 4)]
    assert overview.outlets() == [Counted("Post 21", 1, 2), Counted("Post 22", 1, 2)]


def test_an_outlet_that_was_erased_is_not_found_any_more(ledger: Ledger) -> None:
    report = a_report(id="r1", outlet="Example Times")
    ledger.add(report, claims_of(report), FIRST_RUN)
    ledger.forget_report("r1", who="Ma Thida", reason="asked for", day=date(2024, 1, 1))
    assert ledger.overview().outlets() == []
    assert ledger.overview().places().places == ()
    with ledger._store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM outlets").scalar_one() == 0


def test_versions_of_a_page(ledger: Ledger) -> None:
    first, second = (a_report(f"Version {number}.", id="page") for number in (1, 2))
    for report in (first, second, a_report("Another.")):
        ledger.add(report, [], FIRST_RUN)
    overview = ledger.overview()
    assert [each.digest for each in overview.versions(first.digest)] == [second.digest]
    assert [each.digest for each in overview.versions(second.digest)] == [first.digest]
    assert [each.report.digest for each in overview.reports(limit=1).items] != [first.digest]
    with pytest.raises(NotInLedgerError):
        overview.versions("0" * 64)


def test_copies_are_told_with_why_from_both_sides(ledger: Ledger) -> None:
    add(ledger, STORY)
    overview = ledger.overview()
    assert overview.copies(STORY[0][0].digest) == []
    ledger.links()
    for number, others in ((0, ["r1", "r6"]), (3, ["r4"]), (5, [])):
        found = overview.copies(STORY[number][0].digest)
        assert [each.id for each, _ in found] == others
        assert all(because == "repeats a sentence of" for _, because in found)


def test_places_are_told_once_however_they_are_called(ledger: Ledger) -> None:
    report = a_report()
    killed, injured = claims_of(report)
    as_said = replace(LOIKAW, text="Loi-kaw")
    ledger.add(report, [killed, replace(injured, where=(UNKNOWN, UNKNOWN, as_said))], FIRST_RUN)
    found = ledger.overview().places()
    loikaw, hill = found.places
    assert (loikaw.name, loikaw.latitude, loikaw.geonames_id) == ("Loikaw", 19.67, 1309793)
    assert (loikaw.claims, loikaw.reports, loikaw.first) == (2, 1, date(2023, 11, 21))
    assert loikaw.kinds == (KindThere("injured", 1, 3), KindThere("killed", 1, 12))
    assert loikaw.ids == (killed.id, injured.id)
    assert (hill.text, hill.latitude, hill.claims, hill.ids) == ("the hill", None, 1, (injured.id,))
    assert (found.days, found.claims) == (((date(2023, 11, 21), 1),), 2)
    assert [each.claims for each in ledger.overview().places(Filters(kind="killed")).places] == [1]


def test_a_correction_moves_a_claim_on_the_map(ledger: Ledger) -> None:
    report = a_report()
    killed, _ = claims_of(report)
    ledger.add(report, [killed], FIRST_RUN)
    ledger.record(decide("correct", evidence(report, killed), values={"where": []}))
    assert ledger.overview().places().places == ()


def test_sources_have_their_record(ledger: Ledger) -> None:
    add(ledger, STORY)
    report = a_report("The army said it lost 9 soldiers and killed 30.", outlet="Army News")
    lost, enemy = a_claim(report, "9", value=9), a_claim(report, "30", value=30)
    army = Attribution("The army", 0, 8, interest="own_loss", party="mm-army")
    ledger.add(
        report,
        [
            replace(lost, source=army, state="initial"),
            replace(enemy, source=replace(army, interest="enemy_loss")),
        ],
        FIRST_RUN,
    )
    ledger.links()
    outlets = {each.name: each for each in ledger.overview().sources("outlet").items}
    news = outlets["Army News"]
    assert (news.claims, news.reports, news.own_loss, news.enemy_loss, news.superseded) == (2, 1, 1, 1, 1)
    assert (outlets["Post 3"].first, outlets["Post 4"].first) == (1, 1)
    origins = ledger.overview().sources("origin", limit=1)
    assert origins.items[0].claims == 4
    assert origins.following is not None
    rest = ledger.overview().sources("origin", after=origins.following).items
    assert sum(each.claims for each in rest) == 5
    (only,) = ledger.overview().sources("outlet", Filters(outlet="post 2")).items
    assert (only.name, only.claims, only.first) == ("Post 2", 1, 1)
