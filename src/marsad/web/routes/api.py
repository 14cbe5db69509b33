"""The JSON, CSV and GeoJSON lists, and every page as JSON."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
