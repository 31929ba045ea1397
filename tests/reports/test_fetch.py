"""Fetching: what is asked, how politely, and what is said when it does not come."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.errors import FetchError, InputError
from detente.model.sources import Condition
from detente.reports.addresses import MAX_LENGTH
from detente.reports.fetch import MOST_REDIRECTS, TRIES, agent, make_fetcher
from detente.reports.files import MEGABYTE
from detente.reports.logins import read_logins
from detente.reports.network import Broken, Limits
from detente.reports.pace import GAP_S, LONGEST_WAIT_S
from tests.reports.fetching import NOW, SmallWeb, web_of
from tests.reports.server import (
    Answer,
    Server,
    bomb,
    busy,
    http_day,
    packed,
    page,
    redirect,
    robots,
    serve,
)

SITE = "http://harbour.example"
SMALL = Limits(connect_s=5, read_s=5, whole_s=20, size=100_000)


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as found:
        yield found


@pytest.fixture
def web(server: Server) -> SmallWeb:
    return web_of(server, limits=SMALL)


def test_what_an_address_holds_comes_with_all_that_is_said_of_it(
    server: Server, web: SmallWeb
) -> None:
    day = http_day(1_900_000_000)
    kind = "Text/HTML; charset=ISO-8859-1"
    server.put("/talks?a=1", Answer("Müde".encode("latin-1"), kind=kind, etag='"a"', modified=day))
    found = web.fetcher.fetch(f" {SITE}/talks?a=1#top ")
    assert found.asked == found.address == f"{SITE}/talks?a=1"
    assert (found.status, found.body.decode(found.charset or "")) == (200, "Müde")
    assert (found.media_type, found.charset) == ("text/html", "cp1252")
    assert (found.etag, found.modified) == ('"a"', day)
    assert found.digest == hashlib.sha256(found.body).hexdigest()
    assert found.at == web.time.now() > NOW


def test_a_request_says_who_asks_and_gives_nothing_away(server: Server, web: SmallWeb) -> None:
    server.put("/", Answer(b"x", headers={"Set-Cookie": "a=b"}))
    web.fetcher.fetch(SITE)
    web.fetcher.fetch(SITE)
    asked = server.asked[-1].headers
    assert asked["user-agent"].startswith("detente/")
    assert asked["accept-encoding"] == "gzip, deflate"
    assert asked["connection"] == "close"
    assert not {"cookie", "authorization", "referer", "from"} & set(asked)
    assert agent("ana (desk)\r\nX: y; ä@b.example").isascii()
    assert "\n" not in agent("a\nb")


def test_what_did_not_change_is_not_sent_again(server: Server, web: SmallWeb) -> None:
    day = http_day(1_900_000_000)
    server.put("/feed", Answer(b"one", etag='"1"'), Answer(b"two", etag='"2"'))
    server.put("/day", Answer(b"one", modified=day))
    server.put("/lies", Answer(b"", 304))
    first = web.fetcher.fetch(f"{SITE}/feed")
    second = web.fetcher.fetch(f"{SITE}/feed", Condition(first.etag, first.modified))
    third = web.fetcher.fetch(f"{SITE}/feed", Condition(second.etag))
    assert [(f.status, f.body) for f in (second, third)] == [(200, b"two"), (304, b"")]
    assert third.etag == '"2"'
    assert web.fetcher.fetch(f"{SITE}/day", Condition(None, day)).status == 304
    assert server.asked[-1].headers["if-modified-since"] == day
    web.fetcher.fetch(f"{SITE}/day", Condition("ü\n", "\r\nX: y"))
    assert not {"if-none-match", "if-modified-since", "x"} & set(server.asked[-1].headers)
    with pytest.raises(FetchError, match="304, which was not asked"):
        web.fetcher.fetch(f"{SITE}/lies")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "deflate-raw"])
def test_compressed_bodies_are_unpacked(server: Server, web: SmallWeb, coding: str) -> None:
    server.put("/", packed(b"talks " * 500, coding))
    assert web.fetcher.fetch(SITE).body == b"talks " * 500


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (bomb("gzip", 20), "unpacks to more"),
        (bomb("deflate", 20), "unpacks to more"),
        (bomb("br"), "not asked for"),
        (Answer(b"x" * 100_001), "has more than"),
        (Answer(b"x" * 1000, endless=True), "has more than"),
        (Answer(b"x", length=2_000_000_000), "has more than"),
        (Answer(b"no gzip", headers={"Content-Encoding": "gzip"}), "not compressed as it says"),
        (Answer(packed(b"talks" * 99).body[:-5], headers={"Content-Encoding": "gzip"}), "broke"),
    ],
)
def test_too_much_and_what_is_damaged_is_refused(
    server: Server, web: SmallWeb, answer: Answer, told: str
) -> None:
    server.put("/", answer)
    with pytest.raises(FetchError, match=told):
        web.fetcher.fetch(SITE)
    assert server.visits("/") == 1


def test_redirects_are_followed_to_their_end(server: Server, web: SmallWeb) -> None:
    for n, status in enumerate((301, 302, 303, 307, 308)):
        server.put(f"/{n}", redirect(f"{n + 1}?x=a b", status))
        server.put(f"/{n + 1}?x=a%20b", redirect(f"http://other.example/{n + 1}", status))
    server.put("/5", Answer(b"there"))
    found = web.fetcher.fetch(f"{SITE}/4")
    assert (found.asked, found.address) == (f"{SITE}/4", "http://other.example/5")
    assert [a.headers["host"] for a in server.asked] == ["harbour.example"] * 3 + [
        "other.example"
    ] * 2


def test_circles_and_long_ways_end(server: Server, web: SmallWeb) -> None:
    server.put("/a", redirect("/b"))
    server.put("/b", redirect("/a#again"))
    server.put("/self", redirect(""))
    for path in ("/a", "/self"):
        with pytest.raises(FetchError, match="in a circle"):
            web.fetcher.fetch(SITE + path)
    for n in range(MOST_REDIRECTS + 2):
        server.put(f"/{n}", redirect(f"/{n + 1}"))
    with pytest.raises(FetchError, match="more than 6 times"):
        web.fetcher.fetch(f"{SITE}/0")
    assert server.visits(f"/{MOST_REDIRECTS}") == 1
    assert server.visits(f"/{MOST_REDIRECTS + 1}") == 0
    server.put("/file", redirect("file:///etc/passwd"))
    with pytest.raises(FetchError, match="it redirects to what is not fetched: only http and"):
        web.fetcher.fetch(f"{SITE}/file")
    server.put("/nowhere", Answer(b"elsewhere", 302))
    with pytest.raises(FetchError, match="answered 302"):
        web.fetcher.fetch(f"{SITE}/nowhere")


def test_a_password_goes_to_its_own_site_alone_and_is_never_told(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with_login = f"http://ana:s3cret@desk.example:{server.port}"
    web = web_of(server, allowed=["desk.example"])
    server.put("/", Answer(b"x"))
    server.put("/out", redirect("http://other.example/"))
    server.put("/near", redirect("/"))
    found = web.fetcher.fetch(f"{with_login}/near")
    assert server.asked[-1].headers["authorization"] == "Basic YW5hOnMzY3JldA=="
    web.fetcher.fetch(f"{with_login}/out")
    assert "authorization" not in server.asked[-1].headers
    told = f"{found}{caplog.text}"
    for address in (f"{with_login}/gone", "http://ana:s3cret@[", "http://ana:s3cret@x.example/"):
        with pytest.raises(FetchError) as error:
            web.fetcher.fetch(address)
        told += str(error.value)
    assert "s3cret" not in told
    assert "YW5h" not in told


def test_a_site_gets_the_login_of_a_netrc_file_and_no_other_does(
    server: Server, tmp_path: Path
) -> None:
    kept = tmp_path / "netrc"
    kept.write_text(
        "machine Desk.example login ana password s3cret\ndefault login x password y\n", "utf-8"
    )
    logins = read_logins(kept)
    assert logins == {"desk.example": "Basic YW5hOnMzY3JldA=="}
    server.put("/", Answer(b"x"))
    server.put("/out", redirect("http://other.example/"))
    web = web_of(server, allowed=["desk.example"], logins=logins)
    web.fetcher.fetch("http://desk.example/")
    assert server.asked[-1].headers["authorization"] == "Basic YW5hOnMzY3JldA=="
    web.fetcher.fetch("http://desk.example/out")
    assert "authorization" not in server.asked[-1].headers
    open_web = web_of(server, logins=logins)  # over http, to a host that nobody allowed
    open_web.fetcher.fetch("http://desk.example/")
    assert "authorization" not in server.asked[-1].headers


@pytest.mark.parametrize("words", ["mashine desk.example", "\xff"])
def test_a_netrc_file_that_cannot_be_read_is_said(tmp_path: Path, words: str) -> None:
    (tmp_path / "netrc").write_bytes(words.encode("latin-1"))
    with pytest.raises(InputError, match=r"the netrc file .* cannot be read"):
        read_logins(tmp_path / "netrc")
    with pytest.raises(InputError, match="cannot be read"):
        read_logins(tmp_path / "none")


def test_no_word_of_a_netrc_file_is_repeated(tmp_path: Path) -> None:
    kept = tmp_path / "netrc"
    kept.write_text("machine desk.example login ana password two s3cret\n", "utf-8")
    with pytest.raises(InputError, match="not understood at line 2 or before") as error:
        read_logins(kept)
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 451, 418, 204, 206, 501])
def test_every_other_answer_is_an_error_that_says_what_now(
    server: Server, web: SmallWeb, status: int
) -> None:
    server.put("/", Answer(b"" if status == 204 else b"x", status))
    with pytest.raises(FetchError, match=rf"harbour\.example answered {status}: .*") as told:
        web.fetcher.fetch(SITE)
    assert told.value.again is None
    assert server.visits("/") == 1


def test_what_breaks_is_tried_again_after_longer_and_longer(server: Server, web: SmallWeb) -> None:
    server.put("/a", Answer(b"talks", stops_after=2), busy(502), Answer(b"talks"))
    assert web.fetcher.fetch(f"{SITE}/a").body == b"talks"
    assert web.time.slept[-2:] == [1.0, 2.0]
    server.put("/b", Answer(b"talks", resets=True, stops_after=0))
    with pytest.raises(Broken):
        web.fetcher.fetch(f"{SITE}/b")
    server.put("/c", busy(503))
    with pytest.raises(FetchError, match="answered 503"):
        web.fetcher.fetch(f"{SITE}/c")
    assert server.visits("/b") == server.visits("/c") == TRIES


@given(st.floats(0, 1, exclude_max=True))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pauses_are_longer_each_time_and_not_the_same_for_all(
    server: Server, chance: float
) -> None:
    server.put("/", busy(500))
    web = web_of(server, chance=lambda: chance, gap_s=0.0)
    with pytest.raises(FetchError):
        web.fetcher.fetch(SITE)
    first, second = web.time.slept
    assert (first, second) == (0.5 + chance, 2 * (0.5 + chance))


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_asks_to_wait_is_left_alone(
    server: Server, web: SmallWeb, status: int
) -> None:
    server.put("/soon", busy(status, "7"), Answer(b"talks"))
    assert web.fetcher.fetch(f"{SITE}/soon").body == b"talks"
    assert sum(web.time.slept[-2:]) >= 7
    server.put("/late", busy(status, http_day(web.time.now().timestamp() + 3600)))
    server.put("/other", Answer(b"talks"))
    with pytest.raises(FetchError, match=f"answered {status}") as told:
        web.fetcher.fetch(f"{SITE}/late")
    assert told.value.again is not None
    assert dt.timedelta(minutes=59) < told.value.again <= dt.timedelta(hours=1)
    with pytest.raises(FetchError, match="left alone"):
        web.fetcher.fetch(f"{SITE}/other")
    assert (server.visits("/late"), server.visits("/other")) == (1, 0)
    assert web.fetcher.fetch("http://elsewhere.example/other").body == b"talks"
    web.time.seconds += 3600
    assert web.fetcher.fetch(f"{SITE}/other").body == b"talks"


def test_what_robots_may_not_ask_is_not_asked(server: Server, web: SmallWeb) -> None:
    server.put("/robots.txt", robots("User-agent: *\nDisallow: /drafts\nCrawl-delay: 5"))
    for path in ("/talks", "/drafts/1"):
        server.put(path, page("Talks end", "The talks ended."))
    server.put("/short", redirect("/drafts/1"))
    web.fetcher.fetch(f"{SITE}/talks")
    web.fetcher.fetch(f"{SITE}/talks")
    assert web.time.slept == [1.0, 5.0]
    for path in ("/drafts/1", "/short"):
        with pytest.raises(FetchError, match="leave this address alone"):
            web.fetcher.fetch(SITE + path)
    assert server.visits("/drafts/1") == 0
    assert server.visits("/robots.txt") == 1


@pytest.mark.parametrize(
    ("rules", "fetched"),
    [
        (Answer(b"no", 404), True),
        (Answer(b"no", 403), True),
        (redirect("http://other.example/rules"), True),
        (busy(503, "600"), False),
        (busy(429), False),
        (Answer(b"x", resets=True, stops_after=0), False),
        (redirect("http://127.0.0.1/"), False),
        (bomb("gzip", 20), False),
    ],
)
def test_rules_that_cannot_be_had_are_no_leave_to_ask(
    server: Server, web: SmallWeb, rules: Answer, fetched: bool
) -> None:
    server.put("/robots.txt", rules)
    server.put("/rules", robots("User-agent: *\nDisallow: /drafts"))
    server.put("/talks", Answer(b"talks"))
    if fetched:
        assert web.fetcher.fetch(f"{SITE}/talks").body == b"talks"
        return
    with pytest.raises(FetchError):
        web.fetcher.fetch(f"{SITE}/talks")
    assert server.visits("/talks") == 0


def test_a_message_is_sent_once_and_followed_nowhere(server: Server, web: SmallWeb) -> None:
    server.put("/hook", Answer(b"x" * 200, 204), redirect("/other"), busy(503, "60"))
    server.put("/long", Answer(b"x" * 1000, endless=True))
    headers = {"Content-Type": "application/json", "X-Signature": "abc"}
    assert web.fetcher.post(f"{SITE}/hook", b'{"a": 1}', headers) == 204
    sent = server.asked[-1]
    assert (sent.method, sent.body, sent.headers["x-signature"]) == ("POST", b'{"a": 1}', "abc")
    assert sent.headers["content-length"] == "8"
    with pytest.raises(FetchError, match="answered 302"):
        web.fetcher.post(f"{SITE}/hook", b"", headers)
    with pytest.raises(FetchError) as told:
        web.fetcher.post(f"{SITE}/hook", b"", headers)
    assert told.value.again == dt.timedelta(minutes=1)
    assert web.fetcher.post(f"{SITE}/long", b"", headers) == 200
    for address in ("http://127.0.0.1/hook", "http://inside.example/"):
        with pytest.raises(FetchError, match="--allow-host"):
            web_of(server, {"inside.example": "10.0.0.1"}).fetcher.post(address, b"", headers)
    assert server.paths() == ["/hook"] * 3 + ["/long"]


def test_an_allowed_host_that_is_none_is_said() -> None:
    with pytest.raises(InputError, match="is no host"):
        make_fetcher(now=lambda: NOW, allowed=["http://x"])


def test_the_page_on_fetching_says_the_limits_that_hold() -> None:
    text = (Path(__file__).parents[2] / "docs" / "fetching.md").read_text("utf-8")
    limits = Limits()
    for row in (
        f"unpacked | {limits.size // MEGABYTE} MB |",
        f"with it | {limits.connect_s:g} seconds |",
        f"pieces of an answer | {limits.read_s:g} seconds |",
        f"in all | {limits.whole_s:g} seconds |",
        f"| redirects | {MOST_REDIRECTS} |",
        f"| tries | {TRIES} |",
        f"| an address | {MAX_LENGTH:,} characters |",
        f"at least {GAP_S:g} second apart",
        f"up to {LONGEST_WAIT_S:g} seconds",
    ):
        assert row in text, row
