"""A source that has much to give, or is slow: the others keep their times, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import os
import threading
from dataclasses import replace
from itertools import pairwise

from detente.following.gathering import LONGEST_LOOK
from detente.following.rounds import due_sources, update
from detente.following.watching import Watch
from detente.model.followed import Came, Looking
from detente.model.sources import Watched, make_watched
from detente.record import Record
from detente.reports.sources.files import look_at_pipe
from detente.reports.sources.piped import Piped
from detente.views.sources import state_text
from tests.following.world import Clock, Heard, Outlet, means
from tests.reports.server import Answer, Asked, Server

MINUTE = dt.timedelta(minutes=1)


def slow_outlet(server: Server, clock: Clock, number: int) -> Outlet:
    """An outlet that takes a minute for each of its articles."""
    outlet = Outlet(server, "ledger")
    for n in range(number):
        article = outlet.publish(f"n{n}", f"Talks {n}", f"Norland rejects toll {n}.")
        answer = article.answer()

        def slowly(_: Asked, answer: Answer = answer) -> Answer:
            clock.move(MINUTE)
            return answer

        server.put(article.path, slowly)
    return outlet


def test_a_source_with_much_to_give_lets_others_keep_their_times(
    filed: Record, server: Server, clock: Clock
) -> None:
    slow = slow_outlet(server, clock, 16).source(every=60 * MINUTE)
    quick = Outlet(server, "harbour")
    quick.publish("one", "Talks", "Sudmark demands the fee.")
    for source in (slow, quick.source(every=5 * MINUTE)):
        filed.source_add(source, "mara")
    heard = Heard()
    end = clock() + 32 * MINUTE
    Watch(
        record=filed,
        means=replace(means(server, clock), patience=LONGEST_LOOK),
        listener=heard,
        wait=lambda seconds: clock.wait(seconds) and clock() < end,
        reader="plain",
        at_once=1,
    ).run()
    looks = [one for one in heard.things if isinstance(one, Looking) and one.source != slow.id]
    gaps = [after.at - before.at for before, after in pairwise(looks)]
    assert len(looks) >= 4 and max(gaps) < 9 * MINUTE  # five, a look of two, and what is in work
    taken = [one for one in heard.things if isinstance(one, Came) and one.source == slow.id]
    assert [one.outcome for one in taken] == ["taken"] * 16  # once each, in parts
    whole = [one for one in heard.things if isinstance(one, Looking) and one.source == slow.id]
    assert [one.offered for one in whole] == [16]


def test_what_is_to_be_tried_again_does_not_keep_back_what_is_new(
    record: Record, server: Server, clock: Clock
) -> None:
    outlet = slow_outlet(server, clock, 10)
    source = outlet.source()
    record.source_add(source, "mara")
    for article in outlet.articles:
        server.put(article.path, Answer(b"", 404))
    patient = replace(means(server, clock), patience=LONGEST_LOOK)
    assert update(record, [source], patient, reader="plain").unfetched == 10

    def slowly(_: Asked) -> Answer:
        clock.move(MINUTE)
        return Answer(b"", 404)

    for article in outlet.articles:
        server.put(article.path, slowly)
    outlet.publish("new", "At last", "Norland accepts the toll.")
    clock.move(60 * MINUTE)
    done = update(record, [source], patient, reader="plain")
    assert (done.entered.new, done.unfetched) == (1, 2)


def test_a_source_whose_first_look_goes_on_says_so(
    record: Record, server: Server, clock: Clock
) -> None:
    source = slow_outlet(server, clock, 5).source()
    record.source_add(source, "mara")
    patient = replace(means(server, clock), patience=LONGEST_LOOK)
    assert update(record, [source], patient, reader="plain").entered.new == 2
    (health,) = record.health()
    assert state_text(health, clock()) == "being looked at, 2 reports so far"
    assert due_sources(record, patient) == (source,)


def test_a_pipe_that_stays_open_gives_what_is_there() -> None:
    out, into = os.pipe()
    with os.fdopen(out, "rb") as read, os.fdopen(into, "wb", buffering=0) as write:
        piped = Piped(read)
        source = make_watched("standard input", "-", name="Wire")
        write.write(b'{"id": "1", "text": "Norland rejects the toll."}\n{"id": "2", ')
        assert _keys(source, piped) == ["1"]
        assert _keys(source, piped) == []  # half a line is none
        write.write(b'"text": "Sudmark demands it."}\n')
        assert _keys(source, piped) == ["2"]
        write.close()
        assert _keys(source, piped) == []
    assert not [one for one in threading.enumerate() if one.name == "standard-input"]


def _keys(source: Watched, piped: Piped) -> list[str]:
    looked = look_at_pipe(source, piped, now=dt.datetime(2031, 3, 3, tzinfo=dt.UTC))
    return [one.key for one in looked.items if not hasattr(one, "message")]
