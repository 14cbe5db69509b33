"""Speakers: who a claim's source is, so far as two claims can be told to have the same one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from marsad.events.world import ReportInfo
from marsad.languages.arabic import fold_key
from marsad.model import Claim

_QUOTES = "«»“”\"'()[]،؛:.!؟"
_MIN_TITLED = 2


@dataclass(frozen=True, slots=True)
class Speaker:
    """`key` is equal for claims of one speaker; `kind` is `known` (registry id), `named`, `unnamed` or `outlet`.

    `role` and `party` are what is known of an unnamed one; `words` the folded words of a named one without titles.
    """

    key: str
    kind: str
    role: str = ""
    party: str = ""
    words: tuple[str, ...] = ()


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], dict[str, str], frozenset[str]]:
    text = (resources.files("marsad") / "data" / "events" / "speakers.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    roles = {fold_key(word): role for role, words in data["roles"].items() for word in words}
    definite = frozenset("ال" + fold_key(w) for w in data["unnamed"]["definite"])
    return (frozenset(map(fold_key, data["unnamed"]["heads"])), definite, roles, frozenset(map(fold_key, data["titles"]["words"])))


def words_of(text: str) -> tuple[str, ...]:
    """Folded words without quotation marks and stops."""
    return tuple(w for w in (p.strip(_QUOTES) for p in fold_key(text).split()) if w)


@cache
def _unnamed(text: str) -> str | None:
    """The role of an unnamed source (`any` where none is told), None for a source with a name."""
    heads, definite, roles, _ = _lists()
    words = words_of(text)
    if not any(w in heads or w in definite for w in words[:2]):
        return None
    for word in words:
        role = roles.get(word) or roles.get(word.removeprefix("ال"))
        if role:
            return role
    return "any"


@cache
def _name(text: str) -> tuple[str, ...]:
    _, _, _, titles = _lists()
    words = tuple(w for w in words_of(text) if w not in titles)
    return words or words_of(text)


def speaker_of(claim: Claim, report: ReportInfo | None, party_of: dict[str, str] | None = None) -> Speaker:
    """The speaker of a claim.

    A source with a registry id speaks as that id, but an unnamed source («مصدر عسكري سوري») speaks only as somebody of that
    party in that role. Without a source the claim is the agency's it came through, else the outlet's own.
    """
    source = claim.source
    if source is None:
        if claim.via is not None:
            name = claim.via.id or " ".join(words_of(claim.via.text))
            return Speaker(f"via:{name}", "outlet")
        outlet = (report.outlet if report else "").strip()
        known = outlet and outlet.lower() != "unknown"
        return Speaker(f"outlet:{outlet}" if known else f"report:{claim.report}", "outlet")
    role = _unnamed(source.text)
    if role is not None:
        party = (party_of or {}).get(source.id, source.id) if source.id else ""
        key = f"unnamed:{party}:{role}" if party else f"unnamed:{claim.report}:{' '.join(words_of(source.text))}"
        return Speaker(key, "unnamed", role, party)
    if source.id:
        return Speaker(f"id:{source.id}", "known")
    words = _name(source.text)
    return Speaker("name:" + " ".join(words), "named", words=words)


def same_name(a: Speaker, b: Speaker, *, one_report: bool) -> bool:
    """Whether two named speakers without ids are one: in one report the shorter name's words end the longer's («جونسون»), in two
    reports at least two words must."""
    if a.kind != "named" or b.kind != "named":
        return False
    short, long = sorted((a.words, b.words), key=len)
    if len(short) < (1 if one_report else _MIN_TITLED):
        return False
    return long[-len(short):] == short


def compatible(a: Speaker, b: Speaker) -> bool:
    """Whether two claims of one copied passage may be the same voice: one speaker, or one of them names nobody.

    Two unnamed sources fit unless both tell a role or a party and these differ: papers shorten «مصدر عسكري سوري» to «مصدر».
    """
    if a.key == b.key or "outlet" in (a.kind, b.kind):
        return True
    if a.kind == b.kind == "unnamed":
        return (a.role == b.role or "any" in (a.role, b.role)) and (a.party == b.party or not a.party or not b.party)
    return same_name(a, b, one_report=False)
