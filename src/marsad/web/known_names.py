"""The registry's names, gathered once at start."""

from __future__ import annotations

from marsad.registry.actors import load_actors
from marsad.registry.outlets import load_outlets
from marsad.web.names import Names


def known_names() -> Names:
    """Names of actors, bodies, agencies and outlets, by id; an actor's name goes before an outlet's of the same id."""
    outlets = {o.id: (o.name_ar, o.name_en) for o in load_outlets()}
    return Names({**outlets, **{a.id: (a.name_ar, a.name_en) for a in load_actors()}})
