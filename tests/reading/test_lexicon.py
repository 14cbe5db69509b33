"""Verb forms, nouns and frames as data."""

from __future__ import annotations

import pytest

from marsad.errors import BadData
from marsad.model import KINDS
from marsad.reading.triggers.frames import load_frames
from marsad.reading.words.conjugate import Verb, forms, parse_verbs
from marsad.reading.words.lexicon import load_lexicon


def spelt(lemma: str, root: str, form: str) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for made in forms(Verb(lemma, root, form, (), ())):
        out.setdefault(made.tag, set()).add(made.text)
    return out


@pytest.mark.parametrize(
    ("lemma", "root", "form", "tag", "wanted"),
    [
        ("سيطر", "سيطر", "q1", "P", {"سيطر", "سيطرت", "سيطروا"}),
        ("قتل", "قتل", "1", "U", {"مقتول"}),
        ("شن", "شنن", "1", "I", {"يشن", "تشن", "يشنون"}),
        ("خاض", "خوض", "1", "I", {"يخوض", "يخوضون"}),
        ("نفى", "نفي", "1", "P", {"نفي", "نفت", "نفوا"}),
        ("محا", "محو", "1", "P", {"محا", "محت", "محوا"}),
        ("غزا", "غزو", "1", "I", {"يغزو", "يغزون", "يغزوان"}),
        ("وقع", "وقع", "1", "I", {"يقع"}),
        ("دمر", "دمر", "2", "I", {"يدمر"}),
        ("حاصر", "حصر", "3", "Pp", {"حوصر"}),
        ("أعدم", "عدم", "4", "I", {"يعدم"}),
        ("أغار", "غور", "4", "P", {"اغار", "اغارت"}),
        ("تبنى", "بني", "5", "I", {"يتبني", "يتبنون"}),
        ("انسحب", "سحب", "7", "A", {"منسحب"}),
        ("احتل", "حلل", "8", "P", {"احتل", "احتلت"}),
        ("اتهم", "وهم", "8", "I", {"يتهم"}),
        ("اغتال", "غول", "8", "Pp", {"اغتيل"}),
        ("استعاد", "عود", "10", "I", {"يستعيد"}),
        ("استولى", "ولي", "10", "P", {"استولي", "استولت", "استولوا"}),
    ],
)
def test_forms(lemma: str, root: str, form: str, tag: str, wanted: set[str]) -> None:
    assert wanted <= spelt(lemma, root, form)[tag]


def test_a_pronoun_comes_off_a_plural_verb() -> None:
    assert any(entry.lemma == "استعاد" and entry.suf == "ه" for entry in load_lexicon().read("استعادوه"))


def test_an_adjective_is_no_soldier() -> None:
    assert not any(entry.tag == "N" and entry.cls == "fighter" for entry in load_lexicon().read("عسكريه"))


def test_frames_cover_the_codebook() -> None:
    frames = load_frames()
    kinds = {frame.kind for table in (frames.verbs, frames.nouns, frames.words) for items in table.values() for frame in items}
    assert kinds == set(KINDS)


def test_every_frame_verb_is_in_the_lemma_table() -> None:
    known = {lemma for entries in load_lexicon().verbs.values() for lemma, _, _ in entries}
    missing = set(load_frames().verbs) - known
    assert not missing


def test_a_short_line_is_named() -> None:
    with pytest.raises(BadData, match="line 1"):
        parse_verbs("سيطر\tسيطر")
