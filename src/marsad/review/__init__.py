"""Review: what a reader judges of the machine's claims and events. A judgement stands beside the machine's work, never over it."""

from marsad.review.judgements import (
    ACTIONS,
    Judgement,
    deciding,
    effective,
    pending,
    problems,
    retracted,
    standing,
    to_gold,
)

__all__ = ["ACTIONS", "Judgement", "deciding", "effective", "pending", "problems", "retracted", "standing", "to_gold"]
