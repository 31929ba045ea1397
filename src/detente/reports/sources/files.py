"""Files that hold reports, at a path or an address: lines, tables, web archives, single texts."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from detente.model.dates import Moment
from detente.model.errors import InputError
from detente.model.sources import Condition, Fetched, Fetcher, Item, Looked, Trouble, Watched
from detente.model.text import Report, Source
from detente.reports.archives import Lines, collect_piped
from detente.reports.collecting import COLLECTORS, STANDARD_INPUT, Collector, collector_of
from detente.reports.dating import sound
from detente.reports.given import Failure, Given
from detente.reports.sources.asking import UNCHANGED, is_web, next_condition

_TYPES: Mapping[str, str] = {
    "application/pdf": "pdf",
    "text/html": "page",
    "text/plain": "text",
    "text/csv": "csv",
    "application/x-ndjson": "lines",
    "application/jsonl": "lines",
    "application/vnd.apache.parquet": "parquet",
    "application/warc": "web archive",
    "message/rfc822": "letter",
    "application/mbox": "mailbox",
}


def look_file(
    watched: Watched,
    fetcher: Fetcher,
    condition: Condition | None = None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return the reports of a file, by its ending or declared type.

    Errors: FetchError; InputError if it cannot be opened, or is of no kind that is read.
    """
    if not is_web(watched.address):
        return _here(watched, condition, now=now, known=known)
    fetched = fetcher.fetch(watched.address, condition)
    if fetched.status == UNCHANGED:
        return Looked(iter(()), fetched, condition)
    collector = _collector_of(fetched)
    items = _of_fetched(watched, fetched, collector, now=now, known=known)
    return Looked(items, fetched, next_condition(fetched))


def look_standard_input(
    watched: Watched,
    fetcher: Fetcher,
    condition: Condition | None = None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return the reports that come by standard input, one JSON object a line."""
    del fetcher, condition
    found = collector_of(STANDARD_INPUT).collect(Path(STANDARD_INPUT), given_for(watched, now))
    return Looked(items_from(found, known, outlet=watched.name))


def look_at_pipe(
    watched: Watched,
    lines: Lines,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None = None,
) -> Looked:
    """Return the reports of lines that another program writes, as far as they are there."""
    found = collect_piped(lines, given_for(watched, now))
    return Looked(items_from(found, known, outlet=watched.name))


def given_for(watched: Watched, now: dt.datetime) -> Given:
    """Return what is given of a source's reports: the moment, and who may see them."""
    return Given(retrieved=now, mark=watched.mark)


def items_from(
    found: Iterator[Report | Failure],
    known: Mapping[str, str] | None,
    *,
    before: str = "",
    outlet: str = "",
) -> Iterator[Item | Trouble]:
    """Yield reports as items by their keys, failures as troubles.

    before: Put before each key. outlet: Of reports that name none.
    """
    seen: set[str] = set()
    for one in found:
        if isinstance(one, Failure):
            yield Trouble(one.where, one.message)
            continue
        key = f"{before}{one.key}"
        if key in seen:  # the same id for another text
            key = f"{key} {one.id}"
        if key not in seen:
            seen.add(key)
            yield item_of(named(one, outlet), key, one.id, known=known)


def item_of(
    report: Report,
    key: str,
    version: str,
    *,
    known: Mapping[str, str] | None = None,
    notes: tuple[str, ...] = (),
) -> Item:
    """Return a report as an item; one known in this version comes without its report.

    It has no address to fetch: what a letter names as its own would tell its sender of us.
    """
    report, odd = _dated(report)
    said = report.details
    is_known = known is not None and known.get(key) == version
    return Item(
        key=key,
        version=version,
        title=report.title,
        published=_moment(report),
        outlet=None if report.source.name == Source().name else report.source.name,
        author=said.author,
        agency=said.agency,
        language=said.language,
        report=None if is_known else report,
        notes=(*notes, *odd),
    )


def named(report: Report, outlet: str) -> Report:
    """Return a report with this outlet where it names none."""
    if not outlet or report.source.name != Source().name:
        return report
    return replace(report, source=replace(report.source, name=outlet))


def _dated(report: Report) -> tuple[Report, tuple[str, ...]]:
    """Return a report without a date that cannot be meant, and what was wrong with it."""
    note = sound(_moment(report), report.retrieved).note
    if note is None:
        return report, ()
    return replace(report, published=None, published_at=None), (note,)


def _moment(report: Report) -> Moment | None:
    return Moment(report.published, report.published_at) if report.published else None


def _here(
    watched: Watched,
    condition: Condition | None,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None,
) -> Looked:
    path = Path(watched.address)
    try:
        collector = collector_of(watched.address)
        stat = path.stat()
        stamp = Condition(etag=f"{stat.st_size}-{stat.st_mtime_ns}")
    except InputError as error:
        raise InputError(f"{watched.address}: {error}") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{watched.address}: there is no such file; check the path") from error
    if stamp == condition:
        return Looked(iter(()), condition=condition)
    items = _of_path(watched, path, collector, now=now, known=known)
    return Looked(items, condition=stamp)


def _of_path(
    watched: Watched,
    path: Path,
    collector: Collector,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None,
) -> Iterator[Item | Trouble]:
    found = collector.collect(path, given_for(watched, now))
    try:
        yield from items_from(found, known, outlet=watched.name)
    except InputError as error:
        yield Trouble(watched.address, str(error))


def _of_fetched(
    watched: Watched,
    fetched: Fetched,
    collector: Collector,
    *,
    now: dt.datetime,
    known: Mapping[str, str] | None,
) -> Iterator[Item | Trouble]:
    """Collectors read files: the bytes become one for as long as they are read."""
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        path = Path(folder) / f"fetched{collector.endings[0]}"
        path.write_bytes(fetched.body)
        for one in _of_path(watched, path, collector, now=now, known=known):
            if isinstance(one, Trouble):
                yield replace(one, where=one.where.replace(str(path), watched.address))
            else:
                yield one


def _collector_of(fetched: Fetched) -> Collector:
    """Return how to read what came, by its type, else by the ending of its address."""
    name = _TYPES.get(fetched.media_type)
    if name is None or name == "text":  # servers call anything text
        try:
            return collector_of(urlsplit(fetched.address).path)
        except InputError as error:
            if name is None:
                raise InputError(f"{fetched.address}: {error}") from error
    return next(collector for collector in COLLECTORS if collector.name == name)
