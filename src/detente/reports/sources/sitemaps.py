"""News sitemaps, and the indexes that point at several of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from detente.model.errors import InputError
from detente.model.sources import Condition, Fetched, Fetcher, Item, Looked, Trouble, Watched
from detente.reports.dating import read_date
from detente.reports.gzipped import unpacked
from detente.reports.links import absolute
from detente.reports.safexml import children, parse_xml, words_in
from detente.reports.shapes import shape_of
from detente.reports.sources.asking import UNCHANGED, ask, next_condition, web_only
from detente.reports.sources.entries import Entry, Told, items_of
from detente.reports.wording import language, line

# Sitemaps of news hold two days; an index of years of them is read at its newest end.
MOST_SITEMAPS = 20


def look_sitemap(
    watched: Watched,
    fetcher: Fetcher,
    condition: Condition | None = None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return what a sitemap lists; of an index, what its newest sitemaps list.

    Errors: FetchError; InputError if it is no sitemap.
    """
    fetched = ask(watched.address, fetcher, condition, now=now)
    if fetched.status == UNCHANGED:
        return Looked(iter(()), fetched, condition)
    items = sitemap_items(watched, fetched, fetcher, now=now)
    # an index stays as it is while its sitemaps change
    is_index = shape_of(fetched) == "sitemap index"
    return Looked(items, fetched, None if is_index else next_condition(fetched))


def sitemap_items(
    watched: Watched, fetched: Fetched, fetcher: Fetcher, *, now: dt.datetime
) -> Iterator[Item | Trouble]:
    """Return the items of a sitemap that has come. Errors: InputError if it is none."""
    shape = shape_of(fetched)
    if shape == "sitemap":
        return items_of(watched, _told(fetched), now=now)
    if shape == "sitemap index":
        return _of_index(watched, parse_xml(fetched.body, fetched.address), fetcher, now=now)
    raise InputError(f"{fetched.address}: it is no sitemap; check the address in a browser")


def _of_index(
    watched: Watched, root: Any, fetcher: Fetcher, *, now: dt.datetime
) -> Iterator[Item | Trouble]:
    listed = _newest_first(root, watched.address)
    if len(listed) > MOST_SITEMAPS:
        yield Trouble(
            watched.address,
            f"it names {len(listed)} sitemaps; the newest {MOST_SITEMAPS} were read: follow the "
            "one for news by its own address",
        )
    for address in listed[:MOST_SITEMAPS]:
        try:
            fetched = unpacked(fetcher.fetch(web_only(address)))
            if shape_of(fetched) != "sitemap":
                yield Trouble(address, "it is no sitemap, though the index says so")
                continue
            yield from items_of(watched, _told(fetched), now=now)
        except InputError as error:
            yield Trouble(address, str(error))


def _newest_first(root: Any, base: str) -> list[str]:
    dated = []
    for number, one in enumerate(children(root, "sitemap")):
        address = absolute(words_in(one, "loc"), base)
        if address is not None:
            moment = read_date(words_in(one, "lastmod"))
            day = moment.day if moment else dt.date.min
            news = "news" in address.lower()
            dated.append((not news, -day.toordinal(), number, address))
    return list(dict.fromkeys(address for *_, address in sorted(dated)))


def _told(fetched: Fetched) -> Told:
    root = parse_xml(fetched.body, fetched.address)
    return Told(None, None, (_entry(one, fetched.address) for one in children(root, "url")))


def _entry(url: Any, base: str) -> Entry:
    news = next(children(url, "news"), None)
    publication = next(children(news, "publication"), None)
    return Entry(
        address=absolute(words_in(url, "loc"), base),
        title=line(words_in(news, "title")),
        published=read_date(words_in(news, "publication_date")),
        updated=read_date(words_in(url, "lastmod")),
        outlet=line(words_in(publication, "name")),
        language=language(words_in(publication, "language")),
    )
