"""Where places are: names, positions and the divisions they lie in, packaged and the user's own."""

from sayso.knowledge.gazetteer.gazetteer import Gazetteer, open_gazetteer
from sayso.knowledge.gazetteer.names import fold
from sayso.knowledge.gazetteer.table import Entry

__all__ = ["Entry", "Gazetteer", "fold", "open_gazetteer"]
