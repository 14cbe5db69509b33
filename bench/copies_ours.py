"""Our side of the bench of copies, in a process of its own: `copies_ours.py DOCS OUT`. Pairs with shares, no alignment.

Times the whole way from the bytes of an Arrow string column to pairs: decoding, folding, hashing, counting, judging. What is
loaded once a process (imports, compiled code from its cache) is warmed up on 200 reports before the clock starts.
"""

from __future__ import annotations

import dataclasses
import json
import resource
import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from marsad.copies.candidates import find_candidates
from marsad.copies.settings import Settings, load_settings
from marsad.copies.sketch import Sketches, sketch_bytes

SHARE = 0.12
"""Words covered by runs, of the shorter report's: runs stop at the first and last kept gram, so a fifth reads as less."""


def sought(sketches: Sketches, settings: Settings) -> NDArray[np.int64]:
    """Pairs of report indices."""
    found = find_candidates(sketches, np.zeros(sketches.reports, np.int64), settings, standing=False, compiled=True)
    return np.stack([found.a, found.b], axis=1).astype(np.int64)


def main() -> None:
    """Read, warm up, measure, write the pairs, print seconds and memory as JSON."""
    docs, out = sys.argv[1:3]
    column = pq.read_table(docs, columns=["text"])["text"].combine_chunks()
    pa.default_memory_pool().release_unused()
    count = len(column)
    offsets = np.frombuffer(column.buffers()[1], np.int32)[: count + 1].astype(np.int64)
    data = np.frombuffer(column.buffers()[2], np.uint8)[: offsets[-1]]
    shipped = load_settings()
    settings = dataclasses.replace(shipped, pair=dataclasses.replace(shipped.pair, share=SHARE))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sought(sketch_bytes(data, offsets[:200], settings.keep), settings)
    started = time.perf_counter()
    cpu = time.process_time()
    sketches = sketch_bytes(data, offsets, settings.keep)
    del column, data  # the search asks for no text
    pa.default_memory_pool().release_unused()
    found = sought(sketches, settings)
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sketched = sketches.keys.nbytes + sketches.at.nbytes
    np.save(out, found)
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak_kb": peak, "before_kb": before, "sketch_bytes": sketched / count}))


if __name__ == "__main__":
    main()
