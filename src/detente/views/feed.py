"""Atom feeds (RFC 4287): what changed, for readers of feeds."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from detente.model.alerts import change_key
from detente.model.snapshot import Change, Delta
from detente.model.text import Mark
from detente.views.declined import apart, declined_text, decliner
from detente.views.delta import TITLES, shown_changes
from detente.views.escape import one_line, visible
from detente.views.phrases import left_out_text, quote
from detente.views.support import newest, newest_text
from detente.views.words import change_text

_BEGINNING = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed. id: A URI that stays. address: Where more of it is, or None."""

    id: str
    title: str
    at: dt.datetime
    text: str
    address: str | None = None


def atom(entries: Sequence[FeedEntry], *, title: str, address: str, note: str = "") -> bytes:
    """Return a feed with these entries, in their order. address: Of the feed itself."""
    latest = max((entry.at for entry in entries), default=_BEGINNING)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{_text(address)}</id>",
        f"<title>{_text(title)}</title>",
        *([f"<subtitle>{_text(note)}</subtitle>"] if note else []),
        f"<updated>{_moment(latest)}</updated>",
        f'<link rel="self" href={quoteattr(_clean(address))}/>',
        "<author><name>Détente</name></author>",
    ]
    for entry in entries:
        lines += [
            "<entry>",
            f"<id>{_text(entry.id)}</id>",
            f"<title>{_text(entry.title)}</title>",
            f"<updated>{_moment(entry.at)}</updated>",
            *([f"<link href={quoteattr(_clean(entry.address))}/>"] if entry.address else []),
            f'<content type="text">{_text(entry.text)}</content>',
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""]).encode()


def changes_atom(
    delta: Delta, *, address: str, home: str, up_to: Mark = "public", most: int = 200
) -> bytes:
    """Return what changed as a feed, the latest first. home: Address that entries lie under."""
    changes = sorted(shown_changes(delta), key=_entered, reverse=True)[:most]
    others, declined = apart(changes, lambda one: one.entry if one.kind == "new" else None)
    made = [*(_entry(one, home) for one in others), *_declined(declined, home)]
    return atom(
        tuple(sorted(made, key=lambda one: one.at, reverse=True)),
        title="Détente: what changed",
        address=address,
        note=left_out_text(delta.left_out, up_to),
    )


def _entry(change: Change, home: str) -> FeedEntry:
    last = newest(change.entry)
    return FeedEntry(
        id=f"urn:detente:change:{change_key(change)}",
        title=one_line(f"{TITLES[change.kind]}: {change_text(change)}"),
        at=_entered(change),
        text=f"{quote(last.body.main.text)}\n{newest_text(change.entry)}",
        address=f"{home}/entries/{change.entry.id}" if home else None,
    )


def _declined(changes: Iterable[Change], home: str) -> Iterator[FeedEntry]:
    """Yield one entry for all who only declined in what was entered at one moment.

    So it stays as it is, whatever comes in later.
    """
    by_moment: dict[dt.datetime, list[Change]] = {}
    for change in sorted(changes, key=change_key):
        by_moment.setdefault(_entered(change), []).append(change)
    for at, those in by_moment.items():
        if len(those) == 1:
            yield _entry(those[0], home)
            continue
        keys = "\n".join(map(change_key, those))
        yield FeedEntry(
            id=f"urn:detente:change:{hashlib.sha256(keys.encode()).hexdigest()[:16]}",
            title=f"{TITLES['new']}: {declined_text([change.entry for change in those])}",
            at=at,
            text="\n".join(_told(change, home) for change in those),
            address=f"{home}/blocks#declined" if home else None,
        )


def _told(change: Change, home: str) -> str:
    """Return who declined, in which words, where, and where more of it is."""
    entry = change.entry
    where = f" {home}/entries/{entry.id}" if home else ""
    words = quote(newest(entry).body.main.text)
    return f"{decliner(entry)}: {words} {newest_text(entry)}{where}"


def _entered(change: Change) -> dt.datetime:
    return max(sighting.entered for sighting in change.entry.sightings)


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    """Text as XML can hold it: what steers is shown, what no character is left out."""
    return "".join(c for c in visible(text) if c not in "\ufffe\uffff" and not _half(c))


def _half(c: str) -> bool:
    return "\ud800" <= c <= "\udfff"
