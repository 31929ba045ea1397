"""HTML pages to text, title, date and outlet; the only module that knows trafilatura."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import lxml.etree  # type: ignore[import-untyped]
import trafilatura
import trafilatura.settings

from detente.model.dates import EARLIEST_YEAR, LATEST_YEAR, Moment
from detente.model.errors import DateError, InputError
from detente.model.text import Report, make_report
from detente.reports.files import charset, check_length, decode, key_of, read_bytes
from detente.reports.given import Given, parse_moment

_NO_ARTICLE = "no article was found in the page; save its words as .txt and give that"

# Only what the markup says, no guessing from the words of the page; the day of first publication
# rather than of the last edit; a day that lies ahead is the door's to question.
_DATES = {
    "extensive_search": False,
    "original_date": True,
    "min_date": f"{EARLIEST_YEAR}-01-01",
    "max_date": f"{LATEST_YEAR}-12-31",
}

# They log what they skip; a page that cannot be read is told to the user once, by us.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def collect_page(path: Path, given: Given) -> Iterator[Report]:
    """Yield the article of an HTML file. Spans of its report count in the extracted text.

    Errors: InputError if the file cannot be read or no article is found in it.
    """
    data = read_bytes(path)
    article = _extract(decode(data, declared=charset(data)))
    text = article.text or ""
    check_length(text)
    published = given.published or _moment(article.date)
    if not text.strip():
        raise InputError(_NO_ARTICLE)
    yield make_report(
        text,
        key=key_of(path),
        source=given.outlet(article.sitename, article.url),
        title=article.title,
        published=published.day if published else None,
        published_at=published.at if published else None,
        retrieved=given.retrieved,
        mark=given.mark,
    )


def _extract(html: str) -> trafilatura.settings.Document:
    try:
        article = trafilatura.bare_extraction(
            html,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except (ValueError, TypeError, RecursionError, AttributeError, lxml.etree.LxmlError) as error:
        raise InputError(_NO_ARTICLE) from error  # hostile markup
    if not isinstance(article, trafilatura.settings.Document):
        raise InputError(_NO_ARTICLE)
    return article


def _moment(date: str | None) -> Moment | None:
    """The date that the markup gives, or None: a page may say anything of itself."""
    if not date:
        return None
    try:
        return parse_moment(date)
    except DateError:
        return None
