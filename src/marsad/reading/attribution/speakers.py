"""Who «he» is: the speakers of a report in order, and the antecedents of «المصدر», «وأضاف», «عبدالرحمن»."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.model import Mention
from marsad.reading.attribution.lexicon import Lexicon, bare
from marsad.reading.attribution.phrases import Tokens, head_of, media_at
from marsad.reading.attribution.view import View

__all__ = ["Speaker", "Speakers", "mention_of"]

# a speaker is forgotten after so many sentences without a word
MEMORY = 12
_SAME = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها", "المذكور", "المذكوره", "انفسهم"})


@dataclass(slots=True)
class Speaker:
    """A speaker: mention, rough keys of its words, agreement, what it spoke through, when last heard."""

    mention: Mention
    keys: tuple[str, ...]
    gender: str
    sentence: int
    via: Mention | None = None
    statement: bool = False
    medium: bool = False
    unnamed: bool = False


def mention_of(view: View, lex: Lexicon, span: Tokens) -> Mention:
    """The mention of a token span, without a conjunction glued to its first word, with the registry's id of the body it is or
    speaks for."""
    low, high = span
    start, end = view.span(low, high)
    first = view.words[low]
    if first[:1] in "وف" and len(first) > 3 and first not in lex.heads and (first[1:] in lex.heads or (first[1:3] == "ال" and bare(first[1:]) in lex.heads)):
        start += 1
    elif first[:1] == "ل" and len(first) > 3 and (first[1:] in lex.media_heads or first[1:] in lex.media_first):
        start += 1
    return Mention(view.text[start:end], start, end, _body(view, lex, span), "body")


def _body(view: View, lex: Lexicon, span: Tokens) -> str | None:
    """The registry's id of a speaker: of the body or party it is, directs or speaks for. Who speaks for himself has none."""
    words = view.words
    low, high = span
    private = words[low] in lex.private or bare(words[low]) in lex.private
    chosen = None
    for hit in view.hits_in(low, high):
        if hit.id is None or any(words[i] in lex.against for i in range(max(low, hit.start - 3), hit.start)):
            continue
        if private and not (hit.telling and hit.start <= low + 1):
            continue
        if chosen is None or (hit.telling and not chosen.telling):
            chosen = hit
    return chosen.id if chosen is not None else None


@dataclass(slots=True)
class Speakers:
    """The memory of a report."""

    view: View
    lex: Lexicon
    heard: list[Speaker] = field(default_factory=list)

    def name(self, span: Tokens, gender: str, sentence: int, statement: bool) -> Speaker:
        """The speaker a noun phrase names: a known one where it only takes up its words, a new one otherwise."""
        words = self.view.words
        low, high = span
        keys = tuple(
            bare(words[i]) for i in range(low, high)
            if self.view.tokens[i].kind == "word" and words[i] not in _SAME and words[i] not in ("هذا", "هذه", "في", "من")
        )
        known = self._taken_up(span, keys, sentence)
        if known is not None:
            known.sentence = sentence
            self.heard.remove(known)
            self.heard.append(known)
            return known
        head = head_of(self.lex, words[low])
        medium = media_at(self.view, self.lex, low, high) >= high or any(hit.medium for hit in self.view.hits_in(low, high))
        mention = mention_of(self.view, self.lex, span)
        speaker = Speaker(
            mention, keys, head or gender, sentence,
            statement=statement or bool(keys and keys[0] in self.lex.statements), medium=medium,
            unnamed=words[low] in self.lex.unnamed or bare(words[low]) in self.lex.unnamed,
        )
        self.heard.append(speaker)
        return speaker

    def _taken_up(self, span: Tokens, keys: tuple[str, ...], sentence: int) -> Speaker | None:
        if not keys or len(keys) > 4:
            return None
        first = self.view.words[span[0]]
        definite = first.startswith(("ال", "وال", "لل", "فال", "بال"))
        if not definite and bare(first) in self.lex.unnamed:
            return None  # «مصدر عسكري»: somebody not yet heard
        if definite and any(self.view.words[i] in _SAME for i in range(*span)) and self.heard:
            same = [speaker for speaker in reversed(self.heard) if keys[0] in speaker.keys]
            return same[0] if same else self.heard[-1]
        if len(keys) > 1 and keys[0] in self.lex.statements and not definite:
            issuer = self._taken_up((span[0] + 1, span[1]), keys[1:], sentence)
            if issuer is not None:
                return issuer
        for speaker in reversed(self.heard):
            if sentence - speaker.sentence > MEMORY:
                continue
            if definite and len(keys) == 1 and keys[0] in self.lex.statements and (speaker.statement or keys[0] in speaker.keys):
                return speaker
            if not set(keys) <= set(speaker.keys):
                continue
            if definite and keys[0] == speaker.keys[0]:
                return speaker
            # a surname alone, or with its title, where the antecedent ends in it
            if head_of(self.lex, keys[-1]) is None and keys[-1] in speaker.keys[1:] and (len(keys) == 1 or keys[0] in speaker.keys):
                if definite and len(keys) == 1 and head_of(self.lex, first) is not None:
                    continue
                return speaker
        return None

    def elided(self, gender: str, sentence: int) -> Speaker | None:
        """The antecedent of a verb without a subject: the last speaker that agrees with it, else the last."""
        near = [speaker for speaker in self.heard if sentence - speaker.sentence <= MEMORY]
        if not near:
            return None
        for speaker in reversed(near[-4:]):
            if speaker.gender == gender or (gender == "m" and speaker.gender == "p" and speaker is near[-1]):
                return speaker
        return near[-1]

    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self.heard[-1] if self.heard else None
