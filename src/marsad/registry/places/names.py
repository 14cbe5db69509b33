"""Keys of place names: one key for the spellings newsrooms and gazetteers give one name."""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.languages.arabic.folding import fold_key

_WORD = re.compile(r"[^\W\d_]+|\d+")
# Case forms of one word in compound names («أبو كمال», «أبي كمال»), and a colloquial form of it.
_SAME_WORD = {"ابي": "ابو", "ابا": "ابو", "بير": "بئر", "راس": "راس", "ذي": "ذي", "تله": "تل"}


@lru_cache(maxsize=65536)
def word_key(folded: str) -> str:
    """The key of one folded word: hamza on the line dropped, a final alef or alef-hamza written as ه (حسيا, حسياء, حسية), the
    article stripped where three letters remain."""
    word = folded.replace("ء", "")
    if word.startswith("ال") and len(word) >= 5:
        word = word[2:]
    if len(word) >= 4 and word[-1] == "ا":
        word = word[:-1] + "ه"
    word = _SAME_WORD.get(word, word)
    return "بير" if word == "بئر" else word


def name_words(name: str) -> list[str]:
    """The folded words of a name as written, digits as words of their own."""
    return _WORD.findall(fold_key(name))


def name_key(name: str) -> str:
    """The key under which a name is looked up: its words' keys joined without blanks, so that «كفر نبل» and «كفرنبل» meet."""
    return "".join(word_key(word) for word in name_words(name))


def name_keys(name: str) -> list[str]:
    """All keys of a name: `name_key`, and for «دير الزور» the key of «ديرالزور» written as one word."""
    words = name_words(name)
    keys = ["".join(word_key(word) for word in words)]
    if len(words) > 1:
        joined = word_key("".join(words))
        if joined not in keys:
            keys.append(joined)
    return [key for key in keys if len(key) >= 2]


def surface(words: list[str]) -> str:
    """How a name is written, for telling «باب» from «الباب»: folded words joined, hamza dropped, final ا and ه apart."""
    return "".join(words).replace("ء", "")
