"""A page without its furniture: menus, captions, boxes, comments, headlines of other articles."""

from __future__ import annotations

import re
from typing import Any

# Tags that hold no running text of the article.
_TAGS = frozenset(
    (
        *("nav", "aside", "footer", "form", "figure", "figcaption", "picture", "video", "audio"),
        *("iframe", "button", "dialog", "menu", "noscript", "svg", "template"),
    )
)
_NAMES = (
    *("newsletter", "related", "recommended", "recommendations", "readmore", "read-more"),
    *("more-on", "also-read", "see-also", "promo", "share", "sharing", "social", "comments"),
    *("comment-list", "disqus", "cookie", "cookies", "consent", "gdpr", "caption", "credit"),
    *("breadcrumb", "breadcrumbs", "outbrain", "taboola", "advert", "advertisement", "ads"),
    *("sponsored", "subscribe", "signup", "sign-up", "most-read", "most-popular", "trending"),
    *("sidebar", "toolbar", "menu", "navigation", "skip-link", "tag-list", "app-banner"),
)
_NAMED = re.compile(r"(?:^|[\s_-])(?:" + "|".join(_NAMES) + r")(?:$|[\s_-])|(?:^|\s)ad(?:$|\s)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ROLES = frozenset(
    ("navigation", "banner", "complementary", "contentinfo", "dialog", "search", "alertdialog")
)
# Blocks that may be a headline of another article.
_LINES = ("p", "li", "h2", "h3", "h4", "h5", "h6", "div", "span")
_BLOCKS = frozenset(("p", "li", "div", "ul", "ol", "table", "section", "article", "h2", "h3"))
# What a name calls furniture but holds this share of the page's words is the article itself:
# wrappers are called "has-sidebar", "share-enabled".
_MOST_OF_PAGE = 0.3
# A link of so many words is a headline; of fewer it is a name in a line of its own.
_HEADLINE = 3


def prune(root: Any) -> None:
    """Take furniture out of the tree of a page, in place."""
    _open_tables(root)
    whole = _length(root) or 1
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if element.tag in ("html", "body", "head", "main", "article"):
            continue
        gone = element.tag in _TAGS or (
            _is_furniture(element) and _length(element) < _MOST_OF_PAGE * whole
        )
        if gone or _is_link_headline(element):
            _drop(element)


def _open_tables(root: Any) -> None:
    """Make plain blocks of tables that only lay out a page, as letters have them."""
    for table in list(root.iter("table")):
        if any(inner.tag in _BLOCKS for inner in table.iterdescendants()):
            for inner in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                inner.tag = "div"


def _is_furniture(element: Any) -> bool:
    if (element.get("role") or "").lower() in _ROLES or element.get("aria-hidden") == "true":
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300].strip()
    return bool(names) and bool(_NAMED.search(_CAMEL.sub("-", names).lower()))


def _is_link_headline(element: Any) -> bool:
    """Whether a line is nothing but links to other articles."""
    if element.tag not in _LINES:
        return False
    if any(inner.tag in _BLOCKS for inner in element.iterdescendants()):
        return False
    links = list(element.iter("a"))
    if not links:
        return False
    words = element.text_content().split()
    linked = sum(len(link.text_content().split()) for link in links)
    return len(words) >= _HEADLINE and linked >= len(words)


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext() if isinstance(text, str))


def _drop(element: Any) -> None:
    """Remove an element, and keep the words after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
