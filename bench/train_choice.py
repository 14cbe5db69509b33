"""Learn the weights of the choosers (marsad.reading.choice): which time, which place, by a logistic choice among candidates.

    bench/train_choice.py [--what time|place] [--folder DIR …] [--write] [--l2 X] [--show N]

Learns from the open gold, from the seeds, and from further folders of the same shape. No report of an outlet
is learnt from when that outlet's reports are scored. Prints, for each set, how many slots the rules alone and the held-out weights
get right. No randomness: outlets are dealt to folds by size. The 40 shut gold reports are never read.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import score_reader as bench

from marsad.model import Time
from marsad.reading import RuleReader, assemble
from marsad.reading.choice import Option, Story
from marsad.reading.draft import Draft
from marsad.reading.judge import Judge
from marsad.reading.sentence import Sentence
from marsad.registry.actors import Actors, load_actors
from marsad.registry.places import load_gazetteer

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/marsad/data/weights/choice.toml"
FOLDS = 8
EMPTY = {"time": 0.5, "place": 0.7}
"""How much a slot that stays empty counts beside one that is filled."""
SETTLERS = {"time": "settle_times", "place": "settle_places"}
# Measured by outlet: places have many features and few examples.
L2 = {"time": 10.0, "place": 18.0}
OPEN = {"time": 1.0, "place": 1.0}
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


def learn(examples: Sequence[Example], l2: float, open_weight: float, empty: float, rare: int) -> dict[str, float]:
    """Weights that make the right options likely: gradient steps with a fixed schedule (Adam), L2."""
    counts: dict[str, int] = defaultdict(int)
    usable = [e for e in examples if any(e.right) and not all(e.right)]
    for e in usable:
        for names in e.names:
            for name in set(names):
                counts[name] += 1
    index = {name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count >= rare))}
    rows, cols, owner, right, weight = [], [], [], [], []
    option = 0
    for n, e in enumerate(usable):
        for names, good in zip(e.names, e.right, strict=True):
            for name in set(names):
                if name in index:
                    rows.append(option)
                    cols.append(index[name])
            owner.append(n)
            right.append(good)
            option += 1
        # A slot empty on both sides is not counted, so that a wrong guess there costs less than a time left out elsewhere.
        weight.append((open_weight if e.part in ("gold", "seeds") else 1.0) * (1.0 if e.filled else empty))
    row, col = np.array(rows), np.array(cols)
    group, good, mass = np.array(owner), np.array(right, dtype=float), np.array(weight)
    w = np.zeros(len(index))
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, 201):
        scores = np.bincount(row, w[col], option)
        top = np.full(len(usable), -np.inf)
        np.maximum.at(top, group, scores)
        e = np.exp(scores - top[group])
        total = np.bincount(group, e, len(usable))
        total_good = np.bincount(group, e * good, len(usable))
        p = e / total[group]
        q = e * good / np.maximum(total_good[group], 1e-12)
        gradient = np.bincount(col, ((p - q) * mass[group])[row], len(index)) + l2 * w
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        w -= 0.08 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w[n]), 2) for name, n in index.items() if abs(w[n]) >= 0.02}


def deal(examples: Sequence[Example]) -> dict[str, int]:
    """A fold for each outlet, the largest outlets first, always to the emptiest fold."""
    counts: dict[str, int] = defaultdict(int)
    for e in examples:
        counts[e.outlet] += 1
    held = [0] * FOLDS
    out: dict[str, int] = {}
    for outlet in sorted(counts, key=lambda name: (-counts[name], name)):
        out[outlet] = held.index(min(held))
        held[out[outlet]] += counts[outlet]
    return out


def chosen(e: Example, weights: dict[str, float]) -> int:
    """The option that the weights prefer."""
    sums = [sum(weights.get(name, 0.0) for name in names) for names in e.names]
    return sums.index(max(sums))


def main() -> None:
    """Collect, cross-validate, print, and write the weights where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--what", choices=sorted(SETTLERS), default="time")
    parser.add_argument("--folder", type=Path, action="append", default=[])
    parser.add_argument("--l2", type=float)
    parser.add_argument("--open-weight", type=float)
    parser.add_argument("--rare", type=int, default=4)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--part")
    args = parser.parse_args()

    l2 = L2[args.what] if args.l2 is None else args.l2
    open_weight = OPEN[args.what] if args.open_weight is None else args.open_weight
    examples = collect(args.what, args.folder, args.shared)
    fold = deal(examples)
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    shown = 0
    for n in range(FOLDS):
        weights = learn([e for e in examples if fold[e.outlet] != n], l2, open_weight, EMPTY[args.what], args.rare)
        for e in examples:
            if fold[e.outlet] != n or not e.scored:
                continue
            pick = chosen(e, weights)
            empty = e.rule >= 0 and not e.filled and e.rule == 0
            counts = tally[e.part]
            ruled = e.rule >= 0 and e.right[e.rule]
            counts[0] += not (empty and pick == 0)
            counts[1] += ruled and not empty
            counts[2] += e.right[pick] and not (not e.filled and pick == 0)
            counts[3] += any(e.right) and e.filled
            changed = e.rule >= 0 and e.right[e.rule] != e.right[pick]
            if args.show and changed and (not args.part or args.part == e.part):
                shown += 1
                if shown <= args.show:
                    best = next((i for i, good in enumerate(e.right) if good), -1)
                    fate, wanted = ("FIXED" if e.right[pick] else "BROKE"), e.names[best] if best >= 0 else None
                    print(f"{fate} {e.report} {e.note}\n    picked {e.names[pick]}\n    right {wanted}")
    whole = [sum(column) for column in zip(*tally.values(), strict=True)]
    print(f"all    {whole[0]} rules {whole[1]} held-out {whole[2]} {whole[2] / whole[0]:.3f}")
    for part, (count, ruled, learnt, possible) in sorted(tally.items()):
        n = max(1, count)
        print(f"{part:6} slots {count:4}  rules {ruled:4} {ruled / n:.3f}  held-out {learnt:4} {learnt / n:.3f}  reachable gold {possible}")
    if args.write:
        import tomllib

        tables = tomllib.loads(WEIGHTS.read_text(encoding="utf-8")) if WEIGHTS.exists() else {}
        tables[args.what] = learn(examples, l2, open_weight, EMPTY[args.what], args.rare)
        head = "# Weights of the choosers (marsad.reading.choice): sums of named features. Made by bench/train_choice.py.\n"
        body = "".join(
            f"\n[{table}]\n" + "".join(f'"{name}" = {value}\n' for name, value in sorted(weights.items()))
            for table, weights in sorted(tables.items())
        )
        WEIGHTS.write_text(head + body, encoding="utf-8")
        assert all(math.isfinite(value) for weights in tables.values() for value in weights.values())


if __name__ == "__main__":
    main()
