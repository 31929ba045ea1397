"""Near-copies and passages taken over: found when a report is entered, kept as pairs.

A run of words is kept with the first few reports that have it: what a text costs follows from its
own length, not from how much the record holds or how often its words were carried before. A text
whose kept runs are nearly all everybody's (the bulletin of the day, in the words of each day) is
known by further runs that few have.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, or_, select

from detente.model.text import MARKS, Mark
from detente.record import schema
from detente.record.database import chunks
from detente.record.facts import Printed
from detente.record.outlets import is_body
from detente.record.roots import outlet_key
from detente.record.twins import COPY, carried, cut
from detente.record.words import lines, shingles

# Every eighth run of five words is kept, and one of each paragraph: some sixty of an article.
SAMPLE = 8
# The most reports of which one run is kept: those that come after are compared with these.
HOLDERS = 8
# The most runs kept of one text.
MOST_RUNS = 2_000
# A text with fewer kept runs than this that not everybody has is known by further ones: so many.
FEWEST_TELLING = 8
# The most texts that one report is compared with word by word.
CANDIDATES = 10
# What a run weighs, shared among those that have it; whole numbers add up the same in any order.
_WHOLE = 840

_MARK = select(schema.reports.c.mark)
_PRINTED = [schema.reports.c[name] for name in Printed._fields]


def enter_copies(connection: Connection, report: str, text: str) -> int:
    """Find which words of a new report stood elsewhere; return how many texts are the same."""
    return _compare(connection, report, _likely(connection, report, text))


def _likely(connection: Connection, report: str, text: str) -> list[str]:
    """Return the reports that share most with a text, and bring in the runs that few have.

    Whoever may see less must find the same copies as if what they may not see had never been: of
    those that have a run, only reports of its own mark or a lower one stand in the way of a text.
    What few have weighs more: a run that one report has tells whose words they are.
    """
    own = MARKS.index(connection.execute(_MARK.where(schema.reports.c.id == report)).scalar_one())
    holders = _holders(connection, kept := sample(text))
    telling = [run for run in kept if _count(holders.get(run, ()), own) < HOLDERS]
    if len(telling) < min(FEWEST_TELLING, len(kept)):
        further = sorted(every_run(text) - set(kept))[:MOST_RUNS]
        holders |= _holders(connection, further)
        few = (run for run in further if _count(holders.get(run, ()), own) < HOLDERS)
        telling += islice(few, FEWEST_TELLING)
    fresh = [
        {"hash": run, "report": report}
        for run in telling
        if all(holder.report != report for holder in holders.get(run, ()))
    ]
    if fresh:
        connection.execute(insert(schema.runs), fresh)
    weights: Counter[str] = Counter()
    for held in holders.values():
        others = [holder.report for holder in held if holder.report != report]
        for other in others:
            weights[other] += _WHOLE // len(others)
    return sorted(weights, key=lambda other: (-weights[other], other))


def _count(holders: Sequence[_Holder], own: int) -> int:
    """How many of a run's holders stand in the way of a report with some mark."""
    return sum(MARKS.index(holder.mark) <= own for holder in holders)


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
    for line in lines(text):
        every = shingles(line)
        kept.update(run for run in every if run % SAMPLE == 0)
        kept.update(sorted(every)[:1])  # so that the same paragraph is always found
    return sorted(kept)[:MOST_RUNS]


def every_run(text: str) -> set[int]:
    """Return all runs of a text, paragraph by paragraph."""
    return {run for line in lines(text) for run in shingles(line)}


def pair_anew(connection: Connection) -> None:
    """Compare anew what was paired by other rules: reports of one day, and of two bodies."""
    pair = schema.copies.c
    stored = connection.execute(select(pair.report, pair.other)).all()
    printed = {row.id: row for row in map(Printed._make, connection.execute(select(*_PRINTED)))}
    for report, other in stored:
        later, earlier = printed[report], printed[other]
        if later.order < earlier.order or _are_sides(earlier, later):
            gone = delete(schema.copies).where(pair.report == report, pair.other == other)
            connection.execute(gone)
            _compare(connection, report, [other])


def forget_copies(connection: Connection, report: str, text: str) -> None:
    """Take a report out; what others took from it is found among these again."""
    runs, pair = schema.runs.c, schema.copies.c
    mine = sorted(every_run(text))  # whatever was kept of it
    for part in chunks(mine):
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
    """Bring in runs that too few hold without what was taken out, and pairs that are missing."""
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


class _Holder(NamedTuple):
    """A report that has a run, and its mark."""

    report: str
    mark: Mark


def _holders(connection: Connection, runs: Sequence[int]) -> dict[int, list[_Holder]]:
    """Return who has runs, of those that are known."""
    c, r = schema.runs.c, schema.reports.c
    every = select(c.hash, c.report, r.mark).join(schema.reports, r.id == c.report)
    found: dict[int, list[_Holder]] = {}
    for part in chunks(runs):
        question = every.where(c.hash.in_(part))
        for run, report, mark in connection.execute(question).all():
            found.setdefault(run, []).append(_Holder(report, mark))
    return found


def _pairs(connection: Connection, report: str, others: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Compare a report with others, the later one with the earlier one of each two."""
    if not others:
        return
    r = schema.reports.c
    question = select(*_PRINTED, r.text).where(r.id.in_((report, *others)))
    rows = {row.id: row for row in connection.execute(question)}
    texts = {key: cut(row.text) for key, row in rows.items()}
    known = {key: Printed._make(row[:-1]) for key, row in rows.items()}
    for other in others:
        earlier, later = sorted((known[report], known[other]), key=lambda one: one.order)
        found = carried(texts[later.id], texts[earlier.id])
        if found is not None and (found.is_copy or not _are_sides(earlier, later)):
            taken = [[one.start, one.end, one.at, one.percent] for one in found.taken]
            yield {
                "report": later.id,
                "other": earlier.id,
                "share": found.share,
                "taken": json.dumps(taken, separators=(",", ":")),
            }


def _are_sides(one: Printed, other: Printed) -> bool:
    """Whether two bodies publish each its own word; what they agreed on stands in both alike."""
    apart = outlet_key(one.outlet) != outlet_key(other.outlet)
    return apart and is_body(one.outlet) and is_body(other.outlet)
