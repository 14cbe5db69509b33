"""Whom a verb behind «بعد أن», «قبل أن» leaves out, by its gender and number: «أردت الشرطة شابا بعد أن طعن جنديين», where the police would
have «طعنت»; and whom no body of men does by hand: an army neither stabs nor rams."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import BEARS_ARMS, is_verb
from marsad.reading.words.sentence import HARD, Arg, Sentence
from marsad.reading.words.wordlists import folded
from marsad.registry.nationals import nationals

__all__ = ["by_hand_of_none", "described_as", "left_out", "not_described"]

_LINKS = folded("before_and_after")
_BY_HAND = frozenset(("killing.lynch",))
_FEMININE = folded("feminine_parties")
_MASCULINE = folded("masculine_parties")
_MEN = folded("men_in_plural")
_PEOPLE = (*BEARS_ARMS, "person")
_ANY = frozenset(("ms", "fs", "mp"))


def _who(sentence: Sentence, arg: Arg) -> frozenset[str]:
    """The forms of a verb of which these may be the subject, left out: masculine or feminine, singular, dual or plural."""
    words = sentence.words
    at = next((k for k in range(arg.first, arg.last + 1) if arg.mention is not None and words[k].actor is arg.mention), arg.head)
    word = words[at]
    fold = word.fold.removeprefix("و") if word.conj else word.fold
    fold = fold.removeprefix("لل").removeprefix("بال").removeprefix("ال")
    if arg.number is not None:
        low = arg.number.low or 0
        return frozenset(("md", "mp") if low == 2 else ("mp",) if low > 2 else _ANY)
    if fold in _FEMININE:
        return frozenset(("fs",))
    if fold in _MASCULINE:
        return frozenset(("ms",))
    if fold in _MEN or fold.endswith("ون"):
        return frozenset(("mp",))
    if fold.endswith("ان") and word.noun is not None and word.noun.who == "d":
        return frozenset(("md",))
    if fold.endswith("ين") and len(fold) > 4:
        return frozenset(("mp", "md"))
    if arg.id is not None and (getattr(arg.mention, "cls", "") in ("name", "country") and word.noun is None):
        return _ANY  # a bare name is of either gender
    if word.noun is not None and word.noun.who == "p":
        return frozenset(("mp", "fs"))
    if fold.endswith(("ه", "ات")):
        return frozenset(("fs",))
    return frozenset(("ms",))


def _verb(sentence: Sentence, draft: Draft) -> int:
    """The verb of an act, or the one that carries its masdar right before it («بعد أن بادروا بإطلاق النار»); -1 where there is none."""
    trigger = draft.trigger
    if trigger.form == "v":
        return trigger.at
    near = range(trigger.at - 1, max(0, trigger.at - 3), -1)
    if trigger.form != "m" or any(arg.last < trigger.at <= arg.last + 2 for arg in sentence.args):
        return -1
    return next((k for k in near if sentence.words[k].verb is not None and is_verb(sentence.words[k])), -1)


def _behind_link(sentence: Sentence, draft: Draft) -> int:
    """The word of «بعد أن» right before the verb of an act, or -1."""
    words, at = sentence.words, _verb(sentence, draft)
    if at < 3:
        return -1
    back = at - 1
    while back > 1 and words[back].fold in ("قد", "كان", "كانت", "كانوا"):
        back -= 1
    if words[back].fold == "ان" and words[back - 1].fold.removeprefix("و") in _LINKS:
        return back - 1
    return back if words[back].fold.removeprefix("و") in ("بعدما", "قبلما", "عندما") else -1


def _own_subject(sentence: Sentence, draft: Draft) -> bool:
    """Whether somebody stands right behind the verb who may be its subject."""
    trigger = draft.trigger
    near = next((arg for arg in sentence.args if trigger.at < arg.first <= trigger.at + 1 + _COUNT), None)
    if near is None or near.prep not in ("", "gen"):
        return False
    between = sentence.words[trigger.at + 1 : near.first]
    if any(word.number is None for word in between):
        return False
    if trigger.who not in ("ms", "fs"):
        return False
    fold = sentence.words[near.head].fold
    spelt = fold.endswith("ين") or (fold.endswith("ا") and near.number is None and not near.definite)
    return not spelt and trigger.frame.id not in _BY_HAND


_COUNT = 2


def left_out(sentence: Sentence, draft: Draft) -> Arg | None:
    """Who did what a verb behind «بعد أن» tells without its subject, where the subject of the clause before does not agree with it and
    one other party there does; None where it is told, or where nothing decides."""
    link = _behind_link(sentence, draft)
    if link < 1 or draft.trigger.suffix or _own_subject(sentence, draft):
        return None
    verb = sentence.words[_verb(sentence, draft)].verb
    words, who = sentence.words, draft.trigger.who if draft.trigger.form == "v" or verb is None else verb.who
    low = next((k + 1 for k in range(link - 1, -1, -1) if words[k].fold in HARD or words[k].fold == "ان"), 0)
    told = [arg for arg in sentence.args if low <= arg.first and arg.last < link and arg.cls in (*_PEOPLE, "site-arms")]
    told = [arg for arg in told if arg.cls != "site-arms" or arg.id is not None]
    if len(told) < 2:
        return told[0] if told and told[0].prep == "" and who in _who(sentence, told[0]) and not _body(sentence, draft, told[0]) else None
    fit = [arg for arg in told if who in _who(sentence, arg) and not _body(sentence, draft, arg)]
    if not fit or (fit[0] is told[0] and draft.trigger.frame.id not in _BY_HAND):
        return None  # the subject agrees, as it mostly does
    return fit[0] if len({arg.id or arg.start for arg in fit}) == 1 or draft.trigger.frame.id in _BY_HAND else None


def _body(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    """Whether an act done by one man's hand is one that these, a body of men, do not do."""
    if draft.trigger.frame.id not in _BY_HAND:
        return False
    cls = getattr(arg.mention, "cls", "")
    return arg.cls == "force" or cls in ("army", "police", "government", "country", "air", "security")


def by_hand_of_none(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """The offsets of those who do not stab or ram: armies and police."""
    if draft.trigger.frame.id not in _BY_HAND:
        return []
    return [(arg.start, arg.end) for arg in sentence.args if _body(sentence, draft, arg)]


def described_as(sentence: Sentence, draft: Draft) -> Arg | None:
    """Who is told, without a relative, by the verb of an act to have done it: «اعتقلت الشرطة رجلا طعن وزيرا», where an object follows."""
    trigger = draft.trigger
    if not _tells_of_one(sentence, draft):
        return None
    return next((arg for arg in sentence.args if arg.last == trigger.at - 1 and not arg.definite and arg.cls in _PEOPLE), None)


def not_described(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """The offsets of those before somebody whom the verb of an act tells of only by his nation: «هدم الجيش منزل فلسطيني قتل جنديا»."""
    if not _tells_of_one(sentence, draft) or sentence.words[draft.trigger.at - 1].fold not in nationals():
        return []
    return [(arg.start, arg.end) for arg in sentence.args if arg.last < draft.trigger.at]


def _tells_of_one(sentence: Sentence, draft: Draft) -> bool:
    """Whether the verb of a killing stands bare behind an indefinite noun that another verb has before it, and has its own object."""
    trigger, words = draft.trigger, sentence.words
    if trigger.form != "v" or trigger.at < 3 or trigger.who != "ms" or words[trigger.at].conj or trigger.suffix:
        return False
    if trigger.kind not in ("killing", "casualties", "clash") or words[trigger.at - 1].fold.startswith("ال"):
        return False
    back = words[trigger.at - 1]
    if back.kind != "word" or back.number is not None or back.time is not None or back.place is not None or (back.verb and not back.noun):
        return False
    done = next((arg for arg in sentence.args if trigger.at < arg.first <= trigger.at + 2 and arg.prep in ("", "gen")), None)
    if done is None and trigger.at + 1 < len(words) and words[trigger.at + 1].place is None:
        objective = words[trigger.at + 1].fold.endswith("ا")
    elif done is not None:
        fold = words[done.head].fold
        objective = done.number is not None or fold.endswith(("ا", "ين"))
    else:
        return False
    main = any(is_verb(word) for word in words[: trigger.at - 1] if word.i >= trigger.at - _MAIN)
    return objective and main and not words[trigger.at + 1].conj


_MAIN = 8
