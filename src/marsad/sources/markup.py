"""The text of a piece of HTML as feeds carry it: paragraphs as lines."""

from __future__ import annotations

import html
import re

# No pattern may run over the beginning of the next tag: tags that never end would take the square of their number.
_BREAK = re.compile(r"(?i)<\s*(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote)\b[^<>]*>")
_UNSEEN = re.compile(r"(?is)<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)")
_TAG = re.compile(r"<[^<>]*>")


def plain_text(markup: str) -> str:
    """The words of an HTML fragment, with a line break where a block ends; text without tags stays as it is."""
    if "<" not in markup:
        return html.unescape(markup)
    text = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", markup)))
    # No pattern for the white space: one that begins anywhere in a run of it takes the square of its length.
    return "\n".join(line for part in html.unescape(text).split("\n") if (line := part.strip()))
