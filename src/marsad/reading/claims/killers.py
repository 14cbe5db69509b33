"""Who killed whom: whether a form of «قتل» is active, and which kind the killing then is (codebook rules 2, 16, 17)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.civil import who_is_hit
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import VIOLENT, Cast, is_verb
from marsad.reading.tolls.fallen import casualty
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.sentence import HARD, Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["does_kill", "killing_kind", "kills", "of_told_attack", "who_is_fought"]

_PARTING = frozenset((",", "،", "في", "من", "علي", "بين", "مع", "خلال", "اثر", "بعد", "قرب", ":"))
_APART = _PARTING - {"في", "خلال", "قرب"}
_ROUGHLY = frozenset(("اكثر", "ازيد", "يقل", "يزيد"))
_ARMED = ("fighter", "force", "actor")
_BODIES = folded("bodies_that_kill")
_RESULT = frozenset(("أدى", "أسفر", "أفضى", "تسبب", "خلف", "نجم"))
_FEW = 2
"""How many soldiers or policemen may fall for it to be told as a killing of men, not as a fight."""
_MEN_OF_STATE = frozenset(("police", "officers", "soldiers", "recruits", "conscripts", "security"))
_STATE = frozenset(("police", "army", "troops", "government", "security", "joint", "country"))
_RAIDS = frozenset(("clash.raids", "clash.raid-on"))
_GOES_ON = 20
"""Within how many words after an attack «وقتلت …» tells its dead."""
_HURT_NEAR = 12
_MANY = ("mp", "md", "fp", "fd")


def _killer_and_killed(sentence: Sentence, trigger: Trigger, made: Cast) -> bool:
    """Whether a party follows the verb at once, and a bare object follows it without «و» between."""
    agent, target = made.agents[0], made.targets[0]
    if trigger.form != "v" or agent.cls not in ("actor", "force", "fighter") or target.prep != "":
        return False
    if agent.id is None:
        return False  # nobody in particular kills only as «قتل مسلحون ثلاثة جنود», which two bare phrases tell
    if not trigger.at < agent.first <= trigger.at + 2 or target.first <= agent.last:
        return False
    between = sentence.words[agent.last + 1 : target.first + 1]
    if any(word.fold in _ROUGHLY for word in between):
        between = [word for word in between if word.fold not in ("من", "عن")]
    head = sentence.words[target.head]
    if agent.number is None and target.number is None and head.fold.endswith("ا") and head.noun is not None and head.noun.who == "s":
        # «قتل التنظيم في المدينة أمس شابا»: an accusative is no one's subject, whatever stands before it
        return not any(word.conj or word.fold in _APART or is_verb(word) for word in between)
    return not any(word.conj or word.fold in _PARTING for word in between)


def kills(sentence: Sentence, trigger: Trigger, made: Cast) -> bool:
    """Whether a finite form of killing is active beyond doubt: a known party and a bare object follow it («قتلت الحركة 20 جنديا»), a
    body that nobody kills («قتل الجيش»), or a plural or a relative that has its counted object behind it («قتلوا شخصين»)."""
    if made.agents and made.targets and not made.passive and _killer_and_killed(sentence, trigger, made):
        return True
    if "agent:two-bare" in made.why.values():
        return True
    if trigger.form != "v" or trigger.tag in ("Pp", "Ip"):
        return False
    after = _next(sentence, trigger.at)
    if after is None:
        return False
    told = trigger.at > 1 and any(sentence.words[k].fold in ("ان", "بان") for k in range(max(0, trigger.at - 4), trigger.at - 1))
    counted = after.number is not None and after.i == trigger.at + 1 and not sentence.words[trigger.at].conj
    if (trigger.tag == "I" or (told and trigger.who == "ms")) and counted:
        # «مسلح يقتل خمسة أشخاص»: a doer right before, a bare count right behind
        doer = next((arg for arg in sentence.args if arg.last == trigger.at - 1), None)
        spoken = trigger.tag == "I" or (doer is not None and sentence.words[doer.first - 1].fold in ("ان", "بان") and doer.first > 0)
        if doer is not None and doer.prep == "" and doer.cls in _ARMED and doer.number is None and spoken:
            return True
    if trigger.who in _MANY:
        return _counted(sentence, after)
    if _is_body(sentence, after):
        return True
    back = sentence.words[trigger.at - 1].fold if trigger.at else ""
    if back in _HIMSELF and _counted(sentence, after) and (trigger.who == "fs" or _of_enemies(sentence, trigger.at)):
        return True  # «قالت الحركة إنها قتلت عشرة جنود»
    if trigger.who == "ms":
        counted = back == "الذي" and after.number is not None and (after.number.low or 0) > 1
        return counted and sentence.words[min(after.i + 1, len(sentence.words) - 1)].fold != "من"
    return trigger.who == "fs" and _counted(sentence, after) and (after.number is not None or after.fold.endswith("ين"))


def _of_enemies(sentence: Sentence, at: int) -> bool:
    """Whether an army or a movement tells «أنه قتل» of another's men: of anybody else it may be a passive («أعلن الوزير أنه قتل عشرة»)."""
    teller = next((arg for arg in reversed(sentence.args) if arg.last < at - 1), None)
    fallen = next((arg for arg in sentence.args if arg.first > at), None)
    if teller is None or fallen is None or teller.id is None or fallen.id in (None, teller.id) or fallen.number is None:
        return False
    return teller.prep == "" and getattr(teller.mention, "cls", "") in ("name", "army", "organisation", "movement", "group")


_HIMSELF = frozenset("انه انها بانه بانها وانه وانها وبانه وبانها".split())
_IN_DATES = frozenset("- – ( ) /".split())


def _next(sentence: Sentence, at: int) -> Word | None:
    """The first word behind `at` that is no quotation mark, time or manner; None at a break."""
    for word in sentence.words[at + 1 :]:
        if word.fold in _IN_DATES:
            continue  # «ليل الاثنين - الثلاثاء», «في تموز (يوليو)»
        if word.fold in HARD or word.punct or word.conj:
            return None
        if word.kind == "quote" or word.time is not None or word.fold in ("عمدا", "ايضا", "كذلك", "بالفعل"):
            continue
        return word
    return None


def _counted(sentence: Sentence, word: Word) -> bool:
    """Whether people follow as a bare object: a number of them, or their own word without a preposition."""
    if word.number is not None:
        return True
    return any(
        entry.tag == "N" and entry.cls in ("person", "fighter") and not entry.preposition for entry in word.entries
    ) and not word.fold.endswith("ون")


def _is_body(sentence: Sentence, word: Word) -> bool:
    """Whether a known party begins here by its own word of a body: «الجيش», «تنظيم …», which kills and is not killed."""
    if word.fold not in _BODIES:
        return False
    return any(arg.first == word.i and (arg.id is not None or arg.definite) and arg.number is None for arg in sentence.args)


def _masdar(sentence: Sentence, trigger: Trigger) -> bool:
    """«قتل المدنيين», which somebody does, and not «مقتل», which befalls."""
    fold = sentence.words[trigger.at].fold
    return trigger.form in ("m", "w") and "مقتل" not in fold


def _joined(sentence: Sentence, at: int) -> bool:
    """«وقتلت», «حيث قتلت»."""
    return sentence.words[at].conj or (at > 0 and sentence.words[at - 1].fold in ("حيث", "وحيث"))


_LATER = frozenset("بعد عقب قبل قبيل بعيد".split())


def of_told_attack(sentence: Sentence, trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """Rule 2: whether the dead are those of an attack told beside them («قتلته الشرطة في تبادل لإطلاق النار», «شنت غارات وقتلت …»)."""
    for other in others:
        if other.kind not in VIOLENT or other.frame.id in _RAIDS or other.kind == "killing":
            continue
        if trigger.at < other.at <= max(trigger.high, _harm_goes_on(sentence, trigger)):
            # «قتلت الشرطة أربعة مهاجمين بعد التفجير»: what a body does after an attack is not the attack's doing
            return not (trigger.form == "v" and trigger.who in ("fs", "mp") and sentence.words[other.at - 1].fold in _LATER)
        goes_on = _joined(sentence, trigger.at) and trigger.form == "v" and trigger.at - other.last <= _GOES_ON
        if other.last < trigger.at and goes_on and (_next(sentence, trigger.at) is None or trigger.suffix or trigger.who == "fs"):
            return True
    return False


def _harm_goes_on(sentence: Sentence, trigger: Trigger) -> int:
    """«قتلوا جنديين | وأصابوا أربعة في تفجير»: the last word of the clause that goes on from a killing with whom they hurt, or -1."""
    words = sentence.words
    first = trigger.high + 1
    if trigger.form != "v" or first >= len(words) or not words[first].conj or casualty(words[first]) != "wounded":
        return -1
    if not any(entry.finite and entry.who == trigger.who for entry in words[first].entries):
        return -1
    stop = next((k for k in range(first + 1, len(words)) if words[k].fold in HARD or words[k].punct or words[k].conj), len(words))
    return min(stop - 1, first + _HURT_NEAR)


def does_kill(sentence: Sentence, trigger: Trigger, made: Cast) -> bool:
    """Whether a masdar tells a deed done to people who bear no arms, and not what came of another act («أدى إلى قتل»)."""
    if not _masdar(sentence, trigger) or any(arg.cls in _ARMED for arg in made.targets):
        return False
    after = _next(sentence, trigger.at)
    civil = after is not None and any(entry.tag == "N" and entry.cls == "person" for entry in after.entries)
    each = after is not None and after.fold in ("كل", "المجني", "كلا")
    if not made.targets and not civil and not each:
        return False
    near = sentence.words[max(trigger.low, trigger.at - 4) : trigger.at]
    return not any(entry.lemma in _RESULT for word in near for entry in word.entries)


def _turn(sentence: Sentence, draft: Draft) -> None:
    """«الذي قتل 5 جنود»: who is counted behind the verb fell, whoever the relative takes up did it."""
    agents = draft.cast.agents
    if draft.trigger.who == "ms" and agents and not draft.cast.targets and all(arg.first > draft.trigger.at for arg in agents):
        number = agents[0].number
        if number is not None and (number.low or 0) > 1:
            draft.cast.targets, draft.cast.agents = agents, []
            draft.cast.dropped = True


def _few(sentence: Sentence, draft: Draft) -> bool:
    """Whether one or two soldiers or policemen fell to somebody who is no state: singled out, not fought."""
    fallen = [q.low for q in draft.quantities if q.what == "killed" and q.of in _MEN_OF_STATE and q.low]
    by_state = any(getattr(arg.mention, "cls", "") in _STATE for arg in draft.cast.agents)
    heads = [entry for arg in draft.cast.targets for entry in sentence.words[arg.first].entries if entry.tag == "N"]
    pair = any(entry.label in _MEN_OF_STATE and entry.who == "d" for entry in heads)
    lone = any(
        arg.number is None and entry.label in _MEN_OF_STATE and entry.who == "s" and sentence.words[arg.first].fold.endswith("ا")
        for arg in draft.cast.targets
        for entry in sentence.words[arg.first].entries
        if entry.tag == "N"
    )  # «قتل مجهولون شرطيا»
    return (pair or lone or (bool(fallen) and max(fallen) <= _FEW)) and not by_state


def killing_kind(sentence: Sentence, draft: Draft) -> None:
    """Rule 16: a killing by a named side is a clash where fighters fall, a killing where civilians do or one or two were singled out.

    The quantities of the draft must stand.
    """
    trigger = draft.trigger
    if trigger.frame.id != "killing.kill":
        return
    _turn(sentence, draft)
    if not draft.cast.agents and not draft.cast.dropped:
        draft.kind = "killing" if does_kill(sentence, trigger, draft.cast) else "casualties"
        return
    hit = who_is_hit(sentence, draft)
    if hit == "armed" or any(arg.cls in _ARMED for arg in draft.cast.targets):
        draft.kind = "killing" if _few(sentence, draft) else "clash"
    elif not hit and not draft.cast.targets and any(getattr(arg.mention, "cls", "") in _STATE for arg in draft.cast.agents):
        draft.kind = "clash"  # «قتل الجيش 25 إسلاميا»: whom a state's forces kill and nobody calls civil


def who_is_fought(sentence: Sentence, act: Draft, toll: Draft) -> int:
    """«لقتال الجماعة التي أدى تمردها إلى مقتل المئات»: where the clause begins that tells whom those killed who are to be fought, or -1."""
    words = sentence.words
    if act.trigger.form not in ("m", "n") or words[act.trigger.at].fold[:2] not in ("لق", "لم"):
        return -1
    relative = sentence.lexicon.particles["relative"]
    between = words[act.trigger.last + 1 : toll.trigger.at]
    return next((word.i for word in reversed(between) if word.fold.removeprefix("و") in relative), -1)
