"""Updates killed at random points, many times: `python -m bench.killed [--runs 200] [--print]`.

Each run ends itself after a random number of writes to the database. After each the record
must be whole, each item that was seen must have its report, and each report its item; at the end
the record must be that of a run that nobody killed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.table import Conditions, Figure, put, table, under
from detente.following.rounds import update
from detente.record import open_record
from tests.flow.transcripts import plain_reader
from tests.following.test_killed import killer
from tests.following.world import Clock, Outlet, means
from tests.record.test_database import sound
from tests.reports.server import Server, serve

# Of one run about this many are published, so that each has something to do.
A_RUN = 3


def main() -> int:
    """Return 0 if nothing was lost and nothing doubled; put the table into the docs."""
    parser = argparse.ArgumentParser(prog="python -m bench.killed", description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--print", dest="only_print", action="store_true", help="print only")
    asked = parser.parse_args()
    began = Conditions()
    with serve() as server, tempfile.TemporaryDirectory() as folder:
        kills, articles = _run(server, Path(folder), asked.runs, seed=asked.seed)
    found = table(_figures(asked.runs, kills, articles))
    text = f"{found}\n\n{under(began)}\n"
    print(text)
    if not asked.only_print:
        put("killed", text)
    return 0


def _figures(runs: int, kills: int, articles: int) -> Iterator[Figure]:
    """What came of it; who lost or doubled anything did not come so far."""
    yield Figure(f"of {runs} updates, killed", str(kills), "at a random write to the database")
    yield Figure("articles offered", str(articles), "while that went on")
    yield Figure("reports in the end", str(articles), "none lost, none twice, the file sound")


def _run(server: Server, folder: Path, runs: int, *, seed: int) -> tuple[int, int]:
    chance = random.Random(seed)  # noqa: S311  (repeatable on purpose)
    outlet, name, kills = Outlet(server, "harbour"), str(folder / "killed.db"), 0
    with open_record(name, now=Clock(), create=True) as record:
        record.source_add(outlet.source(), "bench")
    with killer(folder / "killer") as kill:
        for number in range(runs):
            for n in range(A_RUN):
                words = f"Norland rejects toll{number}x{n}."
                outlet.publish(f"{number}-{n}", f"Talks {number} {n}", words)
            kills += kill(name, server.port, chance.randint(1, 40))
            _check(name)
            if number % 10 == 0:
                print(f"{number} …", file=sys.stderr, flush=True)
    with plain_reader(folder / "plugin"), open_record(name, now=Clock()) as record:
        update(record, record.sources(), means(server, Clock()), reader="plain")
        found = len(record.reports())
    _check(name)
    if found != len(outlet.articles):
        raise SystemExit(f"{len(outlet.articles)} articles, but {found} reports")
    return kills, found


def _check(name: str) -> None:
    if not sound(Path(name)):
        raise SystemExit("the file is damaged")
    with open_record(name, now=Clock()) as record:
        reports = sorted(report.id for report in record.reports())
        rows = record.items_page(outcomes=("taken",), limit=100_000).rows
    if sorted(row.report or "" for row in rows) != reports:
        raise SystemExit(f"{len(rows)} items were taken, but there are {len(reports)} reports")


if __name__ == "__main__":
    sys.exit(main())
