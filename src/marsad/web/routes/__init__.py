"""The routers, in the order in which they are asked."""

from __future__ import annotations

from marsad.web.routes import api, events, feeds, items, judging, live, observatory, records, review, texts, tiles

ROUTERS = (review.router, judging.router, api.router, feeds.router, items.router, observatory.router, live.router, events.router,
           records.router, texts.router, tiles.router)
