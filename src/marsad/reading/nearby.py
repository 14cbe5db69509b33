"""Fillings of a slot that stand in the claim's own sentence: its noun phrases, and the bare words right where a verb or masdar has
its object («ذبح المصور فلان», «فلان قتل»), each with what its place and form say for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from marsad.model import Mention
from marsad.reading.draft import Draft
from marsad.reading.hints import around
from marsad.reading.inherit import mention_of
from marsad.reading.sentence import Arg, Sentence, Word
from marsad.reading.special import SPECIAL
from marsad.reading.subjects import agrees, antecedent, blocked, is_verb
from marsad.reading.wordlists import folded

__all__ = ["Option", "family", "standing_near"]

_TAKING = frozenset(("capture", "advance", "besiege", "hold", "withdraw"))
_STRIKE = frozenset(("airstrike", "shelling", "chemical"))
_HOLDING = frozenset(("arrest", "abduction"))
_GOVERNS = {"علي": "on", "من": "of", "مع": "with", "ل": "to", "ب": "by"}
_BARE = frozenset(
    "killing arrest abduction destruction besiege airstrike shelling bombing casualties responsibility clash".split()
)
"""Kinds whose object may be anybody or anything."""
_LONGEST = 5


def family(kind: str) -> str:
    """The kinds that fill their slots alike, under one name."""
    if kind in _TAKING:
        return "taking"
    if kind in _STRIKE:
        return "strike"
    if kind in _HOLDING:
        return "holding"
    return kind


@dataclass(slots=True)
class Option:
    """A filling: mentions (none: the slot stays empty) and what speaks for it, feature by feature; `following` where it stands in the
    clause after the trigger."""

    mentions: list[Mention]
    features: dict[str, float] = field(default_factory=dict)
    following: bool = False

    def say(self, name: str, amount: float = 1.0) -> None:
        """Note a feature; the strongest amount counts."""
        if amount > self.features.get(name, 0.0):
            self.features[name] = amount


def _bucket(distance: int) -> str:
    for limit in (1, 3, 6, 10, 16):
        if distance <= limit:
            return str(limit)
    return "far"


def phrases_near(
    tellers: frozenset[int], sentence: Sentence, draft: Draft, option: Callable[[Sequence[Mention]], Option]
) -> None:
    """The noun phrases of the sentence, coordinated ones together: where they stand, what governs them, what they are."""
    trigger = draft.trigger
    groups: dict[int, list[Arg]] = {}
    for arg in sentence.args:
        groups.setdefault(arg.group, []).append(arg)
    form = trigger.form + ("p" if draft.cast.passive else "") + ("s" if trigger.suffix else "")
    kind = family(draft.kind)
    frame = trigger.frame
    ranks = Counter[str]()
    head = antecedent(sentence, trigger.at)[0] if trigger.form in ("v", "m") else None
    complements = sentence.lexicon.particles["complement"]
    for mates in groups.values():
        arg = mates[0]
        made = option([mention_of(sentence, mate) for mate in mates])
        after = arg.first > trigger.at
        inside = draft.low <= arg.first <= draft.high
        clause = trigger.low <= arg.first <= trigger.high
        side = "after" if after else "before"
        between = sentence.words[trigger.last + 1 : arg.first] if after else sentence.words[arg.last + 1 : trigger.at]
        verbs = sum(1 for word in between if is_verb(word))
        hard = blocked(sentence, trigger.last + 1, arg.first) if after else blocked(sentence, arg.last + 1, trigger.at)
        where = "clause" if clause else "quote" if inside else "sentence"
        prep = arg.prep or "bare"
        if prep == "gen":
            prep = "gen!" if arg.governor in (trigger.at, trigger.last) else "gen"
        names: list[str] = []
        say = names.append
        made.following = made.following or (after and clause)
        say(f"at:{form}:{side}:{where}:{prep}")
        say(f"at:{side}:{where}:{prep}")
        say(f"at:{kind}:{side}:{prep}")
        around(sentence, draft, arg, prep, kind, say)
        if frame.voice in SPECIAL:
            say(f"voice:{frame.voice}:{side}:{prep}")
        if form[0] == "v":
            say(f"who:{trigger.who}:{side}:{'plural' if arg.plural else 'one'}:{prep}")
            if prep == "bare" and side == "after":
                say(f"object:{frame.role('object')}:{ranks['bare']}:{bool(trigger.suffix)}")
                ranks["bare"] += 1
        elif prep not in ("bare", "gen", "gen!"):
            say(f"governs:{frame.role(_GOVERNS.get(prep, ''))}:{side}:{where}")
        elif prep == "gen!":
            say(f"governs:{frame.role('gen')}:gen:{'id' if arg.id else arg.cls}")
        ending = sentence.words[arg.head].fold[-2:]
        if ending in ("ون", "ين") and arg.plural:
            say(f"case:{ending}:{side}:{'bare' if prep == 'bare' else 'governed'}")
        say(f"far:{side}:{_bucket(len(between))}")
        say(f"verbs:{side}:{min(verbs, 3)}")
        say(f"cls:{kind}:{arg.cls}")
        say(f"cls:{side}:{arg.cls}:{'id' if arg.id else 'open'}")
        if head is not None and head.group == arg.group:
            say(f"relative:{form}")
        if arg.number is not None:
            say(f"counted:{kind}")
        if arg.definite:
            say(f"definite:{arg.cls}")
        if draft.kind == "deployment" and arg.id is not None and any(mate.first <= trigger.at <= mate.last for mate in mates):
            say("within")
        if side == "before" and form[0] == "v" and not draft.cast.passive and not agrees(sentence, arg, trigger.at):
            say("mismatch")
        if arg.prep == "support":
            say(f"supporter:{side}")
            say("supporter")
        first, last = (trigger.last, arg.first) if after else (arg.last, trigger.at)
        starts = sum(1 for start in sentence.starts if first < start <= last)
        say(f"starts:{side}:{min(starts, 3)}:{prep}")
        if any(word.fold in complements or (word.fold[1:] in complements and word.fold[:1] in "وفب") for word in between):
            say(f"beyond-that:{side}")
            say(f"beyond-that:{side}:{prep}")
        if form[0] == "v" and prep in ("bare", "gen"):
            say(f"ends:{trigger.who}:{side}:{_ending(sentence.words[arg.head].fold)}:{form}")
        if hard:
            say(f"hard:{side}")
        if any(at in tellers for at in range(arg.start, arg.end)):
            say(f"teller:{side}")
        if arg.owned:
            say("owned")
        if arg.prep == "ل" and arg.first and sentence.words[arg.first - 1].fold.removeprefix("ال").startswith(_OPPOSED):
            say(f"opposed:{side}")
        reach = f"{side}:{'id' if arg.id else arg.cls}"
        ranks[reach] += 1
        if after and ranks[reach] == 1:
            say(f"first:{reach}:{where}")
        made.features.update(dict.fromkeys(names, 1.0))
    near: dict[str, Arg] = {}
    for arg in sentence.args:
        if arg.last < trigger.at:
            near["id" if arg.id else arg.cls] = arg
    for name, arg in near.items():
        made = option([mention_of(sentence, mate) for mate in groups[arg.group]])
        made.say(f"nearest-before:{name}")


def standing_near(tellers: frozenset[int], sentence: Sentence, draft: Draft) -> list[Option]:
    """The fillings that the sentence of a draft tells, in order of telling; one may come more than once, with more of what is true of
    it. All amounts are 1."""
    out: list[Option] = []

    def option(mentions: Sequence[Mention]) -> Option:
        out.append(Option(list(mentions)))
        return out[-1]

    phrases_near(tellers, sentence, draft, option)
    bare_objects(sentence, draft, option)
    return out


_OPPOSED = tuple(sorted(folded("opposed")))


def _ending(fold: str) -> str:
    """The ending by which a noun agrees with its verb."""
    return next((end for end in ("ات", "ون", "ين", "يه", "ان", "ه", "ا") if fold.endswith(end)), "other")


def _runs_on(sentence: Sentence, word: Word, started: bool) -> bool:
    """Whether a word may be part of a bare phrase: a noun or name that nothing else has claimed."""
    particles = sentence.lexicon.particles
    if word.kind != "word" or word.time is not None or word.number is not None or word.actor is not None:
        return False
    if any(word.fold in particles[name] for name in ("preposition", "clause", "complement", "relative", "link", "negation", "attribution")):
        return False
    if word.fold[:1] in "وف" and word.conj and started:
        return False
    if any(entry.preposition for entry in word.entries):
        return False
    return word.verb is None or word.fold.startswith("ال") or (started and word.noun is not None)


def bare_objects(sentence: Sentence, draft: Draft, option: Callable[[Sequence[Mention]], Option]) -> None:
    """The bare words after the trigger, and before a verb that may be passive, where the object stands."""
    if draft.kind not in _BARE:
        return
    words, trigger = sentence.words, draft.trigger
    covered = {at for arg in sentence.args for at in range(arg.first, arg.last + 1)}
    first = trigger.last + 1
    while first < len(words) and (words[first].kind == "quote" or words[first].fold in ("علي", "(", "[")):
        first += 1
    last = first
    while last < len(words) and last - first < _LONGEST and last not in covered and _runs_on(sentence, words[last], last > first):
        last += 1
    kind = family(draft.kind)
    form = trigger.form + ("p" if draft.cast.passive else "")
    if last > first:
        made = option([_plain(sentence, first, last - 1)])
        made.say(f"words-after:{kind}:{form}")
        made.say(f"words-after:{form}:{draft.trigger.frame.role('object' if trigger.form == 'v' else 'gen')}")
        made.say(f"words-after:{min(last - first, 3)}:{'the' if words[first].fold.startswith('ال') else 'a'}")
        if any(word.place is not None for word in words[first:last]):
            made.say(f"words-after:place:{kind}")
    if kind in _PERSONAL and trigger.form == "v" and last == first:
        first, last = _behind_subject(sentence, draft, covered)
        if last > first:
            made = option([_plain(sentence, first, last - 1)])
            made.say(f"words-behind:{kind}:{form}")
            made.say(f"words-behind:{min(last - first, 3)}:{'the' if words[first].fold.startswith('ال') else 'a'}")
            made.say(f"words-behind:{trigger.who}:{'comma' if words[first - 1].punct else 'plain'}")
    if trigger.form != "v" or trigger.suffix:
        return
    end = trigger.at - 1
    while end >= 0 and words[end].fold in ("قد", "كان", "كانت", "وقد"):
        end -= 1
    begin = end
    while begin >= 0 and end - begin < _LONGEST and begin not in covered and _runs_on(sentence, words[begin], True):
        begin -= 1
    runs = begin in covered and words[begin + 1].fold.startswith("ال")  # «السلطات المتخصصة»: an adjective of the phrase before it
    if begin < end and not runs:
        made = option([_plain(sentence, begin + 1, end)])
        made.say(f"words-before:{kind}:{form}")
        made.say(f"words-before:{trigger.who}:{form}")
        if any(word.place is not None for word in words[begin + 1 : end + 1]):
            made.say(f"words-before:place:{kind}")


_WHERE = frozenset("في قرب منطقه بلده مدينه مساء صباح فجر ليل بمنطقه بمدينه ببلده".split())
_PERSONAL = frozenset(("killing", "holding"))
"""Families of kinds that are done to single persons."""


def _behind_subject(sentence: Sentence, draft: Draft, covered: set[int]) -> tuple[int, int]:
    """First and last (excluded) of the bare words behind a verb's subject, place and time («أوقف الجيش في عرسال، السوري فلان»)."""
    words, trigger = sentence.words, draft.trigger
    at = trigger.last + 1
    if at not in covered:
        return at, at
    governed = False
    while at <= min(trigger.high, trigger.last + 14):
        word = words[at]
        if at in covered and not governed and word.kind == "word":
            at += 1
        elif word.place is not None or word.time is not None or word.kind == "quote" or word.fold in ("،", ","):
            governed = False
            at += 1
        elif word.fold in _WHERE:
            governed = True
            at += 1
        else:
            break
    if at > trigger.high or words[at].kind != "word" or governed:
        return at, at
    end = at
    while end <= trigger.high and end - at < _LONGEST and end not in covered and _runs_on(sentence, words[end], end > at):
        end += 1
    return at, end


def _plain(sentence: Sentence, first: int, last: int) -> Mention:
    start, end = sentence.words[first].start, sentence.words[last].end
    return Mention(sentence.text[start:end], start, end, None, "actor")
