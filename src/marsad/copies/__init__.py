"""Copies: which passages of reports derive from one text, what was done to them, and the families they form."""

from marsad.copies.detect import Copies, copy_of, detect, families_of
from marsad.copies.families import redirects
from marsad.copies.habits import Habit, habits
from marsad.copies.inputs import CopyInput
from marsad.copies.sketch import sketch, sketch_many

__all__ = [
    "Copies", "CopyInput", "Habit", "copy_of", "detect", "families_of", "habits", "redirects", "sketch", "sketch_many",
]
