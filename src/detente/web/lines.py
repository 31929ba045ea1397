"""One entry as pages show it: a line in words, how sure it is, and the sentences under it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from detente.model.snapshot import Entry, Sighting
from detente.views.pages import web_address
from detente.views.signs import hangs_on, review_sign, review_text
from detente.views.support import support_text
from detente.views.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a report: what was published where, and when.

    copy_of: The first report with the same text, if this is a copy of it. text_of: The first text
    of the same article, if this is a later one; known on the entry's own page.
    """

    words: str
    report: str
    start: int
    end: int
    outlet: str
    title: str | None
    published: dt.date | None
    address: str | None
    copy_of: str | None = None
    text_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """An entry in one line.

    said: What it says, in words. sign: ✓ reviewed, ○ read by machine, ~ possible.
    hangs_on: What weakens it ("one sentence"). words: Of each place where it was seen.
    support: Who has it and from whom, in words.
    """

    id: str
    family: str
    said: str
    sign: str
    review: str
    sure: bool
    hangs_on: tuple[str, ...]
    signs: str
    outlets: int
    origins: int
    roots: int
    support: str
    first_published: dt.date | None
    last_published: dt.date | None
    words: tuple[Words, ...]

    @property
    def newest(self) -> Words:
        """Its newest words; of those that were carried as they are, where they stood first."""
        last = self.words[-1]
        told = (one for one in self.words if one.report == last.copy_of)
        return next((one for one in told if one.words == last.words), last)


def entry_line(entry: Entry, said: str | None = None) -> EntryLine:
    """Return an entry as a line. said: What it says here, if not what it says everywhere."""
    weak = hangs_on([entry])
    return EntryLine(
        id=entry.id,
        family=entry.family,
        said=say(entry) if said is None else said,
        sign=review_sign([entry]),
        review=review_text([entry]),
        sure=entry.sure,
        hangs_on=tuple(sign.meaning for sign in weak),
        signs="".join(sign.sign for sign in weak),
        outlets=entry.outlets,
        origins=entry.origins,
        roots=entry.roots,
        support=support_text(entry),
        first_published=entry.first_published,
        last_published=entry.last_published,
        words=tuple(sighting_words(sighting) for sighting in entry.sightings),
    )


def entry_lines(entries: Iterable[Entry]) -> tuple[EntryLine, ...]:
    """Return entries as lines, in their order."""
    return tuple(entry_line(entry) for entry in entries)


def sighting_words(sighting: Sighting) -> Words:
    """Return the main words of one place where an entry was seen."""
    main = sighting.body.main
    return Words(
        words=main.text,
        report=sighting.report,
        start=main.start,
        end=main.end,
        outlet=sighting.outlet,
        title=sighting.title,
        published=sighting.published,
        address=web_address(sighting.address),
        copy_of=sighting.origin if sighting.origin != sighting.report else None,
    )
