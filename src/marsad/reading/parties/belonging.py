"""Whose those are to whom something is done, who owns what is struck, men of one's own side; and who is named past doubt as doer or
sufferer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.languages.arabic import fold_key
from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.escaped import who_escaped, whose_beaten
from marsad.reading.parties.forced import driven_off
from marsad.reading.parties.handed import from_whom
from marsad.reading.parties.nearby import family
from marsad.reading.parties.subjects import BEARS_ARMS, VIOLENT, ending, is_verb
from marsad.reading.words.clauses import CONTROL
from marsad.reading.words.sentence import Arg, Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["befallen", "behind", "exposed", "own_people", "owned_by", "undone"]

_OWNED = frozenset("التابعه التابع التابعين تابعه تابع تابعين".split())
_AUTHORITY = frozenset(("arrest", "killing", "finding", "abduction"))
"""Kinds that an authority may do to men of its own."""
_BLOWS = frozenset(("clash", "shelling", "airstrike", "bombing", "besiege", "capture"))
_DRIVES = frozenset(("capture.drive-out", "capture.expel"))
_ON_SOMEBODY = frozenset(("clash.attack", "clash.ambush", "clash.operation-with-dead", "killing.lynch"))
_FELL = frozenset(("casualties.killed", "casualties.wounded", "casualties.met-death"))
_MEN = folded("own_people")
_HEAD = 3
_CAUSE = frozenset("جراء نتيجه بسبب".split())
_STRIKES = frozenset("غارات غاره قصف ضربات هجمات عمليات نيران".split())


def owned_by(sentence: Sentence, draft: Draft) -> set[str]:
    """«قصف قاعدة تابعة للنظام»: the actors that are said, behind the words of a strike, to own what is hit."""
    if family(draft.kind) != "strike":
        return set()
    words = sentence.words[draft.trigger.last + 1 : draft.high + 1]
    behind = [after for word, after in pairwise(words) if word.fold in _OWNED]
    return {arg.id for arg in sentence.args if arg.id is not None and any(word.start <= arg.start < word.end for word in behind)}


def own_people(draft: Draft, mentions: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether some men of a side are told apart from the side itself: «أوقفت وزارة الداخلية خمسة ضباط شرطة»."""
    sides = {o.id for o in other if o.id is not None}
    if draft.kind not in _AUTHORITY or not mentions or any(m.id not in sides for m in mentions):
        return False
    if any(m.start < o.end and o.start < m.end for m in mentions for o in other):
        return False
    return all(any(word in _MEN for word in fold_key(m.text).split()[:_HEAD]) for m in mentions)


def undone(sentence: Sentence, draft: Draft) -> Arg | None:
    """«اعتقال القائد وقتله»: who stands right before a joined act, often spelt as a verb would be, whose object is a pronoun."""
    trigger = draft.trigger
    word = sentence.words[trigger.at]
    if draft.kind not in _AUTHORITY or trigger.form not in ("m", "v") or not trigger.suffix or not word.conj or trigger.at < 2:
        return None
    before = next((arg for arg in sentence.args if arg.last == trigger.at - 1 and arg.prep in ("gen", "ب")), None)
    follows = any(arg.first == trigger.last + 1 and arg.prep in ("gen", "") for arg in sentence.args)
    return None if follows or before is None or not _done(sentence.words[before.first - 1], sentence.words[before.first]) else before


def _done(word: Word, owner: Word) -> bool:
    """Whether a word is a masdar of what is done to whoever stands behind it."""
    return owner.fold.startswith("ب") or any(entry.tag == "M" and not entry.finite for entry in word.entries)


def befallen(sentence: Sentence, draft: Draft) -> set[int]:
    """Where those begin whom a masdar of arresting, abducting or killing governs by the grammar: «توقيف عدد من الضباط»."""
    if draft.kind not in _AUTHORITY or draft.kind == "finding" or draft.trigger.form != "m":
        return set()
    held = [sentence.args[index] for index, why in draft.cast.why.items() if why == "target:genitive" and index >= 0]
    return {arg.start for arg in held if arg.cls in ("person", "fighter", "force", "actor")}


def exposed(sentence: Sentence, draft: Draft) -> set[int]:
    """Where the subject of a verb of suffering begins that carries the act: «تعرضت القوات لهجوم» tells whom it befell, never who did it.
    So do the dead of an attack of which no more is said («قتل جنديان من القوات في هجوم»), and who alone is told to be charged with it
    («وتحمل الحركة مسؤولية الهجوم»)."""
    trigger = draft.trigger
    if (driver := driven_off(sentence, draft)[1]) is not None:
        return {driver.start}
    if (escaped := who_escaped(sentence, draft) or whose_beaten(sentence, draft)) is not None:
        return {escaped.start}
    if trigger.frame.id in _ON_SOMEBODY and trigger.form != "v" and draft.absorbed and not _goes_on(sentence, draft):
        fallen = [sentence.args[index] for index, why in draft.cast.why.items() if why == "target:victim" and index >= 0]
        tolls = [toll for toll in draft.absorbed if toll.frame.id in _FELL]
        return {arg.start for arg in fallen if any(toll.at < arg.first < trigger.at for toll in tolls)}
    if draft.kind == "responsibility" and trigger.form == "v" and draft.cast.dropped:
        lone = [sentence.args[index] for index, why in draft.cast.why.items() if why == "target:accused" and index >= 0]
        to_whom = any(arg.prep in ("ل", "الي", "علي") and trigger.last < arg.first <= draft.high for arg in sentence.args)
        return set() if to_whom else {arg.start for arg in lone if arg.first == trigger.at + 1}
    led = any(word.fold.startswith("ل") for word in sentence.words[trigger.at - 1 : trigger.at + 1])
    if trigger.form == "v" or trigger.control < 0 or not led:
        return set()
    told = [sentence.args[index] for index, why in draft.cast.why.items() if why == "target:control-target" and index >= 0]
    return {arg.start for arg in told if trigger.control < arg.first <= arg.last < trigger.at}


def _goes_on(sentence: Sentence, draft: Draft) -> bool:
    """Whether the clause says whom an attack was made on: those may be its own dead who are told before it."""
    behind = sentence.words[draft.trigger.last + 1 : draft.high + 1]
    return any(word.fold in ("علي", "ضد") or word.fold.startswith("استهدف") for word in behind)


def behind(sentence: Sentence, draft: Draft, others: Sequence[int] = ()) -> set[int]:
    """Where those begin whom the clause names as doers past doubt: «خطفا في وضح النهار من قبل مسلحين», «تحت سيطرة الدولة», «قتلوا جراء
    غارات التحالف», «استهدف مسلحون الجيش».
    `others` are the words of the other acts of the sentence."""
    if (leaver := driven_off(sentence, draft)[0]) is not None:
        return {leaver.start}
    if draft.kind == "withdraw" and draft.trigger.frame.id in _DRIVES and draft.cast.agents:
        return {arg.start for arg in draft.cast.agents}  # «وطرد المتمردون منها»
    told = {index: why for index, why in draft.cast.why.items() if index >= 0}
    out = _by_its_verb(sentence, draft)
    by = [sentence.args[index] for index, why in told.items() if why == "agent:by"]
    out |= {arg.start for arg in by if _his(sentence, draft, arg, others)}
    held = [sentence.args[index] for index, why in told.items() if why == "agent:holder"]
    out |= {arg.start for arg in held if arg.prep == "gen" and arg.first <= draft.trigger.last + 2 and not _pronoun(sentence, arg)}
    out |= {sentence.args[index].start for index, why in told.items() if why == "agent:subject-after" and _spelt_so(sentence, draft, index)}
    out |= from_whom(sentence, draft)
    if draft.kind != "casualties":
        return out
    words = sentence.words
    for at in range(draft.trigger.last + 1, min(len(words) - 2, draft.high)):
        if words[at].fold not in _CAUSE or words[at + 1].fold.removeprefix("ال") not in _STRIKES:
            continue
        out |= {arg.start for arg in sentence.args if arg.first == at + 2 and arg.id is not None and arg.prep == "gen"}
    return out


def _spelt_so(sentence: Sentence, draft: Draft, index: int) -> bool:
    """Whether the phrase right behind a blow's verb has the ending of its subject: «استهدف مسلحون الجيش»."""
    arg = sentence.args[index]
    near = arg.first == draft.trigger.last + 1 and draft.trigger.form == "v" and not draft.cast.passive
    return near and draft.kind in _BLOWS and sentence.words[arg.head].fold.endswith("ون")


_PLAINLY = frozenset(("agent:two-bare", "agent:by-fire"))
"""Rules of roles that leave no choice of doer."""
_BEEN = frozenset(("كان", "كانت", "كانوا"))
_NEVER_PASSIVE = frozenset(("clash", "capture", "advance", "besiege", "shelling"))
"""Kinds whose verbs of the plural are no passives as they are spelt, as «قتلوا» may be."""
_DONE_BY_VERB = VIOLENT | {"abduction", "capture", "advance", "besiege", "destruction", "withdraw"}


def _by_its_verb(sentence: Sentence, draft: Draft) -> set[int]:
    """Where those begin whom the verb of an act has for its subject: «جماعة ماوتي، التي تحاصر المدينة», «المتشددين كانوا يحتجزون رهائن»,
    «أن القوات شنت هجوما», «الفتيات اختطفتهن عصابة», «قتلت عصابة ثلاثة شبان», «قتل شاب بنيران الجيش»."""
    trigger, words = draft.trigger, sentence.words
    pair = {sentence.args[index].start for index, why in draft.cast.why.items() if index >= 0 and why in _PLAINLY}
    at = trigger.at if trigger.form == "v" else trigger.control
    carried = trigger.form != "v"
    if carried and at >= 0 and (own := _striver(sentence, draft)) is not None:
        return pair | {own.start}
    if draft.kind not in _DONE_BY_VERB or (carried and not any(CONTROL.get(e.lemma) == "agent" for e in words[max(at, 0)].entries)):
        return pair
    verb = words[at].verb
    if pair or at < 1 or draft.cast.passive or verb is None or verb.tag in ("Pp", "Ip"):
        return pair
    after = next((arg for arg in sentence.args if arg.first == at + 1 and arg.prep in ("", "gen") and arg.cls in BEARS_ARMS), None)
    if not carried and (done := _had_done(sentence, at)) is not None:
        return {done.start}
    there = at + 1 < len(words) and words[at + 1].fold in _THERE
    ground = draft.kind in _STRIVEN and trigger.frame.id not in _DRIVES
    if there and ground and not carried and words[at - 1].fold in sentence.lexicon.particles["relative"]:
        # «القرى التي سيطر عليها التنظيم»
        held = next((arg for arg in sentence.args if arg.first == at + 2 and arg.prep in ("", "gen") and arg.cls in BEARS_ARMS), None)
        return {held.start} if held is not None else set()
    if verb.suf:
        return {after.start} if after is not None and not carried else set()
    back = at - 1
    been = words[back].fold in _BEEN
    back -= been
    particles = sentence.lexicon.particles
    if back > 0 and words[back].fold.removeprefix("و") in particles["relative"]:
        back -= 1
        before = ending(sentence, back)
        return {before.start} if before is not None and after is None else set()
    many = trigger.form == "v" and trigger.who == "mp" and draft.kind in _NEVER_PASSIVE
    if many and (doers := ending(sentence, at - 1)) is not None and doers.cls in BEARS_ARMS and doers.last == at - 1:
        counted = {doers.number.start} if doers.number is not None else set()
        return {doers.start} | counted  # «أن أكثر من مئة إرهابي هاجموا وحدة للجيش»: a plural has its subject before it
    before = ending(sentence, back) if been or carried else None
    if before is None or after is not None:
        return set()
    spoken = before.first > 0 and words[before.first - 1].fold in particles["complement"] and carried
    spoken = spoken and before.last > before.first  # «إن القوات شنت …» may go back to any
    return {before.start} if spoken or (been and words[at - 1].fold == "كانوا") else set()


_STRIVEN = frozenset(("capture", "advance", "besiege", "withdraw"))
def _had_done(sentence: Sentence, at: int) -> Arg | None:
    """«قاعدة كان الجيش قد أخلاها»: the one between «كان» and the verb is its subject."""
    last = at - 1 - (sentence.words[at - 1].fold == "قد")
    doer = ending(sentence, last) if last > 0 else None
    if doer is None or doer.last != last or not doer.first:
        return None
    return doer if sentence.words[doer.first - 1].fold.lstrip("وف") in _BEEN else None


_THERE = frozenset("عليها عليه منها منه اليها اليه فيها فيه عليهما".split())
_EFFORTS = frozenset("حاول تمكن استطاع نجح أفلح فشل أخفق واصل بدأ استأنف استعد سعى خطط اعتزم اضطر".split())


def _striver(sentence: Sentence, draft: Draft) -> Arg | None:
    """«حاول الحوثيون التقدم»: whose effort it is takes and gains the ground, unless somebody else stands between it and the act."""
    trigger = draft.trigger
    at = trigger.control
    if draft.kind not in _STRIVEN or trigger.form != "m" or not any(entry.lemma in _EFFORTS for entry in sentence.words[at].entries):
        return None
    if any(why.endswith(":genitive") for why in draft.cast.why.values()):
        return None
    between = [arg for arg in sentence.args if at < arg.first < trigger.at]
    one = between and between[0].first == at + 1 and between[0].prep in ("", "gen") and between[0].cls in BEARS_ARMS
    return between[0] if one and all(arg.group == between[0].group for arg in between) else None


def _pronoun(sentence: Sentence, arg: Arg) -> bool:
    """Whether the word before a phrase has its owner in itself: «تحت سيطرتهم»."""
    return sentence.words[arg.first - 1].fold.endswith(("تهم", "تها", "ته"))


def _his(sentence: Sentence, draft: Draft, doer: Arg, others: Sequence[int]) -> bool:
    """Whether «من قبل فلان» belongs to the act of a draft, and not to another act or to a participle nearer to it («تستخدم من جانب»)."""
    trigger, words = draft.trigger, sentence.words
    if (trigger.form == "v" and not draft.cast.passive) or any(trigger.last < at < doer.first for at in others):
        return False
    between = words[trigger.last + 1 : doer.first]
    if any(is_verb(word) or any(entry.tag == "M" and not entry.finite for entry in word.entries) for word in between):
        return False
    # the preposition is one word («بيد») or two («من قبل»)
    before = words[doer.first - (2 if words[doer.first - 1].fold.startswith("ب") else 3)]
    named = any(arg.first <= before.i <= arg.last for arg in sentence.args) or before.place is not None
    bare = before.fold.removeprefix("ال")
    participle = bare.startswith("م") and bare.endswith(("ه", "ين", "ون")) and not named
    return before.i <= trigger.last or not (is_verb(before) or participle)
