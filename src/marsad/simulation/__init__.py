"""Simulation: a made war on a real map, its press, and the truth: the property test and the benchmark of events and control."""

from marsad.simulation.files import load, save
from marsad.simulation.make import Simulation, Turn, choose_places, make
from marsad.simulation.score import Score, match, score

__all__ = ["Score", "Simulation", "Turn", "choose_places", "load", "make", "match", "save", "score"]
