"""Incidents: an attack and its aftermath; findings and attributions never mix."""

from marsad.incidents.gather import gather

__all__ = ["gather"]
