"""Near-copies and passages taken over: found when a report is entered, kept as pairs.

A run of words is kept once, with the report that brought it in: what a text costs follows from
its own length, not from how much the record holds or how often its words were carried before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from detente.record import schema
from detente.record.facts import Printed
from detente.record.twins import COPY, carried, cut
from detente.record.words import shingles

# Every eighth run of five words is kept, and one of each paragraph: some sixty of an article.
SAMPLE = 8
# The most runs kept of one text.
MOST_RUNS = 2_000
# The most texts that one report is compared with word by word.
CANDIDATES = 10
# Parameters of one statement.
_CHUNK = 500

_PRINTED = [schema.reports.c[name] for name in Printed._fields]


def enter_copies(connection: Connection, report: str, text: str) -> int:
    """Find which words of a new report stood elsewhere; return how many texts are the same."""
    return _compare(connection, report, _likely(connection, report, text))


def _likely(connection: Connection, report: str, text: str) -> list[str]:
    """Return the reports that share most with a text, and bring in what only it has."""
    kept = sample(text)
    holders = _holders(connection, kept)
    fresh = [{"hash": run, "report": report} for run in kept if run not in holders]
    if fresh:
        connection.execute(insert(schema.runs), fresh)
    shared = Counter(holder for holder in holders.values() if holder != report)
    return sorted(shared, key=lambda other: (-shared[other], other))


def find_copies(connection: Connection) -> None:
    """Find the copies among all reports, in order of entry; nothing was found before."""
    r = schema.reports.c
    ids = list(connection.execute(select(r.id).order_by(r.entered, r.id)).scalars())
    for report in ids:
        text = connection.execute(select(r.text).where(r.id == report)).scalar_one()
        enter_copies(connection, report, text)


def sample(text: str) -> Sequence[int]:
    """Return the runs of a text by which it, or a paragraph of it, is found again; in order."""
    kept: set[int] = set()
    for line in text.splitlines():
        every = shingles(line)
        kept.update(run for run in every if run % SAMPLE == 0)
        kept.update(sorted(every)[:1])  # so that the same paragraph is always found
    return sorted(kept)[:MOST_RUNS]


def forget_copies(connection: Connection, report: str, text: str) -> None:
    """Take a report out; what others took from it is found among these again."""
    runs, pair = schema.runs.c, schema.copies.c
    mine = sample(text)
    for begin in range(0, len(mine), _CHUNK):
        part = mine[begin : begin + _CHUNK]
        gone = delete(schema.runs).where(runs.hash.in_(part), runs.report == report)
        connection.execute(gone)
    both = select(pair.report, pair.other).where(or_(pair.report == report, pair.other == report))
    others = {key for row in connection.execute(both) for key in row} - {report}
    connection.execute(
        delete(schema.copies).where(or_(pair.report == report, pair.other == report))
    )
    r = schema.reports.c
    question = select(r.id, r.text).where(r.id.in_(sorted(others))).order_by(r.entered, r.id)
    for row in connection.execute(question).all():
        _take_up(connection, row.id, row.text)


def _take_up(connection: Connection, report: str, text: str) -> None:
    """Bring in runs that nobody holds any more, and pairs that are missing."""
    pair = schema.copies.c
    both = select(pair.report, pair.other).where(or_(pair.report == report, pair.other == report))
    known = {key for row in connection.execute(both) for key in row}
    likely = _likely(connection, report, text)
    _compare(connection, report, [other for other in likely if other not in known])


def _compare(connection: Connection, report: str, others: Sequence[str]) -> int:
    rows = list(_pairs(connection, report, others[:CANDIDATES]))
    if rows:
        connection.execute(insert(schema.copies), rows)
    return sum(1 for row in rows if row["share"] >= COPY)


def _holders(connection: Connection, runs: Sequence[int]) -> dict[int, str]:
    """Return the reports that brought runs in, of those that are known."""
    c = schema.runs.c
    found: dict[int, str] = {}
    for begin in range(0, len(runs), _CHUNK):
        question = select(c.hash, c.report).where(c.hash.in_(runs[begin : begin + _CHUNK]))
        found.update((row[0], row[1]) for row in connection.execute(question))
    return found


def _pairs(connection: Connection, report: str, others: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Compare a report with others, the later one with the earlier one of each two."""
    if not others:
        return
    r = schema.reports.c
    question = select(*_PRINTED, r.text).where(r.id.in_((report, *others)))
    rows = {row.id: row for row in connection.execute(question)}
    texts = {key: cut(row.text) for key, row in rows.items()}
    order = {key: Printed._make(row[:-1]).order for key, row in rows.items()}
    for other in others:
        earlier, later = sorted((report, other), key=order.__getitem__)
        found = carried(texts[later], texts[earlier])
        if found is not None:
            taken = [[one.start, one.end, one.at, one.percent] for one in found.taken]
            yield {
                "report": later,
                "other": earlier,
                "share": found.share,
                "taken": json.dumps(taken, separators=(",", ":")),
            }
