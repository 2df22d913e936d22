"""From a Reading to claims: which numbers count harm, whom, by whom, how, and on whose say-so."""

from sayso.extract.claims import combine
from sayso.extract.counted import Counted
from sayso.extract.counts.kinds import count

__all__ = ["Counted", "combine", "count"]
