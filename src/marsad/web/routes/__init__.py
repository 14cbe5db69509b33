"""The routers, in the order in which they are asked."""

from __future__ import annotations

from marsad.web.routes import api, events, feeds, items, observatory, records, texts

ROUTERS = (api.router, feeds.router, items.router, observatory.router, events.router, records.router, texts.router)
