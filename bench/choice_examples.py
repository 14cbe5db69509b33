"""What the choosers' weights are learnt from: claims of annotated and judged reports, their options, and which of them are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import score_reader as bench

from bench.ordinary import Slots, newspapers, slots
from marsad.model import Claim, Mention, Report, Time
from marsad.reading import RuleReader, assemble
from marsad.reading.choice import Option, Story
from marsad.reading.claims.draft import Draft
from marsad.reading.context import Context
from marsad.reading.judge import Judge
from marsad.reading.places.ground import Ground
from marsad.reading.places.placing import place_options, settle_places
from marsad.reading.times.timing import settle_times, time_options
from marsad.reading.words.sentence import Sentence
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer

SLOTS = ("place", "time")
Lister = Callable[[Sentence, Draft], list[Option[Any]]]
Key = tuple[str, int]
"""A claim of a report: its kind and where its trigger stands."""


@dataclass
class Example:
    """A claim that somebody judged: its options (`values` to show, `names` of their features), which of them are right, what the rules
    chose."""

    names: list[tuple[str, ...]]
    right: list[bool]
    rule: int
    report: str
    outlet: str
    part: str
    filled: bool
    note: str
    scored: bool = True
    values: list[str] = field(default_factory=list)


@dataclass
class Heard:
    """What the choosers saw of the report last read: for each slot its options, each draft's options and what the rules gave it; and the
    drafts that the judge was shown."""

    listed: dict[str, Lister] = field(default_factory=dict)
    story: Story | None = None
    ground: Ground | None = None
    kept: dict[str, dict[Key, tuple[list[Option[Any]], Any]]] = field(default_factory=lambda: {slot: {} for slot in SLOTS})
    drafted: list[tuple[Sentence, Draft]] = field(default_factory=list)

    def hear(self, slot: str, story: Story, items: Sequence[tuple[Sentence, Draft]], ground: Ground | None) -> None:
        """Keep the options of each draft as they are now."""

        def listed(sentence: Sentence, draft: Draft) -> list[Option[Any]]:
            return time_options(story, sentence, draft) if ground is None else place_options(ground, sentence, draft)

        self.story, self.listed[slot] = story, listed
        self.ground = ground or self.ground
        for sentence, draft in items:
            value = tuple(draft.places) if ground is not None else draft.time
            self.kept[slot][draft.kind, sentence.words[draft.trigger.at].start] = (listed(sentence, draft), value)


@contextmanager
def overhearing() -> Iterator[list[Heard]]:
    """While it lasts, the one element of the list is what was heard of the report that is read; put a new one before each report."""
    actors = load_actors()
    heard = [Heard()]
    judging = Judge.judge

    def places(story: Story, items: Sequence[tuple[Sentence, Draft]], countries: Callable[[str], tuple[str, ...]]) -> None:
        heard[0].hear("place", story, items, Ground(story, lambda key: actors.get(key).countries if key in actors else ()))
        settle_places(story, items, countries)

    def times(story: Story, items: Sequence[tuple[Sentence, Draft]]) -> None:
        heard[0].hear("time", story, items, None)
        settle_times(story, items)

    def judged(
        judge: Judge, items: list[tuple[Sentence, Draft]], sentences: Sequence[Sentence], title: bool
    ) -> list[tuple[Sentence, Draft]]:
        heard[0].drafted = list(items)
        return judging(judge, items, sentences, title)

    with (
        patch.object(assemble, "settle_places", places),
        patch.object(assemble, "settle_times", times),
        patch.object(Judge, "judge", judged),
    ):
        yield heard


def agrees(score: Any, slot: str, gold: dict[str, Any], value: Any) -> bool:
    """Whether an option is what gold has."""
    if slot == "time":
        return bool(score.same_time(gold.get("time"), {"edtf": value.edtf} if isinstance(value, Time) else None))
    return bool(score.agree(gold.get("places"), [{"text": m.text, "id": m.id} for m in value]))


def as_judged(score: Any, slot: str, told: Slots, value: Any, text: str, ground: Ground) -> bool:
    """Whether an option is what a careful reader said: places agree where they share words of the text, or as the scorer says."""
    if slot == "time":
        right = None if told.time == "-" else {"edtf": told.time}
        return bool(score.same_time(right, {"edtf": value.edtf} if isinstance(value, Time) else None))
    spans = told.places or ()
    if not spans or not value:
        return not spans and not value
    named = []
    for first, last in spans:
        known = (s.mention.id for s in ground.sites if s.mention.id and s.mention.start < last and first < s.mention.end)
        named.append({"text": text[first:last], "id": next(known, None)})

    def good(mention: Mention) -> bool:
        shares = any(mention.start < last and first < mention.end for first, last in spans)
        return shares or any(score.same_mention(one, {"text": mention.text, "id": mention.id}) for one in named)

    count = sum(map(good, value))
    return count > 0 and 2 * count >= len(value)


def collect(
    folders: Sequence[Path], shared: Path, judged: bool = True, contexts: Mapping[str, Context] | None = None
) -> dict[str, list[Example]]:
    """The examples of the open gold, the seeds, `folders` and the judged claims of ordinary reports, by slot."""
    score = bench.load_score(shared)
    reader = RuleReader(load_actors(), load_gazetteer())
    readers = {group: RuleReader(load_actors(), load_gazetteer(), context=context) for group, context in (contexts or {}).items()}
    out: dict[str, list[Example]] = {slot: [] for slot in SLOTS}
    with overhearing() as heard:
        for folder in (shared / "gold", shared / "seeds", *folders):
            for row, told in bench.annotated(shared, folder):
                heard[0] = Heard()
                report = bench.as_report(row)
                claims = readers.get(row.get("outlet") or folder.name, reader).read(report)
                for slot, found in annotated(score, heard[0], report, claims, told, folder.name).items():
                    out[slot] += found
        known = slots() if judged else {}
        for report in newspapers(known):
            heard[0] = Heard()
            reader.read(report)
            for slot, found in confirmed(score, heard[0], report, known[report.id]).items():
                out[slot] += found
    return out


def annotated(
    score: Any, heard: Heard, report: Report, claims: Sequence[Claim], told: Sequence[dict[str, Any]], part: str
) -> dict[str, list[Example]]:
    """The examples of one annotated report: of the claims that gold has too, and, for places, of those that the judge dropped."""
    out: dict[str, list[Example]] = {slot: [] for slot in SLOTS}
    pairs = paired(score, told, [bench.as_json(claim) for claim in claims])
    outlet = report.outlet or report.id
    read = {(claim.kind, claim.trigger.start) for claim in claims}
    story = heard.story
    if story is not None:
        for i, sentence, draft in missed(score, told, set(pairs), heard.drafted, read, report.text):
            here = (sentence.index, draft.trigger.at)
            story.order[id(draft)] = sum((s.index, d.trigger.at) < here for s, d in story.items)
            options = heard.listed["place"](sentence, draft)
            right = [agrees(score, "place", told[i], option.value) for option in options]
            named = [o.names for o in options]
            filled = bool(told[i].get("places"))
            out["place"].append(Example(named, right, -1, report.id, outlet, part, filled, "", False))
    for i, j in pairs.items():
        claim = claims[j]
        for slot in SLOTS:
            found = heard.kept[slot].get((claim.kind, claim.trigger.start))
            if found is None:
                continue
            options, value = found
            right = [agrees(score, slot, told[i], option.value) for option in options]
            wanted = told[i].get(slot if slot == "time" else "places")
            ruled = _ruled(slot, options, value)
            note = f"{claim.kind} [{claim.trigger.text}] {claim.quote[:260]}\n    gold {wanted}"
            named = [o.names for o in options]
            out[slot].append(Example(named, right, ruled, report.id, outlet, part, bool(wanted), note, values=_shown(options)))
    return out


def confirmed(score: Any, heard: Heard, report: Report, told: Sequence[Slots]) -> dict[str, list[Example]]:
    """The examples of one report of which some claims' places and times were judged."""
    out: dict[str, list[Example]] = {slot: [] for slot in SLOTS}
    for one in told:
        for slot in SLOTS:
            found = heard.kept[slot].get((one.kind, one.trigger))
            said = one.places if slot == "place" else one.time
            if found is None or said is None or heard.ground is None:
                continue
            options, value = found
            right = [as_judged(score, slot, one, option.value, report.text, heard.ground) for option in options]
            shown = one.time if slot == "time" else [report.text[first:last] for first, last in one.places or ()]
            note = f"{one.kind} {report.text[max(0, one.trigger - 200) : one.trigger + 160]}\n    judged {shown}"
            filled, outlet = said not in ((), "-"), report.outlet or report.id
            ruled = _ruled(slot, options, value)
            named = [o.names for o in options]
            out[slot].append(Example(named, right, ruled, report.id, outlet, "judged", filled, note, values=_shown(options)))
    return out


def _shown(options: Sequence[Option[Any]]) -> list[str]:
    """The values of options in words."""
    out = []
    for option in options:
        value = option.value
        out.append(value.edtf if isinstance(value, Time) else " | ".join(f"{m.text} ({m.id})" for m in value) if value else "none")
    return out


def _ruled(slot: str, options: Sequence[Option[Any]], value: Any) -> int:
    """The option that is what the rules gave; -1 where none is."""
    for n, option in enumerate(options):
        if option.value == value or (slot == "time" and option.value and value and option.value.edtf == value.edtf):
            return n
    return -1


def missed(
    score: Any,
    told: Sequence[dict[str, Any]],
    found: set[int],
    drafted: Sequence[tuple[Sentence, Draft]],
    read: set[tuple[str, int]],
    text: str,
) -> list[tuple[int, Sentence, Draft]]:
    """Gold claims that the judge dropped, with the drafts he dropped: what they teach of places holds as well."""
    out = []
    taken: set[int] = set()
    for i, claim in enumerate(told):
        start = text.find(claim["quote"])
        if i in found or start < 0:
            continue
        words = set(score.words(claim["trigger"]))
        for n, (sentence, draft) in enumerate(drafted):
            first = sentence.words[draft.trigger.at].start
            last = sentence.words[draft.trigger.last].end
            inside = start <= first < start + len(claim["quote"]) and draft.kind == claim["kind"]
            if inside and n not in taken and (draft.kind, first) not in read and words & set(score.words(text[first:last])):
                taken.add(n)
                out.append((i, sentence, draft))
                break
    return out


def paired(score: Any, told: Sequence[dict[str, Any]], made: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Gold claims to predicted claims, one to one, as the scorer matches them."""
    pairs = sorted(
        ((score.fits(g, p) + 0.5 * score.core(g, p), i, j) for i, g in enumerate(told) for j, p in enumerate(made) if score.fits(g, p)),
        reverse=True,
    )
    out: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in out and j not in out.values():
            out[i] = j
    return out
