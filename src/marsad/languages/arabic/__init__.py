"""Arabic: folding, tokens, passages, numbers and times."""

from marsad.languages.arabic.folding import Folded, fold, fold_key
from marsad.languages.arabic.numbers import NumberSpan, find_numbers
from marsad.languages.arabic.passages import passages
from marsad.languages.arabic.tokens import Token, strip_proclitics, strip_suffixes, tokenize

__all__ = [
    "Folded", "NumberSpan", "Token", "find_numbers", "fold", "fold_key", "passages", "strip_proclitics", "strip_suffixes", "tokenize",
]
