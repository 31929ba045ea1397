"""Whatever bytes a source sends: items, troubles, or an InputError that says what is wrong.

Cases that once broke something are kept as examples.
"""

import io
import json

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente.model.errors import InputError
from detente.model.sources import Item, Trouble, make_watched
from detente.reports import Given
from detente.reports.mail import letters_in, read_letter
from detente.reports.sources import look, read_opml
from tests.reports.sources.stored import NOW, Stored, stored

ADDRESS = "https://ledger.example/x"
NAMES = ("ledger.rss", "council.atom", "wire.feed.json", "sitemap-news.xml", "sitemap-index.xml")
PAGES = ("index.html", "article.html", "paywalled.html")
TYPES = ("", "text/html", "application/rss+xml", "application/json", "application/pdf", "x/y")
QUIET = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def try_all(body: bytes, media_type: str = "", charset: str | None = None) -> None:
    web = Stored({ADDRESS: body}, {ADDRESS: media_type}, charset)
    for kind in ("feed", "sitemap", "page", "index", "file"):
        try:
            found = list(look(make_watched(kind, ADDRESS), web, now=NOW).items)
        except InputError as error:
            assert str(error)
            continue
        assert all(isinstance(one, Item | Trouble) for one in found)


@st.composite
def damaged(draw: st.DrawFn, names: tuple[str, ...]) -> bytes:
    """A stored file with pieces cut out, doubled, swapped and overwritten."""
    data = stored(draw(st.sampled_from(names)))
    for _ in range(draw(st.integers(1, 5))):
        if not data:
            break
        start = draw(st.integers(0, len(data) - 1))
        end = draw(st.integers(start, min(len(data), start + 60)))
        put = draw(
            st.sampled_from([b"", data[start:end] * 3, b"<![CDATA[", b"&#0;", b"\xff\xfe", b"]]>"])
            | st.binary(max_size=12)
        )
        data = data[:start] + put + data[end:]
    return data


@QUIET
@given(st.binary(max_size=300), st.sampled_from(TYPES))
@example(b"\xff\xfe<\x00r\x00s\x00s\x00", "")
@example(b'<?xml version="1.0" encoding="utf-7"?><rss><channel><item>+ADw-</item>', "text/xml")
@example(b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1e999}]}', "")
@example(b'<rdf:RDF xmlns:rdf="x"><item rdf:about="http://[bad"><link>http://[bad</link>', "")
def test_any_bytes(body: bytes, media_type: str) -> None:
    try_all(body, media_type)


@QUIET
@given(damaged(NAMES))
def test_damaged_feeds_and_sitemaps(body: bytes) -> None:
    try_all(body)


@QUIET
@given(damaged(PAGES), st.sampled_from(["utf-8", "latin-1", None]))
def test_damaged_pages(body: bytes, charset: str | None) -> None:
    try_all(body, "text/html", charset)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    *("id", "url", "title", "content_html", "content_text", "authors", "name"),
                    *("summary", "date_published", "date_modified", "language", "external_url"),
                    "author",
                )
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@QUIET
@given(st.lists(values, max_size=4))
def test_any_items_of_a_json_feed(items: list[object]) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": items, "items": items}
    try_all(json.dumps(feed).encode())


@QUIET
@given(damaged(("letter.eml", "desk.mbox")))
@example(b"From: =?utf-8?B?////?= <a@b>\nSubject: =?x?Q?=\n\nwords")
@example(b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 300 + b"words")
@example(b"From: a\nContent-Type: text/plain; charset*0*=x''%FF; charset*1=y\n\nwords")
@example(b"From: a\nContent-Disposition: attachment; filename*=bad''%ZZ\n\nwords")
@example(b"From: a\nDate: Tue, 99 Mar 99999 99:99:99 +9999\n\nwords")
@example(b"From: a\nContent-Transfer-Encoding: base64\n\n=====\n")
def test_damaged_letters(data: bytes) -> None:
    try:
        letter = read_letter(data, Given(retrieved=NOW))
    except InputError as error:
        assert str(error)
    else:
        assert letter.report.text.strip()


@QUIET
@given(st.binary(max_size=200))
def test_any_bytes_as_a_mailbox(data: bytes) -> None:
    lines = list(letters_in(io.BytesIO(b"From x\n" + data)))
    assert sum(map(len, lines)) <= len(data)


@QUIET
@given(st.binary(max_size=200) | damaged(("sitemap-news.xml",)))
def test_any_bytes_as_a_list(data: bytes) -> None:
    try:
        assert all(one is not None for one in read_opml(data))
    except InputError as error:
        assert str(error)
