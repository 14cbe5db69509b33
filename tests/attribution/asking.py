"""Asks of a sentence who says what stands in it."""

from __future__ import annotations

from marsad.languages.arabic import passages, tokenize
from marsad.model import Mention
from marsad.reading.attribution import Attribution, Sourced, attribute, source_for


def read(text: str, hits: tuple[Mention, ...] = (), outlet: str = "") -> tuple[Attribution, ...]:
    return attribute(text, tokenize(text), passages(text), hits, outlet)


def ask(text: str, word: str, hits: tuple[Mention, ...] = (), outlet: str = "") -> Sourced:
    at = text.index(word)
    return source_for(read(text, hits, outlet), at, at + len(word))


def said_by(text: str, word: str) -> str | None:
    source = ask(text, word).source
    return source.text if source else None


def hit(text: str, words: str, key: str, kind: str = "actor") -> Mention:
    at = text.index(words)
    return Mention(words, at, at + len(words), key, kind)
