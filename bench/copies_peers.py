"""The other programs' side of the bench of copies; runs in their own environment: `copies_peers.py METHOD FOLDED OUT`.

All get the folded text ready (our side folds within its time) and two-word shingles, 128 permutations, 64 bands of 2, and verify
at an estimated Jaccard of 0.18: the best setting found for each.
"""

import json
import re
import resource
import sys
import time
from itertools import pairwise

import numpy as np
import pyarrow.parquet as pq

PERMUTATIONS, BANDS, VERIFY, SENTENCE, SHARE = 128, 64, 0.18, 0.5, 0.2


def shingles(text):
    words = text.split()
    return list({f"{a} {b}" for a, b in pairwise(words)}) or [text]


def datasketch(texts):
    from datasketch import MinHash, MinHashLSH

    def made(text):
        one = MinHash(num_perm=PERMUTATIONS)
        one.update_batch([s.encode() for s in shingles(text)])
        return one

    return alike(texts, made, MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS)))


def rensa(texts):
    from rensa import RMinHash, RMinHashLSH

    def made(text):
        one = RMinHash(PERMUTATIONS, 42)
        one.update(shingles(text))
        return one

    return alike(texts, made, RMinHashLSH(VERIFY, PERMUTATIONS, BANDS))


def alike(texts, make, lsh):
    made, pairs = [], []
    for n, text in enumerate(texts):
        one = make(text)
        for m in lsh.query(one):
            if made[m].jaccard(one) >= VERIFY:
                pairs.append((m, n))
        lsh.insert(n, one)
        made.append(one)
    return pairs


def rensa_sentences(texts):
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(SENTENCE, PERMUTATIONS, BANDS)
    made, of, size, lengths, shared = [], [], [], [], {}
    for n, text in enumerate(texts):
        lengths.append(len(text.split()))
        for sentence in re.split(r"[.\n]+", text):
            words = len(sentence.split())
            if words < 3:
                continue
            one = RMinHash(PERMUTATIONS, 42)
            one.update(shingles(sentence))
            best = {}
            for m in lsh.query(one):
                if of[m] != n and made[m].jaccard(one) >= SENTENCE:
                    best[of[m]] = max(best.get(of[m], 0), min(words, size[m]))
            for other, count in best.items():
                shared[other, n] = shared.get((other, n), 0) + count
            lsh.insert(len(made), one)
            made.append(one)
            of.append(n)
            size.append(words)
    return [(a, b) for (a, b), count in shared.items() if count >= SHARE * min(lengths[a], lengths[b])]


def main():
    method, folded, out = sys.argv[1:4]
    texts = pq.read_table(folded)["text"].to_pylist()
    started, busy = time.perf_counter(), time.process_time()
    pairs = {"datasketch": datasketch, "rensa": rensa, "rensa-sentences": rensa_sentences}[method](texts)
    seconds, cpu = time.perf_counter() - started, time.process_time() - busy
    np.save(out, np.array(pairs, np.int64).reshape(-1, 2))
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


if __name__ == "__main__":
    main()
