"""The registry's names, gathered once at start."""

from __future__ import annotations

from marsad.registry.actors import load_actors
from marsad.web.names import Names


def known_names() -> Names:
    """Names of actors and bodies, by id."""
    return Names({a.id: (a.name_ar, a.name_en) for a in load_actors()})
