"""Groups that a text describes before it names them: «مقاتلون محليون يطلقون على أنفسهم اسم المقاومة الجنوبية»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.reading.sentence import HARD, Arg, Word

__all__ = ["lend_names"]

_NAMING = frozenset(
    "اسم باسم نفسها انفسهم نفسه يعرف تعرف يعرفون المعروف المعروفه المعروفين المعروفون تسمي يسمي يسمون المسمي المسماه تدعي يدعي".split()
)
_REACH = 7


def lend_names(words: Sequence[Word], args: Sequence[Arg]) -> None:
    """Give each unnamed group of `args` (in order) the id of the actor that words of naming say it is."""
    for arg, following in pairwise(args):
        if arg.id is not None or following.id is None or arg.cls not in ("fighter", "force"):
            continue
        between = words[arg.last + 1 : following.first + 1]
        if len(between) <= _REACH and any(w.fold in _NAMING for w in between) and not any(w.fold in HARD for w in between):
            arg.id = following.id
