"""RSS and Atom feeds, and JSON Feeds: entries to items; the only module that knows feedparser."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import logging
from collections.abc import Iterator, Mapping
from typing import Any

from detente.model.dates import Moment
from detente.model.errors import InputError
from detente.model.sources import Condition, Fetched, Fetcher, Item, Looked, Trouble, Watched
from detente.reports.dating import read_date
from detente.reports.links import absolute, feeds_of
from detente.reports.shapes import shape_of
from detente.reports.sources.asking import (
    UNCHANGED,
    ask,
    is_web,
    next_condition,
    text_of,
    web_only,
)
from detente.reports.sources.entries import Entry, Told, items_of
from detente.reports.sources.jsonfeed import json_entries
from detente.reports.sources.sitemaps import sitemap_items
from detente.reports.wording import language, line

logging.getLogger("feedparser").addHandler(logging.NullHandler())


def look_feed(
    watched: Watched,
    fetcher: Fetcher,
    condition: Condition | None = None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return the entries of a feed; a page that names one leads on to it, with a note.

    Errors: FetchError; InputError if it is no feed and names none.
    """
    fetched = ask(watched.address, fetcher, condition, now=now)
    if fetched.status == UNCHANGED:
        return Looked(iter(()), fetched, condition)
    notes: tuple[Trouble, ...] = ()
    if shape_of(fetched) == "page":
        notes, fetched = _named_feed(watched, fetched, fetcher)
        return Looked(_all(notes, feed_items(watched, fetched, fetcher, now=now)), fetched)
    items = feed_items(watched, fetched, fetcher, now=now)
    return Looked(items, fetched, next_condition(fetched))


def feed_items(
    watched: Watched, fetched: Fetched, fetcher: Fetcher, *, now: dt.datetime
) -> Iterator[Item | Trouble]:
    """Return the items of a feed or sitemap that has come. Errors: InputError if it is neither."""
    shape = shape_of(fetched)
    if shape in ("sitemap", "sitemap index"):
        note = Trouble(watched.address, "it is a sitemap and was read as one; follow it as such")
        return _all((note,), sitemap_items(watched, fetched, fetcher, now=now))
    if shape == "json feed":
        told = json_entries(text_of(fetched), fetched.address)
    elif shape in ("page", "pdf"):
        what = "a page" if shape == "page" else "a PDF"
        raise InputError(f"{fetched.address}: it is {what}, no feed; follow it as kind 'page'")
    else:
        told = _xml_entries(fetched)
    return items_of(watched, told, now=now)


def _all(notes: tuple[Trouble, ...], items: Iterator[Item | Trouble]) -> Iterator[Item | Trouble]:
    yield from notes
    yield from items


def _named_feed(
    watched: Watched, page: Fetched, fetcher: Fetcher
) -> tuple[tuple[Trouble, ...], Fetched]:
    """Return a note, and the feed that a page names first. Errors: InputError if it names none."""
    feeds = feeds_of(text_of(page), page.address)
    if not feeds:
        raise InputError(
            f"{watched.address}: it is a page, no feed, and names no feed; follow it as kind "
            "'page' for its own text, or 'index' for the articles that it links to"
        )
    others = f" (it names {len(feeds)})" if len(feeds) > 1 else ""
    note = Trouble(
        watched.address,
        f"it is a page, no feed; the feed that it names was read{others}: {feeds[0].address}",
    )
    return (note,), fetcher.fetch(web_only(feeds[0].address))


def _xml_entries(fetched: Fetched) -> Told:
    """Return what a feed in XML tells. Errors: InputError if it is none."""
    import feedparser  # noqa: PLC0415  (kinds of sources are listed where no feed is read)

    # the charset that a server declares goes before what the feed says; feedparser knows how.
    # It is told no address of the feed, for it would make one of every id.
    headers = {}
    if fetched.media_type and fetched.charset:
        headers["content-type"] = f"{fetched.media_type}; charset={fetched.charset}"
    try:
        parsed = feedparser.parse(
            io.BytesIO(fetched.body),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,  # we take no markup from it
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(_no_feed(fetched.address)) from error
    if not parsed.get("version") and not parsed.entries:
        raise InputError(_no_feed(fetched.address))
    broken = parsed.get("bozo") and not _only_of_encoding(parsed)
    notes = (Trouble(fetched.address, _broken(parsed)),) if broken else ()
    about = parsed.feed
    return Told(
        name=line(about.get("title")),
        language=language(about.get("language")),
        entries=(_entry(one, fetched.address) for one in parsed.entries),
        notes=notes,
    )


def _only_of_encoding(parsed: Any) -> bool:
    import feedparser  # noqa: PLC0415  (as above)

    overridden = feedparser.exceptions.CharacterEncodingOverride
    other = feedparser.exceptions.NonXMLContentType
    return isinstance(parsed.get("bozo_exception"), overridden | other)


def _broken(parsed: Any) -> str:
    why = line(str(parsed.get("bozo_exception"))) or "damaged"
    return f"the feed is not well formed ({why}); its {len(parsed.entries)} entries were read"


def _no_feed(address: str) -> str:
    return f"{address}: it is no feed that can be read; check the address in a browser"


def _updated(one: Any) -> Moment | None:
    # asked for what is not there, feedparser gives the date of publication instead
    if not dict.__contains__(one, "updated"):
        return None
    return read_date(one.get("updated")) or _struct(one.get("updated_parsed"))


def _struct(parts: Any) -> Moment | None:
    """A moment as feedparser reads it, in UTC, or None."""
    try:
        at = dt.datetime.fromtimestamp(calendar.timegm(parts), dt.UTC)
    except (TypeError, ValueError, OverflowError, OSError, IndexError):
        return None
    return Moment(at.date(), at)


def _link(one: Any) -> str | None:
    """The link of an entry; an id counts as one only if it is a whole address."""
    link = one.get("link")
    is_id = one.get("guidislink") and link == one.get("id")
    return None if is_id and not is_web(str(link)) else link


def _entry(one: Any, base: str) -> Entry:
    """Return an entry as plain values; whatever of it is odd is None."""
    address = absolute(one.get("feedburner_origlink") or _link(one), base)
    authors = [line(a.get("name")) for a in one.get("authors", ()) if hasattr(a, "get")]
    author = ", ".join(a for a in authors if a) or line(one.get("author"))
    source = one.get("source")
    content = [c.get("value") for c in one.get("content", ()) if hasattr(c, "get")]
    texts = [t for t in (*content, one.get("summary")) if isinstance(t, str)]
    return Entry(
        id=line(one.get("id")),
        address=address,
        title=line(one.get("title")),
        published=read_date(one.get("published")) or _struct(one.get("published_parsed")),
        updated=_updated(one),
        outlet=line(source.get("title")) if hasattr(source, "get") else None,
        author=author,
        language=language(one.get("language")),
        markup=max(texts, key=len, default=None),
    )
