"""Words read by what they govern: what is taken, left or held must be ground; who travels takes none; what is wished is no act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from marsad.errors import BadData
from marsad.languages.arabic import fold_key
from marsad.languages.arabic.lexicon import read_toml
from marsad.reading.claims.draft import Draft
from marsad.reading.triggers.unreal import is_abstract, plain_forms
from marsad.reading.words.sentence import HARD, Sentence, Word

__all__ = ["holds_no_ground", "is_journey", "is_natural", "is_press", "is_wished", "without_everyday"]


@dataclass(frozen=True, slots=True)
class _Lists:
    frames: frozenset[str]
    strict: frozenset[str]
    ground: frozenset[str]
    nothing: frozenset[str]
    left: frozenset[str]
    partial: frozenset[str]
    wish: frozenset[str]
    stop: frozenset[str]
    may_come: frozenset[str]
    press: frozenset[str]
    speech: frozenset[str]
    crime: frozenset[str]
    war: frozenset[str]


@cache
def _lists() -> _Lists:
    """The word lists of senses.toml, folded. Raises BadData where the table is malformed."""
    try:
        raw = read_toml("senses.toml")

        def words(part: str, key: str) -> frozenset[str]:
            return frozenset(fold_key(str(word)) for word in raw[part][key])

        return _Lists(
            frozenset(raw["ground"]["frames"]), frozenset(raw["ground"]["strict"]),
            words("ground", "words"), words("ground", "nothing"), words("ground", "left"), words("ground", "partial"),
            words("wish", "words"), words("wish", "stop"), words("wish", "behind"),
            words("press", "papers"), words("press", "speech"), words("everyday", "crime"), words("everyday", "war"),
        )
    except KeyError as error:
        raise BadData(str(error), where="senses.toml") from error


_TIED = frozenset("من عن علي الي في ب ضد داخل نحو باتجاه تحت".split())
_PRONOUNS = frozenset("عليه عليها عليهم عليهما منه منها منهم عنه عنها فيه فيها به بها اليه اليها".split())
_ALL = frozenset("كل جميع معظم بعض كافه غالبيه اغلب سائر".split())
_LAND = frozenset("area site site-arms route hold force fighter gun craft arms munition device person".split())


def _plain(sentence: Sentence, at: int) -> int:
    """Index of the first word from `at` that is no quote, bracket, time or number of time; -1 at a break."""
    words = sentence.words
    while at < len(words):
        word = words[at]
        if word.fold in HARD or word.fold in ("،", ","):
            return -1
        if word.punct or word.kind == "quote" or word.time is not None or word.fold in ("تماما", "فعليا", "مجددا", "كذلك", "ايضا"):
            at += 1
            continue
        return at
    return -1


def _antecedent(sentence: Sentence, at: int) -> int:
    """Head of the phrase that a relative pronoun close before `at` takes up («المكان الذي تحتله»), or -1."""
    words = sentence.words
    relative = sentence.lexicon.particles["relative"]
    for i in range(at - 1, max(-1, at - 4), -1):
        if words[i].fold in HARD:
            return -1
        if words[i].fold in relative:
            j = i - 1
            while j > 0 and (words[j].punct or words[j].kind == "quote"):
                j -= 1
            return j
    return -1


def _object(sentence: Sentence, draft: Draft) -> int:
    """Index of the word that names what is taken, left or held; -1 where none is seen."""
    trigger, words = draft.trigger, sentence.words
    last = words[trigger.last]
    if trigger.suffix or last.fold in _PRONOUNS:
        return _antecedent(sentence, trigger.at)
    if trigger.last > trigger.at:
        # «على» ends the frame, or «سيطرة» does and «على» comes behind
        at = _plain(sentence, trigger.last + 1)
        if at >= 0 and words[at].fold in _PRONOUNS:
            return _antecedent(sentence, trigger.at)
        return _plain(sentence, at + 1) if at >= 0 and words[at].fold in _TIED and last.fold not in _TIED else at
    at = trigger.at + 1
    lemma = trigger.entry.lemma if trigger.entry is not None else ""
    tie = "الي" if draft.kind == "advance" else "عن" if lemma == "تخلى" else ""
    # «دخول الأخيرة إلى البلدة», «ستتخلى إيران في لبنان عن نهجها»
    for word in words[at : at + 6] if tie else ():
        if word.fold in HARD or word.fold in ("،", ","):
            break
        if word.fold == tie:
            return _plain(sentence, word.i + 1)
    if trigger.form == "v":
        for arg in draft.cast.agents:
            if trigger.at < arg.first <= trigger.at + 3:
                at = max(at, arg.last + 1)
    at = _plain(sentence, at)
    return _plain(sentence, at + 1) if at >= 0 and words[at].fold in _TIED else at


def _is_ground(word: Word) -> bool:
    if word.place is not None or word.actor is not None or word.number is not None:
        return True
    if any(entry.tag == "N" and entry.cls in _LAND for entry in word.entries):
        return True
    lists = _lists()
    return any(form in lists.ground or form in lists.partial for form in (word.fold, *plain_forms(word.fold)))


def holds_no_ground(sentence: Sentence, draft: Draft) -> bool:
    """«يسيطر على عائدات النفط», «دخلت في محادثات», «المكان الذي تحتله»: what is taken, left or held is neither land, site nor side.

    Most frames ask that the object be a word known to name no ground; those whose verbs have many senses (leave, enter, lose) ask
    that it be known to name some.
    """
    frame = draft.trigger.frame.id
    lists = _lists()
    if frame in ("capture.drive-out", "withdraw.driven") and _goes_out(sentence, draft):
        return True
    if frame != "hold.under-control" and frame not in lists.frames and frame not in lists.strict:
        return False
    last = sentence.words[draft.trigger.last]
    if frame == "hold.under-control" and last.fold == "السيطره":
        # «الوضع تحت السيطرة»: nobody's
        behind = sentence.words[draft.trigger.last + 1 : draft.trigger.last + 2]
        return not any(word.fold.startswith("ال") or word.actor is not None for word in behind)
    at = _object(sentence, draft)
    if at < 0:
        return False
    word = sentence.words[at]
    while word.fold in _ALL and at + 1 < len(sentence.words):
        at += 1
        word = sentence.words[at]
    if word.punct or word.kind != "word":
        return False
    if word.place is None and word.actor is None and not lists.nothing.isdisjoint(plain_forms(word.fold)):
        return True
    if is_abstract(word) or (draft.kind == "withdraw" and word.fold in lists.left):
        return True
    return frame in lists.strict and not _is_ground(word)


def _goes_out(sentence: Sentence, draft: Draft) -> bool:
    """«يخرج العراق من النفق»: the imperfect of going out is spelt like that of driving out; it tells nothing where no ground is left."""
    trigger = draft.trigger
    lemma = trigger.entry.lemma if trigger.entry is not None else ""
    if lemma != "أخرج" or trigger.tag[:1] != "I" or trigger.suffix:
        return False
    at = _plain(sentence, trigger.last + 1)
    if sentence.words[trigger.last].fold in _PRONOUNS:
        return trigger.last == trigger.at + 1
    return at < 0 or not _is_ground(sentence.words[at])


_LEAVES = frozenset(("withdraw.vacate", "withdraw.leave", "advance.enter", "advance.reach", "advance.approach"))
_TRAVELS = frozenset(("غادر", "دخل", "توجه", "اتجه", "وصل"))


def is_journey(sentence: Sentence, draft: Draft) -> bool:
    """«يغادر الرئيس كينيا متوجها إلى …»: a statesman on his way, no force that leaves ground."""
    trigger = draft.trigger
    lemma = trigger.entry.lemma if trigger.entry is not None else ""
    if trigger.frame.id not in _LEAVES or lemma not in _TRAVELS or not draft.cast.agents:
        return False
    return all(_is_statesman(sentence, arg.first, arg.last) for arg in draft.cast.agents)


_OFFICES = frozenset(
    "رييس الرييس ملك الملك وزير الوزير امير الامير السفير سفير مبعوث المبعوث البابا العاهل المستشاره السكرتير الامين نايب وفد الوفد"
    " منتخب بعثه".split()
)


def _is_statesman(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words[first : last + 1]
    return any(word.fold.removeprefix("و").removeprefix("ل") in _OFFICES for word in words) or any(
        word.actor is not None and word.actor.cls in ("leader", "person", "official") for word in words
    )


def is_press(sentence: Sentence, draft: Draft) -> bool:
    """«نشرت صحيفة صورا», «هاجم الوزير خصومه متهما إياهم»: what papers and speeches do."""
    trigger, words = draft.trigger, sentence.words
    lists = _lists()
    if trigger.frame.id in ("deployment.deploy", "deployment.posted-there", "deployment.deploys-counted"):
        near = words[max(0, trigger.at - 4) : trigger.last + 4]
        return any(form in lists.press for word in near for form in plain_forms(word.fold))
    if trigger.frame.id in ("clash.attack", "clash.assail", "clash.hit-attack") and not draft.quantities and not draft.absorbed:
        near = words[trigger.at + 1 : min(trigger.at + 13, draft.high + 4)]
        return any(word.fold.removeprefix("و") in lists.speech for word in near)
    return False


_STUDIES = frozenset("دراسه الدراسه علماء العلماء باحثون باحثين باحثو استطلاع".split())


def is_natural(sentence: Sentence, draft: Draft) -> bool:
    """«وفاة شاب في حوض سباحة», «أظهرت دراسة أن المدخنين …»: nobody of a conflict, and no word of war in the sentence."""
    if draft.trigger.frame.id != "casualties.death" and draft.kind != "finding":
        return False
    if any(arg.id is not None for arg in draft.cast.targets):
        return False
    words = [word for word in sentence.words if word.kind == "word"]
    if draft.kind == "finding" and not any(word.fold in _STUDIES for word in words):
        return False
    return not any(_tells_of(word.fold) == "war" for word in words)


_CALLED = ("capture", "withdraw", "besiege", "advance", "clash", "airstrike", "shelling", "bombing", "abduction", "arrest", "agreement")


def is_wished(sentence: Sentence, draft: Draft) -> bool:
    """«يطالبون بانسحاب», «تخوفا من انفجارات», «هجمات محتملة», «خطر تقدم»: asked for or feared, not told."""
    trigger, words = draft.trigger, sentence.words
    if draft.kind not in _CALLED or trigger.form not in ("m", "n", "w") or draft.quantities or draft.absorbed:
        return False
    lists = _lists()
    behind = [word for word in words[trigger.last + 1 : trigger.last + 3] if not word.punct]
    if any(word.fold in lists.may_come for word in behind):
        return True
    for i in range(trigger.at - 1, max(-1, trigger.at - 5), -1):
        word = words[i]
        if word.fold in HARD or word.fold in ("،", ",") or word.fold in lists.stop:
            return False
        if word.fold in lists.wish or word.fold.removeprefix("و") in lists.wish:
            return True
        if any(entry.finite for entry in word.entries) and word.noun is None:
            return False
    return False


_EXECUTIONS = frozenset(("killing.execute", "killing.capital-sentence", "killing.sentence-done"))
_EVERYDAY = frozenset(
    ("arrest", "killing", "seizure", "abduction", "casualties", "riot", "responsibility", "destruction", "deployment", "finding", "clash")
)


def without_everyday(items: list[tuple[Sentence, Draft]], sentences: Sequence[Sentence]) -> list[tuple[Sentence, Draft]]:
    """Of a report of everyday crime the executions and what is no deed of crime or police; all drafts of any other report."""
    if not any(draft.kind in _EVERYDAY for _, draft in items) or not _is_everyday(sentences):
        return items
    return [
        (sentence, draft) for sentence, draft in items if draft.kind not in _EVERYDAY or draft.trigger.frame.id in _EXECUTIONS
    ]


def _is_everyday(sentences: Sequence[Sentence]) -> bool:
    """Whether a report tells of thieves, drugs and quarrels, and of no war: it has words of crime and none of arms or sides."""
    crime = 0
    for sentence in sentences:
        for word in sentence.words:
            if word.kind != "word":
                continue
            tells = _tells_of(word.fold)
            if tells == "war":
                return False
            crime += tells == "crime"
    return crime >= 2


@lru_cache(maxsize=1 << 16)
def _tells_of(fold: str) -> str:
    """Whether a folded word, in any of its plain forms, is one of `war`, else of `crime`; empty for most."""
    forms = {fold, *plain_forms(fold)}
    lists = _lists()
    return "war" if forms & lists.war else "crime" if forms & lists.crime else ""
