"""What every page needs at hand: store, snapshot, names, palette, templates; and how a page is put together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from marsad.languages.arabic.folding import fold_key
from marsad.model import Claim, Event, Figure, Hold, Mention, Place, Range
from marsad.store import Store
from marsad.web import labels
from marsad.web.filters import Filters
from marsad.web.items import event_item
from marsad.web.names import Names, country
from marsad.web.palette import Palette, load_palette
from marsad.web.snapshot import Snapshot, Watch
from marsad.web.spots import SHAPES
from marsad.web.words import Speech, speech_of

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes(c for c in range(128) if _CONTROLS.match(chr(c)))
STATIC = Path(__file__).parent / "static"


@dataclass(slots=True)
class Desk:
    """The open store and what is drawn from it; one for the life of the application."""

    store: Store
    watch: Watch
    names: Names
    palette: Palette
    env: Environment


def open_desk(store: Store, names: Names) -> Desk:
    """A desk over an open store."""
    env = Environment(loader=PackageLoader("marsad.web"), autoescape=select_autoescape(default=True), trim_blocks=True,
                      lstrip_blocks=True, undefined=StrictUndefined)
    return Desk(store, Watch(store), names, load_palette(), env)


def desk_of(request: Request) -> Desk:
    """The application's desk."""
    desk: Desk = request.app.state.desk
    return desk


class Page:
    """The words and addresses of one page, as templates use them."""

    def __init__(self, request: Request, desk: Desk, snapshot: Snapshot, filters: Filters) -> None:
        self.request, self.desk, self.s, self.f = request, desk, snapshot, filters
        self.speech: Speech = speech_of(request)
        pairs = [*self.speech.chosen, *([("known", str(filters.known))] if filters.known else [])]
        self._tail = f"?{urlencode(pairs)}" if pairs else ""

    @property
    def lang(self) -> str:
        """Language of the page."""
        return self.speech.lang

    def u(self, *path: str, **query: Any) -> str:
        """An address within the site: segments quoted, the reader's choices and the `known` clock carried on."""
        base = "/" + "/".join([_quoted(str(p)) for p in path if p != ""])
        if not query:
            return base + self._tail
        pairs: list[tuple[str, str]] = list(self.speech.chosen)
        known = query.pop("known", self.f.known)
        if known:
            pairs.append(("known", str(known)))
        anchor = query.pop("anchor", "")
        pairs += [(k, str(v)) for k, v in query.items() if v not in (None, "")]
        return base + (f"?{urlencode(pairs)}" if pairs else "") + (f"#{quote(str(anchor), safe='')}" if anchor else "")

    def with_filters(self, path: str = "/", **changes: Any) -> str:
        """The address of `path` with the present filters, some changed."""
        pairs = [*self.speech.chosen, *self.f.pairs(**changes)]
        return path + (f"?{urlencode(pairs)}" if pairs else "")

    def switch(self, **choices: str) -> str:
        """This very page with another language, digits or calendar."""
        pairs = [(k, v) for k, v in self.request.query_params.multi_items() if k not in choices]
        pairs += [(k, v) for k, v in choices.items() if v]
        return quote(self.request.url.path) + (f"?{urlencode(pairs)}" if pairs else "")

    def actor(self, actor: str) -> str:
        """Name of an actor in the page's language."""
        return self.desk.names.actor(actor, self.speech)

    def mention(self, mention: Mention | None) -> str:
        """Name of a mention in the page's language, else its words."""
        return self.desk.names.mention(mention, self.speech)

    def place(self, place: Place | Mention | None) -> str:
        """Name of a place in the page's language, else its words."""
        return self.desk.names.place(place, self.speech)

    def outlet(self, outlet: str) -> str:
        """Name of an outlet; words for none."""
        return self.desk.names.outlet(outlet, self.speech) if outlet else self.speech.gettext("unnamed outlet")

    def country(self, code: str | None) -> str:
        """Name of a country."""
        return country(code, self.speech)

    def label(self, table: str, key: str) -> str:
        """A word of the model in the page's language; the key itself where there is none."""
        words: dict[str, str] = getattr(labels, table)
        return self.speech.gettext(words[key]) if key in words else key.replace("-", " ")

    def group(self, kind: str) -> str:
        """The group of a kind."""
        return labels.GROUP_OF.get(kind, "words")

    def shape(self, kind_or_group: str) -> str:
        """The glyph's path of a kind or group."""
        return SHAPES[labels.GROUP_OF.get(kind_or_group, kind_or_group)]

    def hold_colour(self, hold: Hold) -> str:
        """The colour of a holder."""
        return self.desk.palette.holder(hold.actor)

    def figure(self, low: float | None, high: float | None) -> str:
        """A count as it was given: `31`, `20–99`, `at least 40`, `up to 9`, or a dash."""
        n, _ = self.speech.number, self.speech.gettext
        if low is None and high is None:
            return "—"
        if low is not None and high is not None:
            return n(low) if low == high else f"{n(low)}–{n(high)}"
        if low is not None:
            return _("at least %(n)s").replace("%(n)s", n(low))
        return _("up to %(n)s").replace("%(n)s", n(high or 0))

    def of(self, what: str, of: str) -> str:
        """Whom or what a figure counts, empty where the noun says it already (`17 villages (village)`)."""
        if of in labels.OF:
            return self.speech.gettext(labels.OF[of])
        return "" if what in ("villages", "airstrikes", "raids", "towns") else of

    def counted(self, claim: Claim) -> list[tuple[str, str]]:
        """(figure, of what) of a claim's quantities, in the page's words where it has them."""
        out = []
        for q in claim.quantities:
            what = self.label("WHAT", q.what)
            figure = self.figure(q.low, q.high) if (q.low, q.high) != (None, None) else q.text
            of = self.of(q.what, q.of)
            out.append((figure + ("%" if q.unit == "%" else ""), f"{what} ({of})" if of else what))
        return out

    def prints(self, counted: Range, words: Mapping[str, object]) -> list[list[Figure]]:
        """The figures of a range whose words are at hand, one group a speaker and figure, first print first."""
        groups: dict[tuple[object, ...], list[Figure]] = {}
        for g in sorted(counted.figures, key=lambda g: (g.known or "9999", g.claim)):
            if g.claim in words:
                groups.setdefault((fold_key(g.speaker), g.low, g.high, g.superseded), []).append(g)
        return list(groups.values())

    def bdi(self, text: str) -> Markup:
        """Text isolated from the direction of what surrounds it."""
        return Markup("<bdi>") + escape(text) + Markup("</bdi>")

    def strong_n(self, one: str, many: str, n: int) -> Markup:
        """A counted phrase with its number set off."""
        number = Markup("<b>") + escape(self.speech.number(n)) + Markup("</b>")
        return escape(self.speech.plural(one, many, n)).replace("%(n)s", number)

    def event_title(self, event_id: str) -> str:
        """Kind and place of an event; its id where it is gone."""
        event: Event | None = self.s.events.get(event_id)
        if event is None:
            return event_id
        place = self.place(event.place) if event.place else self.speech.gettext("place not known")
        return f"{self.label('KIND', event.kind)} · {place}"

    def parties(self, event: Event) -> tuple[list[Mention], list[Mention]]:
        """Agents and targets, each actor once."""
        return _once(event.agents), _once(event.targets)

    def event_item(self, event: Event) -> Markup:
        """An event as a line of a list."""
        return event_item(self, event)

    @property
    def vars(self) -> dict[str, Any]:
        """What every template has at hand."""
        gettext, ngettext = self.speech.functions
        return {"p": self, "s": self.s, "f": self.f, "speech": self.speech, "_": gettext, "n_": ngettext, "u": self.u,
                "num": self.speech.number, "when": self.speech.when, "bdi": self.bdi, "strong_n": self.strong_n,
                "path": self.request.url.path}

    def render(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """The page as an answer."""
        html = self.desk.env.get_template(template).render(**self.vars, **context)
        page = html.encode()
        if len(page.translate(None, _CONTROL_BYTES)) != len(page):
            # A control character in a report is shown as what it is: unreadable. HTML has no way to write it.
            page = _CONTROLS.sub("\ufffd", html).encode()
        return HTMLResponse(page, status)


@lru_cache(maxsize=65536)
def _quoted(part: str) -> str:
    return quote(part, safe="")


def _once(mentions: tuple[Mention, ...]) -> list[Mention]:
    # Two outlets spell one party two ways, or its number in two scripts.
    found: dict[str, Mention] = {}
    for m in mentions:
        found.setdefault(m.id or fold_key(m.text).strip(), m)
    return list(found.values())


def resolved(filters: Filters, snapshot: Snapshot) -> Filters:
    """The filters with a place given by name turned into its id."""
    if not filters.place or (id := snapshot.place_id(filters.place)) == filters.place:
        return filters
    return filters.model_copy(update={"place": id})


def page_of(request: Request, filters: Filters | None = None) -> Page:
    """The page of a request over the store's present state."""
    desk = desk_of(request)
    snapshot = desk.watch.look()
    return Page(request, desk, snapshot, resolved(filters or Filters.model_validate({}), snapshot))
