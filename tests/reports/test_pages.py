"""Pages: the article without its surroundings, and nothing that hostile markup can break."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.text import Report
from detente.reports import Failure, Given, collect, parse_moment

NOW = dt.datetime(2031, 3, 9, 12, 0, tzinfo=dt.UTC)
LEAD = "Norland and Sudmark broke off their talks about the harbour on Tuesday, officials said."
MORE = "The envoy of Norland said that the offer remained on the table, “for now”, and left early."
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks stop | The Ledger</title>
<meta property="og:title" content="Harbour talks stop">
<meta property="og:site_name" content="The Ledger">
<meta property="og:url" content="https://ledger.example/talks">
<meta property="article:published_time" content="2031-03-04T09:30:00Z">
<script>alert("read me")</script></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour talks stop</h1><p>{LEAD}</p><p>{MORE}</p><p>{LEAD[::-1]}</p></article>
<footer>All rights reserved. <a href="/imprint">Imprint</a></footer></body></html>"""


def page(tmp_path: Path, data: bytes, given: Given) -> Report | Failure:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    (found,) = collect([str(path)], given)
    return found


def test_a_page_gives_its_article_title_day_and_outlet(tmp_path: Path) -> None:
    found = page(tmp_path, PAGE.encode(), Given(retrieved=NOW))
    assert isinstance(found, Report)
    assert LEAD in found.text
    assert MORE in found.text
    assert "Sport" not in found.text
    assert "alert" not in found.text
    assert found.title == "Harbour talks stop"
    assert found.published == dt.date(2031, 3, 4)
    assert (found.source.name, found.source.address) == (
        "The Ledger",
        "https://ledger.example/talks",
    )


def test_what_the_user_says_goes_before_the_markup(tmp_path: Path) -> None:
    given = Given(
        retrieved=NOW,
        published=parse_moment("2031-03-05"),
        source="Wire",
        address="https://w.example",
    )
    found = page(tmp_path, PAGE.encode(), given)
    assert isinstance(found, Report)
    assert found.published == dt.date(2031, 3, 5)
    assert (found.source.name, found.source.address) == ("Wire", "https://w.example")


def test_a_page_says_its_own_encoding(tmp_path: Path) -> None:
    data = PAGE.replace("utf-8", "windows-1252").encode("cp1252")
    found = page(tmp_path, data, Given(retrieved=NOW))
    assert isinstance(found, Report)
    assert "“for now”" in found.text


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000,
        "<html><body>" + "<b><i>" * 5_000 + LEAD,
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p></html>',
        '<?xml version="1.0" encoding="utf-7"?><html><body><p>' + LEAD + "</p></body></html>",
        "<html><head><meta charset='no-such-thing'></head><body><p>\x01\x02</p></body></html>",
        "<html><head><meta property='article:published_time' content='9999-99-99'></head></html>",
        "<html><body><article>" + "&#xD800;&#0;&#x110000;" * 50 + "</article></body></html>",
        '<html><head><script type="application/ld+json">{"@type": [[[</script></head></html>',
    ],
    ids=["deep", "deep inline", "entities", "xml", "charset", "date", "characters", "metadata"],
)
def test_hostile_pages_give_a_report_or_a_failure(tmp_path: Path, markup: str) -> None:
    assert isinstance(page(tmp_path, markup.encode(), Given(retrieved=NOW)), Report | Failure)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(list("<>/&;#x0\"'= \n\x1b") + PAGE.split(">")), max_size=40))
def test_any_markup_gives_a_report_or_a_failure(tmp_path: Path, pieces: list[str]) -> None:
    found = page(tmp_path, ">".join(pieces).encode(), Given(retrieved=NOW))
    assert isinstance(found, Report | Failure)
