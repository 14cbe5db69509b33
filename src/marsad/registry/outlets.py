"""Outlets and news agencies: who publishes and who wires, how papers sign them, and which of them speak for a side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from marsad.errors import NotFound
from marsad.languages.arabic.folding import Folded, fold, fold_key
from marsad.registry.phrases import PhraseTrie, expand, listed, read_table

__all__ = ["AGENCIES", "AgencyHit", "Outlet", "Outlets", "agency_aliases", "load_outlets", "outlet_aliases"]

_HEADS = {
    "newspaper": "(صحيفة|جريدة|يومية|الصحيفة)",
    "channel": "(قناة|فضائية|تلفزيون|تليفزيون|شبكة|محطة|إذاعة|راديو|موقع|مراسل)",
    "site": "(موقع|صحيفة|شبكة|بوابة|وكالة|مجلة)",
}
_BYLINE = 220
"""Characters after the title in which a byline or dateline may stand."""
_TAIL = 80
_BRACKET = re.compile(r"[(\[\"]([^()\[\]\"\n]{1,60})[)\]\"]")
_DATELINE = re.compile(r"[^\n:]{1,90}?(?=[:\n]| [-–—] |- )")
_WORD = re.compile(r"\d+|[^\W\d_]+")
AGENCIES = frozenset({"وكالات", "الوكالات"})
"""What says no more than "agencies"."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: a newspaper, channel, site or news agency.

    `names` are the spellings by which papers quote it, `sites` its domains, `country` ISO 3166-1 alpha-2, `language` BCP 47,
    `parent` the group that owns it where known, `party` the registry id of the side it speaks for (a state agency, the channel
    of an armed group), None where it speaks for nobody. `byline` tells how it marks its reports, `signatures` how papers sign an
    agency's dispatches («أ ف ب»); `wired` are the few names and signatures, words in a row, by which copies tell whose dispatch a
    report is: those of the agencies that the papers print, and none that means anything else.
    """

    id: str
    kind: str
    name_ar: str
    name_en: str
    names: tuple[str, ...]
    country: str
    language: str = "ar"
    sites: tuple[str, ...] = ()
    parent: str | None = None
    party: str | None = None
    byline: str = ""
    signatures: tuple[str, ...] = ()
    wired: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    wikidata: str | None = None
    dates: str = ""
    feeds: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """Its type as an actor: agency, agency-state (speaks for a side) or outlet."""
        if self.kind != "agency":
            return "outlet"
        return "agency-state" if self.party else "agency"


@dataclass(frozen=True, slots=True)
class AgencyHit:
    """An agency that a text names: `text[start:end]`, its id (None for a bare «وكالات»), and `where`: byline, tail (the
    signature under a report) or text."""

    start: int
    end: int
    id: str | None
    where: str


def agency_aliases(row: dict[str, str]) -> tuple[str, ...]:
    """The patterns by which texts name the agency of a row of agencies.csv."""
    return listed(row["names_ar"])


def outlet_aliases(row: dict[str, str]) -> tuple[str, ...]:
    """The patterns by which texts name the outlet of a row of outlets.csv: its names after a word for its kind, since most are
    words of the language («الحياة», «الوطن»), and alone where they are not."""
    heads = _HEADS.get(row["kind"], _HEADS["site"])
    return (f"{heads} ({'|'.join(listed(row['names']))})", *listed(row["bare"]))


def _rows() -> Iterator[Outlet]:
    for row in read_table("outlets", "agencies.csv"):
        names = tuple(dict.fromkeys(name for cell in agency_aliases(row) for name in expand(cell)))
        yield Outlet(
            row["id"], "agency", row["name_ar"], row["name_en"], names, row["country"], sites=listed(row["site"]),
            party=row["party"] or None, signatures=listed(row["signatures"]), since=row["since"] or None,
            until=row["until"] or None, wikidata=row["wikidata"] or None, wired=listed(row["wired"]),
        )
    for row in read_table("outlets", "outlets.csv"):
        yield Outlet(
            row["id"], row["kind"], row["name_ar"], row["name_en"], listed(row["names"]), row["country"], row["language"],
            listed(row["sites"]), row["parent"] or None, row["party"] or None, row["byline"], wikidata=row["wikidata"] or None,
            dates=row["dates"], feeds=listed(row["feeds"]),
        )


_KIND_WORDS = re.compile(
    r"^(?:صحيفه|جريده|قناه|موقع|شبكه|وكاله انباء|وكاله|مجله|اذاعه|راديو|تلفزيون|فضائيه|بوابه) (?=\S)"
)


def _key(name: str) -> str:
    """A name without marks, word of kind and article."""
    words = " ".join(re.findall(r"\w+", fold_key(name)))
    return _KIND_WORDS.sub("", words).removeprefix("ال")


def _domain(address: str) -> str:
    """The host of an address or domain, without a leading www."""
    text = address.strip().lower()
    host = (urlsplit(text if "//" in text else f"//{text}").hostname or "") if "." in text else ""
    return host.removeprefix("www.")


class Outlets:
    """The registry's outlets and agencies: by id, name or domain, and in texts."""

    __slots__ = ("_by_id", "_domains", "_names", "_signs", "_texts")

    def __init__(self, outlets: tuple[Outlet, ...]) -> None:
        self._by_id = {outlet.id: outlet for outlet in outlets}
        self._names: dict[str, str | None] = {}
        self._domains: dict[str, str] = {}
        for outlet in outlets:
            for site in outlet.sites:
                self._domains.setdefault(site, outlet.id)
            own = (outlet.id, outlet.name_ar, outlet.name_en)
            for name in own:
                self._names[_key(name)] = outlet.id
        for outlet in outlets:
            for name in (*outlet.names, *outlet.signatures):
                key = _key(name)
                # a name that two bear («الوطن») is nobody's
                known = self._names.get(key, outlet.id)
                self._names[key] = known if known == outlet.id or self._is_own(known, key) else None
        self._signs: PhraseTrie[str] = PhraseTrie()
        self._texts: PhraseTrie[str] = PhraseTrie()
        for outlet in outlets:
            if outlet.kind == "agency":
                for sign in outlet.signatures:
                    self._signs.add(_words(sign), outlet.id)
                for name in outlet.names:
                    self._texts.add(_words(name), outlet.id)

    def _is_own(self, key: str | None, name: str) -> bool:
        outlet = self._by_id.get(key or "")
        return outlet is not None and name in {_key(own) for own in (outlet.id, outlet.name_ar, outlet.name_en)}

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self._by_id.values())

    def __contains__(self, key: object) -> bool:
        return key in self._by_id

    def get(self, key: str) -> Outlet:
        """The outlet with this id. Raises NotFound."""
        outlet = self._by_id.get(key)
        if outlet is None:
            raise NotFound(f"no outlet has the id {key}")
        return outlet

    def by_name_or_domain(self, name: str) -> Outlet | None:
        """The outlet that a name («صحيفة الحياة», `Reuters`), an id, a domain or an address stands for; None where none does or
        several share the name. Subdomains count for their site, the longest domain first."""
        host = _domain(name)
        while host:
            if host in self._domains:
                return self._by_id[self._domains[host]]
            _, _, host = host.partition(".")
            host = host if "." in host else ""
        key = self._names.get(_key(name))
        return self._by_id[key] if key else None

    def agencies_in(self, text: str) -> tuple[AgencyHit, ...]:
        """Every agency that a stored text (title, newline, body) names, in order: short signatures («أ ف ب»، «واس») in bylines,
        datelines and the tail only, full names anywhere."""
        folded = fold(text)
        words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(folded.text)]
        zones = list(_zones(folded.text))
        found: list[AgencyHit] = []
        for at, (start, _, _) in enumerate(words):
            where = next((name for low, high, name in zones if low <= start < high), "text")
            hit = self._agency(folded, words, at, where)
            if hit is not None and (not found or hit.start >= found[-1].end):
                found.append(hit)
        return tuple(found)

    def _agency(self, folded: Folded, words: Sequence[tuple[int, int, str]], at: int, where: str) -> AgencyHit | None:
        start, end, word = words[at]
        if where != "text" and (word in AGENCIES or word[1:] in AGENCIES):
            return AgencyHit(*folded.original(start, end), None, where)
        for trie, cuts in ((self._texts, _cuts(word)), (self._signs, (0,) if where != "text" else ())):
            for cut in cuts:
                if not trie.begins(word[cut:]):
                    continue
                following = _following(folded.text, words, at, dots=trie is self._signs)
                for last, ids in reversed(trie.walk(word[cut:], following, 0, len(following))):
                    return AgencyHit(*folded.original(start + cut, words[at + last][1]), ids[0], where)
        return None


def _words(name: str) -> list[str]:
    return _WORD.findall(fold_key(name))


def _cuts(word: str) -> tuple[int, ...]:
    """Letters of proclitics that may be cut off a name: «لفرانس برس», «ورويترز», «وسانا»."""
    return tuple(cut for cut in (0, 1, 2) if cut == 0 or (len(word) - cut > 2 and all(char in "وفبلك" for char in word[:cut])))


def _following(text: str, words: Sequence[tuple[int, int, str]], at: int, *, dots: bool) -> list[str]:
    """The words that follow word `at` with nothing but blanks and quotation marks (or the points of «أ.ف.ب») between."""
    out: list[str] = []
    end = words[at][1]
    for start, stop, word in words[at + 1 : at + 8]:
        if text[end:start].strip(" ." if dots else ' "()'):
            break
        out.append(word)
        end = stop
    return out


def _zones(text: str) -> Iterator[tuple[int, int, str]]:
    """Where signatures stand in a folded text: datelines, brackets and short lines at the body's beginning, and its tail."""
    body = text.find("\n") + 1
    while body < len(text) and text[body] in " \n":
        body += 1
    head = min(len(text), body + _BYLINE)
    dateline = _DATELINE.match(text, body, head)
    if dateline:
        yield *dateline.span(), "byline"
    for match in _BRACKET.finditer(text, body, head):
        yield *match.span(1), "byline"
    at = body
    for line in text[body:head].split("\n")[:3]:
        if 0 < len(line) <= 60:
            yield at, at + len(line), "byline"
        at += len(line) + 1
    stripped = text.rstrip()
    tail = max(head, len(stripped) - _TAIL)
    for match in _BRACKET.finditer(stripped, tail):
        yield *match.span(1), "tail"
    last = stripped.rfind("\n") + 1
    if last > head and len(stripped) - last <= 40:
        yield last, len(stripped), "tail"


@cache
def load_outlets() -> Outlets:
    """The registry's outlets and agencies, read once. Raises BadData where a table is malformed."""
    return Outlets(tuple(_rows()))
