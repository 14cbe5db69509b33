"""A sentence as the frames see it: its words with their readings, the noun phrases that may play a part, and its breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from marsad.languages.arabic import NumberSpan, TimeSpan, Token
from marsad.reading.gather import Party, Spot
from marsad.reading.words.lexicon import Entry, Lexicon, first_readings
from marsad.reading.words.masdars import after_masdar, told_by
from marsad.reading.words.robbers import as_robbers
from marsad.reading.words.wordlists import folded

__all__ = ["Arg", "Sentence", "Word"]

HARD = frozenset(":؛;.!?؟…")
SOFT = frozenset("،,-–—()[]{}")


@dataclass(slots=True)
class Word:
    """Word `i` of a sentence: stored offsets, folded form, token kind, readings, and the mentions that cover it;
    `names` by which a frame may ask for it, once one did; `fell` what it counts of those
    who fell (marsad.reading.tolls.fallen), once that was asked."""

    i: int
    start: int
    end: int
    fold: str
    kind: str
    entries: tuple[Entry, ...] = ()
    actor: Party | None = None
    place: Spot | None = None
    time: TimeSpan | None = None
    number: NumberSpan | None = None
    verb: Entry | None = None
    noun: Entry | None = None
    bare: str = ""
    conj: bool = False
    names: frozenset[str] | None = None
    fell: str | None = None

    @property
    def punct(self) -> bool:
        return self.kind == "punct"


@dataclass(slots=True)
class Arg:
    """A noun phrase that may be agent, target or place: words `first` to `last`, `head` the word that names its class.

    `owned` is true where a pronoun names its owner («طائراته»).
    `cls` is actor, place, person, fighter, force, site, site-arms, craft,
    gun …; `prep` the preposition that governs it, or empty; `governor` the word whose genitive it is, or -1; `group`
    joins coordinated phrases; `number` the count that stands with it.
    """

    first: int
    last: int
    head: int
    cls: str
    label: str
    start: int
    end: int
    id: str | None
    mention: Any
    prep: str = ""
    governor: int = -1
    group: int = -1
    number: NumberSpan | None = None
    definite: bool = False
    lemma: str = ""
    plural: bool = False
    index: int = -1
    owned: bool = False


@dataclass(slots=True)
class Sentence:
    """One passage: `start`, `end` stored offsets, words, phrases in order, clause starts (word indexes) and hard breaks; `held` what
    each word holds in the terms of a frame's `need`, once that was asked. `bodies` are courts and organisations that judge and count:
    they fight nobody, but may accuse and be accused."""

    index: int
    start: int
    end: int
    text: str
    words: list[Word]
    lexicon: Lexicon
    args: list[Arg] = field(default_factory=list)
    bodies: list[Arg] = field(default_factory=list)
    places: list[Arg] = field(default_factory=list)
    wide: list[Arg] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    phrased: bool = False
    held: list[frozenset[str]] = field(default_factory=list)

    def find(self, start: int) -> int:
        """Index of the word that holds stored offset `start` or the first after it."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        return low

    def slice(self, first: int, last: int) -> str:
        """The stored words from word `first` to word `last`, both included."""
        return self.text[self.words[first].start : self.words[last].end]


_TAKES_MASDAR = frozenset(
    (
        "واصل",
        "بدأ",
        "شن",
        "استأنف",
        "حاول",
        "عاود",
        "أعاد",
        "نفذ",
        "استكمل",
        "أكمل",
        "أعلن",
        "نفى",
        "تبنى",
        "تم",
        "جرى",
        "توقع",
        "أكد",
        "ذكر",
        "رفض",
        "قرر",
        "تضمن",
        "شهد",
        "أدان",
        "دان",
        "استنكر",
        "استطاع",
        "أوقف",
        "أجاز",
        "ندد",
        "اعتزم",
        "نوى",
    )
)


_MARKS = "".join(map(chr, range(0x064B, 0x0653)))
# What an attack is told to be, never what is attacked: the word before it is a noun.
_MANNERS = frozenset("جوي مدفعي صاروخي عنيف مكثف عشوايي متبادل مسلح انتحاري".split())
_ONE_MAN, _BY_ONE = ("مسلح", "انتحاري"), ("قتل", "خطف", "طعن", "دهس", "ذبح", "جرح")  # «قتل مسلح شرطيا»
_PARTICLES = frozenset(("فقد", "وقد"))


def _settle(words: list[Word], doubtful: list[Word], lexicon: Lexicon) -> None:
    """Decide between verb and masdar where one spelling is both («قتل», «طرد», «تقدم»), by what stands before: of `doubtful` words,
    in order."""
    governors = lexicon.governors
    for word in doubtful:
        entries = word.entries
        if word.fold in _PARTICLES and word.i + 1 < len(words) and any(e.finite for e in words[word.i + 1].entries):
            _reread(word, ())
            continue
        if not any(e.finite for e in entries) or not any(e.tag == "M" for e in entries):
            continue
        i = word.i
        j = i - 1
        while j >= 0 and words[j].kind == "quote":
            j -= 1
        before = words[j] if j >= 0 else None
        nominal = False
        after = words[i + 1] if i + 1 < len(words) else None
        if (before is not None and (before.kind == "number" or before.number is not None)) or (
            after is not None and after.fold in _MANNERS and not (after.fold in _ONE_MAN and entries[0].lemma in _BY_ONE)
        ):
            nominal = True
        elif before is None or before.kind == "punct":
            nominal = False
        elif before.actor is not None and told_by(words, j):
            nominal = True
        elif word.fold[:1] == "و" and all(e.pro[:1] == "و" for e in entries):
            nominal = after_masdar(words, i)
        elif before.fold in governors or (before.fold[:1] in "وف" and before.fold[1:] in governors):
            nominal = before.fold not in ("حين", "عند")
        elif before.kind == "word" and before.entries:
            finite = [e for e in before.entries if e.finite]
            nouns = [e for e in before.entries if e.tag in ("M", "N")]
            if finite and not nouns:
                nominal = any(e.lemma in _TAKES_MASDAR for e in finite)
            elif nouns:
                tanwin = before.fold.endswith("ا") and not nouns[0].lemma.endswith("ا") and nouns[0].tag == "N"
                done = entries[0].suf and after is not None and _does(after)  # «كمين نصبه مسلحون», «بحارة خطفهم قراصنة»
                nominal = not nouns[0].definite and not nouns[0].suf and not finite and not tanwin and not done
        _reread(
            word,
            tuple(e for e in entries if not e.finite)
            if nominal
            else tuple(e for e in entries if e.tag != "M" and not (e.tag == "N" and e.cls in ("event", "unit"))),
        )


def _does(word: Word) -> bool:
    fighter = word.noun is not None and word.noun.cls == "fighter" and not word.fold.endswith(("ين", "ا"))
    return fighter or word.fold.endswith(("ون", "و"))


def _reread(word: Word, entries: tuple[Entry, ...]) -> None:
    """Give a word the readings that its neighbours leave it."""
    word.entries = entries
    word.verb, word.noun = first_readings(entries)


_OF_PRAYER = tuple(sorted(folded("of_prayer")))
_TAKEN = folded("captives")
_OF_WOMEN = folded("of_women")
_LIST_HEADS = folded("list_heads")
_BESIDE_WOMEN = folded("beside_women")
_UNLIKE = frozenset(("امام", "وامام", "اسر", "واسر"))


def _unlike(words: list[Word], text: str) -> None:
    """Drop readings that the spelling or the next word rules out: «أمام» is no imam, «أسر ثلاثة» no families."""
    for word in words:
        if word.fold not in _UNLIKE:
            continue
        after = words[word.i + 1] if word.i + 1 < len(words) else None
        if word.fold in ("امام", "وامام"):
            written = "إ" in text[word.start : word.end]
            led = after is not None and "أ" not in text[word.start : word.end] and after.fold.startswith(_OF_PRAYER)
            if not written and not led:
                _reread(word, tuple(e for e in word.entries if e.lemma != "إمام"))
        elif after is not None and (after.number is not None or after.fold in _TAKEN or _whom(words, after)):
            _reread(word, tuple(e for e in word.entries if e.cls != "person"))


def _whom(words: list[Word], after: Word) -> bool:  # «أسر حزب الله جنديين»: the party at `after` is told with whom it took
    past = next((w for w in words[after.i :] if w.actor is not after.actor), None) if after.actor is not None else None
    return past is not None and (past.number is not None or past.fold in _TAKEN)


def _women(words: list[Word]) -> None:
    """«مقاتلات من وحدات المرأة», «مقاتلي ومقاتلات»: fighters, where what stands beside them tells of people."""
    for word in words:
        if word.noun is None or word.noun.lemma != "مقاتلة":
            continue
        near = {w.fold for w in words[word.i + 1 : word.i + 3] if not w.punct}
        men = word.conj and word.i > 0 and words[word.i - 1].fold in _BESIDE_WOMEN
        if men or near & _OF_WOMEN:
            fighters = (e._replace(lemma="مقاتل", cls="fighter", label="fighters") if e.cls == "craft" else e for e in word.entries)
            _reread(word, tuple(fighters))


def make_sentence(
    index: int, start: int, end: int, text: str, tokens: tuple[Token, ...], lexicon: Lexicon, marks: dict[str, list[Any]]
) -> Sentence:
    """A sentence of `tokens` (those of the passage), with `marks` (actor, place, time, number mentions) laid on its words."""
    words: list[Word] = []
    doubtful: list[Word] = []
    for i, (first, last, fold, sort) in enumerate(tokens):
        word = Word(i, first, last, fold, sort)
        if sort == "word":
            marbuta = fold[-1] == "ه" and text[first:last].rstrip(_MARKS).endswith("ة")
            word.entries, word.conj, twofold, word.verb, word.noun = lexicon.spelling(fold, marbuta)
            word.bare = fold
            if twofold or fold in _PARTICLES:
                doubtful.append(word)
        words.append(word)
    for kind, mentions in marks.items():
        at = 0
        for mention in mentions:
            while at < len(words) and words[at].end <= mention.start:
                at += 1
            j = at
            while j < len(words) and words[j].start < mention.end:
                if getattr(words[j], kind) is None:
                    setattr(words[j], kind, mention)
                j += 1
    for i in range(1, len(words) - 1):
        if words[i].fold == ":" and words[i - 1].kind == words[i + 1].kind == "number":
            words[i].fold = "-"  # «1:50» is a time of day, not a break
        elif words[i].fold == ":" and words[i - 1].fold in _LIST_HEADS:
            words[i].fold = "-"  # «على قرى: الدارة، وسميع»
    _unlike(words, text)
    as_robbers(words, _reread)
    _women(words)
    _settle(words, doubtful, lexicon)
    return Sentence(index, start, end, text, words, lexicon)
