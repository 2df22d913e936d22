"""Claims as Web Annotations with provenance: expanded offline, asked in SPARQL, every quote where it stands."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyld import jsonld

from sayso.disclosure import Disclosure, Labels
from sayso.export import annotations
from sayso.export.annotations.context import CONTEXT
from sayso.export.annotations.names import report_name
from sayso.export.source import Source
from sayso.records import Evidence
from sayso.store import Filters, Ledger, open_ledger
from tests.decisions.rulings import decide, evidence
from tests.export.telling import all_claims
from tests.store.made import FIRST_RUN, SECOND_RUN, a_claim, a_report

# rdflib's own reader of JSON-LD still makes what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

IN_FULL = Disclosure(b"k", Labels(), full=True)
OA, PROV = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"
PREFIXES = f"""
PREFIX oa: <{OA}> PREFIX prov: <{PROV}> PREFIX schema: <http://schema.org/> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
# The terms of http://www.w3.org/ns/anno.jsonld that are used, and what the Web Annotation Vocabulary calls them.
VOCABULARY = {
    "Annotation": "Annotation", "SpecificResource": "SpecificResource", "TextualBody": "TextualBody",
    "TextQuoteSelector": "TextQuoteSelector", "TextPositionSelector": "TextPositionSelector", "exact": "exact",
    "prefix": "prefix", "suffix": "suffix", "start": "start", "end": "end", "body": "hasBody", "target": "hasTarget",
    "source": "hasSource", "scope": "hasScope", "selector": "hasSelector", "motivation": "motivatedBy",
    "refinedBy": "refinedBy", "identifying": "identifying",
}  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "sayso.db") as opened:
        yield opened


def text_of(source: Source) -> str:
    out = io.StringIO()
    written = annotations.write(source, out)
    assert out.getvalue().count('"type": "Annotation"') == written.rows
    return out.getvalue()


def graph_of(source: Source) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text_of(source), format="json-ld")


def asked(graph: rdflib.Graph, pattern: str) -> list[tuple[Any, ...]]:
    """The rows of a query, as texts and numbers."""
    found = graph.query(f"{PREFIXES} {pattern}")
    return sorted(tuple(None if value is None else value.toPython() for value in row) for row in found)  # type: ignore[union-attr]


def no_fetching(url: str, _options: Any = None) -> Any:
    raise AssertionError(f"asked for {url}")


def test_it_is_expanded_without_fetching_anything(told: Source) -> None:
    document = json.loads(text_of(told))
    expanded = jsonld.expand(document, {"documentLoader": no_fetching})
    assert len(expanded) == len(document["@graph"])
    assert all(re.match(r"https?:|@", term) for node in expanded for term in node)
    normalized = jsonld.to_rdf(document, {"documentLoader": no_fetching})["@default"]
    assert len({str(triple) for triple in normalized}) > 1_000


def test_terms_are_those_of_the_vocabulary() -> None:
    expanded = jsonld.expand({"@context": CONTEXT, "@graph": [{"id": "urn:x", "exact": "a", "start": 3}]})
    assert expanded == [
        {
            "@id": "urn:x", f"{OA}exact": [{"@value": "a"}],
            f"{OA}start": [{"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@value": 3}],
        }
    ]  # fmt: skip
    for term, name in VOCABULARY.items():
        told = CONTEXT[term]
        assert (told if isinstance(told, str) else told["@id"]) == f"oa:{name}"


def selected(graph: rdflib.Graph, node: Any, link: str) -> dict[str, Any]:
    """What the two selectors of a node say, by the names of the vocabulary."""
    return {
        term.rpartition("#")[2]: value.toPython()
        for selector in graph.objects(node, rdflib.URIRef(OA + link))
        for term, value in graph.predicate_objects(selector)
        if isinstance(value, rdflib.Literal)
    }


@pytest.mark.parametrize("of", ["loikaw", "dev1"])
def test_every_annotation_leads_to_its_words(of: str, request: pytest.FixtureRequest) -> None:
    ledger: Ledger = request.getfixturevalue(of)
    texts = {report_name(report.digest): report.text for report in ledger.reports()}
    claims = {f"{claim.document}#{claim.id}": claim for claim in ledger.claims()}
    graph = graph_of(Source(ledger, IN_FULL))
    term = rdflib.URIRef
    seen = []
    for annotation in graph.subjects(rdflib.RDF.type, term(OA + "Annotation")):
        assert graph.value(annotation, term(OA + "motivatedBy")) == term(OA + "identifying")
        target = graph.value(annotation, term(OA + "hasTarget"))
        assert (target, rdflib.RDF.type, term(OA + "SpecificResource")) in graph
        bodies = graph.objects(annotation, term(OA + "hasBody"))
        (named,) = (name for body in bodies for name in graph.objects(body, rdflib.DCTERMS.identifier))
        seen.append(str(named))
        quote, said = selected(graph, target, "hasSelector"), claims[str(named)].quantity
        text = texts[str(graph.value(target, term(OA + "hasSource")))]
        assert text[quote["start"] : quote["end"]] == quote["exact"]
        assert text[: quote["start"]].endswith(quote["prefix"])
        assert text[quote["end"] :].startswith(quote["suffix"])
        assert max(len(quote["prefix"]), len(quote["suffix"])) <= 32
        selector = graph.value(target, term(OA + "hasSelector"), any=True)
        if words := selected(graph, selector, "refinedBy"):
            assert (quote["start"] + words["start"], words["exact"]) == (said.start, said.text)
    assert sorted(seen) == sorted(claims)


def test_who_said_it_and_where_it_was_quoted_from(told: Source) -> None:
    graph, number = graph_of(told), len(all_claims(told))
    paths = {
        "who": "prov:hadPrimarySource/prov:wasAttributedTo/rdfs:label",
        "outlet": "prov:wasDerivedFrom/prov:wasQuotedFrom/prov:wasAttributedTo/rdfs:label",
        "reader": "prov:wasGeneratedBy/prov:wasAssociatedWith/rdfs:label",
    }
    found = {name: asked(graph, f"SELECT ?c ?x WHERE {{ ?c {path} ?x }}") for name, path in paths.items()}
    assert {name: len({claim for claim, _ in rows}) for name, rows in found.items()} == dict.fromkeys(
        paths, number
    )
    assert all("#claim-" in claim for rows in found.values() for claim, _ in rows)
    assert "Karenni Human Rights Group" in {who for _, who in found["who"]}
    assert {reader for _, reader in found["reader"]} == {"Sayso"}


def test_a_newer_version_revises_the_older(ledger: Ledger) -> None:
    first = a_report("Shelling killed 3 people in Loikaw.", url="https://example.org/1")
    second = a_report(
        "Shelling killed 5 people in Loikaw.", url="https://example.org/1", published=date(2023, 11, 23)
    )
    ledger.add(first, [a_claim(first, "3", value=3)], FIRST_RUN)
    ledger.add(second, [a_claim(second, "5", value=5)], FIRST_RUN)
    graph = graph_of(Source(ledger, IN_FULL))
    assert asked(graph, "SELECT ?new ?old WHERE { ?new prov:wasRevisionOf ?old }") == [
        (report_name(second.digest), report_name(first.digest))
    ]
    assert asked(graph, "SELECT ?url WHERE { ?report schema:url ?url }") == [("https://example.org/1",)]
    assert asked(graph, "SELECT ?url WHERE { ?target oa:hasScope ?url }") == [("https://example.org/1",)]


RULED = """
    SELECT ?claim ?act ?who WHERE { ?claim a schema:Claim; %s ?done .
    ?done a prov:Activity; dcterms:description ?act; prov:wasAssociatedWith ?person; prov:endedAtTime ?at .
    ?person a prov:Person; rdfs:label ?who }"""


@pytest.mark.parametrize("full", [True, False])
def test_what_persons_ruled(ledger: Ledger, full: bool) -> None:
    report = a_report(
        "Shelling killed 3 people in Loikaw. It wounded 5 people. Then 7 fled. Police buried 9."
    )
    three, five, seven = (a_claim(report, str(number), value=number) for number in (3, 5, 7))
    ledger.add(report, [three, five, seven], FIRST_RUN)
    ledger.record(
        decide("correct", evidence(report, three), values={"quantity.value": 4}, reason="Ma Hla knows")
    )
    ledger.record(decide("reject", evidence(report, five)))
    ledger.record(decide("accept", evidence(report, seven)))
    nine = report.text.index("9")
    ledger.record(
        decide("add", Evidence(report.digest, "killed", nine, nine + 1), values={"quantity.value": 9})
    )
    disclosure = IN_FULL if full else ledger.disclosures().usual()
    graph = graph_of(Source(ledger, disclosure))
    who = "Ma Thida" if full else "a person"
    name = f"{report_name(report.digest)}#claim-"
    invalidated = asked(graph, RULED % "prov:wasInvalidatedBy")
    assert invalidated == [(name + five.id, "reject", who)]
    generated = {row[0]: row[1:] for row in asked(graph, RULED % "prov:wasGeneratedBy")}
    assert set(generated.values()) == {("correct", who), ("add", who)}
    revised = asked(
        graph,
        "SELECT ?claim ?old WHERE { ?claim prov:wasRevisionOf ?old . ?old prov:wasDerivedFrom/prov:wasQuotedFrom ?r }",
    )
    assert revised == [(name + three.id, f"{name}{three.id}-read")]
    assert name + seven.id not in generated
    assert "Ma Hla" not in text_of(Source(ledger, disclosure))


def test_a_claim_that_is_no_longer_read_was_made_by_a_person(ledger: Ledger) -> None:
    report = a_report()
    killed = a_claim(report, "12")
    ledger.add(report, [killed], FIRST_RUN)
    ledger.record(decide("accept", evidence(report, killed)))
    ledger.reread(report, [], SECOND_RUN)
    graph = graph_of(Source(ledger, IN_FULL))
    assert [row[1] for row in asked(graph, RULED % "prov:wasGeneratedBy")] == ["accept"]
    assert asked(graph, "SELECT ?c ?old WHERE { ?c a schema:Claim; prov:wasRevisionOf ?old }") == []


def test_what_was_taken_back_is_invalidated(ledger: Ledger) -> None:
    report = a_report("Shelling killed 3 people in Loikaw. That was wrong.")
    ledger.add(report, [replace(a_claim(report, "3", value=3), state="withdrawn")], FIRST_RUN)
    by_outlet = a_report("Shelling killed 8 people in Loikaw.", url="https://example.org/8")
    ledger.add(by_outlet, [a_claim(by_outlet, "8", value=8)], FIRST_RUN)
    ledger.withdraw("Example Times", "https://example.org/8", None, date(2023, 11, 25))
    by_person = a_report("Shelling killed 6 people in Loikaw.")
    ledger.add(by_person, [a_claim(by_person, "6", value=6)], FIRST_RUN)
    ledger.record(decide("withdraw", Evidence(by_person.digest), reason="a hoax"))
    graph = graph_of(Source(ledger, IN_FULL))
    found = asked(graph, "SELECT ?what ?why WHERE { ?what prov:wasInvalidatedBy/dcterms:description ?why }")
    why = {what.partition("#")[0]: why for what, why in found}
    assert why == {
        report_name(report.digest): "the report tells that it was withdrawn",
        report_name(by_outlet.digest): "withdrawn by its outlet",
        report_name(by_person.digest): "withdraw",
    }
    told = Source(ledger, ledger.disclosures().usual())
    out = io.StringIO()
    assert annotations.write(told, out).left_out == {"reports that a person took out": 1}
    assert report_name(by_person.digest) not in out.getvalue()


def test_an_address_that_is_no_name_stays_out(ledger: Ledger) -> None:
    report = a_report("Shelling killed 3 people in Loikaw.", url='https://example.org/a b>"')
    ledger.add(report, [a_claim(report, "3", value=3)], FIRST_RUN)
    graph = graph_of(Source(ledger, IN_FULL))
    assert asked(graph, "SELECT ?url WHERE { { ?r schema:url ?url } UNION { ?t oa:hasScope ?url } }") == []


def test_reports_of_which_a_claim_is_like_the_filters(loikaw: Ledger) -> None:
    filters = Filters(kind="detained")
    graph = graph_of(Source(loikaw, IN_FULL, filters))
    documents = {
        row[0] for row in asked(graph, "SELECT ?id WHERE { ?r a schema:Article; dcterms:identifier ?id }")
    }
    assert documents == {report.id for report in loikaw.reports(filters)}
    assert json.loads(text_of(Source(loikaw, IN_FULL, Filters(text="nowhere"))))["@graph"] == []
