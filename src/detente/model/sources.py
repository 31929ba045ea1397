"""Sources that are followed: a feed, a page, a mailbox, a folder; what they offer, what is left.

Three steps stay apart. A *look* asks a source once what it has and gives items; what an item
only points at is *fetched*; what was fetched becomes a report, or is *left* with a reason. Looks
know no clock and no record: the moment and what is known already are given to them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from detente.model.dates import Moment
from detente.model.errors import InputError
from detente.model.text import Mark, Report

SourceClass = Literal[
    "primary_text",
    "official_readout",
    "transcript",
    "agency",
    "own_reporting",
    "aggregator",
    "state_media",
    "unset",
]
SOURCE_CLASSES: tuple[SourceClass, ...] = (
    "primary_text",
    "official_readout",
    "transcript",
    "agency",
    "own_reporting",
    "aggregator",
    "state_media",
    "unset",
)

# Words in the name of an outlet that publishes for a government or body, not about it.
BODIES = (
    *("ministry", "office", "government", "presidency", "cabinet", "embassy", "secretariat"),
    *("kremlin", "chancellery", "department", "palace", "delegation", "mission", "spokesperson"),
    *("council", "commission"),
)

# Feeds of news change every few minutes to every few hours.
EVERY = dt.timedelta(minutes=15)
# Asked more often, a source takes it for an attack.
LEAST_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Watched:
    """A source that the user follows. Made by `make_watched`.

    id: 8 hexadecimal digits of the digest of kind and address.
    kind: A name of the table of kinds: "feed", "page", "mail", "folder" ...
    address: URL, path, or "-" for standard input.
    name: What its reports name as their outlet where they say nothing of it; "" for none.
    every: How long to wait between two looks.
    mark: Who may see its reports.
    words, parties: The filter: a report with any of them is taken. Both empty: all are taken.
    pattern: Regular expression that the addresses of articles on an index page match; None: all
        that look like articles.
    paused: Whether it is passed over.
    """

    id: str
    kind: str
    address: str
    name: str = ""
    every: dt.timedelta = EVERY
    mark: Mark = "public"
    words: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    pattern: str | None = None
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer to one request.

    asked, address: The address asked for, and that which answered after redirects.
    at: When it had come, aware UTC.
    status: 200, or 304 for "not changed since", which has an empty body.
    body: Decompressed.
    digest: SHA-256 of the body, hexadecimal.
    media_type: In small letters without parameters ("text/html"); "" if not said.
    charset: As declared beside the media type; None if not said.
    etag, modified: What to ask with next time, as they came; None if not said.
    """

    asked: str
    address: str
    at: dt.datetime
    status: int
    body: bytes
    digest: str
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What of an earlier look says whether anything changed since; sent with the next one."""

    etag: str | None = None
    modified: str | None = None


class Fetcher(Protocol):
    """Asks addresses for what they hold."""

    def fetch(self, address: str, condition: Condition | None = None) -> Fetched:
        """Return the answer of an address. Errors: FetchError."""
        ...


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a source offers.

    key: Identifies it within its source: the id of a feed's entry, an address, a Message-ID, the
        name of a file.
    version: Changes when what is under the key changed (another address, headline or time of
        update; for a file, other bytes): then it is to be taken again.
    address: Where to fetch it; None for one without, and for what comes with its report.
    title, outlet, author, agency, language: As the source says; None if it does not.
    published, updated: As the source says.
    report: There already for mail, folders, lines and archives. None where the address must be
        fetched first, and for what is known in this version.
    notes: What is odd about it, in words: a date that lies ahead, an attachment left out.
    text: What the source itself gives of its words, a summary or all; None for nothing.
    """

    key: str
    version: str
    address: str | None = None
    title: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    outlet: str | None = None
    author: str | None = None
    agency: str | None = None
    language: str | None = None
    report: Report | None = None
    notes: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be used, or is odd; the round goes on.

    where: The source, or a part of it: "PATH:LINE", an address, the key of an item.
    message: What is wrong and what now.
    """

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Left:
    """An item that was not taken.

    key, address, title: Those of the item.
    reason: Why, in words: "none of the words", "behind a paywall", "no article in it".
    """

    key: str
    address: str | None
    title: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Why a filter took a report. reason: In words; "" where there is no filter."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of one look.

    items: Newest first or as the source orders them; read lazily, once. What is wrong with the
        source's bytes as a whole is raised by the look itself or by the first step (InputError).
    fetched: The answer that they were read from; None for what lies on this machine.
    condition: What to give to the next look; None if nothing says what changed.
    """

    items: Iterator[Item | Trouble]
    fetched: Fetched | None = None
    condition: Condition | None = None


class Look(Protocol):
    """How a kind of source is looked at: `detente.reports.sources.look` finds it by kind."""

    def __call__(
        self,
        watched: Watched,
        fetcher: Fetcher,
        condition: Condition | None = None,
        *,
        now: dt.datetime,
        known: Mapping[str, str] | None = None,
    ) -> Looked:
        """Return what a source has.

        condition: That of the last look; nothing changed since gives no items.
        now: The moment to note as that of retrieval, aware UTC.
        known: Versions by key of what was taken or left before; such items come without a report.

        Errors: FetchError, or InputError if nothing of the source can be used.
        """
        ...


_LOGIN = re.compile(r"(?<=://)[^/?#]*@")


def shown(address: str) -> str:
    """Return an address as others may see it, without name and password.

    >>> shown("https://ana:secret@wire.example/feed"), shown("https://wire.example/@ana")
    ('https://***@wire.example/feed', 'https://wire.example/@ana')
    """
    return _LOGIN.sub("***@", address)


def without_login(address: str) -> str:
    """Return an address that leads to the same place, without name and password.

    >>> without_login("https://ana:secret@wire.example/feed")
    'https://wire.example/feed'
    """
    return _LOGIN.sub("", address)


def login_warning(address: str) -> str:
    """Return what to know of an address that holds a password; "" for others.

    >>> login_warning("https://wire.example/feed")
    ''
    """
    if without_login(address) == address:
        return ""
    return (
        f"the name and password in {shown(address)} stay in the record as they are, though they "
        "are shown nowhere; rather leave them out, and write them into a netrc file that "
        "DETENTE_NETRC names"
    )


def make_watched(  # noqa: PLR0913 (all but kind and address by name)
    kind: str,
    address: str,
    *,
    name: str = "",
    every: dt.timedelta = EVERY,
    mark: Mark = "public",
    words: tuple[str, ...] = (),
    parties: tuple[str, ...] = (),
    pattern: str | None = None,
    paused: bool = False,
) -> Watched:
    """Return a source with the id that follows from its kind and address.

    >>> make_watched("feed", "https://example.org/feed").id
    'f79f6fa0'

    Errors: InputError for a blank address, a time between looks under a minute, or a pattern that
        is no regular expression.
    """
    if not address.strip():
        raise InputError("a source has no address; give a URL, a path, or '-'")
    if every < LEAST_EVERY:
        raise InputError(
            f"source {shown(address)!r}: looks less than a minute apart; give 1m or more"
        )
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise InputError(
            f"the pattern {pattern!r} is no regular expression ({error}); correct it"
        ) from error
    digest = hashlib.sha256(f"{kind}\n{address}".encode(errors="replace")).hexdigest()[:8]
    return Watched(
        digest,
        kind,
        address,
        name,
        every,
        mark=mark,
        words=words,
        parties=parties,
        pattern=pattern,
        paused=paused,
    )
