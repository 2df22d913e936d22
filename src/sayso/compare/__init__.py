"""What a data set of others counts beside what a ledger concludes: the same, otherwise, or not at all."""

from sayso.compare.comparison import Comparison, compare
from sayso.compare.findings import Difference, Finding, Ours, Reason

__all__ = ["Comparison", "Difference", "Finding", "Ours", "Reason", "compare"]
