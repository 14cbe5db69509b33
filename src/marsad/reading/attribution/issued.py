"""Papers and pictures that tell, and who issued them; who judged something and goes on to speak."""

from __future__ import annotations

from marsad.reading.attribution.drafts import Draft
from marsad.reading.attribution.lexicon import Form
from marsad.reading.attribution.names import Tokens, head_of, listed, noun_phrase, times_at
from marsad.reading.attribution.openings import opening
from marsad.reading.attribution.participles import sentence_subject
from marsad.reading.attribution.view import View

__all__ = ["issuer", "judge", "of_paper", "of_pictures"]

_PICTURES = frozenset({"تسجيل", "صور", "صوره", "مقطع", "مقاطع", "فيديو", "شريط", "لقطات", "مشاهد", "تسجيلات"})
_JUDGED = 30  # words from who judges to what he adds


def issuer(view: View, at: int, low: int, times: list[Tokens]) -> Tokens | None:
    """Who issued the paper right before the verb at `at` («أصدر الجيش أمس بيانا ذكر فيه أن»); the day of issuing is added to `times`."""
    if at - 1 <= low or not listed(view.words[at - 1].removesuffix("ا"), view.lex.occasions):
        return None
    found = sentence_subject(view, low, at - 1)
    if found is None:
        return None
    place = found[1]
    while place < at:
        dated = times_at(view, place, at)
        if dated > place:
            times.append((place, dated))
        place = max(dated, place + 1)
    return found


def judge(view: View, at: int, low: int) -> Tokens | None:
    """Who opens the sentence by judging something («وأدان المبعوث الهجمات، وأضاف أن»): the joined verb at `at` is his, where nobody
    else spoke between."""
    first = view.words[low]
    judges = view.lex.small["judges"]
    if at - low > _JUDGED or not (first in judges or (first[:1] == "و" and first[1:] in judges)):
        return None
    if any(form.kind != "masdar" and not form.suffix for place in range(low + 1, at) for form in view.lex.forms.get(view.words[place], ())):
        return None
    return sentence_subject(view, low, at)


def of_pictures(view: View, form: Form, at: int, low: int, end: int, number: int) -> Draft | None:
    """«بث ناشطون تسجيلا يظهر قصف …», «تداول الأهالي صورا توثق …»: who spreads the pictures tells what they show."""
    shown = next((place for place in range(at - 1, max(low, at - 8), -1) if view.words[place].removesuffix("ا") in _PICTURES), -1)
    if shown < 0 or form.kind != "imperfect" or any(view.tokens[place].kind == "punct" for place in range(shown, at)):
        return None
    subject = sentence_subject(view, low, shown)
    opened = opening(view, form.verb, at + 1, end, True) if at + 1 < end else None
    if subject is None or opened is None:
        return None
    return Draft(number, (at, at + 1), "document", "before", subject, False, form.gender, opening=opened)


def of_paper(view: View, at: int, low: int) -> Tokens | None:
    """Whose paper a relative clause tells («بيانا من الحركة تبنت فيه الهجوم», «تصريحا للمتحدث … قال فيه إن»)."""
    for place in range(at - 2, max(low - 1, at - 14), -1):
        word = view.words[place]
        if view.tokens[place].kind == "punct":
            return None
        if not listed(word.removesuffix("ا"), view.lex.occasions):
            continue
        begin = place + 1 + (view.words[place + 1] in ("من", "عن"))
        owned = begin > place + 1 or (view.words[begin][:1] == "ل" and (head_of(view, view.words[begin]) or begin in view.hit_at))
        return (begin, at) if owned and begin < at and noun_phrase(view, begin, at) == at else None
    return None
