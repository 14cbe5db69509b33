"""What a clause leaves out and its neighbours tell: dropped subjects, parties of «الغارات», places and times of the same event."""

from __future__ import annotations

from marsad.languages.arabic import fold_key, has_article
from marsad.model import Mention
from marsad.reading.claims.select import Draft
from marsad.reading.words.sentence import Arg, Sentence

__all__ = ["Memory", "fill_parties", "mention_of", "share_targets"]

_DEAD = frozenset("قتيل قتيلا قتلي القتلي جريح جريحا جرحي الجرحي ضحايا الضحايا ضحيه شهيد شهيدا شهداء جثه جثث".split())
_COUNTED = _DEAD | frozenset("شخص شخصا اشخاص الاشخاص".split())
_NO_TARGET = frozenset(("hold", "withdraw", "advance", "deployment", "protest", "finding", "statistic", "displacement"))


class Memory:
    """What the report told before: the last drafts, agents and places, newest last."""

    def __init__(self) -> None:
        self.drafts: list[tuple[int, Draft]] = []
        self.subject: list[Mention] = []
        self.places: list[Mention] = []

    def keep(self, index: int, draft: Draft) -> None:
        """Remember a finished draft of sentence `index`."""
        self.drafts.append((index, draft))
        if draft.agents:
            self.subject = draft.agents
        if draft.places:
            self.places = draft.places

    def last(self, kinds: frozenset[str], index: int, reach: int) -> Draft | None:
        """The latest draft of one of `kinds` at most `reach` sentences back."""
        for at, draft in reversed(self.drafts):
            if index - at > reach:
                return None
            if draft.kind in kinds:
                return draft
        return None


def mention_of(sentence: Sentence, arg: Arg) -> Mention:
    """A phrase as the model's mention; the count of those who bear no name belongs to it («عشرات المسلحين»)."""
    if arg.id is None and arg.number is not None and arg.number.start < arg.start:
        return Mention(sentence.text[arg.number.start : arg.end], arg.number.start, arg.end, None, "actor")
    return Mention(sentence.text[arg.start : arg.end], arg.start, arg.end, arg.id, "actor")


def _owner_of(sentence: Sentence, arg: Arg, memory: Memory) -> Mention:
    """«طائراته» acts for whom the pronoun means: the last party named before it."""
    plain = mention_of(sentence, arg)
    if not arg.owned or arg.id is not None or arg.cls not in ("fighter", "force", "craft", "gun"):
        return plain
    for other in reversed(sentence.args):
        if other.last < arg.first and other.id is not None:
            return Mention(plain.text, plain.start, plain.end, other.id, "actor")
    ids = [m.id for m in memory.subject if m.id]
    return Mention(plain.text, plain.start, plain.end, ids[0], "actor") if ids else plain


def _distinct(mentions: list[Mention]) -> list[Mention]:
    out: list[Mention] = []
    seen: set[str] = set()
    for mention in mentions:
        key = mention.id or mention.text
        if key not in seen:
            seen.add(key)
            out.append(mention)
    return out


_FAMILY = {
    "airstrike": frozenset(("airstrike",)),
    "shelling": frozenset(("shelling", "airstrike")),
    "clash": frozenset(("clash", "killing", "bombing")),
    "bombing": frozenset(("bombing",)),
    "killing": frozenset(("killing", "clash")),
    "destruction": frozenset(("shelling", "airstrike", "bombing", "clash")),
    "agreement": frozenset(("agreement",)),
    "abduction": frozenset(("abduction",)),
    "arrest": frozenset(("arrest",)),
}


def fill_parties(sentence: Sentence, draft: Draft, memory: Memory, before: list[Draft]) -> None:
    """Set the draft's agents and targets, its own first, then what earlier clauses and sentences lend."""
    cast = draft.cast
    draft.agents = _distinct([_owner_of(sentence, arg, memory) for arg in cast.agents])
    draft.targets = _distinct([mention_of(sentence, arg) for arg in cast.targets])
    trigger = draft.trigger
    word = sentence.words[trigger.at]
    definite = trigger.form in ("n", "m") and (has_article(word.fold) or bool(trigger.suffix))
    ids = {m.id for m in draft.targets if m.id}
    if not draft.agents and cast.dropped:
        for earlier in reversed(before):
            if earlier.agents and not ({m.id for m in earlier.agents if m.id} & ids):
                draft.agents = earlier.agents
                draft.notes.append("agent:same-sentence")
                break
        else:
            found = _subject_before(sentence, draft)
            if found is not None and found.id not in ids:
                draft.agents = [mention_of(sentence, found)]
                draft.notes.append("agent:before")
            elif (
                memory.subject
                and draft.kind not in ("bombing", "casualties", "responsibility")
                and not ({m.id for m in memory.subject if m.id} & ids)
            ):
                draft.agents = memory.subject
                draft.notes.append("agent:earlier")
    if definite and draft.kind in _FAMILY and not draft.agents:
        other = next((d for d in reversed(before) if d.kind in _FAMILY[draft.kind]), None) or memory.last(
            _FAMILY[draft.kind], sentence.index, 3
        )
        if other is not None and not ({m.id for m in other.agents if m.id} & ids):
            draft.agents = other.agents
            draft.notes.append("agent:same-act")
            if not draft.targets:
                draft.targets = [m for m in other.targets if m.id]
    if draft.kind == "finding":
        draft.agents = []
    if draft.kind in _NO_TARGET and draft.kind != "finding" and draft.kind in ("hold", "withdraw", "deployment", "statistic"):
        draft.targets = [m for m in draft.targets if m.id is None][:0]
    if trigger.frame.voice == "own":
        draft.targets = list(draft.agents)
    if any(m.id for m in draft.targets) and draft.kind not in ("destruction",):
        things = {sentence.text[a.start : a.end] for a in cast.targets if a.id is None and a.cls in ("site", "site-arms", "craft", "gun")}
        draft.targets = [m for m in draft.targets if m.id or m.text not in things]
    if draft.kind in ("capture", "advance", "withdraw", "besiege"):
        draft.targets = [
            mention_of(sentence, a) for a in cast.targets if a.id is not None or (a.cls in ("fighter", "person") and a.prep != "علي")
        ]
    if draft.kind in ("casualties", "clash", "airstrike", "shelling"):
        draft.targets = [m for m in draft.targets if m.id or not _COUNTED & set(fold_key(m.text).split())]
    else:
        draft.targets = [m for m in draft.targets if m.id or not _DEAD & set(fold_key(m.text).split())]
    if draft.kind == "airstrike" and not draft.agents:
        other = memory.last(_FAMILY["airstrike"], sentence.index, 8)
        if other is not None and other.agents and not ({m.id for m in other.agents if m.id} & {m.id for m in draft.targets if m.id}):
            draft.agents = other.agents
            draft.notes.append("agent:same-air")
    if draft.kind == "abduction" and not draft.agents and (cast.passive or definite):
        other = memory.last(_FAMILY["abduction"], sentence.index, 4)
        if other is not None and not ({m.id for m in other.agents if m.id} & {m.id for m in draft.targets if m.id}):
            draft.agents = other.agents
            draft.notes.append("agent:same-act")
    lone = draft.kind == "clash" and trigger.form == "n" and not draft.agents and bool(draft.targets) and bool(before)
    if lone and before[-1].agents and not ({m.id for m in before[-1].agents if m.id} & {m.id for m in draft.targets if m.id}):
        draft.agents = before[-1].agents
        draft.notes.append("agent:same-sentence")
    if draft.kind in ("casualties", "arrest", "abduction") and not draft.targets:
        _lone_target(sentence, draft)
    agents = {m.id for m in draft.agents if m.id}
    if trigger.frame.voice != "own":
        draft.targets = [m for m in draft.targets if not m.id or m.id not in agents]


def _lone_target(sentence: Sentence, draft: Draft) -> None:
    """A person named with no word of class: the unknown words right after the trigger («اعتقال فلان»)."""
    words = sentence.words
    if draft.kind == "casualties":
        found = [
            arg
            for arg in sentence.args
            if draft.low <= arg.first <= draft.high and arg.cls in ("actor", "fighter") and arg.index not in draft.cast.why
        ]
        if found and draft.trigger.form == "w":
            draft.targets = [mention_of(sentence, found[0])]
        return
    first = draft.trigger.last + 1
    while first <= draft.high and (words[first].kind == "quote" or words[first].fold in ("علي", "المدعو", "كل", "من")):
        first += 1
    last = first - 1
    stops = sentence.lexicon.particles["preposition"] | sentence.lexicon.particles["clause"] | sentence.lexicon.particles["link"]
    while last + 1 <= draft.high and last - first < 5:
        word = words[last + 1]
        if (
            word.kind != "word"
            or word.fold in stops
            or word.place is not None
            or word.time is not None
            or (word.verb is not None and word.entries)
        ):
            break
        if any(entry.preposition == "ب" for entry in word.entries):
            break
        last += 1
    if last > first:
        start, end = words[first].start, words[last].end
        party = next((w.actor for w in words[first : last + 1] if w.actor is not None), None)
        draft.targets = [Mention(sentence.text[start:end], start, end, party.id if party else None, "actor")]


_LOSER = frozenset(("capture", "advance", "besiege"))


def _lend_owner(drafts: list[Draft]) -> None:
    """Who owns an act did it (rule 11): «تبنى الحزب هجوما بسيارة مفخخة»."""
    for owner in drafts:
        doers = owner.agents if owner.trigger.frame.voice == "own" else owner.targets if owner.trigger.frame.voice == "accuse" else []
        if not doers:
            continue
        for draft in drafts:
            if (
                draft is not owner
                and not draft.agents
                and draft.trigger.at > owner.trigger.at
                and draft.kind in ("clash", "bombing", "killing", "shelling", "airstrike", "abduction")
            ) and draft.trigger.at - owner.trigger.last <= 14:
                draft.agents = doers
                draft.notes.append("agent:owner")
                break


def share_targets(sentence: Sentence, drafts: list[Draft], memory: Memory) -> None:
    """What one clause tells of the other side serves its neighbours: the loser of a taken place, whom the raids struck."""
    _lend_owner(drafts)
    for draft in drafts:
        if draft.targets:
            continue
        if draft.kind == "bombing":
            other = next((d for d in drafts if d.kind == "destruction" and any(m.id for m in d.targets)), None)
            if other is not None:
                draft.targets = [m for m in other.targets if m.id]
                draft.notes.append("target:same-sentence")
            continue
        own = {m.id for m in draft.agents if m.id}
        if draft.kind in _LOSER and own:
            for other in drafts:
                if other is draft:
                    continue
                theirs = {m.id for m in other.agents if m.id}
                if (
                    (other.kind == "clash" or (other.kind in ("besiege", "capture", "advance") and other.trigger.at < draft.trigger.at))
                    and own & theirs
                    and other.targets
                ):
                    draft.targets = [m for m in other.targets if m.id and m.id not in own]
                elif draft.kind == "capture" and other.kind in ("hold", "withdraw") and theirs and not own & theirs:
                    draft.targets = list(other.agents)
                if draft.targets:
                    draft.notes.append("target:same-sentence")
                    break
        elif draft.kind == "clash" and own and draft.trigger.form == "n":
            for other in drafts:
                if (
                    other is not draft
                    and other.kind in ("capture", "advance", "besiege")
                    and own & {m.id for m in other.agents if m.id}
                    and other.targets
                ):
                    draft.targets = [m for m in other.targets if m.id and m.id not in own]
                    draft.notes.append("target:same-sentence")
                    break
        elif draft.kind in ("airstrike", "shelling") and own:
            for index, earlier in reversed(memory.drafts):
                if sentence.index - index > 4:
                    break
                if (
                    earlier.kind in ("airstrike", "shelling", "clash")
                    and earlier.targets
                    and own & {m.id for m in earlier.agents if m.id}
                ):
                    draft.targets = [m for m in earlier.targets if m.id]
                    draft.notes.append("target:earlier")
                    break


def _subject_before(sentence: Sentence, draft: Draft) -> Arg | None:
    best = None
    for arg in sentence.args:
        if arg.last >= draft.trigger.at:
            break
        fit = arg.id is not None and arg.prep in ("", "gen", "ل") and (arg.mention is None or arg.mention.type == "actor")
        if fit and (best is None or arg.prep == "" or best.prep != ""):
            best = arg
    return best
