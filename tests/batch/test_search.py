"""The search for pairs cut into partitions finds what it finds in one piece: pairs, words that tell nothing, all of it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pa = pytest.importorskip("pyarrow", reason="pip install 'marsad[ray]'")
pytest.importorskip("fsspec", reason="pip install 'marsad[ray]'")

from marsad.batch import search, stages, tables  # noqa: E402
from marsad.batch.engines import Here  # noqa: E402
from marsad.batch.files import Files  # noqa: E402
from marsad.copies.candidates import find_candidates  # noqa: E402
from marsad.copies.counting import FAR  # noqa: E402
from marsad.copies.settings import load_settings  # noqa: E402
from marsad.copies.sketch import gather, sketch_many  # noqa: E402

PART = 40


def world(seed: int) -> tuple[list[str], list[int]]:
    """Texts with days: dispatches of two to ninety copies, cut and mixed; a background paragraph under many; formulas; loners."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("ابتثجحدرسشصطعفقكلمنهوي", k=chance.randint(3, 7))) for _ in range(4000)]

    def told(size: int) -> list[str]:
        return chance.choices(words, k=size)

    background, formula = told(60), told(22)
    made: list[tuple[int, str]] = []
    for size in (90, 30, 14, 7, 5, 3, 3, 2, 2, 2):
        dispatch, day = told(150), chance.randint(1, 30)
        for _ in range(size):
            first = chance.randint(0, 60)
            text = dispatch[first : first + chance.randint(40, 120)]
            if chance.random() < 0.3:
                text[5:5] = told(9)
            made.append((day + chance.randint(0, 3), " ".join(text)))
    for n in range(60):
        text = told(chance.randint(10, 90))
        text += background if n % 2 else formula
        made.append((chance.randint(1, 60) if n % 7 else FAR, " ".join(text)))
    made += [(3, ""), (4, "كلمة")]
    made.sort(key=lambda x: x[0])
    return [text for _, text in made], [day for day, _ in made]


def laid(folder: Path, texts: list[str], days: list[int], shards: int) -> Files:
    """The files that the search reads, for these texts in parts whose rows do not stand in the order of the reports."""
    files = Files(str(folder))
    sketches = sketch_many(texts)
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    parts = [order[at : at + PART] for at in range(0, len(order), PART)]
    lie: dict[int, tuple[int, int]] = {}
    for n, part in enumerate(parts):
        rows: list[dict[str, Any]] = [{"report": str(i), "sketch": sketches[i]} for i in part]
        table = pa.Table.from_pylist(rows, schema=tables.READINGS)
        files.put_table(f"readings/{n}.parquet", table)
        files.put_table(f"grams/{n}.parquet", stages.grams(table, shards))
        lie.update({i: (n, row) for row, i in enumerate(part)})
    flat = gather(sketches)
    numbers = [(name, pa.int64()) for name in ("part", "row", "day")]
    schema = pa.schema([("id", pa.string()), *numbers, ("length", pa.int32()), ("grams", pa.int64())])
    at = [lie[i] for i in range(len(texts))]
    files.put_table("world.parquet", tables.table(
        schema, [str(i) for i in range(len(texts))], [p for p, _ in at], [r for _, r in at], days, flat.lengths, np.diff(flat.bounds),
    ))  # fmt: skip
    files.put_json("parts.json", [str(n) for n in range(len(parts))])
    files.put_json("rows.json", [len(p) for p in parts])
    return files


@pytest.mark.parametrize(("seed", "shards"), [(1, 1), (2, 3), (3, 8)])
def test_partitions_find_what_one_piece_finds(tmp_path: Path, seed: int, shards: int) -> None:
    texts, days = world(seed)
    whole = find_candidates(gather(sketch_many(texts)), np.array(days, np.int64), load_settings(), compiled=True)
    files = laid(tmp_path / str(seed), texts, days, shards)
    found = search.candidates(files, Here(), shards, lambda *_: None)
    assert len(found) > 1000
    assert found.tolist() == np.stack([whole.a, whole.b], axis=1).tolist()
    keys = files.get_json("keys.json")
    assert keys["background"] == whole.background.tolist()
    assert keys["formula"] == whole.formula.tolist()
    assert keys["background"] and keys["dropped"]
    assert files.get_table("forest.parquet").column("root").to_pylist() == whole.root.tolist()


def test_dispatches_that_one_paragraph_holds_together_are_taken_apart_alike(tmp_path: Path) -> None:
    chance = random.Random(5)
    words = ["".join(chance.choices("ابتثجحدرسشصطعفقكلمنهوي", k=5)) for _ in range(5000)]
    paragraph = chance.choices(words, k=70)
    texts = [" ".join(chance.choices(words, k=chance.randint(50, 300)) + paragraph) for _ in range(30)]
    # A short report that is half background joins them all.
    texts += [" ".join(chance.choices(words, k=20) + paragraph) for _ in range(4)]
    days = [n // 6 for n in range(len(texts))]
    whole = find_candidates(gather(sketch_many(texts)), np.array(days, np.int64), load_settings(), compiled=True)
    files = laid(tmp_path, texts, days, 4)
    found = search.candidates(files, Here(), 4, lambda *_: None)
    assert files.get_table("forest.parquet").column("root").to_pylist() == whole.root.tolist()
    assert found.tolist() == np.stack([whole.a, whole.b], axis=1).tolist()
