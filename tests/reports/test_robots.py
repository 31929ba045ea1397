"""Rules for robots: read as RFC 9309 says, kept a day, and never taken for leave in doubt."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.model.errors import FetchError
from detente.reports.addresses import Place, place_of
from detente.reports.robots import Robots, rules_of
from tests.reports.fetching import Time

RULES = b"""\xef\xbb\xbfUser-agent: *
Disallow: /
User-agent: Detente
Crawl-delay: 7
Disallow: /drafts/
Allow: /drafts/open$
"""


def test_our_own_group_counts_and_the_longest_rule() -> None:
    rules = rules_of(RULES)
    assert rules.allow("https://news.example/talks")
    assert not rules.allow("https://news.example/drafts/1")
    assert rules.allow("https://news.example/drafts/open")
    assert not rules.allow("https://news.example/drafts/open/more")
    assert rules.delay_s == 7
    assert not rules_of(b"User-agent: *\nDisallow: /").allow("https://news.example/talks")
    assert rules_of(b"User-agent: *\nRequest-rate: 1/10").delay_s == 10


def test_no_file_and_one_that_is_a_page_allow_everything() -> None:
    for body in (None, b"", b"<!doctype html><html><body>Not here</body></html>"):
        assert rules_of(body).allow("https://news.example/talks")
        assert rules_of(body).delay_s == 0


def test_a_file_without_end_is_read_to_its_limit() -> None:
    long = b"User-agent: *\nDisallow: /a\n" + b"# talks\n" * 100_000 + b"Disallow: /b\n"
    rules = rules_of(long)
    assert not rules.allow("https://news.example/a")
    assert rules.allow("https://news.example/b")


@given(st.binary(max_size=300))
@example(b"User-agent: *\nCrawl-delay: nan\nDisallow: /*" + b"*a" * 200)
@example(b"User-agent: *\nCrawl-delay: -5\nRequest-rate: 0/0\nVisit-time: 9999-x")
@example(b"User-agent: *\nCrawl-delay: inf\nRequest-rate: 1/1e9s")
@example(b"User-agent: *\nDisallow: %\nSitemap: http://[\n")
def test_any_bytes_are_rules(body: bytes) -> None:
    for text in (
        body,
        b"User-agent: *\nDisallow: " + body,
        b"User-agent: *\nCrawl-delay: " + body,
    ):
        rules = rules_of(text)
        assert rules.allow("https://news.example/" + "a" * 200) in (True, False)
        assert 0 <= rules.delay_s < float("inf")


def test_a_file_is_kept_for_a_day_and_longer_while_none_can_be_had() -> None:
    time = Time()
    answers: list[bytes | FetchError | None] = [b"User-agent: *\nDisallow: /x", FetchError("no")]
    asked: list[str] = []

    def get(place: Place) -> bytes | None:
        asked.append(place.address)
        found = answers[min(len(asked), len(answers)) - 1]
        if isinstance(found, FetchError):
            raise found
        return found

    robots = Robots(get, time.clock)
    for hours in (0, 1, 23):
        time.seconds = hours * 3600
        with pytest.raises(FetchError, match="leave this address alone"):
            robots.check(place_of("https://news.example/x"))
        assert robots.check(place_of("https://news.example/y")) == 0
    assert asked == ["https://news.example/robots.txt"]
    time.seconds = 25 * 3600
    with pytest.raises(FetchError, match="leave this address alone"):
        robots.check(place_of("https://news.example/x"))
    assert len(asked) == 2
    with pytest.raises(FetchError, match="no"):
        robots.check(place_of("https://other.example:8443/x"))
    assert asked[-1] == "https://other.example:8443/robots.txt"


def test_one_that_could_not_be_had_is_asked_for_again_when_the_site_says() -> None:
    time = Time()
    asked: list[str] = []

    def get(place: Place) -> bytes | None:
        asked.append(place.host)
        raise FetchError("out of order", dt.timedelta(minutes=30))

    robots = Robots(get, time.clock)
    for minutes in (0, 29, 31):
        time.seconds = minutes * 60
        with pytest.raises(FetchError, match="out of order") as told:
            robots.check(place_of("https://news.example/"))
        assert told.value.again == dt.timedelta(minutes=30)
    assert len(asked) == 2
