"""Names of actors, outlets and places in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global

from marsad.model import Mention, Place
from marsad.web.labels import HOLDER
from marsad.web.words import Speech


@dataclass(frozen=True, slots=True)
class Names:
    """`known` maps registry ids of actors, bodies and outlets to (Arabic, English)."""

    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def actor(self, actor: str, speech: Speech) -> str:
        """The name of an actor or body by id; the id itself, spaced, where the registry does not hold it."""
        if actor in HOLDER:
            return speech.gettext(HOLDER[actor])
        ar, en = self.known.get(actor, ("", ""))
        return (ar if speech.lang == "ar" else en) or ar or en or actor.replace("-", " ")

    def mention(self, mention: Mention | None, speech: Speech) -> str:
        """A mention's registry name, else its own words."""
        if mention is None:
            return ""
        return self.actor(mention.id, speech) if mention.id and mention.id in self.known else mention.text

    def place(self, place: Place | Mention | None, speech: Speech) -> str:
        """A place's name in the language, else in the other, else as written."""
        if place is None:
            return ""
        if isinstance(place, Mention):
            return place.text
        name = place.name_ar if speech.lang == "ar" else place.name_en
        return name or place.name_en or place.name_ar or place.text

    def outlet(self, outlet: str, speech: Speech) -> str:
        """The name of an outlet by id or as given."""
        return self.actor(outlet, speech) if outlet in self.known else outlet


def country(code: str | None, speech: Speech) -> str:
    """A country's name by ISO alpha-2 code."""
    return str(Locale(speech.lang).territories.get(code or "", code or ""))


@cache
def numeric_to_alpha2() -> dict[str, str]:
    """ISO 3166-1 numeric codes (as world-atlas has them) to alpha-2."""
    aliases: Mapping[str, Any] = get_global("territory_aliases")
    return {k: v[0] for k, v in aliases.items() if k.isdigit() and len(k) == 3 and v}
