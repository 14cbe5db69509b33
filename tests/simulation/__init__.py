"""Tests of `marsad.simulation`."""
