"""Pages on paper: PDF by WeasyPrint, which is optional."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from marsad.web.words import N_

MISSING = N_("PDF needs WeasyPrint: pip install marsad[pdf]. The print function of the browser gives the same page.")


def pdf(html: str, palette: str) -> bytes | None:
    """A page as PDF, out of the package's own stylesheets and fonts and the `palette` (CSS) alone; None where WeasyPrint cannot be
    loaded."""
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError):
        return None
    from marsad.web.desk import STATIC

    class Package(URLFetcher):  # type: ignore[misc]
        """Nothing is fetched from anywhere: only files of the package, whatever a page names."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if urlsplit(url).path == "/palette.css":
                return URLFetcherResponse(url, palette.encode(), {"Content-Type": "text/css"})
            path = (STATIC / urlsplit(url).path.removeprefix("/static/")).resolve()
            if not path.is_relative_to(STATIC) or not path.is_file():
                raise ValueError(f"not a file of the package: {url}")
            kind = {".css": "text/css", ".woff2": "font/woff2"}.get(path.suffix, "image/svg+xml")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    html = html.replace("/static/css/fonts.css", "/static/css/marsad.css", 1)
    html = html.replace("</head>", '<link rel="stylesheet" href="/static/css/paper.css"></head>', 1)
    document = weasyprint.HTML(string=html, base_url="http://package.invalid/", url_fetcher=Package())
    written: bytes = document.write_pdf(pdf_identifier=b"marsad")
    return written
