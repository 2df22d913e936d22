"""What the terms of the JSON-LD mean: part of every file, so that nobody has to fetch it.

The terms of Web Annotation are those of http://www.w3.org/ns/anno.jsonld, as far as they are used here, under
the same names and with the same types; those of PROV-O, Dublin Core and schema.org have their own names.
"""

from __future__ import annotations

from typing import Any, Final

_ID: Final = "@id"


def _link(term: str) -> dict[str, str]:
    return {"@id": term, "@type": _ID}


def _typed(term: str, kind: str) -> dict[str, str]:
    return {"@id": term, "@type": f"xsd:{kind}"}


CONTEXT: Final[dict[str, Any]] = {
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "http://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    # Web Annotation
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "identifying": "oa:identifying",
    "body": _link("oa:hasBody"),
    "target": _link("oa:hasTarget"),
    "source": _link("oa:hasSource"),
    "scope": _link("oa:hasScope"),
    "selector": _link("oa:hasSelector"),
    "refinedBy": _link("oa:refinedBy"),
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": _typed("oa:start", "nonNegativeInteger"),
    "end": _typed("oa:end", "nonNegativeInteger"),
    "value": "rdf:value",
    # PROV-O
    "Entity": "prov:Entity",
    "Activity": "prov:Activity",
    "Agent": "prov:Agent",
    "Person": "prov:Person",
    "SoftwareAgent": "prov:SoftwareAgent",
    "wasQuotedFrom": _link("prov:wasQuotedFrom"),
    "wasDerivedFrom": _link("prov:wasDerivedFrom"),
    "hadPrimarySource": _link("prov:hadPrimarySource"),
    "wasRevisionOf": _link("prov:wasRevisionOf"),
    "wasInvalidatedBy": _link("prov:wasInvalidatedBy"),
    "wasGeneratedBy": _link("prov:wasGeneratedBy"),
    "wasAttributedTo": _link("prov:wasAttributedTo"),
    "wasAssociatedWith": _link("prov:wasAssociatedWith"),
    "atTime": _typed("prov:endedAtTime", "dateTime"),
    # what reports and claims are
    "Article": "schema:Article",
    "Claim": "schema:Claim",
    "identifier": "dcterms:identifier",
    "title": "dcterms:title",
    "issued": _typed("dcterms:issued", "date"),
    "url": _link("schema:url"),
    "name": "rdfs:label",
    "description": "dcterms:description",
    "about": "dcterms:subject",
    "isPartOf": _link("dcterms:isPartOf"),
    "minValue": "schema:minValue",
    "maxValue": "schema:maxValue",
    "startDate": _typed("schema:startDate", "date"),
    "endDate": _typed("schema:endDate", "date"),
    "place": "schema:spatialCoverage",
}
