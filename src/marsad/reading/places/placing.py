"""Which of a report's places is a claim's: one of its sentence, one told before or in the lead, those of another claim, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from marsad.languages.arabic import fold_key, has_article
from marsad.model import Mention
from marsad.reading.choice import Option, Story, best, hearsay, load_weights, traits
from marsad.reading.claims.charged import fought_at, of_the_deed
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.blaming import left_undone
from marsad.reading.places.asides import told_aside
from marsad.reading.places.astray import astray
from marsad.reading.places.bygone import of_another
from marsad.reading.places.finer import finer_told
from marsad.reading.places.governed import governed
from marsad.reading.places.ground import Ground, Site, key_of
from marsad.reading.places.passing import SOFT
from marsad.reading.places.pointed import opened, there
from marsad.reading.places.standing import beside, last_of, report_wide, setting, told_before
from marsad.reading.places.taken_up import place_taken_up
from marsad.reading.places.trimming import over_time, passing_by, trimmed
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["place_options", "settle_places"]

_BACK = 8  # sentences to go back for a place with a name
_NEAR = 3  # and for one without
_OPENING = 1  # sentences behind the lead whose place may stand in the next
_NAMED = ("named", "party", "state", "unknown", "anaphor")
_WITHIN = ("", "ب", "في", "gen", "شمال", "جنوب", "شرق", "غرب")
_BETWEEN = 2  # words between a place and the word of holding in apposition to it
_BREAKS = ("،", ",", "-", "(")
_GOING = ("deployment", "advance")
_TOWARDS = ("الي", "نحو", "باتجاه", "صوب")
_TRUCES = folded("truces")
_DUAL = folded("two_places")
Places = tuple[Mention, ...]


def place_options(ground: Ground, sentence: Sentence, draft: Draft) -> list[Option[Places]]:
    """No place, the rules' places, and every place that may be the draft's (with those told in one breath), with what is true of each."""
    at = sentence.index
    story = ground.story
    shape = [*traits(sentence, draft), *setting(ground, sentence, draft)]
    here = ground.here.get(at, [])
    taken = place_taken_up(sentence, draft, [site.arg for site in here if site.how in _NAMED])
    if taken is not None:
        site = next(site for site in here if site.arg is taken)
        return [Option(_breath(here, site), ("taken-up",))]
    given = governed(sentence, draft, [site.arg for site in here if site.how == "named"])
    if given is not None:
        site = next(site for site in here if site.arg is given)
        return [Option(_mates(here, site) or (site.mention,), ("governed",))]
    pointed = there(ground, sentence, draft, here)
    if pointed is not None:
        return [Option(_breath(ground.here[pointed.at], pointed), ("pointed",))]
    fought = fought_at(sentence, draft, [site.arg for site in here])
    others = story.drafts.get(at, ())
    another = of_another(sentence, draft, others, [site.arg for site in here])
    another |= told_aside(sentence, draft, [site.arg for site in here if site.how in _NAMED])
    another |= astray(sentence, draft, [site.arg for site in here if site.how in _NAMED])
    another |= {site.arg.first for site in here if _left_for(draft, site)}
    another |= passing_by(sentence, draft, here)
    elsewhere = {s.key for s in here if s.arg.first in fought or of_the_deed(sentence, draft, others, s.arg.first)}
    shut = {site.mention.start for site in here if site.passing == "except" or site.key in elsewhere or site.arg.first in another}
    rule = trimmed(sentence, draft, others, here, tuple(place for place in draft.places if place.start not in shut))
    apt = [site for site in here if site.key not in elsewhere and site.arg.first not in another]
    fitting = [site for site in apt if not _of_trigger(draft, site) and not _passed(draft, site)]
    own = [site for site in fitting if draft.low <= site.arg.first <= draft.high]
    out: list[Option[Places]] = [Option((), tuple(_none(ground, draft, shape, own, fitting, rule)))]
    seen = False
    for site in fitting:
        names = beside(ground, sentence, draft, site, own, fitting)
        names += report_wide(ground, sentence, draft, site, shape)
        value: Places = _breath(fitting, site)
        if rule and rule[0].start == site.mention.start and rule[0].end == site.mention.end:
            names += _ruled(draft)
            value, seen = rule if len(rule) == len(draft.places) and not _both(fitting, site) else value, True
        out.append(Option(value, tuple(names)))
    local = {site.key for site in fitting} | elsewhere
    if left_undone(sentence, draft):
        inside = {site.mention.start for site in own if site.arg.prep in ("في", "ب")}
        return [option for option in out if not option.value or option.value[0].start in inside]
    whole = over_time(sentence, draft)
    for key, sites in ground.of.items():
        if key in local or (whole and sites[0].sort not in ("country", "p3")):
            continue
        reach = _BACK if sites[0].how in _NAMED else _NEAR
        told = [s for s in sites if s.passing in ("", "office", "refuge", "launched") and not s.reference]
        early = [s for s in told if s.at < at and (at - reach <= s.at or s.at <= story.lead)]
        if not early and at <= story.lead + _OPENING:
            early = [s for s in told if s.at == at + 1][:1]  # «وكانت الحصيلة الأولى … . ووقع الهجوم في …»
        if not early:
            continue
        site = early[-1]
        names, value = told_before(ground, sentence, draft, early, shape)
        if len(value) == 1 and not whole:
            value = _head_of_breath(ground.here[site.at], site) or _breath(ground.here[site.at], site)
        names += report_wide(ground, sentence, draft, site, shape)
        if rule and key_of(rule[0]) == key:
            names += _ruled(draft)
            value, seen = (site.mention,) if whole else max(value, rule, key=len), True
        out.append(Option(value, tuple(names)))
    if rule and not seen and not whole and not any(site.mention.start == rule[0].start and _passed(draft, site) for site in here):
        out.append(Option(rule, ("rule:only", *_ruled(draft))))
    heard = story.heard
    if heard is None:
        return out
    return [Option(each.value, (*each.names, *hearsay(heard.weigh(sentence, draft, "place", each.value), draft))) for each in out]


def _left_for(draft: Draft, site: Site) -> bool:
    """Rule 15: «تراجع المسلحون إلى الجبال»: where those who leave go is not what they left."""
    behind = draft.trigger.at < site.arg.first <= draft.high
    return draft.kind == "withdraw" and behind and site.arg.prep in _TOWARDS


def _ruled(draft: Draft) -> list[str]:
    return ["rule", f"rule:{draft.placed}", f"rule:{draft.kind}", f"rule:{draft.placed}:{draft.kind}"]


def _none(
    ground: Ground, draft: Draft, shape: Sequence[str], own: Sequence[Site], fitting: Sequence[Site], rule: Places
) -> list[str]:
    names = ["none", *(f"none:{name}" for name in shape)]
    names.append("none:rule" if not rule else f"none:against:{draft.placed}")
    if not rule:
        names.append(f"none:rule:{draft.kind}")
    named = [site for site in own if site.how == "named"]
    names.append(f"none:own:{min(2, len(named))}")
    names.append(f"none:{draft.kind}:{'own' if named else 'no-own'}")
    names.append("none:sentence" if any(site.how == "named" for site in fitting) else "none:no-sentence")
    if not ground.main:
        names.append("none:no-main")
    names += [f"none:{ground.dense}", f"none:{ground.size}", f"none:{ground.dense}:{ground.size}"]
    return names


def _of_trigger(draft: Draft, site: Site) -> bool:
    """Whether a place is words of the act itself; «تأمين مدينة عتق», whose trigger ends with the place's first word, has a place."""
    first, last = site.arg.first, site.arg.last
    if draft.trigger.frame.next and "place" in draft.trigger.frame.next[-1]:
        return False  # «سقطت كابول»: the frame asks for the place
    if draft.trigger.at < first <= last_of(draft.trigger) < last:
        return False
    return first <= last_of(draft.trigger) and last >= draft.trigger.at


def _passed(draft: Draft, site: Site) -> bool:
    """Whether a place is only where someone is a guest, comes from or is bound for: never where it was, but where the words of the act
    themselves say so; and «في طريقها إلى عدن» is where an act was only for one that goes there."""
    if site.passing == "bound" and draft.kind not in _GOING:
        return True
    if site.passing == "except":
        return True
    return bool(site.passing) and site.passing not in SOFT and not draft.low <= site.arg.first <= draft.high


def _truced(ground: Ground, sentence: Sentence, draft: Draft) -> list[Mention]:
    """The place that the report gave to its truce before («هدنة في اليمن … تبدأ الهدنة الأحد»), else the country that its sentence and
    its report are of."""
    words = sentence.words
    if draft.kind != "agreement" or not any(word.fold in _TRUCES for word in words[draft.low : draft.high + 1]):
        return []
    for site in reversed(ground.sites):
        if site.at > sentence.index or site.how != "named" or site.arg.prep not in ("في", "ب"):
            continue
        before = ground.story.sentences[site.at].words[max(0, site.arg.first - 4) : site.arg.first]
        if any(word.fold.removeprefix("ب") in _TRUCES for word in before):
            return [site.mention]
    clause = words[draft.low : draft.high + 1]
    known = any(word.fold in _TRUCES and has_article(word.fold) for word in clause) and draft.modality == "asserted"
    old = any(word.time is not None and (word.time.kind == "since" or word.time.grain == "year") for word in clause)
    if not known or old or ground.lands(sentence, 0, len(words) - 1) != {ground.home}:
        return []  # «طالب الرئيس اليمني باحترام الهدنة»; not «الهدنة السارية منذ 2013»
    home = next((site for site in ground.named if site.sort == "country" and site.mention.country == ground.home), None)
    return [home.mention] if home is not None else []


def _breath(here: Sequence[Site], site: Site) -> Places:
    """The places told in one breath with a place, itself among them: a list, or what it lies in; finest first."""
    mates = _mates(here, site)
    return mates if len(mates) > 1 else _nested(here, site)


def _nested(here: Sequence[Site], site: Site) -> Places:
    """A place with the one it is said to lie in («حي الروضة بمدينة تعز»), or with the finer one that is said to lie in it."""
    container = _container(here, site)
    if container:
        return (site.mention, *container)
    finer = [s for s in here if _container(here, s) == (site.mention,) and s.passing == site.passing and not s.reference]
    return (finer[-1].mention, site.mention) if finer and not site.reference else (site.mention,)


def _head_of_breath(here: Sequence[Site], site: Site) -> Places:
    """A place that stands between a finer one and the one it lies in («قرية كذا في منطقة دامبوا بولاية بورنو»), behind the finer."""
    if not _container(here, site):
        return ()
    finer = [s for s in here if _container(here, s) == (site.mention,) and s.passing == site.passing and not s.reference]
    return (finer[-1].mention, site.mention) if finer and not site.reference else ()


def _container(here: Sequence[Site], site: Site) -> Places:
    """The place that a place with a name is said to lie in."""
    if site.how != "named":
        return ()
    mates = [
        s for s in here
        if s.how == "named" and s.passing != "except" and 0 < s.arg.first - site.arg.last <= 2 and s.arg.prep in _WITHIN
        and s.arg.group != site.arg.group and not s.mention.text[:1].isdigit()  # «60 كم شمال عدن» only tells where the place is
    ]
    return tuple(mate.mention for mate in mates[:1])


def _mates(here: Sequence[Site], site: Site) -> Places:
    """A place and those coordinated with it, in their order: what is told of one of them is told of all."""
    if site.how != "named":
        return ()
    return _both(here, site) or tuple(
        s.mention for s in here if s.how == "named" and s.passing != "except" and s.arg.group == site.arg.group
    )


def _both(here: Sequence[Site], site: Site) -> Places:
    """The two places behind a word for two, also where the second is a word of something else: «حيي النور والشرطة»."""
    if site.how != "named" or fold_key(site.mention.text.split()[0]) not in _DUAL:
        return ()
    mates = [s for s in here if s.how in ("named", "party") and s.passing != "except" and s.arg.group == site.arg.group]
    return tuple(s.mention for s in mates) if len(mates) == 2 and mates[0] is site else ()


def _apposed(ground: Ground, sentence: Sentence, draft: Draft) -> Places:
    """«غرب الرقة، أبرز معاقل التنظيم»: a word of holding in apposition to a name names its place, no weights are asked. Where the name
    only tells how far another place lies from it, its own place is the one that the report gives it elsewhere, or stays open."""
    trigger, words = draft.trigger, sentence.words
    if draft.placed != "held" or trigger.form != "n" or len(draft.places) != 1 or draft.places[0].end > words[trigger.at].start:
        return ()
    place = draft.places[0]
    between = [w for w in words[: trigger.at] if w.start >= place.end]
    if not between or between[0].fold not in _BREAKS or sum(w.kind == "word" for w in between) > _BETWEEN:
        return ()
    if not place.text[:1].isdigit():
        return (place,)
    name = place.text.split()[-1]
    same = next((s.mention for s in ground.sites if s.how == "named" and s.mention.text == name and s.mention.id), None)
    start = place.end - len(name)
    return (Mention(name, start, place.end, None, "place") if same is None else replace(same, start=start, end=place.end),)


def settle_places(
    story: Story, items: Sequence[tuple[Sentence, Draft]], countries: Callable[[str], tuple[str, ...]] = lambda _: ()
) -> None:
    """Let the weights confirm or change the places of each draft."""
    weights = load_weights("place")
    ground = Ground(story, countries)
    for sentence, draft in items:
        if apposed := _apposed(ground, sentence, draft):
            draft.places = list(apposed)
            continue
        top, _ = best(place_options(ground, sentence, draft), weights)
        told = opened(draft, ground.here.get(sentence.index, ()), top.value)
        chosen = list({key_of(mention): mention for mention in reversed(told)}.values())[::-1]
        chosen = (chosen if over_time(sentence, draft) else finer_told(ground, sentence, draft, chosen)) or _truced(ground, sentence, draft)
        if chosen != draft.places:
            draft.places = chosen
            draft.notes.append("place:chosen")
