"""Groups that a text describes before it names them: «مقاتلون محليون يطلقون على أنفسهم اسم المقاومة الجنوبية»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.reading.words.sentence import HARD, Arg, Word

__all__ = ["lend_names"]

_NAMING = frozenset(
    "اسم باسم يعرف تعرف يعرفون المعروف المعروفه المعروفين المعروفون تسمي يسمي يسمون المسمي المسماه تدعي يدعي".split()
)
_BELONG = frozenset(
    "يشتبه مشتبه بانتمائهم انتمائهم انتمايهم بانتمايهم انتمايه بانتمايه بارتباطهم ارتباطهم يرجح مفترضين مفترضون المفترضين يعتقد "
    "ينتمون ينتمي المنتمين المنتمون منتمين منتمون".split()
)
_SELVES, _CALLED = frozenset("نفسها انفسهم نفسه".split()), frozenset("علي تدعو يدعو يدعون".split())
_REACH = 7


def lend_names(words: Sequence[Word], args: Sequence[Arg]) -> None:
    """Give each unnamed group of `args` (in order) the id of the actor that words of naming say it is."""
    for arg, following in pairwise(args):
        if following.id is None or following.id == arg.id:
            continue
        between = words[arg.last + 1 : following.first + 1]
        if sum(w.kind != "quote" for w in between) > _REACH or any(w.fold in HARD for w in between):
            continue
        named = any(w.fold in _NAMING for w in between) or _of_themselves(between)
        held = arg.cls in ("craft", "gun") and _suspected(between)  # «طائرات يعتقد أنها روسية»
        if arg.id is None and (held or (arg.cls in ("fighter", "force") and (named or _suspected(between)))):
            arg.id = following.id
        elif arg.id is not None and named and getattr(arg.mention, "cls", "name") != "name":
            # «تحالفا لقوات المعارضة يعرف باسم جيش الفتح»: one party under two names
            arg.id = following.id


def _of_themselves(between: Sequence[Word]) -> bool:
    """«تطلق على نفسها جيش الفتح», but not «فجر إرهابي نفسه في قاعدة للجيش»."""
    return any(one.fold in _CALLED and other.fold in _SELVES for one, other in pairwise(between))


def _suspected(between: Sequence[Word]) -> bool:
    """«مسلحون يشتبه في انتمائهم إلى الجماعة»: whose they are thought to be."""
    return bool(between) and between[0].fold in _BELONG and between[-1].actor is not None
