"""Methodology, about the data, reporting an error, and search."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from markdown_it import MarkdownIt
from markupsafe import Markup

from marsad.web import views
from marsad.web.desk import desk_of, page_of
from marsad.web.routes.observatory import Asked
from marsad.web.search import best_reports
from marsad.web.snapshot import line_of

router = APIRouter(include_in_schema=False)
_HERE = Path(__file__).resolve()
# In a checkout the docs are read where they are written; a wheel carries its copy beside this package.
_DOCS = (_HERE.parents[4] / "docs", _HERE.parents[1] / "docs")


def document(name: str) -> str | None:
    """A Markdown document of the project, None where it is not shipped."""
    for folder in _DOCS:
        path = folder / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None


@router.get("/methodology", response_class=HTMLResponse)
def methodology(request: Request, filters: Asked) -> HTMLResponse:
    """How the record is made."""
    page = page_of(request, filters)
    text = document("methodology.ar.md") if page.lang == "ar" else None
    own = text is not None
    text = text or document("methodology.md") or ""
    # html=False: a document never brings markup of its own.
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return page.render("methodology.html", html=Markup(html), own=own, there=bool(text))


@router.get("/about", response_class=HTMLResponse)
def about(request: Request, filters: Asked) -> HTMLResponse:
    """What is in the record and what is missing."""
    page = page_of(request, filters)
    s = page.s
    nowhere = np.concatenate([np.isnan(s.lat), [True]])[s.c.place]
    return page.render("about.html", outlets=sorted(s.outlets.items(), key=lambda i: (-i[1], i[0])), counts=page.s.counts,
                       days=page.s.days, known_days=page.s.known_days,
                       unplaced=int(nowhere.sum()), undated=sum(x is None for x in s.c.times))


@router.get("/report-error", response_class=HTMLResponse)
def report_error(request: Request, filters: Asked, about: Annotated[str, Query(max_length=400)] = "") -> HTMLResponse:
    """How to tell that something is wrong, and what to send."""
    page = page_of(request, filters)
    return page.render("report_error.html", about=about)


@router.get("/search", response_class=HTMLResponse)
def search(request: Request, filters: Asked) -> HTMLResponse:
    """Reports, and the events and claims told in them, that hold the words."""
    page = page_of(request, filters)
    q = (filters.q or "").strip()
    hits = best_reports(page.s, q, 60)
    hits = [r for r in hits if (not filters.outlet or r.outlet == filters.outlet) and views.was_known(line_of(r), filters)]
    told = page.desk.store.homes(page.desk.store.claims_of_reports(r.id for r in hits))
    rows = sorted({page.s.row_of[e] for e in told.values() if e in page.s.row_of})
    events = page.s.some(np.array(rows[:40], dtype=np.int64))
    return page.render("search.html", q=q, hits=[(r, snippet(r.text, q)) for r in hits], events=events)


def snippet(text: str, q: str) -> str:
    """A window of the text around the first of the words as typed, else its beginning."""
    for word in q.split():
        at = text.find(word)
        if at >= 0:
            left = text.rfind(" ", 0, max(0, at - 80)) + 1
            right = text.find(" ", at + 160)
            return ("…" if left else "") + text[left:right if right > 0 else None].strip() + ("…" if right > 0 else "")
    return text[:220].strip() + "…"


@router.get("/palette.css")
def palette_css(request: Request) -> Response:
    """The palette's stylesheet."""
    return Response(desk_of(request).palette.css(), media_type="text/css")
