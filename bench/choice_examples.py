"""What the choosers' weights are learnt from: claims of annotated reports, their options, and which of them agree with the annotation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import score_reader as bench

from marsad.model import Time
from marsad.reading import RuleReader, assemble
from marsad.reading.choice import Option, Story
from marsad.reading.draft import Draft
from marsad.reading.judge import Judge
from marsad.reading.sentence import Sentence
from marsad.registry.actors import Actors, load_actors
from marsad.registry.places import load_gazetteer

SETTLERS = {"time": "settle_times", "place": "settle_places"}
JUDGING = "judge"
Lister = Callable[[Sentence, Draft], list[Option[Any]]]


@dataclass
class Example:
    """A claim matched with gold: its options' features, which of them agree with gold, what the rules chose."""

    names: list[tuple[str, ...]]
    right: list[bool]
    rule: int
    report: str
    outlet: str
    part: str
    filled: bool
    note: str
    scored: bool = True


def lister(what: str, story: Story, actors: Actors) -> Lister:
    """The function that lists a draft's options in a report."""
    if what == "time":
        from marsad.reading.timing import time_options

        return lambda sentence, draft: time_options(story, sentence, draft)
    from marsad.reading.ground import Ground
    from marsad.reading.placing import place_options

    ground = Ground(story, lambda key: actors.get(key).countries if key in actors else ())
    return lambda sentence, draft: place_options(ground, sentence, draft)


def agrees(score: Any, what: str, gold: dict[str, Any], value: Any) -> bool:
    """Whether an option is what gold has."""
    if what == "time":
        return bool(score.same_time(gold.get("time"), {"edtf": value.edtf} if isinstance(value, Time) else None))
    return bool(score.agree(gold.get("places"), [{"text": m.text, "id": m.id} for m in value]))


def collect(what: str, folders: Sequence[Path], shared: Path) -> list[Example]:
    """The examples of the open gold and of `folders`."""
    score = bench.load_score(shared)
    actors = load_actors()
    reader = RuleReader(actors, load_gazetteer())
    kept: dict[tuple[str, int, int], tuple[list[Option[Any]], Any]] = {}
    settler = getattr(assemble, SETTLERS[what])

    seen: list[tuple[Story, Lister]] = []

    def record(story: Story, items: Sequence[tuple[Sentence, Draft]], _: object = None) -> None:
        listed = lister(what, story, actors)
        seen[:] = [(story, listed)]
        for sentence, draft in items:
            word = sentence.words[draft.trigger.at]
            value = draft.time if what == "time" else tuple(draft.places)
            key = (draft.kind, word.start, sentence.words[draft.trigger.last].end)
            kept[key] = (listed(sentence, draft), value)

    drafted: list[tuple[Sentence, Draft]] = []
    judging = Judge.judge

    def overhear(
        judge: Judge, items: list[tuple[Sentence, Draft]], sentences: Sequence[Sentence], title: bool
    ) -> list[tuple[Sentence, Draft]]:
        drafted[:] = items
        return judging(judge, items, sentences, title)

    setattr(assemble, SETTLERS[what], record)
    setattr(Judge, JUDGING, overhear)
    out: list[Example] = []
    sets = [shared / "gold", shared / "seeds", *folders]
    for folder in sets:
        for row, told in bench.annotated(shared, folder):
            kept.clear()
            claims = reader.read(bench.as_report(row))
            made = [bench.as_json(claim) for claim in claims]
            pairs = paired(score, told, made)
            if what == "place":
                read = {(claim.kind, claim.trigger.start) for claim in claims}
                for i, sentence, draft in missed(score, told, set(pairs), drafted, read, bench.as_report(row).text):
                    story, listed = seen[0]
                    here = (sentence.index, draft.trigger.at)
                    story.order[id(draft)] = sum((s.index, d.trigger.at) < here for s, d in story.items)
                    options = listed(sentence, draft)
                    right = [agrees(score, what, told[i], option.value) for option in options]
                    outlet = row.get("outlet") or row["id"]
                    named = [o.names for o in options]
                    out.append(Example(named, right, -1, row["id"], outlet, folder.name, bool(told[i].get("places")), "", False))
            for i, j in pairs.items():
                claim = claims[j]
                found = next((v for (k, s, e), v in kept.items() if k == claim.kind and s == claim.trigger.start), None)
                if found is None:
                    continue
                options, value = found
                right = [agrees(score, what, told[i], option.value) for option in options]
                ruled = next((n for n, option in enumerate(options) if option.value == value or (
                    what == "time" and option.value and value and option.value.edtf == value.edtf)), -1)
                wanted = told[i].get("time") if what == "time" else told[i].get("places")
                note = f"{claim.quote[:160]}\n    gold {wanted}\n    rule {options[ruled].value}"
                outlet = row.get("outlet") or row["id"]
                out.append(Example([o.names for o in options], right, ruled, row["id"], outlet, folder.name, bool(wanted), note))
    setattr(assemble, SETTLERS[what], settler)
    setattr(Judge, JUDGING, judging)
    return out


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
