"""What bytes are, told by their beginning: a feed, a sitemap, a page, a PDF."""

from __future__ import annotations

import re
from typing import Literal

from detente.model.sources import Fetched

Shape = Literal["feed", "json feed", "sitemap", "sitemap index", "page", "pdf", "other"]

_HEAD = 4096
_SPACE = re.compile(rb"(?:\s|\xef\xbb\xbf|<\?.{0,1000}?\?>|<!--.{0,3000}?-->)*", re.S)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z!][A-Za-z]{0,20})[\s>/]?([^>]{0,40})")
_ROOTS: dict[bytes, Shape] = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap index",
    b"html": "page",
    b"head": "page",
    b"body": "page",
}
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_PAGES = ("text/html", "application/xhtml+xml")


def shape_of(fetched: Fetched) -> Shape:
    """Return what a body is, by its own beginning; by its declared type only in doubt."""
    body = fetched.body
    if body.startswith(b"%PDF"):
        return "pdf"
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        body = body[: 2 * _HEAD].decode("utf-16", "replace").encode()
    start = _SPACE.match(body)
    rest = body[start.end() if start else 0 :][:_HEAD]
    if rest.startswith(b"{"):
        return "json feed" if _is_json_feed(body, fetched) else "other"
    while match := _ROOT.match(rest):
        name = match[1].lower()
        if name == b"!doctype" and match[2].lower().lstrip().startswith(b"html"):
            return "page"
        if name != b"!doctype":
            return _ROOTS.get(name, "page" if fetched.media_type in _PAGES else "other")
        after = _after_doctype(rest)
        if after is None:
            break
        rest = after
    return "page" if fetched.media_type in _PAGES else "other"


def _is_json_feed(body: bytes, fetched: Fetched) -> bool:
    return fetched.media_type == "application/feed+json" or bool(_JSON_FEED.search(body[:_HEAD]))


def _after_doctype(rest: bytes) -> bytes | None:
    """What follows a declaration of a document's type and the declarations in it."""
    end, opens = rest.find(b">"), rest.find(b"[")
    if 0 <= opens < end:
        closing = re.search(rb"\]\s*>", rest)
        end = closing.end() - 1 if closing else -1
    if end < 0:
        return None
    start = _SPACE.match(rest[end + 1 :])
    return rest[end + 1 :][start.end() if start else 0 :]
