"""What a page says of itself: in JSON-LD, in meta tags, in time tags. No guessing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.model.dates import Moment
from detente.reports.agencies import agency_in
from detente.reports.dating import read_date
from detente.reports.links import absolute
from detente.reports.wording import language, line

_DEEPEST = 12
_MOST_OBJECTS = 2_000
_LARGEST = 1_000_000
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article.published",
    "date",
)
_UPDATED = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
    "revised",
    "article.updated",
)
_UPDATED_CLASSES = ("updated", "modified", "lastmod", "last-modified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a page says of itself; None for what it does not say.

    address: The one that it calls its own (canonical). free: Whether all may read it whole.
    """

    title: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    outlet: str | None = None
    author: str | None = None
    agency: str | None = None
    address: str | None = None
    language: str | None = None
    free: bool | None = None


def said_by(root: Any, base: str) -> Said:
    """Return what the tree of a page says of it. base: Address that it came from."""
    articles = list(_articles(_json_ld(root)))
    metas = _metas(root)
    times = list(root.iter("time"))
    return Said(
        title=line(_first(articles, "headline")) or line(_one(metas, ("og:title",))),
        published=_date(
            _first(articles, "datePublished"),
            _one(metas, _PUBLISHED),
            *_stamps(times, "datepublished", ("published", "dt-published", "entry-date")),
        ),
        updated=_date(
            _first(articles, "dateModified"),
            _one(metas, _UPDATED),
            *_stamps(times, "datemodified", _UPDATED_CLASSES),
        ),
        outlet=line(_one(metas, ("og:site_name", "application-name"))) or _publisher(articles),
        author=_authors(articles) or _author_of(metas),
        agency=_agency(articles),
        address=_canonical(root, metas, base),
        language=_language(root, articles, metas),
        free=_is_free(articles),
    )


def _json_ld(root: Any) -> Iterator[Any]:
    for script in root.iter("script"):
        kind = (script.get("type") or "").partition(";")[0].strip().lower()
        words = script.text_content()
        if kind == "application/ld+json" and len(words) <= _LARGEST:
            try:
                yield json.loads(words, strict=False)
            except (ValueError, RecursionError):
                continue


def _articles(values: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that describe an article, in order."""
    stack = [(value, 0) for value in values][::-1]
    looked = 0
    while stack and looked < _MOST_OBJECTS:
        value, depth = stack.pop()
        looked += 1
        if isinstance(value, dict):
            if any(_is_article(kind) for kind in _list(value.get("@type"))):
                yield value
            nested = value.get("@graph"), value.get("mainEntity"), value.get("mainEntityOfPage")
            inner = [one for one in nested if isinstance(one, dict | list)]
        else:
            inner = list(value) if isinstance(value, list) else []
        if depth < _DEEPEST:
            stack += [(one, depth + 1) for one in inner][::-1]


def _is_article(kind: Any) -> bool:
    return isinstance(kind, str) and (kind.endswith(("Article", "Posting")) or kind == "Report")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(articles: Iterable[Mapping[str, Any]], name: str) -> Any:
    """Return the first text under a name, None if there is none."""
    found = (one for article in articles for one in _list(article.get(name)))
    return next((one for one in found if isinstance(one, str) and one.strip()), None)


def _names(values: Iterable[Any]) -> list[str]:
    found = []
    for value in values:
        name = line(value.get("name")) if isinstance(value, dict) else line(value)
        if name and not name.startswith(("http:", "https:")):
            found.append(name)
    return list(dict.fromkeys(found))


def _authors(articles: Iterable[Mapping[str, Any]]) -> str | None:
    for article in articles:
        names = _names(_list(article.get("author")))
        if names:
            return ", ".join(names)
    return None


def _publisher(articles: Iterable[Mapping[str, Any]]) -> str | None:
    for article in articles:
        for name in _names(_list(article.get("publisher"))):
            return name
    return None


def _agency(articles: Iterable[Mapping[str, Any]]) -> str | None:
    fields = ("author", "sourceOrganization", "provider", "creditText", "copyrightHolder")
    for article in articles:
        for field in fields:
            found = agency_in(", ".join(_names(_list(article.get(field)))))
            if found:
                return found
    return None


def _is_free(articles: Iterable[Mapping[str, Any]]) -> bool | None:
    for article in articles:
        value = article.get("isAccessibleForFree")
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip().lower() in ("true", "false"):
            return value.strip().lower() == "true"
    return None


def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        value = meta.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute)
            if name and value and value.strip():
                found.setdefault(name.strip().lower(), value.strip())
    return found


def _one(metas: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _author_of(metas: Mapping[str, str]) -> str | None:
    names = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator")
    author = line(_one(metas, names))
    return author if author and "//" not in author else None


def _date(*texts: Any) -> Moment | None:
    read = (read_date(text) for text in texts if isinstance(text, str))
    return next((moment for moment in read if moment is not None), None)


def _stamps(times: Iterable[Any], itemprop: str, classes: Iterable[str]) -> Iterator[str | None]:
    """Yield what time tags say that are marked so."""
    for tag in times:
        named = (tag.get("itemprop") or "").lower() == itemprop
        marked = set((tag.get("class") or "").lower().split()) & set(classes)
        pubdate = itemprop == "datepublished" and tag.get("pubdate") is not None
        if named or marked or pubdate:
            yield tag.get("datetime") or tag.text_content()


def _canonical(root: Any, metas: Mapping[str, str], base: str) -> str | None:
    for tag in root.iter("link"):
        if "canonical" in (tag.get("rel") or "").lower().split():
            return absolute(tag.get("href"), base)
    return absolute(metas.get("og:url"), base)


def _language(
    root: Any, articles: Iterable[Mapping[str, Any]], metas: Mapping[str, str]
) -> str | None:
    html = next(root.iter("html"), root)
    said = (
        _first(articles, "inLanguage"),
        html.get("lang"),
        html.get("xml:lang"),
        _one(metas, ("og:locale", "content-language", "dc.language", "language")),
    )
    return next((code for one in said if (code := language(one))), None)
