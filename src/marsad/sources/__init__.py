"""Reports in: files of every kind to Report objects with their original bytes."""

from marsad.sources.draft import Fields, Problem, Read
from marsad.sources.paths import read_path

__all__ = ["Fields", "Problem", "Read", "read_path"]
