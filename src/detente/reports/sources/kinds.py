"""The kinds of sources: how each is looked at, and which kind an address is likely of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from detente.model.sources import Condition, Fetcher, Look, Looked, Watched
from detente.plugins import Table, choose, table
from detente.reports.collecting import STANDARD_INPUT
from detente.reports.sources.asking import is_web
from detente.reports.sources.feeds import look_feed
from detente.reports.sources.files import look_at_pipe, look_file, look_standard_input
from detente.reports.sources.folder import look_folder
from detente.reports.sources.mail import look_mail
from detente.reports.sources.pages import look_index, look_page
from detente.reports.sources.piped import standard_input
from detente.reports.sources.sitemaps import look_sitemap

GROUP = "detente.sources"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source. name: What users type. what: What it is, in words. look: Asks it once.

    local: Whether it is of this machine alone, never of the web: its disk, another program.
    """

    name: str
    what: str
    look: Look
    local: bool = False


def look(
    watched: Watched,
    fetcher: Fetcher,
    condition: Condition | None = None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return what a source has, by its kind. Errors: as `Look`, and UnknownName for the kind."""
    kind = choose("kind of source", watched.kind, kinds())
    return kind.look(watched, fetcher, condition, now=now, known=known)


def look_at_hand(
    watched: Watched,
    fetcher: Fetcher,
    condition: Condition | None = None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return the same, and wait for no program that writes: of a pipe what is there already."""
    if watched.kind == "standard input":
        return look_at_pipe(watched, standard_input(), now=now, known=known)
    return look(watched, fetcher, condition, now=now, known=known)


def kinds() -> Table[Kind]:
    """Return the kinds of sources by name: ours, and those of other packages."""
    return table(KINDS, GROUP)


KINDS = (
    Kind("feed", "RSS, Atom or JSON Feed, at an address", look_feed),
    Kind("sitemap", "news sitemap, or an index of some", look_sitemap),
    Kind("page", "one page or PDF whose text changes", look_page),
    Kind("index", "page that lists articles; --pattern says which links are theirs", look_index),
    Kind(
        "mail",
        ".eml file, mailbox (mbox), Maildir, or folder of .eml files",
        look_mail,
        local=True,
    ),
    Kind("folder", "folder of files, new and changed ones", look_folder, local=True),
    Kind("file", "JSON lines, CSV, Parquet, WARC, or any file that is read", look_file),
    Kind(
        "standard input", "JSON lines that another program writes", look_standard_input, local=True
    ),
)

# How addresses of feeds and sitemaps look, by habit; the first that fits counts.
_LIKELY = (
    (re.compile(r"sitemap[^/]*(?:\.xml(?:\.gz)?)?/?$", re.I), "sitemap"),
    (re.compile(r"\.(?:rss|atom|rdf|xml)$|feed\.json$", re.I), "feed"),
    (re.compile(r"(?:^|[/.?=_-])(?:feeds?|rss|atom)(?:$|[/.?=&_-])", re.I), "feed"),
)
# Files of the web that are read as they are, by their ending; the others are pages.
_FILES = (".jsonl", ".csv", ".tsv", ".parquet", ".warc", ".warc.gz", ".eml", ".mbox", ".txt")


def guess_kind(address: str) -> str:
    """Return the kind that an address or path is likely of; what is there is not asked.

    Of an address that looks like none, "feed": a page that names its feed leads on to it.

    >>> guess_kind("https://ledger.example/sitemap-news.xml"), guess_kind("-")
    ('sitemap', 'standard input')
    >>> guess_kind("https://ledger.example/world/rss"), guess_kind("https://ledger.example/")
    ('feed', 'feed')
    >>> guess_kind("https://ledger.example/2031/03/talks-end.html")
    'page'
    """
    if address == STANDARD_INPUT:
        return "standard input"
    if not is_web(address):
        return _kind_of_path(Path(address))
    parts = urlsplit(address)
    path = parts.path.lower()
    if path.endswith(_FILES):
        return "file"
    for pattern, kind in _LIKELY:
        if pattern.search(f"{parts.netloc}{parts.path}?{parts.query}".rstrip("?")):
            return kind
    return "page" if path.endswith((".html", ".htm", ".pdf", ".php", ".aspx")) else "feed"


def _kind_of_path(path: Path) -> str:
    try:
        is_folder = path.is_dir()
        is_mail = is_folder and ((path / "cur").is_dir() or (path / "new").is_dir())
    except (OSError, ValueError):
        return "file"
    if is_mail or path.suffix.lower() in (".eml", ".mbox"):
        return "mail"
    if path.suffix.lower() in (".rss", ".atom", ".xml", ".rdf"):
        return "sitemap" if "sitemap" in path.name.lower() else "feed"
    return "folder" if is_folder else "file"
