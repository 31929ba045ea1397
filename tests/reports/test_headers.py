"""Headers: whatever a server says of its answer, something sensible is made of it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detente.reports.headers import LONGEST_WAIT, encoding, headers_of, kind_of, wait_of

NOW = dt.datetime(2031, 3, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("said", "media_type", "charset"),
    [
        ("text/html", "text/html", None),
        (" TEXT/HTML ; boundary=x; CHARSET=UTF-8", "text/html", "utf-8"),
        ('text/html;charset="windows-1251"', "text/html", "cp1251"),
        ("text/html; charset='koi8-r'", "text/html", "koi8-r"),
        ("text/html; charset=us-ascii", "text/html", "cp1252"),
        ("text/html; charset=utf-7", "text/html", None),
        ("text/html; charset=unicode_escape", "text/html", None),
        ("text/html; charset=base64", "text/html", None),
        ("text/html; charset=klingon", "text/html", None),
        ("application/atom+xml;charset=utf8", "application/atom+xml", "utf-8"),
        ("html", "", None),
        ("", "", None),
        ("; charset=latin1", "", "cp1252"),
    ],
)
def test_the_type_and_the_encoding_are_read(
    said: str, media_type: str, charset: str | None
) -> None:
    kind = kind_of(said)
    assert (kind.media_type, kind.charset) == (media_type, charset)


@given(st.text(max_size=80))
@example("text/html; charset=\0")
@example("text/html; charset=" + "x" * 10_000)
def test_any_type_gives_one_that_can_be_used(said: str) -> None:
    for text in (said, f"text/html; charset={said}"):
        kind = kind_of(text)
        assert kind.media_type == kind.media_type.lower()
        if kind.charset is not None:
            assert isinstance(b"talks".decode(kind.charset, "replace"), str)


@given(st.text(max_size=30))
@example("hex")
@example("idna")
@example("mbcs")
def test_any_label_is_an_encoding_of_texts_or_none(label: str) -> None:
    found = encoding(label)
    assert found is None or encoding(found) == found


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("999999999", LONGEST_WAIT.total_seconds()),
        ("Sat, 01 Mar 2031 12:10:00 GMT", 600),
        ("Sat, 01 Mar 2031 11:00:00 GMT", 0),
        ("Sat, 01 Mar 2031 13:10:00 +0100", 600),
    ],
)
def test_the_wait_is_read_in_seconds_and_as_a_moment(said: str, seconds: float) -> None:
    wait = wait_of(said, NOW)
    assert wait is not None
    assert wait.total_seconds() == seconds


@given(st.one_of(st.none(), st.text(max_size=40)))
@example("-5")
@example("٣")
@example("Sat, 99 Mar 99999 12:10:00 GMT")
@example("Mon, 01 Jan 0001 00:00:00 +2359")
def test_any_wait_is_between_none_and_a_day(said: str | None) -> None:
    wait = wait_of(said, NOW)
    assert wait is None or dt.timedelta(0) <= wait <= LONGEST_WAIT


@given(st.lists(st.tuples(st.binary(max_size=20), st.binary(max_size=40)), max_size=6))
def test_any_headers_are_read_and_the_first_of_a_name_counts(pairs: list) -> None:
    found = headers_of(pairs)
    assert all(isinstance(value, str) for value in found.values())
    again = headers_of([*pairs, *((name, b"later") for name, _ in pairs)])
    assert again == found
