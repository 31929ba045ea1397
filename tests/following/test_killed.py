"""An update killed at any point loses nothing and doubles nothing: the next one goes on."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from detente.following.rounds import update
from detente.record import open_record
from tests.following.world import BEGIN, Clock, Outlet, means
from tests.record.test_database import sound
from tests.reports.server import Server

ROOT = Path(__file__).parents[2]
RUNS = 6
ARTICLES = 20
# Ends itself after so many statements to the database, wherever that is.
UPDATE = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from detente.following.rounds import update
from detente.record import open_record
from tests.flow.transcripts import plain_reader
from tests.following.world import Clock, means
from tests.reports.server import Server
from pathlib import Path

name, port, left, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
clock = Clock()
record = open_record(name, now=clock)

@event.listens_for(Engine, "after_cursor_execute")
def count(*_):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

with plain_reader(folder):
    done = update(record, record.sources(), means(Server(port), clock), reader="plain")
print(done.entered.new)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal")


def killed(name: str, port: int, after: int, folder: Path) -> bool:
    """Run an update that is killed after so many statements; whether it was."""
    words = [sys.executable, "-c", UPDATE, name, str(port), str(after), str(folder)]
    done = subprocess.run(words, cwd=ROOT, check=False, stdout=subprocess.PIPE)
    assert done.returncode in (0, -signal.SIGKILL)
    return done.returncode != 0


def test_an_update_killed_anywhere_goes_on_where_it_was(server: Server, tmp_path: Path) -> None:
    outlet = Outlet(server, "harbour")
    for number in range(ARTICLES):
        outlet.publish(str(number), f"Talks {number}", f"Norland rejects toll{number}.", BEGIN)
    chance = random.Random(1)  # noqa: S311  (repeatable on purpose)
    name = str(tmp_path / "killed.db")
    with open_record(name, now=Clock(), create=True) as record:
        record.source_add(outlet.source(), "mara")
    kills = 0
    for number in range(RUNS):
        # most of an update is some forty statements an article
        kills += killed(name, server.port, chance.randint(1, 400), tmp_path / str(number))
        assert sound(Path(name))
        with open_record(name, now=Clock()) as record:
            reports = record.reports()
            taken = record.items_page(outcomes=("taken",), limit=1000).rows
            assert sorted(row.report or "" for row in taken) == sorted(r.id for r in reports)
            assert [r.n_claims for r in reports] == [1] * len(reports)
    assert kills > 1
    clock = Clock()
    with open_record(name, now=clock) as record:
        with record.watching():  # what held it died with it
            update(record, record.sources(), means(server, clock), reader="plain")
        assert len(record.reports()) == ARTICLES
        assert len(record.entries("positions")) == ARTICLES
        assert len(record.items_page(limit=1000).rows) == ARTICLES
        assert (
            update(record, record.sources(), means(server, clock), reader="plain").entered.new == 0
        )
