"""The gazetteer, compiled once a session into a folder of the tests."""

from __future__ import annotations

import pytest

from marsad.registry.places.gazetteer import Gazetteer
from marsad.registry.places.index import load_index


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The built-in gazetteer."""
    return Gazetteer(load_index())
