"""HTML pages and PDF to reports; the only module that knows trafilatura."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
import trafilatura
import trafilatura.settings

from detente.model.dates import EARLIEST_YEAR, LATEST_YEAR, Moment
from detente.model.errors import DateError, InputError
from detente.model.sources import Fetched, Item, Left
from detente.model.text import Details, Report, Source, make_report
from detente.reports.agencies import agency_in, agency_of
from detente.reports.dating import sound
from detente.reports.files import charset, check_length, decode, key_of, read_bytes
from detente.reports.furniture import FEWEST_OF_WHOLE, strip, why_none
from detente.reports.given import Given, parse_moment
from detente.reports.headers import encoding
from detente.reports.links import own_address
from detente.reports.metadata import Said, said_by
from detente.reports.pdf import pdf_text
from detente.reports.pruning import prune
from detente.reports.text import headline
from detente.reports.wording import clean

_NO_ARTICLE = "no article was found in the page"

# Only what the markup says, no guessing from the words of the page; the day of first publication
# rather than of the last edit; a day that lies ahead is the door's to question.
_DATES = {
    "extensive_search": False,
    "original_date": True,
    "min_date": f"{EARLIEST_YEAR}-01-01",
    "max_date": f"{LATEST_YEAR}-12-31",
}
_PDF = "application/pdf"
_TEXTS = ("text/plain", "text/markdown")
_PAGES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "")

# Of an article so many words are left, whatever is taken out around it.
FEWEST_LEFT = 25

# They log what they skip; a page that cannot be read is told to the user once, by us.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Article:
    """What is on a page: the text of its article, and what it says of itself.

    why_none: Why this is no whole article; None if it is one.
    """

    text: str
    said: Said
    why_none: str | None = None


@dataclass(frozen=True, slots=True)
class Paged:
    """A report of what was fetched, and what was odd about it, in words."""

    report: Report
    notes: tuple[str, ...] = ()


def collect_page(path: Path, given: Given) -> Iterator[Report]:
    """Yield the article of an HTML file. Spans of its report count in the extracted text.

    Errors: InputError if the file cannot be read or no article is found in it.
    """
    data = read_bytes(path)
    yield page_report(decode(data, declared=encoding(charset(data))), given, key=key_of(path))


def page_report(html: str, given: Given, *, key: str) -> Report:
    """Return the report of a page. What the user says goes before what the page says of itself.

    Errors: InputError if no article is found in it, or it is behind a wall.
    """
    article = read_article(html, given.address or "")
    if article.why_none is not None:
        raise InputError(f"{article.why_none}; save its words as .txt and give that")
    check_length(article.text)
    said = article.said
    published = given.published or said.published
    return make_report(
        article.text,
        key=key,
        source=given.outlet(said.outlet, said.address),
        title=said.title,
        published=published.day if published else None,
        published_at=published.at if published else None,
        retrieved=given.retrieved,
        mark=given.mark,
        details=_details(said),
    )


def collect_pdf(path: Path, given: Given) -> Iterator[Report]:
    """Yield the report of a PDF file. Errors: InputError if there are no words in it."""
    text, _ = pdf_text(read_bytes(path))
    text = clean(text)
    check_length(text)
    published = given.published
    yield make_report(
        text,
        key=key_of(path),
        source=given.outlet(),
        title=headline(text),
        published=published.day if published else None,
        published_at=published.at if published else None,
        retrieved=given.retrieved,
        mark=given.mark,
        details=Details(agency=agency_of(text)),
    )


def report_of_page(fetched: Fetched, item: Item, given: Given) -> Report | Left:
    """Return the report of what was fetched for an item, or why there is none."""
    found = read_page(fetched, item, given)
    return found.report if isinstance(found, Paged) else found


def read_page(fetched: Fetched, item: Item, given: Given) -> Paged | Left:
    """Return the report of what was fetched for an item, with notes, or why there is none.

    What the page says of itself goes before what its source said of it, but for the headline and
    date, which stand for one another. Where a page is behind a wall and the source itself gives
    as many words as an article has, these are the report's, with a note.
    """
    try:
        article = _article_in(fetched)
    except InputError as error:
        return _left(item, fetched, str(error))
    notes: list[str] = list(item.notes)
    if article.why_none is not None:
        if item.text is None or len(item.text.split()) < FEWEST_OF_WHOLE:
            return _left(item, fetched, article.why_none)
        notes.append(f"{article.why_none}; the words that its source gives were taken")
        article = replace(article, text=item.text)
    said = _with_item(article.said, item)
    published, updated = (
        sound(said.published, given.retrieved),
        sound(said.updated, given.retrieved),
    )
    notes += [note for note in (published.note, updated.note) if note]
    said = replace(said, published=given.published or published.moment, updated=updated.moment)
    try:
        check_length(article.text)
        report = _report(article.text, said, fetched, item, given=given)
    except InputError as error:
        return _left(item, fetched, str(error))
    return Paged(report, tuple(dict.fromkeys(notes)))


def read_article(html: str, base: str = "") -> Article:
    """Return the article of a page, or why there is none. base: Address that it came from."""
    try:
        root = _tree(html)
        said = said_by(root, base)
        page = "\n".join(_words(root))
        prune(root)
        found = _extract(root, base)
        if found is None or len((found.text or "").split()) < FEWEST_LEFT:
            found = _extract(_tree(html), base)  # what looked like furniture was the article
    except (ValueError, TypeError, RecursionError, AttributeError, lxml.etree.LxmlError):
        return Article("", Said(), _NO_ARTICLE)  # hostile markup
    if found is None:
        return Article("", said, why_none("", page, free=said.free))
    stripped = strip(clean(found.text or ""))
    said = replace(
        said,
        title=found.title or said.title,
        published=said.published or _moment(found.date),
        updated=said.updated or stripped.updated,
        outlet=_own_name(found.sitename, base) or said.outlet,
        author=said.author or found.author,
        address=said.address or found.url,
        agency=agency_of(stripped.text, said.author or found.author, said.agency),
    )
    return Article(stripped.text, said, why_none(stripped.text, page, free=said.free))


def _own_name(name: str | None, base: str) -> str | None:
    """A site's name; None for one that is only the name of its host."""
    host = urlsplit(base).netloc.lower().removeprefix("www.")
    bare = (name or "").lower().removeprefix("www.")
    return None if bare in ("", host, host.partition(":")[0]) else name


def _tree(html: str) -> Any:
    # as bytes: a text that declares its encoding is refused
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(html.encode(errors="replace"), parser=parser)


def _extract(root: Any, base: str) -> trafilatura.settings.Document | None:
    found = trafilatura.bare_extraction(
        root,
        url=base or None,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    return found if isinstance(found, trafilatura.settings.Document) else None


def _article_in(fetched: Fetched) -> Article:
    """Return the article of an answer, by what its bytes are. Errors: InputError if it is none."""
    if fetched.body.startswith(b"%PDF") or fetched.media_type == _PDF:
        text = clean(pdf_text(fetched.body)[0])
        said = Said(title=headline(text), agency=agency_of(text))
        return Article(text, said, why_none(text, text, free=None))
    text = decode(fetched.body, declared=fetched.charset or encoding(charset(fetched.body)))
    if fetched.media_type in _TEXTS:
        said = Said(title=headline(text), agency=agency_of(text))
        return Article(clean(text), said, why_none(text, text, free=None))
    if fetched.media_type not in _PAGES:
        raise InputError(f"it is {fetched.media_type}, no page; articles are HTML or PDF")
    return read_article(text, fetched.address)


def _with_item(said: Said, item: Item) -> Said:
    return replace(
        said,
        title=said.title or item.title,
        published=said.published or item.published,
        updated=said.updated or item.updated,
        outlet=said.outlet or item.outlet,
        author=said.author or item.author,
        agency=said.agency or item.agency or agency_in(item.author),
        language=said.language or item.language,
    )


def _report(text: str, said: Said, fetched: Fetched, item: Item, *, given: Given) -> Report:
    address = given.address or own_address(said.address, fetched.address)
    outlet = given.source or said.outlet or urlsplit(fetched.address).hostname
    return make_report(
        text,
        key=item.key,
        source=Source(outlet or Source().name, address),
        title=said.title,
        published=said.published.day if said.published else None,
        published_at=said.published.at if said.published else None,
        retrieved=given.retrieved,
        mark=given.mark,
        details=_details(said),
    )


def _details(said: Said) -> Details:
    updated = said.updated
    return Details(
        author=said.author,
        agency=said.agency,
        language=said.language,
        updated=updated.day if updated else None,
        updated_at=updated.at if updated else None,
    )


def _left(item: Item, fetched: Fetched, reason: str) -> Left:
    return Left(item.key, item.address or fetched.address, item.title, reason)


def _words(root: Any) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "title"):
            yield from filter(str.strip, (element.text or "",))
        if element.tail and element.tail.strip():
            yield element.tail


def _moment(date: str | None) -> Moment | None:
    """The date that the markup gives, or None: a page may say anything of itself."""
    if not date:
        return None
    try:
        return parse_moment(date)
    except DateError:
        return None
