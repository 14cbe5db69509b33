"""Kinds: what a claim is evidence of on one place."""

from __future__ import annotations

from marsad.control.aside import still_held
from marsad.control.doing import emptied, entered, lasted, retreated, unbesieged, within_it
from marsad.control.own import judged
from marsad.control.rules import Rules
from marsad.control.wording import bare, before, first_word, fled, fold, last, within
from marsad.model import Claim, Mention

_SPOTS = frozenset({"positions", "sites", "checkpoints", "points", "barracks", "hills", "posts"})
_ALL_OF = frozenset({"full"})


def _share(claim: Claim) -> float | None:
    """The share in per cent that the claim's extent or quantities tell, None where none."""
    extent = (claim.extent or "").rstrip("%")
    try:
        return float(extent)
    except ValueError:
        pass
    for q in claim.quantities:
        if q.what == "share" and q.low is not None:
            return q.low
    return None


def kind_of(claim: Claim, mention: Mention, in_part: bool, rules: Rules) -> str:
    """The kind of evidence a claim is on a place, `in_part` where it is told of a part of it."""
    share, precise = _share(claim), (mention.precision or 3) == 1
    whole = claim.extent in _ALL_OF or (share is not None and share >= rules.whole)
    counted = any(q.unit == "places" or q.what in ("villages", "towns", "places") for q in claim.quantities)
    if claim.kind in ("capture", "withdraw") and any(q.what in _SPOTS for q in claim.quantities):
        return "push" if claim.kind == "capture" else "fight"
    part = not whole and (in_part or share is not None or (counted and not precise))
    words = fold(claim.trigger.text)
    if claim.kind == "capture":
        return "part" if part else "state" if lasted(claim, rules) else "gain"
    if claim.kind == "withdraw":
        away = not judged(claim) and not within(claim, mention) and first_word(claim).lstrip("ب").startswith(rules.flight)
        if fled(claim, rules) or retreated(claim, rules) or away:
            # «بعد فرار المسلحين منها»: of which of the places told before is not said.
            return "fight"
        return "shrink" if part else "clear" if not precise and emptied(claim, rules) else "loss"
    if claim.kind == "hold":
        return "fight" if last(claim, rules) else "part" if part else "state"
    if claim.kind == "besiege":
        led = [bare(w) for w in before(claim, 6)]
        lifted = any(w in words for w in rules.lift) or any(w in rules.ended for w in led) or unbesieged(claim, rules)
        return "relief" if lifted or bare(words).startswith(tuple(w.strip() for w in rules.lift)) else "siege"
    if claim.kind == "advance":
        inside = within_it(claim, mention, rules) or any(w.startswith(rules.entry) for w in (x.removeprefix("ال") for x in words.split()))
        return "entry" if precise and entered(claim, rules) and not still_held(claim) and (inside or claim.extent == "partial") else "push"
    return "fight"
