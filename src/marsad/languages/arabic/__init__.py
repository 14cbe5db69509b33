"""Arabic: folding, tokens, passages, numbers, times and the day of a dispatch."""

from marsad.languages.arabic.dispatch import dispatch_day, printed_day
from marsad.languages.arabic.folding import Folded, fold, fold_key
from marsad.languages.arabic.numbers import NumberSpan, find_numbers
from marsad.languages.arabic.passages import passages
from marsad.languages.arabic.story import Carried, carried_times
from marsad.languages.arabic.times import TimeSpan, find_times
from marsad.languages.arabic.tokens import Token, has_article, strip_proclitics, strip_suffixes, tokenize

__all__ = [
    "Carried", "Folded", "NumberSpan", "TimeSpan", "Token", "carried_times", "dispatch_day", "find_numbers", "find_times", "fold",
    "fold_key", "has_article", "passages", "printed_day", "strip_proclitics", "strip_suffixes", "tokenize",
]
