"""Own words: whether the clause of a claim itself names who did it, to whom, and where.

The reader lends a clause what it leaves out: a doer told before, an enemy, a place. For a happening that is often right; but who
holds a place is kept for weeks, and one doer taken for his enemy turns the ledger round. So a change of holder must rest on words
of its own clause. What is lent here and there is no evidence: no hold is better than a wrong one.
"""

from __future__ import annotations

from marsad.control.rules import Rules
from marsad.control.wording import bare, before, behind, first_word, fold, nounlike, within
from marsad.model import Claim, Mention

_PRONOUNS = ("هما", "هم", "ها", "ه")
_STRICT = frozenset({"capture", "withdraw", "hold", "besiege", "advance"})
_HELD = frozenset({"منها", "منه", "فيها", "فيه", "عليها", "عليه", "اليها", "اليه", "بها", "به", "لها", "له", "عنها", "عنه", "عليهما"})
_LEADS = frozenset({"علي", "من", "في", "عن", "ايضا", "كامل", "كل", "جميع", "كافه", "الكامله", "بشكل", "تماما"})
_NEAR = 3  # words between who drives out and who is driven
_LENT = ("agent:lent:", "agent:last-named")


def nameless(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether the words for a side are of any men at all («المقاتلون»، «تلك القوات»، «الميليشيات اليمنية»): whose they are was
    guessed. Plain «القوات» are those of whoever has an army."""
    words = [w for w in fold(mention.text).split() if bare(w) not in rules.pointing]
    if not words or not _begins(words[0], rules.crowds):
        return False
    army = _begins(words[0], rules.armies)
    lead = fold(claim.quote[:max(0, mention.start - claim.start)]).split()[-1:] if within(claim, mention) else []
    pointed = len(words) < len(fold(mention.text).split()) or any(bare(w).removeprefix("ل") in rules.pointing for w in lead)
    if army and not pointed and (within(claim, mention) or len(words) > 1) and not any(_begins(w, rules.anyones) for w in words[1:]):
        return False
    return all(_begins(w, rules.anyones if army else (*rules.anyones, *rules.nations)) for w in words[1:])


def _begins(word: str, heads: tuple[str, ...]) -> bool:
    forms = _forms(f"ا{word}" if word.startswith("لل") else word)
    return any(f.startswith(heads) for form in forms for f in (form, form.removeprefix("ل"), form.removeprefix("لل")))


def judged(claim: Claim) -> bool:
    """Whether a reviewer or editor has set the claim right: what he says counts, wherever its words stand."""
    return ":" in claim.reader


def told_target(claim: Claim, rules: Rules) -> Mention | None:
    """The first side with an id that the clause itself names as the one it was done to."""
    if judged(claim):
        return next((m for m in claim.targets if m.id), None)
    return next((m for m in claim.targets if m.id and within(claim, m) and not nameless(claim, m, rules)), None)


def told_agent(claim: Claim, rules: Rules) -> Mention | None:
    """The doer, where the clause names him, or leaves him out in words that carry him on (a verb, «سيطرتها»), or names the other
    side; None where he is only lent, or is no party that moves on the ground."""
    doers = [m for m in claim.agents if m.id]
    if not doers or judged(claim):
        return next(iter(doers), None)
    if len(doers) > 1 and _between(claim, doers[0]):
        return None
    other = told_target(claim, rules)
    found = next((m for m in doers if not nameless(claim, m, rules)), None)
    if found is None:
        found = doers[0] if other is not None and within(claim, doers[0]) else None
    if found is None or _begins((fold(found.text).split() or [""])[0], rules.craft):
        return None
    if claim.kind not in _STRICT:
        return found
    inside = within(claim, found)
    if _anothers(claim, found, rules):
        return None
    if claim.kind == "withdraw" and not _leaver(claim, found, inside, rules):
        return None
    if inside:
        return None if _driven(claim, found, rules) or _surrounded(claim, found, rules) else found
    name = bare(fold(found.text))
    if " " not in name and any(n.startswith(name) or name.startswith(n) for n in rules.nations):
        # A country told somewhere before: «اليمن» of «يمني», «سوريا» and «أفغانستان» beyond their stems.
        return None
    lent = any(f.name.startswith(_LENT) for f in claim.features)
    if (lent or not carried(claim, rules)) and other is None:
        return None
    return found


def deed(claim: Claim, rules: Rules) -> bool:
    """Whether the trigger is a verbal noun, which needs its doer named beside it («انسحاب»، «طرد»، «الحصار»); forms that may be
    verbs too («تراجع») are nouns with the article, a proclitic or a preposition before them."""
    word = (fold(claim.trigger.text).split() or [""])[0]
    cores = {c for form in _forms(word) for c in _cores(form)}
    if nounlike(bare(word), rules) or not cores.isdisjoint(rules.deeds):
        return True
    if cores.isdisjoint(rules.either):
        return False
    led = before(claim, 1)
    return word.startswith(("ال", "بال", "لل", "ب")) or (bool(led) and led[0] in rules.preps)


def _forms(word: str) -> tuple[str, ...]:
    """A folded word without the article, and bare: «فصائل» begins with no «ف» that could be cut off."""
    plain = word.removeprefix("ال")
    return (plain, bare(word), word[1:].removeprefix("ال")) if word.startswith("و") else (plain, bare(word))


def _cores(word: str) -> set[str]:
    """What a word may be without «ب», «ل» and a pronoun, a «ت» before the pronoun written «ه» again."""
    found = {word}
    for lead in ("بال", "لل", "ب", "ل"):
        if word.startswith(lead):
            found.add(word.removeprefix(lead))
    for form in tuple(found):
        for tail in _PRONOUNS:
            core = form.removesuffix(tail)
            if core != form and len(core) > 2:
                found.add(f"{core[:-1]}ه" if core.endswith("ت") else core)
    return found


def carried(claim: Claim, rules: Rules) -> bool:
    """Whether the trigger carries its doer on from before: a verb, or a noun with his pronoun («سيطرتهم»، «انسحابها»)."""
    words = [bare(w) for w in fold(claim.trigger.text).split()]
    if not words or any(w.startswith(rules.states) for w in words):
        return False
    if words[0].startswith(rules.turned) and any(bare(w).startswith(rules.states) for w in fold(claim.quote).split()):
        return False
    for word in (w.lstrip("ب") for w in words):
        if word.endswith("هم") or any(word.startswith(n) and word[len(n):] in ("ه", "ها", "هما") for n in rules.selves):
            return True
    return not deed(claim, rules)


def _between(claim: Claim, first: Mention) -> bool:
    """Whether two sides stand as each other's enemies («بين المقاومة والميليشيات»)."""
    return within(claim, first) and fold(claim.quote[:max(0, first.start - claim.start)]).split()[-1:] == ["بين"]


def _after(claim: Claim, mention: Mention) -> bool:
    return mention.end <= mention.start or mention.start >= claim.trigger.start


def _leaver(claim: Claim, agent: Mention, inside: bool, rules: Rules) -> bool:
    """Whether the agent of a withdrawal may be who left: of a noun («انسحاب»، «طرد») he follows it, or it bears his pronoun; who
    stands before a driving out drives."""
    word = first_word(claim).lstrip("ب")
    if not deed(claim, rules):
        # «تراجعت حدة المعارك»: what goes back is no side.
        after = behind(claim)[:1]
        return _after(claim, agent) or not any(w in rules.figures for w in after)
    if word.startswith(rules.driving):
        return inside and _after(claim, agent)
    if inside and _after(claim, agent):
        return True
    return carried(claim, rules) or (any(f.name == "agent:rule" for f in claim.features) and inside)


def _driven(claim: Claim, agent: Mention, rules: Rules) -> bool:
    """Whether a gain by driving out names as its doer the one driven: right after the noun («دحر الميليشيات عن المدينة»), or as its
    pronoun («طرده من أحياء»), with nobody else it was done to."""
    word = first_word(claim).lstrip("ب")
    if claim.kind != "capture" or not word.startswith(rules.driving) or not deed(claim, rules) or agent.end <= agent.start:
        return False
    last = max((m.end for m in claim.agents if within(claim, m)), default=agent.end)
    if any(m.id and m.start >= last and len(claim.quote[last - claim.start:m.start - claim.start].split()) <= _NEAR for m in claim.targets):
        return False
    if agent.start >= claim.trigger.end:
        gap = behind(claim, agent.start)
        return not gap
    return any(word.endswith(p) for p in _PRONOUNS)


def _anothers(claim: Claim, agent: Mention, rules: Rules) -> bool:
    """Whether a noun of taking or besieging is told of somebody else than the doer that was read: of who stands right behind it, the
    place after «على» or «لـ» («منذ اجتياح الدخلاء للمدينة»)."""
    words = fold(claim.trigger.text).split()
    if claim.kind not in ("capture", "besiege") or len(words) != 1 or words[0].startswith("ال") or not deed(claim, rules):
        return False
    if any(words[0].endswith(p) for p in ("ها", "هم")) or (within(claim, agent) and agent.start >= claim.trigger.start):
        return False
    for place in claim.places:
        if not (claim.trigger.end <= place.start and place.end <= claim.end):
            continue
        gap = behind(claim, place.start)
        joined = fold(claim.quote[place.start - claim.start:place.end - claim.start]).startswith("لل")
        over = gap[-1:] in (["علي"], ["ل"]) or joined
        if over and gap and gap[0].startswith("ال") and gap[0] not in rules.places_of and bare(gap[0]) not in rules.preps:
            return True
    return False


def _surrounded(claim: Claim, agent: Mention, rules: Rules) -> bool:
    """Whether the agent of a siege stands before a participle that tells of him («تلك القوات باتت محاصرة»، «الجيوب المحاصرة»)."""
    if claim.kind != "besiege" or agent.end <= agent.start or agent.start >= claim.trigger.start:
        return False
    word = (fold(claim.trigger.text).split() or [""])[0]
    if not bare(word).startswith(rules.besieged):
        return False
    led = before(claim, 1)
    return word.startswith("ال") or bare(word).endswith(("ين", "ون", "ا")) or any(bare(w).startswith(rules.turned) for w in led)


def told_place(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether the clause itself speaks of the place: by name, by its word of type («المدينة») or by a pronoun («منها»، «تحريرها»)."""
    if judged(claim) or within(claim, mention):
        return True
    if "/" in (mention.id or ""):
        return False  # no pronoun goes back to «the south of the city», but to what lies there
    words = fold(claim.quote).split()
    name = fold(mention.text)
    if name and name in fold(claim.quote):
        return True
    if any(w.removeprefix("و").removeprefix("ب") in rules.places_of or f"ا{w.removeprefix('و')}" in rules.places_of for w in words):
        return not _of_things(claim, rules)
    trigger = fold(claim.trigger.text).split()
    after = behind(claim)
    ends = bool(trigger) and trigger[-1].endswith(("ها", "ته")) and not bare(trigger[-1]).lstrip("ب").startswith(rules.selves)
    if ends or any(w in _HELD for w in (*trigger, *after[:5])) or any(w.endswith("ها") for w in after[:3]):
        return not _of_things(claim, rules)
    return False


def _of_things(claim: Claim, rules: Rules) -> bool:
    """Whether the pronoun is of things told before («المناطق التي تم تحريرها»)."""
    led = [bare(w).removeprefix("ب").removeprefix("ل").removeprefix("ال") for w in before(claim, 6)]
    return any(w in rules.things for w in led) and any(w in rules.relative for w in before(claim, 4))


def locates(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether the mention only tells where another thing lies that the clause names as what was taken or left: «بلدة … شمال
    المدينة»، «مبنى الجامعة الواقع جنوبي …»، «انسحاب القوات منه في المدينة»، «السيطرة على المطار» in the city told before."""
    if judged(claim) or mention.end <= mention.start:
        return False
    for other in claim.places:
        if other.end <= other.start or other.end > mention.start or other.start >= mention.start:
            continue
        if not (claim.start <= other.start and mention.end <= claim.end):
            continue
        gap = [bare(w) for w in fold(claim.quote[other.end - claim.start:mention.start - claim.start]).split()]
        raw = claim.quote[other.end - claim.start:mention.start - claim.start]
        if not any(p in raw for p in "،,؛;.(") and not raw.strip().startswith("و") and all(w in rules.lying for w in gap):
            return True
    return _of_pronoun(claim, mention, rules) or _of_object(claim, mention, rules)


def _of_pronoun(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether a pronoun between stands for what was left («انسحاب القوات منه في المدينة»), whether a place named after «من» is where
    somebody moved to or from («التي سيطرت على … من …»), or another place stands nearer to the word of a hold."""
    if not (claim.start <= mention.start and mention.end <= claim.end):
        return False
    if mention.start >= claim.trigger.end:
        gap = behind(claim, mention.start)
        if claim.kind == "withdraw":
            return any(w in _HELD for w in gap)
        between = any(claim.trigger.end <= m.start and m.end < mention.start for m in claim.places)
        return claim.kind == "capture" and between and gap[-1:] == ["من"] and not any(
            bare(w).startswith(rules.parts) for w in gap[-3:-1])
    led = fold(claim.quote[:max(0, mention.start - claim.start)]).split()[-2:]
    whole = any(bare(w).startswith((*rules.parts, "كل", "كلا")) for w in led[:1])
    if claim.kind in ("capture", "hold") and led[-1:] == ["من"] and not whole:
        return True  # «boats of fishermen from X, which they took»
    if claim.kind != "hold":
        return False
    nearer = next((m for m in claim.places if mention.end < m.start and m.end <= claim.trigger.start), None)
    return nearer is not None and fold(claim.quote[mention.end - claim.start:nearer.start - claim.start]).split()[-1:] == ["من"]


def _of_object(claim: Claim, mention: Mention, rules: Rules) -> bool:
    """Whether the words after the trigger name what was taken, held or left, so that a place told before is not it («في المدينة …
    بالسيطرة على المطار»، «تأمين مطار …»)."""
    if claim.kind not in ("capture", "hold", "withdraw") or (within(claim, mention) and mention.start >= claim.trigger.end):
        return False
    words = behind(claim)
    for agent in claim.agents:
        if claim.trigger.end <= agent.start < claim.end:
            words = fold(claim.quote[agent.end - claim.start:]).split()
    trigger = fold(claim.trigger.text).split()
    over = trigger[-1:] == ["علي"] or words[:1] == ["علي"]
    object_ = next((w for w in (*trigger[1:], *words[:3]) if w not in _LEADS and w not in _HELD), "")
    thing, own = bare(object_), [bare(w) for w in fold(mention.text).split()]
    if any(w.startswith(thing[:4]) for w in own if thing):
        return False
    if object_.startswith("ال") and thing.startswith((*rules.spots, *rules.sites, *rules.ends)):
        return True
    if not within(claim, mention) and thing.startswith(rules.spots) and object_ not in rules.places_of:
        return True
    return over and bool(object_) and object_ not in rules.places_of
