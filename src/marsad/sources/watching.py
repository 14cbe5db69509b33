"""One round of `marsad watch`: what is due is asked, what is new is fetched, and what was learned for the next time is kept."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from http.client import HTTPException
from pathlib import Path

from marsad.errors import BadInput
from marsad.sources.addresses import as_page, kind_of, read_fetched
from marsad.sources.draft import Fields, Problem, Read
from marsad.sources.fetch import Fetched
from marsad.sources.opml import Subscription
from marsad.sources.polite import Away, Guest, Refused
from marsad.sources.sitemaps import Listed, read_sitemap

DAY = 24 * 3600.0
MAX_SEEN = 20_000
"""Addresses that are remembered of one subscription."""
MAX_CHILDREN = 20
"""Sitemaps of one index that are looked at in a round."""
HOSTS = 8
"""Hosts that are asked at the same time."""


class Passing(BadInput):
    """A page that could not be had now, and may be had later."""

    code = "passing"


@dataclass(slots=True)
class Kept:
    """What is remembered of a subscription: validators of its last answer, when it is due (seconds), failures in a row, and each
    address that was read with the date it had then."""

    etag: str = ""
    modified: str = ""
    due: float = 0.0
    failures: int = 0
    gone: bool = False
    seen: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Polled:
    """What a subscription gave in this round: `outcome` is `new`, `unchanged`, `later`, `failed` or `gone`."""

    subscription: Subscription
    outcome: str
    items: tuple[Read | Problem, ...]
    kept: Kept


class Watch:
    """The subscriptions and what is remembered of them in `folder`/state.json."""

    def __init__(
        self,
        subscriptions: Iterable[Subscription],
        folder: Path,
        guest: Guest,
        clock: Callable[[], float],
        today: Callable[[], date],
        every: float = 1800.0,
        limit: int = 50,
        pages: bool = True,
    ) -> None:
        self._subscriptions = tuple(subscriptions)
        self._file = folder / "state.json"
        self._guest, self._clock, self._today = guest, clock, today
        self._every, self._limit, self._pages = every, limit, pages
        self._kept: dict[str, Kept] = {}
        self._load()

    def _load(self) -> None:
        try:
            said = json.loads(self._file.read_text(encoding="utf-8"))
            self._kept = {url: Kept(**kept) for url, kept in said["subscriptions"].items()}
            self._guest.stay_away({str(name): float(until) for name, until in said["away"].items()})
        except FileNotFoundError:
            return
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(
                f"what was remembered cannot be read: {error}",
                where=str(self._file),
                hint="remove it to begin anew; reports that are in the store stay as they are",
            ) from error

    def _save(self) -> None:
        said = {
            "away": self._guest.away(),
            "subscriptions": {s.url: asdict(self._kept[s.url]) for s in self._subscriptions if s.url in self._kept},
        }
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(said, file, ensure_ascii=False, indent=0)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._file)

    def wait(self) -> float:
        """Seconds until the next subscription is due."""
        now = self._clock()
        due = [k.due for s in self._subscriptions if not (k := self._kept.get(s.url, Kept())).gone]
        return max(0.0, min((min(d, now + DAY) for d in due), default=now + DAY) - now)

    def round(self) -> Iterator[Polled]:
        """Poll what is due, several hosts at a time; what a subscription gave is remembered as soon as the next one is asked for, so
        that a process that dies before its reports are stored fetches them again."""
        now = self._clock()
        due = []
        for one in self._subscriptions:
            kept = self._kept.get(one.url, Kept())
            # A moment further off than any back-off is a clock that jumped.
            if not kept.gone and (kept.due <= now or kept.due > now + 2 * DAY):
                due.append((one, kept))
        with ThreadPoolExecutor(HOSTS) as pool:
            asked = [pool.submit(self._poll, one, kept) for one, kept in due]
            try:
                for answer in as_completed(asked):
                    polled = answer.result()
                    yield polled
                    self._kept[polled.subscription.url] = polled.kept
                    self._save()
            finally:
                for answer in asked:
                    answer.cancel()

    def _poll(self, one: Subscription, kept: Kept) -> Polled:
        headers = {"Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"}
        if kept.etag:
            headers["If-None-Match"] = kept.etag
        if kept.modified:
            headers["If-Modified-Since"] = kept.modified
        try:
            answer = self._guest.get(one.url, headers)
            if answer.status == 304:
                return Polled(one, "unchanged", (), replace(kept, due=self._next(answer), failures=0))
            if answer.status == 410:
                problem = Problem(one.url, BadInput("the address is gone for good and is not asked again", where=one.url))
                return Polled(one, "gone", (problem,), replace(kept, gone=True))
            if answer.status != 200:
                raise BadInput(f"the server answers {answer.status}", where=one.url)
            items, seen, left = self._items(one, kept, answer)
        except Away as error:
            return Polled(one, "later", (), replace(kept, due=error.until))
        except Refused as error:
            return Polled(one, "failed", (Problem(one.url, error),), replace(kept, due=self._clock() + DAY))
        except BadInput as error:
            wait = min(self._every * 2 ** min(kept.failures, 16), DAY)
            failed = replace(kept, failures=kept.failures + 1, due=self._clock() + wait)
            return Polled(one, "failed", (Problem(one.url, error),), failed)
        # Where something is left for the next round, the server must not say «unchanged» then.
        etag = "" if left else answer.headers.get("etag", "")
        modified = "" if left else answer.headers.get("last-modified", "")
        return Polled(one, "new", tuple(items), Kept(etag, modified, self._next(answer), 0, False, seen))

    def _next(self, answer: Fetched) -> float:
        """When to ask again: after our own pause, or later where the server says that the answer keeps longer (a day at most)."""
        said = [part.strip().lower() for part in answer.headers.get("cache-control", "").split(",")]
        ages = [int(part[8:]) for part in said if part.startswith("max-age=") and part[8:].isdecimal() and len(part) < 18]
        return self._clock() + min(max([self._every, *map(float, ages)]), DAY)

    def _items(
        self, one: Subscription, kept: Kept, answer: Fetched
    ) -> tuple[list[Read | Problem], dict[str, str], bool]:
        """What is new behind a subscription, the addresses seen, and whether something was left for the next round."""
        defaults = Fields(text="", outlet=one.outlet, language=one.language)
        seen = dict(kept.seen)
        items: list[Read | Problem] = []
        left = False
        for item in self._entries(answer, defaults):
            if isinstance(item, Problem):
                items.append(item)
                continue
            address, stamp = (
                (item.url, item.newest) if isinstance(item, Listed) else (item.report.id, item.report.published or "")
            )
            if seen.get(address) == stamp:
                continue
            if len(items) >= self._limit:
                left = True
                break
            try:
                items += self._entry(item, defaults)
            except Away:
                left = True
                break
            except Passing as error:
                items.append(Problem(error.where, error))
                left = True
                continue
            seen[address] = stamp
        return items, dict(list(seen.items())[-MAX_SEEN:]), left

    def _entries(self, answer: Fetched, defaults: Fields) -> Iterator[Read | Problem | Listed]:
        if kind_of(answer) == "sitemap":
            try:
                yield from walk(self._guest, answer)
            except BadInput as error:
                if isinstance(error, Away):
                    raise
                yield Problem(answer.url, error)
            return
        yield from _some(read_fetched(answer, defaults, self._today()))

    def _entry(self, item: Read | Listed, defaults: Fields) -> Iterator[Read | Problem]:
        """The page of an entry; the entry itself where there is no page to be had."""
        if isinstance(item, Listed):
            yield from fetch_listed(self._guest, item, defaults, self._today())
            return
        url = item.report.url
        if not self._pages or not url.startswith(("http://", "https://")):
            yield item
            return
        said = replace(
            defaults,
            outlet=defaults.outlet or item.report.outlet,
            language=defaults.language or item.report.language,
            published=item.report.published,
            dated_by="feed" if item.report.published else "",
        )
        try:
            yield from one_page(self._guest, url, said, self._today())
        except (Away, Passing):
            raise
        except BadInput as error:
            yield Problem(url, BadInput(f"{error.message}; the feed's own words went in", where=url, hint=error.hint))
            yield item


def walk(guest: Guest, answer: Fetched) -> Iterator[Listed]:
    """The pages of a sitemap, or of the newest sitemaps of an index (one level), newest first. Raises BadInput."""
    found = read_sitemap(answer.data, answer.url)
    pages = list(found.pages)
    for child in sorted(found.children, key=lambda c: c.newest, reverse=True)[:MAX_CHILDREN]:
        below = guest.get(child.url)
        if below.status == 200:
            pages += read_sitemap(below.data, below.url).pages
    yield from sorted(pages, key=lambda p: p.newest, reverse=True)


def fetch_listed(guest: Guest, item: Listed, defaults: Fields, today: date) -> Iterator[Read | Problem]:
    """The page that a sitemap lists, with what a news sitemap says of it. Raises Away, Passing."""
    said = replace(
        defaults,
        outlet=defaults.outlet or item.outlet,
        language=defaults.language or item.language,
        published=item.published or defaults.published,
        dated_by="feed" if item.published else defaults.dated_by,
    )
    try:
        yield from one_page(guest, item.url, said, today)
    except (Away, Passing):
        raise
    except BadInput as error:
        yield Problem(item.url, error)


def one_page(guest: Guest, url: str, defaults: Fields, today: date) -> Iterator[Read | Problem]:
    """The report of one page, politely fetched. Raises BadInput; Passing where it may be there the next time."""
    try:
        answer = guest.get(url)
    except BadInput as error:
        if isinstance(error.__cause__, (OSError, HTTPException)):
            raise Passing(f"{error.message}; it is tried again in the next round", where=url) from error
        raise
    if answer.status >= 500:
        raise Passing(f"the server answers {answer.status}; it is tried again in the next round", where=url)
    if answer.status != 200:
        raise BadInput(f"the server answers {answer.status}", where=url)
    yield from _some(read_fetched(answer, replace(as_page(defaults, url), url=""), today))


def _some(items: Iterator[Read | Problem]) -> list[Read | Problem]:
    """All items, unless they are nothing but problems: then the first is raised."""
    found = list(items)
    if found and all(isinstance(item, Problem) for item in found):
        assert isinstance(found[0], Problem)
        raise found[0].error
    return found
