"""What the event, report and copies pages show: claims by voice with copies folded, texts cut at their spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.languages.arabic.folding import fold_key
from marsad.model import Claim, Contradiction, Copy, Event, IncidentLine, Mention, Report
from marsad.store import Store
from marsad.web.dates import parse_day
from marsad.web.filters import Filters
from marsad.web.highlight import Piece, around, cut
from marsad.web.snapshot import ReportLine, Snapshot


@dataclass(frozen=True, slots=True)
class Said:
    """A claim where it was printed: its report, and its words within their surroundings (`lead` and `tail` tell of a cut)."""

    claim: Claim
    report: ReportLine
    pieces: tuple[Piece, ...]
    lead: bool
    tail: bool


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One voice: who speaks, how it stands to what it says, its first print, and the copies folded under it."""

    speaker: Mention | None
    interest: str
    first: Said
    more: tuple[Said, ...]
    outlets: tuple[str, ...]


def said(store: Store, s: Snapshot, claims: Iterable[Claim]) -> dict[str, Said]:
    """Claims with their surroundings, by id. Each report's text is read once."""
    claims = list(claims)
    texts: dict[str, Report] = {r.id: r for r in store.reports(ids=[c.report for c in claims])}
    lines = s.reports.many(texts)
    out = {}
    for c in claims:
        if c.report not in texts:
            texts[c.report] = store.report(c.report)
        text = texts[c.report].text
        a, b = around(text, c.start, c.end)
        spans = [(c.start, c.end, "quote"), (c.trigger.start, c.trigger.end, "trigger")]
        line = lines.get(c.report) or ReportLine(c.report, "", "", None, None, "", ())
        out[c.id] = Said(c, line, tuple(cut(text, spans, a, b)), a > 0 and text[a - 1] != "\n", b < len(text) and text[b] != "\n")
    return out


def voices(store: Store, s: Snapshot, event: Event, f: Filters) -> list[VoiceRow]:
    """The table of an event's voices as known on `f.known`; the voice heard by most comes first."""
    claims = said(store, s, store.claims(ids=event.claims))
    rows = []
    for voice in event.voices:
        items = [claims[c] for c in voice.claims if c in claims and was_known(claims[c].report, f)]
        if not items:
            continue
        items.sort(key=lambda i: (i.report.published or "9999", i.claim.report, i.claim.start))
        outlets = tuple(dict.fromkeys(i.report.outlet for i in items))
        rows.append(VoiceRow(voice.speaker, voice.interest, items[0], tuple(items[1:]), outlets))
    return sorted(rows, key=lambda r: (-len(r.outlets), -1 - len(r.more), r.first.report.published or "9999", r.first.claim.id))


def was_known(report: ReportLine, f: Filters) -> bool:
    """Whether a report had been published by the `known` clock; undated ones count only on the open clock."""
    day = parse_day(report.day)
    return f.known is None or (day is not None and day <= f.known)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of two texts laid side by side: its report and the text cut into pieces keyed `p<n>` and `e-<edit>`."""

    report: Report
    paragraphs: tuple[tuple[Piece, ...], ...]


def side_by_side(a: Report, b: Report, copy: Copy) -> tuple[Side, Side]:
    """Both texts with their common passages and the edits between them marked."""
    spans_a, spans_b = [], []
    for n, p in enumerate(copy.passages):
        spans_a.append((p.a_start, p.a_end, f"p{n}"))
        spans_b.append((p.b_start, p.b_end, f"p{n}"))
        for e in p.edits:
            spans_a.append((e.a_start, e.a_end, f"e-{e.kind}"))
            spans_b.append((e.b_start, e.b_end, f"e-{e.kind}"))
    return Side(a, _paragraphs(a.text, spans_a)), Side(b, _paragraphs(b.text, spans_b))


def _paragraphs(text: str, spans: list[tuple[int, int, str]]) -> tuple[tuple[Piece, ...], ...]:
    from marsad.web.highlight import paragraphs

    return tuple(tuple(cut(text, spans, a, b)) for a, b in paragraphs(text))


def report_body(report: Report, claims: list[Claim]) -> tuple[tuple[Piece, ...], ...]:
    """A report's paragraphs, the first being its title, cut at its claims (keyed by claim id)."""
    return _paragraphs(report.text, [(c.start, c.end, c.id) for c in claims])


def sides(contradiction: Contradiction, words: dict[str, Said], f: Filters) -> list[list[Said]]:
    """The sides of a contradiction as known on `f.known`: one a speaker and manner, its first print first."""
    groups: dict[tuple[str, ...], list[Said]] = {}
    for id in contradiction.claims:
        if id in words and was_known(words[id].report, f):
            c = words[id].claim
            speaker = c.source.id or fold_key(c.source.text) if c.source else words[id].report.outlet
            time = c.time.edtf if c.time and contradiction.about == "date" else ""
            groups.setdefault((speaker, c.kind, c.modality, time), []).append(words[id])
    return [sorted(g, key=lambda i: (i.report.published or "9999", i.claim.id)) for g in groups.values()]


def folded_lines(s: Snapshot, lines: Iterable[IncidentLine], words: dict[str, Said]) -> list[list[IncidentLine]]:
    """Lines of one section, those of one speaker in copies of one dispatch folded under the first print."""
    groups: dict[tuple[str, ...], list[IncidentLine]] = {}
    for line in sorted(lines, key=lambda x: (x.said or "9999", x.claim)):
        said = words.get(line.claim)
        source = said.claim.source if said else None
        speaker = source.id or fold_key(source.text) if source else fold_key(line.speaker)
        family = s.family_of.get(said.report.id) if said else None
        kind = said.claim.kind if said else ""
        groups.setdefault((line.modality, kind, speaker, family[0].id if family else line.claim), []).append(line)
    return list(groups.values())
