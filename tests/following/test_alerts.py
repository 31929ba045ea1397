"""Alerts go out once: to the output, files, feeds, mail and signed webhooks, tried again."""

import datetime as dt
import io
import json
import socketserver
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from detente.following.alerting import Tried, find_alerts, tried
from detente.following.delivering import PAUSES, Ways, deliver, send, signature
from detente.model.errors import FetchError, InputError
from detente.record import Record
from detente.reports.fetch import make_fetcher
from detente.views.alerts import rules_json, show_rules, show_told, target_whole, told_json
from tests.following.world import BEGIN, HOUR, Clock
from tests.record.build import Draft
from tests.reports.server import Answer as Reply
from tests.reports.server import Asked, Server, busy

ATOM = "{http://www.w3.org/2005/Atom}"


def stance(record: Record, number: int, what: str = "rejects") -> None:
    words = f"Norland {what} toll {number}"
    record.enter(
        [
            Draft(
                f"{words}, it said.", published="2031-03-03", address=f"https://a.example/{number}"
            )
            .position("Norland", what, f"toll {number}", words)
            .reading()
        ]
    )


@pytest.fixture
def ways(clock: Clock, server: Server) -> Ways:
    fetcher = make_fetcher(
        now=clock, allowed=[server.host], gap_s=0, clock=lambda: 0.0, sleep=lambda _: None
    )
    return Ways(out=io.StringIO(), poster=fetcher, now=clock, secret="s3cret", environment={})  # noqa: S106


def out(ways: Ways) -> list[str]:
    assert isinstance(ways.out, io.StringIO)
    return ways.out.getvalue().splitlines()


def tick(record: Record, clock: Clock, ways: Ways, step: dt.timedelta = HOUR) -> int:
    clock.move(step)
    find_alerts(record, clock())
    return deliver(record, ways)


def test_a_change_is_told_once_and_only_if_it_came_later(
    record: Record, clock: Clock, ways: Ways
) -> None:
    stance(record, 1)
    clock.move(HOUR)
    record.alert_add("anyone rejects anything", ["stdout"], "mara")
    assert tick(record, clock, ways) == 0  # it was there before the rule
    stance(record, 2)
    assert tick(record, clock, ways) == 1
    assert "Norland rejects: toll 2" in out(ways)[0]
    stance(record, 2)
    assert tick(record, clock, ways) == 0
    clock.move(HOUR)
    record.enter(  # another outlet says the same: a repeat, no change
        [
            Draft("Norland rejects toll 2 again.", published="2031-03-04", outlet="Ledger")
            .position("Norland", "rejects", "toll 2", "Norland rejects toll 2")
            .reading()
        ]
    )
    assert tick(record, clock, ways) == 0
    assert len(out(ways)) == 1


def test_a_rule_that_was_removed_tells_nothing_more(
    record: Record, clock: Clock, ways: Ways
) -> None:
    rule = record.alert_add("anyone rejects anything", ["stdout"], "mara")
    record.alert_remove(rule, "mara")
    stance(record, 1)
    assert tick(record, clock, ways) == 0
    assert record.undo("mara").startswith("taken back: the removal")
    assert record.alert_rules() == (rule,)


def test_two_rules_that_find_one_change_tell_of_it_once(
    record: Record, clock: Clock, ways: Ways
) -> None:
    record.alert_add("anyone rejects anything", ["stdout"], "mara")
    record.alert_add("Norland rejects anything", ["stdout"], "mara")
    clock.move(HOUR)
    stance(record, 1)
    tick(record, clock, ways)
    assert len(out(ways)) == 1


def test_what_is_not_sure_is_told_to_who_asks_for_it(
    record: Record, clock: Clock, ways: Ways
) -> None:
    record.alert_add("anything changes", ["stdout"], "mara")
    clock.move(HOUR)
    record.enter(
        [
            Draft("Norland rejects it, perhaps.", published="2031-03-03")
            .position("Norland", "rejects", "it", "Norland rejects it", confidence=0.1)
            .reading()
        ]
    )
    assert tick(record, clock, ways) == 0
    record.alert_add("anyone rejects anything", ["stdout"], "mara", possible=True)
    sure, rule = record.alert_rules()
    since = dt.date(2031, 3, 1)
    would = tried(record, rule, since, now=clock())
    assert [one.said[:9] for one in would.alerts] == ["possible:"]
    assert would.possible == 0
    assert tried(record, sure, since, now=clock()) == Tried((), possible=1)


def test_marks_are_kept(record: Record, clock: Clock, ways: Ways) -> None:
    record.alert_add("anyone rejects anything", ["stdout"], "mara")
    record.alert_add("anyone rejects anything", ["inside.txt"], "mara", up_to="internal")
    clock.move(HOUR)
    record.enter(
        [
            Draft("Norland rejects the toll.", published="2031-03-03", mark="internal")
            .position("Norland", "rejects", "the toll", "Norland rejects the toll")
            .reading()
        ]
    )
    clock.move(HOUR)
    assert find_alerts(record, clock()) == 1
    assert [one.target for one in record.pending_alerts()] == ["inside.txt"]
    assert record.told("public") == ()
    assert len(record.told("internal")) == 1


def test_quiet_hours_and_digests_gather(record: Record, clock: Clock, ways: Ways) -> None:
    clock.at = BEGIN.replace(hour=20)
    record.alert_add("anyone rejects anything", ["stdout"], "mara", quiet=(22 * 60, 7 * 60))
    record.alert_add("anyone rejects anything", ["d.txt"], "mara", digest=6 * HOUR)
    rule = record.alert_rules()[1]
    sent = []
    for number in range(12):
        clock.move(HOUR)
        stance(record, number)
        find_alerts(record, clock())
        before = len(out(ways))
        pending = len([p for p in record.pending_alerts() if p.number == rule.number])
        deliver(record, replace(ways, out=ways.out))
        sent.append((clock.at.hour, len(out(ways)) - before, pending))
    assert [(hour, n) for hour, n, _ in sent if n] == [(21, 1), (7, 10), (8, 1)]
    assert max(pending for _, _, pending in sent) == 7  # at once, after six hours


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_files_are_appended_to_and_feeds_written_whole(
    record: Record, clock: Clock, ways: Ways, tmp_path: Path
) -> None:
    targets = ["told.txt", "told.jsonl", "told.atom"]
    record.alert_add("anyone rejects anything", targets, "mara")
    clock.move(HOUR)
    for number in range(3):
        stance(record, number)
        assert tick(record, clock, ways) == 3
    assert len((tmp_path / "told.txt").read_text("utf-8").splitlines()) == 3
    lines = (tmp_path / "told.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["new"] * 3
    feed = ET.fromstring((tmp_path / "told.atom").read_bytes())  # noqa: S314  (our own)
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert [title.rpartition(" ")[2] for title in titles] == ["2", "1", "0"]
    assert len({entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}) == 3
    assert not list(tmp_path.glob(".told*"))


def test_a_webhook_gets_signed_messages_and_is_tried_again(
    record: Record, clock: Clock, ways: Ways, server: Server
) -> None:
    got: list[Asked] = []

    def take(asked: Asked) -> Reply:
        got.append(asked)
        return Reply(b"", 204)

    hook = server.put("/hook", busy(500), busy(503), take)
    record.alert_add("anyone rejects anything", [hook], "mara")
    clock.move(HOUR)
    stance(record, 1)
    assert tick(record, clock, ways) == 0
    assert deliver(record, ways) == 0  # not yet
    assert server.visits("/hook") == 1
    [told] = record.told()
    assert told.targets == ((hook, "failed"),) and "500" in (told.error or "")
    assert tick(record, clock, ways, PAUSES[0]) == 0
    assert tick(record, clock, ways, PAUSES[1]) == 1
    [message] = got
    stamp = message.headers["x-detente-timestamp"]
    assert message.headers["x-detente-signature"] == signature("s3cret", stamp, message.body)
    assert json.loads(message.body)["alerts"][0]["said"] == "Norland rejects: toll 1"
    assert tick(record, clock, ways) == 0
    with pytest.raises(InputError, match="DETENTE_WEBHOOK_SECRET"):
        send(hook, [told.alert], replace(ways, secret=""))


def test_a_webhook_that_never_answers_is_left_in_the_end(
    record: Record, clock: Clock, ways: Ways, server: Server
) -> None:
    hook = server.put("/hook", busy(500))
    record.alert_add("anyone rejects anything", [hook], "mara")
    clock.move(HOUR)
    stance(record, 1)
    for _ in range(20):
        tick(record, clock, ways, dt.timedelta(hours=9))
    assert server.visits("/hook") == len(PAUSES) + 1


def test_a_webhook_on_a_private_address_is_refused(
    record: Record, clock: Clock, ways: Ways
) -> None:
    record.alert_add("anyone rejects anything", ["http://10.0.0.7/hook"], "mara")
    clock.move(HOUR)
    stance(record, 1)
    heard: list[str] = []
    clock.move(HOUR)
    find_alerts(record, clock())
    assert deliver(record, ways, hear=heard.append) == 0
    assert "private network" in heard[0] and "/hook" not in heard[0].partition(":")[0]


def test_an_address_may_hold_what_the_environment_says(
    record: Record, clock: Clock, ways: Ways, server: Server
) -> None:
    server.put("/hook/k3y", Reply(b"", 200))
    target = server.address("/hook/${HOOK_KEY}")
    record.alert_add("anyone rejects anything", [target], "mara")
    clock.move(HOUR)
    stance(record, 1)
    assert tick(record, clock, ways) == 0  # it says nothing
    ready = replace(ways, environment={"HOOK_KEY": "k3y"})
    assert tick(record, clock, ready) == 1


@pytest.mark.parametrize("behind", ["/services/T0K3N/B1", "?key=T0K3N", "/a?b=T0K3N#c"])
def test_what_a_webhook_has_behind_its_host_is_shown_to_who_asks_for_it(
    record: Record, clock: Clock, ways: Ways, behind: str
) -> None:
    hook, other = f"http://10.0.0.7:8{behind}", f"http://10.0.0.7:8{behind}2"
    record.alert_add("anyone rejects anything", [hook, other], "mara")
    clock.move(HOUR)
    stance(record, 1)
    clock.move(HOUR)
    find_alerts(record, clock())
    heard: list[str] = []
    deliver(record, ways, hear=heard.append)
    rules, told = record.alert_rules(), record.told()
    shown = [rules_json(rules), show_rules(rules), told_json(told), show_told(told), *heard]
    assert all("http://10.0.0.7:8/… (#" in one and "T0K3N" not in one for one in shown)
    assert len(heard) == len(set(heard)) == 2  # the hints differ
    whole = (rules_json, show_rules)
    assert all(hook in show(rules, target_whole) for show in whole)
    assert hook in show_told(told, target_whole) and hook in told_json(told, target_whole)


def test_what_went_wrong_is_told_without_a_key(record: Record, clock: Clock, ways: Ways) -> None:
    class Failing:
        def post(self, address: str, body: bytes, headers: object) -> int:
            raise FetchError(f"{address} answered 500")

    record.alert_add("anyone rejects anything", ["https://h.example/in/${KEY}?x=1"], "mara")
    clock.move(HOUR)
    stance(record, 1)
    clock.move(HOUR)
    find_alerts(record, clock())
    heard: list[str] = []
    deliver(record, replace(ways, poster=Failing(), environment={"KEY": "k3y"}), hear=heard.append)
    [told] = record.told()
    assert "https://h.example/… answered 500" in heard[0]
    assert "k3y" not in heard[0] and told.error == "https://h.example/… answered 500"


def test_what_was_being_sent_when_it_was_killed_is_not_sent_again(
    record: Record, clock: Clock, ways: Ways
) -> None:
    record.alert_add("anyone rejects anything", ["stdout"], "mara")
    clock.move(HOUR)
    stance(record, 1)
    clock.move(HOUR)
    find_alerts(record, clock())
    [pending] = record.pending_alerts()
    record.tell([pending.alert.id], "stdout", "trying")  # and then the power went
    assert tick(record, clock, ways) == 0
    [told] = record.told()
    assert told.targets == (("stdout", "trying"),)


def test_words_that_are_purged_are_gone_from_alerts(
    record: Record, clock: Clock, ways: Ways
) -> None:
    record.alert_add("anyone rejects anything", ["stdout"], "mara")
    clock.move(HOUR)
    stance(record, 1)
    clock.move(HOUR)
    find_alerts(record, clock())
    [report] = record.reports()
    record.purge(report.id, "asked for", "mara")
    assert record.told() == ()
    assert record.pending_alerts() == ()


class _Mail(socketserver.StreamRequestHandler):
    """Takes one message by SMTP, as much of it as is needed."""

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split(" ")[0].upper()
            if word == "DATA":
                self._say("354 go on")
                lines = []
                while (part := self.rfile.readline()) != b".\r\n":
                    lines.append(part)
                self.server.taken.append(b"".join(lines))  # type: ignore[attr-defined]
            if word == "QUIT":
                self._say("221 bye")
                return
            self._say("250 fine")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mailbox() -> Iterator[tuple[int, list[bytes]]]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mail) as server:
        server.taken = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server.server_address[1], server.taken  # type: ignore[attr-defined]
        server.shutdown()
        thread.join(5)


def test_mail_holds_what_changed_with_its_words(record: Record, clock: Clock, ways: Ways) -> None:
    record.alert_add("anyone rejects anything", ["mailto:desk@paper.example"], "mara")
    clock.move(HOUR)
    stance(record, 1)
    stance(record, 2)
    assert tick(record, clock, ways) == 0  # nobody takes it
    with mailbox() as (port, taken):
        mail = f"smtp://127.0.0.1:{port}"
        ready = replace(ways, mail=mail, mail_from="detente@paper.example")
        assert tick(record, clock, ready) == 2
    [message] = taken
    assert b"Subject: 2 changes: Norland rejects: toll " in message
    assert b"To: desk@paper.example" in message
    assert message.count(b"Norland rejects: toll") == 3  # in the subject too
    assert b"https://a.example/2" in message


def test_a_password_does_not_cross_the_network_in_the_open(
    record: Record, clock: Clock, ways: Ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.alert_add("anyone rejects anything", ["mailto:desk@paper.example"], "mara")
    clock.move(HOUR)
    stance(record, 1)
    clock.move(HOUR)
    find_alerts(record, clock())
    [alert] = [one.alert for one in record.pending_alerts()]
    import smtplib

    with mailbox() as (port, taken):
        monkeypatch.setattr(
            smtplib.SMTP,
            "_get_socket",
            lambda self, _host, _port, timeout: __import__("socket").create_connection(
                ("127.0.0.1", port), timeout
            ),
        )
        open_ = replace(ways, mail="smtp://mara@mail.example:25", mail_password="w0rd")  # noqa: S106
        with pytest.raises(InputError, match="in the open"):
            send("mailto:desk@paper.example", [alert], open_)
    assert taken == []
