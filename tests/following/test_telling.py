"""What one source gave is told while another keeps everybody waiting, and still once."""

import datetime as dt
import io
import threading
from collections.abc import Callable

import pytest

from detente.following.delivering import Ways
from detente.following.watching import LONGEST_WAIT_S, Watch
from detente.model.followed import Looking
from detente.model.sources import make_watched
from detente.record import Record
from tests.following.world import HOUR, Clock, Heard, Outlet, means
from tests.reports.server import Answer, Asked, Server

PATIENCE_S = 20


class Out(io.StringIO):
    """Lines that were told; whoever waits for the first goes on once it is there."""

    def __init__(self) -> None:
        super().__init__()
        self.told = threading.Event()

    def flush(self) -> None:
        super().flush()
        if self.getvalue():
            self.told.set()

    @property
    def lines(self) -> list[str]:
        return self.getvalue().splitlines()


@pytest.fixture
def slow(server: Server) -> Callable[[str, threading.Event], list[bool]]:
    """Let an address answer only once something happened; what came of the waiting."""

    def put(path: str, until: threading.Event) -> list[bool]:
        answer = server.scripted(path)
        assert isinstance(answer, Answer)
        waited: list[bool] = []

        def late(_: Asked) -> Answer:
            waited.append(until.wait(PATIENCE_S))
            return answer

        server.put(path, late)
        return waited

    return put


def watch(record: Record, server: Server, clock: Clock, out: Out, **how: bool) -> Watch:
    ways = Ways(out=out, poster=None, now=clock, environment={})  # type: ignore[arg-type]
    record.keep_whole()
    return Watch(
        record=record,
        means=means(server, clock),
        listener=Heard(),
        wait=clock.wait,
        ways=ways,
        reader="plain",
        **how,
    )


def press(record: Record, server: Server) -> tuple[Outlet, Outlet]:
    """Two outlets with a report each; the desk asks to be told of all that is rejected.

    Each has a host of its own, for of one host only one thing is asked at a time.
    """
    outlets = Outlet(server, "harbour"), Outlet(server, "ledger")
    for number, outlet in enumerate(outlets):
        outlet.publish("one", f"Talks {number}", f"Norland rejects toll {number}.")
        address = server.address(outlet.feed, host=("127.0.0.1", "localhost")[number])
        record.source_add(make_watched("feed", address, every=HOUR), "mara")
    record.alert_add("anyone rejects anything", ["stdout"], "mara")
    return outlets


def test_a_slow_source_keeps_back_no_other_sources_alerts(
    filed: Record, server: Server, clock: Clock, slow: Callable[..., list[bool]]
) -> None:
    press(filed, server)
    clock.move(HOUR)
    out = Out()
    waited = slow("/ledger/feed", out.told)
    watching = watch(filed, server, clock, out)
    watching.once(filed.sources())
    assert waited == [True]  # it answered after what the other source gave had been told
    assert ["toll 0" in line for line in out.lines] == [True, False]
    assert isinstance(watching.listener, Heard) and watching.listener.told == 2
    watching.once(filed.sources())
    assert len(out.lines) == 2


def test_what_two_sources_say_is_told_once_however_slow_one_is(
    filed: Record, server: Server, clock: Clock, slow: Callable[..., list[bool]]
) -> None:
    _, ledger = press(filed, server)
    ledger.change(ledger.articles[0], "Norland rejects toll 0.")
    clock.move(HOUR)
    out = Out()
    waited = slow("/ledger/feed", out.told)
    watch(filed, server, clock, out).once(filed.sources())
    assert waited == [True] and len(out.lines) == 1
    assert len(filed.reports()) == 2


def test_quiet_hours_and_digests_hold_within_a_round(
    filed: Record, server: Server, clock: Clock
) -> None:
    for number in range(3):
        outlet = Outlet(server, f"outlet{number}")
        outlet.publish("one", f"Talks {number}", f"Norland rejects toll {number}.")
        filed.source_add(outlet.source(every=HOUR), "mara")
    night = (0, 23 * 60)
    filed.alert_add("anyone rejects anything", ["stdout"], "mara", quiet=night)
    filed.alert_add("Norland rejects anything", ["stdout"], "mara", digest=3 * HOUR)
    clock.move(HOUR)
    out = Out()
    watching = watch(filed, server, clock, out)
    watching.once(filed.sources())
    assert out.lines == [] and len(filed.pending_alerts()) == 6
    clock.move(3 * HOUR)
    assert watching.alert() == 3


def test_a_source_with_much_to_offer_is_told_of_before_it_ends(
    filed: Record, server: Server, clock: Clock
) -> None:
    harbour = Outlet(server, "harbour")
    for number in range(40):
        harbour.publish(f"t{number}", f"Talks {number}", f"Norland rejects toll {number}.")
    filed.source_add(harbour.source(every=HOUR), "mara")
    filed.alert_add("anyone rejects anything", ["stdout"], "mara")
    clock.move(HOUR)
    out, told = Out(), []

    class Slowly(Heard):
        def came(self, source: object, what: object) -> None:
            clock.move(dt.timedelta(seconds=LONGEST_WAIT_S / 10))
            told.append(len(out.lines))
            assert not (isinstance(what, Looking) and not out.lines)

    watching = watch(filed, server, clock, out)
    ready = Watch(
        record=filed,
        means=watching.means,
        listener=Slowly(),
        wait=clock.wait,
        ways=watching.ways,
        reader="plain",
    )
    ready.once(filed.sources())
    assert len(out.lines) == 40 == len(set(out.lines))
    assert 0 < told[25] < 40
