"""The lexicon of the reader, loaded from data/lexicon/ar: verb forms, nouns by class, particles; and reading a word by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from marsad.errors import BadData
from marsad.languages.arabic import fold_key, strip_proclitics, strip_suffixes
from marsad.languages.arabic.lexicon import particles, read_text
from marsad.reading.words.conjugate import forms, parse_verbs

__all__ = ["Entry", "Lexicon", "Spelling", "first_readings", "load_lexicon"]

_CACHED_WORDS = 120_000


_NO_WELL = "بير"

class Entry(NamedTuple):
    """One way to read a word: `tag` P, Pp, I, Ip, M, A, U (verb forms, see conjugate.Form) or N (noun); `who` gender and number of
    a verb form, s, d or p of a noun; `cls` class and `label` English label of a noun; `pro` proclitics and `suf` suffix stripped.

    `finite`, `definite` and `preposition` (the proclitic ب ل ك, or empty) follow from these; they are fields and no properties,
    because the rules ask for them some hundred times a sentence.
    """

    lemma: str
    tag: str
    who: str
    cls: str
    label: str
    pro: str
    suf: str
    finite: bool
    definite: bool
    preposition: str


def _entry(lemma: str, tag: str, who: str, cls: str, label: str, pro: str, suf: str) -> Entry:
    head = pro.lstrip("وف") if pro not in ("و", "ف") else ""
    preposition = head[:1] if head[:1] in ("ب", "ل", "ك") else ""
    return Entry(lemma, tag, who, cls, label, pro, suf, tag[0] in "PI", pro.endswith(("ال", "لل")), preposition)


class Spelling(NamedTuple):
    """What one spelling can be: its entries, whether a conjunction is glued to it, whether it may be a verb and a masdar as well, and
    the verb and noun reading that count where its neighbours do not say otherwise."""

    entries: tuple[Entry, ...]
    conj: bool
    twofold: bool
    verb: Entry | None
    noun: Entry | None


def first_readings(entries: tuple[Entry, ...]) -> tuple[Entry | None, Entry | None]:
    """Which verb and which noun reading of a word counts: the least stripped of each."""
    verb = noun = None
    for entry in entries:
        if entry.tag == "N":
            if noun is None:
                noun = entry
        elif entry.finite and verb is None:
            verb = entry
    return verb, noun


@dataclass(slots=True)
class Lexicon:
    """Forms to lemmas. `particles` maps a group's name to its folded words, `governors` are those after which a noun stands.
    Words once read are remembered."""

    verbs: dict[str, tuple[tuple[str, str, str], ...]]
    nouns: dict[str, tuple[tuple[str, str, str, str], ...]]
    particles: dict[str, frozenset[str]]
    governors: frozenset[str] = field(init=False)
    _seen: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    _spelt: tuple[dict[str, Spelling], dict[str, Spelling]] = field(default_factory=lambda: ({}, {}))

    def __post_init__(self) -> None:
        self.governors = self.particles["preposition"] | self.particles["link"]

    def read(self, word: str) -> tuple[Entry, ...]:
        """Every entry that the folded `word` can be, the least stripped first; () where unknown."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) > _CACHED_WORDS:
                self._seen.clear()
            found = self._seen[word] = self._read(word)
        return found

    def spelling(self, fold: str, marbuta: bool) -> Spelling:
        """What the folded word is read as; `marbuta`: it is written with ة, so its ه is no pronoun («ضربة» is not «ضربه»)."""
        seen = self._spelt[marbuta]
        found = seen.get(fold)
        if found is None:
            if len(seen) > _CACHED_WORDS:
                seen.clear()
            entries = self.read(fold)
            if marbuta:
                entries = tuple(e for e in entries if e.suf != "ه")
            joined = bool(entries and entries[0].pro[:1] in ("و", "ف")) or fold[1:3] == "ال" or not entries
            twofold = any(e.finite for e in entries) and any(e.tag == "M" for e in entries)
            conj = fold[0] in "وف" and len(fold) > 3 and joined
            found = seen[fold] = Spelling(entries, conj, twofold, *first_readings(entries))
        return found

    def _read(self, word: str) -> tuple[Entry, ...]:
        out: list[Entry] = []
        for pro, stem in strip_proclitics(word):
            article = pro.endswith(("ال", "لل"))
            bare = pro.lstrip("وف") if pro not in ("و", "ف") else ""
            if bare == "ك" and stem.startswith(_NO_WELL):
                continue  # «كبير» is no well
            for base, suffix in strip_suffixes(stem):
                if suffix and (article or suffix in ("ي", "ك", "كم", "كما", "ني")):
                    continue
                if base not in self.nouns and base not in self.verbs and not (suffix and base[-1] == "و"):
                    continue  # as are nine in ten
                for lemma, tag, who in self._verb(base, suffix):
                    if tag[0] in "PI" and (
                        article or bare[:1] in ("ب", "ك") or (bare[:1] == "س" and tag[0] == "P") or (bare[:1] == "ل" and tag[0] == "P")
                    ):
                        continue
                    if tag[0] in "MAU" and bare[:1] == "س":
                        continue
                    out.append(_entry(lemma, tag, who, "", "", pro, suffix))
                for lemma, cls, label, number in self.nouns.get(base, ()):
                    if suffix == "ه" and base.endswith("ي") and not base.endswith("اي"):
                        continue  # «عسكرية» is an adjective, not a soldier of his
                    if number.endswith("+") and cls == "person" and not suffix:
                        continue  # «أسرته» is his family, «أسرت» took prisoners
                    if bare[:1] != "س":
                        out.append(_entry(lemma, "N", number.rstrip("+"), cls, label, pro, suffix))
        return tuple(out)

    def _verb(self, base: str, suffix: str) -> tuple[tuple[str, str, str], ...]:
        found = self.verbs.get(base, ())
        if suffix and base.endswith("و"):
            # the ا of the plural falls before a pronoun («استعادوه»)
            found = found + self.verbs.get(base + "ا", ())
        return tuple((lemma, tag, who.rstrip("+")) for lemma, tag, who in found if suffix or not who.endswith("+"))


def _noun_forms(singular: str, plurals: tuple[str, ...], cls: str) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    if singular != "-":
        folded = fold_key(singular)
        out.append((folded, "s"))
        if folded.endswith("ه") and singular.endswith("ة"):
            stem = folded[:-1]
            out += [(stem + "تان", "d"), (stem + "تين", "d"), (stem + "تي", "d"), (stem + "تا", "d"), (stem + "ت", "s+")]
        else:
            out += [(folded + "ا", "s"), (folded + "ان", "d"), (folded + "ين", "d")]
            if not folded.endswith("ي") and cls not in ("gun", "craft", "munition", "device", "area", "hold", "unit"):
                out.append((folded + "ي", "d"))
    for plural in plurals:
        folded = fold_key(plural)
        if folded.startswith("ال"):
            folded = folded[2:]
        out.append((folded, "p"))
        if plural.endswith("اء"):
            out.append((fold_key(plural[:-1] + "ئ"), "p"))  # «زملائه»
        if folded.endswith("ا") is False and not folded.endswith(("ون", "ين", "ات")):
            out.append((folded + "ا", "p"))
        if folded.endswith(("ون", "ين")) and len(folded) > 4:
            out.append((folded[:-1], "p"))
    return out


def _parse_nouns(text: str) -> dict[str, tuple[tuple[str, str, str, str], ...]]:
    table: dict[str, list[tuple[str, str, str, str]]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) < 4:
            raise BadData("a noun needs class, label, singular and plurals", where=f"nouns.tsv line {number}")
        cls, label, singular = parts[0].strip(), parts[1].strip(), parts[2].strip()
        plurals = tuple(word.strip() for word in parts[3].split(",") if word.strip() not in ("", "-"))
        lemma = singular if singular != "-" else plurals[0]
        for form, count in _noun_forms(singular, plurals, cls):
            entry = (lemma, cls, label, count)
            if entry not in table.setdefault(form, []):
                table[form].append(entry)
    return {form: tuple(entries) for form, entries in table.items()}


def _parse_verb_table(text: str) -> dict[str, tuple[tuple[str, str, str], ...]]:
    table: dict[str, list[tuple[str, str, str]]] = {}
    for verb in parse_verbs(text):
        for form in forms(verb):
            entry = (verb.lemma, form.tag, form.who)
            if entry not in table.setdefault(form.text, []):
                table[form.text].append(entry)
    return {form: tuple(entries) for form, entries in table.items()}


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the installed package (made once a process). Raises BadData where a file is malformed."""
    return Lexicon(_parse_verb_table(read_text("verbs.tsv")), _parse_nouns(read_text("nouns.tsv")), particles())
