"""A round takes what is new, once, and goes on whatever is wrong with a source or an item."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from detente.following.deciding import REVISITS
from detente.following.rounds import Round, due_sources, update
from detente.model.errors import RecordBusy, RecordError
from detente.model.followed import Came, Looking
from detente.model.sources import Watched, make_watched
from detente.record import Record, open_record
from tests.following.world import BEGIN, FILLER, HOUR, Article, Clock, Heard, Outlet, means, rss
from tests.reports.server import Answer, Server, bomb, busy, page, redirect


def go(
    record: Record, server: Server, clock: Clock, *sources: Watched, heard: Heard | None = None
) -> Round:
    hear = heard.came if heard else lambda _source, _what: None
    return update(
        record, sources or record.sources(), means(server, clock), reader="plain", hear=hear
    )


def followed(record: Record, *sources: Watched) -> None:
    for one in sources:
        record.source_add(one, "mara")


def test_what_is_new_is_taken_once(record: Record, server: Server, clock: Clock) -> None:
    harbour = Outlet(server, "harbour")
    harbour.publish("one", "Talks", "Norland rejects the toll.")
    harbour.publish("two", "More", "Sudmark demands the toll.")
    followed(record, harbour.source())
    assert go(record, server, clock).entered.new == 2
    asked = len(server.paths())
    done = go(record, server, clock)
    assert (done.entered.new, done.same, done.left) == (0, 0, 0)
    assert server.paths()[asked:] == [harbour.feed]  # and that said that nothing changed
    assert [r.outlet for r in record.reports()] == ["Harbour Post"] * 2
    assert {r.published for r in record.reports()} == {BEGIN.date()}
    assert len(record.entries("positions")) == 2
    harbour.publish("three", "New", "Halmark accepts the toll.")
    assert go(record, server, clock).entered.new == 1


def test_each_request_is_kept_with_its_bytes(record: Record, server: Server, clock: Clock) -> None:
    harbour = Outlet(server, "harbour")
    article = harbour.publish("one", "Talks", "Norland rejects the toll.")
    followed(record, harbour.source())
    go(record, server, clock)
    stored = record.stored_answer(server.address(article.path))
    assert stored is not None
    assert stored.body == article.answer().body
    assert record.raw(stored.digest) == stored.body
    assert record.stored_answer(harbour.address) is None  # nothing was read from the feed itself


def test_a_filter_says_why_it_takes_and_leaves(
    record: Record, server: Server, clock: Clock
) -> None:
    harbour = Outlet(server, "harbour")
    harbour.publish("one", "Talks", "Norland rejects the toll.")
    harbour.publish("two", "Weather", "Rain falls.")
    followed(record, harbour.source(words=("toll*",)))
    done = go(record, server, clock)
    assert (done.entered.new, done.left) == (1, 1)
    rows = record.items_page().rows
    assert {(row.title, row.outcome, row.reason) for row in rows} == {
        ("Talks", "taken", "it holds 'toll*'"),
        ("Weather", "left", "it holds none of the words 'toll*'"),
    }
    [health] = record.health()
    assert (health.taken, health.left, health.failures) == (1, 1, 0)


def test_articles_behind_a_wall_are_told_in_the_health_for_a_day(
    record: Record, server: Server, clock: Clock
) -> None:
    harbour = Outlet(server, "harbour")
    article = harbour.publish("one", "Talks", "Norland rejects the toll.")
    closed = page("Talks", "Norland rejects it.", "Subscribe to continue reading.")
    server.put(article.path, closed)
    empty = harbour.publish("two", "More", "Sudmark demands the toll.")
    server.put(empty.path, page("More"))
    followed(record, harbour.source())
    assert go(record, server, clock).left == 2
    clock.move(HOUR)
    go(record, server, clock)  # the feed says that nothing changed
    [health] = record.health()
    assert health.last is not None and health.last.outcome == "unchanged"
    said = {note.where: note.message for note in health.notes}
    assert set(said) == {server.address(article.path), server.address(empty.path)}
    assert "paywall" in said[server.address(article.path)]
    assert "no article was found" in said[server.address(empty.path)]
    clock.move(30 * HOUR)
    go(record, server, clock)
    assert record.health()[0].notes == ()


def test_an_article_that_changed_is_a_revision(
    record: Record, server: Server, clock: Clock
) -> None:
    harbour = Outlet(server, "harbour")
    said = harbour.publish("one", "Talks", "Norland rejects the toll.")
    silent = harbour.publish("two", "More", "Sudmark demands the toll.")
    followed(record, harbour.source())
    go(record, server, clock)
    harbour.change(said, "Norland accepts the toll.", updated=BEGIN + HOUR)
    harbour.change(silent, "Sudmark rejects the toll.")  # and the feed does not say so
    clock.move(REVISITS[0] / 2)
    assert go(record, server, clock).entered.revised == 1
    clock.move(REVISITS[0])
    assert go(record, server, clock).entered.revised == 1
    stances = {(e.claim.actor, e.kind) for e in record.entries("positions")}  # type: ignore[attr-defined]
    assert stances == {("Norland", "accepts"), ("Sudmark", "rejects")}
    for wait in (*REVISITS, *REVISITS):
        clock.move(wait)
        go(record, server, clock)
    quiet = len(server.paths())
    clock.move(dt.timedelta(days=3))
    go(record, server, clock)
    assert server.paths()[quiet:] == [harbour.feed]  # nobody asks for old articles for ever


def test_an_article_that_has_an_earlier_text_again_says_so_again(
    record: Record, server: Server, clock: Clock
) -> None:
    harbour = Outlet(server, "harbour")
    article = harbour.publish("one", "Talks", "Norland rejects the toll.")
    followed(record, harbour.source())
    seen = []
    for number, words in enumerate(("rejects", "accepts", "rejects", "rejects", "accepts")):
        harbour.change(article, f"Norland {words} the toll.", updated=BEGIN + number * HOUR)
        done = go(record, server, clock)
        found = [e.kind for e in record.entries("positions")]
        seen.append((done.entered.new + done.entered.revised, found))
        clock.move(HOUR)
    assert seen == [
        (1, ["rejects"]),
        (1, ["accepts"]),
        (1, ["rejects"]),
        (0, ["rejects"]),
        (1, ["accepts"]),
    ]
    texts = [record.report(row.id).text for row in record.reports()]
    assert len(texts) == 4 and len(set(texts)) == 2


def test_a_page_that_flips_between_two_texts_is_no_revision_at_each_look(
    record: Record, server: Server, clock: Clock
) -> None:
    pages = [
        Article("/live/talks", "Talks", f"Norland {w} the toll.") for w in ("rejects", "accepts")
    ]
    server.put("/live/talks", *(page.answer() for page in pages * 6))
    followed(record, make_watched("page", server.address("/live/talks")))
    for _ in range(12):
        go(record, server, clock)
        clock.move(HOUR / 4)
    assert len(record.reports()) == 4  # two texts, and one an hour that came back


def test_a_purged_text_does_not_come_back(record: Record, server: Server, clock: Clock) -> None:
    harbour = Outlet(server, "harbour")
    article = harbour.publish("one", "Talks", "Norland rejects the toll.")
    followed(record, harbour.source())
    go(record, server, clock)
    (first,) = record.reports()
    for words in ("accepts", "rejects"):
        clock.move(2 * HOUR)
        harbour.change(article, f"Norland {words} the toll.", updated=clock())
        if words == "rejects":
            record.purge(first.id, "asked for", "mara")
        go(record, server, clock)
    assert [e.kind for e in record.entries("positions")] == ["accepts"]


def test_a_text_that_comes_back_keeps_the_mark_that_the_desk_gave_it(
    record: Record, server: Server, clock: Clock
) -> None:
    harbour = Outlet(server, "harbour")
    article = harbour.publish("one", "Talks", "Norland rejects the toll.")
    followed(record, harbour.source())
    go(record, server, clock)
    record.mark(record.reports()[0].id, "internal", by="mara")
    for words in ("accepts", "rejects"):
        clock.move(2 * HOUR)
        harbour.change(article, f"Norland {words} the toll.", updated=clock())
        go(record, server, clock)
    assert [row.mark for row in record.reports("internal")].count("internal") == 2
    assert [e.kind for e in record.entries("positions")] == ["accepts"]


def test_what_cannot_be_had_is_tried_again_and_given_up(
    record: Record, server: Server, clock: Clock
) -> None:
    harbour = Outlet(server, "harbour")
    late = harbour.publish("late", "Late", "Norland rejects the toll.")
    gone = harbour.publish("gone", "Gone", "Sudmark demands the toll.")
    server.put(late.path, busy(), busy(), busy(), late.answer())  # three tries are one fetch
    server.put(gone.path, busy(500))
    followed(record, harbour.source())
    assert go(record, server, clock).unfetched == 2
    assert [one.waiting for one in record.health()] == [2]
    asked = len(server.paths())
    go(record, server, clock)
    assert server.paths()[asked:] == [harbour.feed]  # too early
    clock.move(HOUR)
    assert go(record, server, clock).entered.new == 1
    for _ in range(5):
        clock.move(dt.timedelta(days=4))
        go(record, server, clock)
    assert [one.waiting for one in record.health()] == [0]
    (left,) = record.items_page(outcomes=("left",)).rows
    assert left.title == "Gone" and "given up after" in left.reason


def test_a_source_that_fails_says_why_and_the_round_goes_on(
    record: Record, server: Server, clock: Clock
) -> None:
    harbour = Outlet(server, "harbour")
    harbour.publish("one", "Talks", "Norland rejects the toll.")
    server.put("/busy", busy(429, again="7200"))
    bad = make_watched("feed", server.address("/busy", host="localhost"))
    unknown = make_watched("fax", "12345")
    followed(record, bad, unknown, harbour.source())
    heard = Heard()
    done = go(record, server, clock, heard=heard)
    assert (done.sources, done.failed, done.entered.new) == (3, 2, 1)
    by_id = {one.source.id: one for one in record.health()}
    assert "429" in (by_id[bad.id].last or heard.things[0]).error  # type: ignore[union-attr,operator]
    assert "fax" in by_id[unknown.id].last.error  # type: ignore[union-attr,operator]
    clock.move(HOUR)
    assert bad not in due_sources(record, means(server, clock))  # it asked for two hours
    clock.move(2 * HOUR)
    assert bad in due_sources(record, means(server, clock))


def test_a_source_that_fails_is_asked_less_and_less_often(
    record: Record, server: Server, clock: Clock
) -> None:
    server.put("/gone", Answer(b"gone", 404))
    bad = make_watched("feed", server.address("/gone"))
    followed(record, bad)
    looks = 0
    for _ in range(4 * 48):
        found = due_sources(record, means(server, clock))
        looks += len(found)
        go(record, server, clock, *found) if found else None
        clock.move(HOUR / 4)
    assert 5 < looks < 16
    assert record.health()[0].failures == looks


BAD = {
    "a feed that is HTML": page("Home", "Nothing of a feed in here.", *FILLER),
    "endless redirects": redirect("/bad"),
    "a huge body": Answer(b"x" * 1000, endless=True, kind="application/rss+xml"),
    "a length of 2 GB": Answer(b"<rss/>", length=2 * 1024**3, kind="application/rss+xml"),
    "a zip bomb": bomb(),
    "nothing": Answer(b""),
    "bytes": Answer(bytes(range(256)), kind="application/rss+xml"),
    "cut off": Answer(b"<rss><channel>" + b" " * 5000, stops_after=100),
    "a billion laughs": Answer(
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
        + b"".join(
            b'<!ENTITY a%d "&a%s;&a%s;">' % (n, b"" if n == 1 else b"%d" % (n - 1), b"")
            for n in range(1, 30)
        )
        + b"]><rss>&a29;</rss>",
        kind="application/rss+xml",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_a_note_on_the_source(
    what: str, record: Record, server: Server, clock: Clock
) -> None:
    server.put("/bad", BAD[what])
    harbour = Outlet(server, "harbour")
    harbour.publish("one", "Talks", "Norland rejects the toll.")
    followed(record, make_watched("feed", server.address("/bad")), harbour.source())
    done = go(record, server, clock)
    assert done.entered.new == 1
    bad, good = record.health()
    assert bad.last is not None and good.last is not None
    assert bad.last.error or bad.last.troubles
    assert good.last.outcome == "fine"


def test_a_page_that_is_a_feed_is_read_as_one(
    record: Record, server: Server, clock: Clock
) -> None:
    server.put("/one", page("Talks", "Norland rejects the toll.", *FILLER))
    server.put("/page", rss(server, ("/one", "Talks"), kind="text/html"))
    followed(record, make_watched("page", server.address("/page")))
    assert go(record, server, clock).entered.new == 1
    assert "it is a feed" in record.health()[0].last.troubles[0].message  # type: ignore[union-attr]


def test_an_address_on_this_machine_is_refused_in_a_feed_from_elsewhere(
    record: Record, server: Server, clock: Clock
) -> None:
    server.put("/one", page("Talks", "Norland rejects the toll.", *FILLER))
    feed = (
        "<rss><channel><item><title>Inside</title><guid>1</guid>"
        "<link>http://10.0.0.7/admin</link></item><item><title>Talks</title><guid>2</guid>"
        f"<link>{server.address('/one')}</link></item></channel></rss>"
    )
    server.put("/feed", Answer(feed.encode(), kind="application/rss+xml"))
    followed(record, make_watched("feed", server.address("/feed")))
    done = go(record, server, clock)
    assert (done.entered.new, done.unfetched) == (1, 1)
    [row] = record.items_page(outcomes=("failed",)).rows
    assert "private network" in row.reason


def test_one_id_for_two_articles_loses_neither(
    record: Record, server: Server, clock: Clock
) -> None:
    server.put("/one", page("Talks", "Norland rejects the toll.", *FILLER))
    server.put("/two", page("More", "Sudmark demands the toll.", *FILLER))
    feed = "".join(
        f"<item><title>{path}</title><guid>same</guid><link>{server.address(path)}</link></item>"
        for path in ("/one", "/two")
    )
    server.put(
        "/feed",
        Answer(f"<rss><channel>{feed}</channel></rss>".encode(), kind="application/rss+xml"),
    )
    followed(record, make_watched("feed", server.address("/feed")))
    assert go(record, server, clock).entered.new == 2
    assert "stands for another address" in record.health()[0].last.troubles[0].message  # type: ignore[union-attr]
    clock.move(dt.timedelta(minutes=20))
    assert go(record, server, clock).same == 0


def test_dates_in_the_future_or_in_1970_are_left_out_with_a_note(
    record: Record, server: Server, clock: Clock
) -> None:
    harbour = Outlet(server, "harbour")
    for number, at in enumerate(
        (dt.datetime(2199, 1, 1, tzinfo=dt.UTC), dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    ):
        harbour.publish(str(number), f"Talks {number}", f"Norland rejects toll{number}.", at)
    followed(record, harbour.source())
    assert go(record, server, clock).entered.new == 2
    assert [r.published for r in record.reports()] == [None, None]
    assert record.health()[0].last.troubles  # type: ignore[union-attr]


def test_ten_thousand_items_in_one_feed_are_all_offered(
    record: Record, server: Server, clock: Clock
) -> None:
    items = [(f"/{n}", f"Item {n}") for n in range(10_000)]
    server.put("/feed", rss(server, *items))
    source = make_watched("feed", server.address("/feed"))
    followed(record, source)
    ended = 0

    def is_ending() -> bool:
        nonlocal ended
        ended += 1
        return ended > 40

    done = update(record, [source], means(server, clock, is_ending), reader="plain")
    assert done.ended
    assert 0 < done.unfetched <= 40  # it can be ended in their midst, and knows how far it came
    assert record.looked() == {}


def test_two_feeds_with_the_same_article_give_one_report(
    record: Record, server: Server, clock: Clock
) -> None:
    server.put("/one", page("Talks", "Norland rejects the toll.", *FILLER))
    for path in ("/a", "/b"):
        server.put(path, rss(server, ("/one", "Talks")))
    followed(record, *(make_watched("feed", server.address(path)) for path in ("/a", "/b")))
    heard = Heard()
    done = go(record, server, clock, heard=heard)
    assert (done.entered.new, done.same) == (1, 1)
    said = [one for one in heard.things if isinstance(one, Came)]
    assert sorted(one.outcome for one in said) == ["same", "taken"]
    assert {one.report for one in said} == {record.reports()[0].id}
    looks = [one for one in heard.things if isinstance(one, Looking)]
    assert sorted(one.taken for one in looks) == [0, 1]
    assert sorted(one.taken for one in record.health()) == [0, 1]


def test_a_folder_gives_new_and_changed_files(
    record: Record, server: Server, clock: Clock, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "one.txt").write_text("Talks\n\nNorland rejects the toll.")
    followed(record, make_watched("folder", str(folder)))
    assert go(record, server, clock).entered.new == 1
    (folder / "two.txt").write_text("More\n\nSudmark demands the toll.")
    clock.move(HOUR)
    assert go(record, server, clock).entered.new == 1
    clock.move(HOUR)
    assert go(record, server, clock).entered.new == 0


def test_a_purged_report_stays_out(record: Record, server: Server, clock: Clock) -> None:
    harbour = Outlet(server, "harbour")
    article = harbour.publish("one", "Secret headline", "Norland rejects the toll.")
    followed(record, harbour.source())
    go(record, server, clock)
    [report] = record.reports()
    record.purge(report.id, "asked for", "mara")
    assert record.stored_answer(server.address(article.path)) is None
    for _ in range(3):
        clock.move(dt.timedelta(hours=7))
        assert go(record, server, clock).entered.new == 0
    assert record.stored_answer(server.address(article.path)) is None
    assert all(row.title is None for row in record.items_page().rows)


def test_without_room_nothing_is_lost(
    filed: Record, server: Server, clock: Clock, tmp_path: Path
) -> None:
    harbour = Outlet(server, "harbour")
    for number in range(60):
        harbour.publish(str(number), f"Talks {number}", f"Norland rejects toll{number}.")
    followed(filed, harbour.source())
    path = tmp_path / "filed.db"
    pages = sqlite3.connect(path).execute("PRAGMA page_count").fetchone()[0]
    with open_record(str(path), now=clock) as small:
        with small._database.connected() as connection:  # as of a full disk
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 40}")
        with pytest.raises(RecordError, match=r"full|room|space"):
            update(small, small.sources(), means(server, clock), reader="plain", at_once=1)
    assert 0 < len(filed.reports()) < 60
    assert filed.looked() == {}
    go(filed, server, clock)
    assert len(filed.reports()) == 60
    assert len(filed.entries("positions")) == 60


def test_a_clock_that_was_moved_back_hides_nothing(
    record: Record, server: Server, clock: Clock
) -> None:
    harbour = Outlet(server, "harbour")
    harbour.publish("one", "Talks", "Norland rejects the toll.")
    followed(record, harbour.source())
    clock.move(dt.timedelta(days=300))
    go(record, server, clock)
    before = record.last_entered()
    assert before is not None
    clock.move(-dt.timedelta(days=299))
    harbour.publish("two", "More", "Sudmark demands the toll.")
    assert due_sources(record, means(server, clock)) == record.sources()
    assert go(record, server, clock).entered.new == 1
    assert len(record.changes(before).changes) == 1  # what came later is later


def test_one_record_has_one_watcher(
    record: Record, place: str, tmp_path: Path, clock: Clock
) -> None:
    # the server of a database may be another machine, whose processes have no number here
    told = r"another process" if "://" in place else r"another process \(process \d+\)"
    with (
        record.watching(),
        open_record(place, now=clock) as other,
        pytest.raises(RecordBusy, match=told),
        other.watching(),
    ):
        raise AssertionError("two watch")
    with record.watching():
        pass
    assert not list(tmp_path.glob("*.watch"))


def test_articles_are_taken_anew_out_of_kept_pages(
    record: Record, server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    from detente.cli import options, run
    from detente.reports import pages

    harbour = Outlet(server, "harbour")
    harbour.publish("one", "Talks", "Norland rejects the toll.")
    followed(record, harbour.source())
    go(record, server, clock)
    [before] = record.reports()
    monkeypatch.setattr(options, "now", lambda: BEGIN + HOUR)
    asked = len(server.paths())
    words = ["-q", "reread", "--from-raw", "--reader", "plain", "--record", place]
    assert run(words) == 0
    assert len(record.reports()) == 1  # the same comes out of it
    usual = pages.clean
    monkeypatch.setattr(pages, "clean", lambda text: usual(text).replace("rejects", "accepts"))
    assert run(words) == 0
    old, new = record.reports()
    assert (old.id, new.revises) == (before.id, before.id)
    assert len(server.paths()) == asked
