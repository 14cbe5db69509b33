"""Base-map detail, where the server was given an archive of tiles."""

from __future__ import annotations

import gzip
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response

from marsad.errors import NotFound
from marsad.web.tiles import Tiles

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=0, le=1 << 30)]


def tiles_of(request: Request) -> Tiles:
    """The archive. Raises NotFound where there is none."""
    found: Tiles | None = request.app.state.tiles
    if found is None:
        raise NotFound("no tiles are served here", where=request.url.path, hint="marsad serve --tiles FILE.pmtiles")
    return found


@router.get("/tiles.json")
def about(request: Request) -> JSONResponse:
    """The archive as TileJSON."""
    found = tiles_of(request)
    return JSONResponse({"tilejson": "3.0.0", "tiles": ["/tiles/{z}/{x}/{y}"], "minzoom": found.lowest, "maxzoom": found.highest,
                         "bounds": list(found.bounds), "attribution": found.attribution, "media": found.media,
                         "vector_layers": [{"id": i, "fields": {}} for i in found.layers]})


@router.get("/tiles/{z}/{x}/{y}", response_class=Response)
def tile(request: Request, z: Annotated[int, Path(ge=0, le=30)], x: Number, y: Number) -> Response:
    """A tile; 204 where the archive has none."""
    found = tiles_of(request)
    body = found.tile(z, x, y)
    if body is None:
        return Response(status_code=204)
    headers = {}
    if found.gzipped:
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
        else:
            body = gzip.decompress(body)
    return Response(body, media_type=found.media, headers=headers)
