"""Every kind of source gives from stored bytes what is written beside them.

DETENTE_WRITE_EXPECTED=1 writes what came out; read the difference before it is kept.
"""

import gzip
import io
import json
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from detente.model.errors import InputError, UnknownName
from detente.model.sources import Item, Trouble, Watched, make_watched
from detente.reports.sources import KINDS, kinds, look
from tests.reports.sources.stored import DATA, NOW, Stored, looked, stored

SITE = "https://ledger.example"
# File of the data -> kind, pattern, and the address at which it lies.
CASES = {
    "ledger.rss": ("feed", None, f"{SITE}/world.rss"),
    "council.atom": ("feed", None, "https://council.example/atom"),
    "wire.feed.json": ("feed", None, "https://wire.example/feed.json"),
    "sitemap-news.xml": ("sitemap", None, f"{SITE}/sitemap-news.xml"),
    "sitemap-index.xml": ("sitemap", None, f"{SITE}/sitemaps"),
    "index.html": ("index", None, f"{SITE}/"),
    "article.html": ("page", None, f"{SITE}/talks?utm_source=x"),
    "paywalled.html": ("page", None, f"{SITE}/inside"),
    "letter.eml": ("file", None, "https://harbour.example/17.eml"),
    "desk.mbox": ("file", None, "https://harbour.example/desk.mbox"),
    "table.csv": ("file", None, f"{SITE}/table.csv"),
    "lines.jsonl": ("file", None, f"{SITE}/lines.jsonl"),
}
WEB = {
    **{address: stored(name) for name, (_, _, address) in CASES.items()},
}


def expected(name: str, found: dict[str, Any]) -> dict[str, Any]:
    path = DATA / f"{name}.json"
    if os.environ.get("DETENTE_WRITE_EXPECTED"):
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    kept: dict[str, Any] = json.loads(path.read_text())
    return kept


def seen(watched: Watched, web: Stored | None = None, **more: Any) -> list[Item | Trouble]:
    return list(look(watched, web or Stored(WEB), now=NOW, **more).items)


@pytest.mark.parametrize("name", CASES)
def test_a_source_gives_what_is_written_beside_it(name: str) -> None:
    kind, pattern, address = CASES[name]
    watched = make_watched(kind, address, pattern=pattern)
    found = looked(look(watched, Stored(WEB), now=NOW))
    assert found == expected(name, found)


def test_every_kind_of_the_table_is_named_once_and_told() -> None:
    assert len(kinds()) == len(KINDS) == len({kind.name for kind in KINDS})
    assert all(kind.what for kind in KINDS)


def test_an_unknown_kind_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="choose one of feed, file, folder, index, mail, page"):
        look(make_watched("fax", "x"), Stored({}), now=NOW)


def test_what_did_not_change_gives_no_items_and_keeps_the_condition() -> None:
    for kind, _, address in CASES.values():
        watched = make_watched(kind, address)
        first = look(watched, Stored(WEB), now=NOW)
        if first.condition is None:
            assert address == CASES["sitemap-index.xml"][2]  # it stays while its sitemaps change
            continue
        again = look(watched, Stored(WEB), first.condition, now=NOW)
        assert list(again.items) == []
        assert again.condition == first.condition
        assert again.fetched is not None
        assert again.fetched.status == 304


def test_what_is_known_comes_without_its_report() -> None:
    watched = make_watched("file", CASES["lines.jsonl"][2])
    items = [one for one in seen(watched) if isinstance(one, Item)]
    again = seen(watched, known={one.key: one.version for one in items[:1]})
    assert [one.report is None for one in again if isinstance(one, Item)] == [True, False]
    assert [one.key for one in again if isinstance(one, Item)] == [one.key for one in items]


# What is not what its user took it for.


def test_a_page_that_names_its_feed_leads_on_to_it() -> None:
    web = Stored({f"{SITE}/": stored("index.html"), f"{SITE}/world.rss": stored("ledger.rss")})
    note, *rest = seen(make_watched("feed", f"{SITE}/"), web)
    assert isinstance(note, Trouble)
    assert note.message == (
        f"it is a page, no feed; the feed that it names was read: {SITE}/world.rss"
    )
    assert sum(isinstance(one, Item) for one in rest) == 5
    assert web.asked == [f"{SITE}/", f"{SITE}/world.rss"]


def test_a_page_that_names_no_feed_says_how_to_follow_it() -> None:
    watched = make_watched("feed", CASES["article.html"][2])
    with pytest.raises(InputError, match="names no feed; follow it as kind 'page'"):
        seen(watched)


def test_a_feed_is_never_sought_on_this_machine() -> None:
    page = b'<html><link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">'
    with pytest.raises(InputError, match="names no feed"):
        seen(make_watched("feed", f"{SITE}/"), Stored({f"{SITE}/": page}))


@pytest.mark.parametrize("kind", ["page", "index"])
def test_a_page_that_is_a_feed_is_read_as_one_with_a_note(kind: str) -> None:
    note, *rest = seen(make_watched(kind, CASES["ledger.rss"][2]))
    assert isinstance(note, Trouble)
    assert "it is a feed, no page, and was read as one" in note.message
    assert sum(isinstance(one, Item) for one in rest) == 5


def test_a_feed_that_is_a_sitemap_is_read_as_one_with_a_note() -> None:
    note, *rest = seen(make_watched("feed", CASES["sitemap-news.xml"][2]))
    assert isinstance(note, Trouble)
    assert "it is a sitemap" in note.message
    assert sum(isinstance(one, Item) for one in rest) == 2


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("feed", b"", "it is no feed that can be read"),
        ("feed", b"hello", "it is no feed that can be read"),
        ("feed", b"%PDF-1.7", "it is a PDF, no feed"),
        ("feed", b'{"version": "https://jsonfeed.org/version/1", "items": 3}', "no list of items"),
        ("feed", b'{"version": "https://jsonfeed.org/version/1", "items": [', "it is not JSON"),
        ("sitemap", b"<html></html>", "it is no sitemap"),
        ("sitemap", b"<urlset><url><loc>", "it is no whole XML"),
        ("index", b"<html><a href='/about'>About</a></html>", "none of its 1 links"),
        ("index", b"\x00\x01", "it is binary, not text"),
        ("file", b"\x00\x01", "files of kind '' are not read"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_address(kind: str, body: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        seen(make_watched(kind, f"{SITE}/x"), Stored({f"{SITE}/x": body}))
    assert str(caught.value).startswith(f"{SITE}/x")


def test_a_wall_is_a_note_and_no_report() -> None:
    (note,) = seen(make_watched("page", f"{SITE}/"), Stored({f"{SITE}/": stored("robots.html")}))
    assert note == Trouble(f"{SITE}/", "the page shows a wall against robots, not the article")


def laughs(root: str) -> bytes:
    names = "abcdefghij"
    entities = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">{entities}]>{root}'.encode()


def test_a_billion_laughs_are_not_laughed() -> None:
    rss = laughs(
        "<rss version='2.0'><channel><title>&j;</title><item><title>A</title></item>"
        "</channel></rss>"
    )
    found = seen(make_watched("feed", f"{SITE}/f"), Stored({f"{SITE}/f": rss}))
    assert len(str(found)) < 2_000
    sitemap = laughs("<urlset><url><loc>&j;</loc></url></urlset>")
    with pytest.raises(InputError, match="it declares entities"):
        seen(make_watched("sitemap", f"{SITE}/s"), Stored({f"{SITE}/s": sitemap}))


def test_a_sitemap_may_be_packed_but_is_no_bomb() -> None:
    packed = gzip.compress(stored("sitemap-news.xml"))
    web = Stored({f"{SITE}/sitemap.xml.gz": packed})
    assert len(seen(make_watched("sitemap", f"{SITE}/sitemap.xml.gz"), web)) == 3
    bomb = gzip.compress(b"<urlset>" + b" " * 30_000_000)
    with pytest.raises(InputError, match="unpacks to more than 20 MB"):
        seen(make_watched("sitemap", f"{SITE}/b.gz"), Stored({f"{SITE}/b.gz": bomb}))


def test_ten_thousand_entries_at_once_all_come_with_a_note() -> None:
    items = "".join(
        f"<item><title>Talk {n}</title><guid>{n}</guid><link>{SITE}/{n}</link></item>"
        for n in range(10_000)
    )
    rss = f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()
    *found, note = seen(make_watched("feed", f"{SITE}/f"), Stored({f"{SITE}/f": rss}))
    assert len(found) == 10_000
    assert isinstance(note, Trouble)
    assert "10,000 entries at once" in note.message


def test_an_id_that_is_no_address_is_not_asked_for() -> None:
    address = f"{SITE}/f"
    rss = (
        "<rss version='2.0'><channel><title>T</title>"
        "<item><title>One</title><guid>talk-1</guid>"
        "<description>Norland left.</description></item>"
        f"<item><title>Two</title><guid>{SITE}/2</guid></item></channel></rss>"
    )
    found = seen(make_watched("feed", address), Stored({address: rss.encode()}))
    items = [one for one in found if isinstance(one, Item)]
    assert [(one.key, one.address) for one in items] == [
        ("talk-1", None),
        (f"{SITE}/2", f"{SITE}/2"),
    ]
    assert items[0].text == "Norland left."


def test_a_damaged_feed_gives_what_of_it_can_be_read_with_a_note() -> None:
    cut = stored("ledger.rss")[:1600]
    note, *rest = seen(make_watched("feed", f"{SITE}/f"), Stored({f"{SITE}/f": cut}))
    assert isinstance(note, Trouble)
    assert "not well formed" in note.message
    assert any(isinstance(one, Item) and one.key == "ledger-1001" for one in rest)


def test_the_charset_of_a_feed_is_the_declared_one() -> None:
    title = "Gespräche über Zölle"
    rss = f"<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"
    address = f"{SITE}/f"
    web = Stored({address: rss.encode("latin-1")}, {address: "application/xml"}, "latin-1")
    (item,) = (one for one in seen(make_watched("feed", address), web) if isinstance(one, Item))
    assert item.title == title


# Indexes.


def test_a_pattern_chooses_the_links_of_an_index() -> None:
    watched = make_watched("index", f"{SITE}/", pattern=r"elsewhere\.example/\d{4}/")
    (item,) = seen(watched)
    assert isinstance(item, Item)
    assert item.title == "Elsewhere: prices of fish rise again"


def test_a_pattern_that_fits_nothing_is_said() -> None:
    with pytest.raises(InputError, match="matches the pattern 'xyz'"):
        seen(make_watched("index", f"{SITE}/", pattern="xyz"))


def test_a_pattern_that_is_none_makes_no_source() -> None:
    with pytest.raises(InputError, match=r"'\(' is no regular expression"):
        make_watched("index", f"{SITE}/", pattern="(")


def test_numbers_beside_a_headline_do_not_make_it_another() -> None:
    page = (
        "<a href='/2031/03/talks-end-in-brage-at-last'>Talks end in Brage at last {} min ago</a>"
    )
    versions = set()
    for minutes in (3, 17):
        web = Stored({f"{SITE}/": f"<html>{page.format(minutes)}</html>".encode()})
        (item,) = seen(make_watched("index", f"{SITE}/"), web)
        assert isinstance(item, Item)
        versions.add(item.version)
    assert len(versions) == 1


# Pages.


def test_a_pages_version_is_that_of_its_text() -> None:
    address = CASES["article.html"][2]
    page = stored("article.html")
    other = {
        "an advertisement": page.replace(b"We use cookies", b"Buy our cookies"),
        "words": page.replace(b"left the hall early", b"stayed until midnight"),
    }
    versions = [seen(make_watched("page", address), Stored({address: page}))[0]]
    versions += [
        seen(make_watched("page", address), Stored({address: b}))[0] for b in other.values()
    ]
    first, same, changed = (one.version for one in versions if isinstance(one, Item))
    assert first == same != changed


def test_a_pdf_is_a_page() -> None:
    from tests.reports.test_documents import pdf

    address = f"{SITE}/plan.pdf"
    data = pdf(["Norland and Sudmark agree that", "tolls on all ships end in a year."])
    (item,) = seen(make_watched("page", address), Stored({address: data}))
    assert isinstance(item, Item)
    assert item.report is not None
    assert "tolls on all ships end" in item.report.text


# Of this machine.


def test_a_feed_may_be_a_file_and_is_read_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.rss"
    path.write_bytes(stored("ledger.rss"))
    watched = make_watched("feed", str(path))
    first = look(watched, Stored({}), now=NOW)
    assert sum(isinstance(one, Item) for one in first.items) == 5
    assert list(look(watched, Stored({}), first.condition, now=NOW).items) == []
    path.write_bytes(stored("ledger.rss") + b" ")
    assert list(look(watched, Stored({}), first.condition, now=NOW).items)


def test_standard_input_gives_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = io.TextIOWrapper(io.BytesIO(stored("lines.jsonl")))
    monkeypatch.setattr("sys.stdin", lines)
    found = seen(make_watched("standard input", "-", name="The pipe"))
    assert [type(one) for one in found] == [Item, Trouble, Item]
    assert [one.outlet for one in found if isinstance(one, Item)] == ["The pipe", "The pipe"]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if kind.name != "standard input"])
@pytest.mark.parametrize("name", ["no-such-thing.txt", "nul\0.txt"])
def test_a_path_with_nothing_there_is_said(kind: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"check the path|no name that a file can have"):
        seen(make_watched(kind, str(tmp_path / name)))
