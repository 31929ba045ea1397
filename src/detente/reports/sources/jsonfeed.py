"""JSON Feeds (version 1 and 1.1): what they tell, as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from detente.model.errors import InputError
from detente.model.sources import Trouble
from detente.reports.dating import read_date
from detente.reports.links import absolute
from detente.reports.sources.entries import Entry, Told
from detente.reports.wording import language, line


def json_entries(text: str, address: str) -> Told:
    """Return what a JSON Feed tells. Errors: InputError if it is none."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{address}: it is not JSON ({error}); is the feed cut off?") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise InputError(f"{address}: it is JSON but no feed; it has no list of items")
    odd = sum(not isinstance(item, dict) for item in items)
    message = f"{odd} of its {len(items)} items are no objects; they were passed over"
    return Told(
        name=line(feed.get("title")),
        language=language(feed.get("language")),
        entries=_entries(items, address),
        notes=(Trouble(address, message),) if odd else (),
    )


def _entries(items: list[Any], address: str) -> Iterator[Entry]:
    for item in items:
        if isinstance(item, dict):
            yield _entry(item, address)


def _entry(item: Mapping[str, Any], address: str) -> Entry:
    number = item.get("id")
    plain = isinstance(number, int | float) and not isinstance(number, bool)
    return Entry(
        id=line(str(number)) if plain else line(number),
        address=absolute(item.get("external_url"), address) or absolute(item.get("url"), address),
        title=line(item.get("title")),
        published=read_date(_words(item, "date_published")),
        updated=read_date(_words(item, "date_modified")),
        author=_authors(item),
        language=language(item.get("language")),
        markup=_words(item, "content_html") or _words(item, "summary"),
        text=_words(item, "content_text"),
    )


def _authors(item: Mapping[str, Any]) -> str | None:
    several = item.get("authors")
    all_ = several if isinstance(several, list) else [item.get("author")]
    names = [line(one.get("name")) for one in all_ if isinstance(one, dict)]
    return ", ".join(name for name in names if name) or None


def _words(item: Mapping[str, Any], name: str) -> str | None:
    value = item.get(name)
    return value if isinstance(value, str) and value.strip() else None
