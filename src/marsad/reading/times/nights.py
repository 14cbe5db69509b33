"""Times of a text by what stands beside them: nights counted from the day someone spoke («قال أمس إن جنديين قتلا خلال الليل»),
stretches whose ends a comma parts («منذ 23 سبتمبر، وحتى فجر أمس»), days of a document, and for how long a fight went on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from marsad.languages.arabic import TimeSpan, Token, fold_key
from marsad.languages.arabic.lexicon import particles
from marsad.reading.words.wordlists import folded

__all__ = ["joined", "nights_told", "of_documents"]

_NIGHTS = tuple(folded("nights"))
_DOCUMENTS = folded("documents")
_LASTING = folded("lasting_fights")
_NEAR = 24  # characters behind a time in which two words stand
_OLDEST = 6  # days, as far as a bare weekday reaches: what was said before is a story of its own
_DAY = 10  # characters of an EDTF day


def nights_told(times: Sequence[TimeSpan], tokens: Sequence[Token], passages: Sequence[tuple[int, int]]) -> list[TimeSpan]:
    """`times`, with a night that a saying of an earlier day tells moved to the one before that day: a paper that prints «أمس» for the
    day of the saying leaves the words of who spoke as they were."""
    complements = particles()["complement"]
    out = list(times)
    for n, time in enumerate(out):
        low, slash, high = (time.edtf or "").partition("/")
        if not slash or len(low) != _DAY or len(high) != _DAY or not any(fold_key(time.text).endswith(night) for night in _NIGHTS):
            continue
        begin = next((start for start, end in passages if start <= time.start < end), time.start)
        for told in reversed(out[:n]):
            if told.start < begin:
                break
            day = (told.edtf or "").rstrip("~")
            if told.kind != "point" or len(day) != _DAY or not any(t.fold in complements for t in tokens[told.last : time.first]):
                continue
            spoke, until = date.fromisoformat(day), date.fromisoformat(high)
            if timedelta(0) < until - spoke <= timedelta(days=_OLDEST):
                out[n] = replace(time, edtf=f"{spoke - timedelta(days=1)}/{spoke}")
            break
    return out


_BETWEEN = frozenset(("يوم", "مساء", "صباح", "،"))


_TURNS = frozenset(("للمره", "والمره"))
_COUNTED = 6  # words from «للمرة الثانية على التوالي في» to the stretch in which it is counted


_BOMBS = ("حزام", "نفسيهما", "عبوه", "عبوت", "عبوات", "سيار", "شاحن")


def _they_blew_up(time: TimeSpan, tokens: Sequence[Token]) -> bool:
    """«فجرا حزاميهما»: two who blew themselves up, no dawn."""
    return fold_key(time.text) == "فجرا" and time.last < len(tokens) and tokens[time.last].fold.startswith(_BOMBS)


def of_documents(times: Sequence[TimeSpan], tokens: Sequence[Token]) -> list[TimeSpan]:
    """`times`, those no day of an event that date a document by which something is told («في بيان اليوم», «البلاغ الصادر الثلاثاء») or in
    which acts are counted («للمرة الثانية هذا الشهر»)."""
    out = []
    for time in times:
        if _they_blew_up(time, tokens):
            continue
        at = time.first - 1
        while at >= 0 and tokens[at].fold in _BETWEEN:
            at -= 1
        fold = tokens[at].fold if at >= 0 else ""
        told = fold in _DOCUMENTS or (fold[:1] in ("و", "ب", "ل") and fold[1:] in _DOCUMENTS)
        told = told or any(token.fold in _TURNS for token in tokens[max(0, time.first - _COUNTED) : time.first])
        out.append(replace(time, kind="reference") if told else time)
    return out


def _how_long(time: TimeSpan, text: str) -> bool:
    """«بعد ثلاثة أيام من المعارك»: how long they went on before something came of them, and no day of its own."""
    words = re.findall(r"\w+", fold_key(text[time.end : time.end + _NEAR]))
    return fold_key(time.text).startswith("بعد ") and words[:1] == ["من"] and len(words) > 1 and words[1] in _LASTING


def _until_day(first: TimeSpan, until: TimeSpan) -> str:
    """The stretch from a day to a later one («مساء السبت وحتى صباح الأحد»), empty where either is no day."""
    begun, ended = first.edtf or "", until.core or ""
    days = first.kind in ("point", "interval") and len(begun) == len(ended) == _DAY and "/" not in begun + ended
    return f"{begun}/{ended}" if days and begun < ended else ""


def joined(times: Sequence[TimeSpan], text: str) -> list[TimeSpan]:
    """`times`, each «منذ X» that only a comma parts from «وحتى Y» lasting to that day, and none that tells only how long a fight was."""
    out: list[TimeSpan] = []
    for time in times:
        last = out[-1] if out else None
        if last is not None and time.kind == "until" and last.kind == "since" and last.core and time.core:
            begun, ended = last.core.partition("/")[0], time.core.partition("/")[2] or time.core
            size = min(len(begun.rstrip("~")), len(ended.rstrip("~")))
            if not text[last.end : time.start].strip(" ،,)") and begun[:size] <= ended[:size]:
                out[-1] = replace(last, end=time.end, text=text[last.start : time.end], edtf=f"{begun}/{ended}", last=time.last)
                continue
        if last is not None and time.kind == "until" and (day := _until_day(last, time)) and not text[last.end : time.start].strip(" ،,)"):
            out[-1] = replace(last, end=time.end, text=text[last.start : time.end], edtf=day, kind="interval", grain="days", last=time.last)
            continue
        out.append(replace(time, edtf=None, kind="duration") if _how_long(time, text) else time)
    return out
