"""Doing: whether a claim's words tell that a thing was done, whether by the one named as its doer, and to the place itself.

The reader finds clauses, sides and places; here the clause is asked once more before the ledger believes it. What fails is no
evidence of a change: a null is honest, a guess is a defect.
"""

from __future__ import annotations

from marsad.control.rules import Rules
from marsad.control.wording import AT, bare, before, behind, first_word, fold, nounlike, within
from marsad.model import Claim, Mention

# «by»: after these «من» names the doer.
_BY = ("قبل", "جانب", "طرف")
_ITS = frozenset({"عليها", "عليه", "فيها", "فيه"})


def entered(claim: Claim, rules: Rules) -> bool:
    """Whether an entry told by a verbal noun («اقتحام»، «دخول») was made: not put off, planned, wished for or prevented."""
    word = first_word(claim)
    lam = word.startswith("ل") and bare(word[1:]).startswith(rules.inroads)
    if not lam and not bare(word.lstrip("ب")).startswith(rules.inroads):
        return True
    led = [bare(w) for w in before(claim, 4)]
    tried = any(bare(w).startswith(rules.wish) for w in before(claim, 12))
    since = claim.time is None and before(claim, 1) == ["منذ"]
    return not (lam or tried or since or any(w in rules.aim or w.lstrip("بل") in rules.aim for w in led[-3:]) or unmet(claim, rules))


def met(claim: Claim, rules: Rules) -> bool:
    """Whether a gain told by a verbal noun came about."""
    return claim.kind != "capture" or not nounlike(first_word(claim), rules) or not unmet(claim, rules)


def unmet(claim: Claim, rules: Rules) -> bool:
    """Whether a word before a verbal noun says that it did not come about («فشلت في»، «تتريث في»، «لم يؤد إلى»)."""
    for word in reversed([bare(w) for w in before(claim, 7)]):
        if word in rules.done or word.startswith(rules.stems):
            return False
        if word.startswith(rules.unmet) or word in rules.negations:
            return True
    return False


def gainsaid(claim: Claim, rules: Rules) -> bool:
    """Whether the clause tells it only to call it false («نفى مزاعم … بسيطرتها»), where the reader found no denial."""
    if claim.modality == "denied":
        return False
    for word in reversed([bare(w) for w in before(claim, 9)]):
        if word.startswith(rules.stems):
            return False
        if word.startswith(rules.gainsay):
            return True
    words = f" {fold(claim.quote)}"
    return any(f" {w}" in words for w in rules.doubts)


def doer(claim: Claim, agent: Mention, rules: Rules) -> bool:
    """Whether the agent of a gain or loss may be the one who took or left the place.

    Not who stands after the «من» of a freeing («تحرير المدينة من المسلحين»), nor whoever was found outside the clause of such a
    noun or passive, which names no doer («المدينة المحررة»); nor to whom a place is handed («تسليم المدينة لهم»); nor captors of
    men («وقعوا أسرى في أيديهم»).
    """
    word = first_word(claim)
    lead = claim.quote[:max(0, agent.start - claim.start)] if within(claim, agent) and agent.start > claim.start else ""
    if claim.kind == "withdraw":
        return not (word.lstrip("ب").startswith("تسليم") and lead.endswith("ل"))
    if claim.kind != "capture":
        return True
    after = [bare(w) for w in behind(claim)[:4]]
    if fold(claim.trigger.text).lstrip("ف").startswith("وقع") and any(w.startswith(rules.captives) for w in after):
        return False
    if not word.lstrip("ب").startswith(rules.freeing):
        return True
    if not within(claim, agent):
        return not (nounlike(word, rules) or word.startswith("محرر"))
    if agent.start < claim.trigger.end or not lead:
        return True
    between = behind(claim, agent.start)
    for n in range(len(between) - 1, max(-1, len(between) - 3), -1):
        if between[n] == "من":
            by = between[n + 1:n + 2]
            men = n > 0 and (between[n - 1].startswith(rules.forces) or bare(between[n - 1]).startswith(rules.forces))
            return men or bool(by and by[0].startswith(_BY))
    return True


def unfirm(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether a hold is none of this place: pockets and mere presence; a place that the clause does not name; or things named
    before («the areas that they hold») that are not said to lie in it."""
    if claim.kind != "hold":
        return False
    if "/" in (mention.id or "") and mention.end <= claim.trigger.start and any(
            w in _ITS for w in fold(claim.quote[claim.trigger.start - claim.start:]).split()[:3]):
        return True  # «north of the base, which they hold»: the base
    lead = [bare(w) for m in claim.agents[:1] if within(claim, m)
            for w in fold(claim.quote[claim.trigger.end - claim.start:max(claim.trigger.end, m.start) - claim.start]).split()]
    if any(w.startswith(rules.men) for w in lead):
        return True  # «where a number of the rebels are holed up»
    after = behind(claim)[:2]
    left = any(bare(w).startswith(rules.pockets) for w in (first_word(claim), *after))
    armed = any(bare(w).lstrip("ب") in rules.arms for w in (*fold(claim.trigger.text).split(), *after))
    return left or armed or not within(claim, mention) or things(claim, mention, rules)


def things(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether what is held or taken are things told before the trigger («the areas that they took»), not the place."""
    at = claim.trigger.start - claim.start
    if at <= 0 or not within(claim, mention):
        return False
    since = max((m.end - claim.start for m in claim.places if claim.start <= m.start and m.end <= claim.trigger.start), default=0)
    if since <= 0 and mention.start < claim.trigger.start and mention.end > mention.start:
        return False
    raw = [w[1:] if w.startswith("و") and len(w) > 3 else w for w in fold(claim.quote[max(0, since):at]).split()][-7:]
    found = [n for n, w in enumerate(raw) if bare(w) in rules.things or w.removeprefix("ب") in rules.things]
    if not found:
        return False
    if any(w in rules.relative for w in raw[found[-1] + 1:]):
        return True
    return claim.kind == "hold" and first_word(claim).startswith(rules.subject)


def lasted(claim: Claim, rules: Rules) -> bool:
    """Whether a gain is told as a hold that lasted («سيطرت على القاعدة معظم الفترة منذ …») or was made fast («عززت سيطرتها»)."""
    after = f" {fold(claim.quote[max(0, claim.trigger.end - claim.start):])} "
    kept = any(bare(w).startswith(rules.keeps) for w in (*before(claim, 2), *fold(claim.trigger.text).split()))
    return kept or any(f" {w} " in after for w in rules.lasting)


def retreated(claim: Claim, rules: Rules) -> bool:
    """Whether a withdrawal is a retreat in the place, not out of it («تراجع المسلحين في المدينة»)."""
    word = first_word(claim).lstrip("ب")
    if word.startswith(rules.blows):
        return True
    if not word.startswith(rules.retreat):
        return False
    for mention in claim.places:
        if mention.start >= claim.trigger.end and mention.end <= claim.end:
            led = behind(claim, mention.start)
            first = (fold(mention.text).split() or [""])[0]
            # «ببلدة …»; «بلدة» and «بغداد» begin with a letter of their own.
            return first == "في" or led[-1:] in (["في"], ["ب"], ["داخل"]) or first.startswith(AT)
    return False


def undated(claim: Claim, rules: Rules) -> bool:
    """Whether the time told is only that of the telling («المدينة محررة حاليا»): a state, from when is not told."""
    return claim.time is not None and fold(claim.time.text) in rules.nowadays and claim.kind in ("capture", "besiege")


def sieged(claim: Claim, rules: Rules) -> bool:
    """Whether a siege is told to stand, or to be over: not one that «كانت» puts into the past; a cut road is one only
    where the clause itself names both who cut it and whom or what it was cut from."""
    if claim.kind != "besiege":
        return True
    first = (fold(claim.trigger.text).split() or [""])[0].removeprefix("و")
    if first.startswith("ل") and first[1:].startswith((*rules.roads, *rules.besieged, "حصار", "تطويق")):
        return False  # a purpose
    if first.startswith(rules.besieged) and first.endswith(("ا", "ون", "ين")):
        return False  # men, not the place
    led = [bare(w) for w in before(claim, 4)]
    if first_word(claim).lstrip("ب").startswith(rules.besieged) and fold(claim.trigger.text).endswith("هم"):
        return False  # «محاصرتهم»: men, not the place
    if unbesieged(claim, rules):
        return True
    if any(w in rules.was for w in led[-1:]):
        return False
    if first_word(claim).startswith(rules.roads):
        return any(m.id and within(claim, m) for m in (*claim.agents, *claim.targets)) and any(
            within(claim, m) for m in claim.places)
    return True


def agreed(claim: Claim, rules: Rules) -> bool:
    """Whether a way out is only what a deal, plan or demand provides for («اتفاق يقضي بخروج المقاتلين من المدينة»)."""
    return claim.kind == "withdraw" and any(bare(w.strip("«»\"“”")).lstrip("ب") in rules.terms for w in before(claim, 4))


def long_ago(claim: Claim) -> bool:
    """Whether a gain or loss is told as what had happened by then, no day told («كان المقاتلون قد استولوا على البلدة»)."""
    if claim.kind not in ("capture", "withdraw") or (claim.time is not None and claim.time.text):
        return False
    # «كان» may stand before the clause; «وقد سيطرت …» tells news.
    return before(claim, 1) == ["قد"] and len(before(claim, 2)) == 2


def loosely(claim: Claim, hi: int, written: int, rules: Rules) -> int:
    """The last possible day of «last week» told on a Saturday or Sunday: weeks end before either of them, so it may be the one that
    just ended."""
    last_week = claim.time is not None and fold(claim.time.text).startswith(rules.last_week)
    day = (written - 1) % 7
    return max(hi, written - (1 if day == 6 else 0) - 1) if last_week and day in (5, 6) else hi


def emptied(claim: Claim, rules: Rules) -> bool:
    """Whether a loss is told as what is left of a side («المحافظة باتت خالية من المسلحين»): nothing. Of a region it does not tell
    that the side held it till then."""
    return first_word(claim).startswith(rules.empty)


def unbesieged(claim: Claim, rules: Rules) -> bool:
    """Whether a clause tells that no siege stands («ليس هناك حصار»)."""
    led = [w[1:] if w.startswith("و") else w for w in before(claim, 2)]
    return claim.kind == "besiege" and any(w in rules.absent for w in led)


def within_it(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether an advance is told inside the place («تقدمت داخل المدينة»)."""
    if not claim.trigger.end <= mention.start < claim.end:
        return False
    led = behind(claim, mention.start)[-1:]
    return any(w in rules.insides for w in (*led, *fold(mention.text).split()[:1]))


def completed(claim: Claim, rules: Rules) -> bool:
    """Whether only the rest was taken («استكمل تحرير المدينة»): the greater part had been taken before."""
    return any(bare(w).lstrip("ب").startswith(rules.rest) for w in (*before(claim, 2), *fold(claim.trigger.text).split()))


def men(claim: Claim, mention: Mention) -> bool:
    """Whether men are besieged in the place («تطويق المسلحين في البلدة»): they are named between the word and the place."""
    return any(claim.trigger.end <= m.start and m.end <= mention.start for m in claim.targets if m.end > m.start)


def camped(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether what is besieged is a thing without a name that the place only locates («حاصرت معسكرا شمال القاعدة»)."""
    if not claim.trigger.end <= mention.start < claim.end or not bare((fold(mention.text).split() or [""])[0]).startswith(rules.around):
        return False
    led = behind(claim, mention.start)[-1:]
    return bool(led) and led[0].startswith((*rules.spots, *rules.sites, "قاعده", "قوات", "منزل"))


def later(claim: Claim, rules: Rules) -> bool:
    """Whether the time told is that of something before («ثم أخذوا بعد ذلك البلدة»), outside the clause: it came about since."""
    time = claim.time
    if time is None or not time.text or time.text in claim.quote or claim.kind not in ("capture", "withdraw"):
        return False
    words = f" {fold(claim.quote)} "
    return any(f" {w} " in words for w in rules.afterwards)
