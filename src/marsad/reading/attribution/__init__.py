"""Attribution: who asserts what in a report, through whom, and in which modality."""

from marsad.reading.attribution.asking import saying_times, source_for
from marsad.reading.attribution.attribute import attribute
from marsad.reading.attribution.modality import modality
from marsad.reading.attribution.model import Attribution, Sourced

__all__ = ["Attribution", "Sourced", "attribute", "modality", "saying_times", "source_for"]
