"""PDF with a text layer. A PDF draws glyphs at places; the words are put together from where they stand.

Arabic is drawn from right to left, numbers and Latin within it from left to right, and a glyph may be two letters («لا»): so each
line is read glyph by glyph as it is seen, and then turned. Libraries that turn letters instead of glyphs write «طفال» for «طفلا».
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from marsad.errors import BadInput
from marsad.sources.dates import in_text
from marsad.sources.draft import Fields, Read, draft

MAX_PAGES = 2000
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, RecursionError, struct.error, zlib.error)
"""What the library raises over broken files beside its own errors (the fuzzers found them)."""
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FORMS = re.compile(r"[\ufb50-\ufdfb\ufe70-\ufefc]+|[\ufb00-\ufb06]")
_LATIN = r"A-Za-z\u00c0-\u058f"
_BACK = re.compile(rf"[{_LATIN}](?:[^\n\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[{_LATIN}0-9])?|\d+(?:[.,:/\-٫٬]\d+)*[%٪]?")
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_UNNAMED = re.compile(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of lines on a page with its corners in points, y upwards."""

    x0: float
    y0: float
    x1: float
    y1: float
    lines: tuple[tuple[str, ...], ...]


def read_pdf(data: bytes, defaults: Fields, where: str, today: date) -> Read:
    """The report in a PDF. Its date is the one given, or a line of the text that is nothing but a date; when the file was made is no
    date of publication. Raises BadInput where it has no text layer, is locked, or cannot be read."""
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        pages, pictures = _pages(document, where)
        named = _title(document)
    except PDFPasswordIncorrect as error:
        raise BadInput("the PDF is locked with a password", where=where) from error
    except (PSException, *_BROKEN) as error:
        raise BadInput(f"the PDF cannot be read: {str(error)[:200] or type(error).__name__}", where=where) from error
    text = "\n".join(page_text(blocks) for blocks in pages).strip()
    if not text:
        why = "it holds pictures of pages (a scan) and no text" if pictures else "it holds no text"
        raise BadInput(why, where=where, hint="read it with an OCR program first, and add what that gives")
    unnamed = sum(len(m) for m in _UNNAMED.findall(text))
    if unnamed * 5 > len(text):
        raise BadInput(
            "its fonts do not say which letters their glyphs are",
            where=where,
            hint="print it to PDF anew, or read it with an OCR program",
        )
    line = in_text(text)
    title = defaults.title or named
    fields = replace(defaults, text=text, title=title, said=defaults.said + ((line,) if line else ()), open=True)
    return draft(fields, data, "application/pdf", where, today)


def _pages(document: Any, where: str) -> tuple[list[list[Block]], bool]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams, LTFigure, LTImage, LTTextBox
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=LAParams(boxes_flow=None))
    interpreter = PDFPageInterpreter(manager, device)
    pages: list[list[Block]] = []
    pictures = False
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MAX_PAGES:
            raise BadInput(f"the PDF has more than {MAX_PAGES:,} pages", where=where)
        interpreter.process_page(page)
        blocks = []
        for item in device.get_result():
            pictures = pictures or isinstance(item, (LTFigure, LTImage))
            if isinstance(item, LTTextBox):
                lines = [glyphs for line in item if (glyphs := _glyphs(line))]
                if lines:
                    blocks.append(Block(*item.bbox, tuple(lines)))
        pages.append(blocks)
    return pages, pictures


def _glyphs(line: Iterable[Any]) -> tuple[str, ...]:
    """The letters of each glyph of a line as they are seen from left to right, with the gaps that are spaces; marks go with the
    letter that they stand on."""
    from pdfminer.layout import LTChar

    chars = sorted((c for c in line if isinstance(c, LTChar) and c.get_text()), key=lambda c: (c.x0, c.x1))
    out: list[str] = []
    right: float | None = None
    for char in chars:
        text = char.get_text()
        if out and all(unicodedata.category(c) == "Mn" for c in text):
            out[-1] += text
            continue
        if right is not None and char.x0 - right > 0.15 * char.size and text != " " and out[-1] != " ":
            out.append(" ")
        out.append(text)
        right = char.x1 if right is None else max(right, char.x1)
    return tuple(out) if "".join(out).strip() else ()


def page_text(blocks: Sequence[Block]) -> str:
    """The words of a page, a block a line, columns from the right where the page is Arabic."""
    letters = [g for b in blocks for line in b.lines for g in line]
    rtl = _is_rtl(letters)
    turned = []
    for block in _ordered(list(blocks), rtl):
        from_right = _is_rtl(g for line in block.lines for g in line)
        turned.append(" ".join(" ".join(logical(line, from_right) for line in block.lines).split()))
    text = "\n".join(turned)
    # Some programs give brackets as they are seen, some as they are meant. Where closing ones come first, they were seen.
    return text.translate(_MIRROR) if rtl and _brackets(text) < 0 else text


def logical(glyphs: Sequence[str], rtl: bool) -> str:
    """A line as it is read, from its glyphs as they are seen from left to right; `rtl` is the direction of its block."""
    if not rtl:
        return _plain("".join(glyphs))
    out = list(reversed(glyphs))
    # What runs from left to right within the line is turned back. One letter stands for each glyph, so that places stay places.
    seen = "".join(g[0] for g in glyphs)
    size = len(glyphs)
    for match in _BACK.finditer(seen):
        out[size - match.end() : size - match.start()] = glyphs[match.start() : match.end()]
    return _plain("".join(out))


def _is_rtl(glyphs: Iterable[str]) -> bool:
    arabic = latin = 0
    for glyph in glyphs:
        if _RTL.match(glyph):
            arabic += 1
        elif glyph[:1].isalpha():
            latin += 1
    return arabic > latin


def _plain(text: str) -> str:
    """Letters for the forms that they take within words: forms are how they are drawn."""
    return _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)


def _brackets(text: str) -> int:
    """More than 0 where brackets open before they close, less where they close before they open."""
    votes = depth = 0
    for c in text:
        if c in "([{«":
            depth += 1
            votes += 1 if depth > 0 else 0
        elif c in ")]}»":
            depth -= 1
            votes -= 1 if depth < 0 else 0
    return votes


def _ordered(blocks: list[Block], rtl: bool) -> list[Block]:
    """Blocks in the order of reading: cut the page where a gap runs all across it, first in height, then in width."""
    if len(blocks) < 2:
        return blocks
    for low, high, falling in (("y0", "y1", True), ("x0", "x1", rtl)):
        parts = _cut(blocks, low, high)
        if len(parts) > 1:
            ordered = list(reversed(parts)) if falling else parts
            return [b for part in ordered for b in _ordered(part, rtl)]
    return sorted(blocks, key=lambda b: (-b.y1, -b.x1 if rtl else b.x0))


def _cut(blocks: list[Block], low: str, high: str) -> list[list[Block]]:
    parts: list[list[Block]] = []
    edge = 0.0
    for block in sorted(blocks, key=lambda b: (getattr(b, low), getattr(b, high))):
        if parts and getattr(block, low) < edge:
            parts[-1].append(block)
            edge = max(edge, getattr(block, high))
        else:
            parts.append([block])
            edge = getattr(block, high)
    return parts


def _title(document: Any) -> str:
    """The title that the file names, where it is one and no name of a file."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    for info in document.info:
        raw = resolve1(info.get("Title"))
        if isinstance(raw, bytes):
            title = " ".join(decode_text(raw).split())
            if title and not re.search(r"(?i)\.(docx?|indd|qxd|pdf|html?|p65)\b|^(untitled|microsoft word)", title):
                return title[:500]
    return ""
