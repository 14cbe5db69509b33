"""Whose men are meant where a pronoun owns them: «ستة من جنوده», «عناصرها», by the parties named before and by who speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.words.phrases import find_phrases
from marsad.reading.words.sentence import Sentence

__all__ = ["name_owners"]

_MEN = frozenset(("fighter", "force", "craft", "gun"))


def name_owners(items: Iterable[tuple[Sentence, Draft]], is_party: Callable[[str], bool]) -> None:
    """Give the id of their owner to agents and targets that a pronoun owns and nobody names; whoever is on the other side of the act
    does not own them. `is_party` tells the ids of those who fight or govern."""
    for sentence, draft in items:
        draft.agents = [_owned(sentence, draft, mention, draft.targets, is_party) for mention in draft.agents]
        draft.targets = [_owned(sentence, draft, mention, draft.agents, is_party) for mention in draft.targets]


def _owned(sentence: Sentence, draft: Draft, mention: Mention, others: list[Mention], is_party: Callable[[str], bool]) -> Mention:
    if mention.id is not None or not mention.text.endswith(("ه", "ها", "هم")):
        return mention
    find_phrases(sentence)
    arg = next((arg for arg in sentence.args if arg.end == mention.end and arg.owned and (arg.cls in _MEN or arg.label == "men")), None)
    if arg is None:
        return mention
    mine = draft.agents if others is draft.targets else draft.targets
    if arg.label == "men" and len(mine) > 1:
        return mention  # «استسلم القائد مع عشرين من رجاله»: their leader is named beside them
    against = {other.id for other in others}
    named = [one.id for one in sentence.args if one.last < arg.first and one.id is not None and one.id not in against]
    if draft.source is not None and draft.source.id is not None and draft.source.id not in against and is_party(draft.source.id):
        named.append(draft.source.id)  # who speaks speaks of his own
    return replace(mention, id=named[-1]) if named else mention
