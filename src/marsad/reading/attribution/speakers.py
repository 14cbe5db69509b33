"""Who «he» is: the speakers of a report in order, and the antecedents of «المصدر», «وأضاف», «عبدالرحمن»."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from marsad.model import Mention
from marsad.reading.attribution.lexicon import bare
from marsad.reading.attribution.names import Tokens, head_of, listed, media_at
from marsad.reading.attribution.view import View

__all__ = ["Speaker", "Speakers", "mention_of"]

# how far before him, in tokens, the party a spokesman points to may be named
POINTED = 60
# a speaker is forgotten after so many sentences without a word
MEMORY = 12
# how far back, in sentences, «المصدر» may mean somebody who was not called a source
_NEAR = 3
_SOURCES = frozenset(("مصدر", "مصادر"))
# before a speaker named already («نفس المصدر», «تلك المصادر»)
_OPPOSED = frozenset("معارضه معارض معارضين معارضون".split())
_ENVOYS = ("سفير", "مندوب", "مبعوث", "ممثل")
_THIS = frozenset("نفس ذات تلك هذه هذا".split())

@dataclass(slots=True, eq=False)
class Speaker:
    """A speaker: mention, rough keys of its words, agreement, what it spoke through, when last heard; `silent` while it was only
    what another spoke through."""

    mention: Mention
    keys: tuple[str, ...]
    gender: str
    sentence: int
    via: Mention | None = None
    statement: bool = False
    medium: bool = False
    unnamed: bool = False
    silent: bool = False


def mention_of(view: View, span: Tokens) -> Mention:
    """The mention of a token span, without a conjunction or «لـ» glued to its first word, with the registry's id of the body it
    is or speaks for."""
    span = _bared(view, span)
    start, end = view.span(*span)
    hit = view.hit_at.get(span[0])
    if _glued(view, view.words[span[0]]) or (hit is not None and hit.medium and view.text[start] == "ل" and hit.inside):
        start += 1
    return Mention(view.text[start:end], start, end, _body(view, span), "body")


def _glued(view: View, first: str) -> bool:
    lex, rest = view.lex, first[1:]
    if first in lex.heads or (len(first) <= 3 and rest not in lex.media_first):
        return False
    if first[0] in "وف":
        return rest in lex.heads or (rest[:2] == "ال" and bare(rest) in lex.heads)
    return first[0] == "ل" and (rest in lex.media_heads or rest in lex.media_first or rest in lex.small["sites"])


def _bared(view: View, span: Tokens) -> Tokens:
    """A span without the quotation marks that enclose the whole of it."""
    low, high = span
    return (low + 1, high - 1) if view.closes.get(low) == high - 1 and high - low > 2 else span


def _pointed(view: View, span: Tokens) -> str | None:
    """The party that «متحدث باسم هذه القوات» or «الناطق باسمها» points back to: the nearest before it that fits the noun."""
    words, small = view.words, view.lex.small
    low, high = span
    noun = ""
    for place in range(low, high):
        if words[place] in small["in_its_name"]:
            break
        if words[place] in small["pointers"] and place + 1 < high:
            noun = bare(words[place + 1])
            break
    else:
        return None
    before = bisect_left(view.hits, low, key=lambda hit: hit.start)
    for hit in reversed(view.hits[max(0, before - 12) : before]):
        if hit.id is None or hit.telling or low - hit.start > POINTED:
            continue
        if not noun or any(bare(word) == noun for word in words[hit.start : hit.end]):
            return hit.id
    return None


def _body(view: View, span: Tokens) -> str | None:
    """The registry's id of a speaker: of the body or party it is, directs or speaks for. Who speaks for himself has none."""
    words, lex = view.words, view.lex
    low, high = span
    pointed = _pointed(view, span)
    if pointed is not None:
        return pointed
    private = listed(words[low], lex.private)
    chosen = None
    for hit in view.hits_in(low, high):
        if hit.id is None or any(words[place] in lex.against for place in range(max(low, hit.start - 3), hit.start)):
            continue
        if private and not (hit.telling and hit.start <= low + 1):
            continue
        if words[hit.end : hit.end + 1] and words[hit.end] in _OPPOSED and hit.end < high:
            continue  # «مواقع سورية معارضة»
        seated = hit.telling and chosen is not None and _is_envoy(words, low)  # «نائب سفير روسيا في الأمم المتحدة»
        if chosen is None or (hit.telling and not chosen.telling and not seated):
            chosen = hit
    return chosen.id if chosen is not None else None


def _is_envoy(words: list[str], low: int) -> bool:
    """Whether a speaker's first words call him the envoy of a country to the body he sits in."""
    return any(bare(word).startswith(_ENVOYS) for word in words[low : low + 2])


@dataclass(slots=True)
class Speakers:
    """The memory of a report."""

    view: View
    heard: list[Speaker] = field(default_factory=list)

    def name(self, span: Tokens, gender: str, sentence: int, statement: bool) -> Speaker:
        """The speaker a noun phrase names: a known one where it only takes up its words, a new one otherwise."""
        words = self.view.words
        span = _bared(self.view, span)
        low, high = span
        keys = self._keys(span)
        known = self._taken_up(span, keys, sentence)
        if known is not None:
            known.sentence = sentence
            known.silent = False
            self.again(known)
            return known
        head = head_of(self.view, words[low])
        medium = media_at(self.view, low, high) >= high or any(hit.medium for hit in self.view.hits_in(low, high))
        mention = mention_of(self.view, span)
        if mention.id is None and len(keys) == 1 and words[low].startswith("ال"):
            mention = replace(mention, id=self._owner(keys[0], sentence))
        elif mention.id is None:
            mention = replace(mention, id=self._spoken_for(span, sentence))
        speaker = Speaker(
            mention, keys, head or gender, sentence,
            statement=statement or bool(keys and keys[0] in self.view.lex.statements), medium=medium,
            unnamed=listed(words[low], self.view.lex.unnamed),
        )
        self.heard.append(speaker)
        return speaker

    def _owner(self, key: str, sentence: int) -> str | None:
        """The id of the body a definite noun takes up from its director («رئيس لجنة …»: «اللجنة»)."""
        for speaker in reversed(self.heard):
            if sentence - speaker.sentence > MEMORY:
                break
            if key in speaker.keys[1:3] and speaker.mention.id is not None:
                return speaker.mention.id
        return None

    def _spoken_for(self, span: Tokens, sentence: int) -> str | None:
        """The id of the body «المتحدث باسم الشبكة» takes up, where it was heard by its full name («شبكة أطباء …»)."""
        words = self.view.words
        place = self.view.find("باسم", *span)
        if not 0 <= place < span[1] - 1 or not words[place + 1].startswith("ال"):
            return None
        key = bare(words[place + 1])
        near = (one for one in reversed(self.heard) if sentence - one.sentence <= MEMORY and one.mention.id is not None)
        return next((one.mention.id for one in near if key in one.keys[:2]), None)

    def passes(self, span: Tokens, sentence: int) -> Mention:
        """A medium through which somebody speaks, or the one that «للوكالة» takes up: later «الوكالة» means it, «وأضاف» does
        not."""
        span = _bared(self.view, span)
        keys = self._keys(span)
        known = self._taken_up(span, keys, sentence) if keys else None
        if known is not None:
            return known.mention if known.medium else mention_of(self.view, span)
        mention = mention_of(self.view, span)
        if keys:
            self.heard.append(Speaker(mention, keys, "f", sentence, medium=True, silent=True))
        return mention

    def _keys(self, span: Tokens) -> tuple[str, ...]:
        view = self.view
        skipped = view.lex.small["same"] | view.lex.small["keyless"]
        low = span[0] + (view.words[span[0]] in _THIS)
        return tuple(
            bare(view.words[place][1:] if place == low and _glued(view, view.words[place]) else view.words[place])
            for place in range(low, span[1])
            if view.tokens[place].kind == "word" and view.words[place] not in skipped
        )

    def _taken_up(self, span: Tokens, keys: tuple[str, ...], sentence: int) -> Speaker | None:
        if not keys or len(keys) > 4:
            return None
        first = self.view.words[span[0]]
        if keys == ("هولاء",):
            return self.elided("p", sentence)  # «وأضاف هؤلاء أن»
        definite = first.startswith(("ال", "وال", "لل", "فال", "بال")) or first in _THIS
        if not definite and bare(first) in self.view.lex.unnamed:
            return None  # «مصدر عسكري»: somebody not yet heard
        if definite and any(self.view.words[i] in self.view.lex.small["same"] for i in range(*span)) and self.heard:
            near = self.heard[-MEMORY:]
            return next((speaker for speaker in reversed(near) if keys[0] in speaker.keys), near[-1])
        if len(keys) > 1 and keys[0] in self.view.lex.statements and not definite:
            issuer = self._taken_up((span[0] + 1, span[1]), keys[1:], sentence)
            if issuer is not None:
                issuer.statement = True  # later «البيان» means it
                return issuer
        for speaker in reversed(self.heard):
            if sentence - speaker.sentence > MEMORY:
                break
            if definite and len(keys) == 1 and keys[0] in self.view.lex.statements and (speaker.statement or keys[0] in speaker.keys):
                return speaker
            if not set(keys) <= set(speaker.keys):
                continue
            if definite and keys[0] == speaker.keys[0]:
                return speaker
            # a surname alone, or with its title, where the antecedent ends in it
            if head_of(self.view, keys[-1]) is None and keys[-1] in speaker.keys[1:] and (len(keys) == 1 or keys[0] in speaker.keys):
                if definite and len(keys) == 1 and head_of(self.view, first) is not None:
                    continue
                return speaker
        return self._the_source(sentence) if definite and len(keys) == 1 and keys[0] in _SOURCES else None

    def _the_source(self, sentence: int) -> Speaker | None:
        """Whom «المصدر» or «المصادر» takes up: the last source, one or many, else the last who spoke."""
        near = [one for one in reversed(self.heard) if sentence - one.sentence <= MEMORY and not one.silent]
        sources = [one for one in near if one.keys and one.keys[0] in _SOURCES]
        voices = [one for one in near if not one.medium and sentence - one.sentence <= _NEAR]
        return next(iter((*sources, *voices)), None)

    def elided(self, gender: str, sentence: int) -> Speaker | None:
        """The antecedent of a verb without a subject: the last speaker that agrees with it, else the last."""
        last: Speaker | None = None
        tried = 0
        for speaker in reversed(self.heard):
            if sentence - speaker.sentence > MEMORY or tried == 4:
                break
            if speaker.silent:
                continue
            if speaker.gender == gender or (gender == "m" and speaker.gender == "p" and last is None):
                return speaker
            last = last or speaker
            tried += 1
        return last if gender != "p" or last is None or sentence - last.sentence < 2 else None  # «وأعلنوا»: no one man of another item

    def again(self, speaker: Speaker) -> None:
        """A known speaker speaks: it is the last now."""
        at = len(self.heard) - 1
        while self.heard[at] is not speaker:
            at -= 1
        self.heard.append(self.heard.pop(at))

    def last_medium(self, speaker: Speaker) -> Speaker | None:
        """The medium heard last, other than the speaker."""
        return next((other for other in reversed(self.heard[-4 * MEMORY :]) if other.medium and other is not speaker), None)
