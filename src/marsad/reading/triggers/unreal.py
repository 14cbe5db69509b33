"""What only looks like an act: figures of speech, aims, mishaps, rehearsals, control that was. Words in data/lexicon/ar/unreal.toml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from marsad.errors import BadData
from marsad.languages.arabic import fold_key, strip_proclitics
from marsad.languages.arabic.lexicon import read_toml
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import HARD, Sentence, Word

__all__ = [
    "has_mishap",
    "is_abstract",
    "is_aim",
    "is_drill",
    "is_figure",
    "is_former",
    "is_given",
    "is_idiom",
    "is_law",
    "is_mishap",
    "is_visit",
    "names_deed",
    "owns_no_act",
    "plain_forms",
]


@dataclass(frozen=True, slots=True)
class _Lists:
    abstract: frozenset[str]
    aim: frozenset[str]
    told: frozenset[str]
    mishap: frozenset[str]
    war: frozenset[str]
    drill: frozenset[str]
    former: frozenset[str]
    given: frozenset[str]
    before_given: frozenset[str]
    law: frozenset[str]
    carried: frozenset[str]
    idioms: tuple[tuple[frozenset[str], int, frozenset[str]], ...]


@cache
def _lists() -> _Lists:
    """The word lists, folded. Raises BadData where the table is malformed."""
    try:
        raw = read_toml("unreal.toml")

        def words(part: str, key: str = "words") -> frozenset[str]:
            return frozenset(fold_key(str(word)) for word in raw[part][key])

        return _Lists(
            words("abstract"), words("aim"), words("aim", "told"), words("mishap"), words("mishap", "war"), words("drill"), words("former"),
            words("given"), words("given", "before"), words("law"), words("law", "done"),
            tuple(
                (frozenset(map(str, row["frames"])), int(row["reach"]), frozenset(fold_key(str(word)) for word in row["words"]))
                for row in raw["idiom"]
            ),
        )
    except KeyError as error:
        raise BadData(str(error), where="unreal.toml") from error


_LEADS = ("", "ال", "وال", "بال", "لل", "فال", "كال", "وبال", "ولل", "و", "ب", "ل", "ف", "وب", "ول")
_TAILS = ("هما", "هم", "ها", "نا", "ه")


@lru_cache(maxsize=1 << 15)
def plain_forms(fold: str) -> tuple[str, ...]:
    """A folded word without its proclitics, its article and the pronoun on it, as far as three letters stay."""
    return tuple(_forms(fold))


def _forms(fold: str) -> Iterator[str]:
    stems = dict(strip_proclitics(fold))
    for stem in (stems[lead] for lead in _LEADS if lead in stems):
        if len(stem) >= 3:
            yield stem
        for tail in _TAILS:
            cut = stem[: -len(tail)] if stem.endswith(tail) else ""
            if len(cut) >= 3:
                yield cut
                if cut.endswith("ت"):
                    yield f"{cut[:-1]}ه"


def is_abstract(word: Word) -> bool:
    """Whether a word names what no force can take or hit."""
    if word.kind != "word" or word.place is not None or word.actor is not None:
        return False
    return not _lists().abstract.isdisjoint(plain_forms(word.fold))


def _behind(sentence: Sentence, at: int, reach: int) -> list[Word]:
    """Up to `reach` words after word `at`, quotes and a day between commas («، الأحد،») passed over, none past a break."""
    out: list[Word] = []
    for word in sentence.words[at + 1 :]:
        day = word.fold == "،" and any(w.time is not None for w in sentence.words[word.i - 1 : word.i + 2])
        if day or word.kind == "quote" or word.fold in ("(", ")"):
            continue
        if word.punct or len(out) == reach:
            break
        out.append(word)
    return out


_ON_GROUND = frozenset(
    (
        "capture.control", "capture.control-far", "capture.done-control", "capture.retake", "capture.occupy", "capture.free",
        "capture.take-control", "capture.take-control-now", "withdraw.leave", "withdraw.vacate", "withdraw.give-up", "withdraw.give-way",
        "withdraw.lose", "withdraw.fall-back", "hold.controls", "hold.imposes", "besiege.surround", "besiege.siege", "besiege.close",
        "clash.clashes", "clash.war", "clash.fight", "responsibility.own", "destruction.destroy", "advance.storm", "advance.enter",
    )
)  # fmt: skip
_TIED = ("من", "عن", "علي", "الي", "في", "ب", "ضد", "مع")


def is_figure(sentence: Sentence, draft: Draft) -> bool:
    """«استعاد السيادة», «معركة الانتخابات», «سيطر الملف على …»: what is taken, left or fought, or who takes it, is no thing of war."""
    trigger = draft.trigger
    if trigger.frame.id not in _ON_GROUND:
        return False
    following = _behind(sentence, trigger.at, 6)
    if following and is_abstract(following[0]):
        return True
    # «تخلت تركيا عن معارضتها»: the named subject and the preposition are passed over
    object_ = [word for word in following if word.actor is None and word.fold not in _TIED]
    if object_ and following[0].actor is not None and is_abstract(object_[0]):
        return True
    last = sentence.words[trigger.last]
    if trigger.last > trigger.at and last.fold in _TIED:
        object_ = _behind(sentence, trigger.last, 1)
        return bool(object_) and is_abstract(object_[0])
    return False


def is_idiom(sentence: Sentence, draft: Draft) -> bool:
    """«أخلت قوات الأمن سبيله», «احتلت المرتبة الأولى»: a turn of phrase, told by a word behind the trigger, or before it."""
    trigger = draft.trigger
    for frames, reach, words in _lists().idioms:
        if trigger.frame.id not in frames:
            continue
        low, high = (trigger.at + 1, trigger.last + 1 + reach) if reach > 0 else (max(0, trigger.at + reach), trigger.at)
        if any(word.fold in words for word in sentence.words[low : max(low, high)]):
            return True
    return False


def is_visit(sentence: Sentence, draft: Draft) -> bool:
    """«دخل السعودية مرتين»: who enters a whole country without being named as armed is a traveller."""
    if draft.trigger.frame.id != "advance.enter" or draft.trigger.control >= 0:
        return False
    for arg in draft.cast.agents:
        if arg.cls in ("force", "fighter") or (arg.cls == "actor" and getattr(arg.mention, "cls", "") != "country"):
            return False
    object_ = next((word for word in _behind(sentence, draft.trigger.at, 3) if word.fold not in _TIED), None)
    return object_ is not None and object_.actor is not None and object_.actor.cls == "country"


def is_aim(sentence: Sentence, draft: Draft) -> bool:
    """«لمواجهة التنظيم», «جهود قتال التنظيم»: a fight that is wanted, not told."""
    trigger = draft.trigger
    if draft.kind != "clash" or trigger.frame.id != "clash.clashes" or draft.quantities or draft.absorbed:
        return False
    word = sentence.words[trigger.at]
    plain = next((form for form in plain_forms(word.fold) if form in ("مواجهه", "قتال", "معركه")), "")
    if not plain or trigger.control >= trigger.at - 3 >= 0:
        return False
    following = _behind(sentence, trigger.at, 3)
    if any(w.fold in ("بين", "مع", "دارت", "اندلعت") for w in following):
        return False
    if word.fold.startswith("ل"):
        return True
    back = sentence.words[max(0, trigger.at - 3) : trigger.at]
    if back and back[-1].fold.removeprefix("و") in _lists().told:
        return False
    if plain == "قتال" and following and following[0].actor is not None:
        return True  # «قتال التنظيم لا يكفي»: whom one fights, not who fights
    return plain != "معركه" and any(form in _lists().aim for w in back for form in plain_forms(w.fold))


@lru_cache(maxsize=1 << 16)
def has_mishap(fold: str) -> bool:
    """Whether a folded word names a flood, an accident or a sickness."""
    return not _lists().mishap.isdisjoint(plain_forms(fold))


def is_mishap(sentence: Sentence, draft: Draft) -> bool:
    """Dead, damage and closed roads of floods, traffic and sickness, with no word of arms in the sentence and no party known."""
    if draft.kind not in ("casualties", "destruction", "besiege", "killing", "displacement"):
        return False
    if any(arg.id is not None for arg in (*draft.cast.agents, *draft.cast.targets)):
        return False
    words = [word.fold for word in sentence.words if word.kind == "word"]
    # «انهار جسر قيد الإنشاء»: what falls by itself, where nothing of war is told
    mishap = draft.trigger.frame.id == "destruction.swallowed" or any(has_mishap(fold) or fold in _lists().mishap for fold in words)
    return mishap and not any(has_war(fold) for fold in words)


@lru_cache(maxsize=1 << 16)
def has_war(fold: str) -> bool:
    """Whether a folded word, in any of its plain forms, is one of arms or fighters, beside which a mishap is none."""
    war = _lists().war
    return fold in war or not war.isdisjoint(plain_forms(fold))


def is_former(sentence: Sentence, draft: Draft) -> bool:
    """«القرى التي كانت تحت سيطرة …», «كانوا يتحصنون فيها»: control that no longer stands (rule 19)."""
    if draft.kind != "hold":
        return False
    words = sentence.words
    for i in range(draft.trigger.at - 1, max(-1, draft.trigger.at - 4), -1):
        if words[i].fold in HARD or words[i].fold in ("،", ","):
            return False
        if words[i].fold in _lists().former:
            return True
    return False


_DEEDS = frozenset(("event", "victim", "fighter", "munition", "device"))
_PLAIN_NISBA = frozenset(("الرييسي", "الاساسي", "الحقيقي", "الفعلي"))


def owns_no_act(sentence: Sentence, draft: Draft) -> bool:
    """«تبنى البرلمان المقترح», «المسؤول عن ملف الحدود», «المسؤول الإماراتي»: what is adopted or answered for is no deed."""
    trigger = draft.trigger
    words = sentence.words
    if trigger.frame.id == "responsibility.responsible":
        middle = words[trigger.at + 1].fold if trigger.last > trigger.at + 1 else ""
        if middle.startswith("ال") and middle.endswith("ي") and middle not in _PLAIN_NISBA:
            return True
        return not any(names_deed(word) for word in _behind(sentence, trigger.last, 9))
    if trigger.frame.id != "responsibility.own":
        return False
    near = _behind(sentence, trigger.at, 20)
    relative = sentence.lexicon.particles["relative"]
    if trigger.suffix or any(w.fold in relative for w in words[max(0, trigger.at - 3) : trigger.at]):
        near += words[max(0, trigger.at - 12) : trigger.at]
    return not any(names_deed(word) for word in near)


def is_given(sentence: Sentence, draft: Draft) -> bool:
    """«الدعم الذي تقدمه», «على ضوء ما تقدم»: what is given or went before, no advance."""
    trigger = draft.trigger
    if trigger.frame.id != "advance.progress" or sentence.words[trigger.at].fold not in _lists().given or not trigger.at:
        return False
    return sentence.words[trigger.at - 1].fold in _lists().before_given


def is_law(sentence: Sentence, draft: Draft) -> bool:
    """«عقوبة الإعدام»: what a law or a court says, not carried out."""
    trigger = draft.trigger
    if trigger.frame.id != "killing.execute" or trigger.form != "m":
        return False
    back = {w.fold for w in sentence.words[max(0, trigger.at - 4) : trigger.at]}
    return bool(back & _lists().law) and not back & _lists().carried


def names_deed(word: Word) -> bool:
    """Whether a word names a deed of war: an event, who fell or fights, arms, or the doing of it."""
    if any(entry.tag == "N" and entry.cls in _DEEDS for entry in word.entries):
        return True
    if any(entry.tag == "M" and entry.lemma in _DONE for entry in word.entries):
        return True
    return any(form in _NAMED for form in plain_forms(word.fold))


_DONE = frozenset(
    "قتل اغتال خطف اختطف فجر أسقط قصف أعدم ذبح استهدف هاجم أحرق دمر أطلق تدمير نسف احتجز سطا أسر نفذ اعتدى".split()
)
_NAMED = frozenset(
    "مسووليه مسئوليه عمليه عمليات هجوم هجمات هجمه تفجير تفجيرات تفجيران تفجيرين انفجار اعتداء اعتداءات مجزره حادث حادثه جريمه اغتيال قتل"
    " مقتل خطف اختطاف اطلاق ضربه قصف مذبحه محاوله عمليتين هجومين هجومان تفجيريه".split()
)


def is_drill(sentences: Sequence[Sentence]) -> bool:
    """Whether a report tells of a drill: its words stand in the first two passages, or one in sixty is such a word."""
    drill = _lists().drill
    count = size = early = 0
    for n, sentence in enumerate(sentences):
        for word in sentence.words:
            if word.kind != "word":
                continue
            size += 1
            if word.fold in drill or (word.fold[0] == "و" and word.fold.lstrip("و") in drill):
                count += 1
                early += n < 2
    return count >= 2 and (early >= 1 or count * 60 >= size)
