"""Feeds, read back by a reader of feeds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import feedparser
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.model.snapshot import Change, Entry
from detente.views.declined import DECLINED
from detente.views.feed import FeedEntry, atom, changes_atom
from tests.views.sample import RETRIEVED
from tests.views.test_declined import DECLINING, TOLL
from tests.views.test_delta import DELTA
from tests.views.worlds import NASTY

FEED = "https://desk.example/feed"


def entry(**more: object) -> FeedEntry:
    given = {"id": "urn:detente:change:1", "title": "A stance", "at": RETRIEVED, "text": "Words"}
    return FeedEntry(**{**given, **more})  # type: ignore[arg-type]


def parsed(data: bytes) -> feedparser.FeedParserDict:
    """What the reader made of it. It says what is wrong with a feed instead of raising."""
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_a_reader_has_every_field() -> None:
    made = atom(
        (entry(address="https://desk.example/entries/1"), entry(id="urn:detente:change:2")),
        title="What changed",
        address=FEED,
        note="2 left out",
    )
    found = parsed(made)
    assert (found.feed.title, found.feed.subtitle) == ("What changed", "2 left out")
    assert (found.feed.id, found.feed.link) == (FEED, FEED)
    first, second = found.entries
    assert (first.id, first.title) == ("urn:detente:change:1", "A stance")
    assert (first.content[0].value, first.content[0].type) == ("Words", "text/plain")
    assert first.link == "https://desk.example/entries/1"
    assert dt.datetime(*first.updated_parsed[:6], tzinfo=dt.UTC) == RETRIEVED
    assert second.link == second.id  # none of its own


def test_a_reader_has_each_change_with_its_words() -> None:
    found = parsed(changes_atom(DELTA, address=FEED, home="https://desk.example"))
    assert found.entries
    assert len({one.id for one in found.entries}) == len(found.entries)
    assert all("“" in one.content[0].value for one in found.entries)
    stamps = [one.updated_parsed for one in found.entries]
    assert stamps == sorted(stamps, reverse=True)


def test_who_only_declined_is_one_entry_for_what_was_entered_at_one_moment() -> None:
    def new(one: Entry, hours: int) -> Change:
        seen = tuple(
            replace(s, entered=RETRIEVED + dt.timedelta(hours=hours)) for s in one.sightings
        )
        return Change(kind="new", family="unknowns", entry=replace(one, sightings=seen), text="")

    told = [replace(one, id=f"{n:012x}") for n, one in enumerate((*DECLINING[:3], TOLL))]
    first = [new(one, 0) for one in told]
    later = [new(DECLINING[3], 1)]

    def titles(*changes: Change) -> dict[str, str]:
        delta = replace(DELTA, changes=changes)
        found = parsed(changes_atom(delta, address=FEED, home="https://desk.example"))
        return {one.id: one.title for one in found.entries}

    made = titles(*first)
    silent, toll = sorted(made.values())
    assert silent.startswith(f"New: {DECLINED} (3): ")
    names = set(silent.partition("(3): ")[2].split("; "))
    assert names == {"Norland", "nobody named", "Norland and Vesse"}
    assert toll == "New: Not known: who pays the toll; not said by Norland"
    both = titles(*later, *reversed(first))
    assert made.items() <= both.items()
    assert len(both) == 3
    feed = changes_atom(
        replace(DELTA, changes=tuple(first)), address=FEED, home="https://d.example"
    )
    text = next(one.content[0].value for one in parsed(feed).entries if DECLINED in one.title)
    assert all(f"https://d.example/entries/{one.id}" in text for one in told[:3])


@settings(max_examples=60, deadline=None)
@example("]]><script>alert(1)</script> & \x00\ufffe")
@given(st.one_of(st.sampled_from(NASTY), st.text(max_size=80)))
def test_whatever_the_words_a_reader_gets_them_as_words(words: str) -> None:
    made = atom((entry(title=f"A {words}", text=f"B {words}"),), title="C", address=FEED)
    (one,) = parsed(made).entries
    assert one.title_detail.type == one.content[0].type == "text/plain"
    assert one.title.startswith("A")
    assert one.content[0].value.startswith("B")
