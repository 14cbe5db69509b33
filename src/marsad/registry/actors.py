"""Actors: who fights, governs, watches and tells. Loaded from data/actors, one table a theatre."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from marsad.errors import NotFound
from marsad.languages.arabic.folding import fold_key
from marsad.languages.arabic.tokens import Token
from marsad.registry.outlets import agency_aliases, outlet_aliases
from marsad.registry.phrases import expand, listed, read_table

if TYPE_CHECKING:
    from marsad.registry.grammar import Defaults
    from marsad.registry.matching import ActorHit, Matcher

__all__ = ["BODY_TYPES", "Actor", "Actors", "load_actors"]

BODY_TYPES = frozenset({"body", "court", "monitor", "agency", "agency-state", "analyst", "outlet"})
"""Types that tell, judge or help rather than fight: a party to a conflict only through the side they belong to."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the registry.

    `type` is state, armed-group, coalition, party, tribe, civil, body, court, monitor, agency, agency-state or analyst.
    `parent` is the organisation it belongs to, `allies` and `enemies` ids plainly known, `countries` ISO 3166-1 alpha-2 codes
    where it acts (empty: anywhere), `since` and `until` EDTF days, months or years of its existence (None: open). `aliases` are
    the Arabic spellings as the tables write them (alternations; a closing ? marks a name that counts only with support),
    `loaded` those that take a side.
    """

    id: str
    type: str
    name_ar: str
    name_en: str
    aliases: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    parent: str | None = None
    allies: tuple[str, ...] = ()
    enemies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    wikidata: str | None = None

    @property
    def unspecified(self) -> bool:
        """Whether it stands for forces of a kind that a report leaves unnamed («مقاتلون أكراد»)."""
        return self.name_en.endswith("unspecified")


@dataclass(frozen=True, slots=True)
class Nation:
    """How a country's people and forces are named, and whose forces they are: one row of states.csv.

    `covers` is all, army or government: whether only military or only civil words stand for `id`. `since` and `until` bound the
    days for which the row holds.
    """

    id: str
    country: str
    covers: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    plurals: tuple[str, ...]
    capitals: tuple[str, ...]
    since: str | None
    until: str | None


def _actor(row: Mapping[str, str], kind: str, countries: tuple[str, ...]) -> Actor:
    return Actor(
        id=row["id"], type=kind, name_ar=row["name_ar"], name_en=row["name_en"], aliases=listed(row["aliases_ar"]),
        loaded=listed(row["loaded_ar"]), aliases_en=listed(row["aliases_en"]), parent=row.get("parent") or None,
        allies=listed(row["allies"]), enemies=listed(row["enemies"]), countries=countries,
        since=row["from"] or None, until=row["to"] or None, wikidata=row["wikidata"] or None,
    )


def _merged(first: Actor, second: Actor) -> Actor:
    """Two rows of one actor (a movement that became a government): the names of both, the facts of the first."""
    return Actor(
        first.id, first.type, first.name_ar, first.name_en, first.aliases + second.aliases, first.loaded + second.loaded,
        first.aliases_en + second.aliases_en, first.parent, first.allies or second.allies, first.enemies or second.enemies,
        tuple(dict.fromkeys(first.countries + second.countries)), first.since, first.until, first.wikidata or second.wikidata,
    )


def _tables() -> tuple[dict[str, Actor], tuple[Nation, ...]]:
    actors: dict[str, Actor] = {}
    nations: list[Nation] = []
    folder = files("marsad").joinpath("data", "actors")
    # the states' table comes last, so that a movement that became a government keeps its own facts
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".csv") and item.name != "states.csv")
    for name in [*names, "states.csv"]:
        for row in read_table("actors", name):
            if name == "states.csv":
                nations.append(Nation(
                    row["id"], row["country"], row["covers"], listed(row["names_ar"]), listed(row["adj"]), listed(row["plural"]),
                    listed(row["capitals"]), row["from"] or None, row["to"] or None,
                ))
                actor = _actor(row, "state", (row["country"],))
            else:
                actor = _actor(row, row["type"], listed(row["theatres"]))
            known = actors.get(actor.id)
            actors[actor.id] = _merged(known, actor) if known else actor
    for actor in _media():
        actors.setdefault(actor.id, actor)
    return actors, tuple(nations)


def _media() -> Iterator[Actor]:
    """Agencies and outlets as actors: whom a report quotes, and for which side a state's agency speaks."""
    for row in read_table("outlets", "agencies.csv"):
        yield Actor(
            row["id"], "agency-state" if row["party"] else "agency", row["name_ar"], row["name_en"], agency_aliases(row),
            parent=row["party"] or None, since=row["since"] or None, until=row["until"] or None, wikidata=row["wikidata"] or None,
        )
    for row in read_table("outlets", "outlets.csv"):
        yield Actor(
            row["id"], "outlet", row["name_ar"], row["name_en"], outlet_aliases(row), parent=row["party"] or None,
            wikidata=row["wikidata"] or None,
        )


_NO_HEAD = "تنظيم"
"""What an enemy calls a group makes it no «التنظيم» of everybody's reports: «تنظيم قسد الإرهابي»."""


class Actors:
    """The registry's actors: by id, in texts, and how they stand to each other."""

    __slots__ = ("_by_id", "_heads", "_matcher", "_ties", "nations")

    def __init__(self, by_id: dict[str, Actor], nations: tuple[Nation, ...]) -> None:
        self._by_id = by_id
        self.nations = nations
        self._matcher: Matcher | None = None
        self._heads: dict[str, frozenset[str]] = {}
        self._ties: dict[tuple[str, str, str], bool] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def __contains__(self, key: object) -> bool:
        return key in self._by_id

    def get(self, key: str) -> Actor:
        """The actor with this id. Raises NotFound."""
        actor = self._by_id.get(key)
        if actor is None:
            raise NotFound(f"no actor has the id {key}", hint="ids stand in the tables of data/actors and data/outlets")
        return actor

    def find(
        self, text: str | Sequence[Token], day: str | None = None, tokens: Sequence[Token] | None = None,
    ) -> tuple[ActorHit, ...]:
        """Every mention of an actor in a stored text or its tokens, in order and without overlap.

        `day` (ISO) chooses between the governments that a country had; `tokens` are those of `text` where they are at hand.
        Offsets are those of the stored text.
        """
        return self.matcher().find(text, day, tokens)

    def matcher(self) -> Matcher:
        """The compiled phrases of all actors, made on first use."""
        if self._matcher is None:
            from marsad.registry.matching import Matcher

            self._matcher = Matcher(self)
        return self._matcher

    def defaults(self) -> Defaults:
        """Which actor a class of words means in a country."""
        return self.matcher().grammar.defaults

    def heads(self, key: str) -> frozenset[str]:
        """The folded first words and alternatives of an actor's names, as «تنظيم», «حركة», «حزب» stand there."""
        known = self._heads.get(key)
        if known is None:
            actor = self.get(key)
            loaded = [name for cell in actor.loaded for name in expand(fold_key(cell)) if not name.startswith(_NO_HEAD)]
            names = [actor.name_ar, *(name for cell in actor.aliases for name in expand(fold_key(cell))), *loaded]
            known = self._heads[key] = frozenset(fold_key(name).split()[0].removeprefix("ال") for name in names if name.strip("? "))
        return known

    def lineage(self, key: str) -> tuple[str, ...]:
        """The actor's id and those of its parents, nearest first. Empty for an unknown id."""
        out: list[str] = []
        at: str | None = key
        while at and at in self._by_id and at not in out:
            out.append(at)
            at = self._by_id[at].parent
        return tuple(out)

    def party_of(self, key: str | None) -> str | None:
        """The side that an actor belongs to: its topmost parent that fights or governs; None for monitors, agencies, courts and
        other bodies that belong to no side, and for unknown ids. A health ministry belongs to the side that runs it."""
        side: str | None = None
        for each in self.lineage(key or ""):
            if self._by_id[each].type not in BODY_TYPES:
                side = each
        return side

    def allied(self, one: str, other: str) -> bool:
        """Whether two actors are one side, or plainly known as allies (of each other's lineage)."""
        return self._related(one, other, "allies") or bool(set(self.lineage(one)) & set(self.lineage(other)))

    def hostile(self, one: str, other: str) -> bool:
        """Whether two actors are plainly known as enemies (of each other's lineage)."""
        return self._related(one, other, "enemies")

    def _related(self, one: str, other: str, relation: str) -> bool:
        known = self._ties.get((one, other, relation))
        if known is None:
            ours, theirs = self.lineage(one), self.lineage(other)
            known = any(b in getattr(self._by_id[a], relation) or a in getattr(self._by_id[b], relation) for a in ours for b in theirs)
            self._ties[one, other, relation] = known
        return known

    def interest(self, speaker: str | None, agents: Sequence[str | None], targets: Sequence[str | None]) -> str:
        """How a speaker stands to a deed: `party` where he belongs to one of its sides, `allied` or `hostile` where his side is
        plainly known as friend or enemy of the agents, `third-party` for a known speaker with no such tie, `unknown` where
        the speaker is not resolved."""
        if speaker is None or speaker not in self._by_id:
            return "unknown"
        side = self.party_of(speaker)
        if side is None:
            return "third-party"
        own = set(self.lineage(speaker)) | {side}
        involved = [each for each in (*agents, *targets) if each]
        if any(own & set(self.lineage(each)) for each in involved):
            return "party"
        doers = [each for each in agents if each]
        if any(self.allied(side, each) for each in doers):
            return "allied"
        if any(self.hostile(side, each) for each in doers):
            return "hostile"
        return "third-party"


@cache
def load_actors() -> Actors:
    """The registry's actors, read once. Raises BadData where a table is malformed."""
    return Actors(*_tables())
