"""What attribution hands on: who said which stretch of the text, through whom, and how."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.model import Feature, Mention

__all__ = ["Attribution", "Sourced", "Span"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying in a report. All spans are (start, end) code points of the stored text.

    `source` is the whole noun phrase of who speaks (its antecedent's where the text says «المصدر», «وأضاف»), None where nobody is
    named («أفيد بأن»). `via` is through whom it reached the report. `cue` is the word of saying; `verb` its class: say, confirm,
    announce, claim, accuse, blame, deny, own, threaten, plan, suspect, expect, call, admit, document, find, write, relay, after
    («وفق»), headline («المرصد: …»), goes-on. `direct` is true for quoted speech. `scope` are the stretches it covers, `times` the
    words that date the saying (never the event). `modality` is what the verb lends to what it covers, None where nothing. `unnamed`
    is true for a source without a name («مصدر عسكري»); its `id` is that of the party it speaks from, where the words tell it.
    """

    source: Mention | None
    via: Mention | None
    cue: Span
    verb: str
    direct: bool
    scope: tuple[Span, ...]
    times: tuple[Span, ...] = ()
    modality: str | None = None
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Sourced:
    """The answer for one stretch of text: `source`, `via`, the modality the act of saying lends (or None), the attribution it came
    from (None: the outlet itself asserts), and the named features behind the choice."""

    source: Mention | None = None
    via: Mention | None = None
    hint: str | None = None
    attribution: Attribution | None = None
    features: tuple[Feature, ...] = field(default=())
