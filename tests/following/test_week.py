"""A week that is watched gives the record that the same articles give when added by hand."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from detente import flow
from detente.following.watching import Watch
from detente.model.followed import Looking
from detente.model.snapshot import Entry, Snapshot
from detente.model.sources import Item, make_watched
from detente.model.text import Report
from detente.record import Record, open_record
from detente.reports import Given
from detente.reports.pages import report_of_page
from tests.following.world import BEGIN, HOUR, Article, Clock, Heard, Outlet, answered, means
from tests.reports.server import Server, busy

DAYS = 7
DAY = 24 * HOUR
STANCES = ("rejects", "demands", "accepts", "offers")


class Week:
    """What three outlets publish in a week, hour by hour, and every text that could be had."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.outlets = [Outlet(server, name) for name in ("harbour", "ledger", "strand")]
        self.texts: list[Report] = []
        for outlet in self.outlets:
            outlet.serve()

    def hour(self, number: int) -> None:
        """Publish what comes in an hour; now and then an article is rewritten, or a site ails."""
        at = BEGIN + number * HOUR
        if number % 4 == 0:
            outlet = self.outlets[number // 4 % 3]
            stance = STANCES[number // 4 % 4]
            words = f"Norland {stance} the toll. Sudmark and Norland met on {at.date()}."
            article = outlet.publish(f"talks-{number}", f"Talks, part {number}", words, at)
            self._keep(article, at)
        if number % 24 == 10:  # said to be changed
            article = self.outlets[0].articles[0]
            self.outlets[0].change(article, "Norland accepts the toll.", updated=at)
            self._keep(article, at)
        if number % 24 == 18:  # changed in silence, two hours after it was published
            article = self.outlets[1].articles[0]
            self.outlets[1].change(article, "Halmark rejects the toll.")
            self._keep(article, at)
        if number % 24 == 12:  # for a while it cannot be had
            latest = self.outlets[2].articles[0]
            self.server.put(latest.path, *[busy()] * 6, latest.answer())
        if number % 24 == 13:
            self.server.put(self.outlets[2].feed, busy(), busy(), busy())
        if number % 24 == 14:
            self.outlets[2].serve()

    def _keep(self, article: Article, at: dt.datetime) -> None:
        address = self.server.address(article.path)
        answer = answered(address, article.answer().body, at)
        item = Item(article.path, "1", address)
        report = report_of_page(answer, item, Given(retrieved=at))
        assert isinstance(report, Report)
        self.texts.append(report)


def plain(snapshot: Snapshot) -> Iterator[tuple[object, ...]]:
    """What a snapshot says, without when we got it."""

    def entry(one: Entry) -> tuple[object, ...]:
        seen = tuple(
            sorted((s.claim, s.report, s.outlet, str(s.published)) for s in one.sightings)
        )
        return one.id, one.family, one.status_line, one.origins, one.outlets, one.gone, seen

    for name in ("contacts", "proposals", "next_steps", "tray", "progress"):
        yield name, tuple(sorted(map(entry, getattr(snapshot, name))))
    for cell in snapshot.standings:
        yield cell.party, cell.proposition, cell.stance, tuple(entry(h.entry) for h in cell.own)
    yield snapshot.coverage.reports, snapshot.coverage.origins, snapshot.coverage.outlets


def watched(record: Record, server: Server, clock: Clock, week: Week) -> Heard:
    """Let a watcher run through the week; the press works on while it waits."""
    heard, hours = Heard(), 0

    def wait(seconds: float) -> bool:
        nonlocal hours
        clock.move(dt.timedelta(seconds=seconds))
        while hours * HOUR + BEGIN <= clock.at and hours < DAYS * 24:
            week.hour(hours)
            hours += 1
        return clock.at < BEGIN + (DAYS + 2) * DAY

    means_ = means(server, clock)
    Watch(
        record=record,
        means=means_,
        listener=heard,
        wait=wait,
        reader="plain",
        at_once=1,
        longest_wait_s=HOUR.total_seconds() / 2,
    ).run()
    return heard


def test_a_week_watched_is_the_week_added_by_hand(
    record: Record, server: Server, clock: Clock, tmp_path: Path
) -> None:
    week = Week(server)
    for outlet in week.outlets:
        record.source_add(outlet.source(every=HOUR), "mara")
    heard = watched(record, server, clock, week)
    with open_record(str(tmp_path / "hand.db"), now=clock, create=True) as by_hand:
        by_hand.enter(flow.read(week.texts, "plain"))
        expected, found = by_hand.snapshot(), record.snapshot()
        assert {r.id for r in record.reports()} == {r.id for r in by_hand.reports()}
        assert [*plain(found)] == [*plain(expected)]
        assert {r.id: r.revises for r in record.reports()} == {
            r.id: r.revises for r in by_hand.reports()
        }
    assert len(week.texts) > 50
    looks = [one for one in heard.things if isinstance(one, Looking)]
    assert any(one.outcome == "failed" for one in looks)  # there was trouble on the way
    assert [one.waiting for one in record.health()] == [0, 0, 0]
    assert heard.troubles == []


def test_a_source_added_while_one_watches_is_looked_at(
    record: Record, server: Server, clock: Clock
) -> None:
    outlet = Outlet(server, "harbour")
    outlet.publish("one", "Talks", "Norland rejects the toll.")
    turns = 0

    def wait(seconds: float) -> bool:
        nonlocal turns
        turns += 1
        if turns == 1:
            record.source_add(outlet.source(), "mara")
        if turns == 2:
            record.source_pause(outlet.source(), "mara")
            outlet.publish("two", "More", "Sudmark demands the toll.")
        return turns < 30 and clock.wait(seconds)

    heard = Heard()
    Watch(
        record=record, means=means(server, clock), listener=heard, wait=wait, reader="plain"
    ).run()
    assert len(record.reports()) == 1  # the second came while it was paused
    assert len(heard.rounds) == 1


def test_trouble_with_the_record_is_waited_out(
    filed: Record, server: Server, clock: Clock, tmp_path: Path
) -> None:
    outlet = Outlet(server, "harbour")
    outlet.publish("one", "Talks", "Norland rejects the toll.")
    filed.source_add(outlet.source(), "mara")
    other = open_record(str(tmp_path / "filed.db"), now=clock, busy_timeout_s=0.05)
    heard, turns = Heard(), 0

    def wait(seconds: float) -> bool:
        nonlocal turns
        turns += 1
        if turns == 2:
            held.close()
        return turns < 4 and clock.wait(seconds)

    import sqlite3

    held = sqlite3.connect(tmp_path / "filed.db", isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    with other:
        Watch(
            record=other, means=means(server, clock), listener=heard, wait=wait, reader="plain"
        ).run()
    assert "trying again" in heard.troubles[0]
    assert len(filed.reports()) == 1


def test_kinds_that_come_from_outside_may_fail_in_any_way(
    record: Record, server: Server, clock: Clock
) -> None:
    source = make_watched("feed", server.address("/one"))
    record.source_add(source, "mara")
    usual = means(server, clock)

    def look(*_: object, **__: object) -> object:
        raise ZeroDivisionError("nobody thought of that")

    from dataclasses import replace

    from detente.following.rounds import update

    done = update(record, [source], replace(usual, look=look), reader="plain")  # type: ignore[arg-type]
    assert done.failed == 1
    assert "nobody thought of that" in (record.health()[0].last.error or "")  # type: ignore[union-attr]
