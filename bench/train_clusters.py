"""Words by the company they keep: coarse and fine clusters of the folded words of a news corpus, for `marsad.reading.triggers.odds`.

    bench/train_clusters.py [--least N] --out src/marsad/data/lexicon/ar/clusters.tsv

Counts of words within four words of each other, weighed by distance, as positive pointwise mutual information with smoothed contexts
(Levy and Goldberg 2014, power .75), cut to 100 dimensions (singular value decomposition), then spherical k-means. Only single words seen
`--least` times and the numbers of their clusters are written; no sentence can be had back from them. No randomness but seeded starts.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import svds

from bench.annotations import corpus, stored
from marsad.languages.arabic import tokenize

REACH, DIMENSIONS, POWER, ROUNDS = 4, 100, 0.75, 15
SIZES = (128, 768)
_ARABIC = re.compile(r"[\u0621-\u064a]+")


def texts() -> list[list[str]]:
    """The folded Arabic words of every report."""
    out = []
    for _, article in corpus():
        text = stored(article["title"] or "", article["content"])
        out.append([token.fold for token in tokenize(text) if token.kind == "word" and _ARABIC.fullmatch(token.fold)])
    return out


def vectors(docs: list[list[str]], least: int) -> tuple[list[str], Any]:
    """The words seen often enough, and a unit vector for each."""
    counts = Counter(word for doc in docs for word in doc)
    vocabulary = sorted(word for word, n in counts.items() if n >= least)
    rank = {word: n for n, word in enumerate(vocabulary)}
    rows: list[Any] = []
    cols: list[Any] = []
    data: list[Any] = []
    for doc in docs:
        ids = np.array([rank.get(word, -1) for word in doc])
        for step in range(1, REACH + 1):
            a, b = ids[:-step], ids[step:]
            both = (a >= 0) & (b >= 0)
            rows += [a[both], b[both]]
            cols += [b[both], a[both]]
            data += [np.full(int(both.sum()), 1 / step)] * 2
    size = len(vocabulary)
    seen = coo_matrix((np.concatenate(data), (np.concatenate(rows), np.concatenate(cols))), shape=(size, size)).tocsr()
    total = np.asarray(seen.sum(1)).ravel()
    context = total**POWER
    context /= context.sum()
    pairs = seen.tocoo()
    gain = np.log(pairs.data / (total[pairs.row] * context[pairs.col]))
    keep = gain > 0
    matrix = coo_matrix((gain[keep], (pairs.row[keep], pairs.col[keep])), shape=(size, size)).tocsr()
    u, s, _ = svds(matrix, DIMENSIONS, v0=np.ones(size))
    points = (u * np.sqrt(s)).astype(np.float32)
    return vocabulary, points / (np.linalg.norm(points, axis=1, keepdims=True) + 1e-9)


def clusters(points: Any, size: int) -> Any:
    """The cluster of each point by cosine; the starts are drawn with a fixed seed."""
    centres = points[np.random.RandomState(0).choice(len(points), size, replace=False)].copy()
    nearest = np.zeros(len(points), dtype=int)
    for _ in range(ROUNDS):
        nearest = np.concatenate([np.argmax(points[i : i + 4000] @ centres.T, axis=1) for i in range(0, len(points), 4000)])
        for n in range(size):
            members = points[nearest == n]
            if len(members):
                centres[n] = members.mean(axis=0)
                centres[n] /= np.linalg.norm(centres[n]) + 1e-9
    return nearest


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--least", type=int, default=10)
    args = parser.parse_args()
    vocabulary, points = vectors(texts(), args.least)
    coarse, fine = (clusters(points, size) for size in SIZES)
    rows = [f"{word}\t{a}\t{b}" for word, a, b in zip(vocabulary, coarse, fine, strict=True)]
    args.out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(vocabulary)} words, clusters {SIZES}")


if __name__ == "__main__":
    main()
