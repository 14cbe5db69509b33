"""The registry's names, gathered once at start."""

from __future__ import annotations

from marsad.web.names import Names


def known_names() -> Names:
    """Names of actors, bodies and outlets, by id."""
    return Names({})
