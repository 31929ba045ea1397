"""An invented press on a local server: feeds and articles that come and change, and a clock."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Any

from detente.following.gathering import Means, usual_means
from detente.following.rounds import Round
from detente.model.followed import Came, Looking
from detente.model.sources import Fetched, Watched, make_watched
from detente.reports.fetch import make_fetcher
from tests.reports.server import Answer, Server, page

BEGIN = dt.datetime(2031, 3, 3, 8, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
# Enough words that a page counts as an article; the stand-in reader reads none of them.
FILLER = (
    "The delegations arrived in the morning and left in the evening, and their cars stood before "
    "the old customs house for the whole of the day while it rained on the harbour.",
    "Nobody who came out of the building wished to say how long the round would take, and the "
    "shops around the square had closed before the last of the lights went out upstairs.",
)


@dataclass
class Clock:
    """A clock that stands until it is moved; waiting moves it."""

    at: dt.datetime = BEGIN

    def __call__(self) -> dt.datetime:
        return self.at

    def move(self, step: dt.timedelta) -> None:
        self.at += step

    def wait(self, seconds: float) -> bool:
        self.at += dt.timedelta(seconds=seconds)
        return True


@dataclass
class Article:
    """An article as an outlet serves it; its words may change."""

    path: str
    title: str
    words: str
    at: dt.datetime = BEGIN
    updated: dt.datetime | None = None

    def answer(self, **more: Any) -> Answer:
        head = (
            f'<meta property="article:published_time" content="{self.at.isoformat()}">'
            f'<meta property="og:site_name" content="{self.path.split("/")[1].title()} Post">'
        )
        return page(self.title, self.words, *FILLER, head=head, **more)


@dataclass
class Outlet:
    """A feed and its articles on a server."""

    server: Server
    name: str
    articles: list[Article] = field(default_factory=list)
    conditional: bool = True

    @property
    def feed(self) -> str:
        return f"/{self.name}/feed"

    @property
    def address(self) -> str:
        return self.server.address(self.feed)

    def source(self, **how: Any) -> Watched:
        return make_watched("feed", self.address, **{"name": f"{self.name.title()} Post", **how})

    def publish(self, path: str, title: str, words: str, at: dt.datetime = BEGIN) -> Article:
        article = Article(f"/{self.name}/{path}", title, words, at)
        self.articles.insert(0, article)
        self.server.put(article.path, article.answer())
        self.serve()
        return article

    def change(self, article: Article, words: str, updated: dt.datetime | None = None) -> None:
        """Rewrite an article; silently without `updated`."""
        article.words = words
        article.updated = updated or article.updated
        self.server.put(article.path, article.answer())
        self.serve()

    def serve(self) -> None:
        entries = "".join(self._entry(article) for article in self.articles)
        body = (
            '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
            f"<title>{self.name.title()} Post</title><id>urn:{self.name}</id>{entries}</feed>"
        ).encode()
        etag = f'"{abs(hash(body))}"' if self.conditional else None
        self.server.put(self.feed, Answer(body, kind="application/atom+xml", etag=etag))

    def _entry(self, article: Article) -> str:
        updated = article.updated or article.at
        return (
            f"<entry><id>urn:{article.path}</id><title>{html.escape(article.title)}</title>"
            f'<link href="{self.server.address(article.path)}"/>'
            f"<published>{article.at.isoformat()}</published>"
            f"<updated>{updated.isoformat()}</updated></entry>"
        )


def rss(server: Server, *items: tuple[str, str], kind: str = "application/rss+xml") -> Answer:
    """An RSS feed of (path, title)."""
    day = format_datetime(BEGIN)
    entries = "".join(
        f"<item><title>{html.escape(title)}</title><link>{server.address(path)}</link>"
        f"<guid>{path}</guid><pubDate>{day}</pubDate></item>"
        for path, title in items
    )
    return Answer(
        f'<rss version="2.0"><channel><title>Wire</title>{entries}</channel></rss>'.encode(),
        kind=kind,
    )


def means(server: Server, clock: Clock, is_ending: Callable[[], bool] = lambda: False) -> Means:
    """What a round works with, against the local server, without waiting."""
    fetcher = make_fetcher(
        now=clock,
        allowed=[server.host, "localhost"],
        gap_s=0,
        clock=lambda: clock().timestamp(),
        sleep=lambda _: None,
    )
    return usual_means(fetcher, clock, is_ending)


@dataclass
class Heard:
    """What a watcher says, kept."""

    things: list[Came | Looking] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    told: int = 0
    troubles: list[str] = field(default_factory=list)

    def came(self, source: Watched, what: Came | Looking) -> None:
        assert source.id == what.source
        self.things.append(what)

    def round(self, done: Round, alerts: int) -> None:
        self.rounds.append(done)
        self.told += alerts

    def trouble(self, words: str) -> None:
        self.troubles.append(words)


def answered(address: str, body: bytes, at: dt.datetime) -> Fetched:
    """An answer by hand."""
    return Fetched(address, address, at, 200, body, "", "text/html", "utf-8")
