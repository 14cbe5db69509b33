"""The places of a report as the chooser sees them: every phrase of place, also those inside a party's name or with no name, and what
is true of each whatever the claim: its sort, its word of type, what it hangs on, how often and where it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from marsad.languages.arabic import fold_key
from marsad.model import Mention
from marsad.reading.choice import Placed, Story
from marsad.reading.claims.draft import Draft
from marsad.reading.places.passing import passing_of
from marsad.reading.places.sites import site_phrases, unknown_names
from marsad.reading.places.where import is_reference
from marsad.reading.words.governing import governor_of
from marsad.reading.words.layout import paragraphs, topics
from marsad.reading.words.placelists import is_land
from marsad.reading.words.sentence import HARD, Arg, Sentence

__all__ = ["Ground", "Site", "key_of", "sort_of"]

_QUOTES = "\"'“”«»‘’()[]\\"
_HANGS = 7  # words to look back for what a place phrase hangs on
_RANKS = frozenset("اكبر اهم ثاني ثالث رابع اقدم".split())  # «ثاني أكبر مدينة بعد صنعاء»
_AWAY = frozenset("قرب بالقرب القريبه القريب المجاوره المتاخمه المحاذيه الحدوديه قبالة قباله محاذاه بمحاذاه المطل المطله".split())
_BORDERS = frozenset("الحدود حدود حدودها حدوده حدودهما الحدوديه المثلث".split())
_SHORT, _LONG = 6, 18  # sentences


def key_of(mention: Mention) -> str:
    """What makes two mentions the same place."""
    return mention.id or mention.text


def sort_of(mention: Mention) -> str:
    """How large and how well known a place is: open (no id), country, part of a place, or its precision."""
    if mention.id is None:
        return "open"
    if is_land(mention.id):
        return "country"
    return "part" if "/" in mention.id else f"p{mention.precision}"


@dataclass(frozen=True, slots=True)
class Site:
    """A place phrase with what is true of it in its sentence.

    `how` it was found: named, party (inside a party's name), state (a country or capital that acts), wide, anaphor,
    unknown (a name that no table holds), or a sort of data/places/sites.toml; `sort` its size; `word` its first word;
    `hang` the index of the word it hangs on (-1: none) and `hung` that
    word's class; `reference` whether it only tells where another lies; `form` how a phrase without a name ends;
    `passing` whether it is where someone is a guest, comes from or is bound for.
    """

    placed: Placed
    key: str
    how: str
    sort: str
    word: str
    hang: int
    hung: str
    reference: bool
    form: str
    passing: str = ""

    @property
    def at(self) -> int:
        """The sentence it stands in."""
        return self.placed.at

    @property
    def mention(self) -> Mention:
        """What a claim shows."""
        return self.placed.mention

    @property
    def arg(self) -> Arg:
        """Its phrase."""
        return self.placed.arg


class Ground:
    """All sites of a report in order, by sentence and by place; `home` the country most places lie in, `main` the place named most."""

    def __init__(self, story: Story, countries: Callable[[str], tuple[str, ...]] = lambda _: ()) -> None:
        self.story = story
        self.countries = countries
        self.sites: list[Site] = []
        self._lands: dict[tuple[int, int, int], frozenset[str]] = {}
        self.here: dict[int, list[Site]] = {}
        self.of: dict[str, list[Site]] = {}
        self.strange = frozenset(s.words[first].fold for s in story.sentences for first, _, _ in unknown_names(s))
        for sentence in story.sentences:
            for placed, how in self._placed(sentence):
                site = _site(sentence, placed, how)
                self.sites.append(site)
                self.here.setdefault(sentence.index, []).append(site)
                self.of.setdefault(site.key, []).append(site)
        named = self.named = [site for site in self.sites if site.how == "named"]
        self._of_source: dict[int, bool] = {}
        self._said: dict[int, list[Sequence[tuple[int, int]]]] = {}
        lands = Counter(site.mention.country for site in named if site.mention.country)
        self.home = min(lands, key=lambda land: (-lands[land], land)) if lands else ""
        counts = Counter(site.key for site in named if site.sort in ("p1", "p2", "open"))
        self.main = min(counts, key=lambda key: (-counts[key], self.of[key][0].placed.n)) if counts else ""
        self.count = len(named)
        self.first = next((site.key for site in named if site.at >= story.lead), "")
        self.only = len({site.key for site in named if site.sort in ("p1", "p2", "open")}) == 1
        self.led = next((draft for sentence, draft in story.items if sentence.index >= story.lead), None)
        body = max(1, len(story.sentences) - story.lead)
        self.dense = "dense" if len(story.items) > body else "even" if 2 * len(story.items) > body else "thin"
        self.size = "short" if body <= _SHORT else "mid" if body <= _LONG else "long"
        self.topic, self.paragraph = topics(story.sentences), paragraphs(story.sentences)
        self.headline = frozenset(site.key for site in self.sites if site.at < story.lead)
        self.opening = frozenset(site.key for site in self.sites if site.at == story.lead)

    def _placed(self, sentence: Sentence) -> list[tuple[Placed, str]]:
        at = sentence.index
        out: list[tuple[Placed, str]] = []
        taken: set[int] = set()
        for placed in self.story.places_in.get(at, ()):
            actor = sentence.words[placed.arg.first].actor
            inside = actor is not None and actor.cls != "country"
            # a country or capital that is still an actor where it stands acts («نسبته أنقرة إلى …»): it is no ground
            state = actor is not None and actor.cls == "country" and actor.how in ("country", "capital")
            out.append((placed, "wide" if placed.wide else "party" if inside else "state" if state else "named"))
            taken.update(range(placed.arg.first, placed.arg.last + 1))
        for spot in self.story.found.marks["place"]:
            if not sentence.start <= spot.start < sentence.end or not sentence.words:
                continue
            first, last = sentence.find(spot.start), sentence.find(spot.end - 1)
            if first >= len(sentence.words) or first in taken:
                continue
            last = min(last, len(sentence.words) - 1)
            arg = Arg(first, last, first, "place", "", spot.start, spot.end, spot.id, spot.mention, *governor_of(sentence, first))
            out.append((Placed(arg, spot.mention, at, len(self.sites) + len(out)), "party"))
            taken.update(range(first, last + 1))
        for first, last, mention in unknown_names(sentence, self.strange):
            if first not in taken:
                arg = Arg(first, last, first, "place", "", mention.start, mention.end, None, mention, *governor_of(sentence, first))
                out.append((Placed(arg, mention, at, len(self.sites) + len(out)), "unknown"))
        starts = {placed.arg.first for placed, _ in out}
        for first, last, sort, mention in site_phrases(sentence):
            if first in starts:
                continue
            arg = Arg(first, last, first, "place", "", mention.start, mention.end, None, mention, *governor_of(sentence, first))
            named = self._meant(mention) if first == last else None
            if named is not None:
                sort, arg.id, mention = "anaphor", named.id, named
            out.append((Placed(arg, mention, at, len(self.sites) + len(out)), sort))
        out.sort(key=lambda pair: (pair[0].arg.first, pair[0].arg.last))
        return out

    def _meant(self, mention: Mention) -> Mention | None:
        """The place that «القرية» goes back to: the last one told before by the same word and a name."""
        word = fold_key(mention.text).removeprefix("ال")
        for site in reversed(self.sites):
            if site.word == word and site.how in ("named", "site", "settlement"):
                return site.mention
        return None

    def lands(self, sentence: Sentence, low: int, high: int) -> frozenset[str]:
        """The countries that actors and nationalities in words `low` to `high` tell, those of many countries left out."""
        key = (sentence.index, low, high)
        known = self._lands.get(key)
        if known is not None:
            return known
        out: set[str] = set()
        for word in sentence.words[low : high + 1]:
            actor = word.actor
            if actor is None:
                continue
            lands = self.countries(actor.id) if actor.id else ()
            if len(lands) == 1:
                out.update(lands)
            elif actor.country:
                out.add(actor.country)
        self._lands[key] = frozenset(out)
        return self._lands[key]

    def told_by(self, site: Site) -> bool:
        """Whether a place is part of the words for who speaks («محافظ عدن»)."""
        known = self._of_source.get(site.arg.start)
        if known is None:
            sayings = self.story.found.sayings
            known = any(s.source is not None and s.source.start <= site.arg.start < s.source.end for s in sayings)
            self._of_source[site.arg.start] = known
        return known

    def unsaid(self, start: int, site: Site) -> bool:
        """Whether what stands at offset `start` is said by someone and the place stands outside what he says."""
        covers = self._said.get(start)
        if covers is None:
            covers = [s.scope for s in self.story.found.sayings if any(low <= start < high for low, high in s.scope)]
            self._said[start] = covers
        return any(all(not low <= site.arg.start < high for low, high in scope) for scope in covers)

    def fit(self, draft: Draft, mention: Mention) -> list[str]:
        """How a place's country stands to those the parties come from."""
        out: list[str] = []
        if not mention.country:
            return out
        for role, parties in (("agent", draft.agents), ("target", draft.targets)):
            lands = [self.countries(m.id) for m in parties if m.id]
            if not lands or not all(lands):
                continue
            alone = "one" if all(len(each) == 1 for each in lands) else "many"
            out.append(f"{role}:{alone}:{'in' if any(mention.country in each for each in lands) else 'out'}")
        return out


def _site(sentence: Sentence, placed: Placed, how: str) -> Site:
    arg, mention = placed.arg, placed.mention
    sort = how if how not in ("named", "party", "state") else sort_of(mention)
    words = sentence.words
    hang, hung = -1, "start"
    commas = False
    for i in range(arg.first - 1, max(-1, arg.first - 1 - _HANGS), -1):
        word = words[i]
        if word.fold in HARD:
            hung = "hard"
            break
        if word.kind != "word":
            commas = commas or word.fold in ("،", ",", "-")
            continue
        kind = ""
        if word.actor is not None:
            kind = f"actor:{word.actor.cls}" if word.actor.cls in ("person", "country", "name") else "actor"
        elif word.place is not None:
            kind = "place"
        elif word.verb is not None:
            kind = "verb"
        elif word.time is not None:
            kind = "time"
        elif word.entries:
            kind = f"noun:{word.entries[0].cls}" if word.entries[0].tag == "N" else "masdar"
        elif word.fold in sentence.lexicon.particles["relative"] or word.fold in sentence.lexicon.particles["clause"]:
            kind = "relative"
        if kind:
            hang, hung = i, kind
            break
    else:
        hung = "far"
    form = ""
    if how not in ("named", "party", "state"):
        tail = words[arg.last]
        form = "one" if arg.first == arg.last else "place" if tail.place is not None else "the" if tail.fold.startswith("ال") else "a"
        if words[arg.first].number is not None or words[arg.first].kind == "number":
            form = "count"
    head = fold_key(mention.text.split()[0]).strip(_QUOTES) if " " in mention.text else "name"
    near = any(w.fold in _AWAY for w in words[max(0, arg.first - 2) : arg.first])
    near = near or (arg.first > 1 and words[arg.first - 1].fold == "مع" and words[arg.first - 2].fold in _BORDERS)
    ranked = arg.first > 1 and words[arg.first - 1].fold == "بعد" and any(
        w.fold in _RANKS for w in words[max(0, arg.first - 6) : arg.first - 1]
    )
    reference = near or ranked or is_reference(sentence, arg)
    hung = f"{hung}:comma" if commas else hung
    acts = how == "state" and sort_of(mention) != "country"  # «نسبته أنقرة إلى …»: the government, not its city
    passing = "except" if ranked or acts else passing_of(words, arg)
    return Site(placed, key_of(mention), how, sort, head, hang, hung, reference, form, passing)
