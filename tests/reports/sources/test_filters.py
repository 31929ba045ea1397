"""Filters say why a report was taken or left; lists of sources come and go as OPML."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.errors import InputError
from detente.model.sources import Item, Left, Taken, Trouble, Watched, make_watched
from detente.model.text import MARKS, Source, make_report
from detente.reports.sources import kinds, may_be_taken, read_opml, taken, why_taken, write_opml

NOW = dt.datetime(2031, 3, 9, 12, 0, tzinfo=dt.UTC)
TEXT = "Norland lifted its tolls on Tuesday.\nSUDMARK's café in Münster stayed open."


def source(*words: str, parties: tuple[str, ...] = ()) -> Watched:
    return make_watched("feed", "https://ledger.example/rss", words=words, parties=parties)


@pytest.mark.parametrize(
    ("words", "parties", "reason"),
    [
        ((), (), ""),
        (("tolls",), (), "it holds 'tolls'"),
        (("toll",), (), None),
        (("toll*",), (), "it holds 'toll*'"),
        (("TOLLS", "fish"), (), "it holds 'TOLLS'"),
        (("lifted its  tolls",), (), "it holds 'lifted its  tolls'"),
        (("tuesday sudmark",), (), None),
        (("cafe", "munster"), (), "it holds 'cafe', 'munster'"),
        (("land",), (), None),
        ((), ("Norland", "Halmark"), "it names Norland"),
        (("fish",), ("Sudmark",), "it names Sudmark"),
        (("tolls",), ("Sudmark",), "it holds 'tolls' and names Sudmark"),
        (("*",), (), None),
        ((" ",), (), None),
        (("(", "a+b"), (), None),
    ],
)
def test_a_filter_says_why(
    words: tuple[str, ...], parties: tuple[str, ...], reason: str | None
) -> None:
    assert why_taken(source(*words, parties=parties), TEXT) == reason


def test_a_report_is_taken_or_left_with_a_reason() -> None:
    report = make_report(
        TEXT, retrieved=NOW, key="k", title="Talks end", source=Source("L", "https://l.example")
    )
    assert taken(source("talks"), report) == Taken("it holds 'talks'")  # the headline counts
    assert taken(source("fish", "salt", parties=("Halmark",)), report) == Left(
        "k",
        "https://l.example",
        "Talks end",
        "it holds none of the words 'fish', 'salt' and names none of Halmark",
    )
    long = taken(source("a1", "a2", "a3", "a4", "a5"), report)
    assert isinstance(long, Left)
    assert long.reason == "it holds none of the words 'a1', 'a2', 'a3' and 2 more"


def test_what_a_source_tells_of_an_item_says_whether_it_may_pass() -> None:
    item = Item(key="k", version="1", title="Tolls rise", text="Norland said so.")
    assert may_be_taken(source("tolls"), item)
    assert may_be_taken(source(parties=("Norland",)), item)
    assert not may_be_taken(source("fish"), item)


# Lists.

TWO = (
    make_watched("feed", "https://ledger.example/rss?a=1&b=2", name='The "Ledger" <World>'),
    make_watched(
        "index",
        "https://ledger.example/",
        every=dt.timedelta(hours=2),
        mark="internal",
        words=("tolls", "harbour talks"),
        parties=("Norland",),
        pattern=r"/\d{4}/",
        paused=True,
    ),
    make_watched("folder", "letters/in"),
)


def test_what_is_written_is_read_again() -> None:
    assert read_opml(write_opml(TWO)) == TWO


def test_a_list_of_another_reader_is_read() -> None:
    data = b"""<?xml version="1.0"?><opml version="1.0"><head/><body>
    <outline text="News"><outline type="rss" text="Ledger" xmlUrl="https://ledger.example/rss"/>
    <outline text="Ledger again" xmlUrl="https://ledger.example/rss"/>
    <outline type="link" title="Council" url="https://council.example/sitemap.xml"/></outline>
    <outline text="Mine" xmlUrl="file:///etc/passwd"/><outline text="Old" xmlUrl="/etc/passwd"/>
    </body></opml>"""
    one, two, three, four = read_opml(data)
    assert one == make_watched("feed", "https://ledger.example/rss", name="Ledger")
    assert two == make_watched("sitemap", "https://council.example/sitemap.xml", name="Council")
    for refused in (three, four):
        assert isinstance(refused, Trouble)
        assert "is no address of the web" in refused.message


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ('xmlUrl="https://a.example" detente:kind="fax"', "kind of source 'fax' is not known"),
        ('xmlUrl="https://a.example" detente:every="-3"', "less than a minute apart"),
        ('xmlUrl="https://a.example" detente:every="soon"', "could not convert"),
        ('xmlUrl="https://a.example" detente:every="1e400"', "cannot convert"),
        ('xmlUrl="https://a.example" detente:mark="secret"', "mark 'secret' is not known"),
    ],
)
def test_what_cannot_be_followed_is_a_trouble(attributes: str, words: str) -> None:
    data = f'<opml xmlns:detente="https://detente.invalid/opml"><body><outline {attributes}/>'
    (found,) = read_opml(f"{data}</body></opml>".encode())
    assert isinstance(found, Trouble)
    assert words in found.message


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html></html>",
        b"<opml><body>",
        b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body><outline xmlUrl="&a;"/></body></opml>',
    ],
)
def test_what_is_no_list_is_said(data: bytes) -> None:
    with pytest.raises(InputError):
        read_opml(data)


@settings(max_examples=40)
@given(
    st.lists(
        st.builds(
            make_watched,
            st.sampled_from(sorted(kinds())),
            st.from_regex(r"https://[a-z]{1,9}\.example/[a-z&<>\"']{0,9}", fullmatch=True),
            name=st.from_regex(r"[A-zé&<>\"']{0,12}", fullmatch=True),
            every=st.integers(60, 10**6).map(lambda s: dt.timedelta(seconds=s)),
            mark=st.sampled_from(MARKS),
            words=st.lists(st.from_regex(r"[a-zé]{1,8}[*]?", fullmatch=True), max_size=3).map(
                tuple
            ),
            pattern=st.none() | st.from_regex(r"([a-z/]|\\[.+*d]){1,12}", fullmatch=True),
            paused=st.booleans(),
        ),
        max_size=4,
        unique_by=lambda watched: watched.id,
    )
)
def test_any_list_is_read_as_it_was_written(sources: list[Watched]) -> None:
    assert read_opml(write_opml(sources)) == tuple(sources)
