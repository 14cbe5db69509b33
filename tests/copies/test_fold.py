"""Folded words: what two newsrooms write differently is one word, and every word's span is exact."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.copies.fold import classes, words
from marsad.copies.settings import load_settings
from marsad.copies.sketch import gather, sketch, sketch_bytes, unpack

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ٠١٢34 .،٫,\nًَُِّْـ\u200f\u200dabZ«»()é漢😀عبد ابو", max_size=120)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("سورية", "سوريا"), ("الديموقراطية", "الديمقراطية"), ("عبدالرحمن", "عبد الرحمن"), ("أبوظبي", "أبو ظبي"), ("أربعة", "4"),
        ("٤", "4"), ("1,200", "١٢٠٠"), ("إستراتيجي", "استراتيجي"), ("قُتِلَ", "قتل"), ("المـدينة", "المدينه"), ("مسؤول", "مسئول"),
        ("وأكد", "اكد"), ("يونيو", "حزيران"), ("أميركي", "أمريكي"), ("الأولى", "الاولي"), ("مائة", "مئة"),
    ],
)
def test_spellings_are_one_word(one: str, two: str) -> None:
    assert words(one).hashes.tolist() == words(two).hashes.tolist()


@pytest.mark.parametrize(("one", "two"), [("قتل", "قاتل"), ("14", "15"), ("وقف", "قف"), ("حلب", "حماة"), ("داعش", "الجيش")])
def test_other_words_stay_apart(one: str, two: str) -> None:
    assert words(one).hashes.tolist() != words(two).hashes.tolist()


def test_spans_hold_the_stored_words() -> None:
    text = "وقال عبد الرحمن: «قُتِلَ 1,200 شخصًا». أبو، انتهى"
    found = words(text)
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == [
        "وقال", "عبد الرحمن", "قُتِلَ", "1,200", "شخصًا", "أبو", "انتهى",
    ]


def test_classes_fill_little_of_their_table() -> None:
    table = classes()
    assert 0 < len(table.by_hash) < len(table.keys) // 8


@settings(max_examples=60, deadline=None)
@given(st.lists(ARABIC, min_size=1, max_size=8))
def test_compiled_and_plain_passes_agree(texts: list[str]) -> None:
    from marsad.copies import kernels
    from marsad.copies.fold import LETTERS, joiner_states

    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.concatenate([[0], np.cumsum([len(data) for data in encoded])]).astype(np.int64)
    data = np.frombuffer(b"".join(encoded) + b" ", np.uint8)
    flat = sketch_bytes(data, offsets, load_settings().keep)
    table = classes()
    room = len(data) + 2
    hashes, starts, ends = np.empty(room, np.uint64), np.empty(room, np.int64), np.empty(room, np.int64)
    lengths = np.zeros(len(texts), np.int32)
    kernels.scan_words(
        data, offsets, LETTERS, table.keys, table.values, np.array(joiner_states(), np.uint64), 0, np.zeros(0, np.uint64),
        np.zeros(0, np.uint16), np.zeros(len(texts), np.int64), lengths, hashes, starts, ends,
    )
    first = 0
    for n, text in enumerate(texts):
        plain, last = words(text), first + int(lengths[n])
        assert plain.hashes.tolist() == hashes[first:last].tolist()
        assert list(zip(plain.starts, plain.ends, strict=True)) == list(zip(starts[first:last], ends[first:last], strict=True))
        keys, at, length, _ = unpack(sketch(text))
        a, b = flat.bounds[n], flat.bounds[n + 1]
        assert (keys.tolist(), at.tolist(), length) == (flat.keys[a:b].tolist(), flat.at[a:b].tolist(), flat.lengths[n])
        first = last


@given(ARABIC)
@settings(max_examples=60, deadline=None)
def test_spans_are_in_order_and_hold_letters(text: str) -> None:
    found = words(text)
    ends = [0, *found.ends.tolist()]
    for start, end, before in zip(found.starts.tolist(), found.ends.tolist(), ends, strict=False):
        assert before <= start < end <= len(text)


def test_gathered_sketches_are_those_of_the_texts() -> None:
    made = [sketch("سيطرت القوات على القرية بعد معارك"), sketch(""), sketch("كلمتان فقط")]
    flat = gather(made)
    assert flat.lengths.tolist() == [6, 0, 2]
    assert flat.bounds[0] == 0
    assert flat.bounds[1] == flat.bounds[2] == flat.bounds[3] <= 4
