"""Precision and recall of `copy` on real pairs labelled by reading: `python -m bench.copies_labels [FOLDER]`.

The rules were set on `copies_labels.tsv`; `copies_labels_held.tsv` was drawn and read after them. Both hold ids and judgements only
(day/row in the SaudiNewsNet archive; 1 a shared passage of twelve words or more plainly derives from one text, 0 none does). The
reports are read from FOLDER, by default ../shared/corpus/saudinewsnet.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from bench.copies_corpus import load
from marsad.copies import detect

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / "shared" / "corpus" / "saudinewsnet"


def main(argv: Sequence[str] | None = None) -> None:
    """Run over the whole archive, print precision, recall and F1 on the labelled pairs."""
    folder = Path((argv or [str(FOLDER)])[0])
    if not folder.is_dir():
        print("the newspaper archive is not here: nothing measured")
        return
    found = {(copy.a, copy.b): copy for copy in detect(list(load(folder)), edits=False).pairs}
    own = {pair for pair, copy in found.items() if not copy.background}
    for file in ("copies_labels.tsv", "copies_labels_held.tsv"):
        rows = [line.split("\t") for line in (HERE / file).read_text().splitlines() if not line.startswith("#")]
        for name, counted in (("all pairs", set(found)), ("background left out", own)):
            said = [((min(a, b), max(a, b)) in counted, label == "1") for a, b, label in rows]
            right = sum(ours and gold for ours, gold in said)
            precision, recall = right / max(1, sum(ours for ours, _ in said)), right / sum(gold for _, gold in said)
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            print(f"{file}, {name}: {len(rows)} labelled, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:] or None)
