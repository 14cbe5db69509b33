"""Asks of plain sentences what is read in them: the tolls of their claims, and their days."""

from __future__ import annotations

from marsad.model import Claim, Report
from marsad.reading import RuleReader

TOLL = ("killed", "wounded", "casualties", "displaced", "captured")


def tolls(claim: Claim) -> set[tuple[str, float]]:
    return {(q.what, q.low) for q in claim.quantities if q.what in TOLL and q.low is not None}


def tolls_of(reader: RuleReader, text: str, kind: str) -> list[set[tuple[str, float]]]:
    """The tolls of the claims of a kind in a text of 1 July 2017."""
    return [tolls(claim) for claim in reader.read(Report("r", "", text, published="2017-07-01")) if claim.kind == kind]


def days_of(reader: RuleReader, body: str, kind: str) -> list[str | None]:
    """The times of the claims of a kind in a report of Friday 30 June 2017."""
    text = f"تطورات ميدانية\n{body}"
    report = Report(id="r", title="تطورات ميدانية", text=text, published="2017-06-30", url="")
    return [claim.time.edtf if claim.time else None for claim in reader.read(report) if claim.kind == kind]
