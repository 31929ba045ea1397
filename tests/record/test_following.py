"""What a record keeps of sources: deeds to take back, items with their reports, alerts."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from detente.model.errors import RecordBusy, SpanError, UnknownName
from detente.model.followed import Came, Looking, Request
from detente.model.sources import Condition, Fetched, Item, Trouble, make_watched
from detente.record import Record
from tests.record.build import NOON, Draft
from tests.record.places import Places

FEED = make_watched("feed", "https://harbour.example/feed", name="Harbour Post", words=("toll*",))


def came(number: int, **how: object) -> Came:
    """An item with a report of its own, fetched."""
    address = f"https://harbour.example/{number}"
    words = f"Norland rejects toll {number}"
    draft = Draft(f"{words}, it said.", address=address)
    draft.position("Norland", "rejects", f"toll {number}", words)
    body = f"<p>{words}</p>".encode()
    digest = hashlib.sha256(body).hexdigest()
    answer = Fetched(address, address, NOON, 200, body, digest, "text/html", etag=f'"{number}"')
    given = {
        "source": FEED.id,
        "item": Item(address, "1", address, f"Headline {number}"),
        "at": NOON,
        "outcome": "taken",
        "reading": draft.reading(),
        "request": Request(source=FEED.id, asked=address, at=NOON, answer=answer),
    }
    return Came(**{**given, **how})  # type: ignore[arg-type]


def test_sources_are_deeds_that_can_be_taken_back(record: Record) -> None:
    record.source_add(FEED, "mara")
    assert record.sources() == (FEED,)
    record.source_pause(FEED, "mara")
    assert record.source("harbour post").paused
    record.source_remove(FEED, "mara")
    assert record.sources() == ()
    record.undo("mara")
    assert record.source(FEED.id[:6]).paused
    record.undo("mara")
    assert not record.source(FEED.address).paused
    said = [deed.words for deed in record.deeds(up_to="internal").rows]
    assert said[-1] == "the source https://harbour.example/feed"
    with pytest.raises(UnknownName, match="Harbour Post"):
        record.source("nobody")


def test_a_source_is_seen_up_to_its_mark(record: Record) -> None:
    record.source_add(make_watched("feed", "https://in.example/feed", mark="restricted"), "mara")
    assert record.sources("public") == record.sources("internal") == ()
    assert record.health("public") == ()
    assert record.deeds(up_to="internal").rows == ()
    assert len(record.sources("restricted")) == 1


def test_an_item_and_its_report_are_one_transaction(record: Record) -> None:
    good, bad = came(1), came(2)
    assert bad.reading is not None
    other = Draft("Other words.").reading()
    broken = came(2, reading=replace(bad.reading, report=other.report))
    with pytest.raises(SpanError):
        record.take([good, broken])
    assert record.reports() == () == record.items_page().rows
    assert record.take([good, bad]).new == 2
    assert {row.report for row in record.items_page().rows} == {r.id for r in record.reports()}


def test_an_item_is_known_in_its_version(record: Record) -> None:
    record.take([came(1)])
    item = came(1).item
    assert record.outcome_of(FEED.id, item) == "taken"
    assert record.outcome_of("other", item) is None
    assert record.outcome_of(FEED.id, Item(item.key, "2")) is None
    versions = record.versions(FEED.id)
    assert dict(versions) == {item.key: "1"} and len(versions) == 1
    assert versions.get("nobody") is None
    record.take([came(1)])
    assert record.items_page().rows[0].outcome == "same"


def test_bytes_are_kept_once(record: Record) -> None:
    record.take([came(1), came(1)])
    answer = record.stored_answer("https://harbour.example/1")
    assert answer is not None and answer.body == b"<p>Norland rejects toll 1</p>"
    assert record.raw(answer.digest) == answer.body
    assert record.raw("nobody") is None
    assert record.condition_of("https://harbour.example/1") == Condition('"1"')
    [(report, item, again)] = record.kept_pages()
    assert (report, item.title, again) == (record.reports()[0].id, "Headline 1", answer)


def test_health_counts_and_says_what_is_wrong(record: Record) -> None:
    record.source_add(FEED, "mara")
    trouble = Trouble("entry 3", "it has no address")
    fine = Looking(
        source=FEED.id,
        at=NOON,
        outcome="fine",
        offered=3,
        taken=1,
        troubles=(trouble,),
        condition=Condition("e", "m"),
    )
    ill = Looking(source=FEED.id, at=NOON, outcome="failed", error="503", again=NOON)
    left = came(3, outcome="left", reading=None, reason="of no interest")
    failed = came(2, outcome="failed", reading=None, request=None, reason="503")
    record.take([came(1), left, failed], [fine, ill, ill])
    [health] = record.health()
    assert (health.taken, health.left, health.waiting, health.failures) == (1, 1, 1, 2)
    assert health.last == ill and health.succeeded == NOON and health.brought == NOON
    assert record.looked_well(FEED.id) == fine
    assert record.looked() == {FEED.id: ill}
    assert record.failures(FEED.id) == 2
    [waiting] = record.failed_items(FEED.id)
    assert (waiting.item, waiting.tries) == (failed.item, 1)
    record.take([came(2)])
    assert record.failed_items(FEED.id) == ()
    assert len(record.given_items(FEED.id, NOON)) == 2


def test_items_come_a_page_at_a_time(record: Record) -> None:
    record.take([came(number) for number in range(5)])
    first = record.items_page(limit=2)
    second = record.items_page(limit=2, after=first.next)
    last = record.items_page(limit=2, after=second.next)
    keys = [row.title for page in (first, second, last) for row in page.rows]
    assert keys == [f"Headline {n}" for n in (4, 3, 2, 1, 0)]
    assert last.next is None


def test_a_purge_reaches_bytes_and_headlines(record: Record) -> None:
    record.take([came(1), came(2)])
    gone = next(r for r in record.reports() if r.address == "https://harbour.example/1")
    record.purge(gone.id, "asked for", "mara")
    assert record.stored_answer("https://harbour.example/1") is None
    assert record.stored_answer("https://harbour.example/2") is not None
    assert [row.title for row in record.items_page().rows] == ["Headline 2", None]
    assert record.holds(gone.id)
    record.take([came(1)])
    assert record.items_page().rows[0].outcome == "left"
    assert record.stored_answer("https://harbour.example/1") is None
    assert [row.title for row in record.items_page().rows] == [None, "Headline 2", None]


def test_following_leaves_what_is_kept_folded_as_it_is(places: Places) -> None:
    with places.open() as record:
        record.keep_whole()
        record.take([came(1)])
        before = record.snapshot()
        record.source_add(FEED, "mara")
        record.alert_add("anything changes", ["stdout"], "mara")
        assert record.snapshot() == before


def test_a_second_watcher_is_refused(places: Places) -> None:
    name = places()
    with places.open(name) as one, places.open(name) as two:
        with one.watching(), pytest.raises(RecordBusy, match="another process"):
            two.watching().__enter__()
        with two.watching():
            pass


def test_a_rule_finds_what_came_after_it(record: Record) -> None:
    rule = record.alert_add(
        "anything changes", ["stdout"], "mara", quiet=(60, 120), digest=dt.timedelta(hours=1)
    )
    assert record.alert_rules() == (rule,)
    assert record.alert_rule(rule.id[:5]) == rule
    assert record.told_until() == rule.at
    assert record.last_entered() == rule.at
    record.take([came(1)])
    assert (record.last_entered() or NOON) > rule.at
