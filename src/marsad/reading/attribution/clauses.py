"""What stands behind a verb of saying: the speaker, media, dating words, and what is said."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.reading.attribution.lexicon import Verb
from marsad.reading.attribution.names import (
    COMMAS,
    Tokens,
    addressed,
    head_of,
    listed,
    media_at,
    noun_phrase,
    occasion,
    owns_paper,
    times_at,
)
from marsad.reading.attribution.openings import Opening, opening
from marsad.reading.attribution.view import NAME_WORDS, View

__all__ = ["Said", "after_verb"]

REACH = 60  # tokens from the verb to what is said
_STOPS = frozenset({"؛", "!", "؟", "?"})
_NATIONS = ("لبناني", "ليبي", "لاتفي", "ليتواني")  # «ل» of their own
_GOVERN = frozenset({"في", "من", "عن"})  # «تشتبه السلطات في أن»


@dataclass(slots=True)
class Said:
    """What stands between a verb of saying and what is said: the speaker (None: elided), its media, dating words, whether a statement
    was the occasion; where what is said begins (None: nowhere)."""

    subject: Tokens | None = None
    via: list[Tokens] = field(default_factory=list)
    times: list[Tokens] = field(default_factory=list)
    statement: bool = False
    opening: Opening | None = None

    @staticmethod
    def statement_head(view: View, at: int) -> bool:
        """Whether the speaker begun at `at` is a paper («بيان», «تصريح»)."""
        return listed(view.words[at], view.lex.statements) or listed(view.words[at], view.lex.hollow)


class _Walk:
    """One walk from a verb of saying to what is said: the speaker is read while `closed` is false, what follows is adjunct."""

    def __init__(self, view: View, verb: Verb, at: int, end: int, gender: str = "") -> None:
        self.view, self.verb, self.at, self.end, self.gender = view, verb, at, end, gender
        self.stop = min(end, at + REACH)
        self.said = Said()
        self.begin = -1
        self.closed = self.dated = False  # dated: a day of the saying stood behind the speaker
        self.relative = False  # inside «الذي …»: what stands there is said only where nothing else is
        self.within: Opening | None = None

    def go(self) -> Said:
        place: int | None = self.at
        last = self.at
        while place is not None and place < self.stop:
            last = place
            place = self.step(place)
        if place is not None:
            last = place
        if self.said.opening is None:
            self.close(last)
            self.said.opening = self.within
            if "loose" in self.verb.traits and self.at < self.end and self.within is None:
                self.said.opening = Opening(self.at, "obj")
                self.said.subject = None
        return self.said

    def close(self, where: int) -> None:
        """The speaker, if one was begun, ends before `where`."""
        if self.begin >= 0 and self.said.subject is None:
            high = where
            while high > self.begin and (
                (self.view.tokens[high - 1].kind == "punct" and self.view.words[high - 1] != ")") or self.view.words[high - 1] in _GOVERN
            ):
                high -= 1
            if high > self.begin:
                self.said.subject = (self.begin, high)
        self.closed = True

    def step(self, place: int) -> int | None:
        """The next place, or None where the walk ends."""
        view, said = self.view, self.said
        word, kind = view.words[place], view.tokens[place].kind
        found = opening(view, self.verb, place, self.end, self.begin < 0)
        named = word.startswith("ال") and self.begin < 0 and not self.closed
        if found is not None and found.kind == "obj" and self.relative:
            self.within = found
        elif found is not None and not (found.kind == "obj" and named):
            self.close(place)
            said.opening = found
            return None
        if kind == "quote":
            return self.quoted(place)
        dated = times_at(view, place, self.stop)
        if dated > place:
            if self.begin >= 0:
                self.close(place)
            said.times.append((place, dated))
            self.dated = True
            return dated
        if word == "(":
            return max(view.find(")", place, min(self.stop, place + 8)), place) + 1
        if kind == "punct":
            return self.mark(place)
        return self.word(place)

    def quoted(self, place: int) -> int | None:
        """A short quotation is a name, of the speaker or of a medium; a long one that nothing opened ends the walk."""
        view = self.view
        shut = view.closes.get(place, -1)
        if shut < 0:
            return place + 1  # a stray mark
        if not place < shut <= place + NAME_WORDS + (4 if self.begin >= 0 or self.closed else 1) or shut >= self.end:
            return None
        if self.closed:
            medium = media_at(view, place, self.stop)
            if medium > place:
                self.said.via.append((place, medium))
        elif self.begin < 0:
            self.begin = place
        return shut + 1

    def mark(self, place: int) -> int | None:
        word = self.view.words[place]
        self.relative = False
        if word in _STOPS or (word == "." and not (place > self.at and len(self.view.words[place - 1]) == 1)):
            return None
        if (word in COMMAS or word == "-") and self.begin >= 0 and not self.closed and not self.apposition(place + 1):
            self.close(place)
        return place + 1

    def word(self, place: int) -> int | None:
        view, lex, said = self.view, self.view.lex, self.said
        word = view.words[place]
        shut = view.closes.get(place + 1, -1)
        if word == "ل" and place + 1 < shut <= place + NAME_WORDS:
            # «قال لـ«…»»: a medium, known or not
            if self.begin >= 0:
                self.close(place)
            said.via.append((place + 1, shut + 1))
            return shut + 1
        to_whom = not (place - 1 == self.begin and owns_paper(view, self.begin)) and addressed(view, place, self.stop)
        medium = media_at(view, place, self.stop) if self.closed or to_whom else place
        if medium > place:
            if self.begin >= 0:
                self.close(place)
            if not any(listed(view.words[inner], lex.social) for inner in range(place, medium)):
                said.via.append((place + 1 if word in ("ل", "عبر") else place, medium))
            return medium
        beside = word in lex.adjuncts or occasion(view, place, self.stop)
        if not self.closed and self.begin < 0:
            told = word[:1] == "ل" and len(word) > 3 and head_of(view, word) is None and place not in view.hit_at
            circumstance = word[-1] == "ا" and any(form.kind == "participle" for form in lex.forms.get(word, ()))
            if word in lex.light or to_whom or told or circumstance:
                return place + 1
            self.closed = beside or word in lex.small["prepositions"]
        elif not self.closed and (beside or to_whom or word in ("الي", "مع")):
            self.close(place)
        self.relative = self.relative or (self.closed and word in lex.small["relatives"])
        if self.closed and listed(word, lex.statements):
            said.statement = True
        if word in lex.small["issued"] and self.begin >= 0 and said.statement_head(view, self.begin):
            return self.issuer(place)
        if word == "نقلا" and self.begin >= 0 and place + 2 < self.stop and view.words[place + 1] == "عن":
            self.relay(place)
            return None
        if place > self.at and (self.closed or self.begin >= 0) and self.another(place):
            # the verb taken up again («قال المرصد الذي … قال إن») goes on, another verb ends the walk
            return place + 1 if any(form.verb is self.verb for form in lex.forms[word]) else None
        return self.name(place)

    def name(self, place: int) -> int | None:
        """A word of the speaker, or of what stands beside it."""
        view, traits = self.view, self.verb.traits
        if self.closed:
            if "object" in traits and self.said.subject is not None and (self.thing(place) or (self.dated and self.party(place))):
                self.said.opening = Opening(place, "obj")  # «حملت الحركة أمس إسرائيل المسؤولية»
                return None
            return place + 1
        if self.begin < 0:
            if "object" in traits and (self.thing(place) or self.unlike(place)):
                self.said.opening = Opening(place, "obj")
                return None
            self.begin = place
            hit = view.hit_at.get(place)
            if hit is not None and not any(word in view.lex.complementizers for word in view.words[place : hit.end]):
                return min(self.stop, hit.end)
        elif "addressee" in traits and place in view.hit_at and view.hits_in(self.begin, place):
            self.close(place)
        elif "object" in traits and self.object_at(place):
            self.close(place)
            self.said.opening = Opening(place, "obj")
            return None
        return place + 1

    def issuer(self, place: int) -> int:
        """«بيان أصدرته الوزارة», «بيان صادر عن …»: the issuer is the speaker; a medium that carried it is its via."""
        view = self.view
        self.close(place)
        self.said.statement = True
        low = place + 1
        while low < self.stop and (view.words[low] in ("عن", "به", "بها", "الي") or view.words[low] in view.lex.light):
            low += 1
        high = noun_phrase(view, low, self.stop) if low < self.stop else low
        plain = low < self.stop and view.words[low] not in view.lex.adjuncts | view.lex.small["prepositions"] | view.lex.complementizers
        if high > low and plain and media_at(view, low, self.stop) == low:
            self.said.subject = (low, high)
            return high
        return place + 1

    def relay(self, place: int) -> None:
        """«أفادت الوكالة نقلا عن مصدر … بأن»: who spoke is behind, the subject is only the medium."""
        self.close(place)
        told = after_verb(self.view, self.verb, place + 2, self.end)
        if told.subject is not None and self.said.subject is not None:
            self.said.via.insert(0, self.said.subject)
            self.said.subject = told.subject
        self.said.opening = told.opening
        self.said.times += told.times

    def another(self, place: int) -> bool:
        """Whether another verb of saying stands at `place`."""
        view = self.view
        before = view.words[place - 1]
        if before in view.lex.negations or before in view.lex.openers:
            return False
        return any(
            form.kind == "perfect" and not form.suffix and not form.verb.needs for form in view.lex.forms.get(view.words[place], ())
        )

    def object_at(self, place: int) -> bool:
        """Whether a second party begins at `place` («اتهم الجيش تنظيم …»): the object of the verb."""
        view, lex = self.view, self.view.lex
        word, before = view.words[place], view.words[place - 1]
        head = before in lex.heads
        free = head and before.endswith("ون")  # «اتهم ناشطون قوات النظام»: nothing hangs on such a plural
        if (head and not free) or (before[:1] == "ل" and not before.startswith(_NATIONS)) or before in ("من", "في", "باسم"):
            return False
        hit = view.hit_at.get(place)
        if hit is not None and (hit.id is not None or any(known.start < place for known in view.hits_in(self.begin, place))):
            return True
        if self.thing(place):
            return True
        return word in lex.heads and (free or before.startswith("ال"))

    def party(self, place: int) -> bool:
        """Whether a party that no preposition governs begins at `place`."""
        view = self.view
        hit = view.hit_at.get(place)
        named = (hit is not None and hit.id is not None and not hit.inside) or head_of(view, view.words[place]) is not None
        return named and view.words[place - 1] not in view.lex.small["prepositions"]

    def thing(self, place: int) -> bool:
        """Whether an object that cannot speak begins at `place` («هذه الغارات», «الهجوم»)."""
        words, lex = self.view.words, self.view.lex
        word = words[place]
        if word in lex.small["parts"]:
            return place + 1 >= self.stop or head_of(self.view, words[place + 1]) is None  # «هذه الجماعة» can
        return word.startswith("ال") and listed(word, lex.events)

    def unlike(self, place: int) -> bool:
        """Whether the verb agrees with another than the noun behind it («حمل حكومة دمشق المسؤولية»), which is its object then."""
        found = self.view.lex.heads.get(self.view.words[place])
        return found is not None and (self.gender, found) in (("m", "f"), ("f", "m"))

    def apposition(self, at: int) -> bool:
        """Whether the stretch behind a comma goes on naming the speaker («، المحلل …،»)."""
        view, lex = self.view, self.view.lex
        if at >= self.stop or times_at(view, at, self.stop) > at or occasion(view, at, self.stop):
            return False
        if at < view.closes.get(at, -1) <= at + 4:
            return True  # «المتحدث، «فلان»، …»
        word = view.words[at]
        joined = word[:1] in "وف" and word[1:] in lex.forms
        if word in lex.adjuncts or word in lex.after or joined or opening(view, self.verb, at, self.stop, False):
            return False
        if head_of(view, word) is not None or word.startswith("ال"):
            return True
        # a bare name between commas («المتحدث باسم الوزارة، فوزي سالم، إن»)
        stop = at
        foreign = lex.small["prepositions"] | lex.small["relatives"]
        while stop < min(self.stop, at + 5) and view.tokens[stop].kind == "word" and not opening(view, self.verb, stop, self.stop, False):
            if view.words[stop] in lex.forms or view.words[stop] in foreign:
                return False
            stop += 1
        return at < stop < self.stop and (view.words[stop] in COMMAS or opening(view, self.verb, stop, self.stop, False) is not None)


def after_verb(view: View, verb: Verb, at: int, end: int, gender: str = "") -> Said:
    """Speaker, media, dating words and opening behind a verb of saying whose next token is `at`, in a sentence that ends at
    `end`; `gender` is how the verb agrees, where that is known."""
    return _Walk(view, verb, at, end, gender).go()
