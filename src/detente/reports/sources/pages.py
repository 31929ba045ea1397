"""Single pages that are followed, and pages that list articles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from detente.model.errors import InputError
from detente.model.sources import (
    Condition,
    Fetched,
    Fetcher,
    Item,
    Looked,
    Trouble,
    Watched,
    without_login,
)
from detente.reports.given import Given
from detente.reports.links import Link, links_of, without_tracking
from detente.reports.shapes import shape_of
from detente.reports.sources.asking import UNCHANGED, ask, next_condition, text_of
from detente.reports.sources.feeds import feed_items
from detente.reports.wording import short_digest

# A headline has so many words; links of fewer are names of sections.
_HEADLINE = 4
# Of an address that looks like an article's: words joined by dashes, a long number, or a day.
_ARTICLE = re.compile(r"/[^/?]*[a-z0-9]+(?:-[a-z0-9]+){3,}|\d{6,}|/\d{4}/\d\d?/", re.I)
_NUMBERS = re.compile(r"\d+")


def look_page(
    watched: Watched,
    fetcher: Fetcher,
    condition: Condition | None = None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return the text of a page as one item, its version that of the text; a PDF's too.

    Errors: FetchError, InputError.
    """
    fetched = ask(watched.address, fetcher, condition, now=now)
    if fetched.status == UNCHANGED:
        return Looked(iter(()), fetched, condition)
    if shape_of(fetched) in ("feed", "json feed", "sitemap", "sitemap index"):
        items = _as_feed(watched, fetched, fetcher, now=now)
    else:
        items = _the_page(watched, fetched, now=now)
    return Looked(items, fetched, next_condition(fetched))


def look_index(
    watched: Watched,
    fetcher: Fetcher,
    condition: Condition | None = None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return the articles that a page links to: those that match its pattern, in its order.

    Without a pattern, those of the same site whose address and words look like an article's.

    Errors: FetchError; InputError if no link fits.
    """
    pattern = None if watched.pattern is None else re.compile(watched.pattern)
    fetched = ask(watched.address, fetcher, condition, now=now)
    if fetched.status == UNCHANGED:
        return Looked(iter(()), fetched, condition)
    if shape_of(fetched) in ("feed", "json feed", "sitemap", "sitemap index"):
        items = _as_feed(watched, fetched, fetcher, now=now)
    else:
        chosen = _chosen(watched, fetched, pattern)
        items = (_item(watched, link) for link in chosen)
    return Looked(items, fetched, next_condition(fetched))


def _as_feed(
    watched: Watched, fetched: Fetched, fetcher: Fetcher, *, now: dt.datetime
) -> Iterator[Item | Trouble]:
    yield Trouble(watched.address, "it is a feed, no page, and was read as one; follow it as such")
    yield from feed_items(watched, fetched, fetcher, now=now)


def _the_page(watched: Watched, fetched: Fetched, *, now: dt.datetime) -> Iterator[Item | Trouble]:
    from detente.reports.pages import Paged, read_page  # noqa: PLC0415  (slow to load)

    key = without_login(watched.address)  # it is shown with the report
    bare = Item(key=key, version="", address=fetched.address, outlet=watched.name)
    found = read_page(fetched, bare, Given(retrieved=now, mark=watched.mark))
    if not isinstance(found, Paged):
        yield Trouble(watched.address, found.reason)
        return
    report = found.report
    yield Item(
        key=key,
        version=report.id,
        title=report.title,
        outlet=report.source.name,
        author=report.details.author,
        agency=report.details.agency,
        language=report.details.language,
        report=report,
        notes=found.notes,
    )


def _chosen(watched: Watched, fetched: Fetched, pattern: re.Pattern[str] | None) -> list[Link]:
    links = links_of(text_of(fetched), fetched.address)
    if pattern is None:
        chosen = [link for link in links if _looks_like_article(link, fetched.address)]
        what = "looks like an article's; give a pattern that those of its articles match"
    else:
        chosen = [link for link in links if pattern.search(link.address)]
        what = f"matches the pattern {watched.pattern!r}; correct it"
    if chosen:
        return chosen
    few = ", ".join(link.address for link in links[-3:])
    some = f" (such as {few})" if links else ""
    raise InputError(f"{watched.address}: none of its {len(links)} links{some} {what}")


def _looks_like_article(link: Link, page: str) -> bool:
    site = (urlsplit(page).hostname or "").removeprefix("www.")
    host = (urlsplit(link.address).hostname or "").removeprefix("www.")
    path = urlsplit(link.address).path
    return (
        (not site or host == site or host.endswith(f".{site}"))
        and _ARTICLE.search(path) is not None
        and len((link.words or "").split()) >= _HEADLINE
    )


def _item(watched: Watched, link: Link) -> Item:
    address = without_tracking(link.address)
    # numbers beside a headline are those of comments, or of minutes that passed
    return Item(
        key=address,
        version=short_digest(_NUMBERS.sub("", link.words or "")),
        address=link.address,
        title=link.words,
        outlet=watched.name or None,
    )
