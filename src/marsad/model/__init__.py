"""What flows through marsad: frozen slotted dataclasses, nothing else. Offsets are code points of the stored text."""

from marsad.model.claim import (
    KINDS,
    MENTION_TYPES,
    MODALITIES,
    Claim,
    Feature,
    Mention,
    Quantity,
    Reading,
    Time,
    Trigger,
)
from marsad.model.copying import AlignedPassage, Copy, Edit, Family, FamilyMember
from marsad.model.event import Contradiction, Event, Figure, Grade, Incident, IncidentLine, Place, Range, Voice
from marsad.model.holding import Hold
from marsad.model.report import Evidence, Passage, Report

__all__ = [
    "KINDS",
    "MENTION_TYPES",
    "MODALITIES",
    "AlignedPassage",
    "Claim",
    "Contradiction",
    "Copy",
    "Edit",
    "Event",
    "Evidence",
    "Family",
    "FamilyMember",
    "Feature",
    "Figure",
    "Grade",
    "Hold",
    "Incident",
    "IncidentLine",
    "Mention",
    "Passage",
    "Place",
    "Quantity",
    "Range",
    "Reading",
    "Report",
    "Time",
    "Trigger",
    "Voice",
]
