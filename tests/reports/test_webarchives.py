"""Web archives: a report or a reason for each page in them, and nothing that damage can break."""

import datetime as dt
import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.text import Report
from detente.reports import Failure, Given, collect
from detente.reports.files import MAX_BYTES
from tests.reports.sources.stored import stored

NOW = dt.datetime(2031, 3, 9, 12, 0, tzinfo=dt.UTC)
GIVEN = Given(retrieved=NOW)
SITE = "https://ledger.example"


def archive(*pages: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """An archive of (address, status, media type, body), each record packed on its own."""
    records = [_record("WARC-Type: warcinfo", b"software: test\r\n")]
    for address, status, media_type, body in pages:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode()
        about = f"WARC-Type: response\r\nWARC-Target-URI: {address}"
        about += "\r\nContent-Type: application/http; msgtype=response"
        records.append(_record(about, head + body))
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def _record(about: str, content: bytes) -> bytes:
    head = f"WARC/1.0\r\n{about}\r\nWARC-Date: 2031-03-05T10:00:00Z\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


PAGES = (
    (f"{SITE}/talks", "200 OK", "text/html; charset=utf-8", stored("article.html")),
    (f"{SITE}/a.png", "200 OK", "image/png", b"\x89PNG"),
    (f"{SITE}/gone", "404 Not Found", "text/html", stored("article.html")),
    (f"{SITE}/inside", "200 OK", "text/html", stored("paywalled.html")),
)


def pages(path: Path, data: bytes) -> list[Report | Failure]:
    path.write_bytes(data)
    return list(collect([str(path)], GIVEN))


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.WARC.gz", True)])
def test_an_archive_gives_its_pages(name: str, packed: bool, tmp_path: Path) -> None:
    one, two = pages(tmp_path / name, archive(*PAGES, packed=packed))
    assert isinstance(one, Report)
    assert one.title == "Harbour talks pause"
    assert one.source.address == "https://ledger.example/2031/03/04/harbour-talks-pause"
    assert one.retrieved == dt.datetime(2031, 3, 5, 10, tzinfo=dt.UTC)  # by the crawler
    assert isinstance(two, Failure)
    assert f"({SITE}/inside)" in two.where
    assert "paywall" in two.message


def test_a_page_of_an_archive_that_is_too_large_is_left_out(tmp_path: Path) -> None:
    bomb = (f"{SITE}/bomb", "200 OK", "text/html", b" " * (MAX_BYTES + 1))
    big, one, _ = pages(tmp_path / "a.warc.gz", archive(bomb, *PAGES))
    assert isinstance(big, Failure)
    assert "has over 20 MB" in big.message
    assert isinstance(one, Report)


@pytest.mark.parametrize("data", [b"", b"hello", b"\x1f\x8b\x08\x00", b"WARC/1.0\r\n\r\n"])
def test_what_is_no_archive_is_said(data: bytes, tmp_path: Path) -> None:
    (found,) = pages(tmp_path / "a.warc", data)
    assert isinstance(found, Failure)
    assert "web archive" in found.message


def test_what_comes_before_damage_is_read(tmp_path: Path) -> None:
    whole = archive(*PAGES)
    found = pages(tmp_path / "a.warc.gz", whole[: len(whole) - 30])
    assert isinstance(found[0], Report)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_archive_gives_reports_or_failures(tmp_path: Path, data: st.DataObject) -> None:
    packed = data.draw(st.booleans())
    whole = bytearray(archive((f"{SITE}/a", "200 OK", "text/plain", b"Talks.\n"), packed=packed))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    found = pages(tmp_path / "a.warc", bytes(whole[:cut]))
    assert all(isinstance(one, Report | Failure) for one in found)
