"""What leaves the store as evidence: a case that anyone can check without marsad."""

from marsad.evidence.case import write_case

__all__ = ["write_case"]
