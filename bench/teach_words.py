"""Teach the encoder of `marsad.reading.context` what words keep company with what, on the unlabelled reports of ../shared/corpus.

    bench/teach_words.py [--minutes N] [--held DIR]… --out FILE

Vectors of words first (word2vec's skip-gram, Mikolov and others 2013), then one word in six hidden and told from the rest (Devlin and
others 2019); reports with words of war are seen three times as often. The shut gold reports and the sets in --held are left out, and
whatever copies them. Needs torch and gensim, of the bench alone. Two cores tell one word in three after half an hour.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import score_reader as bench
import torch
from annotations import corpus, stored
from context_model import AFFIXES, STEMS, TOLD, WIDTH, WORDS, Encoder
from gensim.models import Word2Vec
from torch.nn import functional as F

from marsad.languages.arabic import tokenize
from marsad.reading.context.hearing import rows_of

ROOT = Path(__file__).resolve().parents[1]
LONG, SIDE, HIDDEN = 96, 64, 18
"""Words of a window, windows side by side, words hidden in each."""
WAR = tuple("قتل غار قصف هجوم اشتباك سيطر تفجير انفجار مسلح داعش حوثي اغتيال خطف معارك قذايف صاروخ قوات".split())
COPIED = 0.1
"""A report of whose runs of seven words such a share stands in a held one is left out."""
SEVEN = 7


def words_of(text: str) -> list[str]:
    """Folded words; every number is one."""
    return ["#" if token.fold[0].isdigit() else token.fold for token in tokenize(text)]


def runs(words: Sequence[str]) -> set[str]:
    """Its runs of seven words."""
    return {" ".join(words[n : n + SEVEN]) for n in range(len(words) - SEVEN + 1)}


def told(held: Sequence[Path], shared: Path) -> Iterator[tuple[list[str], bool]]:
    """The reports that may be learnt from, and whether they tell of war."""
    barred: set[str] = set()
    for row in bench.part(bench.lines(shared / "gold/reports.jsonl"), True):
        barred |= runs(words_of(stored(row["title"], row["text"])))
    for folder in held:
        for row in bench.lines(folder / "reports.jsonl"):
            barred |= runs(words_of(stored(row["title"], row["text"])))
    for _, article in corpus():
        words = words_of(stored(article["title"], article["content"] or ""))
        own = runs(words)
        if len(own & barred) < max(3, COPIED * len(own)):
            yield words, sum(any(sign in word for sign in WAR) for word in words) >= 3
    for row in bench.lines(ROOT / "bench/written/reports.jsonl"):
        yield words_of(stored(row["title"], row["text"])), True


def first_vectors(encoder: Encoder, reports: Sequence[list[str]], words: dict[str, int]) -> None:
    """Lay vectors of words into the encoder's table, scaled as its other tables are."""
    found = Word2Vec(reports, vector_size=WIDTH, window=5, min_count=4, sg=1, negative=5, epochs=4, workers=1, sample=1e-4, seed=1).wv
    spelt = [word for word in words if word in found]
    vectors = np.array([found[word] for word in spelt])
    vectors = (vectors - vectors.mean(0)) * (0.05 / vectors.std())
    with torch.no_grad():
        encoder.w.weight[torch.tensor([words[word] for word in spelt])] = torch.from_numpy(vectors)


def windows(reports: Sequence[tuple[list[str], bool]], words: dict[str, int]) -> Any:
    """Every report in windows of numbers, those of war three times at other cuts."""
    rng = np.random.default_rng(0)
    out = []
    for report, war in reports:
        rows = np.array([rows_of(word, words, STEMS, AFFIXES) for word in report], dtype=np.int32)
        for again in range(3 if war else 1):
            for at in range(int(rng.integers(0, LONG // 2)) if again else 0, len(rows), LONG):
                part = rows[at : at + LONG]
                if len(part) >= 16:
                    whole = np.zeros((LONG, 5), np.int32)
                    whole[: len(part)] = part
                    out.append(whole)
    return np.stack(out)


def teach(encoder: Encoder, rows: Any, minutes: float) -> None:
    """Hide words and tell them, until the minutes are over."""
    rng = np.random.default_rng(1)
    best = torch.optim.AdamW(encoder.parameters(), lr=1e-3, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    begun, n, losses = time.monotonic(), 0, []
    encoder.train()
    while True:
        order = rng.permutation(len(rows))
        for at in range(0, len(order) - SIDE, SIDE):
            over = (time.monotonic() - begun) / (minutes * 60)
            if over >= 1:
                return
            for group in best.param_groups:
                group["lr"] = min(1, (n + 1) / 200) * (1.5e-3 * (0.5 + 0.5 * math.cos(math.pi * over)) + 3e-5)
            spelt = torch.from_numpy(rows[order[at : at + SIDE]]).long()
            chosen = torch.from_numpy(rng.choice(SIDE * LONG, HIDDEN * SIDE, replace=False))
            hidden = torch.zeros(SIDE * LONG, 1)
            hidden[chosen[torch.from_numpy(rng.random(len(chosen)) >= 0.12)]] = 1
            x = encoder.embed(spelt).reshape(-1, WIDTH) * (1 - hidden) + encoder.mask * hidden
            right = spelt[..., 0].reshape(-1)[chosen]
            known = (right > 1) & (right < TOLD)
            with torch.autocast("cpu", torch.bfloat16):  # twice as fast on processors that know bfloat16
                h = encoder(x.reshape(SIDE, LONG, WIDTH), spelt[..., 0] > 0, 0.05).reshape(-1, WIDTH)[chosen[known]]
                shares = encoder.tell(h).float()
            loss = F.cross_entropy(shares, right[known])
            best.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            best.step()
            n += 1
            losses.append(loss.item())
            if n % 100 == 0:
                print(f"{n} steps, loss {sum(losses[-100:]) / 100:.3f}", flush=True)


def main() -> None:
    """Read, teach, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--held", type=Path, action="append", default=[])
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(0)
    reports = list(told(args.held, args.shared))
    often = Counter(word for words, _ in reports for word in words)
    words = {word: n + 2 for n, (word, _) in enumerate(often.most_common(WORDS - 2))}
    encoder = Encoder()
    first_vectors(encoder, [each for each, war in reports for _ in range(2 if war else 1)], words)
    teach(encoder, windows(reports, words), args.minutes)
    torch.save({"encoder": encoder.state_dict(), "words": words}, args.out)


if __name__ == "__main__":
    main()
