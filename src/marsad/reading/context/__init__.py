"""What a report's words in their company suggest of a trigger: its kind, its parties, its places. A small network that was taught by the
annotated reports (bench/train_context.py, data/weights/context.npz); rules draw up the claims, this weighs them."""

from marsad.reading.context.hearing import Context, Heard, load_context
from marsad.reading.context.opening import openings, rename_kinds

__all__ = ["Context", "Heard", "load_context", "openings", "rename_kinds"]
