"""The rule reader: a report in, its mentions and claims out, offline and deterministic."""

from __future__ import annotations

import hashlib
from typing import Any, Protocol

from marsad.languages.arabic import passages, tokenize
from marsad.languages.arabic.tokens import Token
from marsad.model import Claim, Feature, Mention, Reading, Report, Trigger
from marsad.reading.assemble import read_sentences
from marsad.reading.claims.quoting import quoted
from marsad.reading.claims.select import Draft
from marsad.reading.context import Context, load_context
from marsad.reading.gather import Found, gather, listen
from marsad.reading.judge import Judge, load_judge
from marsad.reading.parties.settling import Parties, load_parties
from marsad.reading.places.holders import held
from marsad.reading.triggers.frames import load_frames
from marsad.reading.triggers.odds import Odds, load_odds
from marsad.reading.words.lexicon import load_lexicon
from marsad.reading.words.sentence import Sentence, make_sentence
from marsad.registry.actors import Actors
from marsad.registry.places import Gazetteer

__all__ = ["READER", "Reader", "RuleReader", "claim_of"]

READER = "rules/1"


class Reader(Protocol):
    """Whatever turns a report into claims."""

    def read(self, report: Report) -> list[Claim]:
        """The claims of a report, in order of place."""
        ...


def claim_id(report: str, kind: str, start: int, end: int, trigger: int) -> str:
    """A stable id of a claim: where it stands and what it is."""
    return hashlib.sha256(f"{report}\x00{kind}\x00{start}\x00{end}\x00{trigger}".encode()).hexdigest()[:16]


_DATELINE = 12


def _after_dateline(tokens: tuple[Token, ...], first: int, last: int, marks: dict[str, list[Any]]) -> int:
    """The first token after «بيروت (أ ف ب) -» or «سبق - وكالات:» at the head of a report, else `first`."""
    lexicon = load_lexicon()
    for at in range(first + 1, min(last - 3, first + _DATELINE)):
        token = tokens[at]
        if token.fold in (":", "-") and token.kind == "punct":
            head = tokens[first:at]
            if any(any(entry.finite or entry.tag == "M" for entry in lexicon.read(t.fold)) for t in head if t.kind == "word"):
                return first
            follower = tokens[at + 1]
            spelt = any(t.fold in ("(", ")", "-", "،") or t.fold in _AGENCIES for t in head)
            if spelt or token.fold == "-":
                if any(entry.finite for entry in lexicon.read(follower.fold)) or token.fold == ":":
                    return at + 1
                continue
    return first


_AGENCIES = frozenset("وكالات الوكالات رويترز سانا واس اب افب اناضول الاناضول سبوتنيك شينخوا سبق".split())


def _accuser(draft: Draft, sentence: Sentence) -> Mention | None:
    """Who accuses in the same sentence says it, where nobody else does: «ووجهت السلطات اتهامات إلى …», «اتهام الحزب للحكومة»."""
    if draft.kind != "responsibility" or not draft.agents:
        return None
    return draft.agents[0] if sentence.words[0].start <= draft.agents[0].start < sentence.words[-1].end else None


def claim_of(report: Report, dispatch: str | None, sentence: Sentence, draft: Draft) -> Claim:
    """The claim that a draft makes."""
    words = sentence.words
    low, high = quoted(sentence, draft)
    start, end = words[low].start, words[high].end
    trigger = draft.trigger
    last = trigger.at if trigger.spread else trigger.last
    t0, t1 = words[trigger.at].start, words[last].end
    start, end = min(start, t0), max(end, t1)
    text = report.text
    accuser = _accuser(draft, sentence)
    return Claim(
        claim_id(report.id, draft.kind, start, end, t0),
        report.id,
        draft.kind,
        text[start:end],
        start,
        end,
        Trigger(text[t0:t1], t0, t1),
        tuple(draft.agents),
        tuple(draft.targets),
        tuple(draft.places),
        draft.time,
        draft.source or accuser,
        draft.via,
        draft.modality,
        draft.quantities,
        draft.extent,
        draft.means,
        READER,
        draft.confidence,
        sentence.index,
        dispatch,
        trigger.frame.id,
        (*draft.features, *(Feature(note, 0.0) for note in draft.notes)),
    )


class RuleReader:
    """Reads Arabic reports by frames. `actors` and `gazetteer` are the registry's."""

    def __init__(
        self,
        actors: Actors,
        gazetteer: Gazetteer,
        judge: Judge | None = None,
        parties: Parties | None = None,
        odds: Odds | None = None,
        context: Context | None = None,
    ) -> None:
        self._actors = actors
        self._gazetteer = gazetteer
        self._frames = load_frames()
        self._lexicon = load_lexicon()
        self._judge = judge or load_judge()
        self._parties = parties or load_parties()
        self._odds = odds or load_odds()
        self._context = context or load_context()

    def read(self, report: Report) -> list[Claim]:
        """The claims of a report, in order of place."""
        return list(self.analyse(report).claims)

    def analyse(self, report: Report) -> Reading:
        """All that the reader takes from a report: dispatch day, passages, every mention, every claim."""
        text = report.text
        spans = passages(text)
        tokens = tokenize(text)
        found = gather(report, tokens, spans, self._actors, self._gazetteer)
        sentences = self._sentences(report, text, tokens, spans, found.marks)

        def heard() -> Found:
            return listen(found, report, tokens, spans)

        drafts = read_sentences(sentences, self._frames, heard, report, self._judge, self._parties, self._actors, self._odds, self._context)
        claims = [claim_of(report, found.dispatch, sentence, draft) for sentence, draft in drafts]
        claims.sort(key=lambda claim: (claim.start, claim.end, claim.trigger.start, claim.kind))
        unique: dict[str, Claim] = {}
        for claim in claims:
            unique.setdefault(claim.id, claim)
        mentions, settled = held(text, tokens, spans, found.marks, found.mentions, list(unique.values()), self._gazetteer)
        return Reading(report.id, found.dispatch, spans, mentions, tuple(settled))

    def _sentences(
        self,
        report: Report,
        text: str,
        tokens: tuple[Token, ...],
        spans: tuple[tuple[int, int], ...],
        marks: dict[str, list[Any]],
    ) -> list[Sentence]:
        out = []
        at = 0
        cursor = dict.fromkeys(marks, 0)
        for index, (start, end) in enumerate(spans):
            first = at
            while first < len(tokens) and tokens[first].start < start:
                first += 1
            last = first
            while last < len(tokens) and tokens[last].start < end:
                last += 1
            at = last
            inside: dict[str, list[Any]] = {}
            for kind, mentions in marks.items():
                begin = cursor[kind]
                while begin < len(mentions) and mentions[begin].end <= start:
                    begin += 1
                stop = begin
                while stop < len(mentions) and mentions[stop].start < end:
                    stop += 1
                cursor[kind] = begin
                inside[kind] = mentions[begin:stop]
            if index <= 1 and start >= len(report.title):
                first = _after_dateline(tokens, first, last, marks)
            out.append(make_sentence(index, start, end, text, tokens[first:last], self._lexicon, inside))
        return out
