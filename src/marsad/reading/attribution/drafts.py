"""An act of saying in tokens, before it is known who «he» is and how far the words reach."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.reading.attribution.names import Tokens
from marsad.reading.attribution.openings import Opening

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """An act of saying found in a sentence; all places are token indexes.

    `order` is before, after, headline or back («جاء ذلك في بيان …»: of the
    sentence before); `subject` the words of the speaker, None where elided (`elided`); `gender` how the verb
    agrees; `opening` where what is said begins (None for `after`); `about` the end of an `after` phrase. `statement`: a paper was
    the occasion; `participle`: «مشيرا»; `relayed`: «نقلت عن» without its medium; `relative`: «الذي نسبته»; `brief`: no further
    than a comma; `fallback`: whom the sentence is about, for a participle nobody spoke before; `owns`: who
    speaks makes an act his own («أعلن مسؤوليته عن»).
    """

    sentence: int
    cue: Tokens
    verb: str
    order: str
    subject: Tokens | None
    elided: bool = False
    gender: str = "m"
    via: list[Tokens] = field(default_factory=list)
    times: list[Tokens] = field(default_factory=list)
    opening: Opening | None = None
    about: int = -1
    statement: bool = False
    participle: bool = False
    relayed: bool = False
    relative: bool = False
    brief: bool = False
    fallback: Tokens | None = None
    owns: bool = False
