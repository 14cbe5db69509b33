"""The store: one file that keeps reports, their bytes, and all that was made of them."""

from marsad.store.reports import Added
from marsad.store.store import Store

__all__ = ["Added", "Store"]
