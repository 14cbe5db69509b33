"""Wording: what the words of a claim say of its weight as evidence: done or meant, now or past, the place itself or what lies
beside it, a side or some men of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from marsad.control.rules import Rules
from marsad.events.places import TOWNS
from marsad.events.world import PlaceBook
from marsad.languages.arabic import fold_key
from marsad.model import Claim, Mention

Where = Literal["around", "part"]
_GLUED = str.maketrans(dict.fromkeys('"()[]', " "))


# The same triggers and names come again and again.
@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A text folded, without the quotation marks and brackets that stick to words («“المناطق التي تم تحريرها”»)."""
    return fold_key(text).translate(_GLUED)


# Counted things whose taking is not the place's: «five positions near X».
_IN = frozenset({"في", "فى", "داخل", "بمدينه", "بمحافظه"})
AT = ("بمدين", "بمحافظ", "بحي ", "ببلد", "بمنطق", "بمديري", "بقري", "بريف", "باقليم", "بولاي")
# «Which they took»: the pronoun is what was taken, a place named after it something else.
_ITS = frozenset({"عليها", "عليه", "عليهم", "عليهما"})
# «All but the town».
_SAVE = frozenset({"باستثناء", "استثناء", "عدا", "سوي", "الا"})
_WIDE = frozenset({"village", "quarter", "governorate", "district", "region"})


def bare(word: str) -> str:
    """A folded word without «و», «ف» and the article."""
    for lead in ("و", "ف"):
        if word.startswith(lead) and len(word) > 4:
            word = word[1:]
    return word.removeprefix("ال")


def unled(word: str) -> str:
    """A folded word bare, without «ل» that has swallowed its article («للقوات»)."""
    return bare(f"ا{word[1:]}" if word.startswith("لل") else word)


def within(claim: Claim, mention: Mention) -> bool:
    """Whether the mention stands in the claim's clause; one without a span counts as standing there."""
    return mention.end <= mention.start or claim.start <= mention.start < claim.end


def nounlike(word: str, rules: Rules) -> bool:
    """Whether a bare word is one of the verbal nouns of taking, with or without «ب» and a pronoun («تحريرها»، «سيطرتهم»)."""
    for form in (word, word.lstrip("ب")):
        if form in rules.nouns:
            return True
        for tail in ("ها", "هم", "ه"):
            stem = form.removesuffix(tail)
            if stem != form and (stem in rules.nouns or (stem.endswith("ت") and f"{stem[:-1]}ه" in rules.nouns)):
                return True
    return False


def first_word(claim: Claim) -> str:
    """The first word of the trigger, folded and bare."""
    return bare((fold(claim.trigger.text).split() or [""])[0])


def before(claim: Claim, count: int) -> list[str]:
    """The last `count` words of the claim's quote before its trigger, folded."""
    return fold(claim.quote[:max(0, claim.trigger.start - claim.start)]).split()[-count:]


def behind(claim: Claim, until: int | None = None) -> list[str]:
    """The words of the quote behind the trigger, folded, none from offset `until` of the text on."""
    end = None if until is None else until - claim.start
    return fold(claim.quote[max(0, claim.trigger.end - claim.start):end]).split()


def finished(claim: Claim, rules: Rules) -> bool:
    """Whether a gain told by a verbal noun («تحرير المدينة») tells that it is done: not a purpose («لتحرير»، «معركة تحرير»), and
    without a day only after a word that says so («بعد تحرير»). Verbs tell it by themselves. What is «a matter of time» is not done."""
    words = fold(claim.trigger.text).split()
    if claim.kind not in ("capture", "withdraw") or not words:
        return True
    first = words[0]
    noun = nounlike(bare(first), rules)
    after = fold(claim.quote[max(0, claim.trigger.end - claim.start):])
    # «About to» speaks of the verb it stands before, or of a noun told before it; not of every clause of a sentence.
    near = " ".join(["", *before(claim, 4), words[0], *(after.split() if noun or first.startswith(rules.falls) else after.split()[:2])])
    if any(f" {w}" in near for w in rules.soon) or (first.startswith("ل") and bare(first[1:]) in rules.nouns):
        return False
    if not noun:
        return True
    led = [bare(w) for w in before(claim, 4)]
    if any(w in rules.aim or w.lstrip("بل") in rules.aim for w in led[-3:]) or any(w.startswith(rules.wish) for w in led):
        return False
    return claim.time is not None or any(w in rules.done or w.startswith(rules.stems) for w in led[-3:])


def background(claim: Claim, rules: Rules) -> bool:
    """Whether a claim stands in a clause about the past («the districts that they had taken») without a day of its own."""
    if claim.time is not None and claim.time.text:
        return False
    led = [w[1:] if w.startswith("و") and len(w) > 3 else w for w in before(claim, 2)]
    if claim.kind == "hold":
        return any(w in rules.was for w in led)
    return any(w in rules.was or w in rules.relative for w in led)


def last(claim: Claim, rules: Rules) -> bool:
    """Whether a hold is of a «last stronghold»: what is left to a side, so the place around it is not its own any more."""
    if claim.kind != "hold":
        return False
    return any(bare(w) in rules.last for w in before(claim, 2)) or first_word(claim) in rules.last


def fled(claim: Claim, rules: Rules) -> bool:
    """Whether a withdrawal is the flight of some men («scores of fighters fled»), not a side that leaves the place."""
    if claim.kind != "withdraw":
        return False
    words = [w.removeprefix("و").removeprefix("ب") for w in fold(claim.trigger.text).split()]
    some = [bare(w) for m in claim.agents[:1] for w in fold(claim.quote[:max(0, m.start - claim.start)]).split()[-3:]]
    if any(w.startswith(rules.men) for w in (some if some[-1:] == ["من"] else some[-1:])):
        return True  # «crowds of the militia went out»
    if not any(w.removeprefix("ال").startswith(rules.flight) for w in words):
        return False
    if any(w.endswith("هم") and w.removeprefix("ال").startswith(rules.flight) for w in words):
        return True
    lead = [unled(w) for m in claim.agents[:1] for w in fold(m.text).split()[:1]]
    after = claim.trigger.end - claim.start
    lead += [bare(w) for m in claim.agents[:1] for w in fold(claim.quote[after:max(after, m.start - claim.start)]).split()]
    return any(q.unit == "people" for q in claim.quantities) or any(w.startswith(rules.men) or w[:1].isdigit() for w in lead)


def beside(claim: Claim, mention: Mention, rules: Rules) -> Where | None:
    """`around` or `part` where the words between the trigger and the place move the claim beside the place or to a part of it."""
    lo, hi = claim.trigger.end - claim.start, mention.start - claim.start
    if 0 < hi < lo and mention.end <= claim.trigger.start:
        # After a comma the hold stands in apposition: what was shelled before it were parts, not what is held.
        apart = "،" in claim.quote[mention.end - claim.start:claim.trigger.start - claim.start]
        return None if apart and claim.kind == "hold" else _led(claim, hi, rules)
    if not 0 <= lo <= hi <= len(claim.quote):
        return None
    raw = fold(claim.quote[lo:hi]).split()
    words = [bare(w) for w in raw]
    tail = words[-5:]
    later = fold(claim.quote[mention.end - claim.start:]).split()
    if claim.kind == "capture" and _names_forces(claim, raw, later, rules):
        return "around"
    if any(w in rules.relative for w in raw) and any(w in rules.lies for w in words):
        return "around"
    if not _ITS.isdisjoint((*raw[:1], *fold(claim.trigger.text).split()[-1:])) and claim.kind in ("capture", "hold"):
        return "around"
    if tail and tail[-1] in _SAVE:
        return "around"
    thing = next((w for w in words if w not in ("علي", "من")), "")
    if thing.startswith(rules.spots) and _related(words, rules):
        return "around"
    for w in reversed(tail):
        # The nearest word decides: «مناطق في محيط البلدة» lie around it.
        if w.startswith(rules.around):
            return "around"
        if w.startswith(rules.parts):
            return "part"
    joined = fold(mention.text).startswith(AT)
    led = (tail[-1:] or [""])[0] in _IN or joined
    if led and any(w.startswith(rules.spots) for w in tail[:-1]):
        return "around"
    # «a quarter in the south of the city»
    before_it = (raw[-1:] if joined else raw[-2:-1]) if led else []
    return "part" if before_it and before_it[0] in rules.generic else None


def _led(claim: Claim, hi: int, rules: Rules) -> Where | None:
    """`around` or `part` where words right before a place named ahead of the trigger say so («مداخل البلدة باتت بيد …»)."""
    words = [bare(w) for w in fold(claim.quote[:hi]).split()][-4:]
    if claim.kind == "withdraw" or not words:
        return None
    found: Where | None = None
    for w in reversed(words):
        if w in rules.generic and not w.startswith(rules.parts):
            continue
        if w.startswith(rules.parts):
            found = "part"
        elif w.startswith(rules.edges):
            return "around"
        else:
            break
    return found


def _names_forces(claim: Claim, between: list[str], later: list[str], rules: Rules) -> bool:
    """Whether the place belongs to the doer's name («سيطرت قوات في المحافظة على الجسر»): what was taken follows after «على»."""
    return (first_word(claim).startswith(rules.over) and "علي" not in fold(claim.trigger.text)
            and not any(w in ("علي", "عليها", "عليه") for w in between) and any(w == "علي" for w in later[:5])
            and bool(between) and any(w in _IN or w.startswith(AT) for w in between))


def _related(words: list[str], rules: Rules) -> bool:
    """Whether a thing told first is only set in relation to the place («the road between X and Y», «the site that commands X»)."""
    last = [w for w in words if w not in rules.generic or w in ("من", "في")][-1:]
    return any(w in rules.between for w in words[1:]) or bool(last and last[0] in ("الي", "الى"))


def named(mention: Mention, places: PlaceBook, rules: Rules) -> Where | None:
    """`around` or `part` where the name itself is of something at or in the place it leads to («مثلث العند»، «سهل الزبداني»)."""
    found = places.get(mention.id) if mention.id and "/" not in mention.id and "~" not in mention.id else None
    if found is None or found.type not in TOWNS | _WIDE:
        return None
    words = fold(mention.text).split()
    words = words[1:] if words[:1] == ["في"] else words
    first = bare(words[0]) if len(words) > 1 else ""
    own = fold(found.name_ar or "").split()[:1]
    if not first or (own and bare(own[0]) in (first, words[0])):
        return None
    if first.startswith(rules.parts):
        return "part"
    return "around" if first.startswith((*rules.around, *rules.spots, *rules.sites)) else None


def outskirts(mention: Mention, rules: Rules) -> bool:
    """Whether the mention begins with what lies around its place («القريبة من المدينة»): a part of that lies around it as well."""
    return any(bare(w).startswith(rules.outskirts) for w in fold(mention.text).split()[:1])


def whole_of_list(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether a partial extent belongs to a place named after this one («took the airport and parts of the city»)."""
    lo, at = claim.trigger.end - claim.start, mention.start - claim.start
    if not 0 <= lo <= at <= len(claim.quote):
        return False
    between = [bare(w) for w in fold(claim.quote[lo:at]).split()]
    after = [bare(w) for w in fold(claim.quote[mention.end - claim.start:]).split()[:8]]
    raw = fold(claim.quote[mention.end - claim.start:]).split()[:3]
    joined = bool(raw) and raw[0].startswith("و") and any(bare(w).startswith(rules.parts) for w in raw)
    later = joined or any(m.start > mention.end for m in claim.places)
    return later and not any(w.startswith(rules.parts) for w in between) and any(w.startswith(rules.parts) for w in after)


def unnamed(words: list[str], rules: Rules) -> bool:
    """Whether the bare words of an unresolved place name none: words of kind alone («مبنى الجامعة» of any town), several at once
    («قرى الحدود»), what lies around something («محيط المطار»), or «the quarters of X», a part that has no name."""
    if all(w in rules.generic for w in words):
        return True
    return len(words) > 1 and (words[0].startswith((*rules.parts, *rules.around)) or words[0] in rules.many)


def whole_name(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether the only word of the clause that tells a part is one of the place's name («قطاع غزة»)."""
    words = fold(mention.text).split()
    if len(words) < 2 or words[0].removeprefix("ب") not in rules.named_parts:
        return False
    rest = fold(claim.quote.replace(mention.text, " ")).split()
    return not any(bare(w).startswith((*rules.parts, *rules.named_parts)) for w in rest)
