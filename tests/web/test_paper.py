"""The dossier on paper: it opens, its words are in it and go from right to left, and nothing is fetched for it."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from fastapi.testclient import TestClient

pytest.importorskip("weasyprint", reason="install WeasyPrint: pip install marsad[pdf]")
pypdf = pytest.importorskip("pypdf", reason="install pypdf: pip install pypdf")


def read(client: TestClient, lang: str, query: str = "") -> pypdf.PdfReader:
    """The dossier as pypdf reads it."""
    answer = client.get(f"/incidents/i-khan.pdf?lang={lang}{query}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/pdf"
    assert "marsad-dossier.pdf" in answer.headers["content-disposition"]
    return pypdf.PdfReader(io.BytesIO(answer.content))


def letters(text: str) -> str:
    """Text without marks, joining forms folded to letters, all blanks gone: what a page says, however it was set."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200e\u200f\u2066-\u2069]+", "", "".join(c for c in folded if not unicodedata.combining(c)))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_words_are_in_it(client: TestClient, lang: str) -> None:
    document = read(client, lang)
    text = letters("".join(page.extract_text() for page in document.pages))
    # Every letter as the report has it: a face that draws dots apart from letters would give other words to whoever copies them.
    # Figures are left out here: each extractor puts them elsewhere in a line that runs the other way.
    for words in ("هجوم خان شيخون" if lang == "ar" else "The Khan Shaykhun attack", "خلص خبراء منظمة حظر الأسلحة الكيميائية إلى أن غاز",
                  "شخصا بينهم", "واتهمت لندن الحكومة السورية بالمسؤولية عن الهجوم", "ونفت دمشق مسؤوليتها"):
        assert letters(words) in text, (words, text[:600])
    assert "87" in text and "31" in text
    # Findings before accusations, under the page's own words in the page's language.
    finding, blame = ("نتائج التحقيق", "تحميل المسؤولية") if lang == "ar" else ("Findings", "Attributions of responsibility")
    order = [text.index(letters(finding)), text.rindex(letters("خبراء منظمة")), text.index(letters(blame)),
             text.index(letters("واتهمت لندن"))]
    assert order == sorted(order)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_arabic_is_set_from_the_right(client: TestClient, lang: str) -> None:
    placed: list[tuple[float, float, str]] = []

    def visit(text: str, matrix: list[float], at: list[float], _font: object, _size: float) -> None:
        if text.strip():
            placed.append((at[5], matrix[0] * at[4] + matrix[4], letters(text)))

    page = read(client, lang).pages[0]
    page.extract_text(visitor_text=visit)
    width = float(page.mediabox.width)
    heads = [letters(w) for w in ("ملف", "هجوم خان شيخون", "Dossier", "The Khan Shaykhun attack")]
    headings = [x for _, x, text in placed if text in heads]
    # A page of a right-to-left language begins at the right edge, the other at the left.
    assert len(headings) == 2 and all((x > width / 2) == (lang == "ar") for x in headings), (headings, width)


def test_fonts_are_in_the_file_and_it_is_the_same_each_time(client: TestClient) -> None:
    document = read(client, "ar")
    fonts = {}
    for page in document.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            fonts[str(font["/BaseFont"])] = any(k.startswith("/FontFile") for k in inner["/FontDescriptor"].get_object())
    assert fonts and all(fonts.values()) and any("Plex" in name or "Naskh" in name for name in fonts), fonts
    assert document.trailer["/ID"][0] == read(client, "ar").trailer["/ID"][0]


def test_no_dossier_no_paper(client: TestClient) -> None:
    assert client.get("/incidents/none.pdf").status_code == 404
