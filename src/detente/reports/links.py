"""The links of an HTML page: those of its text, and the feeds that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

from detente.reports.wording import line

# What a page calls its feeds by.
_FEEDS = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
)
# An index of an outlet has some hundred links; past this it is no page for readers.
MOST_LINKS = 5_000
_TRACKING = re.compile(
    r"(?:utm_|at_|mc_)\w*|fbclid|gclid|dclid|msclkid|cmpid|ns_\w*|ref|smid", re.I
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link. address: Absolute, http(s), without a fragment. words: What it says, or None."""

    address: str
    words: str | None


def links_of(html: str, base: str) -> tuple[Link, ...]:
    """Return the links of a page in order, an address once, with the longest words for it."""
    found: dict[str, str | None] = {}
    for element in _elements(html, "a"):
        address = absolute(element.get("href"), base)
        if address is None or (address not in found and len(found) >= MOST_LINKS):
            continue
        words = line(" ".join(_words(element)))
        if address not in found or len(words or "") > len(found[address] or ""):
            found[address] = words
    return tuple(Link(address, words) for address, words in found.items())


def feeds_of(html: str, base: str) -> tuple[Link, ...]:
    """Return the feeds that a page names in its head, in order."""
    found: dict[str, Link] = {}
    for element in _elements(html, "link"):
        address = absolute(element.get("href"), base)
        relations = (element.get("rel") or "").lower().split()
        kind = (element.get("type") or "").lower().strip()
        if address and "alternate" in relations and kind in _FEEDS:
            found.setdefault(address, Link(address, line(element.get("title"))))
    return tuple(found.values())


def absolute(address: object, base: str) -> str | None:
    """Return a web address as seen from a page, None if it is none.

    >>> absolute("../talks#end", "https://ledger.example/news/today")
    'https://ledger.example/talks'
    >>> absolute("mailto:desk@ledger.example", "https://ledger.example/") is None
    True
    """
    if not isinstance(address, str) or not address.strip():
        return None
    try:
        joined = urldefrag(urljoin(base, address.strip())).url
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


def without_tracking(address: str) -> str:
    """Return an address without a fragment and without what only says where a reader came from.

    >>> without_tracking("https://ledger.example/a?id=3&utm_source=feed#top")
    'https://ledger.example/a?id=3'
    """
    try:
        parts = urlsplit(urldefrag(address).url)
    except ValueError:
        return address
    kept = [p for p in parts.query.split("&") if not _TRACKING.fullmatch(p.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept)))


def own_address(canonical: str | None, answered: str) -> str:
    """Return the address to know an article by: the one it calls its own, if it can be.

    A reprint may name the article that it was taken from, a broken page its outlet's front page:
    neither is its own.

    >>> own_address("https://ledger.example/talks", "https://www.ledger.example/talks?utm_source=x")
    'https://ledger.example/talks'
    >>> own_address("https://wire.example/talks", "https://ledger.example/talks")
    'https://ledger.example/talks'
    """
    plain = without_tracking(answered)
    if canonical is None:
        return plain
    ours, theirs = urlsplit(plain), urlsplit(canonical)
    front = theirs.path in ("", "/") and not theirs.query and ours.path not in ("", "/")
    if front or site_of(theirs.hostname) != site_of(ours.hostname):
        return plain
    return without_tracking(canonical)


def site_of(host: str | None) -> str:
    """Return a host without what only says for which screens it is: "www.", "m."."""
    name = (host or "").lower()
    for ahead in ("www.", "m.", "amp.", "mobile."):
        name = name.removeprefix(ahead)
    return name


def _elements(html: str, tag: str) -> Iterator[Any]:
    # most who ask for addresses have no page to look through, and need not wait for lxml
    import lxml.etree  # type: ignore[import-untyped]  # noqa: PLC0415
    import lxml.html  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        # as bytes: a text that declares its encoding is refused
        parser = lxml.html.HTMLParser(encoding="utf-8")
        root = lxml.html.document_fromstring(html.encode(errors="replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return
    yield from root.iter(tag)


def _words(element: Any) -> Iterator[str]:
    """The words of an element; of pictures what they show, for it may be all there is."""
    for part in element.iter():
        if not isinstance(part.tag, str) or part.tag in ("script", "style"):
            continue
        if part.text:
            yield part.text
        if part.tag == "img" and part.get("alt") and not element.text_content().strip():
            yield part.get("alt")
        if part is not element and part.tail:
            yield part.tail
