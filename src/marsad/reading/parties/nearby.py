"""Fillings of a slot that stand in the claim's own sentence: its noun phrases, each with what its place and form say for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.inherit import mention_of
from marsad.reading.parties.hints import around
from marsad.reading.parties.subjects import agrees, antecedent, blocked, is_verb
from marsad.reading.triggers.finding import Trigger
from marsad.reading.triggers.special import SPECIAL
from marsad.reading.words.sentence import HARD, Arg, Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["Option", "family", "hangs", "phrases_near"]

_TAKING = frozenset(("capture", "advance", "besiege", "hold", "withdraw"))
_STRIKE = frozenset(("airstrike", "shelling", "chemical"))
_HOLDING = frozenset(("arrest", "abduction"))
_GOVERNS = {"علي": "on", "من": "of", "مع": "with", "ل": "to", "ب": "by"}


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
    clause after the trigger; `undergoes` where it can only be whom the act befalls."""

    mentions: list[Mention]
    features: dict[str, float] = field(default_factory=dict)
    following: bool = False
    undergoes: bool = False

    def say(self, name: str, amount: float = 1.0) -> None:
        """Note a feature; the strongest amount counts."""
        if amount > self.features.get(name, 0.0):
            self.features[name] = amount


def _bucket(distance: int) -> str:
    for limit in (1, 3, 6, 10, 16):
        if distance <= limit:
            return str(limit)
    return "far"


_ALONE = -1
"""The group of a phrase that a clause describes alone."""


def phrases_near(
    tellers: frozenset[int], sentence: Sentence, draft: Draft, option: Callable[[Sequence[Mention]], Option]
) -> None:
    """The noun phrases of the sentence, coordinated ones together: where they stand, what governs them, what they are."""
    trigger = draft.trigger
    head = antecedent(sentence, trigger.at)[0] if trigger.form in ("v", "m") else None
    # «بين الجيش والمتمردين، التي سيطرت»: the clause describes the last of them alone
    alone = head is not None and head.prep == "بين" and trigger.form == "v" and trigger.who in ("fs", "ms")
    groups: dict[int, list[Arg]] = {}
    bodies = sentence.bodies if draft.kind == "responsibility" else ()
    for arg in sorted((*sentence.args, *bodies), key=lambda arg: arg.first):
        groups.setdefault(_ALONE if alone and arg is head else arg.group, []).append(arg)
    form = trigger.form + ("p" if draft.cast.passive else "") + ("s" if hangs(sentence, trigger) else "")
    kind = family(draft.kind)
    frame = trigger.frame
    ranks = Counter[str]()
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
        tail = sentence.words[arg.head].fold[-2:]
        if tail in ("ون", "ين") and arg.plural:
            say(f"case:{tail}:{side}:{'bare' if prep == 'bare' else 'governed'}")
        say(f"far:{side}:{_bucket(len(between))}")
        say(f"verbs:{side}:{min(verbs, 3)}")
        path = _path(sentence, between)
        say(f"path:{side}:{prep}:{path}")
        say(f"path:{side}:{kind}:{path}")
        say(f"path:{side}:{form}:{path}")
        say(f"cls:{kind}:{arg.cls}")
        say(f"cls:{side}:{arg.cls}:{'id' if arg.id else 'open'}")
        if head is not None and (head is arg if alone else head.group == arg.group):
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
        made = option([mention_of(sentence, mate) for mate in groups[_ALONE if alone and arg is head else arg.group]])
        made.say(f"nearest-before:{name}")


def _ending(fold: str) -> str:
    """The ending by which a noun agrees with its verb."""
    return next((end for end in ("ات", "ون", "ين", "يه", "ان", "ه", "ا") if fold.endswith(end)), "other")


def hangs(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a pronoun stands where the object would: «اعتقلته», «القبض عليه»."""
    tail = sentence.words[trigger.last]
    return bool(trigger.suffix) or tail.fold in _ON_HIM


_ON_HIM = frozenset("عليه عليها عليهم عليهما به بها بهم منه منها منهم".split())


def _path(sentence: Sentence, between: Sequence[Word]) -> str:
    """What stands between a phrase and the trigger, each sort once where it goes on: verbs, relatives, «أن», commas, breaks, parties."""
    particles = sentence.lexicon.particles
    out = ""
    for word in between:
        if word.actor is not None:
            sort = "A"
        elif word.fold in particles["relative"]:
            sort = "R"
        elif word.fold in particles["complement"]:
            sort = "T"
        elif word.fold in HARD:
            sort = ":"
        elif word.fold == "،":
            sort = ","
        elif is_verb(word):
            sort = "V"
        else:
            continue
        if not out.endswith(sort):
            out += sort
    return out if len(out) <= _PATH else "long"


_PATH = 4
_OPPOSED = tuple(sorted(folded("opposed")))
