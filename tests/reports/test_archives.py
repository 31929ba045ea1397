"""JSON lines: a report or a failure for each line, with its number."""

import datetime as dt
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.errors import InputError
from detente.model.text import Report
from detente.reports import Failure, Given, collect, parse_moment
from detente.reports.archives import report_of

NOW = dt.datetime(2031, 3, 9, 12, 0, tzinfo=dt.UTC)
GIVEN = Given(retrieved=NOW)
LINE: dict[str, Any] = {
    "id": "h1",
    "text": "The talks paused.",
    "published": "2031-03-01T23:30:00-05:00",
    "title": "A pause",
    "url": "https://ledger.example/1",
    "source": "The Ledger",
    "score": 3,
}


def lines(tmp_path: Path, *content: bytes) -> list[Report | Failure]:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"\n".join(content))
    return list(collect([str(path)], GIVEN))


def test_a_line_says_everything_of_its_report() -> None:
    report = report_of(LINE, GIVEN)
    assert (report.key, report.text, report.title) == ("h1", "The talks paused.", "A pause")
    assert report.published == dt.date(2031, 3, 1)
    assert report.published_at == dt.datetime(2031, 3, 2, 4, 30, tzinfo=dt.UTC)
    assert (report.source.name, report.source.address) == ("The Ledger", LINE["url"])


def test_a_line_may_say_it_as_tables_do(tmp_path: Path) -> None:
    other = {
        "body": "Words.",
        "headline": "A",
        "date": "2031-03-02",
        "link": "https://l.example/1",
    }
    other |= {"outlet": "The Ledger", "content": {"no": "text"}}
    [report] = lines(tmp_path, json.dumps(other).encode())
    assert isinstance(report, Report)
    assert (report.text, report.title, report.source.name) == ("Words.", "A", "The Ledger")
    assert (report.published, report.source.address) == (dt.date(2031, 3, 2), other["link"])
    [report] = lines(tmp_path, json.dumps(LINE | {"outlet": "Other", "date": "never"}).encode())
    assert isinstance(report, Report)
    assert report.source.name == "The Ledger" and report.published == dt.date(2031, 3, 1)


def test_a_line_goes_before_what_is_given_and_lacks_are_filled() -> None:
    ours = Given(retrieved=NOW, published=parse_moment("2031-03-08"), source="Wire")
    report = report_of({"text": "Words."}, ours)
    assert (report.published, report.source.name) == (dt.date(2031, 3, 8), "Wire")
    assert report.key == report.id
    report = report_of(LINE, ours)
    assert (report.published, report.source.name) == (dt.date(2031, 3, 1), "The Ledger")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "it is not JSON"),
        (b"[1]", "it is JSON but no object"),
        (b'{"id": "a"}', "it has no 'text'"),
        (b'{"text": 3}', "its 'text' is no string but int"),
        (b'{"text": ""}', "is empty"),
        (b'{"text": "half \\ud83d a smile"}', "a lone surrogate"),
        (b'{"text": "w", "id": "\\ud83d"}', "its 'id' holds half a character"),
        (b'{"text": "w", "title": ["t"]}', "its 'title' is no string but list"),
        (b'{"text": "w", "published": "9999-01-01"}', "lies outside 1840 to 2199"),
        (b'{"text": "w", "published": "2031-02-30"}', "is no day of the calendar"),
        (b'{"text": "w", "published": "2031-03-01T25:00Z"}', "is no time of day"),
        (b'{"text": "w", "published": "last week"}', "is no date"),
        (b'{"text": "w", "published": "2031-03"}', "is not one day"),
        (b'{"text": "caf\xe9"}', "it is not UTF-8"),
        (b"[" * 100_000, "it is not JSON"),
    ],
)
def test_a_bad_line_fails_with_its_number_and_the_rest_goes_on(
    tmp_path: Path, line: bytes, message: str
) -> None:
    good = json.dumps(LINE).encode()
    first, bad, last = lines(tmp_path, good, b"", line, good)
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(bad, Failure)
    assert bad.where.endswith("reports.jsonl:3")
    assert message in bad.message


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (found,) = lines(tmp_path, b"\xef\xbb\xbf" + json.dumps(LINE).encode())
    assert isinstance(found, Report)


def test_a_line_beyond_the_limit_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.reports.archives.MAX_BYTES", 200)
    long = json.dumps({"text": "word " * 400}).encode()
    found = lines(tmp_path, long, json.dumps(LINE).encode(), long)
    assert [type(f) for f in found] == [Failure, Report, Failure]
    assert [f.where.rpartition(":")[2] for f in found if isinstance(f, Failure)] == ["1", "3"]


def test_standard_input_is_read_as_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(json.dumps(LINE).encode() + b"\nno\n"))
    monkeypatch.setattr(sys, "stdin", stream)
    report, failure = collect(["-"], GIVEN)
    assert isinstance(report, Report)
    assert isinstance(failure, Failure)
    assert failure.where == "standard input:2"


@given(st.dictionaries(st.sampled_from([*LINE, "x"]), st.none() | st.text() | st.integers()))
def test_any_object_gives_a_report_or_an_input_error(line: dict[str, Any]) -> None:
    try:
        assert isinstance(report_of(line, GIVEN), Report)
    except InputError as error:
        assert str(error)
