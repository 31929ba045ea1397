"""A killed process leaves the record as before a report or after it, never between."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from detente.record import open_record
from detente.record.database import Database
from tests.record.build import Clock
from tests.record.places import Places
from tests.record.test_database import long_demand, sound

ROOT = Path(__file__).parents[2]
ENTER = """
import sys
from detente.record import open_record
from tests.record.build import Clock
from tests.record.test_database import long_demand

with open_record(sys.argv[1], now=Clock(), create=True) as record:
    print("open", flush=True)
    for number in range(10_000):
        record.enter([long_demand(number).reading()])
        print(number, flush=True)
"""
# Ends the process in the middle of a transaction: after so many statements of the record.
ENTER_HALF = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from detente.record import open_record
from tests.record.build import Clock
from tests.record.test_database import long_demand

left = int(sys.argv[2])
record = open_record(sys.argv[1], now=Clock(), create=True)
record.enter([long_demand(0).reading()])

@event.listens_for(Engine, "after_cursor_execute")
def count(*_):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

record.enter([long_demand(1).reading()])
os.kill(os.getpid(), signal.SIGKILL)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal")


def check(places: Places, name: str, at_least: int) -> int:
    """Check that a record is whole; return how many reports it holds, the first ones in order."""
    if places.is_sqlite:
        assert sound(Path(name))
    else:  # the server may still be ending the transaction of the process that is gone
        database = Database(name, busy_timeout_s=60)
        with database.write():
            pass
        database.close()
    with places.open(name) as record:
        held = {r.id for r in record.reports()}
        count = len(held)
        assert count >= at_least
        assert held == {long_demand(n).report.id for n in range(count)}
        assert len(record.entries("positions")) == count
        assert [r.n_claims for r in record.reports()] == [1] * count
    database = Database(name)
    with database.read() as connection:
        for table in ("readings", "claims"):
            query = text(f"SELECT count(DISTINCT report) FROM {table}")  # noqa: S608
            assert connection.execute(query).scalar() == count
        query = text("SELECT count(DISTINCT report) FROM runs")
        assert connection.execute(query).scalar() == count
    database.close()
    return count


@pytest.mark.parametrize("after_s", [0.0, 0.05, 0.15, 0.4])
def test_a_process_killed_at_any_time_leaves_whole_reports(after_s: float, places: Places) -> None:
    name = places()
    with subprocess.Popen(
        [sys.executable, "-c", ENTER, name], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        time.sleep(after_s)
        child.send_signal(signal.SIGKILL)
        told = child.stdout.read().split()
    assert child.returncode == -signal.SIGKILL
    # What it said to be in is in; it may have been killed before it could say so.
    count = check(places, name, len(told))
    assert count <= len(told) + 1
    with open_record(name, now=Clock(), busy_timeout_s=60) as record:
        assert record.enter([long_demand(count).reading()]).new == 1
    check(places, name, count + 1)


@pytest.mark.parametrize("statements", [1, 2, 4, 6, 8, 9, 10, 11])
def test_a_process_killed_between_two_statements_leaves_whole_reports(
    statements: int, places: Places
) -> None:
    name = places()
    done = subprocess.run(
        [sys.executable, "-c", ENTER_HALF, name, str(statements)], cwd=ROOT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert check(places, name, 1) == 1


def test_a_process_killed_while_it_makes_the_record_leaves_none_or_a_whole_one(
    places: Places,
) -> None:
    script = ENTER_HALF.replace("record.enter([long_demand(0).reading()])\n", "").replace(
        "record = open_record(sys.argv[1], now=Clock(), create=True)\n", ""
    )
    opening = "record = open_record(sys.argv[1], now=Clock(), create=True)\n"
    script = script.replace(
        "record.enter([long_demand(1)", opening + "record.enter([long_demand(1)"
    )
    for statements in (3, 12, 25):
        name = places()
        done = subprocess.run(
            [sys.executable, "-c", script, name, str(statements)], cwd=ROOT, check=False
        )
        assert done.returncode == -signal.SIGKILL
        with places.open(name) as record:
            assert record.reports() == ()
            assert record.enter([long_demand(0).reading()]).new == 1
