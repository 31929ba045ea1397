"""The whole generated month, fed a thousand reports at a time: it may be stopped and goes on.

    python -m bench.whole FOLDER [--size 300000]   feed it, from where it stood
    python -m bench.whole FOLDER --table           put what was measured into the docs

The reports are those of `bench.month`. FOLDER keeps the record and a line of figures for each
thousand. A thousand that was broken off is fed again and not counted twice: what is in the record
already is passed over. It counts as taken all the same; its copies and what was left of it, which
were told to nobody, do not.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.month import A_DAY, BEGIN, SOURCE, Press, Ticks
from bench.table import Figure, memory, put, seconds, table
from detente.following.rounds import update
from detente.record import Record, open_record
from detente.record.version import parse_version

MONTH, AT_ONCE = 300_000, 1_000
RECORD, LINES = "month.db", "fed.jsonl"
# Thousands at each end of the stream that are compared with one another.
ENDS = 10


@dataclass(frozen=True, slots=True)
class Fed:
    """What one piece of the stream cost. end: Number of the first report after it."""

    end: int
    taken: int
    copies: int
    left: int
    processor_s: float
    wall_s: float
    bytes: int
    peak: int
    load: float


def feed(folder: Path, size: int) -> Iterator[Fed]:
    """Feed what is missing up to so many reports, and yield what each piece cost."""
    folder.mkdir(parents=True, exist_ok=True)
    path, before = folder / RECORD, fed(folder)
    begin = before[-1].end if before else 0
    counted = sum(piece.taken for piece in before)
    with open_record(str(path), now=Ticks(BEGIN), create=True) as record:
        if not before:
            record.source_add(SOURCE, "bench")
        for first in range(begin, size, AT_ONCE):
            end = min(size, first + AT_ONCE)
            worked, started = time.process_time(), time.perf_counter()
            done = update(record, [SOURCE], Press(first, end).means(), revisit=False)
            piece = Fed(
                end=end,
                taken=held(record) - counted,
                copies=done.entered.copies,
                left=done.left,
                processor_s=time.process_time() - worked,
                wall_s=time.perf_counter() - started,
                bytes=path.stat().st_size,
                peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
                load=os.getloadavg()[0],
            )
            counted += piece.taken
            with (folder / LINES).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(asdict(piece)) + "\n")
            yield piece


def held(record: Record) -> int:
    """How many reports were entered in all; each has one reading here."""
    return parse_version(record.version()).reading


def fed(folder: Path) -> list[Fed]:
    """Return what was fed so far, in order."""
    path = folder / LINES
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Fed(**json.loads(line)) for line in lines]


def figures(pieces: Sequence[Fed]) -> Iterator[Figure]:
    """Yield what the pieces show together."""
    size, used = pieces[-1].end, sum(piece.processor_s for piece in pieces)
    taken = sum(piece.taken for piece in pieces)
    copies, left = (sum(getattr(p, name) for p in pieces) for name in ("copies", "left"))
    about = f"{taken:,} taken ({copies:,} of them copies), {left:,} left"
    yield Figure(
        f"a stream of {size:,} reports", f"{size / used:.1f} a second of processor", about
    )
    yield Figure("the whole stream", f"{used / 3600:.1f} h of processor", "one process")
    yield Figure("a day of 10,000", f"{A_DAY * used / size / 60:.1f} min of processor", "")
    for name, some in (("first", pieces[:ENDS]), ("last", pieces[-ENDS:])):
        cost = sum(piece.processor_s for piece in some)
        number = sum(piece.taken + piece.left for piece in some)
        rate = f"{number / cost:.1f} a second of processor" if number else "nothing fed"
        load = sum(piece.load for piece in some) / len(some)
        yield Figure(f"the {name} {number:,} of them", rate, f"load {load:.1f} meanwhile")
    on_disk = pieces[-1].bytes
    yield Figure(
        "the record on disk",
        f"{on_disk / 1e9:.2f} GB",
        f"{on_disk / max(1, taken) / 1e3:.0f} kB a report taken",
    )
    yield Figure("peak memory", memory(max(piece.peak for piece in pieces)), "that process")
    slowest = max(piece.wall_s for piece in pieces)
    yield Figure("the slowest thousand", seconds(slowest), "wall clock")


def main() -> int:
    """Feed, or put the table into the docs."""
    parser = argparse.ArgumentParser(prog="python -m bench.whole", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds the record, which stays")
    parser.add_argument("--size", type=int, default=MONTH, help="reports in all")
    parser.add_argument("--table", action="store_true", help="put the figures into the docs")
    asked = parser.parse_args()
    if asked.table:
        pieces = fed(asked.folder)
        if not pieces:
            print(f"{asked.folder}: nothing was fed yet; run without --table", file=sys.stderr)
            return 2
        text = f"{table(figures(pieces))}\n"
        print(text)
        put("whole", text)
        return 0
    for piece in feed(asked.folder, asked.size):
        print(f"{piece.end:,} fed, {piece.processor_s:.1f} s of processor", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
