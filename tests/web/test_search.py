"""Searching over HTTP: it is limited, and no words break it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from marsad.store import Store


def test_searching_is_limited(desk: tuple[TestClient, Store]) -> None:
    client, _ = desk
    codes = [client.get(f"/search.json?q=x{n}").status_code for n in range(70)]
    assert codes[:60] == [200] * 60 and codes[-1] == 429
    answer = client.get("/search?q=other&lang=en")
    assert answer.status_code == 429 and "Try again in" in answer.text
    assert client.get("/events.json").status_code == 200


@pytest.mark.parametrize("words", ["r\x00", '"', "\x00", "a\x01b*", "NEAR("])
def test_no_words_break_the_search(desk: tuple[TestClient, Store], words: str) -> None:
    client, _ = desk
    for path in ("/search.json", "/search", "/events.json", "/feed.json"):
        assert client.get(path, params={"q": words}).status_code == 200, path
