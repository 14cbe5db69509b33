"""News agencies as papers name them: in a byline or dateline, at a report's end, or as the one that was told."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from marsad.copies.fold import fold_letters
from marsad.registry.outlets import AGENCIES, load_outlets

HEAD: Final = 220
"""Code points after the title in which a byline or dateline may stand."""
TAIL: Final = 60
SHORT: Final = 5
"""Letters below which a name («سبا», «بنا», «وفا») is an agency in a byline only."""
_BRACKET: Final = re.compile(r"[(\[«]([^()\[\]«»]{2,60})[)\]»]")
_DATELINE: Final = re.compile(r"^[^\n:]{2,90}?(?=[:\n]| [-–—] )")


class Wire(NamedTuple):
    """An agency found in a text: registry id (None for a bare "agencies") and where: `byline` or `attribution`."""

    id: str | None
    where: str


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str | None]]:
    ids: dict[str, str | None] = {fold_letters(name): outlet.id for outlet in load_outlets() for name in outlet.wired}
    ids |= dict.fromkeys(map(fold_letters, AGENCIES))
    ordered = sorted(ids, key=lambda p: (-len(p), p))
    long = [p for p in ordered if ids[p] is not None and len(p.replace(" ", "")) >= SHORT and p != "الالمانيه"]
    some, far = ("|".join(map(re.escape, group)) for group in (ordered, long))
    return re.compile(rf"(?<!\S)[ول]?(?:{some})(?!\S)"), re.compile(rf"(?<!\S)[ولبف]{{0,2}}(?:{far})(?!\S)"), ids


def _found(pattern: re.Pattern[str], text: str, ids: dict[str, str | None]) -> list[str | None]:
    folded = " ".join(fold_letters(text).split())
    found: list[str | None] = []
    for match in pattern.finditer(folded):
        name = match.group()
        while name not in ids:
            name = name[1:]
        if ids[name] not in found:
            found.append(ids[name])
    return found


def wires(text: str) -> tuple[Wire, ...]:
    """Agencies that a report names, byline before attribution, each once, in the order they stand."""
    byline, anywhere, ids = _names()
    _, cut, body = text.partition("\n")
    body = (body if cut else text).lstrip()
    places = [m.group(1) for m in _BRACKET.finditer(body[:HEAD])] + [m.group(1) for m in _BRACKET.finditer(body[-TAIL:])]
    dateline = _DATELINE.match(body)
    if dateline:
        places.insert(0, dateline.group())
    places += [line for line in body[:HEAD].split("\n")[:2] if 0 < len(line) <= 60]
    out: list[Wire] = []
    for place in places:
        for name in _found(byline, place, ids):
            if all(w.id != name for w in out):
                out.append(Wire(name, "byline"))
    for name in _found(anywhere, text, ids):
        if all(w.id != name for w in out):
            out.append(Wire(name, "attribution"))
    return tuple(out)
