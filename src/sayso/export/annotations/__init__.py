"""Claims as Web Annotations on their reports, with their provenance in PROV-O, as JSON-LD."""

from sayso.export.annotations.write import POLICY, write

__all__ = ["POLICY", "write"]
