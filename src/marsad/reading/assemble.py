"""Claims of a report in the making: sentence by sentence, with what is inherited, who says it, and what repeats it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from marsad.model import Report
from marsad.reading.attribution import source_for
from marsad.reading.choice import Story
from marsad.reading.claims.civil import by_the_fallen
from marsad.reading.claims.draft import means_of
from marsad.reading.claims.flash import took_by_headline
from marsad.reading.claims.flight import are_drones, from_the_air, from_the_ground, shot_at
from marsad.reading.claims.kinds import settle_kinds
from marsad.reading.claims.mobs import by_mobs
from marsad.reading.claims.repeats import without_repeats
from marsad.reading.claims.retold import by_its_means
from marsad.reading.claims.select import Draft, quantities_of, select
from marsad.reading.claims.shares import shared_out
from marsad.reading.claims.tone import extent_of, tone
from marsad.reading.context import Context, openings, rename_kinds
from marsad.reading.gather import Found
from marsad.reading.inherit import Memory, fill_parties, mention_of, share_targets
from marsad.reading.judge import Judge
from marsad.reading.parties.among import the_whole
from marsad.reading.parties.bereaved import by_the_bereaved
from marsad.reading.parties.blaming import by_accusers, by_own_word, without_cleared
from marsad.reading.parties.bodies_act import by_bodies
from marsad.reading.parties.bombers import by_the_bomber
from marsad.reading.parties.by_turns import by_turns
from marsad.reading.parties.craft import name_flyers
from marsad.reading.parties.fullnames import tell_names
from marsad.reading.parties.leaving import by_who_leaves
from marsad.reading.parties.outcome import by_what_led_to
from marsad.reading.parties.possessed import name_owners
from marsad.reading.parties.settling import Parties
from marsad.reading.parties.struck import by_what_stands, by_what_suffers
from marsad.reading.parties.yielding import by_who_yields
from marsad.reading.places.placing import settle_places
from marsad.reading.places.where import fill_places
from marsad.reading.times.oneact import share_days
from marsad.reading.times.timing import settle_times
from marsad.reading.times.when import fill_time
from marsad.reading.tolls.dealing import settle_tolls
from marsad.reading.tolls.persons import without_persons
from marsad.reading.triggers.frames import Frames
from marsad.reading.triggers.hope import hopeless
from marsad.reading.triggers.odds import Odds, weigh_kinds
from marsad.reading.triggers.recalled import is_recalled_deal
from marsad.reading.triggers.senses import without_everyday
from marsad.reading.words.phrases import find_phrases
from marsad.reading.words.qualified import tell_which
from marsad.reading.words.sentence import Sentence
from marsad.registry.actors import BODY_TYPES, Actors

__all__ = ["read_sentences"]


def read_sentences(
    sentences: Sequence[Sentence],
    frames: Frames,
    heard: Callable[[], Found],
    report: Report,
    judge: Judge,
    parties: Parties,
    actors: Actors,
    odds: Odds,
    context: Context,
) -> list[tuple[Sentence, Draft]]:
    """The drafts that stand, with their sentences, in order; `heard` gives what is found in the report, asked once there is a draft.

    Most sentences open no frame, and many reports none: phrases are sought in the sentences that do, and in the others only where
    a draft stands, since its parties, places and time are chosen among those of the whole report.
    """
    found: Found | None = None
    memory = Memory()
    out: list[tuple[Sentence, Draft]] = []
    title = bool(report.title) and bool(sentences) and sentences[0].start < len(report.title)
    for sentence in sentences:
        done: list[Draft] = []
        drafts = settle_kinds(sentence, select(sentence, frames), memory)
        if len(sentences) == 1:
            took_by_headline(drafts, sentence)
        weigh_kinds(sentence, drafts, odds)
        for draft in drafts:
            found = found or heard()
            fill_parties(sentence, draft, memory, done)
            _fill(sentence, draft, memory, done, found)
            if (
                draft.kind in ("withdraw", "capture")
                and any(q.what == "share" for q in draft.quantities)
                and not draft.cast.why.get(-1)
                and not _of_place(draft)
            ):
                draft.kind = "statistic"
            _authority(sentence, draft, found)
            draft.extent = draft.extent or extent_of(sentence, draft)
            done.append(draft)
        share_targets(sentence, done, memory)
        for draft in done:
            out.append((sentence, draft))
            if sentence.index or not title:
                memory.keep(sentence.index, draft)
    if found is None:
        return []

    def flightless(key: str) -> bool:
        return key in actors and actors.get(key).type in ("armed-group", "tribe", "party")

    from_the_air(out, flightless)
    by_the_fallen([(sentence.index, draft) for sentence, draft in out])
    drafted, out = out, without_everyday(out, sentences)
    if context.network is not None and hopeless(judge, out, sentences, title):
        return []
    whole = context.hear(out, sentences)
    if whole is not None:
        rename_kinds(out)
        by_its_means(out)
        standing = {id(draft) for _, draft in out}
        refused = [item for item in drafted if id(item[1]) not in standing]
        opened = [item for item in openings(whole, out, refused, sentences, frames) if not is_recalled_deal(*item, memory)]
        _fill_opened(opened, out, found)
        out += opened
        out.sort(key=lambda item: (item[0].index, item[1].trigger.at))
    kept = judge.judge(out, sentences, title)
    if not kept:
        return []
    shot_at(kept)
    for sentence in sentences:
        find_phrases(sentence)
    tellers = frozenset(saying.source.start for saying in found.sayings if saying.source is not None)
    parties.settle(kept, sentences, actors, tellers, whole)
    without_persons(kept)
    by_turns(kept)
    by_what_stands(kept)
    by_what_suffers(kept)
    by_accusers(kept)
    by_own_word(kept)
    without_cleared(kept)
    by_who_yields(kept)
    by_who_leaves(kept)
    by_what_led_to(kept)
    by_bodies(kept)
    by_the_bomber(kept)
    by_mobs(kept)
    from_the_ground(kept, flightless)
    the_whole(kept)
    tell_which(kept, sentences)
    tell_names(kept, sentences)
    by_the_bereaved(kept, lambda key: key in actors and actors.get(key).type == "state")
    name_owners(kept, lambda key: key in actors and actors.get(key).type not in BODY_TYPES)
    name_flyers(kept, lambda text: next((hit.id for hit in actors.find(text, report.published) if hit.id), None))
    story = Story(kept, sentences, found, title, whole)
    settle_places(story, kept, lambda key: actors.get(key).countries if key in actors else ())
    settle_times(story, kept)
    share_days(kept, story.times)
    are_drones(kept)
    kept = shared_out(settle_tolls(kept))
    return without_repeats(kept, report.title if title else "")


def _fill(sentence: Sentence, draft: Draft, memory: Memory, before: list[Draft], found: Found) -> None:
    """Where and when a draft was, who says it, and whether he speaks of himself."""
    fill_places(sentence, draft, memory, before)
    fill_time(sentence, draft, memory, before, found)
    _say(sentence, draft, found)
    _speaker(sentence, draft)


def _fill_opened(opened: Sequence[tuple[Sentence, Draft]], told: Sequence[tuple[Sentence, Draft]], found: Found) -> None:
    """Fill drafts that the network opened as the others are; what the report told before them is left to the choosers."""
    framed = {sentence.index for sentence, _ in told}
    for sentence, draft in opened:
        if sentence.index not in framed:
            draft.quantities = quantities_of(sentence, draft)
        draft.means = means_of(sentence, draft)
        _fill(sentence, draft, Memory(), [], found)
        _authority(sentence, draft, found)
        draft.extent = extent_of(sentence, draft)


def _authority(sentence: Sentence, draft: Draft, found: Found) -> None:
    """Who arrests, where the verb has no doer: the police or army of the sentence, else the authority that tells it."""
    if draft.kind not in ("arrest", "seizure") or draft.agents:
        return
    held = {m.id for m in draft.targets if m.id}
    for arg in sentence.args:
        if (
            arg.id is not None
            and arg.id not in held
            and getattr(arg.mention, "cls", "") in ("police", "army", "troops", "government", "joint")
        ):
            draft.agents = [mention_of(sentence, arg)]
            draft.notes.append("agent:authority")
            return
    source = draft.source
    if source is not None and source.id is not None and any(p.id == source.id and p.type == "actor" for p in found.marks["actor"]):
        draft.agents = [source]
        draft.notes.append("agent:teller")


_SELF = frozenset("انه انها انهم بانه بانها بانهم اننا باننا".split())


def _speaker(sentence: Sentence, draft: Draft) -> None:
    """«قال التنظيم إنه خطف», «سنستعيد»: who speaks is who acts."""
    trigger = draft.trigger
    if draft.source is None:
        return
    if draft.cast.agents and len(draft.agents) == 1 and draft.agents[0].id is None and draft.agents[0].text.endswith("نا"):
        # «مقاتلونا»: fighters of whoever speaks
        draft.agents = [replace(draft.agents[0], id=draft.source.id) if draft.source.id is not None else draft.source]
        return
    if _his_own(sentence, draft):
        draft.agents = [replace(draft.agents[0], id=draft.source.id)]
        return
    if draft.cast.agents or draft.cast.passive:
        return
    back = sentence.words[trigger.at - 1].fold if trigger.at else ""
    if trigger.form != "v":
        if any(
            w.verb is not None and w.verb.who == "1p" and w.verb.tag == "I"
            for w in sentence.words[max(draft.low, trigger.at - 3) : trigger.at]
        ):
            draft.agents = [draft.source]
        return
    if trigger.who in ("1p", "1s") or back in _SELF:
        draft.agents = [draft.source]
        draft.notes.append("agent:speaker")


def _his_own(sentence: Sentence, draft: Draft) -> bool:
    """«أعلن الجيش … . وأضاف أن قواته دمرت …»: where a sentence names nobody else, the men are the speaker's."""
    if draft.source is None or draft.source.id is None or len(draft.agents) != 1 or len(draft.cast.agents) != 1:
        return False
    doer = draft.cast.agents[0]
    if not doer.owned or doer.id is not None or doer.cls not in ("fighter", "force") or doer.start != draft.agents[0].start:
        return False
    return not any(arg.id is not None and arg.id != draft.source.id and arg.last < doer.first for arg in sentence.args)


def _of_place(draft: Draft) -> bool:
    """Whether the share is of a named place («60 % من المدينة»), which makes it an extent, not a statistic."""
    return draft.kind == "capture" and any(not note.startswith("place:") for note in draft.notes)


_WEIGHED = frozenset(("call", "accuse", "blame", "deny"))
"""How something is said that weighs on who did it."""


def _say(sentence: Sentence, draft: Draft, found: Found) -> None:
    word = sentence.words[draft.trigger.at]
    sourced = source_for(found.sayings, word.start, word.end, draft.kind)
    draft.source, draft.via = sourced.source, sourced.via
    if sourced.attribution is not None and sourced.attribution.verb in _WEIGHED:
        draft.notes.append(f"say:{sourced.attribution.verb}")
    draft.modality, notes = tone(sentence, draft, sourced, found)
    draft.features.extend(sourced.features)
    teller = draft.kind == "finding" or (draft.kind == "responsibility" and draft.trigger.frame.voice != "own" and not draft.agents)
    if draft.source is not None and teller:
        draft.agents = [draft.source]
    draft.features.extend(notes)
