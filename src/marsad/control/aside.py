"""Aside: clauses that speak of a taking, handing over or siege without telling it, or whose time is that of something else.

An accusation, a siege that everybody knows of, a taking that only dates what came after: what is said in passing is known by then,
but tells no day, and some of it is no evidence at all.
"""

from __future__ import annotations

from marsad.control.own import deed
from marsad.control.rules import Rules
from marsad.control.wording import bare, before, behind, first_word, fold, within
from marsad.model import Claim, Mention

_COUNTED = ("يوم", "ايام", "اسبوع", "اسابيع", "شهر", "اشهر", "شهور", "سنه", "سنوات", "سنين", "عام", "اعوام", "ساعه", "ساعات")
_RINGS = ("حصار", "طوق", "خناق")
_SINCE = frozenset({"من", "علي"})
_STILL = frozenset({"تزال", "يزال", "زال", "زالت"})
_HANDS = ("بيد", "بايدي", "يد", "ايدي", "سيطره", "لسيطره", "قبضه")
_FAR = 8
"""So many words after a siege that is known already its time is that of another clause."""


def accused(claim: Claim, rules: Rules) -> bool:
    """Whether a taking or handing over is only what somebody is accused of («أحد الضالعين بتسليم المدينة»، «متهم بتسليم»)."""
    if claim.kind not in ("capture", "withdraw") or not (deed(claim, rules) or first_word(claim).lstrip("بل").startswith("تسليم")):
        return False
    return any(bare(w).lstrip("بل").removeprefix("ال").startswith(rules.accused) for w in before(claim, 2))


def sooner(claim: Claim, rules: Rules) -> bool:
    """Whether the time told is that of something later than a gain or loss told by a noun («توغلت ليلا …، بعد ثلاثة أيام على إعلان
    تحرير المدينة»، «اختفى أمس … منذ اجتياح المدينة»): the taking lies before it."""
    if claim.kind not in ("capture", "withdraw") or claim.time is None or not claim.time.text or not deed(claim, rules):
        return False
    trigger = claim.trigger.start - claim.start
    at = claim.quote.rfind(claim.time.text, 0, max(0, trigger))
    if at < 0:
        return False
    words = [bare(w) for w in fold(claim.quote[at + len(claim.time.text):trigger]).split()]
    after = max((n for n, w in enumerate(words) if w in rules.earlier), default=-1)
    if after < 0:
        return False
    rest = words[after + 1:]
    if all(w in rules.done or w.startswith(rules.stems) for w in rest):
        return True
    counted = [n for n, w in enumerate(rest[:4]) if w.startswith(_COUNTED)]
    return bool(counted) and any(w in _SINCE for w in rest[counted[0] + 1:counted[0] + 3])


def standing(claim: Claim) -> bool:
    """Whether a siege is told as one that is known («بسبب الطوق الذي فرضته القوات على المدينة»), and the time, if any, stands far
    off: of another clause."""
    words = fold(claim.trigger.text).split()
    if claim.kind != "besiege" or claim.time is None or len(words) != 1:
        return False
    if not bare(words[0].removeprefix("ب")).startswith(_RINGS):
        return False
    after = behind(claim)
    if not words[0].startswith(("ال", "بال")) or "الذي" not in after[:2]:
        return False
    at = claim.quote.find(claim.time.text, max(0, claim.trigger.end - claim.start)) if claim.time.text else -1
    return at < 0 or len(fold(claim.quote[claim.trigger.end - claim.start:at]).split()) > _FAR


def shut(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether what is told is that a road, an airport or a crossing was closed («المطار ظل مغلقا»): no siege of it."""
    if claim.kind != "besiege" or not first_word(claim).startswith(rules.closed):
        return False
    name = [bare(w).lstrip("ب") for w in fold(mention.text).split()]
    led = [bare(w).lstrip("ب").removeprefix("ال") for w in before(claim, 4)]
    after = [bare(w) for w in behind(claim)[:2]]
    return any(w.startswith(rules.gates) for w in (*name[:1], *led, *after))


def last_of(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether what was taken is the last that was left to a side in the place («انتزعت آخر حصون الميليشيات في المدينة»): with it
    the place is the taker's, the greater part was so before."""
    if claim.kind != "capture" or not within(claim, mention) or mention.start < claim.trigger.end:
        return False
    words = [bare(w) for w in behind(claim, mention.start)]
    return any(w in rules.last and words[n + 1].startswith(rules.holdouts) for n, w in enumerate(words[:-1]))


def still_held(claim: Claim) -> bool:
    """Whether an advance is told into a place that is told in the same breath to be still in its holder's hands («تقدم داخل المدينة، آخر
    مدينة لا تزال بيد المعارضة»)."""
    words = [bare(w) for w in behind(claim)]
    return claim.kind == "advance" and any(
        word in _STILL and any(w in _HANDS for w in words[n + 1 : n + 4]) for n, word in enumerate(words)
    )
