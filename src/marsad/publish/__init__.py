"""Exports: rows of every kind of record in the formats that people use."""

from marsad.publish.exports import EXPORTS
from marsad.publish.formats import csv_lines, geojson, jsonl

__all__ = ["EXPORTS", "csv_lines", "geojson", "jsonl"]
