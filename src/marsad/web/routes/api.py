"""Lists as JSON, CSV and GeoJSON: the same filters, the same rows as `marsad export`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any
from urllib.parse import urlencode

import numpy as np
from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from marsad.model import Claim, Event, Hold
from marsad.publish import rows as r
from marsad.publish.formats import csv_lines, geojson
from marsad.web import paging, schemas
from marsad.web.claims import claims_of
from marsad.web.coding import Bools
from marsad.web.desk import Page, page_of
from marsad.web.ground import series
from marsad.web.lists import Events
from marsad.web.routes.observatory import Asked
from marsad.web.scene import entries, holding, known_report, rows_of, upto, whole
from marsad.web.search import found_reports
from marsad.web.snapshot import ReportLine, line_of

router = APIRouter(tags=["lists"], responses=schemas.BUSY)
Limit = Annotated[int, Query(ge=1, le=1000, description="Items a page")]
Cursor = Annotated[str | None, Query(max_length=400, description="As `next` gave it")]
CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
GEO: dict[int | str, dict[str, Any]] = {200: {"model": schemas.GeoJson, "content": {"application/geo+json": {}}}}


def answer(page: Page, items: list[r.Row], total: int | None, cursor: str | None) -> JSONResponse:
    """A page of a list, with a Link to the next."""
    following = None
    if cursor:
        query = [(k, v) for k, v in page.request.query_params.multi_items() if k != "cursor"]
        following = f"{page.request.url.path}?{urlencode([*query, ('cursor', cursor)])}"
    headers = {"Link": f'<{following}>; rel="next"'} if following else None
    return JSONResponse({"total": total, "next": following, "items": items}, headers=headers)


def csv(rows: Iterable[r.Row], name: str) -> Response:
    """Rows as a CSV file to keep."""
    return StreamingResponse(csv_lines(rows), media_type="text/csv; charset=utf-8",
                             headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})


def geo(rows: Iterable[r.Row]) -> Response:
    """Rows as GeoJSON."""
    return Response(geojson(rows), media_type="application/geo+json")


def chosen(page: Page) -> Events:
    """The events of the filters; those after the valid day left out, as on the first page."""
    return page.s.some(upto(page.s, rows_of(page.s, page.f, found_reports(page.s, page.f.q)), page.f.on))


def event_rows(page: Page, events: Iterable[Event]) -> Iterator[r.Row]:
    """Rows of events with their claims, read a hundred events at a time."""
    block: list[Event] = []
    for event in events:
        block.append(event)
        if len(block) == 100:
            yield from _event_block(page, block)
            block = []
    yield from _event_block(page, block)


def _event_block(page: Page, events: list[Event]) -> Iterator[r.Row]:
    claims = {c.id: c for c in page.desk.store.claims(ids=[i for e in events for i in e.claims])}
    if page.f.known:
        page.s.reports.many(c.report for c in claims.values())
    for event in events:
        row = r.event_row(event, claims)
        if page.f.known:
            row["claims"] = [c for c in row["claims"] if known_report(page.s, c.get("report", ""), page.f.known)]
        yield row


@router.get("/events.json", responses={200: {"model": schemas.Events}}, summary="Events")
def events_json(request: Request, filters: Asked, limit: Limit = 200, cursor: Cursor = None) -> JSONResponse:
    """Events that pass the filters, newest valid day first, undated ones last."""
    page = page_of(request, filters)
    events = chosen(page)
    rows, following = paging.page(events.rows, page.s.c.sorting, (int, str), cursor, limit)
    return answer(page, list(event_rows(page, page.s.some(rows))), len(events), following)


@router.get("/events.csv", responses=CSV, response_class=Response, summary="Events as CSV")
def events_csv(request: Request, filters: Asked) -> Response:
    """All events that pass the filters; cells that a spreadsheet would run as a formula are defused."""
    page = page_of(request, filters)
    return csv(event_rows(page, chosen(page)), "marsad-events")


@router.get("/events.geojson", responses=GEO, response_class=Response, summary="Events as GeoJSON")
def events_geojson(request: Request, filters: Asked) -> Response:
    """All events that pass the filters. A point stands for a named place of the given `precision`, not for a spot."""
    page = page_of(request, filters)
    return geo(event_rows(page, chosen(page)))


def hold_rows(page: Page) -> list[r.Row]:
    """With `on`: who held what that day as then known. Without: the whole ledger as then known."""
    return [r.hold_row(h) for h in hold_list(page)]


def hold_list(page: Page) -> list[Hold]:
    """The entries of `hold_rows`."""
    return whole(page.s, holding(page.s, page.f)) if page.f.on else entries(page.s, page.f)


@router.get("/holds.json", responses={200: {"model": schemas.Holds}}, summary="Who holds what")
def holds_json(request: Request, filters: Asked) -> JSONResponse:
    """The ledger asked with two dates: `on` the valid day, `known` the last day of publication that counts."""
    page = page_of(request, filters)
    rows = hold_rows(page)
    return answer(page, rows, len(rows), None)


@router.get("/holds.csv", responses=CSV, response_class=Response, summary="Who holds what, as CSV")
def holds_csv(request: Request, filters: Asked) -> Response:
    """As /holds.json."""
    return csv(hold_rows(page_of(request, filters)), "marsad-holds")


@router.get("/holds.geojson", responses=GEO, response_class=Response, summary="Who holds what, as GeoJSON")
def holds_geojson(request: Request, filters: Asked) -> Response:
    """As /holds.json."""
    return geo(hold_rows(page_of(request, filters)))


def claim_item(page: Page, claim: Claim) -> r.Row:
    """A claim's row as the machine read it, with its id, its event, and what a reader judged of it (null: not yet)."""
    ruling = page.s.rulings.get(claim.id)
    return {"id": claim.id, **r.claim_row(claim), "event": page.s.event_of.get(claim.id), "judged": ruling.action if ruling else None}


@router.get("/claims.json", responses={200: {"model": schemas.Claims}}, summary="Claims")
def claims_json(request: Request, filters: Asked, limit: Limit = 200, cursor: Cursor = None) -> JSONResponse:
    """Claims that pass the filters, by report and place in the text."""
    page = page_of(request, filters)
    after = paging.read(cursor, (str, int)) if cursor else None
    items = list(claims_of(page.desk.store, page.s, page.f, after, limit + 1))
    following = paging.write(items[limit - 1][0]) if len(items) > limit else None
    total = page.s.claim_count if not page.f.pairs() else None
    page.s.event_of.many(c.id for _, c in items[:limit])
    return answer(page, [claim_item(page, c) for _, c in items[:limit]], total, following)


@router.get("/claims.csv", responses=CSV, response_class=Response, summary="Claims as CSV")
def claims_csv(request: Request, filters: Asked) -> Response:
    """All claims that pass the filters."""
    page = page_of(request, filters)
    return csv((claim_item(page, c) for _, c in claims_of(page.desk.store, page.s, page.f)), "marsad-claims")


@router.get("/claims.geojson", responses=GEO, response_class=Response, summary="Claims as GeoJSON")
def claims_geojson(request: Request, filters: Asked) -> Response:
    """All claims that pass the filters, at the place of their event."""
    page = page_of(request, filters)

    def rows() -> Iterator[r.Row]:
        for _, claim in claims_of(page.desk.store, page.s, page.f):
            row = page.s.row_of.get(page.s.event_of.get(claim.id, ""), -1)
            code = int(page.s.c.place[row]) if row >= 0 else -1
            yield claim_item(page, claim) | {"place": r.place_row(page.s.spots[code]) if code >= 0 else None}
    return geo({k: v for k, v in row.items() if k != "places"} | {"place_texts": [p["text"] for p in row["places"]]} for row in rows())


def report_item(line: ReportLine) -> r.Row:
    """A report's line in a list."""
    return {"id": line.id, "outlet": line.outlet, "published": line.published, "title": line.title, "url": line.url,
            "sha256": line.sha256, "flags": list(line.flags)}


def report_lines(page: Page, after: str = "", limit: int | None = None) -> Iterator[ReportLine]:
    """Reports that pass the filters for reports (outlet, `known`, `since` and `until` over publication, words) by id, at most
    `limit` after the id `after`."""
    keep = report_mask(page)
    for given, head in enumerate(page.desk.store.heads_after(after, keep.__getitem__)):
        if given == limit:
            return
        yield line_of(head)


def report_mask(page: Page) -> Bools:
    """Of each revision by its row number whether it is a current one that passes the filters for reports."""
    f, press, found = page.f, page.s.press, found_reports(page.s, page.f.q)
    keep = press.current.copy()
    if f.outlet:
        keep &= press.outlet == press.names.find(f.outlet)
    if found is not None:
        those = np.zeros(len(keep), dtype=np.bool_)
        those[found[found < len(keep)]] = True
        keep &= those
    if f.since:
        keep &= press.day >= f.since.toordinal()
    if f.until:
        keep &= (press.day > 0) & (press.day <= f.until.toordinal())
    if f.known:
        keep &= (press.day > 0) & (press.day <= f.known.toordinal())
    return keep


@router.get("/reports.json", responses={200: {"model": schemas.Reports}}, summary="Reports")
def reports_json(request: Request, filters: Asked, limit: Limit = 200, cursor: Cursor = None) -> JSONResponse:
    """Reports by id, without their texts."""
    page = page_of(request, filters)
    after = str(paging.read(cursor, (str,))[0]) if cursor else ""
    lines = list(report_lines(page, after, limit + 1))
    following = paging.write((lines[limit - 1].id,)) if len(lines) > limit else None
    return answer(page, [report_item(x) for x in lines[:limit]], int(report_mask(page).sum()), following)


@router.get("/reports.csv", responses=CSV, response_class=Response, summary="Reports as CSV")
def reports_csv(request: Request, filters: Asked) -> Response:
    """As /reports.json, all of them."""
    return csv(map(report_item, report_lines(page_of(request, filters))), "marsad-reports")


@router.get("/shares.json", responses={200: {"model": schemas.Item}}, summary="Ground held over time")
def shares_json(request: Request, filters: Asked) -> JSONResponse:
    """km² by holder over the last days of valid time, as known on `known`; `low` to `high` is the band of doubt."""
    page = page_of(request, filters)
    return JSONResponse(series(page.s, page.f.known) or {"days": [], "actors": {}})


@router.get("/shares.csv", responses=CSV, response_class=Response, summary="Ground held over time, as CSV")
def shares_csv(request: Request, filters: Asked) -> Response:
    """A line a day and holder."""
    page = page_of(request, filters)
    found = series(page.s, page.f.known)
    rows = [{"on": day, "known": found["known"], "country": found["country"], "actor": a, "km2_low": line["low"][n], "km2": line["best"][n],
             "km2_high": line["high"][n]} for a, line in found["actors"].items() for n, day in enumerate(found["days"])] if found else []
    return csv(rows, "marsad-shares")
