"""A report as those see it who choose parties: which actors it names where, and who does what to whom in its drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.context import Heard
from marsad.reading.parties.nearby import Option
from marsad.reading.words.sentence import Arg, Sentence

__all__ = ["Scenery", "ids_of"]


def ids_of(mentions: Sequence[Mention]) -> list[str]:
    """The ids of mentions that have one."""
    return [m.id for m in mentions if m.id]


def _month(draft: Draft) -> str:
    """The month, or year, in which the time of a draft ends; empty where it has none."""
    edtf = (draft.time.edtf if draft.time is not None else "") or ""
    month = edtf.rpartition("/")[2].strip("~?%")[:7]
    return month if month[:4].isdigit() else ""


class Scenery:
    """A report as a whole: which actors it names where, who does what to whom in its drafts, who is whose enemy, and the offsets
    at which those stand who say something in it."""

    def __init__(
        self,
        items: Sequence[tuple[Sentence, Draft]],
        sentences: Sequence[Sentence],
        hostile: Callable[[str, str], bool],
        allied: Callable[[str, str], bool],
        tellers: frozenset[int] = frozenset(),
        sort: Callable[[str], str] = lambda _: "",
        lands: Callable[[str], Sequence[str]] = lambda _: (),
        heard: Heard | None = None,
    ) -> None:
        self.items = items
        self.sort = sort
        self.lands = lands
        self.heard = heard
        self._now = max((_month(draft) for _, draft in items), default="")
        self.tellers = tellers
        self.hostile = hostile
        self.allied = allied
        self.where: dict[str, list[tuple[int, Arg]]] = {}
        self.sentences = {sentence.index: sentence for sentence in sentences}
        for sentence in sentences:
            for arg in sentence.args:
                if arg.id is not None and arg.mention is not None and arg.mention.cls != "country":
                    self.where.setdefault(arg.id, []).append((sentence.index, arg))
        self._ordered: tuple[Draft | None, dict[str, int]] = None, {}
        # What is asked for every filling of every slot, kept for the drafts of this report (by their identity) while their slots fill.
        self.near: dict[int, list[Option]] = {}
        self.nearest: dict[int, list[Mention]] = {}
        self.others: dict[int, list[tuple[Draft, int, str, str, bool, bool]]] = {}
        self.alone: dict[tuple[int, tuple[tuple[int, int, str | None], ...]], dict[str, float]] = {}
        self.claimed: dict[int, dict[int, list[str]]] = {}
        self.around: dict[int, list[str]] = {}
        self._enemies: dict[str, list[str]] = {}
        self.total = sum(len(found) for found in self.where.values())
        self.pairs: Counter[tuple[str, str]] = Counter()
        for _, draft in items:
            if draft.kind in ("responsibility", "finding", "arrest"):
                continue
            for agent in ids_of(draft.agents):
                for target in ids_of(draft.targets):
                    if agent != target:
                        self.pairs[agent, target] += 1

    def enemies(self, key: str) -> list[str]:
        """Actors of the report that the registry or its own drafts set against `key`."""
        found = self._enemies.get(key)
        if found is None:
            found = [other for other in self.where if other != key and (self.fights(key, other) or self.hostile(key, other))]
            self._enemies[key] = found
        return found

    def past(self, draft: Draft) -> bool:
        """Whether a draft tells of a month, or a year, before the latest that the report tells of."""
        month = _month(draft)
        return bool(month) and month < self._now[: len(month)]

    def order(self, sentence: Sentence, draft: Draft, key: str) -> int:
        """How many actors were named between the last naming of `key` and the trigger, from 0 to 3; 4 where it comes later."""
        if self._ordered[0] is not draft:
            at = sentence.words[draft.trigger.at].start
            last = {one: max((arg.start for _, arg in places if arg.start < at), default=-1) for one, places in self.where.items()}
            rank = sorted((one for one in last if last[one] >= 0), key=lambda one: -last[one])
            self._ordered = draft, {one: min(n, 3) for n, one in enumerate(rank)}
        return self._ordered[1].get(key, 4)

    def fights(self, one: str, other: str) -> int:
        """How many drafts tell of `one` against `other` or the other way round."""
        return self.pairs[one, other] + self.pairs[other, one]
