"""The made press: agencies write dispatches out of statements, outlets print, cut and re-spell them, and write some themselves."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from marsad.model import AlignedPassage, Claim, Copy, Mention, Quantity, Report, Time, Trigger
from marsad.simulation.front import War
from marsad.simulation.speech import Statement, background
from marsad.simulation.words import Sentence, coloured, data, place_words, sentence, speaker_words

_KINDS = {"past": "withdraw", "entry": "advance", "deny": "capture"}
_MODALITY = {"deny": "denied"}
_DROP = 0.05


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An agency's text of a day: its sentences, each with the id by which its copies are known."""

    id: str
    agency: int
    day: int
    sentences: tuple[Sentence, ...]


@dataclass(slots=True)
class Printed:
    """A report with its claims, the truth of each (event, speaker, id of the dispatch's sentence or empty), and for each sentence
    (start, end, that id)."""

    report: Report
    claims: list[Claim]
    truth: list[tuple[str, str, str]]
    passages: list[tuple[int, int, str]]


def write(war: War, said: Mapping[int, Sequence[Statement]], start: date, wanted: int, rates: dict[str, float],
          random: Random) -> list[Printed]:
    """About `wanted` reports of the outlets over the war, in order of days."""
    made: list[Printed] = []
    owed = 0
    outlets, leans = data()["outlets"]["names"], data()["outlets"]["leans"]
    for day in range(war.days):
        # What a quiet day could not fill is made up for later.
        quota = wanted * (day + 1) // war.days - wanted * day // war.days + min(owed, 8)
        pool = list(said.get(day, ()))
        random.shuffle(pool)
        dispatches = _dispatches(war, pool, day, start, rates, random)
        own = sum(random.random() < rates["own"] for _ in range(quota))
        jobs: list[tuple[str, list[tuple[Sentence, str]], int, int]] = []
        for n in range(own):
            text = _own(war, day, start, said, random)
            if text:
                jobs.append((outlets[(day + n) % len(outlets)], [(s, "") for s in text], day, -1))
        slots = [(d, o) for d in dispatches for o in range(len(outlets)) if _wants(d, leans[o]) or random.random() >= rates["lean"]]
        random.shuffle(slots)
        for d, o in slots[:max(0, quota - len(jobs))]:
            kept = list(d.sentences)
            if len(kept) > 2 and random.random() < 0.4:
                kept = kept[:-1]
            jobs.append((outlets[o], [(s, f"{d.id}/{n}") for n, s in enumerate(kept)], day + (random.random() < 0.4), d.agency))
        owed += wanted * (day + 1) // war.days - wanted * day // war.days - len(jobs)
        for outlet, lines, printed, agency in jobs:
            made.append(_print(f"sim-{len(made):06d}", outlet, lines, day, printed, agency, war, start, random))
    return made


def _wants(dispatch: Dispatch, side: str) -> bool:
    """Whether an outlet that leans to this side cares to print a dispatch."""
    return not side or any(s.said is not None and s.said.speaker == side for s in dispatch.sentences)


def _dispatches(war: War, pool: list[Statement], day: int, start: date, rates: dict[str, float],
                random: Random) -> list[Dispatch]:
    """The day's statements dealt out to agencies, three or so a dispatch; some speakers talk to two agencies."""
    found: list[Dispatch] = []
    agencies = data()["agencies"]
    for agency in range(len(agencies)):
        heard = [s for s in pool if random.random() < 0.5]
        for n in range(0, len(heard), 3):
            slip = 1 if random.random() < rates["slip"] else 0
            lines = [sentence(s, war.places[s.place], start, day, cut=False, slip=slip if s.kind not in ("hold", "deny") else 0)
                     for s in heard[n:n + 3]]
            if random.random() < rates["background"]:
                spot = random.choice(war.near[heard[n].place] + [heard[n].place])
                more = background(war, spot, day, random, rates)
                if more is not None and all(s.place != spot for s in heard[n:n + 3]):
                    lines.append(sentence(more, war.places[spot], start, day, cut=True))
            found.append(Dispatch(f"d{day}-{agency}-{n}", agency, day, tuple(lines)))
    return found


def _own(war: War, day: int, start: date, said: Mapping[int, Sequence[Statement]], random: Random) -> list[Sentence]:
    """An outlet's own report: one true happening of the day or the day before, and who holds a place nearby."""
    happened = [h for h in war.happenings if h.day in (day, day - 1) and h.true]
    lines: list[Sentence] = []
    if happened:
        h = random.choice(happened)
        own = Statement("", h.kind, h.place, h.day, day, h.agent, h.target, h.id, h.killed)
        lines.append(sentence(own, war.places[h.place], start, day, cut=True))
    spot = random.randrange(len(war.places))
    more = background(war, spot, day, random, {"past": 0.0})
    if more is not None and all(s.said is None or s.said.place != spot for s in lines):
        lines.append(sentence(more, war.places[spot], start, day, cut=True))
    return lines


def _style(text: str, outlet: str) -> str:
    """An outlet's spelling: same length, so that spans stay."""
    habit = hashlib.sha256(outlet.encode()).digest()[0] % 3
    if habit == 1:
        return text.translate({0x623: 0x627, 0x625: 0x627})
    return text.replace("ي ", "ى ") if habit == 2 else text


def _print(ident: str, outlet: str, lines: list[tuple[Sentence, str]], day: int, printed: int, agency: int, war: War, start: date,
           random: Random) -> Printed:
    """One report of these sentences."""
    head = data()["agencies"][agency]["byline"] if agency >= 0 and random.random() < 0.5 else ""
    title = ""
    text = title + "\n" + head
    claims: list[Claim] = []
    truth: list[tuple[str, str, str]] = []
    passages: list[tuple[int, int, str]] = []
    published = date.fromordinal(start.toordinal() + printed).isoformat()
    dispatch = date.fromordinal(start.toordinal() + day).isoformat()
    for n, (line, key) in enumerate(lines):
        if line.said is not None and "who" in line.spans and line.said.kind != "deny" and random.random() < _DROP:
            slip = line.said.day - _told(line, start)
            line = replace(sentence(line.said, war.places[line.said.place], start, day, cut=True, slip=slip))
        at = len(text)
        words = coloured(line.text, key or f"{ident}/{n}")
        text += _style(words, outlet) + " "
        passages.append((at, at + len(words), key))
        if line.said is not None:
            claim = _claim(ident, line, at, text, war, dispatch, len(claims))
            claims.append(claim)
            voice = line.said.speaker if claim.source is not None else f"outlet:{outlet}"
            truth.append((line.said.event, voice, key))
    report = Report(ident, title, text, outlet, "", published)
    return Printed(report, claims, truth, passages)


def _told(line: Sentence, start: date) -> int:
    assert line.said is not None
    return date.fromisoformat(line.edtf).toordinal() - start.toordinal() if line.edtf else line.said.day


def _claim(report: str, line: Sentence, at: int, text: str, war: War, dispatch: str, n: int) -> Claim:
    """The claim of a sentence, as a perfect reader would take it."""
    said = line.said
    assert said is not None
    place = war.places[said.place]

    def mention(slot: str, ident: str | None, kind: str) -> Mention:
        a, b = line.spans[slot]
        return Mention(text[at + a:at + b], at + a, at + b, ident, kind)

    where = replace(mention("place", place.id, "place"), precision=1, lat=place.lat, lon=place.lon, country=place.country,
                    admin1=place.admin1)
    start, end = (at + x for x in line.spans["quote"])
    quantities: tuple[Quantity, ...] = ()
    if "n" in line.spans:
        a, b = line.spans["n"]
        quantities = (Quantity("killed", said.killed, said.killed, "people", "civilians", text[at + a:at + b]),)
    a, b = line.spans["trigger"]
    spoken = mention("who", said.speaker, "body") if "who" in line.spans else None
    agents = () if said.kind == "bombing" else (mention("agent", said.agent, "actor"),)
    targets = (mention("target", said.target, "actor"),) if "target" in line.spans and said.target else ()
    words = text[at + line.spans["time"][0]:at + line.spans["time"][1]] if line.edtf and "time" in line.spans else ""
    digest = hashlib.sha256(f"{report}|{n}".encode()).hexdigest()[:12]
    return Claim(
        id=f"c{digest}", report=report, kind=_KINDS.get(said.kind, said.kind), quote=text[start:end], start=start, end=end,
        trigger=Trigger(text[at + a:at + b], at + a, at + b), agents=agents, targets=targets, places=(where,),
        time=Time(words, line.edtf) if line.edtf else None, source=spoken, modality=_MODALITY.get(said.kind, "asserted"),
        quantities=quantities, extent="partial" if said.kind == "entry" else None,
        means=("car-bomb",) if said.kind == "bombing" else (), reader="simulation", confidence=1.0, passage=n, dispatch=dispatch,
    )


def copies(printed: Sequence[Printed]) -> list[Copy]:
    """The true copies: sentences of one dispatch in two reports."""
    by_key: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    words = {p.report.id: max(1, len(p.report.text.split())) for p in printed}
    for p in printed:
        for start, end, key in p.passages:
            if key:
                by_key[key].append((p.report.id, start, end))
    pairs: dict[tuple[str, str], list[AlignedPassage]] = defaultdict(list)
    texts = {p.report.id: p.report.text for p in printed}
    for _, held in sorted(by_key.items()):
        held.sort()
        for i, (a, a0, a1) in enumerate(held):
            for b, b0, b1 in held[i + 1:]:
                pairs[a, b].append(AlignedPassage(a0, a1, b0, b1, len(texts[a][a0:a1].split())))
    return [Copy(a, b, min(1.0, sum(x.words for x in found) / words[a]), min(1.0, sum(x.words for x in found) / words[b]),
                 tuple(found)) for (a, b), found in sorted(pairs.items())]


__all__ = ["Dispatch", "Printed", "copies", "place_words", "speaker_words", "write"]
