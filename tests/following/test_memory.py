"""A watcher that goes on for long keeps no more than at first: nothing piles up round by round."""

import datetime as dt
import gc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from detente.following.watching import Watch
from detente.record import Record, keep_open
from tests.following.world import BEGIN, HOUR, Clock, Heard, Outlet, means
from tests.reports.server import Server

STEP = 6 * HOUR
DAY = 24 * HOUR
# Articles are asked for again for some days after they came; then all that is done is done.
SETTLED = BEGIN + 6 * DAY


def watched(
    record: Record, server: Server, clock: Clock, heard: Heard, wait: Callable[[float], bool]
) -> None:
    Watch(
        record=record,
        means=means(server, clock),
        listener=heard,
        wait=wait,
        reader="plain",
        longest_wait_s=STEP.total_seconds(),
    ).run()


def kept() -> Counter[str]:
    """How many values of ours are in memory, by type."""
    gc.unfreeze()
    gc.collect()
    names = (f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.get_objects())
    return Counter(name for name in names if name.startswith("detente."))


def test_nothing_piles_up_while_nothing_comes(
    server: Server, clock: Clock, tmp_path: Path
) -> None:
    outlets = [Outlet(server, name) for name in ("harbour", "ledger")]
    for number, outlet in enumerate(outlets):
        outlet.publish("one", "Talks", f"Norland rejects the toll{number}.")
    ill = Outlet(server, "ill")  # its feed is not there: it fails each time
    counts: dict[dt.datetime, Counter[str]] = {}

    def wait(seconds: float) -> bool:
        clock.wait(seconds)
        if clock() >= (SETTLED + DAY if counts else SETTLED):
            heard.things.clear()  # what was heard is the listener's
            heard.rounds.clear()
            server.asked.clear()
            counts[clock()] = kept()
        return clock() < SETTLED + DAY

    heard = Heard()
    with keep_open(str(tmp_path / "day.db"), now=clock, create=True) as record:
        for outlet in (*outlets, ill):
            record.source_add(outlet.source(every=STEP), "mara")
        record.alert_add("anything changes", ["told.txt"], "mara")
        watched(record, server, clock, heard, wait)
        assert len(record.reports()) == 2
    first, last = counts.values()
    assert {name: n - first[name] for name, n in last.items() if n > first[name]} == {}
    assert sum(first.values()) > 0


def test_what_news_leaves_behind_is_let_go(server: Server, clock: Clock, tmp_path: Path) -> None:
    """States that were compared are let go, all but the last few."""
    outlet = Outlet(server, "harbour")
    turns = 0
    states: list[int] = []

    def wait(seconds: float) -> bool:
        nonlocal turns
        turns += 1
        clock.wait(seconds)
        number = turns
        outlet.publish(
            str(number), f"Talks {number}", f"Norland rejects the toll{number}.", clock()
        )
        if turns in (11, 22):
            states.append(kept()["detente.record.folded.Folded"])
        return turns < 22

    with keep_open(str(tmp_path / "day.db"), now=clock, create=True) as record:
        outlet.serve()
        record.source_add(outlet.source(every=STEP), "mara")
        record.alert_add("anything changes", ["told.txt"], "mara")
        watched(record, server, clock, Heard(), wait)
        assert len(record.reports()) >= 20
    assert 0 < states[1] <= states[0]
