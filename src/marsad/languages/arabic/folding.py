"""Folding: one spelling for what newsrooms spell many ways, with a lossless way back to the stored text.

What is folded (equivalences, not transliteration):

- alef forms أ إ آ ٱ (and Quranic alefs) become ا; ى ی ئ become ي; ؤ becomes و; ة becomes ه; Persian and Urdu letters become the
  Arabic letter they stand for in names (ک گ→ك, پ→ب, چ→ج, ژ→ز, ڤ→ف, ہ ھ ە→ه); ء stays, so that شيء differs from شي;
- diacritics, superscript alef, combining hamza and madda, tatweel, zero-width and bidi marks, soft hyphens vanish; a tatweel that
  stands alone between spaces is a dash («دمشق ـ أ ف ب») and becomes one;
- presentation forms, ligatures (ﷲ، lam-alef) and full-width forms are expanded by NFKC, then folded;
- Arabic-Indic and Persian digits become ASCII, ٫ a point, ٬ a comma, ٪ a percent sign;
- every quotation mark becomes ", every dash -, every blank a space, every line end \\n; Latin capitals become small.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

__all__ = ["Folded", "fold", "fold_gaps", "fold_key"]


def _ranges(*pairs: tuple[int, int]) -> list[int]:
    return [code for low, high in pairs for code in range(low, high + 1)]


_DELETED = _ranges(
    (0x0610, 0x061A), (0x061C, 0x061C), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DD),
    (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x08CA, 0x08FF), (0x00AD, 0x00AD), (0x180E, 0x180E),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
)
_LETTERS = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"), **dict.fromkeys("ىیئېێےۓٸ", "ي"), **dict.fromkeys("ؤٶۆۇۈۋ", "و"),
    **dict.fromkeys("ةۃہھەۀۂ", "ه"), **dict.fromkeys("کڪگڭ", "ك"), "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "ۥ": "و", "ۦ": "ي",
}
_MARKS = {
    **dict.fromkeys("«»“”„‟‹›‘’‚‛′″`´'ˮ＂＇〝〞", '"'), **dict.fromkeys("‐‑‒–—―−﹘﹣", "-"), "٫": ".", "٬": ",", "٪": "%", "۔": ".",
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\r\u2028\u2029\u0085\v\f", "\n"),
}


def _build() -> dict[int, str]:
    table: dict[int, str] = {ord(char): to for char, to in {**_LETTERS, **_MARKS}.items()}
    table.update(dict.fromkeys(_DELETED, ""))
    table.update({0x660 + digit: str(digit) for digit in range(10)})
    table.update({0x6F0 + digit: str(digit) for digit in range(10)})
    table.update({code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
    for code in _ranges((0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0xFF01, 0xFF5E)):
        char = chr(code)
        wide = unicodedata.normalize("NFKC", char)
        if code not in table and wide != char:
            # the isolated forms of diacritics expand to a space and the mark: nothing of them is text
            table[code] = wide.translate(table) if wide.strip() and wide[0] != " " else ""
    return table


_TABLE = _build()
# The table by code point: a look-up that misses costs `translate` an exception, and most letters fold to themselves.
_BY_CODE = list(map(chr, range(0x10000)))
for _code, _to in _TABLE.items():
    _BY_CODE[_code] = _to
_WIDER = re.compile("[" + "".join(re.escape(chr(code)) for code, to in sorted(_TABLE.items()) if len(to) > 1) + "]")
_IRREGULAR = re.compile("[" + "".join(re.escape(chr(code)) for code, to in sorted(_TABLE.items()) if len(to) != 1) + "]+")
_LONE_TATWEEL = re.compile("(?<![^\\s\u200c-\u200f\u202a-\u202e])\u0640+(?=\\s|$)")


def _plain(text: str) -> str:
    """The text with lone tatweels made dashes, as long as before."""
    return _LONE_TATWEEL.sub(lambda hit: "-" * len(hit[0]), text) if "\u0640" in text else text


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and its way back.

    `offsets[i]` is the code point of the stored text that folded character `i` comes from; one more entry, the length of the
    stored text, closes it. `source` is the stored text.
    """

    text: str
    offsets: array[int]
    source: str

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the stored text that folded span `start:end` comes from, with the diacritics and tatweel that follow its
        last character; a part of a ligature gives the whole ligature. An empty span stays empty.

        Raises IndexError where the span does not lie inside the folded text.
        """
        low = self.offsets[start]
        if end <= start:
            return low, low
        return low, max(self.offsets[end], self.offsets[end - 1] + 1)

    def slice(self, start: int, end: int) -> str:
        """The stored words under folded span `start:end`."""
        low, high = self.original(start, end)
        return self.source[low:high]


def fold(text: str) -> Folded:
    """`text` folded, with the offset of every folded character. Linear; `fold(s).text == fold_key(s)`."""
    plain = _plain(text)
    size = len(plain)
    offsets = array("I")
    done = 0
    for hit in _IRREGULAR.finditer(plain):
        start, end = hit.span()
        offsets.extend(range(done, start))
        for place in range(start, end):
            offsets.extend((place,) * len(_TABLE[ord(plain[place])]))
        done = end
    offsets.extend(range(done, size + 1))
    return Folded(plain.translate(_BY_CODE), offsets, text)


def fold_gaps(text: str) -> tuple[str, list[tuple[int, int]]] | None:
    """`text` folded, and where characters vanished: (folded index, how many have vanished before it), ascending; None where a character
    becomes several. Folded character `i` stood that many places further on: far less to write down than where every one stood."""
    plain = _plain(text)
    gaps: list[tuple[int, int]] = []
    gone = 0
    for hit in _IRREGULAR.finditer(plain):
        start, end = hit.span()
        if _WIDER.search(plain, start, end) is not None:
            return None
        at = start - gone
        gone += end - start
        gaps.append((at, gone))
    return plain.translate(_BY_CODE), gaps


def fold_key(text: str) -> str:
    """`text` folded without offsets: for lexicon keys, full-text search and comparing."""
    return _plain(text).translate(_BY_CODE)
