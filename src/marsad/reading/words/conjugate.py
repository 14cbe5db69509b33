"""Verb forms from lemmas: third person (and first) of all numbers and both genders, masdars, participles, in folded spelling.

Arabic newspapers print no vowels, so a form is its consonants and long vowels; what vowels alone tell (قَتل against قُتل) is left
to the frames. Roots may be sound, doubled, hollow, defective or begin with و; forms 1 to 10, q1 and q2 are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.errors import BadData
from marsad.languages.arabic import fold_key

__all__ = ["Form", "Verb", "forms", "parse_verbs"]

_WEAK = "وي"
# What the eighth form's ت becomes after the first radical.
_EIGHTH = {"ز": "د", "د": "د", "ذ": "د", "ص": "ط", "ض": "ط", "ط": "ط", "ظ": "ط"}


@dataclass(frozen=True, slots=True)
class Verb:
    """One line of the lemma table: lemma, radicals, form (1-10, q1, q2), masdars and irregular forms as written."""

    lemma: str
    root: str
    form: str
    masdars: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One written form: `tag` is P (perfect), I (imperfect), M (masdar), A (active) or U (passive participle), and lower case p
    after P or I where the spelling itself is passive; `who` is ms, fs, md, fd, mp, fp, 1s, 1p, or empty."""

    text: str
    tag: str
    who: str


@dataclass(frozen=True, slots=True)
class _Stems:
    """Perfect before vowels, before consonants, of the passive (the same pair); imperfect, jussive, passive imperfect."""

    perfect: str
    short: str
    passive: str
    passive_short: str
    imperfect: str
    jussive: str
    imperfect_passive: str
    actor: str
    done: str
    masdar: str
    defective: bool


def parse_verbs(text: str) -> tuple[Verb, ...]:
    """The lemma table: tab-separated lemma, root, form, masdars (comma, «-» none), other forms. Raises BadData."""
    out = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) < 4:
            raise BadData("a verb needs lemma, root, form and masdars", where=f"verbs.tsv line {number}")
        split = [tuple(word.strip() for word in part.split(",") if word.strip() not in ("", "-")) for part in parts[3:5]]
        others = split[1] if len(split) > 1 else ()
        out.append(Verb(parts[0].strip(), parts[1].strip(), parts[2].strip(), split[0], others))
    return tuple(out)


def _first(verb: Verb, r1: str, r2: str, r3: str) -> _Stems:
    defective = r3 in _WEAK
    hollow = r2 in _WEAK and not defective
    if r2 == r3:
        done = f"م{r1}{r2}و{r3}"
        return _Stems(r1 + r2, r1 + r2 + r3, r1 + r2, r1 + r2 + r3, r1 + r2, r1 + r2, r1 + r2, f"{r1}ا{r2}", done, "", False)
    if hollow:
        middle = "ا" if verb.lemma in ("نال", "خاف", "نام", "زال") else r2
        done = f"م{r1}{r2}{r3}"
        return _Stems(f"{r1}ا{r3}", r1 + r3, f"{r1}ي{r3}", r1 + r3, r1 + middle + r3, r1 + r3, f"{r1}ا{r3}",
                      f"{r1}ائ{r3}", done, "", False)
    if defective:
        third = "ي" if verb.lemma.endswith("ي") else "ا" if r3 == "و" else "ى"
        stem = r1 + r2
        imperfect = "" if r1 == "و" else r1
        done = f"م{r1}{r2}و" if r3 == "و" else f"م{r1}{r2}ي"
        return _Stems(stem + third, stem + third, stem + "ي", stem + "ي", imperfect + r2 + r3, imperfect + r2, r1 + r2 + "ى",
                      f"{r1}ا{r2}ي", done, "", True)
    stem = r1 + r2 + r3
    imperfect = r2 + r3 if r1 == "و" else stem
    return _Stems(stem, stem, stem, stem, imperfect, imperfect, stem, f"{r1}ا{r2}{r3}", f"م{r1}{r2}و{r3}", "", False)


def _derived(verb: Verb, r1: str, r2: str, r3: str) -> _Stems:
    """Forms 2 to 10: prefix of perfect, prefix of imperfect, and the body between."""
    form = verb.form
    weak = r3 in _WEAK
    hollow = r2 in _WEAK and not weak
    last = "ى" if weak else r3
    ilast = "ي" if weak else r3
    if form in ("2", "5"):
        lead = "ت" if form == "5" else ""
        body = r1 + r2
        masdar = (f"ت{r1}{r2}ي{r3}" if not weak else f"ت{r1}{r2}ية") if form == "2" else f"ت{r1}{r2}{ilast}"
        imperfect = lead + body + (last if form == "5" else ilast)
        return _Stems(lead + body + last, lead + body + ilast, lead + body + ilast, lead + body + ilast, imperfect,
                      lead + body + ("" if weak else r3), lead + body + last, "م" + lead + body + ilast, "م" + lead + body + last,
                      masdar, weak)
    if form in ("3", "6"):
        lead = "ت" if form == "6" else ""
        body, passive = f"{lead}{r1}ا{r2}", f"{lead}{r1}و{r2}"
        masdar = f"م{r1}ا{r2}{r3 if not weak else 'ا'}ة" if form == "3" else body + ilast
        imperfect = body + (last if form == "6" else ilast)
        return _Stems(body + last, body + ilast, passive + ilast, passive + ilast, imperfect, body + ("" if weak else r3),
                      body + last, "م" + body + ilast, "م" + body + last, masdar, weak)
    if form == "4":
        if hollow:
            return _Stems(f"ا{r1}ا{r3}", f"ا{r1}{r3}", f"ا{r1}ي{r3}", f"ا{r1}{r3}", f"{r1}ي{r3}", r1 + r3, f"{r1}ا{r3}",
                          f"م{r1}ي{r3}", f"م{r1}ا{r3}", f"ا{r1}ا{r3}ة", False)
        inner = "و" if r1 == "و" else r1
        noun = ("ي" if r1 == "و" else r1) + r2 + ("اء" if weak else "ا" + r3)
        if r2 == r3:
            return _Stems(f"ا{r1}{r2}", f"ا{r1}{r2}{r3}", f"ا{r1}{r2}", f"ا{r1}{r2}{r3}", r1 + r2, r1 + r2, r1 + r2,
                          f"م{r1}{r2}", f"م{r1}{r2}", "ا" + noun, False)
        return _Stems(f"ا{r1}{r2}{last}", f"ا{r1}{r2}{ilast}", f"ا{inner}{r2}{ilast}", f"ا{inner}{r2}{ilast}",
                      inner + r2 + ilast, inner + r2 + ("" if weak else r3), inner + r2 + last, f"م{inner}{r2}{ilast}",
                      f"م{inner}{r2}{last}", "ا" + noun, weak)
    if form == "7":
        lead = "ن" + r1
    elif form == "8":
        if r1 in ("و", "أ", "ا"):
            lead = "ت"
        elif r1 in ("ط", "د"):
            lead = r1
        else:
            lead = r1 + _EIGHTH.get(r1, "ت")
    elif form == "10":
        lead = "ست" + r1
    else:
        raise BadData(f"verb form {form!r} is not known", where=f"verbs.tsv {verb.lemma}")
    noun_lead = "ستي" if form == "10" and r1 == "و" else lead
    if hollow:
        if form == "10":
            return _Stems(f"ا{lead}ا{r3}", f"ا{lead}{r3}", f"ا{lead}ي{r3}", f"ا{lead}{r3}", f"{lead}ي{r3}", lead + r3,
                          f"{lead}ا{r3}", f"م{lead}ي{r3}", f"م{lead}ا{r3}", f"ا{lead}ا{r3}ة", False)
        return _Stems(f"ا{lead}ا{r3}", f"ا{lead}{r3}", f"ا{lead}ي{r3}", f"ا{lead}{r3}", f"{lead}ا{r3}", lead + r3, f"{lead}ا{r3}",
                      f"م{lead}ا{r3}", f"م{lead}ا{r3}", f"ا{lead}يا{r3}", False)
    if r2 == r3:
        noun = f"ا{noun_lead}{r2}ا{r3}"
        return _Stems(f"ا{lead}{r2}", f"ا{lead}{r2}{r3}", f"ا{lead}{r2}", f"ا{lead}{r2}{r3}", lead + r2, lead + r2, lead + r2,
                      f"م{lead}{r2}", f"م{lead}{r2}", noun, False)
    noun = f"ا{noun_lead}{r2}" + ("اء" if weak else f"ا{r3}")
    return _Stems(f"ا{lead}{r2}{last}", f"ا{lead}{r2}{ilast}", f"ا{lead}{r2}{ilast}", f"ا{lead}{r2}{ilast}", lead + r2 + ilast,
                  lead + r2 + ("" if weak else r3), lead + r2 + last, f"م{lead}{r2}{ilast}", f"م{lead}{r2}{last}", noun, weak)


def _quad(verb: Verb) -> _Stems:
    body = verb.root
    masdar = body if body.startswith("ت") else body + "ة"
    return _Stems(body, body, body, body, body, body, body, "م" + body, "م" + body, masdar, False)


def _stems(verb: Verb) -> _Stems:
    if verb.form.startswith("q"):
        return _quad(verb)
    if len(verb.root) != 3:
        raise BadData("a root of three letters is wanted", where=f"verbs.tsv {verb.lemma}")
    r1, r2, r3 = list(verb.root)
    return _first(verb, r1, r2, r3) if verb.form == "1" else _derived(verb, r1, r2, r3)


def _perfect(stem: str, short: str, defective: bool, tag: str) -> Iterator[Form]:
    if defective:
        keeps = stem.endswith("ي")
        body = stem[:-1]
        # «محا»: the root's و comes back where no vowel ending swallows it
        weak = "و" if stem.endswith("ا") else "ي"
        yield Form(stem, tag, "ms")
        yield Form((stem if keeps else body) + "ت", tag, "fs")
        yield Form((stem if keeps else body) + "تا", tag, "fd")
        yield Form(body + weak + "ا", tag, "md")
        yield Form(body + "وا", tag, "mp")
        yield Form(body + weak + "ن", tag, "fp")
        yield Form(body + weak + "نا", tag, "1p")
        # before a pronoun the final ى is an ا («نفاه»)
        yield Form(body + "ا", tag, "ms+")
        return
    for end, who in (("", "ms"), ("ت", "fs"), ("ا", "md"), ("تا", "fd"), ("وا", "mp")):
        yield Form(stem + end, tag, who)
    yield Form(short + "ن", tag, "fp")
    yield Form(short + "نا", tag, "1p")


def _imperfect(stem: str, jussive: str, defective: bool, tag: str) -> Iterator[Form]:
    for lead, whos in (("ي", ("ms",)), ("ت", ("fs",)), ("ن", ("1p",)),):
        for who in whos:
            yield Form(lead + stem, tag, who)
            if jussive != stem and defective and who != "1p":
                yield Form(lead + jussive, tag, who)
    body = stem[:-1] if defective else stem
    plural = body
    weak = "و" if stem.endswith("و") else "ي"
    for lead, gender in (("ي", "m"), ("ت", "f")):
        yield Form(f"{lead}{plural}ون", tag, "mp")
        yield Form(f"{lead}{plural}وا", tag, "mp")
        dual = body + (weak if defective else "")
        yield Form(f"{lead}{dual}ان", tag, gender + "d")
        yield Form(f"{lead}{dual}ا", tag, gender + "d")
    yield Form(f"ي{body}{weak if defective else ''}ن", tag, "fp")


def _nominal(stem: str, tag: str) -> Iterator[Form]:
    weak = stem.endswith(("ي", "ى"))
    body = stem[:-1] if weak else stem
    yield Form(stem, tag, "ms")
    if weak:
        yield Form(body, tag, "ms")
    full = body + ("ي" if weak else "")
    yield Form(full + "ا", tag, "ms")
    yield Form(full + "ة", tag, "fs")
    for end in ("ون", "ين"):
        yield Form(body + end, tag, "mp")
    yield Form(full + "ات", tag, "fp")
    yield Form(full + "ان", tag, "md")
    yield Form(full + "تين", tag, "fd")
    yield Form(full + "تان", tag, "fd")


def forms(verb: Verb) -> tuple[Form, ...]:
    """Every form of `verb`, folded, each spelling and tag once, in a fixed order."""
    stems = _stems(verb)
    out: list[Form] = []
    out += _perfect(stems.perfect, stems.short, stems.defective, "P")
    if stems.passive != stems.perfect:
        out += _perfect(stems.passive, stems.passive_short, stems.defective, "Pp")
    out += _imperfect(stems.imperfect, stems.jussive, stems.defective, "I")
    if stems.imperfect_passive != stems.imperfect:
        out += _imperfect(stems.imperfect_passive, stems.jussive, stems.defective, "Ip")
    if verb.form == "1" and verb.root[0] == "و":
        out += _imperfect("و" + stems.imperfect, "و" + stems.imperfect, stems.defective, "Ip")
    for masdar in verb.masdars:
        out.append(Form(masdar, "M", "ms"))
        if not masdar.endswith(("ة", "ات")):
            out.append(Form(masdar + "ا", "M", "ms"))
        if masdar.endswith("اء"):
            out.append(Form(masdar + "ات", "M", "fp"))
            # before a pronoun the hamza sits as the case has it («استيلائه», «إخلاؤها»)
            out += [Form(masdar[:-1] + seat, "M", "ms+") for seat in "ئؤ"]
        elif masdar.endswith("ة"):
            out.append(Form(masdar[:-1] + "ات", "M", "fp"))
        elif not masdar.endswith("ات"):
            out.append(Form(masdar + "ات", "M", "fp"))
    out += _nominal(stems.actor, "A")
    out += _nominal(stems.done, "U")
    for other in verb.others:
        who = "fs" if other.endswith("ت") else "mp" if other.endswith("وا") else "ms"
        out.append(Form(other, "I" if other[0] in "يت" and len(other) == 4 and other.endswith(verb.root[-1]) else "Pp", who))
    seen: set[Form] = set()
    result = []
    for form in out:
        folded = Form(fold_key(form.text), form.tag, form.who)
        if folded not in seen and len(folded.text) > 1:
            seen.add(folded)
            result.append(folded)
    return tuple(result)
