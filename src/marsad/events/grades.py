"""Status and Admiralty grade of an event, by named rules."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from marsad.events.sides import Sides
from marsad.events.world import ReportInfo
from marsad.model import Claim, Feature, Grade, Voice

_UNREAL = ("planned", "hypothetical")


@cache
def _data() -> dict[str, Any]:
    text = (resources.files("marsad") / "data" / "events" / "grades.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def stances(voices: Sequence[Voice], claims: Mapping[str, Claim], days: Mapping[str, str]) -> list[str]:
    """What each voice says in the end: `says`, `denies`, `alleges` or `withdrew` (it said so, and denied it later).

    `days` gives each claim's publication day; on one day a denial counts as the later word.
    """
    found = []
    for voice in voices:
        held = [claims[c] for c in voice.claims]
        denied = [c for c in held if c.modality == "denied"]
        said = [c for c in held if c.modality != "denied"]
        if denied and said:
            last = max(days.get(c.id, "") for c in denied) >= max(days.get(c.id, "") for c in said)
            found.append("withdrew" if last else "says")
        elif denied:
            found.append("denies")
        elif all(c.modality == "alleged" for c in said):
            found.append("alleges")
        else:
            found.append("says")
    return found


def status(stance: Sequence[str], voices: Sequence[Voice]) -> str:
    """`retracted` where every voice that told it withdrew it; `denied` where only denials stand; `disputed` where voices say and
    voices deny; `corroborated` from two independent voices of which not all speak for themselves; else `reported`."""
    told = [v for v, s in zip(voices, stance, strict=True) if s in ("says", "alleges")]
    against = sum(s == "denies" for s in stance)
    if not told:
        return "retracted" if "withdrew" in stance else "denied"
    if against:
        return "disputed"
    if len(told) >= 2 and any(v.interest != "own-favour" for v in told):
        return "corroborated"
    return "reported"


def letter(voice: Voice, claims: Mapping[str, Claim], reports: Mapping[str, ReportInfo], sides: Sides,
           unnamed: frozenset[str]) -> tuple[str, str]:
    """The letter of one voice and the rule that gave it. `unnamed` are ids of claims whose source has no name."""
    table = _data()["letter"]
    source = voice.speaker
    if source is None:
        outlet = next((r.outlet for c in voice.claims if (r := reports.get(claims[c].report)) is not None and r.outlet), "")
        rule = "outlet" if outlet and outlet.lower() != "unknown" else "unknown-outlet"
    elif all(c in unnamed for c in voice.claims if claims[c].source is not None):
        rule = "unnamed-party" if voice.interest == "own-favour" else "unnamed"
    elif source.id and (sides.type_of(source.id)) in _data()["types"]["investigator"]:
        rule = "investigator"
    elif voice.interest in ("third-party", "against-interest", "own-favour"):
        rule = voice.interest
    else:
        rule = "named"
    return str(table[rule]), f"source-{rule}"


def grade(voices: Sequence[Voice], claims: Mapping[str, Claim], reports: Mapping[str, ReportInfo], sides: Sides,
          unnamed: frozenset[str], stance: Sequence[str]) -> Grade:
    """The two-part grade: letter of the best voice that tells it, digit by how many independent voices tell it and deny it."""
    told = [(v, s) for v, s in zip(voices, stance, strict=True) if s in ("says", "alleges")]
    if not told:
        name = "only-denied" if "denies" in stance else "withdrawn"
        return Grade("F", "5", (Feature(name, 5.0),))
    letters = [letter(v, claims, reports, sides, unnamed) for v, _ in told]
    best, rule = min(letters)
    seen = next((v.speaker.text for (v, _), found in zip(told, letters, strict=True) if found == (best, rule) and v.speaker), "")
    reasons = [Feature(rule, float("ABCDEF".index(best) + 1), seen)]
    digit, name = _digit(told, letters, sum(s == "denies" for s in stance))
    reasons.append(Feature(name, float(digit), f"{len(told)} tell, {sum(s == 'denies' for s in stance)} deny"))
    return Grade(best, str(digit), tuple(reasons))


def _digit(told: Sequence[tuple[Voice, str]], letters: Sequence[tuple[str, str]], denials: int) -> tuple[int, str]:
    free = [v for v, s in told if v.interest != "own-favour" and s == "says"]
    good = [x for (v, s), (x, _) in zip(told, letters, strict=True) if s == "says" and x in "AB"]
    if denials:
        if len(free) >= 2 and len(told) > denials:
            return 3, "denied-but-corroborated"
        return (4, "disputed") if len(told) >= denials else (5, "denied-by-more")
    if len(told) >= 3 and len(free) >= 2 and good:
        return 1, "three-voices"
    if len(told) >= 2 and free and good:
        return 2, "two-voices-one-independent"
    if len(told) >= 2 and free:
        return 3, "two-voices"
    if free and (good or any(x == "C" for x, _ in letters)):
        return 3, "one-voice-no-side"
    if free:
        return 6, "one-voice-cannot-be-judged"
    if all(s == "alleges" for _, s in told):
        return 4, "only-alleged"
    return 4, "only-own-favour"
