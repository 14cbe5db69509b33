"""What every page is held to: valid HTML in its language, no script or style of its own, a strict policy, nothing that axe calls
serious, no wider than a phone."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import html5lib

AXE = Path(__file__).parent / "axe" / "axe.min.js"
PHONE = 360


class Marks(HTMLParser):
    """Collects the start tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def marks(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """All start tags of a page."""
    parser = Marks()
    parser.feed(html)
    return parser.tags


def with_lang(path: str, lang: str) -> str:
    """An address in a language."""
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


def check_page(answer: Any, lang: str, signed: bool = False) -> None:
    """A page's HTML, the languages and the links in it, and the headers that it came with."""
    html5lib.HTMLParser(strict=True).parse(answer.text)
    tags = marks(answer.text)
    root = tags[0][1]
    assert (root["lang"], root["dir"]) == (lang, "rtl" if lang == "ar" else "ltr")
    ids = [a["id"] for _, a in tags if a.get("id")]
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    for tag, attributes in tags:
        assert "style" not in attributes and tag != "style", (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        if tag == "script":
            assert attributes.get("src", "").startswith("/static/") or attributes.get("type") == "application/json"
        for name in ("src", "href", "action"):
            if (value := attributes.get(name)) is not None:
                assert value.startswith(("/", "#")), f"{tag} {name}={value} leads off the site"
        for name in ("aria-labelledby", "for"):
            for target in (attributes.get(name) or "").split():
                assert target in ids, f"{name}={target} names nothing"
    assert sum(tag == "h1" for tag, _ in tags) == 1
    # Every form that changes anything carries a token.
    assert answer.text.count('method="post"') == answer.text.count('name="csrf"')
    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "default-src 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    if signed:
        assert answer.headers["cache-control"] == "no-store" and "access-control-allow-origin" not in answer.headers
    else:
        assert "set-cookie" not in answer.headers


def look(page: Any, name: str, width: int = 0) -> list[Any]:
    """What axe finds serious on an open page (of a context that bypasses the policy), and whether it is wider than `width` pixels."""
    # The tool itself is put in from outside, which the pages' own policy would rightly refuse.
    page.add_script_tag(path=str(AXE))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    found: list[Any] = [(name, v["id"], v["impact"], [n["html"][:160] for n in v["nodes"][:3]]) for v in result["violations"]
                        if v["impact"] in ("serious", "critical")]
    if width and (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        found.append((name, "wide", wide))
    return found
