"""Which of a report's times is a claim's: its own, one of its sentence, one that an earlier sentence told of the same event, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from marsad.model import Time
from marsad.reading.choice import Dated, Option, Story, best, bucket, hearsay, load_weights, related, traits
from marsad.reading.claims.charged import of_the_deed
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.blaming import left_undone, of_what_is_owned, since_accusing
from marsad.reading.times.apart import anchors_other, before_said, had_before, of_what_came_after, recalled
from marsad.reading.times.dating import head, judged, kept_on, link, openings
from marsad.reading.times.elsewhen import kept_off, of_its_cause, of_publishing, relative_between
from marsad.reading.times.spells import lasts, often, still_on, told_earlier, truce_time
from marsad.reading.times.telling import depth, here, nearest, reached, same_toll, told_of
from marsad.reading.times.when import (
    aims,
    is_ahead,
    is_apart,
    is_near,
    is_now,
    is_ongoing,
    is_presupposed,
    is_short,
    of_actor,
    stands,
)
from marsad.reading.words.sentence import Sentence

__all__ = ["settle_times", "time_options"]

_BACK = 6
_SHORT = 5
_COMING = frozenset("القادمة المقبلة القادم المقبل القادمين المقبلين".split())  # «الساعات القادمة»: no time of what was done
_TOLD_BEFORE = frozenset(("own:before:verbs:1", "own:before:verbs:2"))
_SURE = frozenset(("core", "anchor", "fronted", "clock", "now"))  # grammar alone tells these


def time_options(story: Story, sentence: Sentence, draft: Draft) -> list[Option[Time | None]]:
    """None, and every dated time that may be the draft's, with what is true of each."""
    at = sentence.index
    rule = draft.timed
    if rule in _SURE or (draft.kind == "responsibility" and rule == "same-act"):
        return [Option(draft.time, ("rule", f"rule:{rule}"))]
    shape = [*traits(sentence, draft), *_shape(sentence, draft)]
    opens = openings(story, sentence, draft)
    near = [
        dated
        for dated in story.times
        if at - _BACK <= dated.at <= at or (dated.at <= story.lead + 1) or dated.at == at + 1 or (at <= story.lead and dated.at == at + 2)
    ]
    done = draft.modality not in ("planned", "hypothetical") and draft.kind != "agreement"
    if done and story.found.dispatch is not None:
        near = [d for d in near if not is_ahead(d.span.edtf or "", story.found.dispatch) and not _COMING & set(d.span.text.split())]
    near = [dated for dated in near if dated.span.kind not in ("reference", "duration") and not is_now(dated.span)]
    after = draft.trigger.at  # «انسحبوا بعد ثلاثة أيام من احتلالها»: the day is that of what follows it
    near = [d for d in near if d.span.kind != "anchor" or d.at != at or (d.first < after and not anchors_other(sentence, draft, d))]
    if recalled(sentence, draft):
        near = [dated for dated in near if dated.at == at and dated.first > after]
        rule = rule if draft.time is not None and draft.time.text else ""
    near = [dated for dated in near if dated.at >= at or not before_said(story.times, sentence, draft, dated)]
    alone = left_undone(sentence, draft)
    if often(sentence, draft):  # what is done again and again has no day but one beside it
        near = [d for d in near if d.at == at and draft.low <= d.first <= draft.high and not relative_between(sentence, d.last, draft)]
        alone = True
        if draft.time is not None and draft.time.text and all(d.span.edtf != draft.time.edtf for d in near):
            rule = ""
    long = lasts(sentence, draft)
    if alone or long:  # what lasted for weeks, or was left undone, has not the day of another sentence
        near = [dated for dated in near if dated.at == at or not (alone or is_short(dated.span.edtf or ""))]
        rule = "" if draft.time is not None and not draft.time.text and is_short(draft.time.edtf) else rule
    if told_earlier(sentence, draft):
        near = [dated for dated in near if dated.at == at and not (dated.first < after and had_before(sentence, draft, dated.first))]
        rule = "" if draft.time is not None and not draft.time.text else rule
    close = nearest(story, sentence, draft, near)
    far = [dated for dated in near if dated.at < at and not reached(story, draft, dated, close)] if close >= 0 else []
    near = [dated for dated in near if dated not in far]
    days = Counter(dated.span.edtf for dated in story.times if is_short(dated.span.edtf or "") and not dated.said)
    own = [d for d in near if d.at == at and draft.low <= d.first <= draft.high and not d.said]
    deep = depth(story, sentence)
    size = "short" if len(story.sentences) - story.lead <= _SHORT else "long"
    none = ["none", *(f"none:{name}" for name in (*shape, *opens)), f"none:{deep}", f"none:{size}", f"none:{size}:{deep}"]
    if draft.time is None:
        none.append("none:rule")
    none.append("none:own" if own else "none:no-own")
    if any(w.time is not None and w.time.edtf is None for w in sentence.words[draft.low : draft.high + 1]):
        none.append("none:vague")
    if len(days) == 1:
        none.append("none:solo")
    if not near:
        none.append("none:timeless")
    heard = story.heard
    if heard is not None:
        none += hearsay(heard.weigh(sentence, draft, "time", ()), draft)
    out: list[Option[Time | None]] = [Option(None, tuple(dict.fromkeys(none)))]
    seen_rule = False
    before = is_presupposed(sentence, draft)
    latest = max((dated.n for dated in near if dated.at < at), default=-1)
    apart: list[Dated] = []
    for dated in near:
        ruled = draft.time is not None and draft.time.edtf == dated.span.edtf
        inside = dated.at == at and draft.low <= dated.first <= draft.high
        blamed = draft.kind == "responsibility"
        if dated.at == at and not inside and before:
            continue  # «سيطر الخميس على … بعد انسحاب …»: what had been before has not the day of what followed
        if inside and not (ruled and not blamed) and (of_actor if blamed else is_apart)(sentence, draft, dated.span):
            apart += [dated] if blamed else []
            continue  # another noun's relative clause, an aim: no weight makes it the claim's
        if inside and (judged(story, sentence, draft, dated) or since_accusing(sentence, draft, dated)):
            apart.append(dated)
            continue  # «دانت أمس القصف الذي …»: the day of the condemning
        if dated.at == at and of_the_deed(sentence, draft, story.drafts.get(at, ()), dated.first):
            apart.append(dated)
            continue  # «اعتقال المتورطين بالهجوم الذي وقع الجمعة»
        if inside and dated.said and not ruled:
            apart.append(dated)
            continue  # «تبنى التنظيم الأربعاء هجوما على …»: the day of the claiming
        beside = story.drafts.get(at, ())
        if inside and (of_publishing(sentence, draft, dated.first) or of_its_cause(sentence, draft, beside, dated.first)):
            apart.append(dated)
            continue
        if dated.at == at and of_what_came_after(sentence, draft, beside, dated.first):
            apart.append(dated)
            continue
        names = _names(story, sentence, draft, dated, latest, shape)
        if long and inside and is_short(dated.span.edtf or "") and _TOLD_BEFORE & set(names):
            apart.append(dated)
            continue  # «دخلوا فجر الأحد … بعد أن خاضوا معارك استمرت أسبوعا»
        if dated.at < at:
            names += [f"back:{deep}", f"back:{size}", "back:free" if close < 0 else "back:closest" if dated.at == close else "back:outdone"]
        names.append(f"time:{head(sentence if dated.at == at else story.sentences[dated.at], dated)}")
        if dated.at != at and days.get(dated.span.edtf):
            if len(days) == 1:
                names.append("solo")
            elif 2 * days[dated.span.edtf] > sum(days.values()):
                names.append("main")
            elif len(days) > 3:
                names.append("crowd")
        if ruled:
            names += ["rule", f"rule:{rule}"]
        if kept_off(draft, names, none, story.found.dispatch is not None and (dated.span.edtf or "") > story.found.dispatch):
            apart.append(dated)
            continue
        seen_rule = seen_rule or ruled
        if heard is not None:
            names += hearsay(heard.weigh(sentence, draft, "time", (dated.span,)), draft)
        text = dated.span.text if dated.at == at else ""
        out.append(Option(Time(text, dated.span.edtf or ""), tuple(dict.fromkeys(names))))
        if inside and dated.span.kind == "since" and dated.span.core and not dated.said:
            begun = ("core", f"core:{draft.kind}", f"core:{draft.trigger.tag}", f"core:{draft.trigger.form}")
            out.append(Option(Time(text, dated.span.core), begun))  # «الاتفاق الذي أبرم منذ العام 2013»: begun then, not lasting
    ahead = done and draft.time is not None and is_ahead(draft.time.edtf, story.found.dispatch or "")
    if rule and draft.time is not None and not ahead and not seen_rule and not any(d.span.edtf == draft.time.edtf for d in (*far, *apart)):
        out.append(Option(draft.time, ("rule", f"rule:{rule}", "rule:only")))
    return out


def _shape(sentence: Sentence, draft: Draft) -> list[str]:
    out = []
    if is_presupposed(sentence, draft):
        out.append("presupposed")
    if aims(sentence, draft):
        out.append("aim")
    if stands(sentence, draft):
        out.append("stands")
    if is_ongoing(sentence, draft):
        out.append("ongoing")
    return out


def _names(story: Story, sentence: Sentence, draft: Draft, dated: Dated, latest: int, shape: list[str]) -> list[str]:
    at, span = sentence.index, dated.span
    day = is_short(span.edtf or "")
    grain = "day" if day else "wide"
    where: str
    if dated.at == at and draft.low <= dated.first <= draft.high:
        side = "after" if dated.first > draft.trigger.at else "before"
        gap = dated.first - draft.trigger.last if side == "after" else draft.trigger.at - dated.last
        names = ["own", f"own:{side}:{bucket(gap)}", f"own:{span.kind}", f"own:{grain}"]
        names += [f"own:{name}" for name in shape]
        if draft.kind == "responsibility":
            names.append(f"own:blame:{side}:{bucket(gap)}")  # «تبنى التنظيم الأربعاء قتل …»: the day of claiming it
        if dated.said:
            names.append("own:said")
        if not is_near(sentence, draft, span):
            names.append("own:apart")
        if story.owner(at, dated.first) is not draft:
            names.append("own:other")
        return names + link(story, sentence, draft, dated, "own")
    owner = story.owner(dated.at, dated.first)
    if dated.at == at:
        side = "after" if dated.first > draft.trigger.at else "before"
        gap = dated.first - draft.trigger.last if side == "after" else draft.trigger.at - dated.last
        where = "beside"
        names = ["beside", f"beside:{side}:{bucket(gap)}"]
        if dated.first <= 2:
            names.append("beside:front")
        names += link(story, sentence, draft, dated, "beside")
        if side == "before" and sentence.words[draft.low].conj:
            names.append("beside:goes-on")
        if owner is not None and owner.low <= dated.first <= owner.high:
            names.append("beside:owned")
            names += [f"beside:{name}" for name in related(owner, draft)]
    else:
        back = at - dated.at
        where = "back" if back > 0 else "next"
        names = [where, f"{where}:{min(back, 4)}"]
        if dated.n == latest:
            names.append("back:latest")
        carried = story.found.carried[at] if at < len(story.found.carried) else None
        if carried is not None:
            names.append(f"back:{carried.opens}")
            if carried.told == dated.at:
                names.append("back:carried")
        kept = kept_on(story, sentence, draft, owner, dated.at) if back > 0 else []
        if back < 0 and owner is not None:
            names += [f"next:{name}" for name in kept_on(story, story.sentences[dated.at], owner, draft, at)]
        names += [f"back:{name}" for name in kept]
        names += [f"back:{'lead' if dated.at <= story.lead else 'later'}:{name}" for name in kept]
        tellers = told_of(story, dated)
        if any(same_toll(one, draft) for one in tellers):
            names.append(f"{where}:same-toll")
        if owner is not None:
            ties = related(owner, draft)
            names += [f"back:{name}" for name in ties]
            act = "act" if "same-kind" in ties else "kin" if "same-family" in ties or "blame" in ties else "strange"
            spot = "here" if "share-place" in ties else "there" if "other-place" in ties else "nowhere"
            if spot == "there" and any(here(one, draft) for one in tellers):
                spot = "here"
            lent = "own" if any(sentence.start <= p.start < sentence.end for p in draft.places) else "lent"
            names += [f"back:{act}:{spot}", f"back:{min(back, 3)}:{act}", f"back:{min(back, 3)}:{'definite' in shape}"]
            names += [f"back:{spot}:{lent}", f"{where}:{min(back, 3)}:{act}:{spot}:{lent}", f"{where}:{draft.trigger.tag}:{act}:{spot}"]
            if "definite" in shape:
                names.append(f"back:definite:{act}")
            if not owner.low <= dated.first <= owner.high:
                names.append("back:loose")
        else:
            names.append("back:unowned")
        if any(d.time is not None and d.time.edtf == span.edtf for d in story.drafts.get(at, ()) if d is not draft):
            names.append("back:mates")
    names += _told(story, sentence, draft, span.edtf or "", where)
    names += [f"{where}:{span.kind}", f"{where}:{grain}", f"lent:{grain}:{draft.kind}"]
    names += [f"lent:{name}" for name in shape]
    if dated.said:
        names.append(f"{where}:said")
    if dated.at == story.lead and dated.at != at:
        names.append("lead")
    if dated.at < story.lead:
        names.append("headline")
    if at < story.lead:
        names.append("in-headline")
    return names


def _told(story: Story, sentence: Sentence, draft: Draft, edtf: str, where: str) -> list[str]:
    """How the nearest earlier draft that has the time stands to this one."""
    here = story.order.get(id(draft), 0)
    for n in range(here - 1, max(-1, here - 8), -1):
        earlier_sentence, earlier = story.items[n]
        if sentence.index - earlier_sentence.index > _BACK:
            break
        if earlier.time is not None and earlier.time.edtf == edtf:
            ties = related(earlier, draft)
            act = "act" if "same-kind" in ties else "kin" if "same-family" in ties or "blame" in ties else "strange"
            spot = "here" if "share-place" in ties else "there" if "other-place" in ties else "nowhere"
            return [f"told:{where}:{act}:{spot}", f"told:{where}:{min(here - n, 3)}"]
    return [f"untold:{where}"]


def settle_times(story: Story, items: Sequence[tuple[Sentence, Draft]]) -> None:
    """Let the weights confirm or change the time of each draft. What an option is told by is what the rules gave the others, as it
    was when the weights were learnt: so all are weighed before any changes."""
    weights = load_weights("time")
    weighed = [(draft, best(time_options(story, sentence, draft), weights)[0].value) for sentence, draft in items]
    for draft, value in weighed:
        if value != draft.time:
            draft.time = value
            draft.notes.append("time:chosen")
    of_what_is_owned(items)
    for sentence, draft in items:
        whole = truce_time(sentence, draft) or still_on(draft)
        if whole is not None:
            draft.time = whole
            draft.notes.append("time:spell")
