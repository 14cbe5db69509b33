"""What the words around a phrase say of its part: the verb it stands under, the word before it, its head, the sort of actor it is, each
against the frame of the claim. Features for `marsad.reading.parties.nearby`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from marsad.errors import BadData
from marsad.languages.arabic import fold_key, has_article
from marsad.languages.arabic.lexicon import read_toml
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import is_verb
from marsad.reading.words.sentence import Arg, Sentence, Word

__all__ = ["act_of", "around", "is_definite", "part_of"]


@cache
def _parts() -> tuple[dict[str, str], frozenset[str]]:
    """Verb lemmas by what they do, and the words of toll, folded. Raises BadData where the table is malformed."""
    try:
        raw = read_toml("parts.toml")
        verbs = {str(lemma): str(name) for name, lemmas in raw["verbs"].items() for lemma in lemmas}
        return verbs, frozenset(fold_key(str(word)) for word in raw["toll"]["words"])
    except (KeyError, AttributeError) as error:
        raise BadData(str(error), where="parts.toml") from error


def part_of(lemma: str) -> str:
    """What a verb does that tells of a phrase under it (hit, do, suffer …); empty for any other."""
    return _parts()[0].get(lemma, "")


def act_of(draft: Draft) -> str:
    """The lemma of the act with the form it stands in («قصف:m»)."""
    trigger = draft.trigger
    lemma = trigger.entry.lemma if trigger.entry is not None else trigger.frame.id
    return f"{lemma}:{trigger.form}{'p' if draft.cast.passive else ''}"


def is_definite(word: Word) -> bool:
    """Whether a word bears the article, proclitics aside."""
    return any(entry.definite for entry in word.entries) or has_article(word.fold)


def _lead(sentence: Sentence, first: int) -> str:
    """The word before a phrase, its conjunction aside; counts and quotes are passed over."""
    at = first - 1
    words = sentence.words
    while at >= 0 and (words[at].kind in ("quote", "number") or words[at].number is not None or words[at].fold in ("(", ")")):
        at -= 1
    if at < 0:
        return "^"
    word = words[at]
    if word.actor is not None:
        return "actor"
    if word.place is not None:
        return "place"
    if word.time is not None:
        return "time"
    fold = word.fold
    if fold[:1] == "و" and len(fold) > 3:
        fold = fold[1:]
    verb = word.verb if is_verb(word) else None
    return f"{verb.lemma}+{'s' if verb.suf else ''}" if verb is not None else fold


def _verb_over(sentence: Sentence, arg: Arg, trigger: int) -> tuple[str, str]:
    """The finite verb nearest before a phrase in its sentence with what it does, each marked where a pronoun hangs on it."""
    words = sentence.words
    for at in range(arg.first - 1, max(-1, arg.first - 9), -1):
        if at == trigger:
            return "act", ""
        word = words[at]
        if word.kind == "punct" and word.fold in ":؛;.":
            return "", ""
        if is_verb(word) and word.verb is not None:
            verb = word.verb
            part = _parts()[0].get(verb.lemma, "")
            hung = "+" if verb.suf else ""
            return f"{verb.lemma}{hung}{'p' if verb.tag.endswith('p') else ''}", part and f"{part}{hung}"
    return "", ""


def _verb_next(sentence: Sentence, arg: Arg, trigger: int) -> str:
    """The verb right after a phrase («التنظيم الذي شن»)."""
    words = sentence.words
    for at in range(arg.last + 1, min(len(words), arg.last + 4)):
        if at == trigger:
            return "act"
        word = words[at]
        if is_verb(word) and word.verb is not None:
            return f"{word.verb.lemma}{'+' if word.verb.suf else ''}"
    return ""


def around(sentence: Sentence, draft: Draft, arg: Arg, prep: str, kind: str, say: Callable[[str], None]) -> None:
    """Say what the words around `arg` tell; `prep` is how it is governed, `kind` the family of the claim's kind."""
    trigger = draft.trigger
    side = "after" if arg.first > trigger.at else "before"
    say(f"frame:{trigger.frame.id}:{side}:{prep}")
    lead = _lead(sentence, arg.first)
    say(f"lead:{lead}:{side}")
    say(f"lead:{lead}:{kind}")
    over, part = _verb_over(sentence, arg, trigger.at)
    if part:
        say(f"part:{part}:{prep}:{side}")
        say(f"part:{part}:{kind}:{'id' if arg.id else arg.cls}")
    if lead.removeprefix("ال") in _parts()[1]:
        say(f"toll:{kind}")
        say(f"toll:{side}:{'id' if arg.id else arg.cls}")
    say(f"over:{over}:{side}:{prep}")
    say(f"over:{over}:{prep}:{'id' if arg.id else arg.cls}")
    following = _verb_next(sentence, arg, trigger.at)
    if following:
        say(f"next:{following}:{side}")
    head = sentence.words[arg.head]
    say(f"head:{arg.lemma or head.fold}")
    say(f"head:{arg.lemma or head.fold}:{kind}")
    cls = getattr(arg.mention, "cls", "")
    if cls:
        say(f"sort:{cls}:{kind}")
        say(f"sort:{cls}:{side}:{prep}")
