"""Colours of holders and of groups of kinds, out of palette.toml."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marsad.errors import BadData


@dataclass(frozen=True, slots=True)
class Palette:
    """Hex colours: `holders` by actor id, `groups` by group of kinds, `spare` for actors not listed."""

    holders: dict[str, str]
    groups: dict[str, str]
    spare: tuple[str, ...]

    def holder(self, actor: str) -> str:
        """The colour of an actor; always the same for the same id."""
        if actor in self.holders:
            return self.holders[actor]
        return self.spare[hashlib.sha256(actor.encode()).digest()[0] % len(self.spare)]

    def css(self) -> str:
        """The palette as classes: presentation that the pages' policy allows only out of a stylesheet."""
        lines = [f".g-{g}{{fill:{c}}}" for g, c in sorted(self.groups.items())]
        lines += [f"mark.k-{g}{{border-block-end-color:{c}}}" for g, c in sorted(self.groups.items())]
        return "\n".join(lines) + "\n"


@cache
def load_palette() -> Palette:
    """The palette of the package. Raises BadData."""
    path = Path(__file__).parent / "palette.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Palette(dict(data["holders"]), dict(data["groups"]), tuple(data["spare"]))
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise BadData(f"unreadable palette: {error}", where=str(path)) from error
