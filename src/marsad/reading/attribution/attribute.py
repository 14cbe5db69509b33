"""All acts of saying in a report, with who speaks, through whom, and how far the words reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.languages.arabic import Token
from marsad.model import Mention
from marsad.reading.attribution.cues import Draft, find
from marsad.reading.attribution.lexicon import MODALITY, PERFORMATIVE, Lexicon, load
from marsad.reading.attribution.model import Attribution, Span
from marsad.reading.attribution.phrases import media_at
from marsad.reading.attribution.speakers import Speaker, Speakers, mention_of
from marsad.reading.attribution.view import NAME_WORDS, Named, View, look

__all__ = ["attribute"]


def attribute(
    text: str, tokens: Sequence[Token], passages: Sequence[Span], hits: Sequence[Named] = (), outlet: Sequence[str] = (),
) -> tuple[Attribution, ...]:
    """The acts of saying in a report, in order of their cues; linear in its length.

    `tokens` and `passages` are those of `languages.arabic` on the same stored text; `hits` the registry's actors and bodies in it
    (they give sources their ids); `outlet` names of the report's own outlet, which is never a via.
    """
    lex = load()
    view = look(text, tokens, passages, hits)
    speakers = Speakers(view, lex)
    own = {" ".join(name.split()) for name in outlet}
    byline = _byline(view, lex)
    out: list[Attribution] = []
    previous: Speaker | None = None
    for number in range(len(view.sentences)):
        low, end = view.sentences[number]
        drafts = list(find(view, lex, number))
        resolved: list[tuple[Draft, Speaker | None]] = []
        for draft in drafts:
            speaker = _speaker(view, speakers, draft, number, resolved, own)
            if speaker is None:
                continue
            resolved.append((draft, speaker))
        made = [_attribution(view, lex, draft, speaker, resolved, byline) for draft, speaker in resolved]
        made = _chain(view, made, resolved)
        if not drafts and previous is not None and _goes_on(view, lex, number):
            mention = previous.mention
            stretch = view.span(low, end)
            made = [Attribution(mention, previous.via or byline, (stretch[0], stretch[0]), "goes-on", False, (stretch,))]
        elif not drafts:
            previous = None
        spoken = [speaker for draft, speaker in resolved if speaker is not None]
        if spoken:
            previous = spoken[-1]
        out.extend(made)
    return tuple(out)


def _byline(view: View, lex: Lexicon) -> Mention | None:
    """The one agency named in the dateline («رويترز - بنغازي (ليبيا):», «دمشق (أ ف ب) -») of the first lines of the body."""
    for number in range(1 if len(view.sentences) > 1 else 0, min(4, len(view.sentences))):
        low, end = view.sentences[number]
        stop = max((i + 1 for i in range(low, min(end, low + 12)) if view.words[i] in (":", "-")), default=low)
        named: list[tuple[int, int]] = []
        place = low
        while place < stop:
            found = media_at(view, lex, place, end) if view.words[place] != "(" else place
            edge = place == low or view.words[place - 1] in ("-", "(", "/", "،", '"', ":")
            if found > place and edge and (found >= end or view.words[found] in ("-", ":", "(", ")", "/", "،", '"')):
                named.append((place, found))
                place = found
            else:
                place += 1
        if len(named) == 1:
            return mention_of(view, lex, named[0])
        if named:
            return None
    return None


def _speaker(
    view: View, speakers: Speakers, draft: Draft, number: int, resolved: list[tuple[Draft, Speaker | None]], own: set[str],
) -> Speaker | None:
    via = [mention_of(view, speakers.lex, span) for span in draft.via]
    via = [mention for mention in via if not _is_own(mention.text, own)]
    if draft.subject is not None:
        speaker = speakers.name(draft.subject, draft.gender, number, draft.statement)
    elif not draft.elided:
        return None
    else:
        spoken = [found for _, found in resolved if found is not None]
        if draft.participle and spoken:
            speaker_or_none: Speaker | None = spoken[-1]
        elif draft.fallback is not None:
            speaker_or_none = speakers.name(draft.fallback, draft.gender, number, False)
        else:
            speaker_or_none = speakers.elided(draft.gender, number)
        if speaker_or_none is None:
            return None
        speaker = speaker_or_none
        speaker.sentence = number
    if draft.statement:
        speaker.statement = True
    if via:
        speaker.via = via[0]
        if draft.verb == "relay":
            speaker.via = speakers.name(draft.via[0], "f", number, False).mention
            speakers.heard.remove(speaker)
            speakers.heard.append(speaker)
    elif draft.relayed:
        medium = next((other for other in reversed(speakers.heard) if other.medium and other is not speaker), None)
        speaker.via = medium.mention if medium else speaker.via
    return speaker


def _is_own(text: str, own: set[str]) -> bool:
    bare = " ".join("".join(char if char.isalnum() else " " for char in text).split())
    return any(bare == name or bare.endswith(" " + name) for name in own)


def _attribution(
    view: View, lex: Lexicon, draft: Draft, speaker: Speaker | None, resolved: list[tuple[Draft, Speaker | None]], byline: Mention | None,
) -> Attribution:
    low, end = view.sentences[draft.sentence]
    scope, direct = _scope(view, lex, draft, low, end, resolved)
    via = None
    if speaker is not None:
        via = speaker.via or (byline if not speaker.medium else None)
    return Attribution(
        speaker.mention if speaker else None, via, view.span(*draft.cue), draft.verb, direct,
        tuple(view.span(a, b) for a, b in scope if b > a), tuple(view.span(a, b) for a, b in draft.times),
        MODALITY.get(draft.verb), bool(speaker and speaker.unnamed),
    )


def _scope(
    view: View, lex: Lexicon, draft: Draft, low: int, end: int, resolved: list[tuple[Draft, Speaker | None]],
) -> tuple[list[tuple[int, int]], bool]:
    if draft.order == "before":
        assert draft.opening is not None
        begin = draft.cue[0] if draft.verb in PERFORMATIVE else draft.opening.start
        if draft.opening.end >= 0:
            shut = min(draft.opening.end, len(view.words) - 1)
            return [(begin, shut + 1)], True
        last = end
        place = draft.opening.start
        inner = [other.about for other, _ in resolved if other.order == "after" and other.cue[0] > place]
        for step in range(inner[-1] if inner else end, end):
            if view.words[step] == "مما":
                return [(begin, step)], False
        if draft.brief:
            last = next((i for i in range(place + 1, end) if view.words[i] in ("،", ",", "؛")), end)
        owned = draft.verb == "announce" and any(word.startswith(("مسووليت", "مسيوليت")) for word in view.words[place : place + 2])
        if (owned or draft.verb in ("own", "threaten")) and draft.opening.kind != "an":
            for step in range(place, last):
                if view.words[step] in lex.background and not any(mark in view.closes for mark in range(step, min(last, step + 3))):
                    return [(begin, step)], False
        if draft.brief:
            return [(begin, last)], False
        # an indirect opening may run into a quotation that goes over sentences
        for mark in range(place, end):
            if mark in view.closes and view.closes[mark] >= end and view.closes[mark] - mark > NAME_WORDS:
                last = min(view.closes[mark] + 1, len(view.words))
                break
        return [(begin, last)], False
    # behind what is said, inside it, or before it
    empty_before = all(view.tokens[i].kind == "punct" or view.words[i] in ("و", "كما") for i in range(low, draft.cue[0]))
    rest = [i for i in range(draft.about, end) if view.tokens[i].kind in ("word", "number")]
    if empty_before and not rest:
        if draft.sentence and not view.fresh[draft.sentence]:
            return [view.sentences[draft.sentence - 1]], False
        return [], False
    if empty_before or (view.words[draft.cue[0]][0] == "و" and view.words[draft.cue[0]] != "وفق" and not view.words[draft.cue[0]].startswith("وفقا")) or (
        draft.about < end and view.words[draft.about] in ("فان", "فانه", "فانها", "فقد")
    ):
        return [(draft.about, end)], False
    back = low
    outer = [
        other for other, _ in resolved
        if other.order == "before" and not other.relative and other.opening and other.opening.start < draft.cue[0]
    ]
    if outer:
        back = outer[-1].opening.start if outer[-1].opening else low
        for place in range(draft.cue[0] - 1, back, -1):
            if view.words[place] in lex.back:
                back = place
                break
    last = end
    for place in range(draft.about, end):
        if view.words[place] in lex.breaks:
            last = place
            break
    return [(back, draft.cue[0]), (draft.about, last)], False


def _chain(view: View, made: list[Attribution], resolved: list[tuple[Draft, Speaker | None]]) -> list[Attribution]:
    """A medium that tells what another said is that other's via: around it («أفادت الوكالة أن الجيش أعلن …»), or named behind it
    («قال المدير: «…»، وفق «فرانس برس»»)."""
    if len(made) < 2:
        return made
    out: list[Attribution] = []
    for item, (draft, speaker) in zip(made, resolved, strict=True):
        if speaker is None or speaker.medium or item.via is not None:
            out.append(item)
            continue
        around = [
            other for other, (_, medium) in zip(made, resolved, strict=True)
            if medium is not None and medium.medium and any(a <= item.cue[0] < b for a, b in other.scope)
        ]
        behind = [
            other for other, (later, medium) in zip(made, resolved, strict=True)
            if medium is not None and medium.medium and later.order == "after" and later.cue[0] > draft.cue[0] and draft.order == "before"
        ]
        via = (around or behind)[-1].source if around or behind else None
        out.append(replace(item, via=via) if via else item)
    # a medium behind another's words tells nothing itself
    told = [
        draft.order == "after" and speaker is not None and speaker.medium and any(
            other.order == "before" and not other.relative and voice is not None and not voice.medium and other.cue[0] < draft.cue[0]
            for other, voice in resolved
        )
        for draft, speaker in resolved
    ]
    return [replace(item, scope=()) if silent else item for item, silent in zip(out, told, strict=True)]


def _goes_on(view: View, lex: Lexicon, number: int) -> bool:
    """Whether a sentence without a speaker goes on in the last one's words («فقد …», a quotation, «كما …» on the same line)."""
    low, end = view.sentences[number]
    if low >= end:
        return False
    first = view.words[low]
    if first in lex.goes_on or first.lstrip("و") in lex.goes_on:
        return True
    if first in lex.goes_on_near:
        return not view.fresh[number]
    return low in view.closes and view.closes[low] - low > NAME_WORDS
