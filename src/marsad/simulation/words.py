"""Sentences of the made press, with the spans of what they claim."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from marsad.model import Place
from marsad.simulation.speech import Statement

_SLOT = re.compile(r"\{(\w+)(?::([^}]*))?\}")


@cache
def data() -> dict[str, Any]:
    """`data/simulation/world.toml`."""
    return tomllib.loads((resources.files("marsad") / "data" / "simulation" / "world.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the spans in it: slot name to (start, end). `said` is None for a sentence that claims nothing."""

    text: str
    spans: dict[str, tuple[int, int]]
    said: Statement | None
    edtf: str | None = None


def fill(pattern: str, values: dict[str, str]) -> tuple[str, dict[str, tuple[int, int]]]:
    """A pattern with its slots filled, and where each stands. Empty values take the blank before them along."""
    out: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    at = last = 0
    for match in _SLOT.finditer(pattern):
        before = pattern[last:match.start()]
        words = match[2] if match[2] is not None else values[match[1]]
        if not words and before.endswith(" "):
            before = before[:-1]
        out += [before, words]
        at += len(before)
        spans[match[1]] = (at, at + len(words))
        at += len(words)
        last = match.end()
    out.append(pattern[last:])
    return "".join(out), spans


def when(day: date, today: date) -> tuple[str, str]:
    """How a day is told in a dispatch of `today`, and its EDTF: the weekday within six days, else day and month, with the year
    where it is another."""
    calendar = data()["calendar"]
    if 0 <= (today - day).days <= 6:
        return calendar["weekdays"][day.weekday()], day.isoformat()
    words = f"في {day.day} {calendar['months'][day.month - 1]}"
    return (words if day.year == today.year else f"{words} {day.year}"), day.isoformat()


def coloured(text: str, key: str) -> str:
    """A sentence with the clause that the writer of `key` (a sentence of a dispatch, of an own report) ends it with. Offsets in the
    sentence stay; the same key brings the same clause."""
    table, random = data()["colour"], Random(key)
    goods = random.sample(table["goods"], 2 * table["listed"])
    here, there = goods[:table["listed"]], goods[table["listed"]:]
    clause, _ = fill(random.choice(table["clauses"]), {"here": " و".join(here), "there": " و".join(there)})
    return f"{text.removesuffix('.')}، {clause}."


def place_words(place: Place) -> str:
    """The place with its type word: «بلدة مسكنة»."""
    word = data()["places"].get(place.type, "")
    return f"{word} {place.name_ar}".strip()


def _side(side: str) -> dict[str, str]:
    return next(s for s in data()["sides"] if s["id"] == side)


def speaker_words(speaker: str) -> tuple[str, str]:
    """How a speaker is named, and the gender of his verb."""
    if speaker == data()["monitor"]["id"]:
        return data()["monitor"]["name"], data()["monitor"]["speaks"]
    side = _side(speaker)
    return side["speaker"], side["speaks"]


def sentence(said: Statement, place: Place, start: date, today: int, *, cut: bool, slip: int = 0) -> Sentence:
    """The sentence of a statement in a dispatch of day `today` (from `start`). `cut` leaves the attribution away, `slip` moves
    the told day back."""
    table = data()["sentences"]
    agent = _side(said.agent)
    day = date.fromordinal(start.toordinal() + said.day - slip)
    words, edtf = when(day, date.fromordinal(start.toordinal() + today))
    kind = said.kind
    if kind in ("hold", "deny"):
        words, edtf = "", ""
    values = {"agent": agent["name"], "target": _side(said.target)["name"] if said.target else "", "time": words,
              "place": place_words(place), "n": data()["numbers"]["killed"].format(n=said.killed)}
    pattern = table["deny"] if kind == "deny" else table[f"{kind}_{agent['gender']}"]
    text, spans = fill(pattern, values)
    spans["quote"] = (0, len(text))
    if "n" in spans:
        at = spans["n"][0] + values["n"].index(str(said.killed))
        spans["n"] = (at, spans["n"][1])
    if said.speaker and (kind == "deny" or not cut):
        who, gender = speaker_words(said.speaker)
        form = data()["attribution"][f"{'deny' if kind == 'deny' else 'after'}_{gender}"]
        whole, outer = fill(form.replace("{s}", "{s:" + text + "}"), {"who": who})
        shift = outer["s"][0]
        spans = {k: (a + shift, b + shift) for k, (a, b) in spans.items()}
        spans["who"] = outer["who"]
        text = whole
    return Sentence(text + ".", spans, said, edtf or None)
