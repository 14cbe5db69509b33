"""All acts of saying in a report, with who speaks, through whom, and how far the words reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.languages.arabic import Token, fold_key
from marsad.model import Mention
from marsad.reading.attribution.cues import find
from marsad.reading.attribution.drafts import Draft
from marsad.reading.attribution.hearsay import without_denied_news
from marsad.reading.attribution.lexicon import MODALITY, load
from marsad.reading.attribution.model import Attribution, Span
from marsad.reading.attribution.names import media_at
from marsad.reading.attribution.reach import reach
from marsad.reading.attribution.speakers import Speaker, Speakers, mention_of
from marsad.reading.attribution.view import NAME_WORDS, Named, View, look
from marsad.registry.outlets import load_outlets

__all__ = ["attribute"]

_Voiced = list[tuple[Draft, Speaker]]
# the dateline stands within so many tokens of its line
_DATELINE = 12


def attribute(
    text: str, tokens: Sequence[Token], passages: Sequence[Span], hits: Sequence[Named] = (), outlet: str = "",
) -> tuple[Attribution, ...]:
    """The acts of saying in a report, in order of their cues; linear in its length.

    `tokens` and `passages` are those of `languages.arabic` on the same stored text; `hits` the registry's actors and bodies in it
    (they give sources their ids); `outlet` the report's own outlet (id, name, domain or address), which is never a via.
    """
    view = look(load(), text, tokens, passages, hits)
    speakers = Speakers(view)
    own = _names_of(outlet)
    byline = _byline(view)
    out: list[Attribution] = []
    previous: Speaker | None = None
    voiced: _Voiced = []
    for number in range(len(view.sentences)):
        last, voiced = voiced, []
        drafts = [draft for draft in find(view, number) if not (draft.order == "back" and number == 0)]
        for draft in drafts:
            speaker = _speaker(view, speakers, draft, voiced, own)
            if speaker is not None:
                voiced.append((draft, speaker))
        if voiced:
            made = _chain([_attribution(view, draft, speaker, voiced, byline) for draft, speaker in voiced], voiced)
            made = without_denied_news(made)
            if last:
                # who is named in the sentence before keeps it
                made = [replace(item, scope=()) if draft.order == "back" else item for item, (draft, _) in zip(made, voiced, strict=True)]
            out.extend(made)
            previous = voiced[-1][1]
        elif drafts or previous is None or not _goes_on(view, number):
            previous = None if not drafts else previous
        else:
            stretch = view.span(*view.sentences[number])
            out.append(Attribution(previous.mention, previous.via or byline, (stretch[0],) * 2, "goes-on", False, (stretch,)))
    return tuple(out)


def _byline(view: View) -> Mention | None:
    """The one agency that signs the report: in the dateline («رويترز - بنغازي (ليبيا):», «دمشق (أ ف ب) -») of the first lines of
    the body, or alone in its last («(رويترز)»)."""
    words = view.words
    edges = ("-", ":", "(", ")", "/", "،", '"')
    for number in range(1 if len(view.sentences) > 1 else 0, min(4, len(view.sentences))):
        low, end = view.sentences[number]
        stop = max((place + 1 for place in range(low, min(end, low + _DATELINE)) if words[place] in (":", "-")), default=low)
        if stop > low and end - low <= _DATELINE // 2 + 2:
            stop = end  # a dateline of its own: «بغداد - د ب أ»
        named: list[tuple[int, int]] = []
        place = low
        while place < stop:
            found = media_at(view, place, end) if words[place] != "(" else place
            edged = (place == low or words[place - 1] in edges) and (found >= end or words[found] in edges)
            if found > place and edged and _agency(view, place, found):
                named.append((place, found))
            place = max(found, place + 1)
        if named:
            return mention_of(view, named[0]) if len(named) == 1 else None
    low, end = view.sentences[-1] if view.sentences else (0, 0)
    inner = [place for place in range(low, end) if view.tokens[place].kind == "word"]
    if len(view.sentences) > 2 and 0 < len(inner) <= 4 and tuple(words[place] for place in inner) in view.lex.agencies:
        return mention_of(view, (inner[0], inner[-1] + 1))
    return None


def _agency(view: View, at: int, end: int) -> bool:
    hit = view.hit_at.get(at)
    return (hit is not None and hit.agency) or any(tuple(view.words[place:end]) in view.lex.agencies for place in range(at, end))


def _speaker(view: View, speakers: Speakers, draft: Draft, voiced: _Voiced, own: frozenset[str]) -> Speaker | None:
    """Who speaks in a draft, with what it spoke through; None where nobody can be named."""
    speaker: Speaker | None
    if draft.subject is not None:
        speaker = speakers.name(draft.subject, draft.gender, draft.sentence, draft.statement)
    elif not draft.elided:
        return None
    elif draft.participle and voiced:
        speaker = voiced[-1][1]
    elif draft.fallback is not None:
        speaker = speakers.name(draft.fallback, draft.gender, draft.sentence, False)
    else:
        speaker = speakers.elided(draft.gender, draft.sentence)
    if speaker is None:
        return None
    speaker.sentence = draft.sentence
    speaker.statement = speaker.statement or draft.statement
    told = [
        (span, speakers.passes(span, draft.sentence)) for span in draft.via
        if not _is_own(view.text[slice(*view.span(*span))], own)
    ]
    speakers.again(speaker)
    if told and draft.verb == "relay":
        speaker.via = speakers.name(told[0][0], "f", draft.sentence, False).mention
        speakers.again(speaker)
    elif told:
        speaker.via = told[0][1]
    elif draft.relayed:
        medium = speakers.last_medium(speaker)
        speaker.via = medium.mention if medium is not None else speaker.via
    return speaker


def _names_of(outlet: str) -> frozenset[str]:
    known = load_outlets().by_name_or_domain(outlet) if outlet else None
    names = [outlet] if known is None else [outlet, known.name_ar, *known.names]
    return frozenset(" ".join(fold_key(name).split()) for name in names if name)


def _is_own(text: str, own: frozenset[str]) -> bool:
    words = " ".join("".join(char if char.isalnum() else " " for char in fold_key(text)).split())
    return any(words == name or words.endswith(" " + name) for name in own)


def _attribution(view: View, draft: Draft, speaker: Speaker, voiced: _Voiced, byline: Mention | None) -> Attribution:
    scope, direct = reach(view, draft, [other for other, _ in voiced])
    return Attribution(
        speaker.mention, speaker.via or (None if speaker.medium else byline), view.span(*draft.cue), draft.verb, direct,
        tuple(view.span(low, high) for low, high in scope if high > low), tuple(view.span(*span) for span in draft.times),
        MODALITY.get(draft.verb), speaker.unnamed,
    )


def _chain(made: list[Attribution], voiced: _Voiced) -> list[Attribution]:
    """A medium that tells what another said is that other's via: around it («أفادت الوكالة أن الجيش أعلن …»), or named behind it
    («قال المدير: «…»، وفق «فرانس برس»»); in the latter case it tells nothing itself."""
    if len(made) < 2:
        return made
    owned = min((draft.cue[0] for draft, speaker in voiced if draft.owns and not speaker.medium), default=-1)

    def tells(draft: Draft, speaker: Speaker) -> bool:
        """«أعلن التنظيم مسؤوليته عن …، بحسب موقع سايت»: who is named behind a claim of one's own only passes it on."""
        return speaker.medium or (draft.order == "after" and 0 <= owned < draft.cue[0])

    media = [(item, draft) for item, (draft, speaker) in zip(made, voiced, strict=True) if tells(draft, speaker)]
    out: list[Attribution] = []
    for item, (draft, speaker) in zip(made, voiced, strict=True):
        if tells(draft, speaker):
            behind = draft.order == "after" and any(
                other.order == "before" and not other.relative and not voice.medium and other.cue[0] < draft.cue[0]
                for other, voice in voiced
            )
            out.append(replace(item, scope=()) if behind else item)
            continue
        telling = [medium for medium, _ in media if any(low <= item.cue[0] < high for low, high in medium.scope)]
        if not telling and draft.order == "before":
            telling = [medium for medium, later in media if later.order == "after" and later.cue[0] > draft.cue[0]]
        out.append(replace(item, via=telling[-1].source) if telling and item.via is None else item)
    return out


def _goes_on(view: View, number: int) -> bool:
    """Whether a sentence without a speaker goes on in the last one's words («فقد …», a quotation, «كما …» on the same line)."""
    low, end = view.sentences[number]
    if low >= end:
        return False
    first = view.words[low]
    if first in view.lex.goes_on:
        return True
    if first in view.lex.goes_on_near:
        return not view.fresh[number]
    return view.closes.get(low, low) - low > NAME_WORDS
