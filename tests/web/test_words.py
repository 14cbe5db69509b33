"""Catalogues, plurals, dates, filters, cut texts, vendored files."""

from __future__ import annotations

import hashlib
import itertools
import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import marsad.web
from marsad.web import dates, paging
from marsad.web.filters import Filters
from marsad.web.highlight import around, cut, paragraphs
from marsad.web.palette import load_palette
from marsad.web.words import Speech

WEB = Path(marsad.web.__file__).parent
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "n_": (1, 2), "strong_n": (1, 2)}


def test_every_message_is_translated() -> None:
    with (WEB / "locale/ar/LC_MESSAGES/messages.po").open("rb") as file:
        catalog = read_po(file, locale="ar")
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    found = {m[2] if isinstance(m[2], str) else m[2][0] for m in extract_from_dir(WEB, methods, keywords=KEYWORDS)} - {""}
    assert len(found) > 300
    missing = [m for m in found if m not in catalog or "" in [catalog[m].string, *catalog[m].string]]
    assert not missing
    unused = {m.id if isinstance(m.id, str) else m.id[0] for m in catalog if m.id} - found
    assert not unused, "run pybabel update"


def test_translations_keep_their_numbers() -> None:
    with (WEB / "locale/ar/LC_MESSAGES/messages.po").open("rb") as file:
        for message in read_po(file, locale="ar"):
            if isinstance(message.id, str) and "%(n)s" in message.id:
                assert "%(n)s" in str(message.string), message.id
            elif isinstance(message.id, tuple):
                assert all("%(n)s" in form for form in message.string[3:]), message.id


@pytest.mark.parametrize(("n", "words"), [(0, "0 حدث"), (1, "حدث واحد"), (2, "حدثان"), (3, "3 أحداث"), (10, "10 أحداث"), (11, "11 حدثا"),
                                          (99, "99 حدثا"), (100, "100 حدث"), (103, "103 أحداث"), (1000, "1,000 حدث")])
def test_arabic_counts(n: int, words: str) -> None:
    assert Speech("ar").ngettext("%(n)s event", "%(n)s events", n) == words


@pytest.mark.parametrize(("edtf", "en", "ar"), [
    ("2017-06-30", "30 June 2017", "30 يونيو 2017"), ("2017-06", "June 2017", "يونيو 2017"), ("2017", "2017", "2017"),
    ("2017-04-04~", "about 4 April 2017", "نحو 4 أبريل 2017"), ("2016-06/2016-08", "June 2016 – August 2016", "يونيو 2016 – أغسطس 2016"),
    ("2017-06-12/..", "since 12 June 2017", "منذ 12 يونيو 2017"), ("../2017-06-12", "until 12 June 2017", "حتى 12 يونيو 2017"),
    ("2016-22", "summer 2016", "صيف 2016"), ("nonsense", "nonsense", "nonsense"), (None, "", ""), ("../..", "", ""),
])
def test_dates_for_readers(edtf: str | None, en: str, ar: str) -> None:
    assert dates.write_edtf(edtf, "en") == en
    assert dates.write_edtf(edtf, "ar") == ar


@pytest.mark.parametrize(("edtf", "first", "last"), [
    ("2017-06", date(2017, 6, 1), date(2017, 6, 30)), ("2016-02/2017-01-03", date(2016, 2, 1), date(2017, 1, 3)),
    ("2016-24", date(2016, 12, 1), date(2017, 2, 28)), ("2017-13-45", None, None), ("../2017", None, date(2017, 12, 31)), ("", None, None),
])
def test_bounds(edtf: str, first: date | None, last: date | None) -> None:
    assert dates.bounds(edtf) == (first, last)


@given(st.text(max_size=30))
def test_dates_never_fail(text: str) -> None:
    dates.bounds(text)
    for lang in ("ar", "en"):
        dates.write_edtf(text, lang, calendar_too="hijri")


SPANS = st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90), st.sampled_from("abc")), max_size=6)


@given(st.text(alphabet="ابت x\n", max_size=80), SPANS)
def test_cut_pieces_make_the_text_again(text: str, spans: list[tuple[int, int, str]]) -> None:
    pieces = cut(text, spans)
    assert "".join(p.text for p in pieces) == text
    for piece in pieces:
        for start, end, key in spans:
            inside = start <= piece.start and piece.end <= end and start < end
            assert (key in piece.keys) or not inside
        assert all(any(k == key and s <= piece.start and piece.end <= e for s, e, k in spans) for key in piece.keys)


@given(st.text(alphabet="اب .\n", min_size=1, max_size=120), st.data())
def test_surroundings_hold_the_span_and_stay_in_its_paragraph(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    a, b = around(text, start, end, 10)
    assert 0 <= a <= start and end <= b <= len(text)
    if "\n" not in text[start:end]:
        assert "\n" not in text[a:b]


@given(st.text(max_size=60))
def test_paragraphs_are_the_lines_that_hold_something(text: str) -> None:
    assert "\n".join(text[a:b] for a, b in paragraphs(text)).split() == text.split()


def test_filters_make_one_address() -> None:
    f = Filters.model_validate({"kind": ["clash", "capture", "clash"], "on": "2017-06-30", "actor": "", "q": "a b&c"})
    assert f.query() == "on=2017-06-30&kind=capture&kind=clash&q=a+b%26c"
    assert f.query(on=None, kind=()) == "q=a+b%26c"
    assert Filters.model_validate(dict(f.pairs()) | {"kind": ["capture", "clash"]}) == f
    with pytest.raises(ValidationError):
        Filters.model_validate({"kind": "gossip"})


@given(st.lists(st.tuples(st.integers(-5, 5), st.text(max_size=3)), unique=True, max_size=20), st.integers(1, 6))
def test_paging_gives_each_item_once(items: list[tuple[int, str]], limit: int) -> None:
    items = sorted(items)
    seen, cursor = [], None
    while True:
        part, cursor = paging.page(items, lambda x: x, (int, str), cursor, limit)
        seen += part
        if cursor is None:
            break
    assert seen == items


def test_palette_keeps_holders_apart() -> None:
    palette = load_palette()
    assert palette.holder("nobody-listed") == palette.holder("nobody-listed") in palette.spare

    def luminance(colour: str) -> float:
        channels = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    # The holders of one war must differ in lightness too, so that they stay apart for every eye and in grey print.
    war = sorted(luminance(palette.holder(a)) for a in ("isis", "syrian-government", "sdf", "syrian-opposition"))
    assert all(b - a > 0.02 for a, b in itertools.pairwise(war))


def test_vendored_files_are_what_they_are_said_to_be() -> None:
    rows = re.findall(r"^\| ([^|]+\.\w+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([0-9a-f]{64}) \|$", (WEB / "VENDORED.md").read_text(), re.M)
    named = {row[0] for row in rows}
    there = {str(p.relative_to(WEB)) for d in ("static/vendor", "basemap") for p in (WEB / d).rglob("*") if p.is_file()}
    assert {f for f in there if "LICENSE" not in f} == named
    for path, _, version, licence, digest in rows:
        assert version.strip() and licence.strip()
        assert hashlib.sha256((WEB / path).read_bytes()).hexdigest() == digest, path
