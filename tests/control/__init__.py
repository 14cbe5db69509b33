"""Tests of `marsad.control`."""
