"""How far a draft is believed: a logistic sum of named features, weights in data/weights/reading.toml; what falls short is dropped."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from marsad.errors import BadData
from marsad.model import Feature
from marsad.reading.claims.plain import leeway
from marsad.reading.claims.select import Draft
from marsad.reading.triggers.signs import air, chances, signs, suggestions
from marsad.reading.words.company import company
from marsad.reading.words.sentence import Sentence

__all__ = ["Climate", "Judge", "Measured", "load_judge", "measure", "weather"]


BRIEF = 40
"""Words under which a report has no body that repeats its lead, and no room to argue: a post, a news flash."""


_same = lru_cache(maxsize=1 << 14)(Feature)  # the same features are told of many drafts


def _feature(name: str, value: float, seen: str) -> Feature:
    # 0.0 and -0.0 are one key: which of them is told must not depend on the report read before.
    return _same(name, value, seen) if value else Feature(name, value, seen)


Measured = tuple[str, float, str]  # the name of what is true of a draft, its amount or value, and what was seen


@dataclass(frozen=True, slots=True)
class Climate:
    """A report as a whole: strong triggers, armed actors, words of arms and fighters, of peace, all words, words of opinion."""

    strong: int
    actors: int
    arms: int
    peace: int
    words: int
    opinion: int = 0


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights by feature name, and the confidence under which a draft is dropped."""

    weights: dict[str, float]
    threshold: float

    def judge(self, items: list[tuple[Sentence, Draft]], sentences: Sequence[Sentence], title: bool) -> list[tuple[Sentence, Draft]]:
        """Set each draft's confidence and features; return those that stand."""
        climate = weather(items, sentences)
        weighed = list(zip(items, self.told(items, sentences, title, climate), strict=True))
        for (_, draft), told in weighed:
            total = sum(value for _, value, _ in told)
            draft.confidence = round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)
        least, brief = self.threshold, climate.words < BRIEF
        kinds = {draft.kind for (_, draft), _ in weighed if draft.confidence >= least}
        out = []
        for (sentence, draft), told in weighed:
            if draft.confidence >= least or draft.confidence >= least - leeway(sentence, draft, brief, draft.kind not in kinds):
                draft.features.extend([_feature(*each) for each in told])
                out.append((sentence, draft))
        return out

    def told(
        self, items: Sequence[tuple[Sentence, Draft]], sentences: Sequence[Sentence], title: bool, climate: Climate
    ) -> Iterator[list[Measured]]:
        """What speaks for and against each draft, weighed, in the order of the drafts."""
        whole = air(sentences if items else ())
        counts = Counter(sentence.index for sentence, _ in items)
        for n, (sentence, draft) in enumerate(items):
            own = *measure(sentence, draft, climate, title, counts[sentence.index]), *surroundings(items, n)
            heard = *signs(sentence, draft, whole), *chances(draft), *suggestions(draft)
            yield self.weigh((*own, *heard, *company(sentence, draft, climate.words >= BRIEF)))

    def weigh(self, measured: Sequence[Measured]) -> list[Measured]:
        """What was measured, each times its weight; what weighs nothing is left out."""
        get = self.weights.get
        return [
            (name, round(weight * amount, 4), seen)
            for name, amount, seen in measured
            if (weight := get(name))
        ]


_OPINION = frozenset(
    "يجب ينبغي لابد علينا لنا اننا نحن اعتقد اري لماذا هل كيف ربما لعل ليت الامه امتنا شعبنا الانسانيه التاريخ الحقيقه الواقع"
    " السياسه المشروع الفكر الدين الوطن العالم الكاتب المقال".split()
)
_ARMS = frozenset(("munition", "device", "arms", "fighter"))
_DOUBT = frozenset("قد ربما اذا لو ان يمكن محتمل احتمال خشيه مخاوف تخوف خوفا تحسبا لمنع منع تفادي تجنب".split())
_TOPIC = frozenset("مكافحه محاربه مواجهه بشان حول ضد ملف قضيه مساله ظاهره خطر تهديد اسباب سبب تداعيات اثار ضحايا موضوع جريمه جرايم".split())
_CONDEMN = frozenset("ادان ادانت دان دانت استنكر استنكرت ندد نددت شجب شجبت ادانه ادانتها استنكار تنديد تعازي عزي عزت".split())


def surroundings(items: Sequence[tuple[Sentence, Draft]], n: int) -> list[Measured]:
    """What is true of draft `n` beside the others of its report: told again, or told later."""
    sentence, draft = items[n]
    lemma = draft.trigger.entry.lemma if draft.trigger.entry is not None else sentence.words[draft.trigger.at].fold
    mine = {m.id for m in (*draft.agents, *draft.targets) if m.id}
    places = {p.id for p in draft.places if p.id}
    again = same = parties = later = 0
    for k, (other_sentence, other) in enumerate(items):
        if k == n or other.kind != draft.kind:
            continue
        theirs = {m.id for m in (*other.agents, *other.targets) if m.id}
        alike = (not mine or not theirs or bool(mine & theirs)) and (
            not places or not other.places or bool(places & {p.id for p in other.places if p.id})
        )
        if k < n:
            again += 1
            other_lemma = other.trigger.entry.lemma if other.trigger.entry is not None else other_sentence.words[other.trigger.at].fold
            same += other_lemma == lemma
            parties += alike
        else:
            later += alike
    out: list[Measured] = []
    definite = sentence.words[draft.trigger.at].fold.startswith(("ال", "وال", "بال", "لل", "فال"))
    told = bool(draft.quantities) or draft.cast.agents or draft.cast.targets
    for name, true in (
        ("kind-before", again > 0),
        ("kind-before-often", again > 3),
        ("word-before", same > 0),
        ("like-before", parties > 0),
        ("like-before-bare", parties > 0 and not told),
        ("like-before-definite", parties > 0 and definite),
        ("like-before-same-word", parties > 0 and same > 0),
        ("like-later", later > 0),
        (f"like-before:{draft.kind}", parties > 0),
    ):
        if true:
            out.append((name, 1.0, ""))
    return out


def weather(items: Sequence[tuple[Sentence, Draft]], sentences: Sequence[Sentence]) -> Climate:
    """How much a report tells of war (strong triggers, armed actors, arms, dead) and of peace (words of sport, trade, culture)."""
    strong = sum(1 for _, draft in items if draft.trigger.frame.war >= 0.7)
    actors: set[str] = set()
    arms = peace = words = opinion = 0
    for sentence in sentences:
        calm = sentence.lexicon.particles["peace"]
        for word in sentence.words:
            if word.kind != "word":
                continue
            words += 1
            if word.fold in _OPINION or (word.verb is not None and word.verb.who == "1p"):
                opinion += 1
            if (
                word.actor is not None
                and word.actor.id
                and word.actor.type == "actor"
                and word.actor.cls != "country"
                and word.actor.how != "country"
            ):
                actors.add(word.actor.id)
            if word.fold in calm or word.fold[1:] in calm:
                peace += 1
            else:
                for entry in word.entries:
                    if entry.cls in _ARMS:
                        arms += 1
                        break
    return Climate(strong, len(actors), arms, peace, words, opinion)


def measure(sentence: Sentence, draft: Draft, climate: Climate, title: bool, crowd: int) -> list[Measured]:
    """What is true of a draft, by name: (feature, amount, what was seen)."""
    frame = draft.trigger.frame
    words = sentence.words
    word = words[draft.trigger.at]
    out: list[Measured] = [
        ("bias", 1.0, ""),
        (f"frame:{frame.id}", 1.0, ""),
        (f"kind:{draft.kind}", 1.0, ""),
        ("war", frame.war, f"{frame.war}"),
    ]
    size = max(60, climate.words)
    strong, arms, calm = (min(1.0, 60 * n / size) for n in (climate.strong, climate.arms / 2, climate.peace / 2))
    out += [
        ("strong", strong, str(climate.strong)),
        ("arms", arms, str(climate.arms)),
        ("calm", calm, str(climate.peace)),
        ("actors", min(1.0, climate.actors / 4), str(climate.actors)),
    ]
    armed = any(m.id for m in (*draft.agents, *draft.targets))
    own_places = bool(draft.places) and not any(note.startswith("place:") for note in draft.notes)
    own_time = draft.time is not None and bool(draft.time.text)
    own_agents, own_targets = bool(draft.cast.agents), bool(draft.cast.targets)
    definite = draft.trigger.form in ("n", "m") and word.fold.startswith(("ال", "وال", "بال", "لل", "فال", "ولل", "وبال"))
    bare = not own_agents and not own_targets and not own_places and not own_time and not draft.quantities
    previous = words[draft.trigger.at - 1].fold if draft.trigger.at else ""
    near = {w.fold for w in words[max(0, draft.trigger.at - 3) : draft.trigger.at]}
    particles = sentence.lexicon.particles
    cold = climate.strong == 0 and climate.actors == 0
    lead = climate.words >= BRIEF and sentence.index == (1 if title else 0)
    facts = (
        ("party-known", armed),
        ("agent-own", own_agents),
        ("target-own", own_targets),
        ("place-own", own_places),
        ("time-own", own_time),
        ("no-party", not draft.agents and not draft.targets),
        ("no-place", not draft.places),
        ("bare", bare),
        ("bare-definite", bare and definite),
        ("definite", definite),
        ("toll", bool(draft.quantities)),
        ("absorbed", bool(draft.absorbed)),
        ("lead", lead),
        ("lead-unsourced", lead and draft.source is None),
        ("headline", title and sentence.index == 0),
        (f"form:{draft.trigger.form}", True),
        (f"tag:{draft.trigger.tag}", bool(draft.trigger.tag)),
        (f"mode:{draft.modality}", True),
        ("suffix", bool(draft.trigger.suffix)),
        ("after-link", previous in particles["link"]),
        ("after-relative", bool(near & particles["relative"])),
        ("after-preposition", previous in particles["preposition"]),
        ("sourced", draft.source is not None),
        ("crowd", crowd >= 4),
        ("crowd-big", crowd >= 7),
        ("light", draft.trigger.control >= 0),
        ("cold", cold),
        ("cold-no-party", cold and not armed),
        ("peace", climate.peace >= 3 and climate.peace > 2 * climate.strong),
        ("peace-no-party", climate.peace >= 3 and climate.peace > 2 * climate.strong and not armed),
        ("long", draft.high - draft.low > 28),
        ("this", bool(near & {"هذا", "هذه", "تلك", "ذلك"})),
        ("any", bool(near & {"اي", "ايه", "كل"})),
        ("no-agent", not draft.agents),
        (f"kind-bare:{draft.kind}", bare),
        (f"kind-nowhere:{draft.kind}", not own_places),
    )
    out += [(name, 1.0, "") for name, true in facts if true]
    out += [(name, 1.0, "") for name, true in _wording(sentence, draft, own_places, own_time) if true]
    out += [
        ("opinion", min(1.0, 30 * climate.opinion / size), str(climate.opinion)),
        ("late", min(1.0, sentence.index / 20), str(sentence.index)),
    ]
    out += [(f"note:{note}", 1.0, "") for note in sorted(set(draft.notes)) if ":" in note]
    return out


def _wording(sentence: Sentence, draft: Draft, own_places: bool, own_time: bool) -> list[tuple[str, bool]]:
    """What the words round the trigger tell: doubt, a topic only spoken of, a condemnation, a quotation, a question."""
    words = sentence.words
    trigger = draft.trigger
    back = [w.fold[1:] if w.fold[:1] in "وفبل" and len(w.fold) > 4 else w.fold for w in words[max(draft.low, trigger.at - 3) : trigger.at]]
    clause = words[draft.low : draft.high + 1]
    quoted = sum(1 for w in words[: trigger.at] if w.kind == "quote") % 2 == 1
    killed = any(q.what in ("killed", "wounded", "casualties") and q.low for q in draft.quantities)
    word = words[trigger.at]
    future = trigger.form == "v" and word.fold.startswith(("س", "وس")) and trigger.tag == "I"
    plural = word.noun is not None and word.noun.who == "p"
    known = {m.id for m in draft.agents if m.id}, {m.id for m in draft.targets if m.id}
    form = trigger.form + ("p" if trigger.tag in ("Pp", "Ip") else "i" if trigger.tag[:1] == "I" else "")
    return [
        ("doubt-before", any(f in _DOUBT for f in back)),
        ("topic-before", any(f in _TOPIC for f in back)),
        ("condemned", any(w.fold in _CONDEMN or (w.fold[0] == "و" and w.fold.lstrip("و") in _CONDEMN) for w in words[: trigger.at])),
        ("quoted", quoted),
        ("question", any(w.fold in ("؟", "?") for w in words[-2:])),
        ("killed-counted", killed),
        ("future", future),
        ("plural-noun", plural),
        ("agent-and-target", bool(known[0]) and bool(known[1])),
        ("agent-known", bool(known[0])),
        ("target-known", bool(known[1])),
        ("place-and-time", own_places and own_time),
        ("place-and-party", own_places and bool(known[0] or known[1])),
        ("short", draft.high - draft.low < 6),
        ("number-in-clause", any(w.number is not None for w in clause)),
        ("relative-inside", any(w.fold in sentence.lexicon.particles["relative"] for w in clause)),
        (f"kind-form:{draft.kind}:{form}", True),
        (f"kind-lone:{draft.kind}", not own_places and not (known[0] or known[1])),
        (f"kind-doer:{draft.kind}", bool(draft.cast.agents)),
        (f"kind-victim:{draft.kind}", bool(draft.cast.targets)),
    ]


@cache
def load_judge() -> Judge:
    """The judge of the installed package. Raises BadData where its weights are malformed."""
    try:
        raw = tomllib.loads(files("marsad").joinpath("data/weights/reading.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadData(str(error), where="weights/reading.toml") from error
    return Judge({str(k): float(v) for k, v in raw.get("weights", {}).items()}, float(raw.get("threshold", 0.5)))
