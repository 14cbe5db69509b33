"""Arabic: folding, tokens, passages (numbers and times beside them)."""

from marsad.languages.arabic.folding import Folded, fold, fold_key
from marsad.languages.arabic.passages import passages
from marsad.languages.arabic.tokens import Token, strip_proclitics, strip_suffixes, tokenize

__all__ = ["Folded", "Token", "fold", "fold_key", "passages", "strip_proclitics", "strip_suffixes", "tokenize"]
