"""One text as long as a shelf of books: read to its end, written as JSON, added to a record.

    python -m bench.long FOLDER [--size 50] [--seen 7] [--table]

FOLDER keeps the text, the record and a line of figures for each step, written as it is reached,
so that a run that is stopped has told what it saw. --table puts them into the docs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import os
import random
import re
import resource
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from unittest import mock

from bench.table import Figure, memory, put, seconds, table
from detente import flow
from detente.cli.door import use_one_core
from detente.model.claims import Reading
from detente.readings import pieces, readers
from detente.record import open_record
from detente.reports import Given, parse_moment
from detente.views.readings import reading_pieces

DEMO = Path(__file__).resolve().parent.parent / "src" / "detente" / "demo_data" / "reports"
TEXT, RECORD, LINES = "long.txt", "long.db", "long.jsonl"
SIZE, EVERY = 50, 1_000_000
AT = (1, 5, 10, 20, 30, 40, 50, 60)
_RETRIEVED = dt.datetime(2031, 6, 1, tzinfo=dt.UTC)
_DAY = "2031-05-30"
_NUMBER = re.compile(r"\b\d\d\b")
_SENTENCE = re.compile(r"(?<=[.?!”\"])\s+(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True)
class Step:
    """What was seen when a step was reached. at: Characters read, for what is read."""

    what: str
    at: int
    processor_s: float
    wall_s: float
    peak: int
    load: float


def make_text(size: int, seen: int) -> Iterator[str]:
    """Yield paragraphs of so many characters in all, each of sentences of the demo.

    seen: How many of ten are one of the last thousand, as where agencies' reports are put into
    one file. In others a number is another one each time, so that few sentences come twice.
    """
    chance = random.Random(7)  # noqa: S311 (the same text each time)
    texts = (path.read_text("utf-8") for path in sorted(DEMO.glob("*.txt")))
    blocks = (" ".join(part.split()) for text in texts for part in text.split("\n\n"))
    sentences = [s for b in blocks for s in _SENTENCE.split(b) if len(s.split()) > 3]
    made, last = 0, deque[str](maxlen=1_000)
    while made < size:
        if last and chance.randrange(10) < seen:
            block = chance.choice(last)
        else:
            words = " ".join(chance.sample(sentences, chance.randint(3, 6)))
            block = _NUMBER.sub(lambda _: str(chance.randint(10, 99)), words) + "\n\n"
            last.append(block)
        made += len(block)
        yield block


class Watch:
    """Writes down what each step took."""

    def __init__(self, lines: Path) -> None:
        """Begin now. lines: The file of figures, which begins anew."""
        self._lines, self._began = lines, time.perf_counter()
        lines.write_text("", "utf-8")

    def tell(self, what: str, at: int = 0) -> None:
        """Write a line."""
        step = Step(
            what=what,
            at=at,
            processor_s=time.process_time(),
            wall_s=time.perf_counter() - self._began,
            peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            load=os.getloadavg()[0],
        )
        with self._lines.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(step)) + "\n")

    def over(self, found: Iterator[pieces.Piece]) -> Iterator[pieces.Piece]:
        """Yield the pieces of a text, and write a line for each million characters."""
        due = EVERY
        for piece in found:
            if piece.start >= due:
                self.tell("reading", piece.start)
                due += EVERY
            yield piece


def measure(folder: Path, size: int, seen: int) -> None:
    """Read, write and add; what `detente read` and `detente add` do, one after the other."""
    path, record_path = folder / TEXT, folder / RECORD
    with path.open("w", encoding="utf-8") as file:
        file.writelines(make_text(size * EVERY, seen))
    record_path.unlink(missing_ok=True)
    watch = Watch(folder / LINES)
    watched = mock.patch.object(readers, "cut", lambda report: watch.over(pieces.cut(report)))
    watch.tell("start")
    with watched, open_record(str(record_path), now=lambda: _RETRIEVED, create=True) as record:
        given = Given(retrieved=_RETRIEVED, published=parse_moment(_DAY))
        reports = flow.collect([flow.Source(str(path), given)], failed=print)
        for reading in flow.read(reports, parses=record.parses()):
            _tell_of(watch, reading, folder)
            record.enter([reading])
            watch.tell("added")


def _tell_of(watch: Watch, reading: Reading, folder: Path) -> None:
    watch.tell("read", len(reading.report.text))
    with (folder / "long.json").open("w", encoding="utf-8") as file:
        parts = reading_pieces(reading)
        while some := "".join(islice(parts, 1_000)):
            file.write(some)
    watch.tell("written", len(reading.claims))


def steps(folder: Path) -> list[Step]:
    """Return what was seen so far, in order."""
    path = folder / LINES
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Step(**json.loads(line)) for line in lines]


def figures(seen: list[Step]) -> Iterator[Figure]:
    """Yield the time and the memory of some steps."""
    before = seen[0].processor_s
    reading = [s for s in seen if s.what == "reading"]
    shown = [next((s for s in reading if s.at >= at * EVERY), None) for at in AT]
    for at, step in zip(AT, shown, strict=True):
        if step is not None:
            yield _figure(f"{at} MB read", step, before)
    if seen[-1].what == "reading":
        yield _figure(f"{seen[-1].at / EVERY:.0f} MB read, when last looked at", seen[-1], before)
    for step in seen:
        if step.what == "read":
            yield _figure(f"all {step.at / EVERY:.0f} MB read, readings joined", step, before)
        elif step.what == "written":
            yield _figure(f"written as JSON, {step.at:,} claims", step, before)
        elif step.what == "added":
            yield _figure("added to a record", step, before)


def _figure(what: str, step: Step, before: float) -> Figure:
    took = step.processor_s - before
    minutes = f"{took / 60:.1f} min" if took >= 60 else seconds(took)
    return Figure(what, memory(step.peak), f"{minutes} of processor so far; load {step.load:.1f}")


def main() -> int:
    """Measure, or put the table into the docs."""
    parser = argparse.ArgumentParser(prog="python -m bench.long", description=__doc__)
    parser.add_argument("folder", type=Path, help="keeps text, record and figures")
    parser.add_argument("--size", type=int, default=SIZE, help="millions of characters; up to 60")
    parser.add_argument("--seen", type=int, default=7, help="paragraphs of ten that come again")
    parser.add_argument("--table", action="store_true", help="put the figures into the docs")
    asked = parser.parse_args()
    use_one_core()
    if not asked.table:
        asked.folder.mkdir(parents=True, exist_ok=True)
        # in a process of its own, which loads NumPy after it was told to use one core
        work = multiprocessing.get_context("spawn").Process(
            target=measure, args=(asked.folder, asked.size, asked.seen)
        )
        work.start()
        work.join()
        if work.exitcode:
            return 1
    seen = steps(asked.folder)
    if not seen:
        print(f"{asked.folder}: nothing was measured yet; run without --table", file=sys.stderr)
        return 2
    text = f"{table(figures(seen))}\n"
    print(text)
    if asked.table:
        put("long", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
