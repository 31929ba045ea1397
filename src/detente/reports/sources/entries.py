"""Entries of feeds of every kind -> items, each once; what is odd about them is noted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.dates import Moment
from detente.model.errors import InputError
from detente.model.sources import Item, Trouble, Watched
from detente.reports.agencies import agency_in
from detente.reports.dating import sound
from detente.reports.markup import page_text
from detente.reports.wording import clean, short_digest

# More is an archive, not news; it is read all the same, with a note.
MANY = 2_000
_LONGEST_TEXT = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as a feed tells it; None for what it does not say.

    markup: Its words with HTML; text: Its words without.
    """

    id: str | None = None
    address: str | None = None
    title: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None
    markup: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed tells: of itself, its entries, and what was wrong with it."""

    name: str | None
    language: str | None
    entries: Iterator[Entry]
    notes: tuple[Trouble, ...] = ()


def items_of(watched: Watched, told: Told, *, now: dt.datetime) -> Iterator[Item | Trouble]:
    """Yield the items of a feed in its order, each entry once."""
    yield from told.notes
    seen: dict[str, str | None] = {}
    number = 0
    for number, entry in enumerate(told.entries, 1):
        key = entry.id or entry.address or _digest_of(entry)
        if key is None:
            yield Trouble(f"{watched.address}, entry {number}", "it has no id, address or words")
            continue
        if key in seen and seen[key] != entry.address:
            shared, key = key, f"{key} {entry.address}"
            if key not in seen:
                message = f"its id {shared!r} stands for another address too; both were kept"
                yield Trouble(f"{watched.address}, entry {number}", message)
        if key in seen:
            continue
        seen[key] = entry.address
        yield _item(watched, told, entry, key, now=now)
    if number > MANY:
        yield Trouble(
            watched.address, f"it has {number:,} entries at once; that is an archive, no news"
        )


def _item(watched: Watched, told: Told, entry: Entry, key: str, *, now: dt.datetime) -> Item:
    published, updated = sound(entry.published, now), sound(entry.updated, now)
    notes = [note for note in (published.note, updated.note) if note]
    if entry.address is None:
        notes.append("it has no address; only what the feed gives of its words can be read")
    changed = str(updated.moment.at or updated.moment.day) if updated.moment else ""
    return Item(
        key=key,
        version=short_digest(entry.address, entry.title, changed),
        address=entry.address,
        title=entry.title,
        published=published.moment,
        updated=updated.moment,
        outlet=entry.outlet or watched.name or told.name,
        author=entry.author,
        agency=agency_in(entry.author),
        language=entry.language or told.language,
        notes=tuple(dict.fromkeys(notes)),
        text=_words(entry),
    )


def _digest_of(entry: Entry) -> str | None:
    words = entry.title or entry.text or entry.markup
    return short_digest(words, entry.text, entry.markup) if words else None


def _words(entry: Entry) -> str | None:
    if entry.text is not None or entry.markup is None:
        return clean(entry.text[:_LONGEST_TEXT]).strip() or None if entry.text else None
    if "<" not in entry.markup:
        return clean(entry.markup[:_LONGEST_TEXT]).strip() or None
    try:
        return clean(page_text(entry.markup[:_LONGEST_TEXT])).strip() or None
    except InputError:
        return None
