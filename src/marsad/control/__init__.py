"""Control: the ledger of who held which place when, as far as was known when; areas and shares; figures checked."""

from marsad.control.ledger import needed_keys, place_keys, replay, touched_keys
from marsad.control.query import holding

__all__ = ["holding", "needed_keys", "place_keys", "replay", "touched_keys"]
