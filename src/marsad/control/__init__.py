"""Control: the ledger of who held which place when, as far as was known when; areas and shares; figures checked."""

from marsad.control.ledger import replay
from marsad.control.query import holding

__all__ = ["holding", "replay"]
