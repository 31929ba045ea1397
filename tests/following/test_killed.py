"""An update killed at any point loses nothing and doubles nothing: the next one goes on."""

import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from detente.following.rounds import update
from detente.record import open_record
from tests.following.world import BEGIN, Clock, Outlet, means
from tests.record.test_database import sound
from tests.reports.server import Server

ROOT = Path(__file__).parents[2]
RUNS = 12
ARTICLES = 20
# About as many writes as a few batches take: some nine an article.
A_FEW_BATCHES = 60
# Loads everything once; then, for each line, forks a process that updates and ends itself after so
# many statements that write to the database, each within a transaction. Its batches are small, so
# that between them many are written, and it may end in any.
UPDATES = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from detente.following import rounds
from detente.following.rounds import update
from detente.record import open_record
from detente.readings.readers import reader
from detente.reports import pages, sources
from tests.flow.transcripts import plain_reader
from tests.following.world import Article, Clock, means
from tests.reports.server import Server

left, rounds.BATCH = 0, 2

@event.listens_for(Engine, "after_cursor_execute")
def count(_connection, _cursor, statement, *_):
    global left
    left -= statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE")
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

with plain_reader(Path(sys.argv[1])):
    reader("plain")
    pages.read_article(Article("/a", "Talks", "Norland waits.").answer().body.decode())
    for line in sys.stdin:
        name, port, after = line.rstrip("\\n").split("\\t")
        child = os.fork()
        if not child:
            left, clock = int(after), Clock()
            record = open_record(name, now=clock)
            update(record, record.sources(), means(Server(int(port)), clock), reader="plain")
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal")


@contextmanager
def killer(folder: Path) -> Iterator[Callable[[str, int, int], bool]]:
    """What runs an update that is killed after so many writes, and says whether it was."""
    words = [sys.executable, "-c", UPDATES, str(folder)]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def kill(name: str, port: int, after: int) -> bool:
            process.stdin.write(f"{name}\t{port}\t{after}\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            code = int(process.stdout.readline())  # type: ignore[union-attr]
            assert code in (0, -signal.SIGKILL)
            return code != 0

        yield kill
        process.stdin.close()


def test_an_update_killed_anywhere_goes_on_where_it_was(server: Server, tmp_path: Path) -> None:
    outlet = Outlet(server, "harbour")
    for number in range(ARTICLES):
        outlet.publish(str(number), f"Talks {number}", f"Norland rejects toll{number}.", BEGIN)
    chance = random.Random(1)  # noqa: S311  (repeatable on purpose)
    name = str(tmp_path / "killed.db")
    with open_record(name, now=Clock(), create=True) as record:
        record.source_add(outlet.source(), "mara")
    kills, held = 0, [0]
    with killer(tmp_path / "plugin") as kill:
        for _ in range(RUNS):
            kills += kill(name, server.port, chance.randint(1, A_FEW_BATCHES))
            assert sound(Path(name))
            with open_record(name, now=Clock()) as record:
                reports = record.reports()
                taken = record.items_page(outcomes=("taken",), limit=1000).rows
                assert sorted(row.report or "" for row in taken) == sorted(r.id for r in reports)
                assert [r.n_claims for r in reports] == [1] * len(reports)
            held.append(len(reports))
    assert kills > 1
    # some ended with batches written and others not yet, and none took anything back
    assert held == sorted(held)
    assert any(before < after < ARTICLES for before, after in pairwise(held))
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
