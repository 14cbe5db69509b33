"""Tests of `marsad.events`."""
