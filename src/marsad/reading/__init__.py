"""Reading: from a report's passages to its claims, by frames that are data."""

from marsad.reading.reader import READER, Reader, RuleReader

__all__ = ["READER", "Reader", "RuleReader"]
