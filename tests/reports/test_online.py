"""An address as a source: its page, text or PDF is a report; what is none is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, settings
from hypothesis import given as given_
from hypothesis import strategies as st

from detente.model.text import Report
from detente.reports import Failure, Given, collect
from tests.reports.fetching import NOW, SmallWeb, web_of
from tests.reports.server import Answer, Server, page, redirect, serve

SITE = "http://www.harbour.example"
ARTICLE = (
    "Norland rejected the plan of Sudland on Monday, Foreign Minister Ana Veld said.",
    "The talks are to go on in April, her ministry said, and both sides will send envoys.",
    "Sudland had offered to open the harbour of Kolvar to ships of both states by the summer.",
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as found:
        yield found


@pytest.fixture
def web(server: Server) -> SmallWeb:
    return web_of(server)


def found_at(web: SmallWeb, asked: str, /, **more: object) -> Report | Failure:
    given = Given(retrieved=NOW, **more)  # type: ignore[arg-type]
    [found] = collect([asked], given, web.fetcher)
    return found


def report_at(web: SmallWeb, asked: str, /, **more: object) -> Report:
    found = found_at(web, asked, **more)
    assert isinstance(found, Report), found
    return found


def failure_at(web: SmallWeb, address: str) -> Failure:
    found = found_at(web, address)
    assert isinstance(found, Failure)
    return found


def test_a_page_is_a_report_of_the_address_that_answered(server: Server, web: SmallWeb) -> None:
    head = '<meta property="article:published_time" content="2031-03-01T09:00:00Z">'
    server.put("/old", redirect("/news/talks-go-on.html"))
    server.put("/news/talks-go-on.html", page("Talks go on", *ARTICLE, head=head))
    report = report_at(web, f"{SITE}/old", mark="internal")
    assert all(paragraph in report.text for paragraph in ARTICLE)
    assert "All rights reserved" not in report.text
    assert (report.title, report.key) == ("Talks go on", "talks-go-on")
    assert report.source.address == f"{SITE}/news/talks-go-on.html"
    assert "harbour.example" in report.source.name
    assert report.published == dt.date(2031, 3, 1)
    assert (report.retrieved, report.mark) == (NOW, "internal")
    named = report_at(web, f"{SITE}/old", source="The Ledger", address="https://l.example/a")
    assert (named.source.name, named.source.address) == ("The Ledger", "https://l.example/a")


def test_words_are_read_in_the_encoding_that_they_are_in(server: Server, web: SmallWeb) -> None:
    words = "Norland’s envoy said “no”. Łódź und Müller.", "Wrocław"
    utf8 = page("Talks", *ARTICLE, *words).body
    server.put("/wrong", Answer(utf8, kind="text/html; charset=koi8-r"))
    server.put("/none", Answer(utf8, kind=None))
    western = page("Talks", *ARTICLE, words[0].replace("Łódź", "")).body.decode()
    server.put("/latin", Answer(western.encode("cp1252"), kind="text/html; charset=iso-8859-1"))
    server.put("/polish", Answer(utf8.decode().encode("cp1250"), kind="text/html; charset=cp1250"))
    for path, said in (
        ("/wrong", "Łódź"),
        ("/none", "Łódź"),
        ("/latin", "“no”"),
        ("/polish", "Łódź"),
    ):
        assert said in report_at(web, SITE + path).text, path


def test_a_text_is_a_report(server: Server, web: SmallWeb) -> None:
    text = "# Talks go on\n\n" + "\n\n".join(ARTICLE * 3)
    server.put("/talks", Answer(text.encode(), kind="text/plain"))
    report = report_at(web, f"{SITE}/talks")
    assert report.title == "Talks go on"
    assert ARTICLE[0] in report.text


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(b"<?xml version='1.0'?>\n<rss><channel/></rss>"), "detente source add"),
        (
            Answer(b'{"version": "https://jsonfeed.org/version/1.1"}', kind="application/json"),
            "add",
        ),
        (Answer(b"%PDF-1.4 no", kind="text/html"), "PDF"),
        (Answer(b"\x89PNG\r\n", kind="image/png"), "picture"),
        (Answer(b"x", 404), "answered 404"),
        (page("Log in", "Please subscribe."), "save its words as .txt"),
        (Answer(b""), "save its words as .txt"),
    ],
)
def test_what_is_no_report_is_said_and_the_rest_goes_on(
    server: Server, web: SmallWeb, answer: Answer, told: str
) -> None:
    server.put("/a", answer)
    server.put("/b", page("Talks go on", *ARTICLE))
    found = list(collect([f"{SITE}/a", f"{SITE}/b"], Given(retrieved=NOW), web.fetcher))
    assert isinstance(found[0], Failure)
    assert found[0].where == f"{SITE}/a"
    assert told in found[0].message
    assert isinstance(found[1], Report)


def test_no_failure_tells_a_password(web: SmallWeb) -> None:
    for address in ("http://ana:s3cret@harbour.example/", "https://ana:s3cret@[/"):
        failure = failure_at(web, address)
        assert "s3cret" not in failure.where + failure.message
        assert "***@" in failure.where


def test_without_a_fetcher_no_address_is_asked(server: Server) -> None:
    [found] = collect([server.address("/")], Given(retrieved=NOW))
    assert isinstance(found, Failure)
    assert "give the file" in found.message
    assert server.asked == []


@given_(st.binary(max_size=200), st.sampled_from(["text/html", "text/plain", None, "x/y", "; ="]))
@example(b"<html><body><p>" + b"&#0;" * 20, "text/html")
@example(b"\xff\xfe<\x00", "text/html; charset=utf-16")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_a_report_or_a_failure(
    server: Server, web: SmallWeb, body: bytes, kind: str | None
) -> None:
    server.put("/any", Answer(body, kind=kind))
    found = found_at(web, f"{SITE}/any")
    assert isinstance(found, Report | Failure)
