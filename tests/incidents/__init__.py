"""Tests of `marsad.incidents`."""
