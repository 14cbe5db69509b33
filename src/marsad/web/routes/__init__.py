"""The routers, in the order in which they are asked."""

from __future__ import annotations

from marsad.web.routes import api, events, observatory, records, texts

ROUTERS = (api.router, observatory.router, events.router, records.router, texts.router)
