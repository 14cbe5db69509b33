"""What the tests of reading share: the reader as it is installed, made once."""

from __future__ import annotations

import pytest

from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@pytest.fixture(scope="session")
def reader() -> RuleReader:
    """The rule reader with the registry's actors and the built-in gazetteer."""
    return RuleReader(load_actors(), load_gazetteer())
