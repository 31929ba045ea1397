"""Sources and what came of them, in words: the list, how each does, what was left and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from detente.model.followed import Came, Health, ItemRow, Looking
from detente.model.sources import Trouble, Watched, shown
from detente.views.escape import json_text, one_line
from detente.views.phrases import many, moment_text

_BECAME = {
    "taken": "taken",
    "same": "known already",
    "left": "left",
    "failed": "could not be had",
}


def called(source: Watched) -> str:
    """Return what a source is called: its name, or its address without one."""
    return one_line(source.name or shown(source.address))


def every_text(every: dt.timedelta) -> str:
    """Return how long something takes as it is typed.

    >>> every_text(dt.timedelta(minutes=15)), every_text(dt.timedelta(hours=36))
    ('15m', '36h')
    """
    seconds = int(every.total_seconds())
    for size, letter in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds % size == 0:
            return f"{seconds // size}{letter}"
    return f"{seconds}s"


def ago(at: dt.datetime | None, now: dt.datetime) -> str:
    """Return how long ago a moment is, in words.

    >>> now = dt.datetime(2031, 3, 1, 12, tzinfo=dt.UTC)
    >>> ago(now - dt.timedelta(minutes=90), now), ago(None, now)
    ('1 h ago', 'never')
    """
    if at is None:
        return "never"
    seconds = (now - at).total_seconds()
    if seconds < 0:
        return moment_text(at.isoformat())
    if seconds < 60:
        return "just now"
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {unit} ago"
    return "just now"


def state_text(health: Health, now: dt.datetime) -> str:
    """Return how a source does, in a few words."""
    if health.source.paused:
        return "paused"
    if health.last is None:
        so_far = many(health.taken, "report") if health.taken else ""
        return f"being looked at, {so_far} so far" if so_far else "not looked at yet"
    if health.failures:
        return (
            f"fails ({many(health.failures, 'time')}): {one_line(shown(health.last.error or ''))}"
        )
    if health.brought is None:
        return f"looked at {ago(health.last.at, now)}, nothing new yet"
    return f"fine, last new report {ago(health.brought, now)}"


def show_sources(sources: Sequence[Watched]) -> str:
    """Return the list of sources, two lines each."""
    lines = []
    for one in sources:
        filters = _filter(one)
        how = [one.kind, f"every {every_text(one.every)}"]
        how += [one.mark] if one.mark != "public" else []
        how += ["paused"] if one.paused else []
        lines.append(f"{one.id}  {called(one)}: {', '.join(how)}")
        lines += [f"          {one_line(shown(one.address))}"] if one.name else []
        lines += [f"          takes what {filters}"] if filters else []
    return (
        "\n".join([*lines, ""]) if lines else "No source is followed: detente source add ADDRESS\n"
    )


def _filter(source: Watched) -> str:
    words = ", ".join(f"'{one_line(word)}'" for word in source.words)
    names = ", ".join(map(one_line, source.parties))
    said = [f"holds any of {words}"] if words else []
    said += [f"names any of {names}"] if names else []
    return " or ".join(said)


def show_health(every: Sequence[Health], now: dt.datetime) -> str:
    """Return how each source does, with what was wrong of late."""
    lines: list[str] = []
    for one in every:
        lines.append(f"{one.source.id}  {called(one.source)}: {state_text(one, now)}")
        if one.last is not None:
            lines.append(
                f"          last look {ago(one.last.at, now)}, last that succeeded "
                f"{ago(one.succeeded, now)}; {one.taken:,} taken, {one.left:,} left"
                + (f", {one.waiting:,} to be tried again" if one.waiting else "")
            )
            lines += [f"          {_trouble(t.where, t.message)}" for t in one.notes[:5]]
            more = len(one.notes) - 5
            lines += [f"          and {many(more, 'more note', 'more notes')}"] if more > 0 else []
    return "\n".join([*lines, ""]) if lines else show_sources(())


def _trouble(where: str, message: str) -> str:
    return f"{one_line(shown(where))}: {one_line(shown(message))}"


def show_items(rows: Iterable[ItemRow], names: dict[str, str]) -> str:
    """Return what came of items, one line each. names: Of sources by id."""
    lines = [
        one_line(
            f"{moment_text(row.at.isoformat(timespec='minutes'))}  "
            f"{names.get(row.source, row.source)}: {row.title or shown(row.address or row.key)}: "
            f"{_BECAME[row.outcome]}{f' ({row.reason})' if row.reason else ''}"
        )
        for row in rows
    ]
    return "\n".join([*lines, ""]) if lines else "Nothing of that kind yet.\n"


def heard_text(source: Watched, what: Came | Looking) -> str | None:
    """Return what happened as a line of a log; None for what is not worth one."""
    if isinstance(what, Came):
        if what.outcome == "same":
            return None
        title = what.item.title or shown(what.item.address or what.item.key)
        why = f" ({what.reason})" if what.reason else ""
        return one_line(f"{called(source)}: {_BECAME[what.outcome]}: {title}{why}")
    if what.outcome == "failed":
        return one_line(f"{called(source)}: could not be looked at: {shown(what.error or '')}")
    notes = (
        f"; {_trouble(what.troubles[0].where, what.troubles[0].message)}" if what.troubles else ""
    )
    if what.outcome == "unchanged" and not notes:
        return one_line(f"{called(source)}: unchanged")
    return one_line(
        f"{called(source)}: {what.offered} offered, {what.taken} taken, {what.left} left, "
        f"{what.failed} could not be had{notes}"
    )


def heard_json(source: Watched, what: Came | Looking) -> dict[str, Any]:
    """Return what happened as plain values for a log."""
    common = {"at": what.at.isoformat(), "source": source.id, "name": called(source)}
    if isinstance(what, Came):
        return {
            **common,
            "event": "item",
            "outcome": what.outcome,
            "reason": what.reason,
            "key": shown(what.item.key),
            "address": what.item.address,
            "title": what.item.title,
            "report": what.report,
        }
    return {
        **common,
        "event": "look",
        "outcome": what.outcome,
        "error": _safe(what.error),
        "offered": what.offered,
        "taken": what.taken,
        "left": what.left,
        "failed": what.failed,
        "troubles": [_trouble_json(t) for t in what.troubles],
    }


def source_json(source: Watched) -> dict[str, Any]:
    """Return a source as plain values."""
    return {
        "id": source.id,
        "kind": source.kind,
        "address": shown(source.address),
        "name": source.name,
        "every_s": int(source.every.total_seconds()),
        "mark": source.mark,
        "words": list(source.words),
        "parties": list(source.parties),
        "pattern": source.pattern,
        "paused": source.paused,
    }


def sources_json(sources: Sequence[Watched]) -> str:
    """Return sources as JSON."""
    return json_text({"sources": [source_json(one) for one in sources]})


def health_json(every: Sequence[Health], left_out: Sequence[str] = ()) -> str:
    """Return how sources do, as JSON. left_out: Plug-ins that do not load, and why."""
    return json_text(
        {
            "plug_ins_left_out": list(left_out),
            "sources": [
                {
                    **source_json(one.source),
                    "looked": _iso(one.last.at if one.last else None),
                    "outcome": one.last.outcome if one.last else None,
                    "error": _safe(one.last.error) if one.last else None,
                    "succeeded": _iso(one.succeeded),
                    "brought": _iso(one.brought),
                    "failures": one.failures,
                    "taken": one.taken,
                    "left": one.left,
                    "waiting": one.waiting,
                    "troubles": [_trouble_json(t) for t in one.notes],
                }
                for one in every
            ],
        }
    )


def _trouble_json(trouble: Trouble) -> dict[str, str]:
    return {"where": shown(trouble.where), "message": shown(trouble.message)}


def _safe(error: str | None) -> str | None:
    return None if error is None else shown(error)


def _iso(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None
