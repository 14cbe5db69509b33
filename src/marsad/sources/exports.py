"""JSON documents that hold many items: Telegram and X exports, JSON Feed, and lists of rows."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from marsad.errors import BadInput
from marsad.sources.draft import Fields, Problem, Read, draft
from marsad.sources.jsonl import from_row
from marsad.sources.markup import plain_text

_X_PREFIX = re.compile(rb"\A\s*window\.[\w.]+\s*=\s*")
Item = tuple[Any, Callable[[Any], Fields | None], str]


def document(data: bytes, where: str) -> Any:
    """The value of a JSON document, or of the script that an X export is. Raises BadInput."""
    try:
        return json.loads(_X_PREFIX.sub(b"", data.removeprefix(b"\xef\xbb\xbf")).decode())
    except UnicodeDecodeError as error:
        raise BadInput(f"byte {error.start} is not UTF-8", where=where) from error
    except json.JSONDecodeError as error:
        raise BadInput(f"broken JSON at line {error.lineno}, column {error.colno}: {error.msg}", where=where) from error
    except (RecursionError, ValueError) as error:
        raise BadInput("JSON that cannot be read (nested too deep, or a number too long)", where=where) from error


def is_container(value: Any) -> bool:
    """Whether this JSON value is one of the documents that `read_export` reads (and not one report by itself)."""
    return isinstance(value, list) or (isinstance(value, dict) and bool({"messages", "chats", "items"} & value.keys()))


def read_export(value: Any, defaults: Fields, where: str, today: date) -> Iterator[Read | Problem]:
    """A report an item with words; what has none (service messages, pictures alone) is no report. The bytes kept are the item's JSON."""
    for n, (item, fields_of, kind) in enumerate(_items(value, defaults, where), 1):
        here = f"{where}#{n}"
        try:
            if not isinstance(item, dict):
                raise BadInput("the item is no JSON object", where=here)
            try:
                fields = fields_of(item)
            except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
                raise BadInput(f"the item is not built as its kind should be: {error!r}", where=here) from error
            if fields is not None:
                # Written the same way whatever the white space of the file, so that equal items are equal bytes.
                data = json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
                yield draft(fields, data, kind, here, today)
        except BadInput as error:
            yield Problem(here, error)


def _items(value: Any, defaults: Fields, where: str) -> Iterator[Item]:
    if isinstance(value, list):
        for item in value:
            tweet = item.get("tweet", item) if isinstance(item, dict) else item
            if isinstance(tweet, dict) and ("full_text" in tweet or "created_at" in tweet):
                yield tweet, partial(_tweet, defaults=defaults), "application/vnd.x.export+json"
            else:
                yield item, partial(from_row, defaults=defaults, where=where), "application/json"
        return
    if "items" in value and isinstance(value["items"], list):
        for item in value["items"]:
            yield item, partial(_feed_item, feed=value, defaults=defaults), "application/feed+json"
        return
    listed = value.get("chats")
    for chat in _list(listed.get("list")) if isinstance(listed, dict) else [value]:
        for item in _list(chat.get("messages")) if isinstance(chat, dict) else ():
            yield item, partial(_message, chat=chat, defaults=defaults), "application/vnd.telegram.export+json"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _message(message: dict[str, Any], chat: dict[str, Any], defaults: Fields) -> Fields | None:
    said = message.get("text", "")
    parts = said if isinstance(said, list) else [said]
    text = "".join(p if isinstance(p, str) else str(p["text"]) for p in parts)
    if message.get("type", "message") != "message" or not text.strip():
        return None
    name = str(chat.get("name") or "")
    author = str(message.get("from") or "")
    moment = message.get("date_unixtime")
    published = (
        datetime.fromtimestamp(int(moment), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else message.get("date")
    )
    return Fields(
        text=text,
        id=f"telegram-{chat.get('id', name)}-{message['id']}",
        outlet=defaults.outlet or name,
        published=str(published) if published else defaults.published,
        dated_by="" if published else defaults.dated_by,
        language=defaults.language,
        author="" if author == name else author,
    )


def _tweet(tweet: dict[str, Any], defaults: Fields) -> Fields | None:
    # X escapes &, < and > in the texts that it gives out; that is its transport, not the words.
    text = html.unescape(str(tweet.get("full_text") or tweet.get("text") or ""))
    if not text.strip():
        return None
    number = str(tweet.get("id_str") or tweet["id"])
    user = tweet.get("user") or {}
    created = tweet.get("created_at")
    published = None
    if created:
        shape = "%a %b %d %H:%M:%S %z %Y"
        moment = datetime.fromisoformat(created) if created[:4].isdigit() else datetime.strptime(created, shape)
        published = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    language = str(tweet.get("lang") or "")
    return Fields(
        text=text,
        id=f"x-{number}",
        outlet=defaults.outlet or str(user.get("name") or user.get("screen_name") or ""),
        url=f"https://x.com/i/status/{number}",
        published=published or defaults.published,
        dated_by="" if published else defaults.dated_by,
        language=defaults.language or ("" if language == "und" else language),
    )


def _feed_item(item: dict[str, Any], feed: dict[str, Any], defaults: Fields) -> Fields | None:
    authors = item.get("authors") or ([item["author"]] if item.get("author") else [])
    return Fields(
        text=str(item.get("content_text") or plain_text(str(item.get("content_html") or item.get("summary") or ""))),
        title=str(item.get("title") or ""),
        id=str(item.get("id") or item.get("url") or ""),
        outlet=defaults.outlet or str(feed.get("title") or ""),
        url=str(item.get("url") or ""),
        published=str(item["date_published"]) if item.get("date_published") else defaults.published,
        dated_by="feed" if item.get("date_published") else defaults.dated_by,
        language=defaults.language or str(item.get("language") or feed.get("language") or "").split("-")[0].lower(),
        author="، ".join(str(a.get("name", "")) for a in authors),
    )
