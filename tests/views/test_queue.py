"""What the desk looks at first: what today's page rests on, then the least sure."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from detente import flow
from detente.model.snapshot import Delta, Snapshot
from detente.views.brief import FINDINGS
from detente.views.queue import DAILY, Queued, review_queue
from tests.views.sample import DELTA, SNAPSHOT
from tests.views.worlds import snapshots

NOTHING = dataclasses.replace(DELTA, changes=())


def queue(state: Snapshot, delta: Delta = NOTHING, limit: int = DAILY) -> tuple[Queued, ...]:
    return review_queue(state, delta, flow.analyse(state, FINDINGS), limit=limit)


def test_what_the_brief_rests_on_comes_first() -> None:
    first, *rest = queue(SNAPSHOT)
    assert first.reasons[0].startswith("the brief rests on it")
    told = [q.reasons[0].startswith("the brief") for q in (first, *rest)]
    assert told == sorted(told, reverse=True)


def test_what_changed_and_forecasts_are_named_among_the_reasons() -> None:
    changed = {change.entry.id for change in DELTA.changes if change.kind == "changed"}
    told = {q.entry.id: " ".join(q.reasons) for q in queue(SNAPSHOT, DELTA)}
    assert changed & told.keys()
    for entry in changed & told.keys():
        assert "what changed rests on it" in told[entry]
    assert any("a forecast rests on it" in words for words in told.values())


@settings(max_examples=8, deadline=None)
@given(snapshots(), st.integers(0, 60))
def test_nobody_is_asked_twice_nor_for_more_than_the_limit(state: Snapshot, limit: int) -> None:
    found = queue(state, limit=limit)
    ids = [queued.entry.id for queued in found]
    assert len(ids) == len(set(ids)) <= limit
    assert all(queued.entry.review == "machine" and queued.reasons for queued in found)
    assert queue(state, limit=limit) == found
    longer = [queued.entry.id for queued in queue(state, limit=limit + 5)]
    assert longer[: len(ids)] == ids


@settings(max_examples=10, deadline=None)
@given(snapshots())
def test_of_the_rest_the_least_sure_facts_come_before_what_is_only_possible(
    state: Snapshot,
) -> None:
    rest = [q for q in queue(state, limit=1000) if q.reasons[0].startswith(("among", "possible"))]
    sure = [queued.entry.sure for queued in rest]
    assert sure == sorted(sure, reverse=True)
    shares = [max(s.body.confidence for s in q.entry.sightings) for q in rest if q.entry.sure]
    assert shares == sorted(shares)
