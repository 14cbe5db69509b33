"""An event as a line of a list. Written by hand, not by a template: the first page has forty, and a template takes four times as long."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from marsad.model import Event, Mention, Range

if TYPE_CHECKING:
    from marsad.web.desk import Page


@lru_cache(maxsize=65536)
def safe(text: str) -> str:
    """Text as HTML shows it, and never runs it."""
    return str(escape(text))


def event_item(page: Page, e: Event) -> Markup:
    """The item of an event: what, where, who, how many, when, told by how many."""
    speech, label = page.speech, page.label
    _, n_ = speech.gettext, speech.ngettext
    modality = f' <span class="modality">({safe(label("MODALITY", e.modality))})</span>' if e.modality != "asserted" else ""
    place = safe(page.place(e.place) if e.place else _("place not known"))
    toll = "".join(f"<span>{range_line(page, r)}</span>" for r in e.ranges[:3])
    group = page.group(e.kind)
    voices = n_("%(n)s voice", "%(n)s voices", len(e.voices))
    reports = n_("%(n)s report", "%(n)s reports", len(e.reports))
    return Markup(
        f'<li class="event st-{safe(e.status)}"><a class="event-link" href="{safe(page.u("events", e.id))}">'
        f'<svg class="glyph g-{group}" width="16" height="16" viewBox="-9 -9 18 18" aria-hidden="true" focusable="false">'
        f'<path d="{page.shape(e.kind)}"/></svg><span class="event-title"><span class="kind">{safe(label("KIND", e.kind))}</span>{modality}'
        f'<span class="sep"> · </span><bdi>{place}</bdi></span></a><p class="event-line">{parties(page, e)}</p>'
        + (f'<p class="event-line toll">{toll}</p>' if toll else "") +
        f'<p class="event-meta"><time>{safe(speech.when(e.time, short=True) or _("day not known"))}</time> <span>{safe(voices)}</span> '
        f'<span>{safe(reports)}</span> <span class="chip s-{safe(e.status)}" title="{safe(label("STATUS_HELP", e.status))}">'
        f'{safe(label("STATUS", e.status))}</span></p></li>')


def parties(page: Page, e: Event) -> str:
    """Who did it, and to whom."""
    agents, targets = page.parties(e)
    if not agents and not targets:
        return ""
    comma = "، " if page.lang == "ar" else ", "

    def side(mentions: list[Mention]) -> str:
        return comma.join(_actor(page, m) for m in mentions)

    against = page.speech.gettext("facing") if e.kind == "withdraw" else page.speech.gettext("against")
    facing = f'<span class="against"> {safe(against)} </span>{side(targets)}' if targets else ""
    return f'<span class="parties">{side(agents)}{facing}</span>'


def _actor(page: Page, m: Mention) -> str:
    if not m.id:
        return f'<bdi class="actor">{safe(m.text)}</bdi>'
    return f'<a class="actor" href="{safe(page.u("actors", m.id))}"><bdi>{safe(page.mention(m))}</bdi></a>'


def range_line(page: Page, r: Range) -> str:
    """A count and what it counts."""
    of = page.of(r.what, r.of)
    whom = f' <bdi class="of">({safe(of)})</bdi>' if of else ""
    return f'<span class="figure">{safe(page.figure(r.low, r.high))}</span> {safe(page.label("WHAT", r.what))}{whom}'
