"""Places told one after another, with only commas between: «مدن إدلب، حلب، حماة وحمص»."""

from __future__ import annotations

import re

from marsad.reading.words.sentence import Arg, Sentence

__all__ = ["is_land", "list_places"]

_LAND = re.compile(r"ms:[a-z]{2}$")


def is_land(key: str | None) -> bool:
    """Whether a place's id is that of a country."""
    return _LAND.match(key or "") is not None


def list_places(sentence: Sentence, places: list[Arg]) -> None:
    """Join places that only commas part: «مدن إدلب، حلب، حماة وحمص»; two alone may be a town and its country, a list has a plural word of
    place before it or more than two members."""
    words = sentence.words
    run: list[Arg] = []
    for n, arg in enumerate([*places, None]):
        if run and arg is not None:
            between = [w.fold for w in words[run[-1].last + 1 : arg.first] if w.kind != "quote" and w.fold not in ("(", ")")]
            if between == ["،"] and not arg.prep and not words[arg.first].conj:
                run.append(arg)
                continue
        if len(run) > 1:
            more = [mate for mate in places[n : n + 1] if mate.group == run[-1].group]
            plural = any(entry.tag == "N" and entry.cls == "area" and entry.who == "p" for entry in words[run[0].first].entries)
            lands = {is_land(mate.id) for mate in (*run, *more)}
            if (plural or len(run) + len(more) > 2) and len(lands) == 1:
                ends = run[-1].group
                for mate in places[places.index(run[0]) + 1 :]:
                    if mate in run or mate.group == ends:
                        mate.group, mate.prep, mate.governor = run[0].group, run[0].prep, run[0].governor
        run = [arg] if arg is not None else []
